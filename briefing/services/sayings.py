"""What is found in several places, shown once."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.services.views import Hit


def once_each(hits: Sequence[Hit]) -> list[Hit]:
    """Results of which several say the same as one, at the place of the best: the earliest at which it was said.

    Args:
        hits: Best first.
    """
    earliest: dict[int, Hit] = {}
    for hit in hits:
        card = hit.statement
        if card is not None and card.saying is not None:
            before = earliest.setdefault(card.saying, hit).statement
            if before is not None and card.place < before.place:
                earliest[card.saying] = hit
    shown: list[Hit] = []
    for hit in hits:
        saying = hit.statement.saying if hit.statement is not None else None
        if saying is None:
            shown.append(hit)
        elif saying in earliest:
            shown.append(earliest.pop(saying))
    return shown


__all__ = ["once_each"]
