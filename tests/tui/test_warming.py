"""What other screens are made of is there before their first key."""

from __future__ import annotations

import sys

import pytest

from briefing.tui import warming
from briefing.tui.app import BriefingApp
from tests.tui.steps import ready, until


@pytest.mark.parametrize("key", ["T", "M", "L", "ctrl+p", "ctrl+o", "i"])
async def test_a_page_brings_nothing_that_is_not_there(
    app: BriefingApp, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "_BETWEEN", 0.0)
    async with app.run_test(size=(120, 36)) as pilot:
        desk_screen = await ready(pilot, app)
        await app.warm_up()
        styles, modules = set(app.stylesheet.source), {name for name in sys.modules if name.startswith("briefing.")}
        await pilot.press(key)
        await until(pilot, lambda: app.screen is not desk_screen and app.screen.is_mounted)
        await pilot.pause()
        assert set(app.stylesheet.source) - styles == set()
        assert {name for name in sys.modules if name.startswith("briefing.")} - modules == set()
