"""`python -m briefing.bench` as it is called."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.bench.__main__ import bench
from briefing.bench.attribution import Reading, Speed
from briefing.bench.folder import Filling
from briefing.bench.resolution import Share
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
    def extract(texts: Iterable[tuple[str, str]], *, threads: int) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        assert list(texts) == [("bridge", TEXT)]
        yield "bridge", (FOUND,)

    monkeypatch.setattr("briefing.services.extract.extract", extract)
    ran = CliRunner().invoke(bench, ["--only", "gold", "--gold", str(gold)])
    assert ran.exit_code == 0, ran.stderr
    assert "gold.jsonl, 1 article; precision/recall/F1" in ran.stdout
    assert "content 100.0/80.0/88.9   calibration error 10.0" in ran.stdout
    assert "full 100.0/100.0/100.0" in ran.stdout


def test_a_missing_gold_file_is_one_sentence(tmp_path: Path) -> None:
    ran = CliRunner().invoke(bench, ["--only", "gold", "--gold", str(tmp_path / "none.jsonl")])
    assert ran.exit_code == 4
    assert len(ran.stderr.splitlines()) == 1
    assert "cannot be read" in ran.stderr


def test_a_missing_model_is_one_sentence(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(texts: object, *, threads: int) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        raise AttributionError("The language model is missing; install briefing again.")

    monkeypatch.setattr("briefing.services.extract.extract", extract)
    ran = CliRunner().invoke(bench, ["--only", "gold", "--gold", str(gold)])
    assert ran.exit_code == 7
    assert ran.stderr.splitlines()[-1] == "bench: The language model is missing; install briefing again."


def test_speed_is_that_of_a_worker_and_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.txt").write_text("Mine.", encoding="utf-8")
    asked = []

    def speed(texts: list[str], environment: Mapping[str, str], *, rounds: int, told: object) -> Speed:
        asked.append((texts, rounds, "BRIEFING_DATA_DIR" in environment))
        return Speed([Reading(10_000, 1.5, 11.0, 10.0, 300 << 20)], [])

    def filling(texts: list[str], place: Path, environment: Mapping[str, str]) -> Filling:
        asked.append((texts, place.exists(), "BRIEFING_DATA_DIR" in environment))
        return Filling(articles=100, words=40_000, cores=2, seconds=20.0)

    monkeypatch.setattr("briefing.bench.attribution.speed", speed)
    monkeypatch.setattr("briefing.bench.folder.filling", filling)
    monkeypatch.setattr("briefing.bench.resolution.resolution", lambda *_, **__: [Share(10.0, {"speakers": 0.5})])
    ran = CliRunner().invoke(bench, ["--only", "speed", "--runs", "3", str(tmp_path / "mine.txt")])
    assert ran.exit_code == 0, ran.stderr
    assert asked == [(["Mine."], 3, True), (["Mine."], False, True)]
    assert "1,000 words a second and core" in ran.stdout
    assert "2,000 words a second by the clock" in ran.stdout
    assert "speakers, way and actors    5.0 % of its core (speakers 5.0)" in ran.stdout
