"""What is done to the terminal around the app: keys are kept for it, and it is put right when the app was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

_RESTORE: Final = "".join(
    f"\\033[{sequence}"
    for sequence in (
        "?1000l", "?1003l", "?1015l", "?1006l",  # the mouse
        "?1004l", "?2004l", "?2048l",            # focus, pasting, sizes told in band
        "<u", "?1049l",                          # kitty's keys, which belong to the screen that is left next
        "?25h", "?7h", "0m",                     # cursor, wrapped lines, no colour
    )
)  # fmt: skip
_WATCH: Final = f"""
read -r word && exit
exec 3<&1
printf '{_RESTORE}'
case $(stty -a <&3) in *-isig*) stty sane <&3;; esac
"""
"""Reads until the app says that it has ended, or is gone without a word; a shell that asks for words has isig set."""


@contextmanager
def guarded() -> Iterator[None]:
    """Leave a usable terminal behind even when this process is killed meanwhile.

    A shell waits at a pipe that only this process holds: a word says that all is well, silence that it is not. Nobody
    waits for the shell.
    """
    guard = _start()
    try:
        yield
    finally:
        if guard is not None and guard.stdin is not None:
            with suppress(OSError):
                guard.stdin.write(b"well\n")
                guard.stdin.close()


@contextmanager
def keys_kept() -> Iterator[list[Any] | None]:
    """Let what is typed while the app is loaded reach it as it was typed: enter as enter, ctrl+q too, and no echo.

    Yields:
        How the terminal was, as termios says it; None where there is none.
    """
    if os.name == "nt":
        yield None
        return
    import termios

    try:
        terminal = sys.stdin.fileno()
        before, kept = termios.tcgetattr(terminal), termios.tcgetattr(terminal)
    except (termios.error, OSError):  # no terminal: the app is for a browser
        yield None
        return
    kept[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
    kept[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)  # ctrl+c still ends what is being loaded
    termios.tcsetattr(terminal, termios.TCSANOW, kept)
    try:
        yield before
    finally:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(terminal, termios.TCSANOW, before)


def _start() -> subprocess.Popen[bytes] | None:
    if os.name == "nt":
        return None
    with suppress(OSError):  # no shell here: then there is no guard
        return subprocess.Popen(
            ["/bin/sh", "-c", _WATCH],
            stdin=subprocess.PIPE,
            stdout=sys.__stderr__,  # where the app draws
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # no signal is meant for it
        )
    return None
