"""How much Textual styles anew for a key: what a key costs is mostly that, and only what changes may be paid for."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet

from briefing.tui.app import BriefingApp
from tests.tui.steps import ready

FOCUS = 12
"""Nodes styled when another pane has the focus: both panes and their scroll bars, no pane besides."""
BOX = 30
"""When the search box, which is Textual's and has parts of its own, gets the focus or loses it."""


@pytest.fixture
def styled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the nodes that were styled, in order."""
    nodes: list[str] = []
    apply = Stylesheet.apply

    def noted(self: Stylesheet, node: object, **options: object) -> None:
        nodes.append(str(node))
        apply(self, node, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Stylesheet, "apply", noted)
    monkeypatch.setattr("briefing.tui.warming._parts", tuple)  # parts of pages get theirs in pauses, for no key
    return nodes


@pytest.mark.parametrize(
    ("size", "keys", "most"),
    [
        ((120, 36), ("tab", "tab", "tab", "tab"), FOCUS),
        ((120, 36), ("1", "2", "3", "4"), FOCUS),
        ((60, 20), ("1", "2", "3", "4", "tab"), FOCUS),
        ((120, 36), ("z", "z"), 0),
        ((120, 36), ("z", "tab", "tab", "z"), FOCUS),
        ((120, 36), ("question_mark",), FOCUS),
        ((80, 24), ("question_mark", "question_mark", "question_mark"), FOCUS),
        ((120, 36), ("slash", "escape"), BOX),
        ((60, 20), ("slash", "x", "enter", "escape"), BOX),
        ((120, 36), ("j", "k", "G", "n", "4", "v", "w", "escape"), FOCUS),
    ],
)
async def test_a_key_styles_only_what_it_changes(
    app: BriefingApp, styled: list[str], size: tuple[int, int], keys: tuple[str, ...], most: int
) -> None:
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        for key in keys:
            await pilot.pause()
            styled.clear()
            await pilot.press(key)
            await pilot.pause()
            assert len(styled) <= most, f"{key}: {styled}"


async def test_another_theme_colours_everything_anew(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("3")
        for theme in ("briefing-light", "ansi-dark", "briefing-dark"):
            before = [screen.why.look("faint"), screen.actors.look("mark"), screen.statements.line(0).spans]
            app.theme = theme
            await pilot.pause()
            after = [screen.why.look("faint"), screen.actors.look("mark"), screen.statements.line(0).spans]
            assert all(one != other for one, other in zip(before, after, strict=True))
