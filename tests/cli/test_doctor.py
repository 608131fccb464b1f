"""`briefing doctor` finds what is broken, and says what to do."""

from __future__ import annotations

import errno
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from briefing.paths import config_file, library_folder, record_file
from tests.cli.conftest import Briefing


def _findings(briefing: Briefing, *words: str) -> tuple[int, dict[str, tuple[str, str]]]:
    done = briefing("doctor", "--json", *words)
    rows = [json.loads(line) for line in done.out.splitlines()]
    return done.code, {row["name"]: (row["standing"], row["says"]) for row in rows}


@pytest.fixture(autouse=True)
def _trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that finds one statement in anything."""
    answer = 'import sys; sys.stdin.readline(); print(\'{"id": "trial", "statements": [1]}\')'
    monkeypatch.setattr("briefing.library.workers.WORKER", (sys.executable, "-c", answer))


def test_a_sound_place_is_called_sound(briefing: Briefing) -> None:
    code, found = _findings(briefing)
    assert code == 0
    assert not [name for name, (standing, _) in found.items() if standing == "bad"]
    assert found["library"] == ("good", "“seeds”, 0 articles")
    assert found["language model"][0] == "good"
    assert found["data folder"][0] == "good"


def test_a_model_that_cannot_answer_is_bad(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "briefing.library.workers.WORKER", (sys.executable, "-c", "import sys; sys.exit('no weights here')")
    )
    code, found = _findings(briefing)
    assert code == 7
    assert found["language model"] == (
        "bad",
        "The language model cannot be used (no weights here): install briefing again.",
    )


def test_what_the_model_says_of_itself_is_said_once(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = "import sys; print('It is missing; install briefing again.', file=sys.stderr); sys.exit(7)"
    monkeypatch.setattr("briefing.library.workers.WORKER", (sys.executable, "-c", ends))
    code, found = _findings(briefing)
    assert (code, found["language model"]) == (7, ("bad", "It is missing; install briefing again."))


def test_a_damaged_record_is_bad(briefing: Briefing, tmp_path: Path) -> None:
    assert briefing("doctor").code == 0
    record = record_file(library_folder(tmp_path / "data", "seeds"))
    with sqlite3.connect(record) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.executemany("INSERT INTO gone VALUES (?, 1)", [(f"{number:064}",) for number in range(2000)])
    connection.close()
    body = bytearray(record.read_bytes())
    body[len(body) // 2 : len(body) // 2 + 8000] = b"\xff" * 8000
    record.write_bytes(body)
    code, found = _findings(briefing)
    assert code == 5
    assert found["library"][0] == "bad"
    assert str(record) in found["library"][1]


def test_settings_that_are_wrong_are_told_with_all_the_rest(briefing: Briefing) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("mouze = true\n", encoding="utf-8")
    code, found = _findings(briefing)
    assert code == 0
    assert found["settings"][0] == "doubt"
    assert "did you mean mouse?" in found["settings"][1]
    config_file().write_text("threshold = 9\n", encoding="utf-8")
    code, found = _findings(briefing)
    assert code == 2
    assert found["settings"][0] == "bad"
    assert "language model" in found


def test_a_data_folder_that_is_a_file_is_bad(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = briefing("doctor", "--data-dir", str(tmp_path / "file" / "inside"))
    assert done.code == 5
    assert "BAD    data folder" in done.out
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_is_bad(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("briefing.services.doctor.tempfile.TemporaryFile", full)
    code, found = _findings(briefing)
    assert code == 5
    standing, says = found["data folder"]
    assert standing == "bad"
    for part in (str(tmp_path / "data"), "No space left on device", "the room on its disk", "--data-dir"):
        assert part in says


@pytest.mark.parametrize("name", ["SSH_TTY", "SSH_CONNECTION"])
def test_whoever_is_here_over_ssh_is_told_who_copies(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for other in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "somewhere")
    assert "over ssh" in _findings(briefing)[1]["clipboard"][1]
