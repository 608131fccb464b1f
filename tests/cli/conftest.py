"""Commands run as the reader runs them, on a data folder of the test's own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.cli.running import run

WORKER = (sys.executable, str(Path(__file__).with_name("gold_worker.py")))
GOLDEN = Path(__file__).with_name("golden")
SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str


Briefing = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the user's is read or written, and the worker is one that knows the answers."""
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("LIBRARY", "THRESHOLD", "WORKERS"):
        monkeypatch.delenv(f"BRIEFING_{name}", raising=False)
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("briefing.library.workers.WORKER", WORKER)
    monkeypatch.setattr(
        "briefing.cli.progress._TELL_LOG_AFTER", float("inf")
    )  # a slow machine tells no more than a fast
    return tmp_path


@pytest.fixture
def briefing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Briefing:
    """Run `briefing …` in this process."""

    def call(*words: str | Path, given: str | bytes = "") -> Outcome:
        raw = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
