"""Whoever puts the terminal right when the app cannot do so itself, because it was killed outright."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

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
printf '{_RESTORE}'
case $(stty -a <&1) in *-isig*) stty sane <&1;; esac
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
