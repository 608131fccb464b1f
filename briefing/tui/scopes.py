"""Statements that can be taken out together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from briefing.services.views import StatementCard


class Scope(NamedTuple):
    """Statements that can be taken out together.

    Attributes:
        name: What they are, in words.
        number: How many there are.
        cards: Fetches them.
    """

    name: str
    number: int
    cards: Callable[[], Awaitable[Sequence[StatementCard]]]


def here(card: StatementCard | None, listed: Sequence[StatementCard]) -> list[Scope]:
    """What can be taken out where these are: the statement at the cursor, and all of the list.

    Args:
        card: The statement, if there is one.
        listed: The list.
    """
    one = [] if card is None else [Scope("the statement", 1, _given([card]))]
    return [*one, *([Scope("the statements listed", len(listed), _given(listed))] if listed else [])]


def _given(cards: Sequence[StatementCard]) -> Callable[[], Awaitable[Sequence[StatementCard]]]:
    async def given() -> Sequence[StatementCard]:
        return cards

    return given


__all__ = ["Scope", "here"]
