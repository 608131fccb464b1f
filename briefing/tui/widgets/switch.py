"""The numbered switches between panes where only one fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message

from briefing.tui.content import cut, outside
from briefing.tui.widgets.looks import Looks

PANES: Final = {"actors": "Actors", "middle": "Statements", "why": "Why", "article": "Article"}
FINDING: Final = {"actors": "Found", "middle": "Results"}
"""What stands where actors and statements do while something is searched for."""


class PaneSwitch(Looks):
    """A row of pane names, the shown one strong."""

    class Switched(Message):
        """The reader clicked on a name.

        Attributes:
            pane: "actors", "middle", "why" or "article".
        """

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self) -> None:
        super().__init__(id="switch")
        self.here = "middle"
        self.finding = False

    def show(self, pane: str, *, finding: bool) -> None:
        """Show which pane is shown."""
        self.here, self.finding = pane, finding
        self.refresh()

    def _names(self) -> list[tuple[str, str]]:
        names = [
            (pane, f" {number} {FINDING.get(pane, name) if self.finding else name} ")
            for number, (pane, name) in enumerate(PANES.items(), start=1)
        ]
        if sum(len(name) for _, name in names) > self.size.width:
            return [(pane, name[1:]) for pane, name in names]  # a blank between them is enough
        return names

    def render(self) -> RenderResult:
        """The names."""
        line = Content("")
        for pane, name in self._names():
            line += outside(name, self.look("pane-here" if pane == self.here else "faint"))
        return cut(line, self.size.width)

    def targets(self) -> Iterator[tuple[str, int, int]]:
        """Every pane's name, and where on the screen its number stands."""
        end = self.region.x
        for pane, name in self._names():
            if end < self.region.right:
                yield pane, end + len(name) - len(name.lstrip()), self.region.y
            end += len(name)

    def on_click(self, event: events.Click) -> None:
        """Go to the pane under the mouse."""
        end = 0
        for pane, name in self._names():
            end += len(name)
            if event.x < end:
                self.post_message(self.Switched(pane))
                return
