"""Sizes of the panes: by keys, by the mouse, kept, and never so that one of them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.geometry import Size

from briefing.paths import last_layout
from briefing.tui.app import BriefingApp
from briefing.tui.layout import LEAST_HEIGHT, LEAST_MIDDLE, LEAST_SIDE, NORMAL, WIDE, Layout
from briefing.tui.screens.desk import DeskScreen
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import frame, ready, until

SIDES = st.none() | st.integers(1, 400)


def widths(screen: DeskScreen) -> tuple[int, int, int]:
    return tuple(screen.query_one(f"#{name}").region.width for name in ("actors", "statements", "why"))  # type: ignore[return-value]


@given(SIDES, SIDES, st.none() | st.floats(0.001, 0.999), st.integers(NORMAL, 400), st.integers(10, 120))
def test_whatever_was_chosen_every_pane_has_room(
    sidebar: int | None, why: int | None, article: float | None, width: int, height: int
) -> None:
    layout = Layout(sidebar=sidebar, why=why, article=article)
    left, middle, right = layout.columns(width)
    assert left + middle + right == width
    assert left >= LEAST_SIDE
    assert middle >= LEAST_MIDDLE
    assert (right >= LEAST_SIDE) == (width >= WIDE)
    above, below = layout.rows(height, wide=width >= WIDE)
    assert above + below == height
    assert min(above, below) >= LEAST_HEIGHT


@pytest.mark.parametrize(
    "text", [None, "", "nonsense", "[]", '{"sidebar": "wide"}', '{"sidebar": -3}', '{"article": 7}']
)
def test_a_layout_that_cannot_be_read_is_as_it_comes(text: str | None) -> None:
    assert Layout.read(text) == Layout()
    assert Layout.read('{"sidebar": 40, "unheard": 1}') == Layout(sidebar=40)


async def test_keys_move_the_borders_and_equals_puts_them_back(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        left, middle, right = widths(screen)
        assert left + middle + right == 120
        height = screen.article.region.height
        await pilot.press("1", *["greater_than_sign"] * 3)
        await pilot.pause()
        assert widths(screen) == (left + 6, middle - 6, right)
        await pilot.press("3", "greater_than_sign", "2", "greater_than_sign", "greater_than_sign")
        await pilot.pause()
        assert widths(screen) == (left + 2, middle - 4, right + 2)
        await pilot.press("plus", "plus", "underscore")
        await pilot.pause()
        assert screen.article.region.height == height + 2
        await pilot.press("equals_sign")
        await pilot.pause()
        assert widths(screen) == (left, middle, right)
        assert screen.article.region.height == height


async def test_no_key_squeezes_a_pane_away(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("2", *["greater_than_sign"] * 60, *["plus"] * 40)
        await pilot.pause()
        assert widths(screen) == (LEAST_SIDE, 80 - LEAST_SIDE, LEAST_SIDE)
        assert screen.statements.region.height == LEAST_HEIGHT
        await pilot.press(*["less_than_sign"] * 60, *["underscore"] * 40)
        await pilot.pause()
        assert screen.statements.region.width == LEAST_MIDDLE
        assert screen.article.region.height == LEAST_HEIGHT
        await pilot.press("less_than_sign", "greater_than_sign")
        await pilot.pause()
        assert screen.statements.region.width == LEAST_MIDDLE + 2, "what is pressed beyond the end is not kept"


@pytest.mark.parametrize(
    ("border", "by"), [("sidebar", (7, 0)), ("why", (-6, 0)), ("article", (0, 5)), ("article", (0, -4))]
)
async def test_borders_are_dragged(app: BriefingApp, border: str, by: tuple[int, int]) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        before = (*widths(screen), screen.article.region.height)
        x, y = {
            "sidebar": (screen.actors.region.right, 5),
            "why": (screen.why.region.x, 5),
            "article": (50, screen.article.region.y),
        }[border]
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + by[0], y + by[1]))
        await pilot.mouse_up(offset=(x + by[0], y + by[1]))
        await pilot.pause()
        after = (*widths(screen), screen.article.region.height)
        moved = {"sidebar": (7, -7, 0, 0), "why": (0, -6, 6, 0), "article": (0, 0, 0, -by[1])}[border]
        assert tuple(new - old for new, old in zip(after, before, strict=True)) == moved
        assert not screen.selections, "a border is no text"
        await pilot.hover(offset=(60, 20))
        assert widths(screen) == after[:3], "and it was let go"


async def test_sizes_are_kept_for_the_next_time(app: BriefingApp, desk: FakeDesk, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("1", "greater_than_sign", "plus")
        await until(pilot, lambda: last_layout(tmp_path))
        await pilot.pause()
        chosen = (*widths(screen), screen.article.region.height)
    again = BriefingApp(lambda: desk, layout=last_layout(tmp_path))
    async with again.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, again)
        assert (*widths(screen), screen.article.region.height) == chosen
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen.statements.region.width >= LEAST_MIDDLE
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert (*widths(screen), screen.article.region.height) == chosen


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_where_one_pane_is_shown_it_has_all_there_is(app: BriefingApp, size: tuple[int, int]) -> None:
    app.layout = '{"sidebar": 50, "article": 0.9}'
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await ready(pilot, app)
        assert screen.statements.region.width == size[0]
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: any("One pane" in note.message for note in app._notifications))


async def test_zoom_and_help_have_their_own_sizes(app: BriefingApp) -> None:
    app.layout = '{"sidebar": 50, "article": 0.3}'
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        before = (*widths(screen), screen.article.region.height)
        await pilot.press("4", "z")
        await pilot.pause()
        assert screen.article.region.width == 120
        await pilot.press("q")
        await pilot.pause()
        assert (*widths(screen), screen.article.region.height) == before
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert (*widths(screen), screen.article.region.height) == before


async def test_a_storm_of_hundreds_of_sizes_ends_in_the_right_one(app: BriefingApp) -> None:
    app.layout = '{"sidebar": 44, "why": 38, "article": 0.4}'
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        before = [screen.query_one(f"#{name}").region for name in ("actors", "statements", "why", "article")]
        chosen = screen.card
        for step in range(300):
            size = Size(1 + step * 37 % 200, 1 + step * 23 % 70)
            app.post_message(events.Resize(size, size))
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        after = [screen.query_one(f"#{name}").region for name in ("actors", "statements", "why", "article")]
        assert after == before
        assert screen.card is chosen
        assert all(strip.cell_length == 120 for strip in frame(app))
