"""Frames in which only what is seen is drawn are the very frames that Textual makes."""

from __future__ import annotations

import re

import pyte
import pytest
from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.app import BriefingApp
from briefing.tui.compositor import FrontCompositor
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.masthead import Standing
from tests.tui.steps import ready

KEYS = (
    "j", "j", "tab", "j", "3", "j", "4", "j", "G", "z", "j", "z", "slash", "m", "a", "n", "down", "down", "escape",
    "question_mark", "escape", "1", "j", "2", "w", "escape", "ctrl+p", "t", "escape", "i", "escape", "v", "j", "escape",
)  # fmt: skip
Looks = list[tuple[object, ...]]


class Both:
    """Makes every frame in both ways, and compares them.

    Attributes:
        changes: How many frames only changed some places.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.changes = 0
        self._ours, self._console = FrontCompositor.render_partial_update, Console(color_system="truecolor")

        def change(compositor: FrontCompositor) -> ChopsUpdate | None:
            return self._change(compositor)

        monkeypatch.setattr(FrontCompositor, "render_partial_update", change)

    def _change(self, compositor: FrontCompositor) -> ChopsUpdate | None:
        regions = compositor._dirty_regions.copy()
        Compositor.render_partial_update(compositor)  # a list that finds out how long it is moves its scrollbar
        compositor._dirty_regions = regions.copy()
        theirs = Compositor.render_partial_update(compositor)
        compositor._dirty_regions = regions
        ours = self._ours(compositor)
        assert (ours is None) == (theirs is None or not theirs.spans)
        if ours is not None and theirs is not None:
            self.changes += 1
            assert self._drawn(ours, compositor) == self._drawn(theirs, compositor)
        return ours

    def whole(self, compositor: Compositor) -> None:
        """All of the screen."""
        every = compositor.size.region
        theirs = Compositor._render_chops(compositor, every, lambda y: True)
        ours = FrontCompositor._render_chops(compositor, every, lambda y: True)  # type: ignore[arg-type]
        for one, other in zip(ours, theirs, strict=True):
            assert [strip and list(strip.simplify()) for strip in one.values()] == [
                strip and list(strip.simplify()) for strip in other.values()
            ]

    def _drawn(self, update: ChopsUpdate, compositor: Compositor) -> Looks:
        """What a terminal shows that was blank and is sent this."""
        terminal = pyte.Screen(*compositor.size)
        terminal.set_mode(20)  # Textual ends lines without going to their beginning
        pyte.Stream(terminal).feed(update.render_segments(self._console))
        return [tuple(terminal.buffer[y][x] for x in range(terminal.columns)) for y in range(terminal.lines)]


@pytest.mark.parametrize(
    ("size", "theme"), [((120, 36), None), ((80, 24), "ansi-dark"), ((60, 20), None), ((40, 12), None)]
)
async def test_frames_are_textuals(
    app: BriefingApp, size: tuple[int, int], theme: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Both(monkeypatch)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        if theme:
            app.theme = theme
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen._compositor, FrontCompositor)
            both.whole(app.screen._compositor)
    assert both.changes > len(KEYS) // 2


async def test_what_is_hidden_is_not_asked_for(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await app.workers.wait_for_complete()  # whatever is still loaded may change other places
        await pilot.pause()
        asked: list[object] = []

        def watch(widget: Widget) -> None:
            draw = widget.render_lines

            def watched(crop: Region) -> list[Strip]:
                asked.append(widget)
                return draw(crop)

            monkeypatch.setattr(widget, "render_lines", watched)

        for widget in screen._compositor.visible_widgets:
            watch(widget)
        screen.statements.refresh()
        await pilot.pause()
        assert screen.statements in asked
        assert set(asked) <= {screen.statements, screen.statements.vertical_scrollbar}
        asked.clear()
        above, below = screen.query_one(Standing), screen.query_one(Hints)
        above.refresh()
        below.refresh()
        await pilot.pause()
        assert set(asked) == {above, below}, "not the panes between them"


async def test_pieces_that_follow_each_other_are_written_without_saying_where(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen._compositor._dirty_regions = {screen.region.shrink((1, 0, 0, 0))}
        update = screen._compositor.render_partial_update()
        assert update is not None
        said = re.findall(r"\x1b\[\d+;\d+H", update.render_segments(Console(color_system="truecolor")))
        assert len(said) == 35, "one for each line"
