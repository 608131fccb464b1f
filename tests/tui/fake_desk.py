"""A desk that holds the seeds and what an attentive reader finds in them: no record, no index, no model."""

from __future__ import annotations

import datetime as dt
import re
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from briefing.errors import NothingFoundError
from briefing.model import (
    Actor,
    ActorKind,
    Article,
    Kind,
    Mode,
    Paragraph,
    ParagraphKind,
    Provenance,
    RunnerUp,
    Span,
    Speaker,
    Statement,
)
from briefing.services.desk import Desk
from briefing.services.views import ArticleCard, ArticleView, Found, Hit, Progress, StatementCard, Summary

SEEDS = Path(__file__).parents[2] / "seeds"
Row = tuple[str, tuple[int, int], tuple[int, int], tuple[int, int], str, str, str, str, str | None]
# Article, content, cue, source, speaker, kind of speaker, role, kind of statement, via.
ROWS: tuple[Row, ...] = (
    (
        "000",
        (36, 135),
        (31, 35),
        (0, 30),
        "US State Department official",
        "UNNAMED",
        "US State Department official",
        "indirect",
        "Al-Jazeera",
    ),
    (
        "000",
        (185, 253),
        (180, 184),
        (143, 179),
        "Hulusi Akar",
        "PERSON",
        "Turkish Defense Minister",
        "indirect",
        "Hurriyet",
    ),
    (
        "000",
        (337, 511),
        (330, 336),
        (297, 329),
        "US State Department official",
        "UNNAMED",
        "US State Department official",
        "indirect",
        "Al-Jazeera",
    ),
    (
        "000",
        (535, 578),
        (529, 534),
        (513, 528),
        "US State Department official",
        "UNNAMED",
        "US State Department official",
        "indirect",
        "Al-Jazeera",
    ),
    (
        "000",
        (1064, 1183),
        (1062, 1063),
        (1058, 1062),
        "Hulusi Akar",
        "PERSON",
        "Turkish Defense Minister",
        "direct",
        "Al-Jazeera",
    ),
    (
        "000",
        (1394, 1500),
        (1389, 1393),
        (1386, 1388),
        "Hulusi Akar",
        "PERSON",
        "Turkish Defense Minister",
        "indirect",
        "Hurriyet",
    ),
    (
        "000",
        (1536, 1674),
        (1524, 1535),
        (1503, 1523),
        "Hulusi Akar",
        "PERSON",
        "Turkish Defense Minister",
        "indirect",
        "Hurriyet",
    ),
    (
        "000",
        (1712, 1847),
        (1706, 1710),
        (1701, 1705),
        "Hulusi Akar",
        "PERSON",
        "Turkish Defense Minister",
        "direct",
        "Hurriyet",
    ),
    (
        "000",
        (2263, 2356),
        (2228, 2262),
        (2235, 2252),
        "Turkish officials",
        "GROUP",
        "Turkish officials",
        "indirect",
        "Bloomberg News",
    ),
    (
        "000",
        (2373, 2481),
        (2367, 2372),
        (2362, 2366),
        "Turkish officials",
        "GROUP",
        "Turkish officials",
        "indirect",
        "Bloomberg News",
    ),
    (
        "000",
        (2745, 2807),
        (2740, 2744),
        (2646, 2692),
        "Ibrahim Kalin",
        "PERSON",
        "the Turkish President’s advisor",
        "indirect",
        None,
    ),
    (
        "000",
        (2882, 2932),
        (2873, 2881),
        (2866, 2872),
        "Turkish government",
        "GOVERNMENT",
        "government",
        "indirect",
        None,
    ),
    (
        "000",
        (2951, 3004),
        (2938, 2950),
        (2866, 2872),
        "Turkish government",
        "GOVERNMENT",
        "government",
        "indirect",
        None,
    ),
    ("000", (3044, 3048), (3021, 3043), (3010, 3020), "US government", "GOVERNMENT", "government", "indirect", None),
    ("000", (3059, 3152), (3054, 3058), (3010, 3020), "US government", "GOVERNMENT", "government", "indirect", None),
    (
        "003",
        (31, 106),
        (107, 108),
        (109, 117),
        "Ismail Demir",
        "PERSON",
        "high-ranking defense official; president of Defense Industries",
        "indirect",
        "NTV",
    ),
    (
        "003",
        (179, 254),
        (255, 256),
        (257, 265),
        "Ismail Demir",
        "PERSON",
        "high-ranking defense official; president of Defense Industries",
        "indirect",
        "NTV",
    ),
    (
        "003",
        (267, 418),
        (452, 456),
        (420, 451),
        "Ismail Demir",
        "PERSON",
        "high-ranking defense official; president of Defense Industries",
        "indirect",
        "NTV",
    ),
    (
        "003",
        (524, 675),
        (709, 713),
        (677, 708),
        "Ismail Demir",
        "PERSON",
        "high-ranking defense official; president of Defense Industries",
        "indirect",
        "NTV",
    ),
    ("003", (892, 984), (863, 875), (876, 883), "US government", "GOVERNMENT", "government", "indirect", None),
    (
        "003",
        (1049, 1329),
        (1450, 1456),
        (1330, 1448),
        "Ismail Demir",
        "PERSON",
        "president of Defense Industries",
        "direct",
        "NTV",
    ),
    ("003", (1654, 1713), (1641, 1653), (1630, 1640), "US government", "GOVERNMENT", "government", "indirect", None),
    ("003", (1727, 1880), (1715, 1726), (1630, 1640), "US government", "GOVERNMENT", "government", "indirect", None),
    (
        "003",
        (1897, 1916),
        (1889, 1896),
        (1882, 1888),
        "Turkish government",
        "GOVERNMENT",
        "government",
        "indirect",
        None,
    ),
)
UNSURE = {4: 0.34, 19: 0.41}
"""Statements, by place, that the fake is not sure of."""
UNNAMED_ROW = 4
ATTITUDE_ROWS = (6, 23)
"""Statements, by place, that the fake takes for attitudes."""


def article_from(
    text: str, path: str, *, title: str = "", outlet: str | None = None, day: dt.date | None = None
) -> Article:
    """An article whose paragraphs are its non-blank lines."""
    paragraphs = tuple(
        Paragraph(kind=ParagraphKind.BODY, start=found.start(), end=found.end())
        for found in re.finditer(r"[^\n]+", text)
    )
    return Article(
        id=f"{abs(hash(path)) % 16**8:08x}{len(text):08x}",
        path=path,
        title=title or text.strip().split(". ")[0][:120],
        title_is_own=bool(title),
        outlet=outlet,
        published=day,
        text=text,
        paragraphs=paragraphs,
    )


def seed_articles() -> list[Article]:
    """The two seeds."""
    first = next(SEEDS.glob("000*")).read_text(encoding="utf-8").strip("\n")
    second = next(SEEDS.glob("003*")).read_text(encoding="utf-8").rstrip()
    dated = article_from(
        second,
        "003_fd1aee54e6a12c6a.txt",
        title="Turkey In Negotiations With Russia On Second Batch Of S-400 Missile Systems - Official",
        outlet="UrduPoint.com",
        day=dt.date(2021, 3, 3),
    )
    kinds = {0: ParagraphKind.META, 1: ParagraphKind.TITLE, 2: ParagraphKind.BYLINE, 3: ParagraphKind.HEADING}
    paragraphs = tuple(
        paragraph.model_copy(update={"kind": kinds.get(number, ParagraphKind.BODY)})
        for number, paragraph in enumerate(dated.paragraphs)
    )
    return [
        dated.model_copy(update={"paragraphs": paragraphs, "author": "Faizan Hashmi"}),
        article_from(first, "000_a9858641a3ed4081.txt"),
    ]


def card_of(article: Article, statements: int | None) -> ArticleCard:
    """An article as lists show it."""
    return ArticleCard(
        article.id, article.title, article.title_is_own, article.outlet, article.published, article.path, statements
    )


def statement_card(article: Article, statement: Statement, *, actor_id: str | None, count: int = 1) -> StatementCard:
    """A statement as lists show it."""

    def words(spans: Sequence[Span], between: str = " ") -> str:
        return between.join(article.text[span.start : span.end] for span in spans)

    start = statement.content[0].start
    return StatementCard(
        id=f"{article.id}:{start}",
        statement=statement,
        article=card_of(article, count),
        content=words(statement.content, " … "),
        cue=words(statement.cue),
        source=words(statement.source),
        paragraph=article.paragraph_at(start),
        actor_id=actor_id,
        unsure=statement.confidence < 0.5 or statement.speaker is None,
    )


def seed_statement(place: int, row: Row) -> Statement:
    """One of the rows above as a statement."""
    _, content, cue, source, name, kind, role, manner, via = row
    speaker = Speaker(
        name=name,
        kind=ActorKind[kind],
        role=role,
        mentions=(Span(*source),),
        how="its words stand for the name",
        probability=0.96,
        runners_up=(RunnerUp(name="Joe Biden", probability=0.03),),
    )
    return Statement(
        content=(Span(*content),),
        cue=(Span(*cue),),
        source=(Span(*source),),
        speaker=None if place == UNNAMED_ROW else speaker,
        kind=Kind(manner),
        mode=Mode.ATTITUDE if place in ATTITUDE_ROWS else Mode.SPEECH,
        provenance=Provenance(via=via, said_when="on Wednesday" if place == 17 else None),
        confidence=UNSURE.get(place, 0.97 - place / 200),
        reasons=("a reporting verb with its clause", "the subject of the verb is the source"),
    )


class FakeDesk(Desk):
    """The seeds, or any articles and statements given.

    Attributes:
        calls: What was asked, in order.
        slow: Seconds that every search takes.
    """

    def __init__(self, views: Sequence[ArticleView] | None = None, *, last_copy: Path = Path("last-copy.txt")) -> None:
        self.calls: list[str] = []
        self.slow = 0.0
        self.closed = threading.Event()
        self.current = Progress("idle", 2, 2, (), 1)
        self.views = list(views) if views is not None else seed_views()
        self.copy_file = last_copy

    @property
    def name(self) -> str:
        return "S-400 desk"

    @property
    def last_copy(self) -> Path:
        return self.copy_file

    def start(self, *, attribute: bool = True) -> None:
        self.calls.append("start")

    def progress(self) -> Progress:
        return self.current

    def prefer(self, article_id: str) -> None:
        self.calls.append(f"prefer {article_id}")

    def close(self) -> None:
        self.closed.set()

    def _every_card(self) -> list[StatementCard]:
        return [card for view in self.views for card in view.statements]

    def summary(self) -> Summary:
        cards = self._every_card()
        unsure = sum(card.unsure for card in cards)
        done = sum(view.card.statements is not None for view in self.views)
        return Summary(self.name, len(self.views), done, len(cards), len(cards) - unsure, unsure, len(self.actors()))

    def articles(self) -> list[ArticleCard]:
        return [view.card for view in self.views]

    def article(self, key: str) -> ArticleView:
        self.calls.append(f"article {key}")
        for view in self.views:
            if view.card.id.startswith(key):
                return view
        raise NothingFoundError(f"There is no article {key}.")

    def actors(self, *, order: str = "said", prefix: str = "") -> list[Actor]:
        found: dict[str, Actor] = {}
        for card in self._every_card():
            speaker = card.statement.speaker
            if speaker is None or card.actor_id is None or card.statement.mode is not Mode.SPEECH:
                continue
            known = found.get(card.actor_id) or Actor(id=card.actor_id, name=speaker.name, kind=speaker.kind)
            found[card.actor_id] = known.model_copy(
                update={
                    "said": known.said + 1,
                    "mentioned": sum(v.article.text.count(speaker.name) for v in self.views),
                }
            )
        return sorted(found.values(), key=lambda actor: -actor.said)

    def statements(
        self,
        *,
        actor: str | None = None,
        article: str | None = None,
        kinds: Sequence[Kind] = (),
        modes: Sequence[Mode] = (Mode.SPEECH,),
        limit: int | None = None,
    ) -> list[StatementCard]:
        cards = [card for card in self._every_card() if card.statement.mode in modes]
        if actor is not None:
            cards = [card for card in cards if card.actor_id == actor]
        return cards[:limit]

    def find(self, query: str, *, limit: int = 50, typing: bool = False) -> Found:
        self.calls.append(f"find {query}")
        time.sleep(self.slow)
        word = re.compile(re.escape(query.strip()), re.IGNORECASE)
        hits: list[Hit] = []
        for view in self.views:
            text = view.article.text
            spans = tuple(Span(*found.span()) for found in word.finditer(text))
            if not spans:
                continue
            start = max(0, spans[0].start - 40)
            marks = tuple(Span(a - start, b - start) for a, b in spans if b <= start + 160)
            hits.append(Hit(view.card, None, text[start : start + 160], marks, spans, 2.0))
            hits.extend(self._said(view, word))
        explained = f'articles and statements with "{query}"'
        return Found(
            query,
            explained,
            tuple(hits),
            len({hit.article.id for hit in hits}),
            advice="" if hits else "No word begins so.",
        )

    def _said(self, view: ArticleView, word: re.Pattern[str]) -> list[Hit]:
        hits = []
        for card in view.statements:
            marks = tuple(Span(*found.span()) for found in word.finditer(card.content))
            start = card.statement.content[0].start
            spans = tuple(Span(start + a, start + b) for a, b in marks)
            if marks:
                hits.append(Hit(view.card, card, card.content, marks, spans, 1.0))
        return hits

    def cite(self, card: StatementCard, form: str = "markdown") -> str:
        if form == "verbatim":
            return card.content
        speaker = card.statement.speaker
        paraphrase = " (paraphrase)" if card.statement.kind is Kind.INDIRECT else ""
        return f"> {card.content}\n>\n> — {speaker.name if speaker else 'not attributed'}{paraphrase}"


def seed_views() -> list[ArticleView]:
    """The seeds with their statements."""
    views = []
    for article in seed_articles():
        rows = [(place, row) for place, row in enumerate(ROWS) if article.path.startswith(row[0])]
        cards = []
        for place, row in rows:
            statement = seed_statement(place, row)
            actor_id = f"{statement.speaker.kind}:{statement.speaker.name.casefold()}" if statement.speaker else None
            cards.append(statement_card(article, statement, actor_id=actor_id, count=len(rows)))
        views.append(ArticleView(card_of(article, len(rows)), article, tuple(cards), "unchanged"))
    return views
