"""What Pilot tests do again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot
from textual.strip import Strip

from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen

PATIENCE = 20.0


async def until(pilot: Pilot[None], true: Callable[[], object]) -> None:
    """Let the app go on until something is true; fail when it never is."""
    async with asyncio.timeout(PATIENCE):
        while not true():  # the app's state has no event to wait for
            await pilot.pause(0.01)
    await pilot.pause()


async def ready(pilot: Pilot[None], app: BriefingApp) -> DeskScreen:
    """The screen, once statements and an article are shown."""
    await until(pilot, lambda: app.has_desk)
    await until(pilot, lambda: app.desk_screen.card is not None and app.desk_screen.article.card is not None)
    return app.desk_screen


def frame(app: BriefingApp) -> list[Strip]:
    """What the terminal would be sent, line by line."""
    width, height = app.size
    compositor = app.screen._compositor
    strips = compositor.render_strips(app.size)
    assert len(strips) == height
    assert width
    return strips


def shown(app: BriefingApp) -> str:
    """The text on the screen; none while a new one has not been laid out."""
    if app.screen._compositor.size != app.size:
        return ""
    return "\n".join(strip.text for strip in frame(app))
