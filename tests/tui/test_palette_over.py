"""The palette over a page: what is selected there is meant, and not what is selected on the desk below."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import Input

from briefing.services.views import StatementCard
from briefing.tui.app import BriefingApp
from briefing.tui.palette import Palette
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.portrait import PortraitScreen
from briefing.tui.screens.review import ReviewScreen
from briefing.tui.screens.text import TextScreen
from briefing.tui.screens.timeline import TimelineScreen
from tests.tui.steps import at_actor, choose, ready, shown, until
from tests.tui.still import gazette_app

ANA = "person:ana ferrer"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[BriefingApp]:
    with gazette_app(tmp_path) as app:
        yield app


async def at_her_third(pilot: Pilot[None], app: BriefingApp) -> StatementCard:
    """The actor's page, at another statement than the desk's."""
    desk_screen = await at_actor(pilot, app, ANA, 5)
    await pilot.press("A")
    await until(pilot, lambda: isinstance(app.screen, PortraitScreen) and len(app.screen.shown.rows) == 5)
    await pilot.press("tab", "j", "j")
    screen = app.screen
    assert isinstance(screen, PortraitScreen)
    row = screen.shown.current
    assert isinstance(row, StatementCard)
    assert desk_screen.card is not None
    assert desk_screen.card.content != row.content
    return row


async def listed(pilot: Pilot[None], app: BriefingApp, typed: str) -> list[str]:
    """What the palette lists for some letters, once it lists anything."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(app.screen, Palette))
    app.screen.query_one(Input).value = typed

    def lines() -> list[str]:
        return [str(option.prompt) for option in app.screen.query_one(CommandList).options]

    await until(pilot, lambda: any(typed[:4].casefold() in line.casefold() for line in lines()))
    return lines()


@pytest.mark.parametrize(
    ("typed", "line"),
    [("copy the words", "Copy the words"), ("statement words alone", "Copy the statement as the words alone")],
)
async def test_the_statement_of_the_page_is_copied(app: BriefingApp, tmp_path: Path, typed: str, line: str) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        card = await at_her_third(pilot, app)
        await choose(pilot, app, typed, line)
        await until(pilot, lambda: bool(list(tmp_path.rglob("last-copy.txt"))))
        (file,) = tmp_path.rglob("last-copy.txt")
        assert card.content in file.read_text("utf-8")
        assert isinstance(app.screen, PortraitScreen)


async def test_the_statements_of_the_page_are_written(app: BriefingApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await at_her_third(pilot, app)
        await choose(pilot, app, "write listed", "Write the statements listed")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one(Input).value = str(tmp_path / "hers.jsonl")
        await pilot.press("enter")
        await until(pilot, (tmp_path / "hers.jsonl").exists)
        lines = [json.loads(line) for line in (tmp_path / "hers.jsonl").read_text("utf-8").splitlines()]
        assert [line["actor"] for line in lines] == [ANA] * 5


async def test_only_what_the_page_understands_is_offered(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await at_her_third(pilot, app)
        lines = await listed(pilot, app, "the")
        assert [line for line in lines if line.startswith("The other side")]
        assert not [line for line in lines if line.startswith(("Note", "Copy all", "Write all"))]
        await pilot.press("escape")
        await choose(pilot, app, "timeline", "Timeline")
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen))


async def test_whoever_goes_elsewhere_leaves_every_page(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await at_her_third(pilot, app)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen))
        await choose(pilot, app, "Ana Ferrer", "Ana Ferrer")
        await until(pilot, lambda: app.screen is app.desk_screen and app.desk_screen.statements.has_focus)
        assert app.desk_screen.actor == ANA


async def test_the_review_is_left_too_and_offers_its_own_keys(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        lines = await listed(pilot, app, "not sure")
        assert [line for line in lines if line.startswith("Not sure")]
        assert not [line for line in lines if line.startswith(("Copy", "Write"))]
        await pilot.press("escape")
        await choose(pilot, app, "Ana Ferrer", "Ana Ferrer")
        await until(pilot, lambda: app.screen is app.desk_screen)
        assert "Ana Ferrer" in shown(app)


async def test_what_a_key_opens_over_it_at_once_leaves_it_whole(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await at_her_third(pilot, app)
        app.action_command_palette()
        app.push_screen(TextScreen("NEWS", "nothing"))
        await until(pilot, lambda: isinstance(app.screen, TextScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        app.screen.query_one(Input).value = "the"
        await until(pilot, lambda: "The other side" in shown(app))
