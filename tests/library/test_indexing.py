"""Indexing in a process of its own: it finds the same, and whatever becomes of the process costs nothing else."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefing.library import indexing
from briefing.library.index import Index
from briefing.library.indexing import INDEXER, Indexing
from briefing.library.library import Library
from briefing.search.engine import Document
from tests.library.fakes import FELL_OVER, ONCE, Bench

STEP = "import sys, threading; print('1', flush=True); threading.Event().wait()"
HANGS = "import threading; threading.Event().wait()"
GOES_ON_FOR_EVER = """
import threading
from briefing.library import index_worker
index_worker.serve = lambda order, say: threading.Event().wait()
index_worker.main()
"""


@pytest.fixture
def library(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Library:
    """One whose index is gone, in which even three articles are many."""
    monkeypatch.setattr(indexing, "LITTLE", 2)
    for number in range(3):
        bench.write(f"{number}.txt", f'Title {number}\n"Word {number}," said Hulusi Akar.')
    library = bench.run()
    library.index.discard()
    return library


def not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing is indexed in this process."""

    def here(*args: object) -> bool:
        raise AssertionError("it was indexed in the app's own process")

    monkeypatch.setattr(Index, "catch_up", here)
    monkeypatch.setattr(Index, "tidy", here)


def found(library: Library) -> int:
    return library.search("speaker:akar", limit=9, typing=False).articles


def pieces_of(library: Library) -> int:
    return len(list(library.index.engine.folder.glob("*.trm")))


def made_with(library: Library, *command: str) -> Indexing:
    return Indexing(library.index, library.store.path, command=command)


def test_many_articles_are_indexed_in_another_process(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    not_here(monkeypatch)
    assert found(library) == 0
    library.ingest.start(rebuild=True)
    assert library.ingest.wait(60)
    assert library.ingest.problems() == ()
    assert found(library) == 3
    assert library.index.behind() == 0


def test_it_tells_how_far_it_is_and_puts_in_order(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    not_here(monkeypatch)
    told: list[int] = []
    indexing = made_with(library, *INDEXER)
    assert indexing.catch_up(lambda: False, told.append)
    assert told == [3]
    assert indexing.failure is None
    for number in range(8):
        assert library.index.engine.add([Document(f"piece {number}", "T", (), None, None, "cabbage")])
    pieces = pieces_of(library)
    assert indexing.tidy()
    assert pieces_of(library) < pieces - 5
    assert found(library) == 3


def test_whoever_was_interrupted_begins_with_little(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "LITTLE", 1)
    monkeypatch.setattr(indexing, "_SMALL", 1)
    told: list[int] = []
    one = made_with(library, *INDEXER)
    assert one.catch_up(lambda: False, told.append, lambda: True)
    assert told == []
    assert one.catch_up(lambda: False, told.append)
    assert told == [1, 1, 2], "one here, then one and all others in a process"
    library.index.discard()
    assert one.catch_up(lambda: False, told.append)
    assert told == [1, 1, 2, 3]


def test_a_process_that_falls_over_is_a_sentence(library: Library) -> None:
    indexing = made_with(library, sys.executable, "-c", FELL_OVER)
    assert not indexing.catch_up(lambda: False, lambda done: None)
    assert indexing.failure == (
        "The process that brings the search index up to date ended (it fell over): it is tried again later."
    )
    assert not indexing.tidy()  # which nobody has to know of


def test_a_process_that_falls_over_once_is_started_again(library: Library, tmp_path: Path) -> None:
    indexing = made_with(library, sys.executable, "-c", ONCE, str(tmp_path / "fell over"), INDEXER[-1])
    assert indexing.catch_up(lambda: False, lambda done: None)
    assert found(library) == 3


def test_closing_does_not_wait_for_it(library: Library) -> None:
    indexing = made_with(library, sys.executable, "-c", STEP)
    begun, ended = threading.Event(), threading.Event()

    def catch_up() -> None:
        indexing.catch_up(lambda: False, lambda done: begun.set())
        ended.set()

    threading.Thread(target=catch_up, daemon=True).start()
    assert begun.wait(30)
    indexing.close()
    assert ended.wait(30)
    assert indexing.failure is None


@pytest.mark.parametrize(("at_once", "code", "goes"), [(True, HANGS, True), (False, HANGS, False), (False, STEP, True)])
def test_putting_in_order_makes_way(library: Library, at_once: bool, code: str, goes: bool) -> None:
    """At once when it can wait, else as soon as the first step is done: pieces must not become more and more."""
    one = made_with(library, sys.executable, "-c", code)
    wanted, done = threading.Event(), list[bool]()
    tidying = threading.Thread(target=lambda: done.append(one.tidy(wanted.is_set, at_once=at_once)))
    tidying.start()
    wanted.set()
    for _ in range(100):  # it may only be about to start
        one.make_way()
        tidying.join(0.02)
    assert tidying.is_alive() is not goes
    one.close()  # else it would hang for ever
    tidying.join(30)
    assert done == [code == STEP], "what was done of it counts"


def test_an_index_that_was_added_to_a_few_times_is_put_in_order_at_rest(library: Library) -> None:
    """In the app, that is: no command waits for it."""
    for stays, untidy, left in ((False, 6, 6), (True, 4, 4), (True, 6, 0)):
        if stays:
            library.ingest.stay()
        library.store.set_meta("untidy", untidy)
        library.index_now()
        library.ingest.start()
        assert library.ingest.wait(60)
        assert library.store.meta("untidy") == left


def test_it_does_not_outlive_the_app() -> None:
    worker = subprocess.Popen((sys.executable, "-c", GOES_ON_FOR_EVER), stdin=subprocess.PIPE)
    assert worker.stdin is not None
    worker.stdin.write(b"{}\n")
    worker.stdin.close()
    assert worker.wait(timeout=30) == 0
