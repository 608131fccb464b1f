"""Lines on pages become paragraphs: headers and footers go, hyphenated words are mended.

A hyphen at a line's end is kept when the word is written with it elsewhere in the document, when a number, a hyphened
word or a prefix that keeps its hyphen stands before it ("self-"), when a capital or a word that takes one stands after
it ("-owned"), or when both halves are words elsewhere in the document and their sum is not; else it goes
("con-/tinue"). A soft hyphen always goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from briefing.intake.readers.document import Block

_EDGE = 3  # lines at the top and at the bottom of a page that may be the same on others
_LONGEST_RUNNING: Final = 120
_MORE_THAN_LEADING = 1.35
_INDENT = 0.7  # of a line's height
_SHORT = 0.75  # of the usual width
_TITLE_SIZE, _HEADING_SIZE, _SAME_SIZE = 1.3, 1.12, 0.1
_LONGEST_TITLE: Final = 250

_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE_NUMBER: Final = re.compile(r"[-–—|\s]*(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.I)
_COUNTED: Final = re.compile(r"[-–—|\s]*(?:page\s+\d{1,4}|(?:page\s+)?\d{1,4}\s*(?:of|/)\s*\d{1,4})[-–—|\s]*", re.I)
_STOPS: Final = re.compile(r"[.!?…:]['\"”’»)\]]*$")
_BROKEN_WORD: Final = re.compile(r"(?P<first>[^\W_][\w’'-]*)(?P<hyphen>[-\u2010\u00ad])$")
_FIRST_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_WORD: Final = re.compile(r"[^\W_]+(?:[-\u2010’'][^\W_]+)*")
_KEEPS_ITS_HYPHEN: Final = frozenset(
    (
        "self ex all non half well cross co vice anti pro mid semi quasi post pre so then long short high low full part"
        " left right centre center far hard old new north south east west one two three four five six seven eight nine"
        " ten"
    ).split()
)
_TAKES_A_HYPHEN: Final = frozenset(
    "owned backed based funded controlled profile ranking friendly related appointed sponsored speaking".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page.

    Attributes:
        text: Its words.
        page: The page's number, from 1.
        x: How far from the left it begins.
        y: How high its foot stands.
        size: How large its letters are, or 0 when it is not known where it stands.
    """

    text: str
    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """The paragraphs of all pages, with the title and headings that are set larger.

    Args:
        pages: The lines of each page, in the order in which they are drawn.
    """
    cleaned = [[_readable(line) for line in page] for page in pages]
    lines = [line for page in _without_running(cleaned) for line in page]
    if not lines:  # every line was the same on each page
        lines = [line for page in cleaned for line in page if line.text]
    if not lines:
        return []
    layout = _Layout(lines)
    words = Counter(word for line in lines for word in _WORD.findall(line.text.casefold()))
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and layout.goes_on(paragraphs[-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    title = layout.title(paragraphs)
    return [
        Block(
            _joined([line.text for line in paragraph], words),
            number=number,
            style="title" if paragraph is title else "",
            level=2 if paragraph is not title and layout.is_heading(paragraph) else 0,
            where=f"page {paragraph[0].page}",
        )
        for number, paragraph in enumerate(paragraphs, start=1)
    ]


class _Layout:
    """How a document is set: its usual size, distance between lines and width."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Measure the lines of a document."""
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self._size = sizes.most_common(1)[0][0]
        usual = [line for line in lines if _is_near(line.size, self._size)]
        gaps = [
            round(above.y - below.y, 1)
            for above, below in pairwise(usual)
            if above.page == below.page and 0 < above.y - below.y < 4 * max(self._size, 1)
        ]
        self._leading = median(sorted(gaps)) if gaps else 0.0
        lengths = sorted(len(line.text) for line in usual)
        self._width = lengths[len(lengths) * 9 // 10]

    def goes_on(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Whether a line continues the paragraph above it."""
        above = paragraph[-1]
        if not _is_near(above.size, line.size):
            return False
        begins_small = line.text[:1].islower()
        if above.page != line.page or (line.size and line.y >= above.y):  # another page or column
            return begins_small or not (_STOPS.search(above.text) or self._is_short(above))
        if line.size and self._leading:
            if above.y - line.y > _MORE_THAN_LEADING * max(self._leading, self._leading * line.size / self._size):
                return False
            indent = line.x - above.x
            if _INDENT * line.size < indent < 4 * line.size and not begins_small:
                return False
        if line.size > self._size * _HEADING_SIZE:
            return True
        return begins_small or not self._is_short(above) or self._runs_on(above, line)

    def _is_short(self, line: Line) -> bool:
        """Whether a line ends before the margin."""
        return len(line.text) < _SHORT * self._width

    def _runs_on(self, above: Line, line: Line) -> bool:
        """Whether a short line is broken in mid-sentence all the same: after a hyphen or a comma."""
        return bool(_BROKEN_WORD.search(above.text)) or above.text.endswith(",")

    def title(self, paragraphs: Sequence[list[Line]]) -> list[Line] | None:
        """The paragraph that is set largest on the first page, or None when none is set much larger."""
        first = paragraphs[0][0].page
        large = [
            paragraph
            for paragraph in paragraphs
            if paragraph[0].page == first
            and paragraph[0].size > _TITLE_SIZE * self._size
            and sum(len(line.text.split()) for line in paragraph) > 1
            and sum(len(line.text) for line in paragraph) < _LONGEST_TITLE
        ]
        return max(large, key=lambda paragraph: paragraph[0].size, default=None)

    def is_heading(self, paragraph: Sequence[Line]) -> bool:
        """Whether a paragraph is set larger than the text, and short."""
        length = sum(len(line.text) for line in paragraph)
        return paragraph[0].size > _HEADING_SIZE * self._size and length < _LONGEST_TITLE


def _is_near(one: float, other: float) -> bool:
    """Whether two sizes are the same to the eye."""
    return abs(one - other) <= _SAME_SIZE * max(one, other)


def _readable(line: Line) -> Line:
    """A line with letters instead of ligatures, and single blanks."""
    return Line(" ".join(line.text.translate(_LIGATURES).split()), line.page, line.x, line.y, line.size)


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without the lines that stand at the edge of several pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in _edges(page)})
    written = sum(1 for page in pages if page)
    needed = max(2, min(written // 2, 5)) if written > 1 else 2
    kept: list[list[Line]] = []
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        ends = {id(line) for line in (*page[:1], *page[-1:])}
        kept.append(
            [
                line
                for line in page
                if line.text
                and not (id(line) in edges and (seen[_shape(line)] >= needed or _COUNTED.fullmatch(line.text)))
                and not (id(line) in ends and _is_number_of(line))
            ]
        )
    return kept


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines at the top and at the bottom of a page that are short enough to be headers or footers."""
    edge = _EDGE if len(page) > 2 * _EDGE else max(len(page) // 3, 1)
    lines = [*page[:edge], *page[max(len(page) - edge, edge) :]]
    return [line for line in lines if len(line.text) <= _LONGEST_RUNNING]


def _shape(line: Line) -> str:
    """A line without its numbers and case, as a header is the same on each page."""
    return re.sub(r"\d+", "#", line.text.casefold())


def _is_number_of(line: Line) -> bool:
    """Whether a line is but the number of its page."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    return bool(found) and int(found[1]) == line.page if found else False


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """The lines of a paragraph as one, with broken words mended."""
    parts = [lines[0]]
    for line in lines[1:]:
        broken = _BROKEN_WORD.search(parts[-1])
        following = _FIRST_WORD.match(line)
        if not broken or not following:
            parts.append(line)
            continue
        whole = parts[-1][:-1]
        if broken["hyphen"] != "\u00ad" and _keeps_hyphen(broken["first"], following.group(), words):
            whole += "-"
        parts[-1] = whole + line
    return " ".join(parts).replace("\u00ad", "")


def _keeps_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """Whether two halves of a word, broken at a hyphen, are written with it."""
    if not second[0].islower() or first[-1].isdigit():
        return True
    head, tail = first.casefold(), second.casefold()
    if words[f"{head}-{tail}"]:
        return True
    if words[head + tail]:
        return False
    if head in _KEEPS_ITS_HYPHEN or "-" in head or (len(head) > 2 and tail in _TAKES_A_HYPHEN):
        return True
    # The halves stand at the line's end and beginning themselves, so a word found once there was not found elsewhere.
    return len(head) > 2 and len(tail) > 2 and words[head] > 1 and words[tail] > 1


__all__ = ["Line", "blocks_of"]
