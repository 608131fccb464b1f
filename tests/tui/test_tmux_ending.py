"""However the program ends, the terminal is usable afterwards and the library sound."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from briefing.bench.processes import tree_of
from briefing.bench.terminal import Terminal as Outside
from tests.tui.terminal import BRIEFING, PATIENCE, Terminal

pytestmark = pytest.mark.tmux


def app_of(terminal: Terminal) -> int:
    """The program's process."""
    shell = int(terminal.tmux("display-message", "-p", "#{pane_pid}"))
    found = [one for one in tree_of(shell) if one.depth == 1 and str(BRIEFING) in one.command]
    assert len(found) == 1
    return found[0].pid


def gone(pid: int) -> bool:
    """Whether a process has ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "Z" in Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2][:3]


def until_gone(*pids: int) -> None:
    """Wait until processes have ended."""
    deadline = time.monotonic() + PATIENCE
    while not all(gone(pid) for pid in pids):
        assert time.monotonic() < deadline, f"still there: {[pid for pid in pids if not gone(pid)]}"
        time.sleep(0.05)


def sound(folder: Path) -> None:
    """The record is whole."""
    (record,) = folder.rglob("record.sqlite3")
    with sqlite3.connect(record) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_a_signal_while_statements_are_found(fresh_terminal: Terminal, number: signal.Signals) -> None:
    terminal = fresh_terminal
    terminal.start()
    terminal.sees("finding statements")
    app = app_of(terminal)
    workers = [one.pid for one in tree_of(app) if one.depth]
    os.kill(app, number)
    if number is not signal.SIGKILL:  # then the shell may write on the app's screen, before it is put right
        terminal.ended(130 if number is signal.SIGINT else 128 + number)
    terminal.usable()
    until_gone(*workers)
    sound(terminal.folder)
    terminal.run()
    terminal.sees("Hulusi Akar")
    terminal.press("C-q")
    terminal.ended(0)


def test_a_mistake_of_ours_is_one_sentence_and_a_file(terminal: Terminal) -> None:
    (terminal.folder / "sitecustomize.py").write_text(
        "from briefing.tui.screens.panes import PaneScreen\n"
        "def broken(self): raise ZeroDivisionError('secret detail')\n"
        "PaneScreen.action_zoom = broken\n",
        "utf-8",
    )
    path = os.pathsep.join([str(terminal.folder), os.environ.get("PYTHONPATH", "")])
    terminal.start(environment={"PYTHONPATH": path})
    terminal.ready()
    terminal.press("z")
    terminal.ended(1)
    text = terminal.text()
    assert "Something went wrong that should not have (ZeroDivisionError)" in text
    assert "secret detail" not in text
    assert "secret detail" in (terminal.folder / "data" / "briefing.log").read_text("utf-8")
    terminal.usable()


@pytest.fixture
def environment(fresh_terminal: Terminal) -> dict[str, str]:
    """What the program is started in outside tmux."""
    own = {"BRIEFING_DATA_DIR": "data", "XDG_CONFIG_HOME": "config"}
    return {**os.environ, **{name: str(fresh_terminal.folder / place) for name, place in own.items()}}


def test_the_terminal_dies(fresh_terminal: Terminal, environment: dict[str, str]) -> None:
    with Outside([str(BRIEFING)], environment, patience=PATIENCE) as outside:
        outside.wait_for("finding statements")
        processes = [one.pid for one in tree_of(outside.pid)]
        assert len(processes) > 1
        outside.hang_up()
        until_gone(*processes)
    sound(fresh_terminal.folder)


def test_a_byte_that_is_no_utf_8_is_lost_and_nothing_else(terminal: Terminal, environment: dict[str, str]) -> None:
    with Outside([str(BRIEFING)], environment, patience=PATIENCE) as outside:
        outside.wait_for("STATEMENTS 1/")
        outside.settle()
        outside.press(b"\xe9\xff")
        outside.settle()
        before = len(outside.drawn)
        outside.press(b"j")
        outside.wait_for("STATEMENTS 2/", after=before)
        outside.end()
