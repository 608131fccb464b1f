"""What the desk will look like, drawn by one widget while the desk itself is loaded."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip

from briefing.tui.content import column, outside
from briefing.tui.layout import LEAST_COLUMNS, LEAST_LINES, NORMAL, TOO_SMALL, WIDE, Layout
from briefing.tui.widgets.looks import Looks

_HERE: Final = "STATEMENTS"
"""The pane that will have the focus."""
_BOX: Final = 34
"""Columns of the search box where it stands beside the library's name."""
_ASK: Final = "/ search articles and statements"


class Frame(NamedTuple):
    """Where a pane will stand.

    Attributes:
        name: Of the pane.
        place: Its frame and what is in it.
    """

    name: str
    place: Region


def frames(size: Size, layout: Layout) -> list[Frame]:
    """The panes' frames in a terminal, from the top and the left.

    Args:
        size: Of the terminal.
        layout: How the reader shared it among them.
    """
    width = size.width
    if width < LEAST_COLUMNS or size.height < LEAST_LINES:
        return []
    head, foot = _head(width), 1
    if width < NORMAL:
        return [Frame(_HERE, Region(0, head, width, size.height - head - foot - 1))]
    sidebar, middle, why = layout.columns(width)
    above, below = layout.rows(size.height - head - foot, wide=width >= WIDE)
    top = [Frame("ACTORS", Region(0, head, sidebar, above)), Frame(_HERE, Region(sidebar, head, middle, above))]
    if why:
        top.append(Frame("WHY", Region(sidebar + middle, head, why, above)))
        return [*top, Frame("ARTICLE", Region(0, head + above, width, below))]
    low = [Region(0, head + above, sidebar, below), Region(sidebar, head + above, middle, below)]
    return [*top, Frame("WHY", low[0]), Frame("ARTICLE", low[1])]


def opening(widget: Looks, library: str) -> Content:
    """What stands at the top while a library is opened.

    Args:
        widget: What shows it.
        library: Its name, or "".
    """
    name = Content(" briefing ").stylize(widget.look("name")) + outside(library, widget.look("strong"))
    return name + Content("   opening …" if library else " opening …").stylize(widget.look("faint"))


def _head(width: int) -> int:
    """Lines above the panes: the library's, and the search box where it does not stand beside it."""
    return 1 if width >= WIDE else 2


class Outline(Looks):
    """The masthead and the panes' frames, with nothing in them.

    Args:
        layout: How the reader shared the screen among the panes.
        library: The name of the library that is being opened; "" when it is not known.
    """

    def __init__(self, layout: Layout, library: str) -> None:
        super().__init__(id="outline")
        self._layout, self._library = layout, library

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        panes = frames(self.size, self._layout)
        if not panes:
            line = self._too_small(y)
        elif y < _head(self.size.width):
            line = self._masthead(y)
        else:
            line = Content("").join(self._piece(pane, y) for pane in panes if pane.place.y <= y < pane.place.bottom)
        line = column(line, self.size.width)
        return Strip(line.render_segments(self.visual_style), line.cell_length)

    def _too_small(self, y: int) -> Content:
        lines = outside(TOO_SMALL).wrap(max(1, self.size.width - 2))
        return Content(" ") + lines[y].stylize(self.look("doubt")) if y < len(lines) else Content("")

    def _masthead(self, y: int) -> Content:
        width = self.size.width
        name = opening(self, self._library)
        box = column(Content(f" {_ASK}"), _BOX if width >= WIDE else width - 2).stylize(self.look("box"))
        box = Content(" ") + box + Content(" ")
        if width < WIDE:
            return box if y else name
        return column(name, width - box.cell_length) + box

    def _piece(self, pane: Frame, y: int) -> Content:
        """What of a pane stands in a line."""
        here = pane.name == _HERE
        edge = self.look("frame-here" if here else "frame")
        inner = pane.place.width - 2
        if y == pane.place.y:
            title = column(Content(f" {pane.name} "), min(len(pane.name) + 2, max(0, inner - 2)))
            rule = "─" * (inner - 1 - title.cell_length)
            title = title.stylize(self.look("title-here" if here else "faint"))
            return outside("╭─", edge) + title + outside(f"{rule}╮", edge)
        if y == pane.place.bottom - 1:
            return outside(f"╰{'─' * inner}╯", edge)
        return outside("│", edge) + Content(" " * inner) + outside("│", edge)


__all__ = ["Frame", "Outline", "frames", "opening"]
