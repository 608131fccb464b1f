"""How the app ends when it is not the reader who ends it: by a signal, with its terminal, by a mistake of ours."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from textual.app import App
from textual.driver import Driver

LEAVING_TIME: Final = 2.0
"""Seconds after which an app that was told to end is gone: nobody draws for a terminal that is not there."""
_TOLD_BY: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class EndingApp(App[None]):
    """Leaves its terminal and its library in order, whoever ends it.

    Attributes:
        ended_by: The signal that told it to end, or None.
        terminal_before: How the terminal is to be for other programs, as termios says it; None for as it was found.
    """

    ended_by: int | None = None
    terminal_before: list[Any] | None = None
    _aside = False

    @property
    def mistake(self) -> Exception | None:
        """What nobody thought of, and ended it; whoever started the app tells it. None when nothing did."""
        return self._exception

    def run(self, **options: Any) -> None:  # noqa: ANN401  # what Textual's own takes
        """Run until it ends, by whatever."""
        before = {number: signal.signal(number, lambda number, _: self.told_to_end(number)) for number in _TOLD_BY}
        try:
            super().run(**options)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def told_to_end(self, number: int) -> None:
        """End in order, or at least soon; may be called in any thread, at any moment.

        Args:
            number: The signal that says so.
        """
        if number == signal.SIGINT and self._aside:  # ctrl+c is meant for the program that has the terminal
            return
        self.ended_by = number
        last = threading.Timer(LEAVING_TIME, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.exit)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Let another program have the terminal."""
        with super().suspend():
            self._aside = True
            try:
                yield
            finally:
                self._aside = False

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
