"""Screens with a help beside what they show."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from briefing.tui.widgets.help import HelpPane

Result = TypeVar("Result")


class HelpedScreen(Screen[Result], Generic[Result]):
    """A screen that shows and hides the help."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but for this: who gets the focus and who loses it draw themselves, and nobody else has to."""

    _help: HelpPane | None = None

    @property
    def helping(self) -> bool:
        """Whether the help is shown."""
        return self._help is not None and self._help.display

    def action_help(self) -> None:
        """Show or hide what this is and what its keys do."""
        if self._help is None:
            self._help = HelpPane()
            self.mount(self._help)
        else:
            self._help.display = not self._help.display


__all__ = ["HelpedScreen"]
