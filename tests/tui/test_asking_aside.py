"""Searching aside as the screen does it: where it is worth a process, and only when there is one to ask."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from briefing.services.views import Found
from briefing.tui import reader
from briefing.tui.app import BriefingApp
from briefing.tui.reader import Reader
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready

ASIDE = Found(query="sanctions", explained="found aside", hits=(), articles=0)


class FakeAsking:
    """Answers with one answer; it counts what it is asked.

    Attributes:
        answer: What it answers; None for none.
    """

    answer: ClassVar[Found | None] = ASIDE
    made: ClassVar[list[FakeAsking]] = []

    def __init__(self, data_dir: Path, name: str) -> None:
        self.where = data_dir, name
        self.asked: list[str] = []
        self.prepared = self.closed = 0
        self.made.append(self)

    def prepare(self) -> None:
        self.prepared += 1

    def find(self, query: str, *, limit: int, typing: bool, only: str) -> Found | None:
        self.asked.append(query)
        return self.answer and replace(self.answer, query=query)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[FakeAsking]:
    monkeypatch.setattr(FakeAsking, "made", [])
    monkeypatch.setattr(reader, "Asking", FakeAsking)
    return FakeAsking.made


async def test_a_large_library_is_searched_aside(
    desk: FakeDesk, made: list[FakeAsking], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "FEW", 0)
    asked = Reader(desk)
    found = await asked.find("sanctions", typing=True)
    assert found.explained == "found aside"
    await asked.find("talks", typing=False)
    asked.close()
    (one,) = made
    assert one.where == (desk.data_dir, desk.name)
    assert one.asked == ["sanctions", "talks"]
    assert one.closed == 1


async def test_what_cannot_be_answered_aside_is_searched_for_here(
    desk: FakeDesk, made: list[FakeAsking], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "FEW", 0)
    monkeypatch.setattr(FakeAsking, "answer", None)
    found = await Reader(desk).find("sanctions", typing=True)
    assert found.hits
    assert made[0].asked == ["sanctions"]


async def test_a_small_library_needs_no_process(desk: FakeDesk, made: list[FakeAsking]) -> None:
    found = await Reader(desk).find("sanctions", typing=True)
    assert found.hits
    assert not made


async def test_the_process_is_started_when_the_reader_goes_to_the_box(
    app: BriefingApp, made: list[FakeAsking], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "FEW", 0)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        assert not made
        await pilot.press("slash")
        await pilot.pause()
        await app.desk_screen.reader.find("x", typing=True)  # type: ignore[union-attr]  # asked after what is prepared
        assert made[0].prepared
