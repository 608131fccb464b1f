"""The installed program in a real terminal: first frame, a search, and out again."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

BRIEFING = Path(sys.executable).parent / "briefing"
PATIENCE = 40.0
pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.skipif(not BRIEFING.exists(), reason="the program is not installed beside this Python"),
]


class Terminal:
    """A tmux session of its own server, that ends with the test."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux.socket")
        self.folder = folder

    def tmux(self, *arguments: str) -> str:
        """Run a tmux command on our server."""
        command = ["tmux", "-S", self._socket, "-f", "/dev/null", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout

    def start(self, width: int, height: int) -> None:
        """Start the program; its exit code stays on the screen."""
        program = f"unset COLUMNS LINES; BRIEFING_DATA_DIR='{self.folder}/data' '{BRIEFING}'"
        shell = f'{program}; echo "ended with $?"; sleep 120'
        self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), shell)

    def text(self) -> str:
        """What the terminal shows."""
        return self.tmux("capture-pane", "-p")

    def until(self, true: Callable[[str], bool], what: str) -> str:
        """Wait for the screen to show something; fail with what it shows instead."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            text = self.text()
            if true(text):
                return text
            time.sleep(0.1)
        pytest.fail(f"never saw {what}:\n{self.text()}")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.tmux("kill-server")


def test_start_search_and_quit(terminal: Terminal) -> None:
    terminal.start(120, 36)
    terminal.until(lambda text: "ACTORS" in text and "STATEMENTS" in text, "the first frame")
    terminal.until(lambda text: "2 articles" in text, "the library")
    terminal.tmux("send-keys", "/")
    terminal.tmux("send-keys", "-l", "sanctions")
    terminal.until(lambda text: "RESULTS" in text and "sanctions" in text.lower(), "the results")
    terminal.tmux("send-keys", "C-q")
    terminal.until(lambda text: "ended with 0" in text, "exit code 0")


def test_a_statement_found_by_the_model_is_copied_into_tmux(terminal: Terminal) -> None:
    terminal.start(120, 36)
    terminal.until(lambda text: "Hulusi Akar" in text, "a speaker that the model found")
    terminal.tmux("send-keys", "2")
    terminal.tmux("send-keys", "y")
    terminal.until(lambda text: "Copied" in text and "tmux" in text, "the receipt")
    assert "Second Batch" in terminal.tmux("show-buffer")
    terminal.tmux("send-keys", "C-q")
    terminal.until(lambda text: "ended with 0" in text, "exit code 0")


def test_a_terminal_that_is_too_small_is_told(terminal: Terminal) -> None:
    terminal.start(30, 8)
    terminal.until(lambda text: "--plain" in text, "the advice")
    terminal.tmux("send-keys", "C-q")
    terminal.until(lambda text: "ended with 0" in text, "exit code 0")
