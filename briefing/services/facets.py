"""How what was found spreads, one count at a time, and how a search is narrowed to each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefing.services.views import Spread

SAID_BY: Final = "said by"
PUBLISHED_BY: Final = "published by"
PUBLISHED_IN: Final = "published in"


@dataclass(frozen=True, slots=True)
class Facet:
    """One count.

    Attributes:
        group: One of the groups of this module.
        name: Who or when it is; a month as 2021-03.
        count: How many statements (of an actor) or articles.
        narrows: What to add to the query to find these only; "" where that means nothing.
        actor: The actor's key, or None.
        month: The first day of the month, or None.
    """

    group: str
    name: str
    count: int
    narrows: str = ""
    actor: str | None = None
    month: dt.date | None = None

    @property
    def counts(self) -> str:
        """What it counts, one of it."""
        return "statement" if self.group == SAID_BY else "article"


def facets(spread: Spread) -> Iterator[Facet]:
    """Actors and outlets, most first; then the months that have something, the earliest first, and the undated."""
    for key, name, count in spread.actors:
        alone = f'"{key}"' if key in spread.namesakes and '"' not in key else in_query(name)
        yield Facet(SAID_BY, name, count, f"actor:{alone}", actor=key)
    for name, count in spread.outlets:
        yield Facet(PUBLISHED_BY, name, count, f"outlet:{in_query(name)}")
    for month, count in spread.months:
        if count:
            yield Facet(PUBLISHED_IN, f"{month:%Y-%m}", count, f"date:{month:%Y-%m}", month=month)
    if spread.undated:
        yield Facet(PUBLISHED_IN, "undated", spread.undated)


def in_query(name: str) -> str:
    """A name as it can stand in a query without quotation marks: Hulusi_Akar."""
    return re.sub(r"[^\w.'’-]+", "_", name).strip("_")


__all__ = ["PUBLISHED_BY", "PUBLISHED_IN", "SAID_BY", "Facet", "facets", "in_query"]
