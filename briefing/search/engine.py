"""What the library asks of a search engine, whichever engine it is.

An index is derived and disposable: the record is in the library's store, and whenever `state()` is not "ready" the
library calls `clear()` and adds every document again. No method lets an engine's own exception through. An engine only
finds and ranks; what was asked is said back, marked and advised on in `briefing.search.ask`, the same for every engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Protocol

from briefing.model import Span
from briefing.search.tree import FieldName, Marked, Query

State = Literal["ready", "missing", "stale", "unreadable"]


class Only(StrEnum):
    """Which records to answer with."""

    ALL = "all"
    ARTICLES = "articles"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class StatementDocument:
    """A statement as the engine indexes it.

    Attributes:
        start: The first code point of its content in the article's text: its name within the article.
        content: Its words: the content spans joined by " … ".
        speaker: The speaker's name, or "" when nobody is named.
        aliases: Other names under which the speaker is searched ("Akar", "the Turkish minister").
        kind: "direct", "mixed" or "indirect".
        polarity: "said", "denied" …
        spans: The content spans in the article's text; when empty, the content begins at `start` and is one piece.
        actor: The key of who that is across articles, or "".
        via: Who carried it ("Bloomberg News"), or "".
        said_on: The day it was said, or the first of several that it may have been, or None.
        said_until: The last of several days that it may have been; None when it was one day.
    """

    start: int
    content: str
    speaker: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    polarity: str = ""
    spans: tuple[Span, ...] = ()
    actor: str = ""
    via: str = ""
    said_on: dt.date | None = None
    said_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article and its statements as the engine indexes them.

    Attributes:
        article_id: The article's id; adding a document again replaces the article and all its statements.
        title: Its headline, or its first sentence.
        outlets: The names of who published it, the one that is shown first.
        published: The day of publication, or None.
        author: As the byline writes it, or None.
        text: The whole normalised text; offsets in answers are code points into it.
        statements: What has been found in it so far.
    """

    article_id: str
    title: str
    outlets: tuple[str, ...]
    published: dt.date | None
    author: str | None
    text: str
    statements: tuple[StatementDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """Articles and statements that the reader marked: what a `Marked` node stands for.

    Attributes:
        articles: These articles, each with all its statements.
        statements: These statements too, each as its article's id and its `start`.
        others: True for everything but these.
    """

    articles: frozenset[str] = frozenset()
    statements: frozenset[tuple[str, int]] = frozenset()
    others: bool = False

    def holds(self, article_id: str, start: int | None) -> bool:
        """Whether it holds an article (`start` is None) or a statement."""
        inside = article_id in self.articles or (start is not None and (article_id, start) in self.statements)
        return inside is not self.others


Marks = Mapping[Marked, Picked]
"""What each mark in a query stands for; a mark that is not there stands for nothing."""
NO_MARKS: Marks = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EngineHit:
    """One match: an article, or a statement in one.

    Attributes:
        article_id: The article's id.
        statement: The `start` of the statement found, or None when the article itself matched.
        text: The article's text or the statement's content, as it was added.
        spans: A statement's content spans, as they were added; empty for an article.
        score: From 1 (the best) downwards; comparable within one answer only.
    """

    article_id: str
    statement: int | None
    text: str
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """The answer to one query.

    Attributes:
        hits: Best first.
        articles: How many articles match in all, by themselves or through a statement.
        records: How many articles and statements match in all.
        partial: True when time ran out before everything was looked at.
        failed: True when the engine could not answer; `state()` tells whether its index is the reason.
    """

    hits: tuple[EngineHit, ...] = ()
    articles: int = 0
    records: int = 0
    partial: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """How the matches spread.

    Attributes:
        actors: Who said the statements that match: the actor's key and how many, most first.
        outlets: Who published the articles that match: the name shown and how many, most first.
        months: The first days of months, in order, and how many of the articles that match were published in each.
        undated: How many of the articles that match have no date.
    """

    actors: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[dt.date, int], ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to go on with what is being typed.

    Attributes:
        text: The whole word or name.
        count: In how many records it stands: most first.
    """

    text: str
    count: int


class SearchEngine(Protocol):
    """An index of articles and statements in a folder of our own.

    Every method may be called from any thread. Methods that write say whether they could: when they could not, `state`
    tells whether the index must be rebuilt ("unreadable") or was merely busy in another process ("ready"). Methods that
    answer give nothing when the index is not ready, and stop when their time is over with what they have.
    """

    @property
    def folder(self) -> Path:
        """The index's own folder."""
        ...

    @property
    def stamp(self) -> str:
        """What the library last stored with the index to know what it holds; "" when nothing."""
        ...

    @stamp.setter
    def stamp(self, value: str) -> None: ...

    def open(self) -> State:
        """Open the index, which else happens at the first question; safe to call twice."""
        ...

    def state(self) -> State:
        """Whether the index can be asked; cheap once it has been opened."""
        ...

    def add(self, documents: Iterable[Document]) -> bool:
        """Index articles with their statements, replacing those already there; committed in batches."""
        ...

    def replace(self, gone: Collection[str], documents: Collection[Document]) -> bool:
        """Forget some articles and index others, in one commit: nobody sees the one without the other."""
        ...

    def remove(self, article_ids: Collection[str]) -> bool:
        """Forget articles and their statements."""
        ...

    def clear(self) -> bool:
        """Begin again with an empty index, whatever was there."""
        ...

    def tidy(self, told: Callable[[], None] = lambda: None) -> bool:
        """Join small pieces of the index, the smallest first; call it when there is nothing else to do.

        Args:
            told: Called after each step, which stays done whatever becomes of the next.

        Returns:
            False when it cannot be written.
        """
        ...

    def count(self) -> int:
        """How many articles the index holds; 0 when it cannot be read."""
        ...

    def search(
        self,
        query: Query,
        *,
        only: Only = Only.ALL,
        limit: int = 50,
        among: int | None = None,
        marks: Marks = NO_MARKS,
        seconds: float = 0.7,
    ) -> EngineAnswer:
        """Find articles and statements, in one ranked list.

        Args:
            query: What is asked; with no parts, nothing is found.
            only: Which records to answer with; `articles` and `records` count these only.
            limit: At most so many hits; 0 to count only.
            among: How many to rank for that, so that the first are those of a longer answer; as many if None.
            marks: What the marks in the query stand for.
            seconds: After so long, what was found so far is the answer.
        """
        ...

    def matching(self, query: Query, *, marks: Marks = NO_MARKS, seconds: float = 5.0) -> frozenset[str]:
        """The ids of all articles that match, by themselves or through a statement."""
        ...

    def facets(
        self, query: Query, *, only: Only = Only.ALL, marks: Marks = NO_MARKS, most: int = 12, seconds: float = 0.7
    ) -> Facets:
        """How the matches of a query spread; at most so many actors and outlets."""
        ...

    def suggest(self, beginning: str, *, field: FieldName | None = None, limit: int = 8) -> tuple[Suggestion, ...]:
        """Words (or with SPEAKER, OUTLET or VIA, whole names in which a word begins so), most frequent first."""
        ...

    def did_you_mean(self, words: Collection[str]) -> Mapping[str, str]:
        """For folded words that no record holds: the nearest frequent word within one slip (two in long words)."""
        ...

    def more_like(
        self, article_id: str, statement: int | None = None, *, limit: int = 20, seconds: float = 0.7
    ) -> EngineAnswer:
        """What shares its distinctive words: other articles for an article, others' statements for a statement."""
        ...

    def close(self) -> None:
        """Let go of the index; safe to call twice."""
        ...


__all__ = [
    "NO_MARKS",
    "Document",
    "EngineAnswer",
    "EngineHit",
    "Facets",
    "Marks",
    "Only",
    "Picked",
    "SearchEngine",
    "State",
    "StatementDocument",
    "Suggestion",
]
