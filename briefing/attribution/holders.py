"""Which statements' contents hold a place in the text."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from briefing.attribution.draft import Draft


def holders(drafts: Sequence[Draft], offsets: Iterable[int]) -> dict[int, list[int]]:
    """For each offset the drafts whose content holds it, the shortest first; one sweep over the article."""
    spans = sorted((start, end, number) for number, draft in enumerate(drafts) for start, end in draft.content)
    sizes = [sum(end - start for start, end in draft.content) for draft in drafts]
    found: dict[int, list[int]] = {}
    begun: list[tuple[int, int]] = []
    reached = 0
    for offset in sorted(set(offsets)):
        while reached < len(spans) and spans[reached][0] <= offset:
            heapq.heappush(begun, spans[reached][1:])
            reached += 1
        while begun and begun[0][0] <= offset:
            heapq.heappop(begun)
        found[offset] = sorted({number for _, number in begun}, key=lambda number: (sizes[number], number))
    return found
