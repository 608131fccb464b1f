"""The light first screen: what it draws stays where it is, and what is typed at it reaches the desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from textual.geometry import Size

from briefing.tui import libraries
from briefing.tui.app import BriefingApp
from briefing.tui.layout import Layout
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.opening import OpeningScreen
from briefing.tui.widgets.outline import frames
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import frame, ready, shown, until

PANES = {"ACTORS": "actors", "STATEMENTS": "statements", "WHY": "why", "ARTICLE": "article"}
SIZES = ((200, 60), (150, 41), (120, 36), (119, 30), (80, 24), (79, 24), (60, 20), (40, 12), (40, 10))
GIVES_WAY = frozenset(" ─")
"""What hints and figures are written over."""


@pytest.fixture
def may_load(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The desk's modules take until this is set to be loaded."""
    event = threading.Event()
    load = libraries._desk_screen

    def slowly() -> type[DeskScreen]:
        assert event.wait(10)
        return load()

    monkeypatch.setattr(libraries, "_desk_screen", slowly)
    yield event
    event.set()


def _opening_after(event: threading.Event, desk: FakeDesk) -> Callable[[], FakeDesk]:
    """Open the desk, which takes until the event is set."""

    def open_desk() -> FakeDesk:
        assert event.wait(10)
        return desk

    return open_desk


@pytest.mark.parametrize("layout", [Layout(), Layout(sidebar=45, why=22, article=0.3)])
@pytest.mark.parametrize("size", SIZES)
async def test_the_desk_takes_its_place_where_it_was_drawn(
    desk: FakeDesk, size: tuple[int, int], layout: Layout
) -> None:
    app = BriefingApp(lambda: desk, layout=layout.written())
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        places = {name: screen.query_one(f"#{id}").region for name, id in PANES.items()}
        assert {pane.name: pane.place for pane in frames(Size(*size), layout)} == {
            name: place for name, place in places.items() if place.area
        }


@pytest.mark.parametrize("theme", [None, "briefing-light", "ansi-dark"])
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_nothing_drawn_changes_when_the_desk_comes(
    may_load: threading.Event, desk: FakeDesk, size: tuple[int, int], theme: str | None
) -> None:
    may_open = threading.Event()
    app = BriefingApp(_opening_after(may_open, desk), theme=theme)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "opening …" in shown(app))
        assert isinstance(app.screen, OpeningScreen)
        before = _cells(app)
        may_load.set()
        await until(pilot, lambda: app.has_desk)
        after = _cells(app)
        drawn = {place for place, (text, _) in before.items() if text not in GIVES_WAY}
        assert len(drawn) > 80
        assert {place: after[place] for place in drawn} == {place: before[place] for place in drawn}
        may_open.set()
        await ready(pilot, app)


def _cells(app: BriefingApp) -> dict[tuple[int, int], tuple[str, object]]:
    """What stands in each cell of the screen, and in which style; no character here is two cells wide."""
    cells: dict[tuple[int, int], tuple[str, object]] = {}
    for y, strip in enumerate(frame(app)):
        x = 0
        for text, style, _ in strip:
            for character in text:
                cells[x, y] = character, style and (style.color, style.bgcolor, style.bold)
                x += 1
    return cells


async def test_it_follows_the_size_and_says_when_there_is_no_room(may_load: threading.Event, app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "WHY" in shown(app))
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: "STATEMENTS" in shown(app) and "WHY" not in shown(app))
        await pilot.resize_terminal(30, 8)
        await until(pilot, lambda: "--plain" in shown(app))


async def test_what_is_typed_before_the_desk_is_there_is_searched_for(
    may_load: threading.Event, desk: FakeDesk
) -> None:
    may_open = threading.Event()
    app = BriefingApp(_opening_after(may_open, desk))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *"sanctions", "enter", "j")
        assert isinstance(app.screen, OpeningScreen)
        may_load.set()
        await until(pilot, lambda: app.has_desk)
        screen = app.desk_screen
        assert screen.search_box.value == "sanctions"
        assert screen.results.has_focus
        may_open.set()
        await until(pilot, lambda: screen.found is not None and screen.results.rows)
        assert any(call.startswith("find sanctions") for call in desk.calls)


async def test_it_quits_at_once(may_load: threading.Event, app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "opening" in shown(app))
        await pilot.press("j", "ctrl+q")
        assert app._exit
        assert app.return_code == 0


async def test_a_key_of_ones_own_quits_too(may_load: threading.Event, desk: FakeDesk) -> None:
    app = BriefingApp(lambda: desk, keys={"quit": "x"})
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "opening" in shown(app))
        await pilot.press("ctrl+q")
        assert not app._exit
        await pilot.press("x")
        assert app._exit
