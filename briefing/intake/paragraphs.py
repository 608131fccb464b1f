"""Where paragraphs begin and end in plain text.

Two habits are recognised: one line is one paragraph, and lines wrapped by hand with blank lines between paragraphs.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from briefing.model import Span

_SHORTEST_WIDTH, _LONGEST_WIDTH = 40, 110
_MOSTLY = 0.6
_SOMETIMES = 0.3
_BEGINS_A_PARAGRAPH: Final = re.compile(r"#{1,6}\s|[-*+•]\s+[\[\"“*_A-Z0-9]|>|\d{1,3}[.)]\s|[-=*_]{3,}$")
_STANDS_ALONE: Final = re.compile(r"#{1,6}\s|[A-Z][a-z]{2,12}:\s\S")  # a heading in Markdown, "Key: value"
_WORD: Final = re.compile(r"\S+")


def paragraph_spans(text: str) -> list[Span]:
    """Every paragraph, without the blanks around it.

    Args:
        text: Cleaned text.

    Returns:
        Spans in order, that together hold every code point but white space.
    """
    lines = _lines(text)
    width = _wrapped_at(text, lines)
    if not width:
        return lines
    spans: list[Span] = []
    for line in lines:
        if spans and _goes_on(text, spans[-1], line, width):
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(line)
    return spans


def _lines(text: str) -> list[Span]:
    """Every line that is not blank, without the blanks around it."""
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = offset + len(line) - len(line.lstrip())
            spans.append(Span(start, start + len(body)))
        offset += len(line) + 1
    return spans


def _may_go_on(text: str, above: Span, below: Span) -> bool:
    """Whether no blank line stands between two lines, the first is no heading and the second no new item."""
    if text.count("\n", above.end, below.start) != 1 or _BEGINS_A_PARAGRAPH.match(text, below.start, below.end):
        return False
    return text[below.start].islower() or not _STANDS_ALONE.match(text, above.start, above.end)


def _wrapped_at(text: str, lines: list[Span]) -> int:
    """The width that lines were wrapped at by hand, or 0 when they were not.

    Wrapped lines are about equally long, break where the next word would not have fitted, and often in mid-sentence.
    """
    joins = [(above, below) for above, below in pairwise(lines) if _may_go_on(text, above, below)]
    lengths = sorted(above.end - above.start for above, _ in joins)
    if not lengths:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    if not _SHORTEST_WIDTH <= width <= _LONGEST_WIDTH:
        return 0
    full = sum(_is_full(text, above, below, width) for above, below in joins)
    in_sentence = sum(text[below.start].islower() for _, below in joins)
    wrapped = full >= _MOSTLY * len(joins) and in_sentence >= _SOMETIMES * len(joins)
    return width if wrapped else 0


def _is_full(text: str, above: Span, below: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted at the end of this one."""
    first_word = _WORD.match(text, below.start, below.end)
    word = len(first_word.group()) if first_word else 0
    return above.end - above.start + 1 + word > width


def _goes_on(text: str, above: Span, below: Span, width: int) -> bool:
    """Whether a line continues the paragraph above it."""
    last_line = Span(text.rfind("\n", above.start, above.end) + 1 or above.start, above.end)
    too_long = last_line.end - last_line.start > 1.3 * width
    return not too_long and _may_go_on(text, last_line, below) and _is_full(text, last_line, below, width)
