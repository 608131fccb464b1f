"""The installed program in a shell in tmux, as its reader has it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

BRIEFING = Path(sys.executable).parent / "briefing"
PATIENCE = 20.0
PROMPT = "ready> "
_MODES = "#{alternate_on}#{mouse_any_flag}#{mouse_all_flag}#{mouse_standard_flag}#{mouse_sgr_flag}#{cursor_flag}"
AT_REST = "000001"
"""The main screen, no mouse, and a cursor."""


class Terminal:
    """A tmux server of its own with a shell in it; both end with the test.

    Attributes:
        folder: Where everything of the test lies; the data folder is `data` in it.
    """

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux.socket")
        self.folder = folder

    def tmux(self, *arguments: str) -> str:
        """Run a tmux command on our server."""
        command = ["tmux", "-S", self._socket, "-f", "/dev/null", *arguments]
        environment = {name: one for name, one in os.environ.items() if not name.startswith(("TMUX", "BRIEFING_"))}
        return subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=20, env=environment
        ).stdout.rstrip("\n")

    def open(self, width: int = 120, height: int = 36) -> None:
        """Open a window with a shell that asks for commands."""
        shell = f"env -u COLUMNS -u LINES PS1='{PROMPT}' bash --norc --noprofile -i"
        self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), shell)
        self.until(lambda text: PROMPT.strip() in text, "the shell's prompt")

    def start(
        self, width: int = 120, height: int = 36, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> None:
        """Open a window and start the program in it; its exit code will stand on the screen."""
        self.open(width, height)
        self.run(*arguments, environment=environment)

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        """Start the program in the shell."""
        surroundings = {
            "BRIEFING_DATA_DIR": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            **(environment or {}),
        }
        words = [*(f"{name}={one}" for name, one in surroundings.items()), str(BRIEFING), *arguments]
        self.command(f"clear; env {shlex.join(words)}; echo ended with $?")

    def command(self, line: str) -> None:
        """Type a line into the shell."""
        self.type(line)
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type letters."""
        self.tmux("send-keys", "-l", "--", text)

    def send(self, raw: bytes) -> None:
        """Send bytes as a terminal would: what no key of tmux's is a name for."""
        self.tmux("send-keys", "-H", *(f"{byte:02x}" for byte in raw))

    def mouse(self, button: int, column: int, line: int) -> None:
        """Press and let go of a button (64 and 65 are the wheel's) at a place counted from 1."""
        place = f"{button};{column};{line}".encode()
        self.send(b"\x1b[<" + place + b"M" + (b"\x1b[<" + place + b"m" if button < 64 else b""))

    def text(self) -> str:
        """What the terminal shows."""
        return self.tmux("capture-pane", "-p")

    def until(self, true: Callable[[str], object], what: str) -> str:
        """Wait for the screen to show something; fail with what it shows instead."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            text = self.text()
            if true(text):
                return text
            time.sleep(0.05)
        pytest.fail(f"never saw {what}:\n{self.text()}")

    def sees(self, *words: str) -> str:
        """Wait until all of these are shown."""
        return self.until(lambda text: all(word in text for word in words), " and ".join(words))

    def ready(self) -> None:
        """Wait until the library and an article at a statement are shown."""
        self.sees(" attributed", "¶", "statement 1/")

    def ended(self, code: int) -> None:
        """Wait until the program has ended, with this code, and the shell is asking again."""
        text = self.until(lambda text: re.search(rf"ended with \d+\n{PROMPT.strip()}", text), "the end")
        assert f"ended with {code}\n" in text, text
        assert "Traceback" not in text

    def usable(self) -> None:
        """See that the shell has its terminal back: main screen, cursor, no mouse, lines edited and echoed."""
        self.until(lambda _: self.tmux("display-message", "-p", _MODES) == AT_REST, f"the modes at rest ({AT_REST})")
        self.command(
            "stty -a | grep -o -E -e '-?(isig|icanon|echo|icrnl|ixon)\\b' | sort -u | tr '\\n' ' '; echo us'able'"
        )
        self.until(
            lambda text: re.search(r"^echo icanon icrnl isig ixon usable$", text, re.MULTILINE), "a sane terminal"
        )

    def place(self) -> tuple[int, int]:
        """Where the statements' cursor is, and how many there are."""
        found = re.search(r"STATEMENTS (?:.*? )?(\d+)/(\d+)", self.text())
        return (int(found[1]), int(found[2])) if found else (0, 0)

    def goes_to(self, place: int) -> None:
        """Wait until the statements' cursor is at a place."""
        self.until(lambda _: self.place()[0] == place, f"the statements' cursor at {place}")
