"""What changes while much else is to be done is found at once, and all else is done as well."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing.library import attributing, indexing, roster, settling
from briefing.library.attributing_aside import Plan, RoundAside
from briefing.library.findings import Findings
from briefing.library.indexing import Indexing
from briefing.library.library import Library
from briefing.library.round_worker import Worker
from briefing.library.store import Store
from tests.library.fakes import WORKER, Attributor, Bench, until
from tests.library.test_settling import ANA, put, seen, settle, written

HANGS = "import threading; threading.Event().wait()"
DOES_A_LITTLE = "import threading; print('1', flush=True); threading.Event().wait()"


def finds(library: Library, word: str) -> bool:
    return library.search(word, limit=9, typing=False).articles == 1


@pytest.fixture
def filled(bench: Bench) -> Bench:
    for number in range(12):
        bench.write(
            f"{number:02}.txt", f'Title {number}\ndate: 2021-03-{number + 1:02}\n"Word{number}," said Ana Berg.'
        )
    return bench


@pytest.fixture
def indexed_by(filled: Bench, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Library]:
    """Opens a library whose index is lost, and made again by a process of this code."""

    def opened(code: str) -> Library:
        filled.run().close()
        monkeypatch.setattr(indexing, "LITTLE", 2)
        monkeypatch.setattr(indexing, "INDEXER", (sys.executable, "-c", code))
        library = filled.open()
        library.index.discard()
        return library

    return opened


@pytest.mark.parametrize("code", [HANGS, DOES_A_LITTLE])
def test_while_the_index_is_made(indexed_by: Callable[[str], Library], filled: Bench, code: str) -> None:
    library = indexed_by(code)
    library.ingest.start()
    until(lambda: library.ingest._indexing._can_be_left)
    filled.write("05.txt", "Title 5\nZyzzyva")
    library.ingest.start()
    until(lambda: finds(library, "zyzzyva"))
    behind = library.index.behind()
    assert behind is not None
    assert behind >= 10, "it is still to learn nearly all of them"


def test_nothing_is_found_twice_when_all_is_done(indexed_by: Callable[[str], Library], filled: Bench) -> None:
    library = indexed_by(HANGS)
    library.index.begin()
    ids = [card.id for card in library.store.articles()]
    assert library.index.put_first([ids[3], "an article that is gone"])
    assert finds(library, "word8")
    assert library.index.catch_up(lambda: False)
    assert library.index.engine.count() == 12
    assert library.index.put_first(ids[:1])
    library.index.discard()
    assert not library.index.put_first(ids[:1]), "there is no index to add to"


def test_whoever_indexes_is_left_at_once_and_yet_all_is_indexed(indexed_by: Callable[[str], Library]) -> None:
    """Whoever changes articles one upon the other neither waits for the index nor keeps it from ever being made."""
    library = indexed_by(HANGS)
    indexing_with = Indexing(library.index, library.store.path)
    told: list[int] = []
    for left_to_do in (None, 12, 10, 8):
        assert library.index.behind() == left_to_do
        wanted = threading.Event()
        thread = threading.Thread(target=indexing_with.catch_up, args=(lambda: False, told.append, wanted.is_set))
        thread.start()
        until(lambda: indexing_with._can_be_left)
        wanted.set()
        indexing_with.make_way()
        thread.join(30)
        assert not thread.is_alive()
        assert indexing_with.failure is None
    assert told == [2, 2, 2], "each time but the first, and no more than that"


def test_what_is_wanted_already_does_not_wait_for_the_index(indexed_by: Callable[[str], Library]) -> None:
    library = indexed_by("")
    indexing_with = Indexing(library.index, library.store.path)
    told: list[int] = []
    for done in ([], [], [], [2], [2, 2]):  # a few times; then a little is done each time all the same
        assert indexing_with.catch_up(lambda: False, told.append, lambda: True)
        assert told == done


def test_what_changes_while_the_index_is_made_is_read_before_statements_are_found(
    filled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled.open()
    catch_up, read = library.ingest._indexing.catch_up, list[bool]()

    def caught_up(*args: Any) -> bool:
        if library.ingest.tally().articles.new == 12 and not (filled.root / "new.txt").exists():
            filled.write("new.txt", "New\nZyzzyva")
            library.ingest.start()
        return catch_up(*args)

    def found(*args: Any) -> bool:
        read.append("New" in {card.title for card in library.store.articles()})
        return True

    monkeypatch.setattr(library.ingest._indexing, "catch_up", caught_up)
    monkeypatch.setattr(library.ingest._rounds, "find", found)
    library.ingest.start()
    assert library.ingest.wait(30)
    assert read
    assert all(read)


def test_while_others_are_read(filled: Bench) -> None:
    library = filled.open()
    found: list[bool] = []

    def before(path: Path) -> None:
        if path.name == "07.txt":  # the newest is read first
            filled.write("new.txt", "New\nZyzzyva")
            library.ingest.start()
        if path.name == "05.txt":
            found.append("New" in {card.title for card in library.store.articles()})

    filled.reader.before = before
    library.ingest.start()
    assert library.ingest.wait(30)
    assert found == [True]
    assert library.ingest.problems() == ()
    assert sorted(filled.reader.read) == sorted([*(f"{number:02}.txt" for number in range(12)), "new.txt"])
    assert finds(library, "zyzzyva")


def test_many_that_come_while_others_are_read_wait_for_their_turn(filled: Bench) -> None:
    library = filled.open()

    def before(path: Path) -> None:
        if path.name == "07.txt" and not (filled.root / "new0.txt").exists():
            for number in range(11):
                filled.write(f"new{number}.txt", f"New {number}\nZyzzyva")
            library.ingest.start()

    filled.reader.before = before
    library.ingest.start()
    assert library.ingest.wait(30)
    last = sorted(f"{number:02}.txt" for number in range(12))
    assert sorted(filled.reader.read[:12]) == last
    assert library.search("zyzzyva", limit=50, typing=False).articles == 11


def test_it_is_looked_at_before_others(filled: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled.open()
    submit = Attributor.submit

    def submitted(self: Attributor, article: Any) -> None:
        if len(filled.seen) == 2:
            filled.write("old.txt", 'Old\ndate: 1999-03-01\n"Zyzzyva," said Ana Berg.')
            library.ingest.start()
        submit(self, article)

    monkeypatch.setattr(Attributor, "submit", submitted)
    library.ingest.start()
    assert library.ingest.wait(30)
    assert len(filled.seen) == 13
    assert "Old" in filled.seen[:6]


def test_what_is_said_there_is_found_before_what_is_said_elsewhere(
    filled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attributing, "sparingly_indexing", lambda index: lambda: None)
    library = filled.open()
    preferred = "Title 3"
    submit, found = Attributor.submit, list[tuple[bool, bool]]()

    def submitted(self: Attributor, article: Any) -> None:
        submit(self, article)
        if len(filled.seen) == 1:
            (wanted,) = [card.id for card in library.store.articles() if card.title == preferred]
            library.ingest.prefer(wanted)
        if len(filled.seen) == 6:
            assert preferred in filled.seen[:3]
            found.append((finds(library, "word3 speaker:berg"), finds(library, "word11 speaker:berg")))

    monkeypatch.setattr(Attributor, "submit", submitted)
    library.ingest.start()
    assert library.ingest.wait(30)
    assert library.ingest.problems() == ()
    assert found == [(True, True)], "the newest with it: there are few"
    assert finds(library, "word0 speaker:berg")


def test_another_process_says_which_articles_somebody_waits_for(filled: Bench) -> None:
    library = filled.open()
    library.ingest.start(attribute=False)
    assert library.ingest.wait(30)
    library.store.findings.renew("1")
    wanted = library.store.articles()[5].id
    said: list[Any] = []
    plan = Plan(library.store.path, "1").told([wanted], find=True)
    Worker({**plan, "worker": list(WORKER)}, said.append).run()
    assert [one for one in said if "show" in one] == [{"show": wanted}]
    shown: list[str] = []
    aside = RoundAside(
        Plan(library.store.path, "1"),
        find=True,
        preferred=list,
        report=lambda done, total: None,
        note=shown.append,
        index=lambda: None,
        show=shown.append,
        refresh=lambda: False,
        closing=lambda: False,
    )
    for one in said:
        aside._take(one)
    assert shown == [wanted]


def test_an_index_that_is_to_be_made_anew_is_while_statements_are_found(
    filled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled.open()
    submit, discard, discarded = Attributor.submit, library.index.discard, list[bool]()
    monkeypatch.setattr(library.index, "discard", lambda: discarded.append(discard()))

    def submitted(self: Attributor, article: Any) -> None:
        if len(filled.seen) == 2:
            library.ingest.start(rebuild=True)
        submit(self, article)

    monkeypatch.setattr(Attributor, "submit", submitted)
    library.ingest.start()
    assert library.ingest.wait(30)
    assert discarded == [True]
    assert library.index.behind() == 0
    assert finds(library, "word8")


def test_whoever_writes_has_a_turn_while_actors_are_put_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = Store(tmp_path / "record.sqlite3"), Store(tmp_path / "record.sqlite3")
    monkeypatch.setattr(settling, "_PORTION", 1)
    rests: list[float] = []

    def rest(seconds: float) -> None:
        with other._connections.reading() as connection:  # it would wait, but for no time at all
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('turn', 1)")
        rests.append(seconds)

    monkeypatch.setattr("briefing.library.settling.time.sleep", rest)
    put(store, written("One"), [ANA, ("Tom Berg", "person", None)])
    put(store, written("Two"), [("Ána Ferrer", "person", None)])
    settle(store)
    assert len(rests) == 2, "after each of two keys"
    assert max(rests) <= 0.05
    assert store.meta("turn") == 1
    store.close()
    other.close()


def test_what_is_said_does_not_wait_until_all_is_counted(filled: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled.run()
    plan = Plan(library.store.path, "1").told([], find=False)
    said: list[object] = []
    worker = Worker(plan, said.append)
    asked: list[tuple[str, bool]] = []

    def settle(self: Findings, stop: Callable[[], bool]) -> None:
        asked.append(("settle", stop()))

    def count(self: Findings, stop: Callable[[], bool]) -> None:
        asked.append(("count", stop()))
        worker.hear({"look": 1})
        asked.append(("count", stop()))

    monkeypatch.setattr(Findings, "settle", settle)
    monkeypatch.setattr(Findings, "count_mentions", count)
    worker.run()
    assert asked == [("settle", False), ("count", False), ("count", True)]
    assert said == [{"end": 0}], "so whoever has said that there is more knows that it was not looked at"


@pytest.mark.parametrize("times", range(5))
def test_actors_that_were_not_all_put_together_are_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    whole, broken = Store(tmp_path / "whole.sqlite3"), Store(tmp_path / "broken.sqlite3")
    monkeypatch.setattr(settling, "_PORTION", 1)
    for store in (whole, broken):
        put(store, written("One"), [ANA])
        put(store, written("Two"), [("Ferrer", "person", "mayor of Lugo")])
        settle(store)
        put(store, written("Three"), [("Ána Ferrer", "person", None), ("Bill Berg", "person", None)])
        put(store, written("Four"), [("Tom Ferrer", "person", "mayor of Lugo")])
    gather, calls = roster.gather, list[object]()

    def gathered(connection: Any, keys: Sequence[str]) -> None:
        calls.append(keys)
        if len(calls) == times + 1:
            raise KeyboardInterrupt
        gather(connection, keys)

    with monkeypatch.context() as patch:
        patch.setattr(roster, "gather", gathered)
        try:
            settle(broken)
        except KeyboardInterrupt:
            assert not broken.findings.is_settled()
    assert seen(broken) == seen(whole)
    assert broken.findings.is_settled() == whole.findings.is_settled()
    whole.close()
    broken.close()
