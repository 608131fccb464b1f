"""The actors of the fake desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.model import ActorCard
from briefing.services.cast import Cast
from briefing.services.timelines import Timelines

if TYPE_CHECKING:
    from tests.tui.fake_desk import FakeDesk


class FakeCast(Cast):
    """Those that the fake desk lists."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk

    def cards(self, *, order: str = "said", hidden: bool = False, silent: bool = False) -> list[ActorCard]:
        cards = [actor.card for actor in self.desk.actors()]
        return sorted(cards, key=lambda card: card.name.casefold()) if order == "name" else cards


class FakeTimelines(Timelines):
    """Nobody says anything at any time; time itself is tried on a real desk."""

    def __init__(self) -> None:
        """Know no record."""

    def trends(self, actors: Sequence[str], cells: int) -> dict[str, tuple[int, ...]]:
        return dict.fromkeys(actors, (0,) * cells)
