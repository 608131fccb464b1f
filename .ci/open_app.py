"""Run a command line that opens the app, in a terminal of its own, and quit it: standard library only.

Passes when the first frame came, then the packaged articles with who speaks in them, and ctrl+q ended it with 0.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

COLUMNS, LINES = 120, 36
INSTALLING, SHOWING, READING, QUITTING = 600.0, 60.0, 120.0, 15.0
ALTERNATE_SCREEN = b"\x1b[?1049h"
CTRL_Q = b"\x11"
ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[ -/]*[0-~])")


class Terminal:
    """A terminal in which one command runs."""

    def __init__(self, command: str) -> None:
        self.screen, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            ["bash", "-c", command], stdin=end, stdout=end, stderr=end, env=environment, start_new_session=True
        )
        os.close(end)
        self.drawn = b""

    def wait_for(self, what: bytes, words: str, seconds: float) -> float:
        """Read until something is on the app's screen; how long it took."""
        began = time.monotonic()
        while what not in self.app_screen():
            left = began + seconds - time.monotonic()
            if left <= 0 or not self.read(left):
                self.fail(f"{words}: not seen in {time.monotonic() - began:.0f} s")
        took = time.monotonic() - began
        tell(f"{words}: after {took:.1f} s")
        return took

    def app_screen(self) -> bytes:
        """What the app has drawn, without its escape sequences; the sequence that opens its screen stays."""
        _, opened, drawn = self.drawn.partition(ALTERNATE_SCREEN)
        return opened + ESCAPES.sub(b"", drawn)

    def read(self, seconds: float) -> bool:
        """Read some more; False at the end."""
        if not select.select([self.screen], [], [], seconds)[0]:
            return True
        try:
            piece = os.read(self.screen, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.drawn += piece
        return bool(piece)

    def quit(self) -> None:
        """Press ctrl+q and see it end well."""
        began = time.monotonic()
        os.write(self.screen, CTRL_Q)
        while time.monotonic() < began + QUITTING and self.read(0.5):
            pass
        try:
            code = self.process.wait(timeout=QUITTING)
        except subprocess.TimeoutExpired:
            self.fail("ctrl+q did not end it")
        if code != 0:
            self.fail(f"it ended with {code}")
        tell(f"ctrl+q ended it with 0: after {time.monotonic() - began:.1f} s")

    def fail(self, sentence: str) -> None:
        """End with what there was to see."""
        self.process.kill()
        sys.exit(f"{ESCAPES.sub(b'', self.drawn)[-4000:].decode('utf-8', 'replace')}\n{sentence}")


def tell(line: str) -> None:
    """Say how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Run the command line given as the one argument."""
    tell(f"$ {sys.argv[1]}")
    terminal = Terminal(sys.argv[1])
    terminal.wait_for(ALTERNATE_SCREEN, "installed and started", INSTALLING)
    terminal.wait_for(b"STATEMENTS", "first frame", SHOWING)
    terminal.wait_for(b"UrduPoint", "the packaged articles", SHOWING)
    terminal.wait_for(b"Hulusi Akar", "who speaks in them", READING)
    terminal.quit()


if __name__ == "__main__":
    main()
