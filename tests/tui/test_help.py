"""The help over the panes: complete wherever it is, scrolled by its own keys, and gone when a key does something."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.geometry import Region

from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.widgets.help import HelpPane, in_columns
from tests.tui.steps import ready, shown, until

SIZES = [(120, 36), (80, 24), (60, 20), (40, 12)]


def places(screen: DeskScreen) -> list[Region]:
    """Where everything stands but the help."""
    return [widget.region for widget in screen.query("*") if not isinstance(widget, HelpPane)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", ["1", "2", "3", "4"])
async def test_it_is_whole_and_lies_over_panes_that_stay(app: BriefingApp, pane: str, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press(pane)
        await pilot.pause()
        before, hints = places(screen), shown(app).splitlines()[-1]
        await pilot.press("question_mark")
        help_pane = screen.query_one(HelpPane)
        await until(pilot, lambda: help_pane.region.area)
        assert places(screen) == before
        assert shown(app).splitlines()[-1] == hints, "the bottom line is never covered"
        assert screen.region.contains_region(help_pane.region)
        assert help_pane.virtual_size.width <= help_pane.columns
        words = " ".join(" ".join(help_pane.line(number).plain for number in range(help_pane.line_count)).split())
        for _, binding, _, _ in screen.active_bindings.values():
            if not binding.system:
                assert app.get_key_display(binding) in words
                says = binding.description[:1].lower() + binding.description[1:]
                assert size[0] >= 80 or says in words, "told in one column, it reads on"
        await pilot.press("question_mark")
        assert not screen.helping


async def test_its_keys_scroll_it_and_nothing_else(app: BriefingApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await ready(pilot, app)
        chosen = screen.statements.current_key
        await pilot.press("question_mark")
        help_pane = screen.query_one(HelpPane)
        await until(pilot, lambda: help_pane.max_scroll_y)
        await pilot.press("j", "down")
        assert help_pane.scroll_offset.y == 2
        await pilot.press("G")
        assert help_pane.scroll_offset.y == help_pane.line_count - help_pane.page_lines
        await pilot.press("g")
        assert help_pane.scroll_offset.y == 0
        assert screen.statements.current_key == chosen


async def test_it_follows_from_pane_to_pane(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("question_mark", "G")
        for key, heading in (("tab", "Why"), ("tab", "Article"), ("1", "Actors")):
            await pilot.press(key)
            await until(pilot, lambda: screen.query_one(HelpPane).line(0).plain == heading)  # noqa: B023
            assert screen.helping
            assert screen.query_one(HelpPane).scroll_offset.y == 0


@pytest.mark.parametrize("key", ["question_mark", "q", "escape"])
async def test_closing_it_does_nothing_else(app: BriefingApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("4", "z", "question_mark", key)
        assert not screen.helping
        assert screen.zoomed
        assert screen.pane == "article"


async def test_any_other_key_does_what_it_says_without_it(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("question_mark", "z")
        assert screen.zoomed
        assert not screen.helping
        await pilot.press("question_mark", "slash", "j")
        assert screen.search_box.value == "j"
        assert not screen.helping
        await pilot.press("tab", "question_mark", "ctrl+p")
        await until(pilot, lambda: app.screen is not screen)
        assert not screen.helping


async def test_a_click_beside_it_closes_it(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("question_mark")
        await until(pilot, lambda: screen.query_one(HelpPane).region.area)
        await pilot.click(HelpPane, offset=(20, 10))
        assert screen.helping
        await pilot.click(offset=(1, 30))
        assert not screen.helping


def test_columns_are_even_and_no_block_is_split() -> None:
    blocks = [
        [Content(f"{letter}{number}") for number in range(long)]
        for letter, long in zip("abcd", (5, 2, 2, 9), strict=True)
    ]
    left, right = in_columns(blocks, 2)
    assert [line.plain for line in left] == "a0 a1 a2 a3 a4  b0 b1  c0 c1".split(" ")
    assert [line.plain for line in right] == [f"d{number}" for number in range(9)]
    assert len(in_columns(blocks, 1)) == 1
