"""Reading the terminal, whatever it sends, until it is gone. Not for Windows."""

from __future__ import annotations

import os
import select
import signal
import threading
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Final, cast

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from briefing.tui.ending import EndingApp

_ESCAPE: Final = "\x1b"
_FOLLOWS: Final = constants.ESCAPE_DELAY if "ESCDELAY" in os.environ else 0.01
"""Seconds after which an escape that came alone is the key, as in tmux; what it begins comes in one piece with it."""
_LOOK_EVERY: Final = 0.1
_PIECE: Final = 4096


class TerminalDriver(LinuxDriver):
    """Textual's own, which ends with a traceback at a byte that is no UTF-8, and never when the terminal is gone.

    It also waits a tenth of a second after every escape, the key as well as what may begin a sequence.
    """

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

    def run_input_thread(self) -> None:
        """Read until the app ends, and then what is left."""
        parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")().decode
        alone = ending = False
        while not ending:
            ending = self.exit_event.is_set()
            ready, _, _ = select.select([self.fileno], [], [], _FOLLOWS if alone else _LOOK_EVERY)
            text = decode(os.read(self.fileno, _PIECE), final=ending) if ready else ""
            if text:
                for message in parser.feed(text):
                    self.process_message(message)
            elif alone:
                parser._timeout_time = 0.0  # nothing follows: there is no need to wait for it longer
            for message in parser.tick():
                self.process_message(message)
            alone = text == _ESCAPE

    def _is_gone(self) -> None:
        cast("EndingApp", self._app).told_to_end(signal.SIGHUP)
