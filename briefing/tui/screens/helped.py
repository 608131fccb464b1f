"""Screens with a help beside what they show."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import Screen

from briefing.tui.widgets.help import HelpPane

Result = TypeVar("Result")


class HelpedScreen(Screen[Result], Generic[Result]):
    """A screen that shows and hides the help."""

    @property
    def helping(self) -> bool:
        """Whether the help is shown."""
        return any(pane.display for pane in self.query(HelpPane))

    def action_help(self) -> None:
        """Show or hide what this is and what its keys do."""
        panes = self.query(HelpPane)
        if panes:
            panes.first().display = not self.helping
        else:
            self.mount(HelpPane())


__all__ = ["HelpedScreen"]
