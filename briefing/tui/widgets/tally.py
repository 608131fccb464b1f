"""Counts with bars: what there is, how much of it, and where to go from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from briefing.bars import bar
from briefing.tui.content import column, outside
from briefing.tui.keymap import bind
from briefing.tui.widgets.rows import RowList

_LEAST_BAR: Final = 6
_LEAST_NAME: Final = 8


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One line of counts.

    Attributes:
        key: What names it.
        name: What is counted.
        solid: How much of it, drawn solid.
        light: How much more of it, drawn light.
        most: The sum that fills the bar; 0 for no bar.
        count: What stands at the end; "" for the sum.
        note: Told below it.
        chart: A row of bars in place of one bar.
        heading: It names what follows and cannot be chosen.
        apart: A line is left free above it, where there is room.
    """

    key: str
    name: str
    solid: int = 0
    light: int = 0
    most: int = 0
    count: str = ""
    note: str = ""
    chart: str = ""
    heading: bool = False
    apart: bool = False

    @property
    def figure(self) -> str:
        """What stands at the end."""
        return self.count or ("" if self.heading or self.chart else f"{self.solid + self.light:,}")


class TallyPane(RowList[TallyRow]):
    """Rows of counts; the cursor says which statements are listed beside them."""

    BINDINGS: ClassVar[list[BindingType]] = bind("open", says="statements")

    def __init__(self, *, id: str = "tally", thin: bool = False) -> None:
        """Prepare the pane.

        Args:
            id: The widget's id.
            thin: Bars have one part and are drawn as lines.
        """
        super().__init__(id=id)
        self._thin = thin
        self._longest_name = 0
        self._longest_figure = 0

    def show(self, rows: Sequence[TallyRow]) -> None:
        """Show these rows instead."""
        counted = [row for row in rows if not row.heading]
        self._longest_name = max((cell_len(row.name) for row in counted), default=0)
        self._longest_figure = max((cell_len(row.figure) for row in counted), default=0)
        super().show(rows)

    def key_of(self, row: TallyRow) -> str:
        """What names it."""
        return row.key

    def is_heading(self, row: TallyRow) -> bool:
        """Whether it only names what follows."""
        return row.heading

    def measure(self, row: TallyRow, width: int) -> int:
        """One line, one for the note, and one above a heading where there is room."""
        return 2 if row.note or self._stands_apart(row) else 1

    def _stands_apart(self, row: TallyRow) -> bool:
        """Whether a line is left free above: where the other side stands beside this one, not below."""
        return row.apart and self.screen.has_class("-beside")

    def draw(self, row: TallyRow, width: int, *, current: bool) -> list[Content]:
        """The name, the bar and the figure, in columns; then the note."""
        faint, strong = self.look("faint"), self.look("strong")
        mark = Content("▌").stylize(self.look("mark")) if current else Content(" ")
        if row.heading:
            return [*([Content("")] if self._stands_apart(row) else []), mark + outside(row.name, faint)]
        room = width - 2  # for the mark, and a blank at the end
        if row.chart:
            name = outside(f"{row.name} ", faint)
            return [mark + name + outside(row.chart, self.look("mark")).truncate(max(1, room - name.cell_length))]
        figure = column(outside(row.figure, strong), self._longest_figure + 1, right=True)
        room -= figure.cell_length
        names = max(_LEAST_NAME, min(self._longest_name, room - _LEAST_BAR - 1, room * 2 // 3))
        cells = room - names - 1
        if not row.most or cells < 1:
            names, drawn = room, Content("")
        else:
            signs = bar(row.solid, row.light, row.most, cells, thin=self._thin)
            drawn = Content(" ") + column(outside(signs, self.look("mark")), cells)
        lines = [mark + column(outside(row.name, strong if current else None), names) + drawn + figure]
        return [*lines, mark + Content("  ") + outside(row.note, faint)] if row.note else lines


__all__ = ["TallyPane", "TallyRow"]
