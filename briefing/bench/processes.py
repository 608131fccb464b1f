"""Running a program from the outside, as a reader meets it, and timing it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.errors import BriefingError

COLUMNS: Final = 120
LINES: Final = 36
_ALTERNATE_SCREEN: Final = b"\x1b[?1049h"
_QUIT: Final = b"\x11"  # ctrl+q
_PATIENCE: Final = 60.0


class BenchError(BriefingError):
    """A program that was to be measured did not do what it is measured for."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a whole process took.

    Attributes:
        seconds: From its start to its end.
        cpu_seconds: Of all its threads.
        peak_bytes: The most memory it held.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Showing:
    """How an app came and went.

    Attributes:
        first_frame: Seconds from its start to its first words on the screen.
        quitting: Seconds from ctrl+q to its end.
    """

    first_frame: float
    quitting: float


def cost_of(command: Sequence[str], environment: Mapping[str, str], *, given: bytes = b"") -> Cost:
    """Run a program to its end.

    Args:
        command: The program and its arguments.
        environment: Its environment.
        given: Its standard input.

    Raises:
        BenchError: It failed.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        raise BenchError(f"“{' '.join(command)}” ended with {process.returncode}: run it by itself to see why.")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def showing_of(
    command: Sequence[str], environment: Mapping[str, str], marker: str, *, patience: float = _PATIENCE
) -> Showing:
    """Run an app in a terminal of its own until it has drawn some words, then quit it.

    Args:
        command: The program and its arguments.
        environment: Its environment.
        marker: Words of its first frame.
        patience: Seconds that each of the two may take.

    Raises:
        BenchError: The words do not come, or it does not quit.
    """
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    surroundings = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=surroundings, stdin=end, stdout=end, stderr=end, start_new_session=True, close_fds=True
    )
    os.close(end)
    try:
        _read_until(terminal, marker.encode(), began + patience)
        first_frame = time.perf_counter() - began
        asked = time.perf_counter()
        os.write(terminal, _QUIT)
        _read_to_end(terminal, process, asked + patience)
        return Showing(first_frame, time.perf_counter() - asked)
    except BenchError as error:
        raise BenchError(f"“{' '.join(command)}” {error}: run it by itself to see why.") from error
    finally:
        process.kill()
        process.wait()
        os.close(terminal)


def _read_until(terminal: int, marker: bytes, deadline: float) -> None:
    """Read what is drawn until the marker stands on the app's own screen."""
    drawn = b""
    while True:
        _, entered, screen = drawn.partition(_ALTERNATE_SCREEN)
        if entered and marker in screen:
            return
        piece = _read(terminal, deadline)
        if not piece:
            raise BenchError("did not show its first frame")
        drawn += piece


def _read_to_end(terminal: int, process: subprocess.Popen[bytes], deadline: float) -> None:
    """Read on, or it could not write its last words, until it has ended."""
    while _read(terminal, deadline):
        pass
    try:
        code = process.wait(timeout=max(0.0, deadline - time.perf_counter()))
    except subprocess.TimeoutExpired as error:
        raise BenchError("did not quit") from error
    if code != 0:
        raise BenchError(f"ended with {code}")


def _read(terminal: int, deadline: float) -> bytes:
    """Some of what is drawn; nothing when the app has let go of the terminal, or time is up."""
    ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - time.perf_counter()))
    if not ready:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody has the other end open
        return b""


__all__ = ["COLUMNS", "LINES", "BenchError", "Cost", "Showing", "cost_of", "showing_of"]
