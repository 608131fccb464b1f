"""The command line as the only face: what is heard has words for everything, and everything can be reached."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefing.cli.present import compared_line
from briefing.cli.root import briefing as root
from briefing.services.changes import Change, beside, lines
from tests.cli.conftest import Briefing

ARTICLE = "003_fd1aee54e6a12c6a.txt"
NUMBERED = [
    ["search", "sanctions", "--facets"],
    ["actors"],
    ["actors", "show", "Ismail Demir"],
    ["actors", "unnamed"],
    ["actors", "unnamed", "--by-outlet"],
    ["timeline"],
]
LISTED = [
    ["--plain"],
    ["statements"],
    ["search", "sanctions"],
    ["show", ARTICLE],
    ["review"],
    ["wordings", ARTICLE, "1"],
]
COUNTED = r"statements?|articles?|said|mentioned|of|published|%|[A-Z][a-z][a-z] \d{4}|\d{4}"


@pytest.fixture
def known(briefing: Briefing) -> Briefing:
    """The packaged articles, their statements found."""
    assert briefing("actors").code == 0
    return briefing


@pytest.mark.parametrize("words", NUMBERED, ids=" ".join)
def test_no_number_stands_without_what_it_counts(known: Briefing, words: list[str]) -> None:
    lines = [line for line in known(*words).out.partition("\nLatest:")[0].splitlines() if not line.startswith(" [")]
    counts = [line for line in lines if re.search(r"(^| {2,})\d+ ", line)]
    assert counts
    for line in counts:
        for after in re.findall(r"(?:^| {2,})\d+ +(\S+(?: \d+)?)", line):
            assert re.match(COUNTED, after), line


@pytest.mark.parametrize("words", LISTED, ids=" ".join)
def test_no_sign_stands_for_a_word(known: Briefing, words: list[str]) -> None:
    told = known(*words).out.replace(" | 05:00 PM", "")  # as the article has it
    assert not re.search(r"[¶→·│|+←]|^- ", told, re.MULTILINE)


def test_tags_and_notes_say_what_they_are(known: Briefing) -> None:
    known("tags", "add", ARTICLE, "harbour", "--statement", "6")
    known("note", ARTICLE, "first\n\nthird", "--statement", "6")
    shown = known("show", ARTICLE).out
    assert (
        "    tagged: #harbour\n    note: first\n\n          third\n"
        in shown.partition("\n6. ")[2].partition("\n7. ")[0]
    )
    assert known("note", ARTICLE, "--statement", "6", "--remove").code == 0
    assert known("tags", "remove", ARTICLE, "harbour", "--statement", "6").code == 0
    assert "tagged:" not in known("show", ARTICLE).out
    assert "There is no statement 99" in known("note", ARTICLE, "--statement", "99").err


def test_what_changed_is_told_in_words() -> None:
    change = beside("Ann Grey said on Monday that it holds", "Ann Grey said on Tuesday that it holds well")
    told = [
        compared_line(line, "before", "now") for line in lines([Change("Same", "Same"), change, Change("", "More")])
    ]
    assert told == [
        "1 paragraph unchanged",
        "before: Ann Grey said on [gone: Monday] that it holds",
        "now: Ann Grey said on [new: Tuesday] that it holds [new: well]",
        "now: More",
    ]


def test_hits_are_told_with_their_place_and_whose_words_they_are(known: Briefing) -> None:
    told = known("show", ARTICLE, "--hits", "sanctions").out.splitlines()
    assert [line.partition(", ")[0] for line in told] == [f"hit {n} of {len(told)}" for n in range(1, len(told) + 1)]
    assert any("in statement 6, Ismail Demir: " in line for line in told)
    text = json.loads(known("show", ARTICLE, "--json").out)["text"]
    for row in map(json.loads, known("show", ARTICLE, "--hits", "sanctions", "--json").out.splitlines()):
        assert text[row["start"] : row["end"]].lower() in ("sanctions", "sanction")
        assert [row["snippet"][start:end] for start, end in row["marks"]] == [text[row["start"] : row["end"]]]
    outcome = known("show", ARTICLE, "--hits", "harbour")
    assert (outcome.code, outcome.out) == (3, "")
    assert "“harbour”" in outcome.err


def test_the_beginning_of_a_files_name_is_enough(known: Briefing) -> None:
    assert known("why", "003", "6").out == known("why", ARTICLE, "6").out
    both = known("show", "00")
    assert both.code == 3
    assert "is more than one article" in both.err
    assert known("show", "zz").code == 3


def test_a_list_is_written_and_copied(known: Briefing, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("briefing.clipboard.send_to_terminal", lambda text, write: False)
    for words in (["statements", "--actor", "Akar", "--copy"], ["search", "sanctions", "--copy"]):
        outcome = known(*words)
        kept = home / "data" / "last-copy.txt"
        assert outcome.out.startswith("> ")
        assert kept.read_text("utf-8").rstrip("\n") == outcome.out.rstrip("\n")
        assert f"No clipboard was reached: {len(outcome.out.split())} words kept in {kept}" in outcome.err
    rows = known("search", "sanctions", "--form", "jsonl").out.splitlines()
    assert rows
    assert all("content" in json.loads(row) for row in rows)
    assert known("search", "sanctions", "--copy", "--facets").code == 2


def test_a_group_alone_lists_what_there_is(known: Briefing) -> None:
    assert known("decisions").code == 3
    known("tags", "add", ARTICLE, "harbour")
    assert known("decisions").out == known("decisions", "list").out
    assert known("config").out == known("config", "show").out


def test_help_cuts_no_sentence_and_leads_past_the_screen(briefing: Briefing) -> None:
    told = " ".join(briefing("--help").out.split())
    for name, command in root.commands.items():
        if not command.hidden:
            assert f" {name} {' '.join(command.get_short_help_str().split())} " in told
            assert "..." not in command.get_short_help_str()
    assert "Without the screen (with a screen reader" in told
