"""`python -m briefing.bench` as it is called."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.bench.__main__ import bench
from briefing.errors import AttributionError
from briefing.model import Kind, Span, Statement

TEXT = "The mayor said that the bridge would open."
GOLD = {"id": "bridge", "text": TEXT, "statements": [{"content": [[15, 41]], "cue": [[10, 14]], "source": [[0, 9]]}]}
FOUND = Statement(
    content=(Span(20, 41),), cue=(Span(10, 14),), source=(Span(4, 9),), kind=Kind.INDIRECT, confidence=0.9
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return file


def test_gold_files_are_scored(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        assert list(texts) == [("bridge", TEXT)]
        yield "bridge", (FOUND,)

    monkeypatch.setattr("briefing.services.extract.extract", extract)
    ran = CliRunner().invoke(bench, ["--only", "gold", "--gold", str(gold)])
    assert ran.exit_code == 0, ran.stderr
    assert "gold.jsonl, 1 articles; precision/recall/F1" in ran.stdout
    assert "content 100.0/80.0/88.9   calibration error 10.0" in ran.stdout
    assert "full 100.0/100.0/100.0" in ran.stdout


def test_a_missing_gold_file_is_one_sentence(tmp_path: Path) -> None:
    ran = CliRunner().invoke(bench, ["--only", "gold", "--gold", str(tmp_path / "none.jsonl")])
    assert ran.exit_code == 4
    assert len(ran.stderr.splitlines()) == 1
    assert "cannot be read" in ran.stderr


def test_a_missing_model_is_one_sentence(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(texts: object) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        raise AttributionError("The language model is missing; install briefing again.")

    monkeypatch.setattr("briefing.services.extract.extract", extract)
    ran = CliRunner().invoke(bench, ["--only", "gold", "--gold", str(gold)])
    assert ran.exit_code == 7
    assert ran.stderr.splitlines()[-1] == "bench: The language model is missing; install briefing again."
