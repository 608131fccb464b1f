"""Text as the encoder reads it: word pieces with features, in windows packed from whole paragraphs.

The base model is uncased and knows nothing of who closes which quotation mark, so both are given to it: every piece
carries one feature code for its letters' case and its place in or out of a quotation, and quotation marks of all
presses become one mark. Paragraph ends, which a tokenizer drops, become [SEP].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from briefing.attribution.quotations import Quotation, find_quotations

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Ints = npt.NDArray[np.int64]

CLS, SEP, MARK = 101, 102, 1000  # [CLS], [SEP] and the plain double quotation mark in the base model's vocabulary
# Pieces of a window that are its own, and its context on either side: three times as much finds no more in news,
# and a fifth of all pieces would be read twice.
CORE, LEFT, RIGHT = 256, 16, 8
BATCH = 256  # lines that are cut at a time
FEATURES = 16  # four cases times four places
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)


class Pieces(NamedTuple):
    """An article in word pieces; arrays of shape (n,).

    Attributes:
        ids: Vocabulary numbers.
        starts: First code point of each piece in the text.
        ends: One past its last; equal to the start for paragraph ends.
        features: Case and place in or out of a quotation, 0 to FEATURES - 1.
        breaks: Index of every paragraph-end piece.
        quotations: The text's quotations.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    features: Ints
    breaks: Ints
    quotations: tuple[Quotation, ...]


class Window(NamedTuple):
    """A stretch of pieces that the encoder reads in one go.

    Attributes:
        left: First piece of the left context.
        start: First piece of its own.
        end: One past the last of its own.
        right: One past the right context.
    """

    left: int
    start: int
    end: int
    right: int


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into word pieces with features.

    Args:
        text: The article's text.
        tokenizer: The base model's.

    Returns:
        The pieces; a paragraph end stands after each non-blank line.
    """
    quotations = tuple(find_quotations(text))
    lines = [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = []
    for (start, end), line in zip(lines, _encoded(text, lines, tokenizer), strict=True):
        if not line.ids:
            continue
        ids += line.ids
        starts += [start + a for a, _ in line.offsets]
        ends += [start + b for _, b in line.offsets]
        breaks.append(len(ids))
        ids.append(SEP)
        starts.append(end)
        ends.append(end)
    pieces = [np.array(column, dtype=np.int64) for column in (ids, starts, ends)]
    features = _features(text, pieces[1], pieces[2], quotations)
    at_marks = (features % 4 == OPENING) | (features % 4 == CLOSING)
    pieces[0][at_marks] = MARK
    return Pieces(pieces[0], pieces[1], pieces[2], features, np.array(breaks, dtype=np.int64), quotations)


def _encoded(text: str, lines: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Iterator[Encoding]:
    """Each line in word pieces, some lines at a time: what the tokenizer says of a line is large."""
    for first in range(0, len(lines), BATCH):
        batch = [text[start:end] for start, end in lines[first : first + BATCH]]
        yield from tokenizer.encode_batch(batch, add_special_tokens=False)


def _features(text: str, starts: Ints, ends: Ints, quotations: Sequence[Quotation]) -> Ints:
    """Case (times four) plus place in or out of a quotation, for each piece."""
    cases = np.array([_case(text[a:b]) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)], dtype=np.int64)
    places = np.zeros(len(starts), dtype=np.int64)
    for quotation in quotations:
        first, last = np.searchsorted(starts, (quotation.start, quotation.end))
        if first >= last:
            continue
        places[first:last] = INSIDE
        if not text[quotation.start].isalnum() and ends[first] - starts[first] <= 2:
            places[first] = OPENING
        if quotation.closed and last - 1 > first:
            places[last - 1] = CLOSING
    places[ends == starts] = OUTSIDE
    return cases * 4 + places


def _case(piece: str) -> int:
    if not piece[:1].isupper():
        return 0 if not piece[:1].isdigit() else 3
    return 2 if len(piece) > 1 and piece.isupper() else 1


def windows(pieces: Pieces, core: int = CORE) -> list[Window]:
    """Pack whole paragraphs into windows; a paragraph longer than a window is cut.

    The windows' own parts cover every piece exactly once, in order.

    Args:
        pieces: An article's pieces.
        core: Pieces of a window that are its own.
    """
    count = len(pieces.ids)
    packed: list[tuple[int, int]] = []
    begin = 0
    for stop in (pieces.breaks + 1).tolist():
        start = packed[-1][1] if packed else 0
        begin = max(begin, start)
        while stop - begin > core:
            packed.append((begin, begin + core))
            begin += core
        if packed and packed[-1][1] == begin and stop - packed[-1][0] <= core:
            packed[-1] = (packed[-1][0], stop)
        elif stop > begin:
            packed.append((begin, stop))
        begin = stop
    return [Window(max(0, a - LEFT), a, b, min(count, b + RIGHT)) for a, b in packed]
