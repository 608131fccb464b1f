"""Statements under those who made them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from briefing.services.views import StatementCard

TO_REVIEW: Final = "to review"
_NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one speaker said.

    Attributes:
        actor_id: The actor's id; "" for what is to review.
        name: As it is shown.
        cards: The statements, in their order.
    """

    actor_id: str
    name: str
    cards: tuple[StatementCard, ...]


def by_speaker(cards: Iterable[StatementCard]) -> list[Spoken]:
    """Statements under their speakers, those with most to say first; what is to review stands last."""
    groups: dict[str, list[StatementCard]] = {}
    for card in cards:
        groups.setdefault("" if card.is_doubtful else card.actor_id or _NOBODY, []).append(card)
    return [
        Spoken(actor_id, speaker_name(group[0]) if actor_id else TO_REVIEW, tuple(group))
        for actor_id, group in sorted(groups.items(), key=lambda item: (item[0] == "", -len(item[1])))
    ]


def speaker_name(card: StatementCard) -> str:
    """Who said it, as far as that may be told as a fact."""
    speaker = card.statement.speaker
    if speaker is None:
        return f"{TO_REVIEW}: nobody named" if card.is_doubtful else "nobody named"
    name = card.known_as or speaker.name
    return f"{TO_REVIEW}: {name}?" if card.unsure else name


__all__ = ["TO_REVIEW", "Spoken", "by_speaker", "speaker_name"]
