"""How what was found spreads: who says it, who published it, and when; a row narrows the search to itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from briefing.bars import sparkline
from briefing.services.facets import PUBLISHED_IN, Facet, facets
from briefing.services.views import Spread
from briefing.tui.content import column, outside, title
from briefing.tui.keymap import bind
from briefing.tui.widgets.rows import RowList

MOST_MONTHS: Final = 12
_BAR_WIDTH: Final = 4
_COUNT_WIDTH: Final = 6


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One line.

    Attributes:
        name: What is counted.
        count: How many; None for a heading.
        share: Against the most in its group, 0 to 1.
        narrows: What to add to the query to see these only; "" where that means nothing.
        actor: The actor's key, whose colour the name has.
        chart: A row of bars instead of a count.
    """

    name: str
    count: int | None = None
    share: float = 0.0
    narrows: str = ""
    actor: str | None = None
    chart: str = ""


def facet_rows(spread: Spread, width: int) -> list[FacetRow]:
    """The actors, the outlets and the months, each group under its heading."""
    rows: list[FacetRow] = []
    for group, counted in groupby(facets(spread), key=lambda one: one.group):
        some = list(counted)
        rows.append(FacetRow(group.upper()))
        if group == PUBLISHED_IN:
            rows += _months(spread.months, [one for one in some if one.month], width)
            some = [one for one in some if not one.month]
        most = max((one.count for one in some if one.narrows), default=0)
        rows += [FacetRow(one.name, one.count, most and one.count / most, one.narrows, one.actor) for one in some]
    return rows


def _months(months: Sequence[tuple[dt.date, int]], counted: Sequence[Facet], width: int) -> Iterator[FacetRow]:
    """A small histogram of all months, then the newest that have something."""
    if len(months) > 1:
        yield FacetRow(f"{months[0][0]:%Y-%m}–{months[-1][0]:%Y-%m}", chart=sparkline([n for _, n in months], width))
    most = max((one.count for one in counted), default=0)
    for one in list(reversed(counted))[:MOST_MONTHS]:
        yield FacetRow(f"{one.month:%b %Y}", one.count, one.count / most, one.narrows)


class FacetsPane(RowList[FacetRow]):
    """What was found, by who says it, who published it and when."""

    HELP = """
    ## What was found

    Who says what was found, who published it, and in which months, with a small histogram. `enter` on a row narrows the
    search to it: the words it adds stand in the search box, where you can take them out again.
    """
    BINDINGS: ClassVar[list[BindingType]] = bind("open", says="narrow")

    def __init__(self) -> None:
        super().__init__(id="facets")
        self._spread = Spread()

    def spread(self, spread: Spread) -> None:
        """Show how what was found spreads."""
        self._spread = spread
        self.show(facet_rows(spread, max(4, self.columns - 2)))
        title(self, Content("FOUND"), *([Content("enter narrows")] if self.rows else []))
        self.say("" if self.rows else "Nothing to narrow by.")
        if self.has_focus:
            self._begin()

    def on_focus(self) -> None:
        """There is a row to be chosen as soon as one is here."""
        self._begin()

    def _begin(self) -> None:
        if self.current is None:
            self.select_first()

    def key_of(self, row: FacetRow) -> str:
        """What it narrows to."""
        return row.narrows or f"{row.name} {row.count}"

    def is_heading(self, row: FacetRow) -> bool:
        """Whether there is nothing to narrow to."""
        return not row.narrows

    def draw(self, row: FacetRow, width: int, *, current: bool) -> list[Content]:
        """The name, a bar and the count; or a heading; or the histogram."""
        width -= 1  # a blank at the right
        faint = self.look("faint")
        bar = Content("▌").stylize(self.look("mark")) if current else Content(" ")
        if row.chart:
            return [bar + column(outside(row.chart, self.look("mark")), width - 1)]
        if row.count is None:
            return [bar + outside(row.name, faint)]
        count = column(Content(f"{row.count:,}").stylize(self.look("strong")), _COUNT_WIDTH, right=True)
        cells = max(1, round(row.share * _BAR_WIDTH)) if row.share else 0
        chart = column(outside("━" * cells, self.look("mark")), _BAR_WIDTH)
        ink = self.ink(row.actor) if row.actor else None
        name = column(outside(row.name, ink), max(4, width - 1 - _COUNT_WIDTH - _BAR_WIDTH))
        return [bar + name + chart + count]


__all__ = ["FacetRow", "FacetsPane", "facet_rows"]
