"""Why nothing was found: which part of a query emptied the answer."""

from __future__ import annotations

from collections.abc import Callable

from briefing.search.explain import name
from briefing.search.tree import Not, Part, Query

_LOOKED_AT = 8

Count = Callable[[tuple[Part, ...]], int]


def advise(query: Query, count: Count) -> str:
    """Name the part that emptied the answer.

    Args:
        query: The query that found nothing.
        count: How many articles match some parts of it.
    """
    parts = query.parts[:_LOOKED_AT]
    alone = [part for part in parts if not isinstance(part, Not) and count((part,)) == 0]
    if alone:
        return f"Nothing matches {_listed([name(part) for part in alone])}."
    fewer = [(count(_without(query.parts, part)), part) for part in parts] if len(query.parts) > 1 else []
    found, part = max(fewer, key=lambda pair: pair[0], default=(0, None))
    if part is None or found == 0:
        return "Nothing matches all of it together; ask for less."
    return f"Nothing matches all of it; without {name(part)} there {_articles(found)}."


def _without(parts: tuple[Part, ...], unwanted: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part is not unwanted)


def _articles(number: int) -> str:
    return "is 1 article" if number == 1 else f"are {number:,} articles"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
