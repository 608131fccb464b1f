"""Who relies on sources without a name, with the statements that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Reliance, UnnamedSource
from briefing.services.views import StatementCard

if TYPE_CHECKING:
    from briefing.services.desk import Desk

MOST_LISTED = 200
"""So many statements of unnamed sources are listed at a time."""
_MOST_SOURCES = 50
_MOST_READ = 3_000


@dataclass(frozen=True, slots=True)
class Reliances:
    """Who relies on unnamed sources.

    Attributes:
        outlets: Those with enough statements first, by their share; then the others.
        sources: The descriptions, each in each outlet; who said most comes first.
    """

    outlets: tuple[Reliance, ...]
    sources: tuple[UnnamedSource, ...]


def reliances(desk: Desk) -> Reliances:
    """Who relies on unnamed sources, and how they are described.

    Args:
        desk: The open library.
    """
    return Reliances(tuple(desk.cast.reliance()), tuple(desk.cast.unnamed()))


def statements_of(desk: Desk, sources: Sequence[UnnamedSource]) -> list[StatementCard]:
    """What some unnamed sources said, each in its outlet only; the newest, at most `MOST_LISTED`.

    Args:
        desk: The open library.
        sources: Which; the first of them count.
    """
    meant = {(source.actor, source.outlet) for source in sources[:_MOST_SOURCES]}
    if not meant:
        return []
    cards = desk.statements(actor=sorted({actor for actor, _ in meant}), limit=_MOST_READ, copies=True)
    return [card for card in cards if (card.actor_id, card.article.outlet) in meant][:MOST_LISTED]


__all__ = ["MOST_LISTED", "Reliances", "reliances", "statements_of"]
