"""Words of an article that are being selected with the keys: where they begin, where the cursor is, how it moves.

All places are code points of the article's text, each the first of a character as a reader sees it; a line break is no
place to stand on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from briefing.model import Span
from briefing.tui.content import graphemes

_JOINED: Final = "\u0300-\u036f\u200d\ufe0f"
_WORD: Final = re.compile(rf"[\w{_JOINED}]+(?:['’-][\w{_JOINED}]+)*|[^\w\s]+")


_PLAIN: Final = (
    " -~\u00c0-\u024f\u0400-\u0481\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3"
)
_BOUNDARY: Final = re.compile(f"(?<=[{_PLAIN}])[{_PLAIN}]")
"""Where one character ends and another begins, whatever stands around them: between two that join with nothing."""
_FEW: Final = 64
"""Code points before a place among which such a boundary is looked for first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is selected: from the one character to the other, both with it.

    Attributes:
        anchor: The first code point of the character at the end that stays.
        cursor: The first code point of the character at the end that moves.
        holds: Whether the anchor stays; a stretch that does not hold is its cursor alone, on its way to a beginning.
    """

    anchor: int
    cursor: int
    holds: bool = True

    def moved(self, cursor: int) -> Stretch:
        """With the cursor elsewhere."""
        return replace(self, cursor=cursor, anchor=self.anchor if self.holds else cursor)

    def turned(self) -> Stretch:
        """With the other end as the one that moves."""
        return replace(self, anchor=self.cursor, cursor=self.anchor)

    def anew(self) -> Stretch:
        """Let go of what is selected; or begin here, when nothing is held."""
        return Stretch(self.cursor, self.cursor, not self.holds)

    def span(self, text: str) -> Span:
        """The selected code points, half open."""
        last = max(self.anchor, self.cursor)
        return Span(min(self.anchor, self.cursor), whole(text, last)[1])


def line_of(text: str, place: int) -> tuple[int, int]:
    """The line that a place is on, without its line break."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def whole(text: str, place: int) -> tuple[int, int]:
    """The whole character that a code point belongs to, half open."""
    first, last = line_of(text, place)
    if place >= last:
        return place, place
    if text[max(first, place - 1) : place + 2].isascii():  # what stands before it may join it to itself
        return place, place + 1
    begin, end = _whole_characters(text, place, first, last)
    spans = graphemes(text[begin:end])
    start, end, _ = spans[bisect_right(spans, (place - begin, 1 << 62)) - 1]
    return begin + start, begin + end


def _whole_characters(text: str, place: int, first: int, last: int) -> tuple[int, int]:
    """A few whole characters around a code point, half open: a line may have hundreds of thousands.

    Args:
        text: The text.
        place: The code point.
        first: Where its line begins.
        last: Where that ends.
    """
    after = _BOUNDARY.search(text, place + 1, last)
    reach = _FEW
    while True:
        low = max(first, place - reach)
        before = [found.start() for found in _BOUNDARY.finditer(text, low, place + 1) if found.start() > low]
        if before or low == first:
            return before[-1] if before else first, after.start() if after else last
        reach *= 4


def _begin_of_words(text: str, place: int) -> int:
    """Where one can begin to look for the words around a code point: no blank and no line break is in one."""
    return max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1


def word_at(text: str, place: int) -> Span | None:
    """The word, or the marks, in which a code point is; None where there are none."""
    last = line_of(text, place)[1]
    found = next(
        (one for one in _WORD.finditer(text, _begin_of_words(text, place), last) if one.start() <= place < one.end()),
        None,
    )
    return Span(*found.span()) if found else None


class Walk:
    """Where a cursor gets to in a text that is broken into rows."""

    def __init__(self, text: str, rows: Sequence[tuple[int, int]]) -> None:
        """Prepare it.

        Args:
            text: The article's text.
            rows: Half-open ranges of it, as they stand on the screen.
        """
        self._text = text
        self._rows = rows

    def character(self, place: int, by: int) -> int:
        """The character before or after."""
        if by < 0:
            return self._snap(place - 1, -1) if place else place
        return self._snap(whole(self._text, place)[1], 1)

    def word(self, place: int, by: int) -> int:
        """The start of the next word, or of this or the one before."""
        if by > 0:
            found = next((one for one in self._words(place) if one.start() > place), None)
            return self._snap(found.start(), 1) if found else self.last()
        end = place
        while end > 0:
            start = _begin_of_words(self._text, end)
            before = list(takewhile(end.__gt__, (one.start() for one in _WORD.finditer(self._text, start))))
            if before:
                return self._snap(before[-1], -1)
            end = start - 1
        return self.first()

    def word_end(self, place: int) -> int:
        """The last character of this word, or of the next when it is there already."""
        after = whole(self._text, place)[1]
        found = next((one for one in self._words(place) if one.end() > after), None)
        return self._snap(found.end() - 1, -1) if found else self.last()

    def _words(self, place: int) -> Iterator[re.Match[str]]:
        return _WORD.finditer(self._text, _begin_of_words(self._text, place))

    def edge(self, place: int, by: int) -> int:
        """The first or the last character of the row."""
        start, end = self._rows[self._row_of(place)]
        return start if by < 0 else self._snap(max(start, start + len(self._text[start:end].rstrip()) - 1), -1)

    def paragraph(self, place: int, by: int) -> int:
        """The start or the end of the paragraph, or of the next one when it is there already."""
        for _ in range(2):
            start, end = line_of(self._text, place)
            edge = start if by < 0 else self._snap(start + max(0, len(self._text[start:end].rstrip()) - 1), -1)
            if edge != place:
                return edge
            place = self.character(place, by)
        return place

    def row(self, place: int, by: int, column: int) -> int:
        """The character under this column, so many rows below; above when fewer than none."""
        at = max(0, min(self._row_of(place) + by, len(self._rows) - 1))
        step = 1 if by > 0 else -1
        while not self._text[slice(*self._rows[at])].strip() and 0 <= at + step < len(self._rows):
            at += step
        start, end = self._rows[at]
        row = self._text[start:end].rstrip()
        if not row:
            return place
        cells = 0
        for first, _, wide in graphemes(row):
            if column < cells + wide:
                return start + first
            cells += wide
        return self.edge(start, 1)

    def column(self, place: int) -> int:
        """The cell of its row in which a character begins."""
        start, _ = self._rows[self._row_of(place)]
        return sum(wide for _, _, wide in graphemes(self._text[start:place]))

    def first(self) -> int:
        """The first character of all."""
        return self._snap(0, 1)

    def last(self) -> int:
        """The last character of all."""
        return self._snap(len(self._text.rstrip()) - 1, -1)

    def _row_of(self, place: int) -> int:
        return max(0, bisect_right(self._rows, (place, 1 << 62)) - 1)

    def _snap(self, place: int, direction: int) -> int:
        """The first code point of the character there, past line breaks in this direction; or else in the other."""
        for step in (direction, -direction):
            at = max(0, min(place, len(self._text) - 1))
            while 0 <= at < len(self._text):
                if self._text[at] != "\n":
                    return whole(self._text, at)[0]
                at += step
        return 0
