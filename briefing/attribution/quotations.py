"""Quotation marks, read with certainty: a state machine over an article's paragraphs.

Marks of every press are read: “ ”, " ", « », „ “, `` '', and the British ‘ ’ and ' ' without taking apostrophes for
them. A quotation that is open at a paragraph's end goes on in the next one when that one opens again (the American
custom) or closes what it never opened (a common slip). One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

OPENERS = "“«„"
CLOSERS = "”»"
SINGLE_OPENERS = "‘‚"
REACH = 3000  # code points within which a single quotation mark must find its partner
_MARK = re.compile(r"''|``|‘‘|’’|[\"“”«»„'‘’‚]")
_ELISIONS = re.compile(r"['‘’](?:em|tis|twas|til|cause|bout|round|n|\d0s)\b", re.IGNORECASE)


class Quotation(NamedTuple):
    """One quotation, or the part of one that stands in one paragraph.

    Attributes:
        start: First code point, the opening mark included where there is one.
        end: One past the last code point, the closing mark included where there is one.
        closed: False when it ends with its paragraph and without a mark.
        continues: True when it goes on with the quotation before it.
        single: True when its marks are single.
    """

    start: int
    end: int
    closed: bool
    continues: bool
    single: bool = False


class _Mark(NamedTuple):
    """A mark with what its neighbours say about it."""

    at: int
    end: int
    text: str
    may_open: bool
    may_close: bool


def find_quotations(text: str) -> list[Quotation]:
    """Every quotation of a text, in order; none crosses a paragraph and none overlaps another.

    Args:
        text: The article's text.

    Returns:
        The quotations, nested ones left inside the outer one.
    """
    found: list[Quotation] = []
    carried = False
    for paragraph in re.finditer(r"[^\n]+", text):
        start, end = paragraph.span()
        if not paragraph.group().strip():
            continue
        marks = list(_marks(text, start, end))
        inside = _of_paragraph(text, start, end, marks, carried=carried)
        found += inside
        carried = bool(inside) and not inside[-1].closed
    return found


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The marks of one paragraph, apostrophes inside words left out."""
    for match in _MARK.finditer(text, start, end):
        at, stop = match.span()
        before = text[at - 1] if at > start else " "
        after = text[stop] if stop < end else " "
        if before.isalnum() and after.isalnum() and match.group() in "'’‘":
            continue
        may_open = not after.isspace() and not before.isalnum() and before not in ".,!?%"
        may_close = not before.isspace() and not after.isalnum()
        yield _Mark(at, stop, match.group(), may_open, may_close)


def _of_paragraph(text: str, start: int, end: int, marks: list[_Mark], *, carried: bool) -> list[Quotation]:
    """The quotations of one paragraph.

    `carried` says that the paragraph before left its quotation open.
    """
    found: list[Quotation] = []
    opened: _Mark | None = None
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    position = 0
    if carried:
        closer = _carried_closer(marks, first)
        if closer is not None:
            found.append(Quotation(first, marks[closer].end, closed=True, continues=True))
            position = closer + 1
    while position < len(marks):
        mark = marks[position]
        if _is_double(mark):
            if opened is None:
                if _opens(mark):
                    opened = mark
            elif _closes(mark):
                continues = carried and not found and opened.at == first
                found.append(Quotation(opened.at, mark.end, closed=True, continues=continues))
                opened = None
        elif opened is None:
            partner = _single_partner(text, marks, position)
            if partner is not None:
                continues = carried and not found and mark.at == first
                found.append(Quotation(mark.at, marks[partner].end, closed=True, continues=continues, single=True))
                position = partner
            elif mark.text in SINGLE_OPENERS and mark.at == first and mark.may_open and "’" not in text[mark.end : end]:
                opened = mark
        position += 1
    if opened is not None:
        continues = carried and not found and opened.at == first
        found.append(Quotation(opened.at, end, closed=False, continues=continues, single=not _is_double(opened)))
    return found


def _carried_closer(marks: list[_Mark], first: int) -> int | None:
    """The mark that closes what the paragraph before left open, when this one does not open again."""
    for position, mark in enumerate(marks):
        if not _is_double(mark):
            continue
        opens_again = mark.at == first or (mark.may_open and not mark.may_close) or mark.text in OPENERS
        return None if opens_again else position
    return None


def _is_double(mark: _Mark) -> bool:
    return mark.text not in ("'", "‘", "’", "‚")


def _opens(mark: _Mark) -> bool:
    if mark.text in OPENERS or mark.text in ("``", "‘‘"):
        return True
    if mark.text in CLOSERS:
        return mark.may_open and not mark.may_close  # set the wrong way round, or »so«
    return mark.may_open or not mark.may_close


def _closes(mark: _Mark) -> bool:
    if mark.text in CLOSERS or mark.text == "’’":
        return True
    if mark.text in ("``", "‘‘", "«", "„"):
        return mark.text == "«" and mark.may_close and not mark.may_open
    if mark.text == "“":
        return mark.may_close
    return mark.may_close or not mark.may_open


def _single_partner(text: str, marks: list[_Mark], position: int) -> int | None:
    """The mark that closes a single quotation, or None when this is an apostrophe.

    A closer after a full stop or comma is sure; one after a letter may be a possessive ("the workers' rights"), so it
    counts only when no surer one stands before the next opener.
    """
    opener = marks[position]
    if not opener.may_open or opener.text == "’" or (opener.text == "'" and _ELISIONS.match(text, opener.at)):
        return None
    wanted = "’" if opener.text in SINGLE_OPENERS else "'"
    likely: int | None = None
    for later in range(position + 1, min(len(marks), position + 40)):
        mark = marks[later]
        if mark.at - opener.at > REACH or (likely is not None and mark.may_open and not mark.may_close):
            break
        if mark.text != wanted or not mark.may_close or mark.at == opener.end:
            continue
        if text[mark.at - 1] in ".,!?…;:" or text[mark.end : mark.end + 1] in ("", ".", ",", ";", ":", "\n"):
            return later
        possessive = text[mark.at - 1] in "sS" and text[mark.end : mark.end + 2].strip().islower()
        if likely is None or not possessive:
            likely = later if likely is None or _was_possessive(text, marks[likely]) else likely
    return likely


def _was_possessive(text: str, mark: _Mark) -> bool:
    return text[mark.at - 1] in "sS" and text[mark.end : mark.end + 2].strip().islower()
