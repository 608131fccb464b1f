"""How right our statements are, asked from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.bench.__main__ import bench
from briefing.errors import AttributionError
from briefing.model import Statement
from tests.cli import bridge
from tests.cli.conftest import Briefing


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return bridge.build(tmp_path, monkeypatch)


def test_the_table_is_that_of_the_bench(briefing: Briefing, gold: Path) -> None:
    ours = briefing("eval", gold, gold)
    theirs = CliRunner().invoke(bench, ["--only", "gold", "--gold", str(gold), "--gold", str(gold)])
    assert theirs.exit_code == 0
    assert theirs.stdout.splitlines()[1:] == ours.out.splitlines()
    assert ours.out.count("bridge.jsonl, 2 articles") == 2


def test_json_is_one_object_a_file(briefing: Briefing, gold: Path) -> None:
    outcome = briefing("eval", "--json", gold, gold)
    one, two = (json.loads(line) for line in outcome.out.splitlines())
    assert one == two
    assert "errors" not in one
    assert one["all"] == {
        "gold": 5,
        "said": 4,
        "relation": [75.0, 60.0, 66.7],
        "full": [50.0, 40.0, 44.4],
        "source": 66.7,
    }


def test_so_many_errors_of_each_sort(briefing: Briefing, gold: Path) -> None:
    def sorts(number: int) -> list[str]:
        errors = json.loads(briefing("eval", "--json", gold, "--errors", str(number)).out)["errors"]
        return [error["sort"] for error in errors]

    assert sorts(1) == ["wrong source", "missed", "spurious"]
    assert sorts(9) == ["wrong source", "missed", "missed", "spurious"]


def test_cores_are_handed_on(briefing: Briefing, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def extract(texts: Iterable[tuple[str, str]], *, threads: int) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        asked.append(threads)
        return bridge.extract(texts)

    monkeypatch.setattr("briefing.services.extract.extract", extract)
    assert briefing("eval", gold).code == 0
    assert briefing("eval", gold, "--threads", "3").code == 0
    assert asked == [1, 3]


def test_every_file_is_read_before_the_first_is_scored(briefing: Briefing, gold: Path, tmp_path: Path) -> None:
    outcome = briefing("eval", gold, tmp_path / "nowhere.jsonl")
    assert (outcome.code, outcome.out) == (4, "")
    assert "finding" not in outcome.err


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (None, "The gold file bad.jsonl cannot be read (no such file or directory): check it."),
        (b"", "The gold file bad.jsonl holds no article"),
        (b'{"id": "caf\xe9"}', "The gold file bad.jsonl is not UTF-8"),
        (b"\nMayor Quill said so.\n", "A gold article is expected in line 2 of bad.jsonl"),
        (b'{"id": "a", "text": "So.", "statements": [{"content": [[0, 9]]}]}', "does not lie inside its text"),
    ],
)
def test_a_file_that_is_no_gold_is_one_sentence(
    briefing: Briefing, gold: Path, raw: bytes | None, complaint: str
) -> None:
    if raw is not None:
        gold.with_name("bad.jsonl").write_bytes(raw)
    outcome = briefing("eval", "bad.jsonl")
    assert (outcome.code, outcome.out) == (4, "")
    assert outcome.err.startswith("briefing: ")
    assert len(outcome.err.splitlines()) == 1
    assert complaint in outcome.err


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ([], "Missing argument 'GOLD…'"),
        (["bridge.jsonl", "--errors", "-1"], "not in the range"),
        (["bridge.jsonl", "--threads", "0"], "not in the range"),
    ],
)
def test_words_that_are_not_understood(briefing: Briefing, gold: Path, words: list[str], part: str) -> None:
    outcome = briefing("eval", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert part in outcome.err


def test_a_model_that_is_missing(briefing: Briefing, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(texts: object, *, threads: int) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        raise AttributionError("The language model is missing; install briefing again.")

    monkeypatch.setattr("briefing.services.extract.extract", extract)
    outcome = briefing("eval", gold)
    assert (outcome.code, outcome.out) == (7, "")
    assert outcome.err.splitlines()[-1] == "briefing: The language model is missing; install briefing again."


def test_terminal_codes_in_a_text_are_shown_as_text(briefing: Briefing, gold: Path) -> None:
    text = "Quill said \x1b[2Jthat\x9b31m\u202e it rained."
    statement = {"content": [[11, len(text)]], "cue": [[6, 10]], "source": [[0, 5]]}
    gold.write_text(json.dumps({"id": "\x1b]52;c;eA==\x07", "text": text, "statements": [statement]}), "utf-8")
    for words in ([], ["--json"]):
        outcome = briefing("eval", gold, "--errors", "1", *words)
        assert outcome.code == 0
        assert "it rained." in outcome.out
        assert not any(code in outcome.out + outcome.err for code in ("\x1b", "\x07", "\x9b", "\u202e"))


def test_no_library_is_touched(briefing: Briefing, gold: Path, home: Path) -> None:
    assert briefing("eval", gold).code == 0
    assert not (home / "data").exists()
