"""Panes look as Textual would draw them, and what stays of them is not drawn again."""

from __future__ import annotations

from typing import Any

import pytest
from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.content import Content
from textual.css.styles import StylesBase
from textual.strip import Strip

from briefing.tui.app import BriefingApp
from briefing.tui.widgets.lines import LineView
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready


def looks(strips: list[Strip]) -> list[list[tuple[object, ...]]]:
    """What is seen in lines, and what the mouse takes hold of; it does not matter in how many pieces."""
    return [
        [(one, str(style), style.meta) for text, style, _ in strip.simplify() if style for one in text]
        for strip in strips
    ]


def textuals(pane: LineView) -> list[Strip]:
    """The lines of a pane as Textual draws them."""
    return StylesCache().render_widget(pane, pane.region.reset_offset)


@pytest.mark.parametrize("theme", [None, "briefing-light", "ansi-dark"])
@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
async def test_panes_look_as_textual_draws_them(
    desk: FakeDesk, theme: str | None, no_color: bool, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = BriefingApp(lambda: desk, theme=theme)
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        for key in ("j", "G", "1", "3", "4", "G", "question_mark", "escape", "slash", "z", "2"):
            await pilot.press(key)
            await pilot.pause()
            for pane in screen.query(LineView):
                if pane.region.area:
                    assert looks(pane.render_lines(pane.region.reset_offset)) == looks(textuals(pane)), (key, pane)


async def test_edges_are_drawn_again_when_something_else_is_written_into_them(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    draw = StylesCache.render_line

    def watched(cache: StylesCache, styles: StylesBase, y: int, *others: Any) -> Strip:
        drawn.append(y)
        return draw(cache, styles, y, *others)

    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        pane = screen.statements
        pane.render_lines(pane.region.reset_offset)
        monkeypatch.setattr(StylesCache, "render_line", watched)
        pane.refresh()
        pane._styles_cache.clear()
        pane.render_lines(pane.region.reset_offset)
        assert drawn == []
        for style in ("bold", "italic"):
            pane.border_title = Content("the same").stylize(style)
            pane.render_lines(pane.region.reset_offset)
            assert drawn.pop() == 0
            assert not drawn, "the lower edge is as it was"


async def test_another_theme_and_the_focus_are_seen_in_every_line(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        pane = screen.statements
        for change in ("briefing-light", "ansi-dark", "nord"):
            before = looks(pane.render_lines(pane.region.reset_offset))
            app.theme = change
            await pilot.press("tab")
            await pilot.pause()
            after = looks(pane.render_lines(pane.region.reset_offset))
            assert after == looks(textuals(pane))
            assert all(one[0] != other[0] and one[-1] != other[-1] for one, other in zip(before, after, strict=True))


async def test_a_line_that_stays_is_the_very_same(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        for pane in screen.query(LineView):
            if pane.region.area:
                whole = pane.region.reset_offset
                before = pane.render_lines(whole)
                pane.refresh()
                after = pane.render_lines(whole)
                same = [one is other for one, other in zip(before, after, strict=True)]
                assert all(same[1:-1]), pane


async def test_a_pane_in_which_nothing_changes_is_not_looked_through(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        pane = screen.article
        whole = pane.region.reset_offset
        before = pane.render_lines(whole)
        assert pane.render_lines(whole) is before
        assert len(pane.render_lines(whole.shrink((2, 0, 3, 0)))) == whole.height - 5
        await pilot.press("j")
        await pilot.pause()
        before = pane.render_lines(whole)
        pane._styles_cache.clear()  # as Textual does, and calls nothing dirty in a pane without room
        assert pane.render_lines(whole) is not before


class Odd(App[None]):
    """A pane with more to its lines than ours have."""

    def __init__(self, css: str) -> None:
        super().__init__()
        self.styles_of_it = css

    def compose(self) -> ComposeResult:
        """The pane alone."""
        yield OneLine(id="one")

    def get_css_variables(self) -> dict[str, str]:
        """As the app has them."""
        self.theme_variables = super().get_css_variables()
        return self.theme_variables

    def on_mount(self) -> None:
        """Dress it."""
        self.stylesheet.add_source(f"OneLine {{ {self.styles_of_it} }}")
        self.refresh_css()


class OneLine(LineView):
    """One line."""

    @property
    def line_count(self) -> int:
        """One."""
        return 1

    def line(self, number: int) -> Content:
        """It."""
        return Content("a line")


@pytest.mark.parametrize(
    "css",
    [
        "border: round red;",
        "border: round red; padding: 0 2 0 1;",
        "border: round red; padding: 1 2;",
        "border: none;",
        "border-left: heavy red;",
        "border: round red; outline: heavy blue;",
        "border: round red; opacity: 50%;",
        "border: round red; text-opacity: 50%;",
        "border: round red; tint: blue 40%;",
        "border: round red; hatch: cross blue;",
    ],
)
async def test_what_ours_do_not_have_is_drawn_too(css: str) -> None:
    app = Odd(css)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        pane = app.query_one(OneLine)
        assert looks(pane.render_lines(pane.region.reset_offset)) == looks(textuals(pane))
