"""Texts in, who said what out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from briefing.errors import AttributionError
from briefing.model import Kind, Span, Speaker, Statement
from briefing.model.kinds import ActorKind
from tests.cli.conftest import SEEDS, Briefing


def found_in(text: str) -> tuple[Statement, ...]:
    """Whatever follows the first "said"."""
    at = text.find("said ")
    if at < 0:
        return ()
    return (
        Statement(
            content=(Span(at + 5, len(text)),),
            cue=(Span(at, at + 4),),
            source=(Span(0, at - 1),),
            speaker=Speaker(name=text[: at - 1], kind=ActorKind.PERSON, role="Minister"),
            kind=Kind.INDIRECT,
            confidence=0.91234,
            reasons=("the words say so",),
        ),
    )


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A service that finds what it is shown, one text at a time."""
    seen: list[tuple[str, str]] = []

    def extract(
        texts: Iterable[tuple[str, str]], *, unread: Callable[[str, str], None]
    ) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        for identity, text in texts:
            seen.append((identity, text))
            if "[[foreign]]" in text:
                unread(identity, "The text is not English.")
            if "[[fail]]" in text:
                raise AttributionError("The language model cannot be loaded: install the package again.")
            yield identity, found_in(text)

    module = ModuleType("briefing.services.extract")
    module.extract = extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "briefing.services.extract", module)
    return seen


def line(identity: object, text: object) -> str:
    return json.dumps({"id": identity, "text": text}) + "\n"


def test_json_lines_on_standard_input(briefing: Briefing) -> None:
    outcome = briefing("extract", given=line("a", "Akar said nothing.") + "\n" + line(7, "Rain."))
    assert outcome.code == 0
    first, second = (json.loads(one) for one in outcome.out.splitlines())
    assert first["id"] == "a"
    (statement,) = first["statements"]
    assert statement["content"] == [[10, 18]]
    assert statement["cue"] == [[5, 9]]
    assert statement["source"] == [[0, 4]]
    assert statement["speaker"] == "Akar"
    assert (statement["kind"], statement["mode"], statement["polarity"]) == ("indirect", "speech", "said")
    assert statement["confidence"] == 0.9123
    assert statement["reasons"] == ["the words say so"]
    assert second == {"id": 7, "statements": []}


def test_a_text_that_is_not_read_says_why(briefing: Briefing) -> None:
    outcome = briefing("extract", given=line("a\x1b", "[[foreign]]") + line("b", "Akar said nothing."))
    assert outcome.code == 0
    first, second = (json.loads(one) for one in outcome.out.splitlines())
    assert first == {"id": "a\x1b", "statements": [], "unread": "The text is not English."}
    assert "unread" not in second
    assert outcome.err.splitlines() == ["briefing: a␛: The text is not English."]


def test_offsets_count_code_points_of_the_text_as_given(briefing: Briefing) -> None:
    text = "\ufeffCafe\u0301 \U0001f600\r\nsaid it.\r\n"
    outcome = briefing("extract", given=line("a", text))
    (statement,) = json.loads(outcome.out)["statements"]
    ((start, end),) = statement["content"]
    assert text[start:end] == "it.\r\n"


def test_a_text_file_is_one_article(briefing: Briefing, seen: list[tuple[str, str]], tmp_path: Path) -> None:
    crlf = tmp_path / "a.md"
    crlf.write_bytes(b"Akar\r\nsaid it.\r\n")
    outcome = briefing("extract", crlf, SEEDS / "003_fd1aee54e6a12c6a.txt")
    assert outcome.code == 0
    assert [json.loads(one)["id"] for one in outcome.out.splitlines()] == ["a.md", "003_fd1aee54e6a12c6a.txt"]
    assert seen[0] == ("a.md", "Akar\r\nsaid it.\r\n")
    assert seen[1][1] == (SEEDS / "003_fd1aee54e6a12c6a.txt").read_bytes().decode()


def test_a_malformed_line_costs_only_itself(briefing: Briefing) -> None:
    given = (
        line("a", "x") + "no json\n" + '{"id": 1}\n' + "[1]\n" + line(None, "x") + line("b", "\ud800") + line("c", "y")
    )
    outcome = briefing("extract", given=given)
    assert outcome.code == 4
    assert [json.loads(one)["id"] for one in outcome.out.splitlines()] == ["a", "c"]
    for number in (2, 3, 4, 5, 6):
        assert f"Line {number} of standard input was left out" in outcome.err
    assert "5 lines or files could not be read" in outcome.err


def test_bytes_that_are_no_utf_8(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    outcome = briefing(
        "extract", tmp_path / "a.txt", "-", given=b'{"id": 1, "text": "caf\xe9"}\n' + line("b", "x").encode()
    )
    assert outcome.code == 4
    assert json.loads(outcome.out)["id"] == "b"
    assert "a.txt cannot be read (it is not UTF-8)" in outcome.err
    assert "Line 1 of standard input was left out (it is not UTF-8)" in outcome.err


def test_a_missing_file(briefing: Briefing, tmp_path: Path) -> None:
    outcome = briefing("extract", tmp_path / "nowhere.jsonl")
    assert outcome.code == 4
    assert outcome.out == ""
    assert "nowhere.jsonl cannot be read (no such file or directory)" in outcome.err


def test_no_library_is_touched(briefing: Briefing, home: Path) -> None:
    assert briefing("extract", given=line("a", "Akar said it.")).code == 0
    assert not (home / "data").exists()


def test_nothing_given_is_nothing_found_in_it(briefing: Briefing) -> None:
    outcome = briefing("extract", given="")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_a_model_that_fails(briefing: Briefing) -> None:
    outcome = briefing("extract", given=line("a", "Akar said it.") + line("b", "[[fail]]"))
    assert outcome.code == 7
    assert json.loads(outcome.out)["id"] == "a"
    assert "The language model cannot be loaded" in outcome.err


def test_what_steers_a_terminal_is_written_as_its_code(briefing: Briefing) -> None:
    outcome = briefing("extract", given=line("\x1b[2J\x9b\u202e\U000e0041", "x said \x1b]52;"))
    assert json.loads(outcome.out)["id"] == "\x1b[2J\x9b\u202e\U000e0041"
    assert outcome.out.isprintable() or outcome.out[:-1].isprintable()
