"""What the encoder's probabilities say, as stretches of pieces: sources, cues and contents."""

from __future__ import annotations

import bisect
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from briefing.attribution.encoder import NONE, Floats, Reading
from briefing.model import Span

Ints = npt.NDArray[np.int64]

OTHER, SOURCE, CUE, CONTENT = range(4)
NEAR = 2  # pieces by which a pointer may miss its target
LONGEST_WORD = 40  # pieces; what goes on for longer without a blank is no word of a language that is read here
LENIENT = 2.0  # a cue is taken at half the odds: confidence sorts out later which were none


class Segment(NamedTuple):
    """A stretch of pieces of one role.

    Attributes:
        start: First piece.
        end: One past the last.
        odds: Mean probability of the role over it.
    """

    start: int
    end: int
    odds: float


class Roles(NamedTuple):
    """The tags of one article, summed up.

    Attributes:
        odds: Probability of each of OTHER, SOURCE, CUE, CONTENT for each piece, shape (n, 4).
        best: The role that each piece is taken for, shape (n,): the likeliest, but for lenience towards cues.
        paragraphs: Number of the paragraph of each piece, shape (n,).
    """

    odds: Floats
    best: Ints
    paragraphs: Ints


def roles_of(reading: Reading) -> Roles:
    """Sum begin and inside tags up to roles; paragraph ends have none."""
    tags = reading.tags
    odds = np.stack([tags[:, 0], tags[:, 1] + tags[:, 2], tags[:, 3] + tags[:, 4], tags[:, 5] + tags[:, 6]], axis=1)
    best = (odds * np.array([1, 1, LENIENT, 1], dtype=np.float32)).argmax(axis=1)
    breaks = reading.pieces.breaks
    best[breaks] = OTHER
    paragraphs = np.zeros(len(best), dtype=np.int64)
    paragraphs[breaks[:-1] + 1] = 1
    return Roles(odds, best, np.cumsum(paragraphs))


def segments(reading: Reading, roles: Roles, role: int) -> list[Segment]:
    """Stretches of one role; none crosses a paragraph end, and a begin tag begins a new one."""
    begins = (reading.tags[:, 2 * role - 1] > reading.tags[:, 2 * role]).tolist()
    sums = np.concatenate(([0.0], np.cumsum(roles.odds[:, role], dtype=np.float64))).tolist()
    found: list[Segment] = []
    start = NONE
    for piece, best in enumerate([*roles.best.tolist(), OTHER]):
        ends = best != role or (begins[piece] and not _inside_word(reading, piece))
        if start != NONE and ends:
            found.append(Segment(start, piece, (sums[piece] - sums[start]) / (piece - start)))
            start = NONE
        if start == NONE and best == role:
            start = piece
    return found


def _inside_word(reading: Reading, piece: int) -> bool:
    """Whether a piece continues the word of the piece before it."""
    return piece > 0 and bool(reading.pieces.starts[piece] == reading.pieces.ends[piece - 1])


def whole_words(reading: Reading, text: str, segment: Segment) -> Segment:
    """A segment stretched to the ends of its first and last word."""
    start, end = segment.start, segment.end
    least, most = max(0, start - LONGEST_WORD), min(len(reading.pieces.starts), end + LONGEST_WORD)
    starts, ends = reading.pieces.starts, reading.pieces.ends
    while start > least and starts[start] == ends[start - 1] and _joined(text, int(starts[start])):
        start -= 1
    while end < most and starts[end] == ends[end - 1] and _joined(text, int(starts[end])):
        end += 1
    return Segment(start, end, segment.odds)


def _joined(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at : at + 1].isalnum()


def nearest(found: list[Segment], piece: int, reach: int) -> int | None:
    """The position in `found` of the segment nearest to a piece, if within reach; the earlier of two as near."""
    after = bisect.bisect_right(found, piece, key=lambda segment: segment.start)
    best, distance = None, reach + 1
    for position in range(max(0, after - 1), min(len(found), after + 1)):
        segment = found[position]
        gap = max(segment.start - piece, piece - segment.end + 1, 0)
        if gap < distance:
            best, distance = position, gap
    return best


def spans_of(text: str, reading: Reading, pieces: list[int]) -> tuple[Span, ...]:
    """Pieces as spans of code points: gaps without a word are bridged, edges trimmed."""
    spans: list[list[int]] = []
    held = np.array(pieces, dtype=np.int64)
    starts, ends = reading.pieces.starts[held].tolist(), reading.pieces.ends[held].tolist()
    for start, end in zip(starts, ends, strict=True):
        if start == end:
            continue
        if spans and not any(map(str.isalnum, text[spans[-1][1] : start])):
            spans[-1][1] = end
        else:
            spans.append([start, end])
    trimmed = (_trimmed(text, start, end) for start, end in spans)
    return tuple(span for span in trimmed if any(character.isalnum() for character in text[span.start : span.end]))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without outer space and stray commas; marks that belong to a quotation stay."""
    while start < end and (text[start].isspace() or text[start] in ",;:.!?)]–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:([–—-."):
        end -= 1
    return Span(start, end)
