"""One statement without the screen: everything that is known of it, where else it is said, taking it along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.keys import KEYS
from tests.cli.conftest import Briefing

ARTICLE = "003_fd1aee54e6a12c6a.txt"


@pytest.fixture
def known(briefing: Briefing) -> Briefing:
    """The packaged articles, their statements found."""
    assert briefing("actors").code == 0
    return briefing


def test_every_line_of_why_says_what_it_is(known: Briefing) -> None:
    head, _, rest = known("why", ARTICLE, "3").out.partition("\n\n")
    assert "statement 3" in head
    labels = [line.partition(": ")[0] for line in rest.splitlines()]
    assert labels[0] in ("speaker", "to review")
    assert {"source", "cue", "kind", "sure", "article", "place", "found by"} <= set(labels)
    told = json.loads(known("why", ARTICLE, "3", "--json").out)
    assert [f"{one['label'] or 'and'}: {one['says']}" for one in told["known"]] == [
        line for line in rest.splitlines() if not line.startswith(("found by", "to review"))
    ]


@pytest.mark.parametrize("words", [["why"], ["wordings"], ["cite"], ["like"], ["decide"]])
def test_a_number_that_is_none_is_one_sentence(known: Briefing, words: list[str]) -> None:
    verdict = ["right"] if words == ["decide"] else []
    outcome = known(*words, ARTICLE, "99", *verdict)
    assert (outcome.code, outcome.out) == (3, "")
    assert "There is no statement 99 in it" in outcome.err
    assert known(*words, "nowhere.txt", "1", *verdict).code == 3


def test_numbers_are_the_same_everywhere(known: Briefing) -> None:
    shown = known("show", ARTICLE).out
    for line in map(json.loads, known("statements", "--all", "--copies", "--json").out.splitlines()):
        if line["article"]["path"].endswith(ARTICLE):
            assert f"\n{line['number']}. " in shown
            cited = known("cite", ARTICLE, str(line["number"]), "--form", "verbatim").out
            assert cited == f"{line['content']}\n"


def test_a_copy_is_kept_in_the_file_too(known: Briefing, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("briefing.clipboard.send_to_terminal", lambda text, write: False)
    outcome = known("cite", ARTICLE, "3", "--copy", "--form", "plain")
    assert f"words kept in {home}" in outcome.err
    assert (home / "data" / "last-copy.txt").read_text("utf-8") == outcome.out


def test_what_is_marked_is_the_text_and_nothing_is_lost(known: Briefing) -> None:
    view = json.loads(known("show", ARTICLE, "--json").out)
    marked = known("show", ARTICLE, "--marked").out
    for statement in view["statements"]:
        assert f"[{statement['number']} " in marked
        assert f" end of {statement['number']}]" in marked
    assert marked.count(" end of ") == sum(len(one["spans"]["content"]) for one in view["statements"])


def test_what_is_reviewed_is_decided_and_taken_back(known: Briefing) -> None:
    before = known("review", "--json").out.splitlines()
    first = json.loads(before[0])["statement"]
    file = Path(first["article"]["path"]).name
    assert f"answer: briefing decide {file} {first['number']} right" in known("review").out
    done = known("decide", file, str(first["number"]), "wrong", "--speaker", "Ada Quill", "--everywhere")
    assert done.code == 0
    assert "Ada Quill said" in done.out
    assert len(known("review", "--json").out.splitlines()) == len(before) - 1
    assert known("decisions", "undo").code == 0
    assert known("review", "--json").out.splitlines() == before
    known("decide", file, str(first["number"]), "wrong", "--nobody")
    assert json.loads(known("decisions", "list", "--json").out.splitlines()[-1])["value"]["speaker"] is None


@pytest.mark.parametrize("words", [["wrong"], ["right", "--speaker", "X"], ["wrong", "--speaker", "X", "--nobody"]])
def test_a_wrong_one_needs_somebody_and_no_other_does(known: Briefing, words: list[str]) -> None:
    outcome = known("decide", ARTICLE, "3", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--nobody" in outcome.err


@pytest.mark.parametrize("name", ["x" * 301, " ", "\u0958" * 200])
def test_what_can_be_no_name_is_told_in_one_sentence(known: Briefing, name: str) -> None:
    outcome = known("decide", ARTICLE, "3", "wrong", "--speaker", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert "A name has 1 to 300 characters" in outcome.err
    outcome = known("actors", "rename", "Hulusi Akar", name)
    assert (outcome.code, outcome.out) == (2, "")


def test_what_is_like_an_article_and_like_a_statement(known: Briefing) -> None:
    assert "000_a9858641a3ed4081.txt" in known("like", ARTICLE).out
    lines = known("like", ARTICLE, "3", "--limit", "2", "--json").out.splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"statement"}


def test_two_actors_are_two(known: Briefing) -> None:
    done = known("actors", "apart", "Ismail Demir", "Hulusi Akar")
    assert done.out == "“Ismail Demir” and “Hulusi Akar” are two.\n"
    assert "Unsure whether" in known("actors", "apart", "Ismail Demir", "Hulusi Akar", "--unsure").out


def test_everything_that_is_read_or_copied_by_a_key_is_told_in_the_readme() -> None:
    """A key that shows or takes along has its command in the table; those that move about need none."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    table = readme.partition("## Without the screen")[2].partition("\n## ")[0]
    for name in ("about", "changes", "wordings", "undo", "redo", "review"):
        assert KEYS[name].says.split(",")[0] in table, name
