"""Deciding without the screen, and carrying decisions from one library to another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing


@pytest.fixture
def known(briefing: Briefing) -> Briefing:
    """The packaged articles, their statements found."""
    assert briefing("actors").code == 0
    return briefing


def names(briefing: Briefing, *words: str) -> dict[str, int]:
    lines = map(json.loads, briefing("actors", "--json", *words).out.splitlines())
    return {line["name"]: line["said"] for line in lines}


def test_a_merge_and_its_undoing(known: Briefing) -> None:
    before = names(known)
    done = known("actors", "merge", "Ismail Demir", "Hulusi Akar")
    assert (done.code, done.out) == (0, "“Ismail Demir” is “Hulusi Akar”.\n")
    after = names(known)
    assert after["Hulusi Akar"] == before["Hulusi Akar"] + before["Ismail Demir"]
    assert "Ismail Demir" not in after
    found = known("statements", "--actor", "Ismail Demir", "--json")
    assert len(found.out.splitlines()) == after["Hulusi Akar"]
    assert known("decisions", "undo").out == "Taken back: “Ismail Demir” is “Hulusi Akar”.\n"
    assert names(known) == before
    assert known("decisions", "redo").out == "Again: “Ismail Demir” is “Hulusi Akar”.\n"
    assert names(known) == after
    forms = known("actors", "forms", "Hulusi Akar").out
    assert "Ismail Demir  (you made them one on" in forms
    assert known("actors", "split", "Hulusi Akar", "Ismail Demir").code == 0
    assert names(known) == before


def test_search_follows(known: Briefing) -> None:
    assert known("search", "speaker:Chairwoman").code == 3
    assert known("actors", "rename", "Ismail Demir", "Chairwoman Demir").code == 0
    assert known("search", "speaker:Chairwoman").code == 0
    assert known("actors", "rename", "Chairwoman Demir", "--as-found").code == 0
    assert known("search", "speaker:Chairwoman").code == 3


def test_alias_kind_and_hide(known: Briefing) -> None:
    assert known("actors", "alias", "Hulusi Akar", "the general").out == "“Hulusi Akar” is also “the general”.\n"
    assert known("statements", "--actor", "the general").code == 0
    assert known("actors", "alias", "Hulusi Akar", "the general", "--remove").code == 0
    assert known("statements", "--actor", "the general").code == 3
    assert known("actors", "kind", "Hulusi Akar", "government").code == 0
    assert json.loads(known("actors", "Akar", "--json").out)["kind"] == "government"
    assert known("actors", "kind", "Hulusi Akar", "found").code == 0
    assert known("actors", "hide", "Hulusi Akar").code == 0
    assert "Hulusi Akar" not in names(known)
    assert "Hulusi Akar" in names(known, "--hidden")
    assert known("statements", "--actor", "Hulusi Akar").code == 0
    assert known("actors", "hide", "Hulusi Akar", "--back").code == 0
    assert "Hulusi Akar" in names(known)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["actors", "merge", "Nobody", "Hulusi Akar"], 3, "There is no actor “Nobody”"),
        (["actors", "merge", "Akar", "Hulusi Akar"], 2, "one actor already"),
        (["actors", "split", "Hulusi Akar"], 2, "one name only"),
        (["actors", "rename", "Hulusi Akar"], 2, "Give the new NAME"),
        (["actors", "rename", "Hulusi Akar", "X", "--as-found"], 2, "Give the new NAME"),
        (["actors", "kind", "Hulusi Akar", "planet"], 2, "planet"),
        (["actors", "merge", "Hulusi Akar"], 2, "Missing argument"),
        (["decisions", "undo"], 3, "nothing was taken back"),
        (["decisions", "undo", "7"], 3, "no decision 7"),
        (["decisions", "redo"], 3, "could count again"),
        (["decisions", "list"], 3, "Nothing was decided yet"),
        (["decisions", "import", "nowhere.jsonl"], 4, "cannot be read"),
        (["decisions", "export", "/"], 2, "directory"),
        (["decisions", "export", "/nowhere/x.jsonl"], 4, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(known: Briefing, words: list[str], code: int, says: str) -> None:
    outcome = known(*words)
    assert (outcome.code, outcome.out) == (code, "")
    assert says in outcome.err
    assert "Traceback" not in outcome.err


def test_decisions_are_carried_to_another_library(known: Briefing, tmp_path: Path) -> None:
    known("actors", "merge", "Ismail Demir", "Hulusi Akar")
    known("actors", "hide", "Ibrahim Kalin")
    known("decisions", "undo")
    file = tmp_path / "decisions.jsonl"
    assert "1 decision written" in known("decisions", "export", file).err
    (line,) = file.read_text("utf-8").splitlines()
    assert json.loads(line) == json.loads(known("decisions", "export").out)
    assert list(json.loads(line)) == ["format", "id", "made_at", "kind", "subject", "value"]
    assert len(known("decisions", "export", "--all").out.splitlines()) == 2
    file.write_text(f"no decision\n{line}\n", "utf-8")
    other = ["--data-dir", tmp_path / "other"]
    known("actors", *other)
    loaded = known("decisions", "import", file, *other)
    assert loaded.code == 0
    assert "Line 1 is no decision" in loaded.err
    assert "1 new decision, 0 known already." in loaded.err
    assert "Ismail Demir" not in names(known, *map(str, other))
    again = json.loads(known("decisions", "import", "-", "--json", *other, given=f"{line}\n").out)
    assert (again["new"], again["known"], again["mistaken"]) == (0, 1, [])
    assert "imported" in known("decisions", "list", *other).out


def test_a_file_without_a_decision_is_an_error(known: Briefing, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"\xff\xfe\x00\n\x1b[2J\n")
    outcome = known("decisions", "import", file)
    assert outcome.code == 4
    assert "No line of" in outcome.err
    assert "\x1b" not in outcome.err


def test_the_list_marks_what_does_not_count(known: Briefing) -> None:
    known("actors", "hide", "Hulusi Akar")
    known("decisions", "undo")
    assert "[taken back]" in known("decisions", "list").out
    assert known("decisions", "list", "--stale").code == 3
    assert json.loads(known("decisions", "list", "--json").out)["undone"] is True


def test_a_prefix_still_narrows_the_list(known: Briefing) -> None:
    assert list(names(known, "Ak")) == ["Hulusi Akar"]
    assert known("actors", "Ak", "--order", "name").code == 0
