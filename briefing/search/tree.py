"""What a query means, as a small tree that every engine is handed.

What each node matches is said record by record in `tests/search/brute.py`: an engine that disagrees is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, Field

from briefing.model.fields import FieldName

SHORTEST_PREFIX = 3
"""Fewer letters before a `*` are looked for in names and titles only."""
SHORTEST_UNFINISHED = 4
"""Fewer letters of a word that is still being typed are looked for in names and titles only, as beginnings."""
SHORTEST_WORD = 2
"""A single letter that is still being typed is no word yet, only the beginning of one in a name or a title."""
LONG_WORD = 8
"""From so many letters on, `~` allows two slips instead of one."""


STATEMENT_FIELDS = frozenset(
    {FieldName.SPEAKER, FieldName.ACTOR, FieldName.VIA, FieldName.KIND, FieldName.POLARITY, FieldName.SAID}
)
"""Fields that only statements have: asking for one asks for statements."""


class Node(BaseModel, frozen=True):
    """A part of a query."""


class Term(Node, frozen=True):
    """One word.

    Attributes:
        text: As typed; it holds exactly one word of `briefing.search.words`.
        prefix: Any ending will do.
        edits: So many slips are forgiven (0, 1 or 2): a letter too many, too few, another one, or two swapped.
        unfinished: The reader is still typing it.
    """

    node: Literal["term"] = "term"
    text: str
    prefix: bool = False
    edits: int = 0
    unfinished: bool = False


class Phrase(Node, frozen=True):
    """Words next to each other, as typed, each exactly so: one or more."""

    node: Literal["phrase"] = "phrase"
    text: str


class Filter(Node, frozen=True):
    """A field's value: a name, a word of the title, a kind.

    Attributes:
        field: SPEAKER, ACTOR, OUTLET, VIA, TITLE, KIND or POLARITY.
        text: As typed.
        ids: For ACTOR: the keys of the actors that the name means, once somebody who knows has said so.
        unfinished: The reader is still typing it.
    """

    node: Literal["filter"] = "filter"
    field: FieldName
    text: str
    ids: tuple[str, ...] | None = None
    unfinished: bool = False


class Dated(Node, frozen=True):
    """Within these days, both included.

    Attributes:
        field: DATE (published) or SAID (said).
        first: The first day, or None for no beginning.
        last: The last day, or None for no end.
        words: The same in words: "from 1 to 5 March 2021".
        text: As typed.
    """

    node: Literal["dated"] = "dated"
    field: FieldName = FieldName.DATE
    first: dt.date | None
    last: dt.date | None
    words: str
    text: str = ""


class Marked(Node, frozen=True):
    """What the reader marked or tagged: a set that somebody else knows (see `Picked` in `briefing.search.engine`).

    Attributes:
        field: IS or TAG.
        text: Which: "unread", "sanctions file".
        unfinished: The reader is still typing it.
    """

    node: Literal["marked"] = "marked"
    field: FieldName
    text: str
    unfinished: bool = False


class Not(Node, frozen=True):
    """Without this."""

    node: Literal["not"] = "not"
    part: Part


class Either(Node, frozen=True):
    """At least one of these; two or more of them."""

    node: Literal["either"] = "either"
    parts: tuple[Part, ...]


class Both(Node, frozen=True):
    """All of these, as one thing: what stands in parentheses; two or more of them."""

    node: Literal["both"] = "both"
    parts: tuple[Part, ...]


Part: TypeAlias = Annotated[Term | Phrase | Filter | Dated | Marked | Not | Either | Both, Field(discriminator="node")]


class Query(Node, frozen=True):
    """What a query means.

    Attributes:
        parts: All of them must hold.
        notes: What was not understood and left out, or mended, in words.
    """

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether something was left out or mended."""
        return bool(self.notes)

    @cached_property
    def statements_only(self) -> bool:
        """Whether it asks for something that only statements have."""
        return any(_asks_for_statements(part) for part in self.parts)

    def nodes(self) -> Iterator[Part]:
        """Every node, those below a `Not` included."""
        for part in self.parts:
            yield from nodes(part)

    def mapped(self, change: Callable[[Part], Part | None]) -> Query:
        """The same query with every leaf changed; None takes it out.

        Args:
            change: Given a term, phrase, filter, dates or mark, what to put in its place.
        """
        parts = tuple(new for part in self.parts if (new := _mapped(part, change)) is not None)
        return self.model_copy(update={"parts": parts})

    def noting(self, *notes: str) -> Query:
        """The same query with more to say about it."""
        return self.model_copy(update={"notes": tuple(dict.fromkeys((*self.notes, *notes)))})


def nodes(part: Part) -> Iterator[Part]:
    """A node and all below it."""
    yield part
    if isinstance(part, Not):
        yield from nodes(part.part)
    elif isinstance(part, Either | Both):
        for one in part.parts:
            yield from nodes(one)


def alternatives(part: Part) -> tuple[Part, ...]:
    """What a node is satisfied with any of: itself, or its choices."""
    return part.parts if isinstance(part, Either) else (part,)


def _asks_for_statements(part: Part) -> bool:
    match part:
        case Not(part=inner):
            return _asks_for_statements(inner)
        case Either(parts=parts):
            return all(_asks_for_statements(one) for one in parts)
        case Both(parts=parts):
            return any(_asks_for_statements(one) for one in parts)
        case Filter(field=field) | Dated(field=field):
            return field in STATEMENT_FIELDS
    return False


def _mapped(part: Part, change: Callable[[Part], Part | None]) -> Part | None:
    match part:
        case Not(part=inner):
            new = _mapped(inner, change)
            return None if new is None else Not(part=new)
        case Either() | Both():
            kept = tuple(new for one in part.parts if (new := _mapped(one, change)) is not None)
            if len(kept) < 2:
                return kept[0] if kept else None
            return Either(parts=kept) if isinstance(part, Either) else Both(parts=kept)
    return change(part)


__all__ = [
    "LONG_WORD",
    "SHORTEST_PREFIX",
    "SHORTEST_UNFINISHED",
    "SHORTEST_WORD",
    "STATEMENT_FIELDS",
    "Both",
    "Dated",
    "Either",
    "FieldName",
    "Filter",
    "Marked",
    "Not",
    "Part",
    "Phrase",
    "Query",
    "Term",
    "alternatives",
    "nodes",
]
