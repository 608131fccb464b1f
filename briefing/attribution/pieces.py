"""Text as the encoder reads it: word pieces with features, in windows packed from whole paragraphs.

The base model is uncased and knows nothing of who closes which quotation mark, so both are given to it: every piece
carries one feature code for its letters' case and its place in or out of a quotation, and quotation marks of all
presses become one mark. Paragraph ends, which a tokenizer drops, become [SEP].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from briefing.attribution.quotations import Quotation, find_quotations

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Ints = npt.NDArray[np.int64]

CLS, SEP, MARK = 101, 102, 1000  # [CLS], [SEP] and the plain double quotation mark in the base model's vocabulary
# Pieces of a window that are its own at most, and its context on either side, where it has any. What attention costs
# grows with the square of a window, and every piece of context is read twice.
CORE, LEFT, RIGHT = 192, 24, 8
FILLED = 2  # a window ends early for the sake of the next one's beginning, but a half of it is filled
BATCH = 256  # lines that are cut at a time
_SENTENCE_ENDS = (999, 1012, 1029)  # ! . ?
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
    spans: list[tuple[int, int]] = []
    counts: list[int] = []
    origins: list[int] = []
    for (start, end), line in zip(lines, _encoded(text, lines, tokenizer), strict=True):
        if not line.ids:
            continue
        ids += line.ids
        spans += line.offsets
        ids.append(SEP)
        spans.append((end - start, end - start))
        counts.append(len(line.ids) + 1)
        origins.append(start)
    numbers = np.array(ids, dtype=np.int64)
    offsets = np.fromiter(chain.from_iterable(spans), dtype=np.int64, count=2 * len(spans)).reshape(-1, 2)
    offsets += np.repeat(np.array(origins, dtype=np.int64), counts)[:, None]
    starts, ends = np.ascontiguousarray(offsets.T)
    features = _features(text, starts, ends, quotations)
    numbers[(features % 4 == OPENING) | (features % 4 == CLOSING)] = MARK
    return Pieces(numbers, starts, ends, features, np.cumsum(counts, dtype=np.int64) - 1, quotations)


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


class _Part(NamedTuple):
    """A paragraph with its end, or a part of one that is longer than a window.

    Attributes:
        start: First piece.
        end: One past the last.
        begun: Whether its paragraph begins before it.
        broken: Whether its paragraph goes on after it.
    """

    start: int
    end: int
    begun: bool = False
    broken: bool = False


def windows(pieces: Pieces, core: int = CORE) -> list[Window]:
    """Pack whole paragraphs into windows; a paragraph longer than a window is cut, at a sentence's end if there is one.

    A paragraph outside quotation marks can be read without the one before it; so windows begin with such a one where
    they can, and read no context. One that begins within quotation marks has its left context (who speaks is often
    said just before), and a part of a paragraph has context wherever the paragraph is cut.

    The windows' own parts cover every piece exactly once, in order.

    Args:
        pieces: An article's pieces.
        core: Pieces of a window that are its own at most.
    """
    count = len(pieces.ids)
    quoted = (pieces.features % 4 != OUTSIDE).tolist()
    parts = _parts(pieces, core)
    packed: list[Window] = []
    first = 0
    while first < len(parts):
        last = _last(parts, first, core, quoted)
        start, end = parts[first].start, parts[last].end
        left = LEFT if parts[first].begun or quoted[start] else 0
        right = RIGHT if parts[last].broken else 0
        packed.append(Window(max(0, start - left), start, end, min(count, end + right)))
        first = last + 1
    return packed


def _parts(pieces: Pieces, core: int) -> list[_Part]:
    """The paragraphs, long ones cut into parts of `core` pieces at most."""
    sentence_ends = np.isin(pieces.ids, _SENTENCE_ENDS)
    parts: list[_Part] = []
    start = 0
    for stop in (pieces.breaks + 1).tolist():
        begun = False
        while stop - start > core:
            first = start + core // FILLED  # the mark that closes a quotation goes with the full stop inside it
            ends = np.flatnonzero(sentence_ends[first : start + core - 1])
            end = first + int(ends[-1]) + 1 if len(ends) else start + core
            end += bool(len(ends)) and bool(pieces.features[end] % 4 == CLOSING)
            parts.append(_Part(start, end, begun, broken=True))
            start, begun = end, True
        parts.append(_Part(start, stop, begun))
        start = stop
    return parts


def _last(parts: Sequence[_Part], first: int, core: int, quoted: Sequence[bool]) -> int:
    """The number of the last part of the window that begins with the first one."""
    begin, last = parts[first].start, first
    if parts[first].broken:
        return first
    while last + 1 < len(parts) and not parts[last + 1].broken and parts[last + 1].end - begin <= core:
        last += 1
    for earlier in range(last, first - 1, -1):
        if earlier + 1 == len(parts) or not quoted[parts[earlier + 1].start]:
            return earlier
        if earlier == first or FILLED * (parts[earlier - 1].end - begin) < core:
            break
    return last
