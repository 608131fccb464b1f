"""Three columns, two, one, none: whatever terminal there is."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.geometry import Size

from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.widgets.why import LABEL
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import frame, ready, shown, until

PANES = ("actors", "statements", "results", "why", "article")


def visible_panes(screen: DeskScreen) -> set[str]:
    return {name for name in PANES if screen.query_one(f"#{name}").region.area}


async def test_from_wide_to_nothing_and_back(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert visible_panes(screen) == {"actors", "statements", "why", "article"}
        assert screen.actors.region.y == screen.statements.region.y == screen.why.region.y
        assert screen.article.region.width == 120
        await pilot.press("j", "j", "j", "j", "j")
        chosen = screen.statements.current_key

        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert visible_panes(screen) == {"actors", "statements", "why", "article"}
        assert screen.actors.region.x == screen.why.region.x
        assert screen.statements.region.x == screen.article.region.x
        assert screen.statements.current_key == chosen

        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert visible_panes(screen) == {"statements"}
        assert "1 Actors  2 Statements  3 Why  4 Article" in shown(app)
        for key, pane in (("1", "actors"), ("3", "why"), ("4", "article"), ("2", "statements")):
            await pilot.press(key)
            await pilot.pause()
            assert visible_panes(screen) == {pane}

        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert not visible_panes(screen)
        assert "--plain" in shown(app)

        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert visible_panes(screen) == {"actors", "statements", "why", "article"}
        assert screen.statements.current_key == chosen
        start, _ = screen.statements.current.statement.content[0]  # type: ignore[union-attr]
        top = screen.article.scroll_offset.y
        lines = screen.article._lines[top : top + screen.article.page_lines]
        assert lines[0][0] <= start < lines[-1][1], "the selected words stay in sight"


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 10), (20, 5), (10, 3), (1, 1)])
async def test_every_line_is_as_wide_as_the_terminal(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        assert all(strip.cell_length == size[0] for strip in frame(app))
        await pilot.press("slash", "a", "down", "tab", "z", "tab", "z", "escape")
        assert all(strip.cell_length == size[0] for strip in frame(app))


async def test_a_storm_of_sizes(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        for width, height in [(20, 5), (200, 60), (41, 11), (79, 24), (80, 9), (119, 30), (120, 10)] * 2:
            await pilot.resize_terminal(width, height)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert visible_panes(screen) == {"actors", "statements", "why", "article"}


async def test_zoom_shows_the_focused_pane_alone(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("4", "z")
        await pilot.pause()
        assert visible_panes(screen) == {"article"}
        await pilot.press("tab")
        await pilot.pause()
        assert visible_panes(screen) == {"actors"}
        await pilot.press("z")
        await pilot.pause()
        assert len(visible_panes(screen)) == 4


@pytest.mark.parametrize(("pane", "size"), [("1", (120, 36)), ("2", (80, 24)), ("3", (80, 24)), ("4", (60, 20))])
async def test_every_pane_has_its_help(app: BriefingApp, pane: str, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press(pane, "question_mark")
        await until(pilot, lambda: screen.helping)
        assert screen.widget_of(screen.pane).HELP
        assert screen.widget_of(screen.pane).region.area, "the pane itself stays in sight"
        await pilot.press("question_mark")
        await until(pilot, lambda: not screen.helping)


@pytest.mark.parametrize(("size", "edges"), [((60, 20), 0), ((80, 24), 0), ((120, 36), 5)])
async def test_help_leaves_no_scraps_of_panes_beside_it(app: BriefingApp, size: tuple[int, int], edges: int) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("question_mark")
        await until(pilot, lambda: screen.over is not None and screen.over.region.width == size[0] - 2 * edges)


@pytest.mark.parametrize(("key", "frame"), [("i", "#page"), ("L", "#pick"), ("T", "#tags")])
async def test_where_it_is_narrow_what_lies_over_the_panes_takes_all_the_width(
    app: BriefingApp, key: str, frame: str
) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot, app)
        await pilot.press(key)
        await until(pilot, lambda: app.screen.query(frame) and app.screen.query_one(frame).region.width == 60)


async def test_no_line_of_the_evidence_begins_with_a_blank(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        for width in range(LABEL + 9, LABEL + 60):
            lines = [line.plain for line in screen.why._fact("speaker", "perhaps Ismail Demir  59 %", "", width)]
            assert len(lines) > (width < LABEL + 20)
            assert not any(line[LABEL + 1 :].startswith(" ") for line in lines)


@pytest.mark.parametrize(
    "theme", ["briefing-dark", "briefing-light", "ansi-dark", "ansi-light", "textual-dark", "nord"]
)
async def test_every_theme_draws(desk: FakeDesk, theme: str) -> None:
    app = BriefingApp(lambda: desk, theme=theme)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert "Ismail Demir" in shown(app)
        app.theme = "briefing-light"
        await pilot.pause()
        assert "Ismail Demir" in shown(app)
        assert screen.article.ink(screen.card.actor_id).foreground is not None  # type: ignore[union-attr]


async def test_animations_are_off_unless_asked_for(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_ANIMATIONS", raising=False)
    app: App[None] = BriefingApp(lambda: desk)
    assert app.animation_level == "none"
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    assert BriefingApp(lambda: desk).animation_level != "none"


async def test_no_color_tells_statements_apart_all_the_same(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert screen.card is not None
        ink = screen.article.ink(screen.card.actor_id)
        assert screen.article.tint(ink, 0.2, strong=False).underline
        assert screen.article.tint(ink, 0.2, strong=True).reverse


async def test_one_key_lays_out_the_screen_once(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[bool] = []
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await app.workers.wait_for_complete()
        lay_out = screen._refresh_layout

        def watched(size: Size | None = None, scroll: bool = False) -> None:
            laid_out.append(scroll)
            lay_out(size, scroll)

        await pilot.press(
            "slash", "escape"
        )  # scrollbars get their styles when a pane loses the focus for the first time
        await app.workers.wait_for_complete()
        await pilot.pause()
        monkeypatch.setattr(screen, "_refresh_layout", watched)
        for key in ("slash", "escape", "z", "z"):
            await pilot.press(key)
            await until(pilot, lambda: laid_out)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert len(laid_out) == 1, key
            laid_out.clear()
