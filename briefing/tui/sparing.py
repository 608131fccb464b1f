"""An app that styles nothing twice, and lays out nothing that is as it was."""

from __future__ import annotations

from textual.app import App
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.widget import Widget

from briefing.tui.styling import KnownStylesheet


class SparingApp(App[None]):
    """An app whose style sheet remembers, and whose screens stay as they are when one that lay over them goes."""

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = KnownStylesheet(variables=self.stylesheet._variables)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """Take widgets or a screen away.

        Textual lays out and draws anew what they were in: after a screen, twice, all of the one below, which shines
        through already and is drawn when it is the foremost.
        """
        return super()._prune(*nodes, parent=None if parent is self else parent)


__all__ = ["SparingApp"]
