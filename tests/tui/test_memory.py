"""Garbage is searched for while nobody is at work, and only then."""

from __future__ import annotations

import asyncio
import ctypes
import gc
from dataclasses import replace
from types import SimpleNamespace
from typing import Final

import pytest

from briefing.tui import app as app_module
from briefing.tui import memory
from briefing.tui.app import BriefingApp
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, until

TAKEN: Final[list[tuple[int, ...]]] = []
"""What was asked of the platform's memory."""


async def test_garbage_is_searched_for_only_while_nobody_is_at_work(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(memory, "PAUSE", 1_000.0)
    monkeypatch.setattr(gc, "collect", lambda: looked.append("collect"))
    monkeypatch.setattr(gc, "freeze", lambda: looked.append("freeze"))
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press("down")
        app.look_for_garbage()
        assert not looked
        later = asyncio.get_running_loop().time() + memory.QUIET + 1
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: later)
        app.look_for_garbage()
        app.look_for_garbage()  # nothing was done since
        assert looked == ["collect", "freeze"]


async def test_what_has_just_come_is_looked_through_in_a_pause(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    async with app.run_test() as pilot:
        await ready(pilot, app)
        monkeypatch.setattr(memory, "PAUSE", 1_000.0)
        monkeypatch.setattr(gc, "collect", looked.append)
        await until(pilot, lambda: app._pausing is None)
        looked.clear()
        await pilot.press("down")
        app._pause()  # too early: somebody was at work just now
        assert not looked
        monkeypatch.setattr(memory, "PAUSE", 0.0)
        app._pause()
        assert looked == [0]
        await pilot.press("down")
        await until(pilot, lambda: len(looked) > 1)


def test_the_search_that_stops_everything_is_put_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # Python's own; a test that opened the app has put it off already
    try:
        memory.unhurried()
        assert gc.isenabled()
        few, steps, never = gc.get_threshold()
        assert 1_000 < few <= 4_000, "more than this keeps the screen waiting, less than this every frame"
        assert min(steps, never) > 1000
    finally:
        gc.set_threshold(*before)


async def test_lists_follow_the_library_in_a_pause_or_at_last(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed: list[bool] = []
    async with app.run_test() as pilot:
        screen = await ready(pilot, app)
        await app.workers.wait_for_complete()
        monkeypatch.setattr(memory, "PAUSE", 1_000.0)
        refresh = screen.refresh_all

        async def watched() -> None:
            refreshed.append(True)
            await refresh()

        monkeypatch.setattr(screen, "refresh_all", watched)
        monkeypatch.setattr(desk, "progress", lambda: replace(desk.current, stage="attributing", changed=77))
        await pilot.press("down")
        app._not_before = 0.0
        for _ in range(10):
            app._poll()
            await pilot.pause()
        assert not refreshed, "somebody is at work"
        app.watch_progress()
        monkeypatch.setattr(app_module, "LONGEST_BEHIND", 0.0)
        await until(pilot, lambda: refreshed)
        monkeypatch.setattr(app_module, "LONGEST_BEHIND", 1_000.0)
        monkeypatch.setattr(desk, "progress", lambda: replace(desk.current, stage="idle", changed=78))
        monkeypatch.setattr(app, "_newest", asyncio.get_running_loop().time())
        app._not_before = 0.0
        for _ in range(10):
            app._poll()
        assert len(refreshed) == 1
        monkeypatch.setattr(memory, "PAUSE", 0.0)
        app._pause()
        await until(pilot, lambda: len(refreshed) == 2)


@pytest.mark.parametrize("library", [SimpleNamespace(mallopt=lambda *asked: TAKEN.append(asked)), SimpleNamespace()])
def test_memory_is_taken_from_one_place_where_that_can_be_said(
    library: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    TAKEN.clear()
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    BriefingApp(FakeDesk)
    assert [(-8, 1)] * len(vars(library)) == TAKEN
