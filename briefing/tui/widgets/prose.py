"""An article's text as lines: broken for the width there is, and every cell of it a place in the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset
from textual.selection import Selection
from textual.style import Style

from briefing.model import Span
from briefing.tui.content import graphemes, outside, wrap
from briefing.tui.stretch import whole
from briefing.tui.widgets.lines import LineView

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Article

GUTTER = 7
MEASURE = 96
"""Widest line: longer ones are hard to read."""


class Prose(LineView):
    """Text that is wrapped, with paragraphs numbered; subclasses say what is to be seen in it."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._text = ""
        self._lines: list[tuple[int, int]] = []
        self._broken_for: tuple[str, int] = ("", 0)
        self._numbers: dict[int, int] = {}

    @property
    def line_count(self) -> int:
        """How many lines the text breaks into."""
        return len(self._lines)

    @property
    def edge(self) -> int:
        """Cells at the right edge that are kept free of text; subclasses say."""
        return 0

    @property
    def measure(self) -> int:
        """Cells that a line of the text may take."""
        return max(10, min(MEASURE, self.columns - GUTTER - self.edge))

    def break_lines(self, article: Article) -> bool:
        """Break an article into lines unless it is broken for this width already.

        Returns:
            Whether the same article was broken for another width.
        """
        if self._broken_for == (article.id, self.measure):
            return False
        same = self._broken_for[0] == article.id
        self._broken_for = (article.id, self.measure)
        self._text = article.text
        self._lines = []
        start = 0
        for text in article.text.rstrip("\n").split("\n"):
            self._lines.extend((start + first, start + last) for first, last in wrap(text, self.measure))
            start += len(text) + 1
        self._numbers = {
            self._line_at(paragraph.start): number for number, paragraph in enumerate(article.paragraphs, start=1)
        }
        return same

    def _line_at(self, offset: int) -> int:
        return max(0, bisect_right(self._lines, (offset, 1 << 62)) - 1)

    @property
    def seen(self) -> Span:
        """What is seen of the text."""
        if not self._lines:
            return Span(0, 0)
        top = min(self.scroll_offset.y, len(self._lines) - 1)
        return Span(self._lines[top][0], self._lines[min(top + self.page_lines, len(self._lines)) - 1][1])

    def reveal(self, start: int, end: int) -> None:
        """Scroll as little as it takes to see these words, with a little around them."""
        first, last = self._line_at(start), self._line_at(max(start, end - 1))
        top, height = self.scroll_offset.y, self.page_lines
        if first >= top and last < top + height:
            return
        room = max(0, height - (last - first + 1))
        self.jump(max(0, first - room // 3))

    def styles_over(self, start: int, end: int) -> Iterable[tuple[tuple[int, int], Style]]:
        """What lies over a stretch of the text, lowest first; subclasses say."""
        return ()

    def line(self, number: int) -> Content:
        """One line of the text with everything that is shown in it."""
        start, end = self._lines[number]
        text = self._text[start:end]
        content = outside(text)
        end = start + len(text.rstrip())  # a tint ends where the words end
        for span, style in self.styles_over(start, end):
            if span[0] >= end or span[1] <= start:
                continue  # a negative end would be counted from the line's
            content = content.stylize(style, max(0, span[0] - start), min(end, span[1]) - start)
        return content

    def place_at(self, x: int, line: int) -> int:
        """The code point drawn in a cell of a line, the gutter counted; -1 where there is none."""
        if not 0 <= line < len(self._lines) or x < GUTTER:
            return -1
        start, end = self._lines[line]
        cells = 0
        for first, _, wide in graphemes(self._text[start:end]):
            cells += wide
            if x - GUTTER < cells:
                return start + first
        return -1

    def cell_of(self, place: int) -> Offset | None:
        """Where on the screen a code point is drawn; None where it is not seen."""
        line = self._line_at(place)
        row = line - self.scroll_offset.y
        if not (self._lines and 0 <= row < self.page_lines):
            return None
        cells = sum(wide for _, _, wide in graphemes(self._text[self._lines[line][0] : place]))
        return self.content_region.offset + Offset(GUTTER + cells, row)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The article's own words under the selection, without the breaks that the width made."""
        span = self.span_of(selection)
        return None if span is None else (self._text[span.start : span.end], "\n")

    def span_of(self, selection: Selection) -> Span | None:
        """The code points under a selection made with the mouse: whole characters only."""
        if not self._lines:
            return None
        start, end = self.selected_lines(selection)
        first, last = (self._place_of(offset.x, offset.y) for offset in (start, end))
        inside = whole(self._text, last)
        return Span(whole(self._text, first)[0], inside[1] if inside[0] < last else last)

    def selected_of(self, selection: Selection, number: int) -> tuple[int, int | None] | None:
        """Which characters of a line are selected: whole ones, as they are copied."""
        span = self.span_of(selection)
        start, end = self._lines[number]
        if span is None or span.start > end or span.end < start:
            return None
        return max(0, span.start - start), min(end, span.end) - start

    def _place_of(self, x: int, line: int) -> int:
        start, end = self._lines[max(0, min(line, len(self._lines) - 1))]
        return end if line >= len(self._lines) else min(start + x, end)
