"""The one door through which text from outside enters the screen.

Whatever an article, a file name, a query or an error says is shown as it is written: never read as markup, never sent
to the terminal as a code. Every code point stays one code point, so offsets into an article's text hold on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len, chop_cells, split_graphemes
from textual import events
from textual.content import Content, Span
from textual.style import Style
from textual.widget import Widget

_UNKNOWN: Final = 0xFFFD
_CONTROLS: Final[dict[int, int]] = {
    **{code: 0x2400 + code for code in range(0x20)},  # ESC becomes the picture of ESC
    0x7F: 0x2421,
    **dict.fromkeys(range(128, 160), _UNKNOWN),
    **dict.fromkeys(range(8234, 8239), _UNKNOWN),  # bidirectional embeddings and overrides
    **dict.fromkeys(range(8294, 8298), _UNKNOWN),
    **dict.fromkeys(range(917504, 917632), _UNKNOWN),  # tag characters
    **dict.fromkeys(range(55296, 57344), _UNKNOWN),  # lone surrogates cannot be written out
    0x2028: _UNKNOWN,
    0x2029: _UNKNOWN,
    ord("\t"): ord(" "),
    0x0A: 0x0A,
}
_LINE_CONTROLS: Final = {**_CONTROLS, 0x0A: ord(" ")}
_REGIONAL: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of them make a flag."""
_FRAME: Final = 6
"""Cells of a frame's line that are its own: two corners, a stroke and a blank beside each."""
_WORD: Final = re.compile(r" *[^ ]+")
_ONE_CELL: Final = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0400-\u0482\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
"""What nearly all text is of, each of which takes one cell: to ask for each is slow, as Rich does for curly marks."""


def visible(text: str, *, lines: bool = False) -> str:
    """Text with everything a terminal would obey made visible, code point for code point.

    Args:
        text: Any text.
        lines: Keep line breaks; otherwise they become spaces.
    """
    if text.isprintable():  # as nearly everything is: nothing in it is obeyed
        return text
    return text.translate(_CONTROLS if lines else _LINE_CONTROLS)


def outside(text: str, style: Style | None = None, *, lines: bool = False) -> Content:
    """Text from outside, ready for a widget.

    Args:
        text: Any text.
        style: How all of it looks.
        lines: Keep line breaks; otherwise they become spaces.
    """
    shown = visible(text, lines=lines)
    content = Content(shown, cell_length=_counted(shown), strip_control_codes=False)
    return content if style is None else content.stylize(style)


def marked(text: str, marks: Iterable[tuple[int, int]], style: Style) -> Content:
    """One line of text from outside with some places in a style: made at once, as `stylize` for each would not be.

    Args:
        text: Any text.
        marks: Where each place begins and ends.
        style: How they look.
    """
    shown = visible(text)
    spans = [Span(start, end, style) for start, end in marks]
    return Content(shown, spans, _counted(shown), strip_control_codes=False)


def _counted(text: str) -> int | None:
    """Cells that a text takes, where that is told at a glance."""
    return len(text) if _ONE_CELL.fullmatch(text) else None


def cut(content: Content, width: int) -> Content:
    """Content that is at most so many cells wide; an ellipsis says that something is missing."""
    if width <= 0:
        return Content("")
    return content.truncate(width, ellipsis=True) if content.cell_length > width else content


def column(content: Content, width: int, *, right: bool = False) -> Content:
    """Content made exactly so many cells wide, so that columns stand under each other."""
    content = cut(content, width)
    missing = max(0, width - content.cell_length)
    return content.pad_left(missing) if right else content.pad_right(missing)


def is_even(text: str) -> bool:
    """Whether every code point of a text takes one cell; a wide one and one without width take two together."""
    if text.isascii() or _ONE_CELL.fullmatch(text):
        return True
    return cell_len(text) == len(text) and max(map(cell_len, set(text))) == 1


def cells(text: str) -> int:
    """Cells that a text takes.

    Args:
        text: Any text.
    """
    known = _counted(text)
    return cell_len(text) if known is None else known


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """What a reader takes for characters: where each begins and ends, and the cells it is drawn in.

    An accent belongs to its letter, a joined emoji is one, and so is a flag.

    Args:
        text: Any text.
    """
    if text.isascii():
        return [(place, place + 1, 1) for place in range(len(text))]
    whole: list[tuple[int, int, int]] = []
    for start, end, cells in split_graphemes(text)[0]:
        flag = text[start:end] in _REGIONAL
        if whole and flag and text[whole[-1][0] : whole[-1][1]] in _REGIONAL:
            whole[-1] = (whole[-1][0], end, whole[-1][2] + cells)
        else:
            whole.append((start, end, cells))
    return whole


class Framed(Widget):
    """A widget with its name in its frame and hints below, of which each is shown whole or not at all."""

    _hints: Sequence[Content] = ()
    _shown_hints: Content | None = None
    _named: tuple[Content, Content] | None = None

    def entitle(self, name: Content, tail: Content) -> None:
        """Write its name, of which so much is shown that the tail has room behind it.

        Args:
            name: What is cut where there is little room.
            tail: What is not.
        """
        self._named = name, tail
        self._fit_name()

    def _fit_name(self) -> None:
        if self._named is None:
            return
        name, tail = self._named
        room = self.outer_size.width - _FRAME - tail.cell_length
        self.border_title = (cut(name, max(1, room)) if self.outer_size.width else name) + tail

    def hint(self, hints: Sequence[Content]) -> None:
        """Write these hints below, the first in any case and the others as far as there is room."""
        self._hints = hints
        self._fit_hints()

    def _fit_hints(self) -> None:
        shown = Content("  ").join(self._hints)
        kept = len(self._hints)
        while self.outer_size.width and kept > 1 and shown.cell_length > self.outer_size.width - _FRAME:
            kept -= 1
            shown = Content("  ").join(self._hints[:kept])
        if shown != self._shown_hints:  # or all of it would be drawn again
            self._shown_hints = self.border_subtitle = shown

    def on_resize(self, event: events.Resize) -> None:
        """There is room for more of them, or for less."""
        self._fit_name()
        self._fit_hints()


def title(widget: Widget, text: Content, *hints: Content | str, tail: Content | None = None) -> None:
    """Write a pane's name into its frame, and hints below; the frame leaves a space around them.

    Args:
        widget: The pane.
        text: Its name.
        hints: What its keys do, the most needed first.
        tail: What stands behind the name however long that is, such as a count.
    """
    tail = tail or Content("")
    below = [outside(hint) if isinstance(hint, str) else hint for hint in hints]
    if isinstance(widget, Framed):
        widget.entitle(text, tail)
        widget.hint(below)
    else:
        widget.border_title = text + tail
        widget.border_subtitle = Content("  ").join(below)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Break one line of text into rows that fit, as half-open ranges that together are the whole text.

    Args:
        text: A line without line breaks.
        width: Cells there are; a terminal may leave none, and then it is one.
    """
    if not text:
        return [(0, 0)]
    width = max(1, width)
    if cells(text) <= width:
        return [(0, len(text))]
    return _wrap_narrow(text, width) if is_even(text) else _wrap_wide(text, width)


def _wrap_narrow(text: str, width: int) -> list[tuple[int, int]]:
    """Wrap text in which every code point is one cell: no measuring."""
    rows: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > width:
        space = text.rfind(" ", start, start + width + 1)
        end = space + 1 if space > start else start + width
        rows.append((start, end))
        start = end
    if start < len(text):
        rows.append((start, len(text)))
    return rows


def _wrap_wide(text: str, width: int) -> list[tuple[int, int]]:
    """Wrap text with wide, combined or invisible characters, word by word."""
    rows: list[tuple[int, int]] = []
    start = used = 0
    for word in _WORD.finditer(text):
        wide = cells(word.group())
        if used and used + wide > width:
            start, used = _close_row(text, rows, start, word.start())
            wide = cells(text[start : word.end()])
        if wide > width:
            *full, last = chop_cells(text[start : word.end()], max(2, width))
            for piece in full:
                rows.append((start, start + len(piece)))
                start += len(piece)
            used = cells(last)
        else:
            used += wide
    rows.append((start, len(text)))
    return rows


def _close_row(text: str, rows: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """End a row before a word; the space between stays on the row above."""
    while end < len(text) and text[end] == " ":
        end += 1
    rows.append((start, end))
    return end, 0
