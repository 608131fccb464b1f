"""Screens over the desk: what lies below shines through, and what they are made of is there before their first key."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip

from briefing.services.about import Fact
from briefing.tui.app import BriefingApp
from briefing.tui.palette import Palette
from briefing.tui.screens.over import Over, _shaded, inserted
from briefing.tui.screens.text import AboutScreen
from briefing.tui.warming import STYLES
from tests.tui.steps import frame, ready, shown, until


@pytest.mark.parametrize("shade", [Color(10, 20, 30, 0.6), Color(0, 0, 0, 0.0)])
def test_the_shade_is_textuals(shade: Color) -> None:
    styles = [
        Style(color="#aabbcc", bgcolor="#102030", bold=True, meta={"offset": (1, 2)}),
        Style(color="#aabbcc", bgcolor="#102030", bold=True, meta={"offset": (2, 2)}),
        Style(bgcolor="#405060", link="https://example.org"),
        Style(color="red", underline=True),
        Style.null(),
    ]
    segments = [Segment(letter, style) for letter, style in zip("abcde", styles, strict=True)]
    shaded = _shaded(Strip(segments), shade)
    theirs = Strip(BackgroundScreen.process_segments(segments, shade))
    assert [(s.text, s.style) for s in shaded] == [(s.text, s.style) for s in theirs.simplify()]
    assert len(list(shaded)) == 4, "what looks alike is one piece"


def test_what_is_inserted_moves_nothing() -> None:
    assert inserted(Strip([Segment("abcdef")]), 2, [Segment("XY")]).text == "abXYef"
    assert inserted(Strip([Segment("abcdef")]), 0, [Segment("XY")]).text == "XYcdef"


@pytest.mark.parametrize("way", ["i", "ctrl+p"])
async def test_the_desk_shines_through(app: BriefingApp, way: str) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        desk = await ready(pilot, app)
        lines = shown(app).splitlines()
        await pilot.press(way)
        await until(pilot, lambda: isinstance(app.screen, Over))
        await until(pilot, lambda: shown(app).splitlines()[-1:] == lines[-1:])
        assert all(strip.cell_length == 120 for strip in frame(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is desk)


async def test_no_other_screen_reads_a_style_sheet_at_its_first_key(app: BriefingApp) -> None:
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await app.workers.wait_for_complete()
        assert all(app.stylesheet.has_source(str(sheet)) for sheet in STYLES.glob("*.tcss"))
        for screen in (AboutScreen([Fact("title", "x")]), Palette(providers=[])):
            assert all(app.stylesheet.has_source(str(sheet)) for sheet in screen.css_path)
