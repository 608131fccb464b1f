"""What `briefing add` tells of its work: the summary, the report, what is gone, and what changes while it stays."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.progress import ProgressLine, duration, sentence
from briefing.library.lock import Lock
from briefing.library.store import Store
from briefing.services.views import Progress
from tests.cli.conftest import Briefing

TALKS = "Talks begin\n\nThe talks began in the harbour of the town, said the mayor.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "talks.txt").write_text(TALKS, "utf-8")
    (folder / "quota.txt").write_text("About quotas\n\nThe quotas were many, said the minister.\n", "utf-8")
    return folder


def reported(briefing: Briefing, file: Path, *words: str | Path) -> dict[str, Any]:
    briefing("add", *words, "--report", file, "--no-wait")
    told: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return told


def test_a_report_says_what_was_read_and_what_was_not(briefing: Briefing, folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    report = tmp_path / "report.json"
    told = reported(briefing, report, folder)
    assert told["library"] == "clippings"
    assert told["files"] == {"read": 3, "gone": 0, "back": 0}
    assert told["articles"] == {"new": 2, "changed": 0, "unchanged": 0, "removed": 0, "dropped": 0, "total": 2}
    (skipped,) = told["skipped"]
    assert (Path(skipped["path"]).name, skipped["whole"]) == ("empty.txt", True)
    assert "is empty" in skipped["reason"]
    assert 0 < told["seconds"]["reading"] < told["seconds"]["total"]
    (folder / "empty.txt").unlink()
    (folder / "talks.txt").write_text(TALKS.replace("harbour", "castle"), "utf-8")
    (folder / "quota.txt").unlink()
    told = reported(briefing, report)
    assert told["files"] == {"read": 1, "gone": 2, "back": 0}
    assert (told["articles"]["new"], told["articles"]["removed"], told["articles"]["total"]) == (1, 1, 2)
    assert told["skipped"] == []


def test_a_report_that_cannot_be_written_is_a_sentence(briefing: Briefing, folder: Path, tmp_path: Path) -> None:
    outcome = briefing("add", folder, "--no-wait", "--report", tmp_path / "nowhere" / "report.json")
    assert outcome.code == 2
    assert "cannot be written" in outcome.err


def test_what_is_gone_stays_with_a_mark_until_it_is_dropped(briefing: Briefing, folder: Path) -> None:
    assert briefing("add", folder, "--no-wait").code == 0
    (folder / "talks.txt").unlink()
    outcome = briefing("search", "harbour")
    assert outcome.code == 0
    assert "(talks.txt, which is gone)" in outcome.out
    assert json.loads(briefing("search", "harbour", "--json").out.splitlines()[0])["article"]["file_gone"] is True
    assert "missing" in briefing("show", "talks.txt", "--no-wait").out
    outcome = briefing("add", "--prune", "--no-wait")
    assert outcome.code == 0
    assert "1 article dropped in the library “clippings”: now 1 article" in outcome.err
    assert briefing("search", "harbour").code == 3
    assert briefing("search", "quotas").code == 0


def test_a_search_does_not_wait_for_another_that_reads_and_says_so(
    briefing: Briefing, folder: Path, home: Path, tmp_path: Path
) -> None:
    assert briefing("add", folder, "--no-wait").code == 0
    library = home / "data" / "libraries" / "clippings"
    store = Store(library / "record.sqlite3")
    more = tmp_path / "more"
    more.mkdir()
    store.add_roots([more])
    store.close()
    another = Lock(library / "ingest.lock")
    assert another.take()
    outcome = briefing("search", "harbour")
    another.give()
    assert outcome.code == 0
    assert "talks.txt" in outcome.out
    assert "Another briefing is still reading into this library" in outcome.err


def test_nothing_to_do_is_a_mistake(briefing: Briefing) -> None:
    outcome = briefing("add")
    assert outcome.code == 2
    assert "Missing argument" in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are another matter there")
def test_watching_tells_one_line_for_each_change_and_ends_with_ctrl_c(folder: Path, home: Path) -> None:
    command = (sys.executable, "-m", "briefing", "add", str(folder), "--watch", "--no-wait")
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BRIEFING_DATA_DIR": str(home / "watched")},
        # A shell that runs the tests in its background lets them inherit that interrupts are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        assert process.stderr is not None
        assert "2 new articles" in process.stderr.readline()
        assert "Watching" in process.stderr.readline()
        (folder / "third.txt").write_text("Third\n\nThe frigate sailed away, said the captain.\n", "utf-8")
        assert "1 file read, 1 article new; now 3 articles." in process.stderr.readline()
        (folder / "third.txt").unlink()
        assert "1 file gone; now 3 articles." in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == ""


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (
            Progress("reading", 3, 12, (), 0, 4512, 310.4, 21.2),
            "reading: 3 of 12 files, 4512 articles, 310/s, about 21 s left",
        ),
        (Progress("reading", 0, 1, (), 0, 1), "reading: 0 of 1 file, 1 article"),
        (Progress("indexing", 250, 1000, (), 0, rate=4.25), "indexing: 250 of 1000 articles, 4.2/s"),
        (Progress("attributing", 1, 2, (), 0, left=7200.0), "finding statements: 1 of 2 articles, about 2.0 h left"),
        (Progress("reading", 0, 0, (), 0), "reading …"),
        (
            Progress("reading", 0, 0, (), 0, elsewhere=True),
            "waiting for another briefing that is at work on this library (reading); ctrl+c ends it …",
        ),
    ],
)
def test_how_far_it_is(progress: Progress, told: str) -> None:
    assert sentence(progress) == told


def test_lengths_of_time() -> None:
    assert [duration(seconds) for seconds in (0.2, 59, 60, 3000, 9000)] == ["1 s", "59 s", "1 min", "50 min", "2.5 h"]


def test_a_log_is_told_each_stage_once_and_a_terminal_is_left_clean(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.cli.progress._TELL_LOG_AFTER", 0.0)
    monkeypatch.setattr("briefing.cli.progress._TELL_AFTER", 0.0)
    with ProgressLine() as line:
        for done in range(5):
            line.show(Progress("reading", done, 5, (), 0))
    assert capsys.readouterr().err == "briefing: reading, 5 files …\n"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with contextlib.suppress(KeyboardInterrupt), ProgressLine() as line:
        line.show(Progress("reading", 1, 5, (), 0, 12))
        raise KeyboardInterrupt
    told = capsys.readouterr().err
    assert told.startswith("\rreading: 1 of 5 files, 12 articles")
    assert told.endswith(f"\r{' ' * len('reading: 1 of 5 files, 12 articles')}\r")
