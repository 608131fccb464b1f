"""What Pilot tests do again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

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


async def at_actor(pilot: Pilot[None], app: BriefingApp, actor: str, said: int) -> DeskScreen:
    """The screen, once the cursor is at an actor in the sidebar and so many statements of theirs are listed."""
    screen = await ready(pilot, app)
    screen.choose_actor(actor)
    screen.action_pane("actors")
    await until(pilot, lambda: screen.actors.has_focus and len(screen.statements.rows) == said)
    return screen


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


async def choose(pilot: Pilot[None], app: BriefingApp, typed: str, line: str) -> None:
    """Type into the palette and take the line that begins so."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(app.screen, CommandPalette))
    app.screen.query_one(Input).value = typed

    def place() -> int | None:
        if not isinstance(app.screen, CommandPalette):
            return None
        options = app.screen.query_one(CommandList).options
        texts = [str(option.hit.text) if hasattr(option, "hit") else "" for option in options]
        return next((at for at, text in enumerate(texts) if text.startswith(line)), None)

    await until(pilot, lambda: place() is not None)
    at = place()
    assert at is not None
    app.screen.query_one(CommandList).highlighted = at
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(app.screen, CommandPalette))
