"""Gold articles as the numbers that the network is trained on."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from briefing.attribution.pieces import Pieces, Window
from briefing.attribution.training.gold import GoldArticle

NO_LABEL = -100
NOWHERE = -2  # a pointer whose right answer is "none"
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ENTITY_KINDS = ("person", "organisation", "place", "group")

Ints = npt.NDArray[np.int64]


class Labels(NamedTuple):
    """What the network should say of each piece; arrays of shape (n,).

    Attributes:
        tags: Index into TAGS.
        cues: For content: index of the first piece of its cue; else NO_LABEL.
        sources: For the first piece of a cue: index of the first piece of its source, or NOWHERE; else NO_LABEL.
        entities: 0 outside, 2k+1 begin and 2k+2 inside of ENTITY_KINDS[k]; NO_LABEL where there is no teacher.
    """

    tags: Ints
    cues: Ints
    sources: Ints
    entities: Ints


class Example(NamedTuple):
    """One window with its labels."""

    pieces: Pieces
    labels: Labels
    window: Window


def label(article: GoldArticle, pieces: Pieces) -> Labels:
    """Label every piece of an article."""
    count = len(pieces.ids)
    tags, entities = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    cues, sources = np.full(count, NO_LABEL, dtype=np.int64), np.full(count, NO_LABEL, dtype=np.int64)
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    parts = [
        tuple(_covered(spans, starts, ends) for spans in (one.content, one.cue, one.source))
        for one in article.statements
    ]
    # Where statements nest, the inner one's words win, and a cue or source wins over another's content.
    for content, _, _ in sorted(parts, key=lambda one: -len(one[0])):
        _tag(tags, content, 5)
    for content, cue, source in sorted(parts, key=lambda one: -len(one[0])):
        _tag(tags, source, 1)
        _tag(tags, cue, 3)
        if cue:
            cues[content] = cue[0]
            sources[cue[0]] = source[0] if source else NOWHERE
    if not article.entities:
        entities[:] = NO_LABEL
    for start, end, kind in article.entities:
        for position, piece in enumerate(_covered([(start, end)], starts, ends)):
            entities[piece] = 2 * ENTITY_KINDS.index(kind) + (1 if position == 0 else 2)
    return Labels(tags, cues, sources, entities)


def _tag(tags: Ints, covered: Sequence[int], begin: int) -> None:
    for position, piece in enumerate(covered):
        tags[piece] = begin if position == 0 else begin + 1


def _covered(spans: Sequence[tuple[int, int]], starts: list[int], ends: list[int]) -> list[int]:
    """The pieces that spans touch; paragraph ends belong to nothing."""
    covered: list[int] = []
    for start, end in spans:
        piece = bisect.bisect_right(ends, start)
        while piece < len(starts) and starts[piece] < end:
            if ends[piece] > starts[piece]:
                covered.append(piece)
            piece += 1
    return sorted(set(covered))
