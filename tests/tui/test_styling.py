"""Styles that are remembered are those that Textual's own style sheet gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widgets import Static

from briefing.tui.app import BriefingApp
from briefing.tui.styling import KnownStylesheet
from tests.tui.steps import ready
from tests.tui.still import gazette_app

KEYS = (
    "tab", "3", "4", "z", "z", "slash", "m", "escape", "question_mark", "escape", "1", "w", "escape", "ctrl+p", "t",
    "escape", "T", "escape", "T", "escape", "M", "escape", "t", "escape", "A", "escape", "i", "escape", "slash",
)  # fmt: skip


@pytest.fixture
def app(tmp_path: Path) -> Iterator[BriefingApp]:
    with gazette_app(tmp_path) as app:
        yield app


def given(node: DOMNode) -> dict[str, object]:
    """What a widget looks like, and its parts."""
    parts = {name: dict(styles.base._rules) for name, styles in node._component_styles.items()}
    notes = node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even
    return {"own": dict(node.styles.base._rules), "parts": parts, "notes": notes}


@pytest.mark.parametrize(("size", "theme"), [((120, 36), None), ((60, 20), "ansi-dark")])
async def test_styles_are_textuals(app: BriefingApp, size: tuple[int, int], theme: str | None) -> None:
    assert isinstance(app.stylesheet, KnownStylesheet)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        if theme:
            app.theme = theme
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            nodes = [app.screen, *app.screen.walk_children()]
            ours = {node: given(node) for node in nodes}
            plain = Stylesheet(variables=app.get_css_variables())
            plain._rules, plain._require_parse = app.stylesheet.rules, False
            for node in nodes:
                plain.apply(node)
            assert {str(node): given(node) for node in nodes if given(node) != ours[node]} == {}, key


async def test_another_theme_is_another_sheet(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        dark = screen.styles.background
        app.theme = "briefing-light"
        await pilot.pause()
        light = screen.styles.background
        app.theme = "briefing-dark"
        await pilot.pause()
        assert screen.styles.background == dark != light


async def test_a_place_is_gone_through_once(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    gone_through: list[DOMNode] = []
    apply = Stylesheet.apply

    def noted(self: Stylesheet, node: DOMNode, **options: object) -> None:
        gone_through.append(node)
        apply(self, node, **options)  # type: ignore[arg-type]

    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await app.warm_up()
        for _ in range(2):
            await pilot.press("T")
            await pilot.press("escape")
        monkeypatch.setattr(Stylesheet, "apply", noted)
        await pilot.press("T")
        assert app.screen.walk_children()
        assert gone_through == []


class Named(App[None]):
    """Two widgets that differ by their names alone, and two by what they are in."""

    CSS = "#one { width: 3; } #two { width: 5; } .wide Static { height: 4; } .narrow Static { height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = KnownStylesheet(variables=self.get_css_variables())

    def compose(self) -> ComposeResult:
        """Both, twice."""
        for kind in ("wide", "narrow"):
            yield Vertical(Static(id="one"), Static(id="two"), Static(classes="one"), classes=kind)


async def test_who_goes_by_another_name_has_another_style() -> None:
    app = Named()
    async with app.run_test():
        sizes = [(str(one.styles.width), str(one.styles.height)) for one in app.query(Static)]
    assert sizes == [("3", "4"), ("5", "4"), ("None", "4"), ("3", "2"), ("5", "2"), ("None", "2")]
