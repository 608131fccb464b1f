"""The first screen: there before the desk's modules are, and gone when the desk is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen

from briefing.tui.layout import Layout
from briefing.tui.widgets.outline import Outline


class OpeningScreen(Screen[None]):
    """The desk in outline. What is typed meanwhile, the app keeps for the desk.

    Args:
        layout: How the panes shared the screen last.
        library: The name of the library that is being opened; "" when it is not known.
    """

    def __init__(self, layout: Layout, library: str) -> None:
        super().__init__(id="opening")
        self._layout, self._library = layout, library

    def compose(self) -> ComposeResult:
        """One widget: what is mounted and styled is waited for."""
        yield Outline(self._layout, self._library)


__all__ = ["OpeningScreen"]
