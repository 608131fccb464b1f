"""How the app ends when it is not the reader who ends it: by a signal, with its terminal, by a mistake of ours."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress
from typing import Final

from textual.app import App
from textual.driver import Driver

LEAVING_TIME: Final = 2.0
"""Seconds after which an app that was told to end is gone: nobody draws for a terminal that is not there."""
_TOLD_BY: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class EndingApp(App[None]):
    """Leaves its terminal and its library in order, whoever ends it.

    Attributes:
        ended_by: The signal that told it to end, or None.
        mistake: The error of ours that ended it, or None; whoever started the app tells it.
    """

    ended_by: int | None = None

    @property
    def mistake(self) -> Exception | None:
        """What nobody thought of, and ended it."""
        return self._exception

    def on_load(self) -> None:
        """Listen to signals before the terminal is taken over."""
        loop = asyncio.get_running_loop()
        for number in _TOLD_BY:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                loop.add_signal_handler(number, self.told_to_end, number)

    def told_to_end(self, number: int) -> None:
        """End in order, or at least soon.

        Args:
            number: The signal.
        """
        self.ended_by = number
        last = threading.Timer(LEAVING_TIME, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        self.exit()

    def get_driver_class(self) -> type[Driver]:
        """A driver that outlives odd bytes, where Textual would choose the one for terminals like ours."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from briefing.tui.driver import TerminalDriver

        return TerminalDriver

    def _fatal_error(self) -> None:
        """Say nothing here: Textual would print the traceback, with every value in it, on the reader's screen."""
        self._close_messages_no_wait()
