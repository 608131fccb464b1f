"""A terminal of one's own, in which an app is met as its reader meets it: by keys and by what is drawn."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

from briefing.bench.processes import BenchError, queued_seconds

COLUMNS: Final = 120
LINES: Final = 36
_USUAL: Final = "xterm-256color"
QUIT: Final = b"\x11"  # ctrl+q
_PATIENCE: Final = 60.0
_QUIET: Final = 0.25
"""Seconds without a byte after which everything that belongs to a key has been drawn."""
_NOTHING: Final = 1.5
"""Seconds without a byte after which a key is taken to have drawn nothing."""
_ALTERNATE_SCREEN: Final = b"\x1b[?1049h"
_CAN_SYNCHRONISE: Final = b"\x1b[?2026$p"
_SYNCHRONISES: Final = b"\x1b[?2026;2$y"
_FRAME_END: Final = b"\x1b[?2026l"
_ESCAPES: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[ -/]*[0-~])")


@dataclass(frozen=True, slots=True)
class Repaint:
    """What followed a key.

    Attributes:
        first: Seconds until the first whole frame had been drawn; None when nothing was drawn.
        last: Seconds until the last byte, when every pane had followed.
        queued: Seconds of `first` in which the app waited for a processor that others had.
    """

    first: float | None
    last: float
    queued: float = 0.0


class Terminal:
    """A pseudo-terminal in which one app runs. It says that it shows frames whole, so that their end is seen.

    Args:
        command: The app and its arguments.
        environment: Its environment.
        columns: How wide it is.
        lines: How high.
        patience: Seconds that anything waited for may take.
        kind: What it says that it is; none but the usual one is said to know all colours.

    Example:
        with Terminal(["briefing"], os.environ) as terminal:
            terminal.wait_for("ACTORS")
            print(terminal.repaint(b"j").first)
            terminal.end()
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = COLUMNS,
        lines: int = LINES,
        patience: float = _PATIENCE,
        kind: str = _USUAL,
    ) -> None:
        self._command = command
        self._patience = patience
        self._drawn = bytearray()  # to add to bytes copies all of them: a reader that is slow keeps the app waiting
        self._screen, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        surroundings = {**environment, "TERM": kind, "COLORTERM": "truecolor" if kind == _USUAL else ""}
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command, env=surroundings, stdin=end, stdout=end, stderr=end, start_new_session=True, close_fds=True
        )
        os.close(end)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Let the terminal die, as one does whose window is closed; safe to call twice."""
        with suppress(OSError):
            os.close(self._screen)

    @property
    def drawn(self) -> bytes:
        """All that the app has written so far."""
        return bytes(self._drawn)

    @property
    def pid(self) -> int:
        """The app's process."""
        return self._process.pid

    def wait_for(self, words: str | re.Pattern[bytes], *, after: int = 0) -> float:
        """Wait until something stands on the app's own screen; how many seconds after its start that was.

        Args:
            words: Words that are drawn in one piece, or a pattern in what is drawn without its escapes.
            after: Only what is drawn after so many bytes counts.

        Raises:
            BenchError: It never comes.
        """
        pattern = re.compile(re.escape(words.encode())) if isinstance(words, str) else words
        deadline = time.perf_counter() + self._patience
        while not self._shows(pattern, after):
            if not self._read(deadline - time.perf_counter()):
                raise self._complaint(f"did not show “{pattern.pattern.decode()}”")
        return time.perf_counter() - self.began

    def settle(self, quiet: float = _QUIET, most: float = 5.0) -> None:
        """Wait until nothing has been drawn for some seconds; not for ever, since a cursor may blink."""
        deadline = time.perf_counter() + most
        while self._read(quiet) and time.perf_counter() < deadline:
            pass

    def press(self, keys: bytes) -> None:
        """Send keys, as a terminal writes them."""
        os.write(self._screen, keys)

    def repaint(self, keys: bytes) -> Repaint:
        """Press keys and see how long the screen takes to follow."""
        start, before = len(self._drawn), queued_seconds(self.pid)
        began = last = time.perf_counter()
        self.press(keys)
        first, queued = None, 0.0
        wait = _NOTHING
        while self._read(wait) and last < began + self._patience:
            wait, last = _QUIET, time.perf_counter()
            if first is None and self._drawn.find(_FRAME_END, start) >= 0:
                first, queued = last - began, queued_seconds(self.pid) - before
        return Repaint(first, last - began, min(queued, first or 0.0))

    def end(self) -> float:
        """Quit the app; the seconds until it has ended, and given the terminal back.

        Raises:
            BenchError: It does not, or not with 0.
        """
        began = time.perf_counter()
        self.press(QUIT)
        while self._read(began + self._patience - time.perf_counter()):  # or it could not write its last words
            pass
        try:
            code = self._process.wait(timeout=max(0.0, began + self._patience - time.perf_counter()))
        except subprocess.TimeoutExpired as error:
            raise self._complaint("did not quit") from error
        if code != 0:
            raise self._complaint(f"ended with {code}")
        return time.perf_counter() - began

    def _shows(self, pattern: re.Pattern[bytes], after: int) -> bool:
        _, entered, screen = self._drawn.partition(_ALTERNATE_SCREEN)
        return bool(entered) and pattern.search(_ESCAPES.sub(b"", self._drawn[after:] if after else screen)) is not None

    def _read(self, seconds: float) -> bool:
        """Read some of what is drawn; False when the app has let go of the terminal, or time is up."""
        ready, _, _ = select.select([self._screen], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            piece = os.read(self._screen, 65536)
        except OSError:  # how Linux says that nobody has the other end open
            return False
        self._drawn += piece
        if _CAN_SYNCHRONISE in piece:
            self.press(_SYNCHRONISES)
        return bool(piece)

    def _complaint(self, what: str) -> BenchError:
        return BenchError(f"“{' '.join(self._command)}” {what}: run it by itself to see why.")


__all__ = ["COLUMNS", "LINES", "QUIT", "Repaint", "Terminal"]
