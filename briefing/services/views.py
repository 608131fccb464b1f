"""What the faces are handed: frozen rows that need no further question to be drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.model.kinds import ArticleCard, Span, Verdict
from briefing.model.remark import Remarks

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Actor, Article, Statement
    from briefing.model.decision import Decided


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement with what is needed to show, sort and cite it.

    Attributes:
        id: Stable key within the library: "article id:first content code point".
        statement: The statement itself.
        article: Where it stands.
        content: The words, verbatim: the content spans joined by " … ".
        cue: The cue's words, or "".
        source: The source's words as written, or "".
        paragraph: The number, from 1, of the paragraph where the content begins.
        actor_id: Key of the actor who said it, or None.
        unsure: True when the certainty is under the library's threshold: show as "to review", never as a fact.
        saying: What names all places at which the same is said; None when this is the only one. Another one when the
            library changes.
        place: Which of them this is, from 0, the earliest.
        places: How many they are.
        decided: The reader's decision on it, or None.
        known_as: What the reader calls the actor, where that is not what the article does; None elsewhere.
        number: Its place, from 1, among the statements of its article: with the article, a name to call it by.
    """

    id: str
    statement: Statement
    article: ArticleCard
    content: str
    cue: str
    source: str
    paragraph: int
    actor_id: str | None
    unsure: bool
    saying: int | None = None
    place: int = 0
    places: int = 1
    decided: Decided | None = None
    known_as: str | None = None
    number: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether the reader has decided who said it, be it that nobody is named."""
        return self.decided is not None and self.decided.holds and self.decided.verdict is not Verdict.UNSURE

    @property
    def is_doubtful(self) -> bool:
        """Whether who said it is to be shown as a question, never as a fact."""
        speaker = self.statement.speaker
        return self.unsure or ((speaker is None or speaker.is_open) and not self.is_settled)

    @property
    def among_places(self) -> str:
        """At how many places it is said, or at which of them this is, in words."""
        return f"place {self.place + 1} of {self.places}" if self.place else f"in {self.places} places"


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: an article, or a statement in one.

    Attributes:
        article: The article found.
        statement: The statement found, or None when the article's text matched.
        snippet: Words around the first match, cleaned.
        marks: Where in `snippet` the matched words stand.
        spans: Where in the article's text the matched words stand, in order: what n and N walk through.
        score: The engine's; comparable within one result only.
    """

    article: ArticleCard
    statement: StatementCard | None
    snippet: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one query.

    Attributes:
        query: As it was asked.
        explained: The query said back in words, or why it could not be understood.
        hits: Best first.
        articles: How many articles match in all.
        partial: True when time ran out before everything was looked at.
        advice: When nothing was found: which part of the query emptied it, in words; else "".
        corrected: True when the query was mended (an unclosed quotation mark, say) before it was asked.
        records: How many articles and statements match in all.
        instead: When nothing was found for a word that stands nowhere: the query as it was probably meant; else "".
    """

    query: str
    explained: str
    hits: tuple[Hit, ...]
    articles: int
    partial: bool = False
    advice: str = ""
    corrected: bool = False
    records: int = 0
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How what was found spreads.

    Attributes:
        actors: Who said the statements found: key, name, how many; most first.
        outlets: Who published the articles found: name, how many; most first.
        months: The first day of each month from the first to the last, and how many of the articles are of it.
        undated: How many of the articles have no date.
        namesakes: The keys of those actors whose name means others too.
    """

    actors: tuple[tuple[str, str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[dt.date, int], ...] = ()
    undated: int = 0
    namesakes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that is kept until the reader lets it go.

    Attributes:
        query: As it was typed.
        name: What the reader calls it, or None.
        pinned: It stands above the others.
        found: How many articles it finds now.
        new: How many of them the reader has not seen.
        looked: When the reader last looked, or None.
    """

    query: str
    name: str | None
    pinned: bool
    found: int
    new: int
    looked: dt.datetime | None = None

    @property
    def title(self) -> str:
        """What to call it."""
        return self.name or self.query


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the background work is.

    Attributes:
        stage: "reading", "indexing", "attributing" or "idle".
        done: Articles (while reading: files) finished in this stage.
        total: How many there are to do in this stage.
        problems: One sentence for each file that could not be read, newest last.
        changed: A number that grows whenever articles or statements were added or removed: redraw when it does.
        articles: While reading: the articles found in the files.
        rate: Articles a second, or None when that cannot be told yet.
        left: About how many seconds this stage will take, or None when that cannot be told yet.
        share: About how much of this stage is done, 0 to 1; None when that cannot be told.
        elsewhere: Another process is at it, and this one looks on.
        news: What is no problem and worth a sentence each, newest last.
    """

    stage: str
    done: int
    total: int
    problems: tuple[str, ...]
    changed: int
    articles: int = 0
    rate: float | None = None
    left: float | None = None
    share: float | None = None
    elsewhere: bool = False
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its statements, ready to read.

    Attributes:
        card: The article without its text.
        article: The article.
        statements: Every statement in it, in order of its content.
        file_state: "unchanged", "changed" or "missing": the file on disk against what was read.
        versions: The versions of the article that are kept, newest first; itself alone when there is but one.
        places: All places at which what is said here is said, the earliest first, by `StatementCard.saying`.
    """

    card: ArticleCard
    article: Article
    statements: tuple[StatementCard, ...]
    file_state: str
    versions: tuple[ArticleCard, ...] = ()
    places: Mapping[int, tuple[StatementCard, ...]] = field(default_factory=dict)

    def places_of(self, card: StatementCard) -> tuple[StatementCard, ...]:
        """All places at which a statement of this article is said, the earliest first; itself alone when it is one."""
        return self.places.get(card.saying, (card,)) if card.saying is not None else (card,)

    def statement_at(self, span: Span) -> StatementCard | None:
        """The statement that words of this article are part of: the shortest of several, or None."""
        around = [
            card
            for card in self.statements
            if any(part.start <= span.start and span.end <= part.end for part in card.statement.content)
        ]
        return min(around, key=_words_in_all, default=None)


def _words_in_all(card: StatementCard) -> int:
    """How many code points a statement's content has, without what interrupts it."""
    return sum(part.end - part.start for part in card.statement.content)


@dataclass(frozen=True, slots=True)
class HitInArticle:
    """A place in one article at which words of a search stand.

    Attributes:
        span: Where, in the article's text.
        paragraph: The paragraph's number, from 1.
        statement: The statement that the words are part of, or None.
        shown: The words with what stands around them.
        marks: Where in `shown` they are.
    """

    span: Span
    paragraph: int
    statement: StatementCard | None
    shown: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The library in one line.

    Attributes:
        name: The library's name.
        articles: Articles in the record.
        attributed_articles: Those whose statements have been found.
        statements: Statements in all.
        attributed: Statements with a speaker and enough confidence.
        unsure: Statements to review.
        actors: Actors in all.
    """

    name: str
    articles: int
    attributed_articles: int
    statements: int
    attributed: int
    unsure: int
    actors: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a part of one, that could not be read.

    Attributes:
        path: The file.
        reason: What is wrong and what to do, in one sentence.
        whole: Nothing (or nothing more) of the file could be read; else only a part of it.
    """

    path: str
    reason: str
    whole: bool


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What came of the reading since the library was opened.

    Attributes:
        files: Files read.
        gone: Files that were there at the last time and are there no longer; their articles are marked.
        back: Files that had gone and are there again.
        new: Articles that were not in the library.
        changed: Articles of which something else is known now.
        unchanged: Articles in the files read that were there already, just so.
        removed: Articles that their file no longer holds, for it was changed.
        skipped: What in the library's files cannot be read, at this or an earlier time.
        seconds: How long each stage took.
    """

    files: int
    gone: int
    back: int
    new: int
    changed: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]
    seconds: dict[str, float]


Markable = ArticleCard | StatementCard
"""What can be tagged and noted."""
_NOTHING = Remarks()


@dataclass(frozen=True, slots=True)
class Margin:
    """All that stands in the margin, to be drawn without asking again.

    Attributes:
        known: Whether anybody has looked; before that nothing counts as unread.
        read: The ids of the articles that were read.
        remarks: Tags and notes, by the id of the article or the statement.
    """

    known: bool = False
    read: frozenset[str] = frozenset()
    remarks: Mapping[str, Remarks] = field(default_factory=lambda: MappingProxyType({}))

    def is_unread(self, article_id: str) -> bool:
        """Whether the reader has not read an article yet."""
        return self.known and article_id not in self.read

    def unread(self, articles: Iterable[ArticleCard]) -> int:
        """How many of some articles the reader has not read yet."""
        return sum(self.is_unread(card.id) for card in articles)

    def beside(self, item: Markable) -> Remarks:
        """What stands beside an article or a statement."""
        return self.remarks.get(item.id, _NOTHING)


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how much it is on.

    Attributes:
        name: As it was written last.
        articles: How many articles.
        statements: How many statements.
    """

    name: str
    articles: int
    statements: int


__all__ = [
    "Actor",
    "ArticleCard",
    "ArticleView",
    "Found",
    "Hit",
    "HitInArticle",
    "Margin",
    "Markable",
    "Progress",
    "ReadingReport",
    "SavedSearch",
    "Skipped",
    "Spread",
    "StatementCard",
    "Summary",
    "TagCount",
]
