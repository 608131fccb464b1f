"""What was made of a row is not made again while it is among those that are asked for."""

from __future__ import annotations

import pytest

from briefing.library import remembered
from briefing.library.remembered import Remembered


class Counting:
    """Makes words of numbers, and notes of which."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def __call__(self, row: int) -> str:
        self.made.append(row)
        return f"number {row}"


def test_only_what_is_new_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MANY", 3)
    counting = Counting()
    known = Remembered(counting)
    first = known.of([3, 1, 2])
    again = known.of([1, 4, 3])
    assert (first, again) == (["number 3", "number 1", "number 2"], ["number 1", "number 4", "number 3"])
    assert again[0] is first[1]
    assert counting.made == [3, 1, 2, 4]
    known.of([2, 3, 4])
    assert counting.made == [3, 1, 2, 4, 2], "what nobody asked for is forgotten"


def test_a_few_do_not_push_out_the_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MANY", 3)
    counting = Counting()
    known = Remembered(counting)
    known.of([1, 2, 3])
    assert known.of([7]) == ["number 7"]
    known.of([1, 2, 3])
    assert counting.made == [1, 2, 3, 7]
