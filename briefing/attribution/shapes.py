"""Statements that are sure by the shape of a line alone, and how they take the place of what was decoded there."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from briefing.attribution.draft import Draft
from briefing.attribution.statements import Figures
from briefing.model import Span

SURE = Figures(content=5.0, cue=5.0, link=5.0, source_link=5.0, source=5.0, quoted=0.0, length=2.7, has_source=1.0)


class Shaped(NamedTuple):
    """A statement that a stretch of the text makes by its shape.

    Attributes:
        where: The whole stretch: nothing else is stated in it.
        draft: The statement.
    """

    where: Span
    draft: Draft


def in_place(drafts: Sequence[tuple[Draft, Figures]], shaped: Sequence[Shaped]) -> list[tuple[Draft, Figures]]:
    """Put what lines say by their shape in the place of what was decoded there.

    Args:
        drafts: What was decoded, with the figures of each.
        shaped: What shapes say, no two at one place, in order.

    Returns:
        Drafts in order of their content.
    """
    if not shaped:
        return list(drafts)
    kept, position = [], 0
    for start, pair in sorted(((_place(pair[0]), pair) for pair in drafts), key=lambda one: one[0]):
        while position < len(shaped) and shaped[position].where.end <= start:
            position += 1
        if position == len(shaped) or start < shaped[position].where.start:
            kept += _outside(pair, shaped)
    return sorted([*kept, *((one.draft, SURE) for one in shaped)], key=lambda pair: pair[0].content[0])


def _outside(pair: tuple[Draft, Figures], shaped: Sequence[Shaped]) -> list[tuple[Draft, Figures]]:
    """A draft whose cue stands in no such stretch, without what it has for content there; nothing if that is all."""
    draft, figures = pair
    content = []
    for span in draft.content:
        after = bisect.bisect_right(shaped, span.start, key=lambda one: one.where.end)
        if after == len(shaped) or shaped[after].where.start >= span.end:
            content.append(span)
    if len(content) == len(draft.content):
        return [pair]
    return [(draft._replace(content=tuple(content)), figures)] if content else []


def _place(draft: Draft) -> int:
    """Where a statement stands: at its cue, or at its content when it has none."""
    return (draft.cue or draft.content)[0][0]
