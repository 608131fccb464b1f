"""Frames around lines: a line that is the very one of the last time has its frame already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.terminal_theme import TerminalTheme
from textual._border import get_box
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.content import Content
from textual.css.styles import StylesBase
from textual.geometry import Region, Size, Spacing
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

_MOST: Final = 500
"""Lines whose frames are kept, which is more than any terminal shows at once."""


class _Sides(NamedTuple):
    """What stands before and behind every line, and what it stands on."""

    before: tuple[Segment, ...]
    behind: tuple[Segment, ...]
    under: Style


class FrameCache(StylesCache):
    """Textual's own, which asks for every line what the frame is like, and makes each anew when any has changed.

    It is about half of what drawing a line takes that stays as it is. Only what our panes have is drawn here: a frame
    at both sides, perhaps with blanks in it. Lines that have more to them are left to Textual, and so are the first and
    the last, which stay while nothing else is written into them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sides: _Sides | None = None
        self._is_known = False
        self._framed: dict[int, tuple[Strip, Strip]] = {}
        self._edges: dict[int, tuple[tuple[object, ...], Strip]] = {}
        self._last: tuple[Region, Size, list[Strip]] | None = None

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of a widget, which are those of the last time while none of them is another.

        Textual asks for all lines of every widget that stands between two in which something has changed.
        """
        size = widget.size
        if self._last is not None and self._last[:2] == (crop, size) and self._dirty_lines.isdisjoint(crop.line_range):
            return self._last[2]
        self._is_known = False  # what the frame is like is asked once for all lines
        strips = super().render_widget(widget, crop)
        self._last = crop, size, strips
        return strips

    def clear(self) -> None:
        """Forget what was drawn."""
        super().clear()
        self._last = None

    def render_line(
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        border_title: tuple[Content, Color, Color, Style] | None,
        border_subtitle: tuple[Content, Color, Color, Style] | None,
        opacity: float,
        ansi_theme: TerminalTheme,
        native_ansi: bool,
    ) -> Strip:
        """One line in its frame."""
        if not self._is_known:
            self._look_at(styles, padding, base_background, background, opacity)
        inside = y - 1
        if self._sides is None or not 0 <= inside < min(content_size.height, size.height - 2):
            label = border_subtitle if y else border_title
            spans = label and label[0].spans  # of texts that are alike Textual says that they are equal
            parts = (label, spans, styles.border, base_background, background, size, opacity)
            is_edge = self._sides is not None and y in (0, size.height - 1)
            if is_edge and y in self._edges and self._edges[y][0] == parts:
                return self._edges[y][1]
            strip = super().render_line(
                styles,
                y,
                size,
                content_size,
                padding,
                base_background,
                background,
                render_content_line,
                border_title,
                border_subtitle,
                opacity,
                ansi_theme,
                native_ansi,
            )
            if is_edge:
                self._edges[y] = parts, strip
            return strip
        line = render_content_line(inside)
        kept = self._framed.get(id(line))
        if kept is not None and kept[1].cell_length == size.width:
            return kept[1]
        if len(self._framed) >= _MOST:
            self._framed.clear()
        framed = _in_frame(line, self._sides, content_size.width, size.width)
        self._framed[id(line)] = line, framed  # the line is held, lest another be taken for it
        return framed

    def _look_at(
        self, styles: StylesBase, padding: Spacing, base_background: Color, background: Color, opacity: float
    ) -> None:
        """Learn what the frame is like now; what was framed otherwise is forgotten."""
        before, self._sides = self._sides, None
        self._is_known = True
        if _is_plain(styles, padding) and opacity == 1.0:
            self._sides = _sides_of(styles, padding, base_background, background)
        if self._sides != before:
            self._framed.clear()
            self._edges.clear()


def _is_plain(styles: StylesBase, padding: Spacing) -> bool:
    """Whether there is a frame on all sides, blanks in it at most at the sides, and nothing else."""
    return (
        all(edge for edge, _ in styles.border)
        and not any(edge for edge, _ in styles.outline)
        and not (padding.top or padding.bottom)
        and styles.text_opacity == 1.0
        and not styles.tint.a
        and not styles.has_rule("hatch")
    )


def _sides_of(styles: StylesBase, padding: Spacing, base_background: Color, background: Color) -> _Sides:
    under = Style(background=base_background + background)
    outer = Style(background=base_background)
    _, (right, right_colour), _, (left, left_colour) = styles.border
    blank = under.rich_style
    start = get_box(left, under, outer, Style(foreground=base_background + left_colour))[1][0]
    end = get_box(right, under, outer, Style(foreground=base_background + right_colour))[1][2]
    return _Sides(
        (start, *([Segment(" " * padding.left, blank)] if padding.left else [])),
        (*([Segment(" " * padding.right, blank)] if padding.right else []), end),
        under,
    )


def _in_frame(line: Strip, sides: _Sides, room: int, width: int) -> Strip:
    missing = room - line.cell_length
    inside = line if missing >= 0 else line.crop(0, room)
    blank = [Segment(" " * missing, sides.under.rich_style)] if missing > 0 else []
    return Strip([*sides.before, *inside, *blank, *sides.behind], width)


__all__ = ["FrameCache"]
