"""Tags, notes and libraries without the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing

ARTICLE = "003_fd1aee54e6a12c6a.txt"


@pytest.fixture
def known(briefing: Briefing) -> Briefing:
    """The packaged articles, their statements found."""
    assert briefing("actors").code == 0
    return briefing


def first(briefing: Briefing) -> str:
    """The id of a statement."""
    return str(json.loads(briefing("statements", "--json", "--limit", "1").out)["id"])


def test_a_tag_is_given_found_and_taken_away(known: Briefing) -> None:
    statement = first(known)
    assert known("tags", "add", statement, "air defence", "Harbour").code == 0
    assert known("tags", "add", ARTICLE, "harbour").out.endswith("is tagged “harbour”.\n")
    assert "harbour  (1 article, 1 statement)" in known("tags").out
    assert json.loads(known("tags", "--json").out.splitlines()[0]) == {
        "tag": "air defence",
        "articles": 0,
        "statements": 1,
    }
    found = [json.loads(line) for line in known("search", "tag:air_defence", "--json").out.splitlines()]
    assert [hit["statement"]["id"] for hit in found] == [statement]
    assert known("search", "tag:nothing").code == 3
    assert "tag:nothing" in known("search", "tag:nothing").err
    assert known("tags", "remove", statement, "AIR DEFENCE").out.endswith("is no more tagged “air defence”.\n")
    assert known("search", "tag:air_defence").code == 3
    assert known("decisions", "undo").out.startswith("Taken back: ")
    assert known("search", "tag:air_defence").code == 0


def test_all_that_is_found_is_marked(known: Briefing) -> None:
    for listed in (["--limit", "1"], []):
        done = known("search", "sanctions", "--only", "articles", *listed, "--read")
        assert "1 article marked as read." in done.err
    assert known("search", "is:unread").code == 3
    assert "2 articles marked as unread." in known("search", "is:read", "--unread").err
    assert known("search", "is:read").code == 3


def test_a_note_is_written_shown_and_taken_away(known: Briefing) -> None:
    statement = first(known)
    assert known("note", statement, "-", given="ask her\n\ntwice\n").out.endswith("“ask her twice”.\n")
    assert "    note: ask her\n\n          twice\n" in known("note", statement).out
    assert json.loads(known("note", "--json").out)["note"] == {"text": "ask her\n\ntwice", "holds": True}
    assert known("search", "is:noted").code == 0
    assert known("note", statement, "--remove").code == 0
    assert known("note").code == 3
    assert known("search", "is:noted").code == 3


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["tags"], 3, "Nothing is tagged"),
        (["tags", "list", "x"], 3, "Nothing is tagged “x”"),
        (["tags", "add", ARTICLE, "a,b"], 2, "cannot be a tag"),
        (["tags", "add", "nowhere.txt", "x"], 3, "There is no article"),
        (["tags", "add", f"{ARTICLE}:7", "x"], 3, "There is no statement"),
        (["tags", "remove", ARTICLE, "x"], 3, "There is no tag “x”"),
        (["tags", "add", ARTICLE], 2, "Missing argument"),
        (["note"], 3, "There are no notes"),
        (["note", ARTICLE], 3, "There is no note on it"),
        (["note", ARTICLE, "--remove"], 3, "There is no note on it"),
        (["note", "--remove"], 2, "--remove takes"),
        (["note", ARTICLE, "-"], 2, "no text on standard input"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(known: Briefing, words: list[str], code: int, says: str) -> None:
    outcome = known(*words)
    assert (outcome.code, outcome.out) == (code, "")
    assert says in outcome.err
    assert "Traceback" not in outcome.err


def test_tags_and_notes_are_carried_with_decisions(known: Briefing, tmp_path: Path) -> None:
    statement = first(known)
    known("tags", "add", statement, "sea")
    known("note", ARTICLE, "ask")
    lines = known("decisions", "export").out
    assert [json.loads(line)["kind"] for line in lines.splitlines()] == ["tag", "note"]
    other = ["--data-dir", tmp_path / "other"]
    known("actors", *other)
    assert "2 new decisions" in known("decisions", "import", "-", *other, given=lines).err
    assert json.loads(known("tags", "list", "--json", *other).out)["id"] == statement
    assert known("note", ARTICLE, *other).code == 0
    damaged = lines.splitlines()[0].replace('"sea"', '"a,b"')
    assert "a tag has 1 to 60" in known("decisions", "import", "-", *other, given=damaged).err


def test_the_libraries_there_are(known: Briefing, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Harbour\n\nIt is open, she said.", encoding="utf-8")
    assert known("add", tmp_path / "news").code == 0
    (tmp_path / "data" / "libraries" / "odd").mkdir()
    (tmp_path / "data" / "libraries" / "odd" / "record.sqlite3").write_bytes(b"no record at all" * 99)
    news, seeds, odd = (json.loads(line) for line in known("libraries", "--json").out.splitlines())
    assert (news["name"], news["articles"], news["paths"]) == ("news", 1, [str(tmp_path / "news")])
    assert news["opened"] >= seeds["opened"]
    assert (seeds["name"], seeds["articles"]) == ("seeds", 2)
    assert seeds["statements"] == len(known("statements", "--library", "seeds", "--json").out.splitlines())
    assert "odd" in odd["name"]
    assert odd["problem"]
    assert known("libraries").out.startswith("seeds  2 articles, "), "it was opened last by now"
    empty = known("libraries", "--data-dir", tmp_path / "nothing")
    assert (empty.code, "There is no library yet" in empty.err) == (3, True)
