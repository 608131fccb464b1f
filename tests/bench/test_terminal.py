"""An app met in a terminal: what it draws, when, and how it goes."""

from __future__ import annotations

import os
import sys

import pytest

from briefing.bench import bare_app
from briefing.bench.processes import BenchError, Standing
from briefing.bench.screen import Screen
from briefing.bench.startup import BARE_APP
from briefing.bench.terminal import Repaint, Terminal

OWN_SCREEN = "import os, tty; tty.setraw(0); print('\\x1b[?1049h bare app', flush=True)"


def come_and_go(code: str) -> None:
    with Terminal([sys.executable, "-c", code], os.environ, patience=5) as terminal:
        terminal.wait_for("bare app")
        terminal.end()


def test_an_app_is_seen_pressed_and_quit() -> None:
    with Terminal(BARE_APP, os.environ) as terminal:
        assert 0 < terminal.wait_for(bare_app.MARKER) < 60
        terminal.settle()
        repaint = terminal.repaint(b"j")
        assert repaint.first is not None
        assert 0 < repaint.first <= repaint.last < 60
        assert repaint.queued <= repaint.first
        terminal.wait_for("bare app 1")
        assert 0 < terminal.end() < 60


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("print('bare app')", "did not show “bare"),  # on the shell's screen, not on its own
        (f"{OWN_SCREEN}; os.read(0, 1); raise SystemExit(5)", "ended with 5"),
        (f"{OWN_SCREEN}; import time; time.sleep(60)", "did not quit"),
    ],
)
def test_an_app_that_does_not_come_or_go_is_named(code: str, complaint: str) -> None:
    with pytest.raises(BenchError, match=complaint):
        come_and_go(code)


def test_a_key_that_draws_nothing_is_not_counted() -> None:
    with Terminal([sys.executable, "-c", f"{OWN_SCREEN}; os.read(0, 9)"], os.environ) as terminal:
        terminal.wait_for("bare app")
        assert terminal.repaint(b"j").first is None


def test_keys_are_told_by_pane_with_and_without_the_others_on_the_machine() -> None:
    screen = Screen(
        repaints={"actors": [Repaint(0.02, 0.1, 0.01)] * 20, "why": [Repaint(None, 0.0)]},
        bare=[Repaint(0.01, 0.01)] * 2,
        tree=[Standing(7, 0, 90 << 20, "briefing"), Standing(8, 1, 300 << 20, "worker")],
        quitting={"idle": [0.3, 0.4, 0.9]},
    )
    told = list(screen.lines())
    assert "a bare Textual app         median 10 ms, p95 10 ms" in told[1]
    assert "actors                     median 20 ms, p95 20 ms (median 10 ms, p95 10 ms), 20 keys" in told[2]
    assert told[2].endswith("until all has followed median 100 ms, p95 100 ms")
    assert "why                        nothing drawn" in told[3]
    assert "90 MB, and 300 MB in 1 more" in told[5]
    assert "0.40 s, at most 0.90 s" in told[6]
