"""Whatever is wrong is said in one sentence, with an exit code that means something, and never with a traceback."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Briefing, Outcome


def told(outcome: Outcome, code: int, *parts: str) -> None:
    """One sentence or two on stderr, no data, and the code."""
    assert outcome.code == code, outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert outcome.err.startswith("briefing: ")
    for part in parts:
        assert part in outcome.err


@pytest.mark.parametrize("words", [["add", "nowhere"], ["nowhere.txt"], ["--plain", "nowhere.txt"]])
def test_a_missing_path(briefing: Briefing, words: list[str]) -> None:
    told(briefing(*words), 4, "There is no file or folder", "nowhere", "check the name")


@pytest.mark.parametrize("raw", [b"\x7fELF\x00\x01\x02\x00" * 50, b""])
def test_a_binary_or_empty_file(briefing: Briefing, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(raw)
    told(briefing("add", file), 4, "odd.txt")


def test_a_folder_without_articles(briefing: Briefing, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "a.png").write_bytes(b"\x89PNG")
    told(briefing("add", folder), 4, "holds no article in any format", "pictures", "briefing read --formats")


def test_what_holds_nothing_is_not_remembered(briefing: Briefing, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert briefing("search", "patriot").code == 0
    told(briefing("add", empty), 4, "is empty")
    told(briefing("--plain", empty), 4, "is empty")
    after = briefing("search", "patriot")
    assert (after.code, "empty.txt" in after.err) == (0, False)
    told(briefing("search", "patriot", "--library", "empty"), 5, "There is no library “empty”")


def test_one_bad_file_costs_only_itself(briefing: Briefing, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    shutil.copy(SEEDS / "003_fd1aee54e6a12c6a.txt", folder)
    outcome = briefing("add", folder)
    assert outcome.code == 4
    assert "bad.txt" in outcome.err
    assert "1 new article" in outcome.err
    after = briefing("search", "patriot")
    assert after.code == 0
    assert "bad.txt" not in after.err, "what was told once is not told with every command"


def test_nothing_found(briefing: Briefing) -> None:
    told(briefing("search", "xyzzy"), 3, "Nothing found", "Nothing matches “xyzzy”")
    told(briefing("statements", "--actor", "Nobody At All"), 3, "There is no statement by “Nobody At All”")
    told(briefing("actors", "Zz"), 3, "There is no actor")
    told(briefing("show", "nowhere"), 3, "There is no article “nowhere”")


def test_a_worker_that_cannot_work(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.workers.WORKER", (sys.executable, "-c", "raise SystemExit('no model')"))
    told(briefing("statements"), 7, "no model", "Statements could not be found in 2 of 2 articles")
    told(briefing("actors"), 7)
    told(briefing("statements", "--no-wait"), 3, "Nobody has looked for statements in 2 of 2 articles yet")
    assert briefing("search", "sanctions").code == 0
    assert "Nobody has looked for statements in it yet." in briefing("show", "003_fd1aee54e6a12c6a.txt").out


def test_an_unknown_library(briefing: Briefing) -> None:
    told(briefing("search", "x", "--library", "ministry"), 5, "There is no library “ministry”")


def test_a_broken_index_is_made_again(briefing: Briefing, home: Path) -> None:
    assert briefing("search", "sanctions").code == 0
    damaged = [path for path in home.rglob("index/*") if path.suffix in {".trm", ".toc"}]
    assert damaged
    for path in damaged:
        path.write_bytes(b"\x00" * 50)
    outcome = briefing("search", "sanctions")
    assert outcome.code == 0
    assert "Traceback" not in outcome.err
    assert "sanctions" in outcome.out


def test_a_newer_library(briefing: Briefing, home: Path) -> None:
    assert briefing("search", "sanctions").code == 0
    (record,) = home.rglob("record.sqlite3")
    with sqlite3.connect(record) as connection:
        connection.execute("PRAGMA user_version = 99999")
    connection.close()
    told(briefing("search", "sanctions"), 5, "newer")


def test_a_damaged_record(briefing: Briefing, home: Path) -> None:
    assert briefing("search", "sanctions").code == 0
    for record in home.rglob("record.sqlite3*"):
        record.write_bytes(b"not a database" * 1000)
    told(briefing("search", "sanctions"), 5)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["serach", "x"], "did you mean 'search'"),
        (["search"], "Nothing was asked: give words to search for, or --saved NAME."),
        (["statements", "--kind", "loud"], "'loud' is not one of"),
        (["--nonsense"], "No such option"),
        (["search", "--limit", "0", "x"], "not in the range"),
    ],
)
def test_words_that_are_no_command(briefing: Briefing, words: list[str], part: str) -> None:
    told(briefing(*words), 2, part)


def test_no_terminal(briefing: Briefing) -> None:
    told(briefing(), 6, "needs a terminal", "briefing --plain")
    told(briefing(SEEDS), 6, "needs a terminal")


def test_terminal_codes_in_words_do_not_come_back(briefing: Briefing) -> None:
    words_with_codes: list[list[str]] = [
        ["search", "\x1b]52;c;eA==\x07xyzzy"],
        ["statements", "--no-wait", "--actor", "\x1b[2J"],
        ["statements", "--kind", "\x1b[2J"],
        ["show", "\x1b[2J"],
        ["add", "\x1b[31mno"],
        ["--\x1b[2J"],
        ["\x1b[2J"],
    ]
    for words in words_with_codes:
        outcome = briefing(*words)
        assert outcome.code in {2, 3, 4}
        assert "\x1b" not in outcome.err + outcome.out
        assert "\x07" not in outcome.err + outcome.out


def test_terminal_codes_and_markup_in_articles_are_shown_as_text(briefing: Briefing, tmp_path: Path) -> None:
    evil = tmp_path / "evil\x1b[31m.txt"
    evil.write_text("A \x1b[2Jtitle [/] [sic]\n\nThe frigate \u202esailed\x9b31m [bold]away[/bold].\n", "utf-8")
    assert briefing("add", evil).code == 0
    for words in (["search", "frigate"], ["search", "frigate", "--json"], ["--plain"], ["show", "--json", evil.name]):
        outcome = briefing(*words)
        assert outcome.code == 0, outcome.err
        assert not any(code in outcome.out + outcome.err for code in ("\x1b", "\x9b", "\u202e", "\x07"))
    assert "[bold]away[/bold]" in briefing("search", "frigate").out
    assert "[/] [sic]" in briefing("--plain").out
