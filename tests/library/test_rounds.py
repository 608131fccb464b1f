"""Finding statements in a process of its own: it finds the same, and whatever becomes of it costs nothing else."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefing.bench.processes import tree_of
from briefing.library import attributing_aside, rounds
from briefing.library.attributing_aside import ROUND, RoundAside
from briefing.library.findings import Findings
from briefing.library.library import Library
from briefing.library.processes import DiedError, Process
from tests.library.fakes import FELL_OVER, ONCE, WORKER, Bench, scan, until

NONSENSE = "import sys; sys.stdin.readline(); print('[]', flush=True); sys.stdin.read()"


@pytest.fixture
def opened(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Library]]:
    """Opens a library of three articles, which are many, with processes for everything."""
    monkeypatch.setattr(rounds, "LITTLE", 2)
    monkeypatch.setattr(rounds, "LARGE", 2)
    monkeypatch.setattr("briefing.library.workers.WORKER", WORKER)
    for number in range(3):
        bench.write(f"{number}.txt", f'Title {number}\ndate: 2021-03-0{number + 1}\n"Word {number}," said Hulusi Akar.')
    libraries: list[Library] = []

    def open_one() -> Library:
        library = Library(bench.folder, scanner=scan, reader=bench.reader, version="1")
        library.store.add_roots([bench.root])
        library.ingest.stay()
        libraries.append(library)
        return library

    yield open_one
    for library in libraries:
        library.close()


@pytest.fixture
def not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing is found, settled or counted in this process."""

    def here(*args: object, **named: object) -> None:
        raise AssertionError("it was done in the app's own process")

    for name in ("keep", "settle", "count_mentions"):
        monkeypatch.setattr(Findings, name, here)


def by(monkeypatch: pytest.MonkeyPatch, *command: str) -> None:
    monkeypatch.setattr(attributing_aside, "ROUND", command)


def meanwhile(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    """Do something once, as soon as the other process has told how far it is."""
    take, done = RoundAside._take, list[object]()

    def taking(self: RoundAside, said: Any) -> None:
        if not done and "done" in said:
            done.append(do())
        take(self, said)

    monkeypatch.setattr(RoundAside, "_take", taking)


def run(library: Library) -> None:
    library.ingest.start()
    assert library.ingest.wait(60)


def found(library: Library) -> int:
    return library.search("speaker:akar", limit=9, typing=False).articles


@pytest.mark.usefixtures("not_here")
def test_many_articles_are_attributed_in_another_process(opened: Callable[[], Library]) -> None:
    library = opened()
    run(library)
    assert library.ingest.problems() == ()
    assert found(library) == 3
    assert [(actor.name, actor.said, actor.mentioned) for actor in library.store.findings.actors()] == [
        ("Hulusi Akar", 3, 3)
    ]
    assert library.store.findings.is_settled()


def test_whoever_looks_at_no_screen_waits_for_no_other_process(
    opened: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    by(monkeypatch, sys.executable, "-c", FELL_OVER)
    library = opened()
    library.ingest._rounds.on_screen = False
    run(library)
    assert library.ingest.problems() == ()
    assert found(library) == 3


def test_few_articles_are_attributed_here_and_their_words_are_found_before_all_is_counted(
    opened: Callable[[], Library], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    run(library)
    kept: list[str] = []
    keep = Findings.keep

    def noted(self: Findings, *args: Any) -> None:
        kept.append("here")
        keep(self, *args)

    def here(*args: object) -> None:
        raise AssertionError("it was counted in the app's own process")

    monkeypatch.setattr(Findings, "keep", noted)
    monkeypatch.setattr(Findings, "count_mentions", here)
    monkeypatch.setattr(Findings, "settle", here)
    bench.write("3.txt", 'Title 3\n"Word 3," said Hulusi Akar of Ismail Demir.')
    run(library)
    assert library.ingest.problems() == ()
    assert (kept, found(library)) == (["here"], 4)
    assert library.store.findings.is_settled()


def test_what_the_reader_opens_comes_first(opened: Callable[[], Library]) -> None:
    library = opened()
    library.ingest.start(attribute=False)
    assert library.ingest.wait(60)
    assert library.store.counts(0.0).pending == 3, "only what was asked for is done aside too"
    oldest = library.store.articles()[-1].id
    library.ingest.prefer(oldest)
    run(library)
    with closing(sqlite3.connect(library.store.path)) as connection:
        (first,) = connection.execute("SELECT article FROM statements ORDER BY rowid LIMIT 1").fetchone()
    assert first == oldest


@pytest.mark.usefixtures("not_here")
def test_a_file_that_comes_meanwhile_is_read_and_attributed(
    opened: Callable[[], Library], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()

    def come() -> None:
        for number in range(3, 6):
            bench.write(f"{number}.txt", f'Title {number}\n"Word {number}," said Hulusi Akar.')
        library.ingest.start()

    meanwhile(monkeypatch, come)
    run(library)
    assert library.ingest.problems() == ()
    assert found(library) == 6


def test_a_file_that_comes_meanwhile_is_found_at_once_however_long_the_others_take(
    opened: Callable[[], Library], bench: Bench, tmp_path: Path
) -> None:
    bench.write("3.txt", f"Hangs\ndate: 2021-03-09\n[[hang {tmp_path / 'hung'}]]")
    library = opened()
    library.ingest.start()
    until((tmp_path / "hung").exists, 60)
    bench.write("4.txt", "Zyzzyva\nnobody says anything")
    library.ingest.start()
    until(lambda: library.search("zyzzyva", limit=9, typing=False).articles == 1, 30)
    until(lambda: library.ingest.stage().name == "attributing")


@pytest.mark.usefixtures("not_here")
def test_a_process_that_ends_is_started_once_more(
    opened: Callable[[], Library], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by(monkeypatch, sys.executable, "-c", ONCE, str(tmp_path / "fell over"), ROUND[-1])
    library = opened()
    run(library)
    assert library.ingest.problems() == ()
    assert found(library) == 3


@pytest.mark.parametrize(("code", "reason"), [(FELL_OVER, "it fell over"), (NONSENSE, "not in its own form")])
def test_a_process_that_never_works_is_told_of_and_costs_only_the_statements(
    opened: Callable[[], Library], monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    by(monkeypatch, sys.executable, "-c", code)
    library = opened()
    run(library)
    (problem,) = library.ingest.problems()
    assert "Finding statements was given up until the next start" in problem
    assert reason in problem
    assert library.search("word", limit=9, typing=False).articles == 3
    by(monkeypatch, *ROUND)
    run(library)
    assert (library.ingest.problems(), found(library)) == ((), 3)


def test_closing_ends_the_process_and_its_workers_and_the_next_start_goes_on(
    opened: Callable[[], Library], bench: Bench, tmp_path: Path
) -> None:
    hanging = bench.write("3.txt", f"Hangs\ndate: 2021-03-09\n[[hang {tmp_path / 'hung'}]]")
    library = opened()
    library.ingest.start()
    until((tmp_path / "hung").exists, 60)
    aside = library.ingest._rounds._aside
    assert aside is not None
    assert aside._aside._process is not None
    family = tree_of(aside._aside._process._process.pid)
    assert len(family) == 2, "the process and its worker"
    began = time.monotonic()
    library.close()
    assert time.monotonic() - began < 0.5
    assert library.ingest.wait(5)
    until(lambda: not {one.pid for one in family} & {one.pid for one in tree_of(1)})
    hanging.write_text("Hangs no more", encoding="utf-8")
    library = opened()
    run(library)
    assert (library.ingest.problems(), found(library)) == ((), 3)


@pytest.mark.parametrize("worker", ["round_worker", "index_worker"])
def test_a_process_that_cannot_do_it_says_why_while_its_input_is_open(tmp_path: Path, worker: str) -> None:
    order = {"record": str(tmp_path), "version": "1", "size": 1, "metonyms": {}, "worker": ["none"], "find": True}
    command = (sys.executable, "-m", f"briefing.library.{worker}")
    process = Process(command)
    process.say(json.dumps({**order, "preferred": [], "do": "catch up"}).encode() + b"\n")
    with pytest.raises(DiedError, match="cannot be opened"):
        process.hear(60.0)
    process.end()
