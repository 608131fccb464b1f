"""Keys that are typed faster than they are drawn."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from briefing.tui.app import BriefingApp
from briefing.tui.screens.remark import TagScreen
from tests.tui.steps import PATIENCE, ready, until


def typed(app: BriefingApp, *keys: str) -> None:
    """Type keys before the app comes to take the first of them."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("leaving", ["enter", "down", "tab"])
async def test_what_is_typed_on_after_leaving_the_box_is_not_the_boxs(app: BriefingApp, leaving: str) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        typed(app, "slash", *"sanctions", leaving, "z", "question_mark")
        await until(pilot, lambda: screen.helping)
        assert screen.zoomed
        assert screen.search_box.value == "sanctions"
        await until(pilot, lambda: screen.found is not None and screen.found.query == "sanctions")


async def test_what_is_put_right_in_the_box_is_what_is_searched_for(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        typed(app, "slash", *"sancd", "backspace", *"tions", "home", "delete", "enter", "z")
        app.post_message(events.Paste("never a query"))
        await until(pilot, lambda: screen.zoomed)
        await until(pilot, lambda: screen.found is not None and screen.found.query == "anctions")
        assert screen.search_box.value == "anctions"


async def test_what_is_typed_on_after_a_line_of_tags_is_the_desks(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("T")
        await until(pilot, lambda: isinstance(app.screen, TagScreen))
        typed(app, *"pol", "backspace", *"rt", "escape", "z", "question_mark")
        await until(pilot, lambda: screen.helping)
        assert screen.zoomed
        assert app.screen is screen


async def test_quitting_does_not_wait_for_what_was_typed_before(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        busy = asyncio.Event()
        screen.call_later(busy.wait)
        typed(app, "slash", "enter", "z", "ctrl+q")
        try:
            async with asyncio.timeout(PATIENCE):
                while not app._exit:  # no pilot.pause(): it waits for the busy screen
                    await asyncio.sleep(0.01)
        finally:
            busy.set()
