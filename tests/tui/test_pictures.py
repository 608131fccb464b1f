"""The actor's page, the timeline and who relies on unnamed sources: there, into it, and back to the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.bars import LIGHT, SOLID
from briefing.model import ActorCard
from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.portrait import PortraitScreen
from briefing.tui.screens.reliance import RelianceScreen
from briefing.tui.screens.tally import TallyScreen
from briefing.tui.screens.timeline import TimelineScreen
from tests.tui.steps import at_actor, ready, shown, until
from tests.tui.still import gazette_app

SIZES = [(120, 36), (80, 24), (60, 20)]
ANA = "person:ana ferrer"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[BriefingApp]:
    with gazette_app(tmp_path) as app:
        yield app


async def page(pilot: Pilot[None], app: BriefingApp, kind: type[TallyScreen]) -> TallyScreen:
    """The page, once its rows and its statements are there."""

    def there() -> bool:
        screen = app.screen
        return isinstance(screen, kind) and bool(screen.tally.rows) and screen.tally.current is not None

    await until(pilot, there)
    screen = app.screen
    assert isinstance(screen, kind)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_from_an_actor_to_a_role_to_the_words_that_show_it(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        desk_screen = await at_actor(pilot, app, ANA, 5)
        await pilot.press("A")
        screen = await page(pilot, app, PortraitScreen)
        await until(pilot, lambda: len(screen.shown.rows) == 5)
        assert "Ana Ferrer  person · said 5" in shown(app)
        assert "Jan 2021" in shown(app), "a small picture of it over time"
        assert screen.tally.select("roles Mayor of Lugo")
        await pilot.press("k", "j")
        await until(pilot, lambda: len(screen.shown.rows) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: screen.shown.has_focus)
        chosen = screen.shown.current_key
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is desk_screen)
        await until(pilot, lambda: desk_screen.card is not None and desk_screen.card.id == chosen)
        await until(pilot, lambda: desk_screen.article.has_focus)


@pytest.mark.parametrize("size", SIZES)
async def test_both_sides_can_be_seen(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await at_actor(pilot, app, ANA, 5)
        await pilot.press("A")
        screen = await page(pilot, app, PortraitScreen)
        one, other = screen.tally.region, screen.shown.region
        assert min(one.height, other.height) >= 6
        assert (one.y == other.y) is (size[0] >= 90)
        await pilot.press("tab")
        assert screen.shown.has_focus
        await pilot.press("q")
        assert screen.tally.has_focus
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_time_is_gone_into_and_out_of(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        desk_screen = await at_actor(pilot, app, ANA, 5)
        await pilot.press("t")
        screen = await page(pilot, app, TimelineScreen)
        assert "undated 1" in shown(app)
        assert ("5 statements" in shown(app)) == (size[0] > 60), "the sum goes where there is no room"
        assert "said then 1" in shown(app)
        assert "undated 1" in shown(app)
        assert "Mar 2021" in shown(app)
        assert screen.tally.current_key == "2021-03-01", "where it begins is the newest that counts"
        await pilot.press("enter")
        await until(pilot, lambda: screen.tally.has("2021-03-09"))
        assert "Tue  9 Mar 2021" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: screen.shown.has_focus and len(screen.shown.rows) == 1)
        assert "STATEMENTS Tue 9 Mar 2021 1/1" in shown(app)
        await pilot.press("q", "q")
        await until(pilot, lambda: screen.tally.current_key == "2021-03-01")
        assert screen.tally.select("undated")
        await pilot.press("k", "j")
        await until(pilot, lambda: len(screen.shown.rows) == 1 and "undated" in str(screen.shown.border_title))
        undated = next(line for line in shown(app).splitlines() if "▌undated" in line).partition("│ ")[0]
        assert not set(undated) & {SOLID, LIGHT}, "what is of no time is not drawn as if it had been published then"
        await pilot.press("q")
        await until(pilot, lambda: app.screen is desk_screen)


async def test_the_sidebar_shows_who_speaks_when_where_there_is_room(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await at_actor(pilot, app, ANA, 5)
        assert "▇" not in shown(app)
        await pilot.press("z")
        await until(pilot, lambda: not screen.actors.unpictured())
        line = next(line for line in shown(app).splitlines() if "Ana Ferrer" in line)
        assert "▇" in line


async def test_a_heading_keeps_to_its_lines(app: BriefingApp) -> None:
    async with app.run_test(size=(40, 20)) as pilot:
        await at_actor(pilot, app, ANA, 5)
        await pilot.press("A")
        await page(pilot, app, PortraitScreen)
        await until(pilot, lambda: "THE ACTOR" in shown(app))
        first, *others = shown(app).splitlines()
        assert first.split("  ")[0] == " Ana Ferrer"
        assert first.rstrip().endswith("· 4 articles"), "the last figures matter most"
        assert "person" not in first
        assert "THE ACTOR" in others[0] or others[0].startswith(" also ")


async def test_the_help_on_a_page_names_no_key_that_is_understood_elsewhere(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await at_actor(pilot, app, ANA, 5)
        await pilot.press("A")
        screen = await page(pilot, app, PortraitScreen)
        await pilot.press("tab")
        await until(pilot, lambda: screen.shown.has_focus)
        await pilot.press("question_mark")
        await until(pilot, lambda: "Those that the line at the other side counts" in shown(app))
        assert "groups by speaker" not in shown(app)


async def test_time_of_a_search(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"fishermen", "enter")
        await until(pilot, lambda: screen.found is not None and screen.results.has_focus)
        await pilot.press("t")
        over_time = await page(pilot, app, TimelineScreen)
        assert "what fishermen finds" in shown(app)
        assert "2 statements" in shown(app)
        await pilot.click("#tally", offset=(4, 1))
        await until(pilot, lambda: over_time.shown.rows)


async def test_a_page_over_a_page_leads_to_the_words(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        desk_screen = await at_actor(pilot, app, ANA, 5)
        await pilot.press("A")
        await page(pilot, app, PortraitScreen)
        await pilot.press("t")
        screen = await page(pilot, app, TimelineScreen)
        await until(pilot, lambda: screen.shown.rows)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.screen is desk_screen and desk_screen.article.has_focus)


@pytest.mark.parametrize("size", SIZES)
async def test_who_relies_on_unnamed_sources(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        app.call_later(screen.action_reliance)
        relying = await page(pilot, app, RelianceScreen)
        assert "2 of 7 statements" in shown(app)
        assert "NOT RANKED" in shown(app)
        assert relying.tally.select("source Lugo Gazette unnamed:senior officials")
        await pilot.press("k", "j")
        await until(pilot, lambda: len(relying.shown.rows) == 2)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.screen is screen)


async def test_the_page_of_an_unnamed_source_leads_to_those_who_rely_on_them(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.choose_actor("unnamed:senior officials")
        screen.action_pane("actors")
        await until(pilot, lambda: isinstance(screen.actors.current, ActorCard))
        await pilot.press("A")
        portrait = await page(pilot, app, PortraitScreen)
        assert "AS WRITTEN" in shown(app)
        assert portrait.tally.select("reliance")
        await pilot.press("enter")
        await page(pilot, app, RelianceScreen)


async def test_without_an_actor_there_is_no_page(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.card = None
        await pilot.press("A")
        await until(pilot, lambda: any("Select an actor" in note.message for note in app._notifications))
        assert app.screen is screen
