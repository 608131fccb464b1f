"""Programs measured from the outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.bench.processes import BenchError, Cost, cost_of, tree_of
from briefing.bench.startup import Startup, surroundings

BUSY = "import time; end = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
GREEDY = "held = bytearray(200 << 20)"


def run(code: str, given: bytes = b"") -> Cost:
    return cost_of([sys.executable, "-c", code], os.environ, given=given)


def test_work_is_counted_and_waiting_is_not() -> None:
    assert run(BUSY).cpu_seconds >= 0.2
    waited = run("import time; time.sleep(0.5)")
    assert waited.seconds >= 0.5
    assert waited.cpu_seconds < waited.seconds


def test_memory_is_that_of_the_program() -> None:
    """Asked from a small process, as the bench is: a program counts the memory of whoever started it as its own."""
    ask = (
        "import os, sys; from briefing.bench.processes import cost_of\n"
        "print(*(cost_of([sys.executable, '-c', code], os.environ).peak_bytes for code in sys.argv[1:]))"
    )
    asked = subprocess.run([sys.executable, "-c", ask, "pass", GREEDY], capture_output=True, text=True, check=True)
    bare, greedy = map(int, asked.stdout.split())
    assert greedy >= 200 << 20
    assert greedy - bare >= 150 << 20


def test_input_is_given() -> None:
    run("import sys; assert sys.stdin.read() == 'words'", b"words")


def test_a_program_that_fails_is_named() -> None:
    with pytest.raises(BenchError, match="ended with 3"):
        run("raise SystemExit(3)")


def test_a_tree_of_processes_is_told_with_its_memory() -> None:
    code = "import subprocess, sys, time; subprocess.Popen(['sleep', '30']); print('on', flush=True); time.sleep(30)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            own, below = tree_of(process.pid)
            assert (own.depth, below.depth) == (0, 1)
            assert below.command == "sleep 30"
            assert own.resident_bytes > below.resident_bytes > 0
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def test_nothing_of_the_users_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_LIBRARY", "mine")
    environment = surroundings(tmp_path)
    assert "BRIEFING_LIBRARY" not in environment
    assert environment["BRIEFING_DATA_DIR"] == str(tmp_path)


def test_ratios_are_those_of_each_round() -> None:
    startup = Startup(
        python=[0.02, 0.02, 0.2],
        bare_app=[0.5, 0.5, 5.0],
        app=[0.6, 0.7, 6.0],
        desk=[1.0, 1.1, 12.0],
        quitting=[0.1] * 3,
        search=[0.25, 0.3, 2.5],
    )
    told = list(startup.lines())
    assert "0.700 s to its first frame: 1.20 bare apps, 30.0 bare Pythons; 0.100 s to quit" in told[2]
    assert "1.100 s to its statements: 2.20 bare apps, 55.0 bare Pythons" in told[3]
    assert "0.300 s: 0.50 bare apps, 12.5 bare Pythons" in told[4]
