"""Reading the terminal, whatever it sends, until it is gone. Not for Windows."""

from __future__ import annotations

import signal
from typing import cast

from textual.drivers.linux_driver import LinuxDriver

from briefing.tui.ending import EndingApp


class TerminalDriver(LinuxDriver):
    """Textual's own, which would take the app down with a traceback for one byte that is no UTF-8."""

    def _run_input_thread(self) -> None:
        app = cast("EndingApp", self._app)
        while True:
            try:
                self.run_input_thread()
            except UnicodeDecodeError:  # a terminal that is not set to UTF-8; what it sent is lost, and no more
                continue
            except OSError:  # the terminal is gone, and its signal may never come
                self._loop.call_soon_threadsafe(app.told_to_end, int(signal.SIGHUP))
            return
