"""Results that say the same are one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.services.sayings import once_each
from briefing.services.views import Hit
from tests.tui.fake_desk import FakeDesk


@pytest.fixture
def hits() -> list[Hit]:
    cards = FakeDesk().statements()[:5]
    return [Hit(card.article, card, card.content, (), (), 1.0 - at / 10) for at, card in enumerate(cards)]


def saying(hit: Hit, number: int, place: int) -> Hit:
    assert hit.statement is not None
    return replace(hit, statement=replace(hit.statement, saying=number, place=place, places=3))


def test_what_is_said_once_stays(hits: list[Hit]) -> None:
    article = replace(hits[0], statement=None)
    assert once_each([article, *hits]) == [article, *hits]


def test_the_earliest_place_stands_where_the_best_stood(hits: list[Hit]) -> None:
    first, best, other, again, last = hits
    best, again = saying(best, 7, 2), saying(again, 7, 0)
    other = saying(other, 8, 1)
    assert once_each([first, best, other, again, last]) == [first, again, other, last]


def test_nothing_is_none() -> None:
    assert once_each([]) == []
