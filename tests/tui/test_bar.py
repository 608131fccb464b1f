"""The scrollbar looks as Textual's does."""

from __future__ import annotations

import pytest
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from briefing.tui.app import BriefingApp
from briefing.tui.widgets.bar import Bar
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready


def looks(strips: list[Strip]) -> list[list[tuple[object, ...]]]:
    """What is seen in lines, and what the mouse takes hold of."""
    return [
        [(text, style.color, style.bgcolor, bool(style.reverse), style.meta) for text, style, _ in strip if style]
        for strip in strips
    ]


@pytest.mark.parametrize("theme", [None, "briefing-light", "ansi-dark"])
@pytest.mark.parametrize("no_color", [False, True])
async def test_it_looks_as_textuals(
    desk: FakeDesk, theme: str | None, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = BriefingApp(lambda: desk, theme=theme)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        bar = screen.statements.vertical_scrollbar
        assert isinstance(bar, Bar)
        for keys in ((), ("j",) * 9, ("G",)):
            await pilot.press(*keys)
            await pilot.pause()
            everything = bar.size.region
            assert looks(bar.render_lines(everything)) == looks(ScrollBar.render_lines(bar, everything))
            await pilot.hover("#statements", offset=(50, 5))
            part = everything.shrink((3, 0, 4, 0))
            assert looks(bar.render_lines(part)) == looks(ScrollBar.render_lines(bar, part))


async def test_it_follows_its_theme_and_the_focus(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        bar = screen.statements.vertical_scrollbar
        for change in ("briefing-light", "ansi-dark", "nord"):
            before = looks(bar.render_lines(bar.size.region))
            app.theme = change
            await pilot.press("tab")
            await pilot.pause()
            everything = bar.size.region
            assert looks(bar.render_lines(everything)) == looks(ScrollBar.render_lines(bar, everything)) != before
