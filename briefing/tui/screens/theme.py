"""Choosing a theme while seeing it."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from briefing.tui.content import outside, title
from briefing.tui.screens.over import OverScreen


class ThemeList(OptionList):
    """Every theme's name."""

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Move a page, once the list has a place on the screen: Textual looks for lines that it has not made yet."""
        if self.scrollable_content_region:
            super()._move_page(direction)


class ThemeScreen(OverScreen[str | None]):
    """Every theme there is; the one at the cursor is shown at once, and only enter keeps it."""

    dims = False
    CSS_PATH = "../styles/text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "leave it as it was", id="theme.close"),
        Binding("j", "next(1)", "down", show=False),
        Binding("k", "next(-1)", "up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A list beside the screen that it changes."""
        self._before = self.app.theme
        names = sorted(self.app.available_themes, key=lambda name: (not name.startswith("briefing"), name))
        options = ThemeList(*(Option(outside(name), id=name) for name in names), id="themes", markup=False)
        title(options, Content("THEMES"), Content("enter keep  esc leave"))
        options.highlighted = names.index(self._before)
        yield options

    @on(OptionList.OptionHighlighted)
    def _seen(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id is not None:
            self.app.theme = event.option_id

    @on(OptionList.OptionSelected)
    def _kept(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_next(self, step: int) -> None:
        """Move as in every other list."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Put back the theme that was there."""
        self.app.theme = self._before
        self.dismiss(None)
