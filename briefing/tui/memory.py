"""Keeping Python's search for garbage from stopping the screen.

A full one looks at everything that is held: in a library of ten thousand articles it stops all threads for a quarter of
a second, in the middle of a word that is being typed. Almost all that the app lets go of is freed without it, so it
waits until nobody touches the keys, and what it has looked through once is not looked through again. What has just come
is looked through in the pauses between keys: between a key and its frame, that would take as long as drawing a pane.
"""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from typing import Final

from textual import events
from textual.app import App

_MANY: Final = 2_000
"""Things made and not freed after which those are looked through even while somebody is at work: two microseconds each
on an old machine, so that it takes no longer than a letter's own frame."""
_NEVER: Final = 1_000_000
_MOST_ARENAS: Final = -8
"""M_ARENA_MAX of GNU's `malloc.h`."""
PAUSE: Final = 0.4
"""Seconds without a key or a click after which there is time to look through what has come since the last pause."""
QUIET: Final = 20.0
"""Seconds without a key or a click after which nobody is taken to be at work."""
EVERY: Final = 60.0
"""Seconds from one look to the next."""


def unhurried() -> None:
    """From now on look only through what has just come, and if it is not much, wait for a pause."""
    gc.set_threshold(_MANY, _NEVER, _NEVER)
    gc.enable()


def _one_heap() -> None:
    """Let threads take memory from one place, where the platform has one for each: what one gives back serves all.

    Only one thread of Python's runs at a time, so that none waits for another. GNU's own library does so; elsewhere
    there is nothing to be set.
    """
    import ctypes  # it is needed nowhere else

    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_MOST_ARENAS, 1)


class UnhurriedApp(App[None]):
    """An app that looks through what came since the last time while nobody is at work."""

    _touched = 0.0
    _looked = 0.0
    _pausing: asyncio.TimerHandle | None = None

    def __init__(self) -> None:
        """Prepare the app; no thread has been started yet."""
        _one_heap()
        super().__init__()

    def on_mount(self) -> None:
        """Begin to watch for a quiet moment."""
        self.set_interval(EVERY, self.look_for_garbage)

    def everything_is_loaded(self) -> None:
        """Search for garbage again, if whoever started the app has put that off: nothing of what is loaded is any."""
        if not gc.isenabled():
            unhurried()

    async def on_event(self, event: events.Event) -> None:
        """Note when somebody last pressed a key or a button."""
        if isinstance(event, events.InputEvent):
            self.touch()
        await super().on_event(event)

    def touch(self) -> None:
        """Somebody is at work."""
        loop = asyncio.get_running_loop()
        self._touched = loop.time()
        if self._pausing is None:
            self._pausing = loop.call_later(PAUSE, self._pause)

    def is_at_rest(self) -> bool:
        """Whether nobody has pressed a key or a button for a moment."""
        return self._pausing is None

    def _pause(self) -> None:
        """Look through what has just come, unless somebody was at work meanwhile: then wait for the next pause."""
        loop = asyncio.get_running_loop()
        left = self._touched + PAUSE - loop.time()
        if left > 0:
            self._pausing = loop.call_later(left, self._pause)
        else:
            self._pausing = None
            gc.collect(0)

    def look_for_garbage(self) -> None:
        """Look for it, if nobody is at work and somebody was since the last time."""
        now = asyncio.get_running_loop().time()
        if self._looked <= self._touched < now - QUIET:
            self._looked = now
            gc.collect()
            gc.freeze()


__all__ = ["EVERY", "PAUSE", "QUIET", "UnhurriedApp", "unhurried"]
