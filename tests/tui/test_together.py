"""A letter and what it finds are one frame, unless that takes long."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import RenderableType
from textual.screen import Screen

from briefing.tui import together
from briefing.tui.app import BriefingApp
from briefing.tui.compositor import FrontCompositor
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, until


@pytest.fixture
def frames(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What stands in the box and what was found, frame by frame."""
    drawn: list[tuple[str, str]] = []
    render = FrontCompositor.render_update

    def watched(compositor: FrontCompositor, *, screen_stack: list[Screen[Any]] | None = None) -> RenderableType | None:
        update = render(compositor, screen_stack=screen_stack)
        if update is not None:
            found = app.desk_screen.found
            drawn.append((app.desk_screen.search_box.value, "" if found is None else found.query))
        return update

    monkeypatch.setattr(FrontCompositor, "render_update", watched)
    return drawn


async def test_a_letter_is_drawn_with_what_it_finds(
    app: BriefingApp, frames: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "LONGEST", 60.0)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash")
        for end in range(1, 5):
            await pilot.press("sanc"[end - 1])
            await until(pilot, lambda end=end: screen.found is not None and screen.found.query == "sanc"[:end])  # type: ignore[misc]
        await until(pilot, lambda: ("sanc", "sanc") in frames)
        assert all(typed == found for typed, found in frames)


async def test_a_letter_does_not_wait_for_what_takes_long(
    app: BriefingApp, desk: FakeDesk, frames: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", "s")
        await until(pilot, lambda: screen.found is not None and screen.found.query == "s")
        desk.slow = 1.0
        screen.search_box.cursor_blink = False  # nothing else may bring a frame about
        await pilot.press("a")
        await until(pilot, lambda: ("sa", "s") in frames)
        await until(pilot, lambda: ("sa", "sa") in frames)
        monkeypatch.setattr(together, "LONGEST", 60.0)
        await pilot.press("n")
        await until(pilot, lambda: ("san", "sa") in frames)  # nor for a moment, after one that has taken longer
        await until(pilot, lambda: ("san", "san") in frames)
