"""What the library asks of a search engine, whichever engine it is.

An index is derived and disposable: the record is in the library's store, and whenever `state()` is not "ready" the
library calls `clear()` and adds every document again. No method lets an engine's own exception through.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from briefing.model import Span

State = Literal["ready", "missing", "stale", "unreadable"]


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
    """

    start: int
    content: str
    speaker: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    polarity: str = ""
    spans: tuple[Span, ...] = ()


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
class EngineHit:
    """One match: an article, or a statement in one.

    Attributes:
        article_id: The article's id.
        statement: The `start` of the statement found, or None when the article itself matched.
        snippet: Words around the first match, on one line.
        marks: Where in `snippet` the matched words stand.
        spans: Where in the article's text the matched words stand, in order.
        score: Comparable within one answer only.
    """

    article_id: str
    statement: int | None
    snippet: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """The answer to one query.

    Attributes:
        hits: Best first.
        explained: The query said back in words; never empty.
        articles: How many articles match in all, by themselves or through a statement.
        partial: True when time ran out before everything was looked at.
        advice: When there is no hit: which part of the query emptied it, in words; else "".
        corrected: True when the query was mended before it was asked.
    """

    hits: tuple[EngineHit, ...]
    explained: str
    articles: int
    partial: bool = False
    advice: str = ""
    corrected: bool = False


class SearchEngine(Protocol):
    """An index of articles and statements in a folder of our own.

    Every method may be called from any thread. Methods that write say whether they could: when they could not, `state`
    tells whether the index must be rebuilt ("unreadable") or was merely busy in another process ("ready").
    """

    @property
    def stamp(self) -> str:
        """What the library last stored with the index to know what it holds; "" when nothing."""
        ...

    @stamp.setter
    def stamp(self, value: str) -> None: ...

    def state(self) -> State:
        """Whether the index can be asked; cheap once it has been opened."""
        ...

    def add(self, documents: Iterable[Document]) -> bool:
        """Index articles with their statements, replacing those already there; committed in batches."""
        ...

    def remove(self, article_ids: Iterable[str]) -> bool:
        """Forget articles and their statements."""
        ...

    def clear(self) -> bool:
        """Begin again with an empty index, whatever was there."""
        ...

    def tidy(self) -> bool:
        """Join small pieces of the index; call it when there is nothing else to do."""
        ...

    def count(self) -> int:
        """How many articles the index holds; 0 when it cannot be read."""
        ...

    def search(self, query: str, *, limit: int = 50, typing: bool = False) -> EngineAnswer:
        """Find articles and statements.

        Args:
            query: As the reader typed it; any text is a query.
            limit: At most so many hits.
            typing: The last word may be unfinished.
        """
        ...

    def close(self) -> None:
        """Let go of the index; safe to call twice."""
        ...
