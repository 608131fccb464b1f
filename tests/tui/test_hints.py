"""The bottom line: whole hints, as many as fit, the ways to all others always among them."""

from __future__ import annotations

import pytest

from briefing.model import ActorCard
from briefing.tui.app import BriefingApp
from briefing.tui.widgets.hints import MOST, PALETTE, Hint, Hints, fitting
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, shown, until

HINTS = [
    Hint("y", "y", "copy", "copy('verbatim')"),
    Hint("Y", "Y", "copy with its citation", "copy('markdown')"),
    Hint("question_mark", "?", "help", "help"),
    Hint("r", "r", "review", "review"),
    Hint("ctrl+p", "^p", "palette", PALETTE),
]


def says(hints: list[Hint]) -> list[str]:
    return [hint.says for hint in hints]


@pytest.mark.parametrize(
    ("width", "fit"),
    [
        (59, ["copy", "copy with its citation", "help", "review", "palette"]),
        (58, ["copy", "copy with its citation", "help", "palette"]),
        (43, ["copy", "help", "review", "palette"]),
        (18, ["help", "palette"]),
        (17, ["copy", "help"]),
        (5, []),
    ],
)
def test_what_fits_is_whole_and_help_and_palette_come_first(width: int, fit: list[str]) -> None:
    assert says(fitting(HINTS, width)) == fit


@pytest.mark.parametrize("way", ["leave", "clear_search", "quit"])
def test_a_way_out_comes_first_too(way: str) -> None:
    found = fitting([*HINTS, Hint("q", "q", "back", way)], 25)
    assert says(found) == ["help", "palette", "back"]


def test_nine_are_enough() -> None:
    many = [Hint(str(number), str(number), "x", f"do({number})") for number in range(20)]
    found = fitting([*many, HINTS[2], HINTS[4]], 1000)
    assert len(found) == MOST
    assert says(found)[-2:] == ["help", "palette"]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (40, 12)])
@pytest.mark.parametrize("pane", ["1", "2", "3", "4", "slash"])
async def test_every_pane_has_whole_hints(app: BriefingApp, pane: str, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press(pane)
        await pilot.pause()
        line = shown(app).splitlines()[-1]
        assert line.rstrip().endswith("^p palette")
        assert pane == "slash" or "? help" in line
        left = line.rpartition("▏")[0].strip()
        known = {f"{hint.shown} {hint.says}" for hint in screen.query_one(Hints).hints}
        while left:
            hint = next((one for one in known if left.startswith(one)), None)
            assert hint is not None, f"cut: {left}"
            left = left.removeprefix(hint).lstrip()


@pytest.mark.parametrize(
    ("keys", "way"),
    [((), "^q quit"), (("4", "v"), "esc leave"), (("slash",), "esc clear")],
)
async def test_the_way_out_is_seen_where_it_is_narrowest(app: BriefingApp, keys: tuple[str, ...], way: str) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await ready(pilot, app)
        await pilot.press(*keys)
        await until(pilot, lambda: way in shown(app).splitlines()[-1])
        assert ("^q quit" in shown(app)) == (way == "^q quit"), "one way out is enough"


@pytest.mark.parametrize(
    ("width", "below"),
    [
        (120, "p by speaker  m attitudes  c copies"),
        (60, "p by speaker  m attitudes  c copies"),
        (40, "p by speaker  m attitudes"),
    ],
)
async def test_hints_below_a_pane_are_whole_however_wide_it_is(app: BriefingApp, width: int, below: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        assert screen.statements.border_subtitle == below
        assert f" {below} ─╯" in shown(app)


@pytest.mark.parametrize("width", [40, 80])
async def test_the_count_stands_behind_a_name_that_is_too_long(app: BriefingApp, width: int) -> None:
    async with app.run_test(size=(width, 24)) as pilot:
        screen = await ready(pilot, app)
        longest = max((row for row in screen.actors.rows if isinstance(row, ActorCard)), key=lambda row: len(row.name))
        screen.choose_actor(longest.id)
        await until(pilot, lambda: screen.actor == longest.id and f" 1/{longest.said} ─" in shown(app))
        await pilot.resize_terminal(44, 24)
        await until(pilot, lambda: f"… 1/{longest.said} ─" in shown(app))


@pytest.mark.parametrize(
    ("size", "below"),
    [
        ((120, 36), "ctrl+s keep  esc throw away  not kept yet"),
        ((60, 20), "ctrl+s keep  esc throw away  not kept yet"),
        ((40, 12), "ctrl+s keep  esc throw away"),
    ],
)
async def test_what_a_note_asks_is_seen_whole(app: BriefingApp, size: tuple[int, int], below: str) -> None:
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await pilot.press("M", "x", "escape")
        await pilot.pause()
        assert f" {below} ─╯" in shown(app)


async def test_keys_of_ones_own_are_hinted_at(desk: FakeDesk) -> None:
    app = BriefingApp(lambda: desk, keys={"help": "f1", "copy.verbatim": "c"})
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        assert "f1 help" in shown(app).splitlines()[-1]


async def test_a_click_on_a_hint_is_its_key(app: BriefingApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await ready(pilot, app)
        line = shown(app).splitlines()[-1]
        await pilot.click(Hints, offset=(line.index("? help") + 3, 0))
        await until(pilot, lambda: screen.helping)
        await pilot.click(Hints, offset=(line.index("? help") + 6, 0))  # the blank behind it
        await pilot.pause()
        assert screen.helping
