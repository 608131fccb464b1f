"""Keys that leave a line one writes in: what is typed after them is taken when all that they did is done.

Textual hands a key to the widget that has the focus now, while the one before it may still be on its way: under load,
what was typed after enter in the search box went into the box. Nothing here waits for a time: behind such a key a call
goes through the queues that the key goes through, and once more behind what was said there because of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.widgets import Input, TextArea


class OrderedApp(App[None]):
    """An app in which what is typed after writing finds everything as the key before left it."""

    def __init__(self) -> None:
        super().__init__()
        self._coming: deque[events.Key | events.Paste] = deque()
        self._behind_in: DOMNode | None = None

    async def on_event(self, event: events.Event) -> None:
        """Take a key at once, or when the one before it is done; nothing holds back the one that quits."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded or self._quits(event):
            await super().on_event(event)
            return
        self._coming.append(event)
        if self._behind_in is None or not self._behind_in.is_running:  # a screen that closed takes no calls with it
            await self._take_coming()

    def _quits(self, event: events.Key | events.Paste) -> bool:
        if self._behind_in is None or isinstance(event, events.Paste):
            return False
        active = self.active_bindings.get(event.key)
        return active is not None and active.binding.action == "quit"

    async def _take_coming(self) -> None:
        self._behind_in = None
        while self._coming and self._behind_in is None and self.screen_stack:
            event = self._coming.popleft()
            focused = self.focused
            await super().on_event(event)
            if isinstance(focused, Input | TextArea) and not _is_written(event):
                way = focused.ancestors_with_self
                await self._behind(iter(chain(way, way)))

    async def _behind(self, way: Iterator[DOMNode]) -> None:
        """Queue up behind the key at its next station, and go on after the last; who is gone is passed over."""
        self._behind_in = next((node for node in way if node.call_later(self._behind, way)), None)
        if self._behind_in is None:
            await self._take_coming()


def _is_written(event: events.Key | events.Paste) -> bool:
    """Whether it is only written down where the focus is."""
    return isinstance(event, events.Paste) or event.is_printable


__all__ = ["OrderedApp"]
