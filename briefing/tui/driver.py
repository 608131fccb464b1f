"""Reading the terminal, whatever it sends, until it is gone. Not for Windows."""

from __future__ import annotations

import select
import signal
import threading
from contextlib import suppress
from typing import cast

from textual.drivers.linux_driver import LinuxDriver

from briefing.tui.ending import EndingApp


class TerminalDriver(LinuxDriver):
    """Textual's own, which ends with a traceback at a byte that is no UTF-8, and never when the terminal is gone."""

    _watched = False

    def start_application_mode(self) -> None:
        """Take the terminal over, and hear of its death."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        self.attrs_before = cast("EndingApp", self._app).terminal_before or self.attrs_before
        if not self._watched:
            self._watched = True
            threading.Thread(target=self._watch, name="briefing-terminal", daemon=True).start()

    def _watch(self) -> None:
        """Wait for the terminal to hang up: not everybody it belonged to is sent the signal."""
        poll = select.poll()
        poll.register(self.fileno, 0)
        if any(flags & select.POLLHUP for _, flags in poll.poll()):
            self._is_gone()

    def _run_input_thread(self) -> None:
        while True:
            with suppress(UnicodeDecodeError):  # a terminal not set to UTF-8: what it sent is lost, and no more
                try:
                    self.run_input_thread()
                except OSError:
                    self._is_gone()
                return

    def _is_gone(self) -> None:
        cast("EndingApp", self._app).told_to_end(signal.SIGHUP)
