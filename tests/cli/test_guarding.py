"""What is done to the terminal around the app."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator

import pytest

from briefing.cli.guarding import keys_kept


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The other end of a terminal that is ours."""
    keyboard, terminal = pty.openpty()
    with open(terminal, encoding="utf-8", closefd=False) as ours:
        monkeypatch.setattr(sys, "stdin", ours)
        yield keyboard
    os.close(terminal)
    os.close(keyboard)


def test_keys_are_kept_as_they_were_pressed_and_not_echoed(keyboard: int) -> None:
    terminal = sys.stdin.fileno()
    with keys_kept() as before:
        assert before is not None
        os.write(keyboard, b"/turkey\r\x11")
        assert not select.select([keyboard], [], [], 0)[0], "an echo"
        assert os.read(terminal, 100) == b"/turkey\r\x11"
    assert termios.tcgetattr(terminal) == before
    assert before[3] & termios.ECHO
    assert before[3] & termios.ICANON


def test_without_a_terminal_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdin", pipe)
        with keys_kept() as before:
            assert before is None


def test_a_terminal_that_was_left_raw_is_put_right() -> None:
    keyboard, terminal = pty.openpty()
    killed = (
        "import os, signal, tty\n"
        "from briefing.cli.guarding import guarded\n"
        "with guarded():\n"
        "    tty.setraw(2)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    try:
        subprocess.run([sys.executable, "-c", killed], stderr=terminal, check=False)
        deadline = time.monotonic() + 10.0
        while not termios.tcgetattr(terminal)[3] & termios.ISIG and time.monotonic() < deadline:
            select.select([keyboard], [], [], 0.05)
        modes = termios.tcgetattr(terminal)[3]
        assert modes & termios.ISIG
        assert modes & termios.ICANON
        assert modes & termios.ECHO
        assert b"\033[?1049l" in os.read(keyboard, 4096)
    finally:
        os.close(terminal)
        os.close(keyboard)
