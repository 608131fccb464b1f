"""A letter drawn together with what it finds, in one frame where two would cost as much again."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import Any, Final

from textual.screen import Screen

LONGEST: Final = 0.02
"""Seconds that a letter is kept back at most, which nobody sees: a terminal shows some sixty frames a second."""


class Together:
    """Keeps the frames of a screen back until it is let go, or for a moment, if the last time a moment was enough.

    Drawing a letter by itself takes about a fifth of the time from the key to its results, and keeps the thread from
    the interpreter that searches meanwhile. Where results take longer than that, a letter comes first and by itself.

    Args:
        screen: The screen.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._kept = ExitStack()
        self._end: asyncio.TimerHandle | None = None
        self._began: float | None = None
        self._is_quick = True

    def keep_back(self) -> None:
        """Draw nothing until `let_go`, or until a moment after this was first said."""
        loop = asyncio.get_running_loop()
        self._began = loop.time()
        if self._end is None and self._is_quick:
            self._kept.enter_context(self._screen.app.batch_update())
            self._end = loop.call_later(LONGEST, self._draw)

    def let_go(self) -> None:
        """Draw what has changed."""
        if self._began is not None:
            self._is_quick = asyncio.get_running_loop().time() - self._began <= LONGEST
            self._began = None
        self._draw()

    def _draw(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
            self._kept.close()
            self._screen.check_idle()


__all__ = ["LONGEST", "Together"]
