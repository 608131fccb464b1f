"""Screens with a help over what they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from textual import events
from textual.geometry import Region
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.scopes import Scope
from briefing.tui.screens.fresh import FreshScreen
from briefing.tui.widgets.help import HelpPane
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.looks import covered

Result = TypeVar("Result")
_SCROLLS: Final = frozenset({"move", "first", "last", "half", "page"})
"""What the help does itself while it is shown."""
_STAYS: Final = frozenset({"pane", "next_pane", "focus_next", "focus_previous"})
"""What it follows, from pane to pane."""
_LEAVES: Final = frozenset({"help", "back", "leave", "clear_search"})
"""What closes it, and nothing else."""


class HelpedScreen(FreshScreen[Result], Generic[Result]):
    """A screen that shows and hides the help."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but for this: who gets the focus and who loses it draw themselves, and nobody else has to."""

    _help: HelpPane | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing of it is seen under what stands on it."""
        return covered(self, crop)

    def scopes(self) -> Sequence[Scope]:
        """What can be taken out of what is shown: nothing, unless a subclass knows better."""
        return ()

    @property
    def helping(self) -> bool:
        """Whether the help is shown."""
        return self._help is not None and self._help.shown

    @property
    def over(self) -> Widget | None:
        """What lies over the panes and takes none of their room."""
        return self._help

    def action_help(self) -> None:
        """Show or hide what this is and what its keys do."""
        if self.helping:
            self.close_help()
        else:
            self.prepare_help().show()

    def prepare_help(self) -> HelpPane:
        """The help, hidden until it is asked for."""
        if self._help is None:
            self._help = HelpPane()
            self.mount(self._help)
        return self._help

    def close_help(self) -> None:
        """Hide the help."""
        if self._help is not None and self.helping:
            self._help.hide()

    async def on_key(self, event: events.Key) -> None:
        """While the help is shown, some keys scroll or close it; any other does what it says, without the help."""
        if self._help is None or not self.helping:
            return
        bound = self.active_bindings.get(event.key)
        action = bound.binding.action if bound is not None else ""
        name = action.partition("(")[0].rpartition(".")[2]
        if name in _STAYS:
            return
        if name in _SCROLLS:
            event.stop()
            await self.app.run_action(action, self._help)
            return
        if name in _LEAVES or event.key == "escape":
            event.stop()
        self.close_help()

    def on_click(self, event: events.Click) -> None:
        """A click beside the help closes it."""
        if not isinstance(event.widget, HelpPane | Hints):
            self.close_help()

    def on_resize(self) -> None:
        """Another terminal: another place for the help."""
        if self._help is not None and self.helping:
            self._help.show()

    def on_screen_suspend(self) -> None:
        """Something is shown over this screen."""
        self.close_help()


__all__ = ["HelpedScreen"]
