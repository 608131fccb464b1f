"""A page is styled once when it is opened, and in its first frame it is as it stays."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual._compositor import Compositor, LayoutUpdate
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.pilot import Pilot

from briefing.services.views import StatementCard
from briefing.tui.app import BriefingApp
from briefing.tui.compositor import FrontCompositor
from briefing.tui.screens.timeline import TimelineScreen
from briefing.tui.widgets.statements import StatementsPane
from briefing.tui.widgets.tally import TallyRow
from tests.tui.steps import ready, until
from tests.tui.still import gazette_app

PAGES = {"t": "TimelineScreen", "A": "PortraitScreen", "T": "TagScreen", "M": "NoteScreen"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[BriefingApp]:
    with gazette_app(tmp_path) as app:
        yield app


async def opened(pilot: Pilot[None], app: BriefingApp, key: str) -> None:
    """Press the key that opens a page, and wait until it is there whole."""
    await pilot.press(key)
    await until(pilot, lambda: type(app.screen).__name__ == PAGES[key] and app.screen.is_mounted)
    await pilot.pause()


@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
@pytest.mark.parametrize("key", PAGES)
async def test_a_page_is_styled_once(
    app: BriefingApp, key: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: Counter[DOMNode] = Counter()
    apply = Stylesheet.apply

    def noted(self: Stylesheet, node: DOMNode, **options: object) -> None:
        styled[node] += 1
        apply(self, node, **options)  # type: ignore[arg-type]

    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        monkeypatch.setattr(Stylesheet, "apply", noted)
        await opened(pilot, app, key)
        page = app.screen
        on_the_way = page.focused.ancestors_with_self if page.focused else [page]
        inside = [one for one in page.walk_children() if one not in on_the_way and page.focused not in one.ancestors]
        assert inside
        assert {str(node): styled[node] for node in inside if styled[node] > 1} == {}


@pytest.mark.parametrize(("columns", "name"), [(120, "-beside"), (60, "-stacked")])
async def test_a_page_knows_how_wide_the_terminal_is_before_it_is_drawn(
    app: BriefingApp, columns: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(columns, 30)) as pilot:
        await ready(pilot, app)
        laid_out: list[bool] = []
        display = app._display

        def drawn(screen: DOMNode, frame: object) -> None:
            if type(screen).__name__ == PAGES["t"]:
                laid_out.append(screen.has_class(name))
            display(screen, frame)  # type: ignore[arg-type]

        monkeypatch.setattr(app, "_display", drawn)
        await opened(pilot, app, "t")
        assert laid_out
        assert all(laid_out)


@pytest.mark.parametrize("is_late", [False, True])
async def test_a_page_is_left_while_it_is_filled(
    app: BriefingApp, is_late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[TimelineScreen] = []

    async def once_its_panes_have_gone(self: TimelineScreen, row: TallyRow) -> list[StatementCard]:
        asked.append(self)
        while self.query(StatementsPane):
            await asyncio.sleep(0)
        return []

    monkeypatch.setattr(TimelineScreen, "cards_of", once_its_panes_have_gone)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("t")
        await until(pilot, lambda: asked)
        await pilot.press("escape")
        if is_late:  # a key that came before may still have moved the cursor
            asked[0].list_cards()
        await until(pilot, lambda: app.screen is screen and not asked[0].is_running)
        await pilot.press("2")
        assert screen.statements.has_focus


@pytest.mark.parametrize("key", ["ctrl+o", "T", "i", "t", "ctrl+p"])
async def test_a_page_goes_once(app: BriefingApp, key: str) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press(key)
        await until(pilot, lambda: app.screen is not screen)
        page = app.screen
        for _ in range(3):  # as by keys that came before it was gone
            page.dismiss(None)
        await until(pilot, lambda: not page.is_running)
        assert app.screen is screen
        await pilot.press("2")
        assert screen.statements.has_focus


async def test_a_page_under_another_stays(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await opened(pilot, app, "A")
        below = app.screen
        await pilot.press("t")
        await until(pilot, lambda: app.screen is not below)
        above = app.screen
        below.dismiss(None)
        await pilot.pause()
        assert app.screen_stack[-3:] == [screen, below, above]
        above.dismiss(None)
        await until(pilot, lambda: app.screen is below)
        below.dismiss(None)
        await until(pilot, lambda: app.screen is screen)


async def test_what_a_page_lay_over_is_drawn_once_when_it_goes(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[Compositor] = []
    draw = FrontCompositor.render_full_update

    def noted(self: FrontCompositor, simplify: bool = False) -> LayoutUpdate:
        whole.append(self)
        return draw(self, simplify)

    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await opened(pilot, app, "T")
        page = app.screen
        monkeypatch.setattr(FrontCompositor, "render_full_update", noted)
        await pilot.press("escape")
        await until(pilot, lambda: not page.is_running)
        await pilot.pause(0.1)  # for whatever would be drawn at a later time
        assert whole == [screen._compositor]


async def test_a_page_that_is_seen_again_is_in_the_theme_there_is(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await opened(pilot, app, "t")
        before = app.screen.styles.background
        app.search_themes()
        await pilot.pause()
        app.theme = "briefing-light"
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == PAGES["t"])
        await pilot.pause()
        assert app.screen.styles.background != before
        again = events.ScreenResume()
        await app.screen._dispatch_message(again)
        assert again.refresh_styles, "it may be another theme's"
