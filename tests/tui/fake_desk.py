"""A desk that holds the seeds and what an attentive reader finds in them: no record, no index, no model."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from briefing.errors import NothingFoundError
from briefing.model import (
    Actor,
    Article,
    Kind,
    Mode,
    Paragraph,
    ParagraphKind,
    Polarity,
    RunnerUp,
    Span,
    Statement,
)
from briefing.services.decisions import Deciding
from briefing.services.desk import Desk
from briefing.services.finding import Finding
from briefing.services.review import Review
from briefing.services.session import SessionFile
from briefing.services.views import (
    ArticleCard,
    ArticleView,
    Found,
    Hit,
    Progress,
    SavedSearch,
    Spread,
    StatementCard,
    Summary,
)
from tests.tui.fake_cast import FakeCast, FakeTimelines
from tests.tui.fake_parts import FakeMarking, NothingDecided, NothingDoubtful

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parents[1] / "gold.json"
"""The seeds' statements, written out by hand: lists of them by the first letters of the article."""
FIRST_LETTERS = 24
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
    kinds = {0: ParagraphKind.DATELINE, 1: ParagraphKind.TITLE, 2: ParagraphKind.BYLINE, 3: ParagraphKind.HEADING}
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


def seed_statement(place: int, written: dict[str, Any]) -> Statement:
    """A statement as it was written out, with what only some of the fake's have."""
    statement = Statement.model_validate(written)
    assert statement.speaker is not None
    speaker = replace(
        statement.speaker,
        mentions=statement.source,
        how="its words stand for the name",
        probability=0.96,
        runners_up=(RunnerUp(name="Joe Biden", probability=0.03),),
    )
    return statement.model_copy(
        update={
            "speaker": None if place == UNNAMED_ROW else speaker,
            "mode": Mode.ATTITUDE if place in ATTITUDE_ROWS else Mode.SPEECH,
            "polarity": Polarity.SAID,
            "provenance": replace(statement.provenance, said_when="on Wednesday" if place == 17 else None),
            "confidence": UNSURE.get(place, 0.97 - place / 200),
            "reasons": ("a reporting verb with its clause", "the subject of the verb is the source"),
        }
    )


class FakeFinding(Finding):
    """Searches over the fake: words are looked for as they stand.

    Attributes:
        asked: The history, newest first.
        kept: The saved searches.
        offered: What completes whatever is typed.
        instead: What is offered when nothing is found.
    """

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk
        self.asked: list[str] = []
        self.kept: dict[str, SavedSearch] = {}
        self.offered: tuple[str, ...] = ()
        self.instead = ""

    def prepare(self) -> None:
        self.desk.calls.append("prepare to find")

    def find(
        self, query: str, *, limit: int = 50, among: int | None = None, typing: bool = False, only: str = "all"
    ) -> Found:
        found = self.desk.find(query, limit=10_000, typing=typing)
        hits = [hit for hit in found.hits if only == "all" or (hit.statement is None) == (only == "articles")]
        return replace(found, hits=tuple(hits[:limit]), records=len(hits), instead="" if hits else self.instead)

    def spread(self, query: str, *, typing: bool = False, only: str = "all", most: int = 8) -> Spread:
        actors = [(actor.id, actor.name, actor.said) for actor in self.desk.actors()]
        months = ((dt.date(2021, 2, 1), 1), (dt.date(2021, 3, 1), 4))
        return Spread(actors=tuple(actors[:most]), outlets=(("UrduPoint.com", 1),), months=months, undated=1)

    def more_like(self, article: str, statement: StatementCard | None = None, *, limit: int = 50) -> Found:
        self.desk.calls.append(f"like {article} {statement.id if statement else ''}".strip())
        return replace(self.desk.find("sanctions"), query="", explained="articles like this one")

    def completions(self, typed: str) -> tuple[str, ...]:
        return tuple(one for one in self.offered if one.startswith(typed))

    def note(self, query: str) -> None:
        self.asked = [query, *(one for one in self.asked if one != query)]

    def history(self) -> list[str]:
        return self.asked

    def save(self, query: str, name: str) -> None:
        self.kept[query] = SavedSearch(query, name, False, 3, 2)

    def pin(self, query: str, pinned: bool = True) -> None:
        self.kept[query] = SavedSearch(query, None, pinned, 3, 0)

    def look(self, query: str) -> None:
        if query in self.kept:
            self.kept[query] = replace(self.kept[query], new=0)

    def saved(self, key: str | None = None) -> list[SavedSearch]:
        return list(self.kept.values())


class FakeDesk(Desk):
    """The seeds, or any articles and statements given.

    Attributes:
        calls: What was asked, in order.
        slow: Seconds that every search takes.
    """

    def __init__(self, views: Sequence[ArticleView] | None = None, *, last_copy: Path = Path("last-copy.txt")) -> None:
        self.searches = FakeFinding(self)
        self.marking = FakeMarking()
        self.session = SessionFile(last_copy.parent / "no-library")
        self.cast, self.timelines = FakeCast(self), FakeTimelines()
        self.calls: list[str] = []
        self.slow = 0.0
        self.closed = threading.Event()
        self.current = Progress("idle", 2, 2, (), 1)
        self.views = list(views) if views is not None else seed_views()
        self.copy_file = last_copy
        self.watcher: Callable[[], None] | None = None

    @property
    def name(self) -> str:
        return "S-400 desk"

    @property
    def data_dir(self) -> Path:
        """Where the last copy is kept too."""
        return self.copy_file.parent

    @property
    def last_copy(self) -> Path:
        return self.copy_file

    def watch(self, changed: Callable[[], None] = lambda: None) -> None:
        self.watcher = changed

    def advise(self) -> None: ...

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

    def size(self) -> int:
        return len(self.views)

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

    @property
    def finding(self) -> Finding:
        return self.searches

    @property
    def review(self) -> Review:
        return NothingDoubtful()

    @property
    def deciding(self) -> Deciding:
        return NothingDecided()

    def actors(self, *, order: str = "said", prefix: str = "", hidden: bool = False) -> list[Actor]:
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
        actor: str | Sequence[str] | None = None,
        article: str | None = None,
        kinds: Sequence[Kind] = (),
        modes: Sequence[Mode] = (Mode.SPEECH,),
        limit: int | None = None,
        copies: bool = False,
        unsure: bool = False,
    ) -> list[StatementCard]:
        cards = [card for card in self._every_card() if card.statement.mode in modes and (card.unsure or not unsure)]
        if actor is not None:
            wanted = [actor] if isinstance(actor, str) else actor
            cards = [card for card in cards if card.actor_id in wanted]
        if not copies:
            cards = [card for card in cards if card.place == 0]
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
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    places = count()
    statements = {key: [seed_statement(next(places), row) for row in rows] for key, rows in gold.items()}
    views = []
    for article in seed_articles():
        found = statements[article.text[:FIRST_LETTERS]]
        cards = []
        for statement in found:
            actor_id = f"{statement.speaker.kind}:{statement.speaker.name.casefold()}" if statement.speaker else None
            cards.append(statement_card(article, statement, actor_id=actor_id, count=len(found)))
        views.append(ArticleView(card_of(article, len(found)), article, tuple(cards), "unchanged"))
    return views
