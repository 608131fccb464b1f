"""The record: its versions, what breaks it, and who may use it at once."""

from __future__ import annotations

import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.errors import LibraryError, NewerLibraryError
from briefing.library import schema
from briefing.library.asked import Asked
from briefing.library.lock import Lock
from briefing.library.rows import FileRow, Reading
from briefing.library.store import Store
from briefing.model import Mode
from tests.library.fakes import Bench, article


def reading(text: str, path: str = "/a.txt") -> Reading:
    return Reading(FileRow(path, len(text), 1, "hash"), (article(text, path, "hash"),))


def test_an_article_comes_back_as_it_went_in(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    (kept,) = reading("Title é𝒳\n\ndate: 2021-03-03\nText [sic] \x1b[2J").articles
    store.keep([Reading(FileRow(kept.path, 1, 1, "hash"), (kept,))])
    assert store.article(kept.id) == kept
    store.close()


def test_a_path_need_not_be_text(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    path = os.fsdecode(b"/caf\xe9.txt")
    store.keep([Reading(FileRow(path, 1, 1, "hash"), (article("Title", "/x"),))])
    assert list(store.files()) == [path]
    (row,) = store.articles()
    assert row.path == "/caf\ufffd.txt"
    assert store.article(row.id) is not None
    assert store.ids_in_file(os.fsdecode(b"caf\xe9.txt")) == [row.id]
    file = store.file_of(row.id)
    assert file is not None
    assert file.path == path
    store.close()


def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerLibraryError, match=r"newer briefing .* upgrade"):
        Store(path)
    assert path.read_bytes() == before


def test_migrations_run_in_order_and_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.sqlite3"
    Store(path).close()
    monkeypatch.setattr(
        schema,
        "MIGRATIONS",
        (*schema.MIGRATIONS, ("CREATE TABLE notes (text TEXT)",), ("ALTER TABLE notes ADD COLUMN day TEXT",)),
    )
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 2)
    Store(path).close()
    Store(path).close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert connection.execute("SELECT text, day FROM notes").fetchall() == []
    connection.close()


def test_a_record_from_before_there_was_a_margin_has_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    before = next(at for at, step in enumerate(schema.MIGRATIONS) if any("articles_read" in one for one in step))
    with sqlite3.connect(path, isolation_level=None) as connection:
        for statement in (one for step in schema.MIGRATIONS[:before] for one in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {before}")
    connection.close()
    store = Store(path)
    kept = article("Title\n\nText")
    store.keep([Reading(FileRow(kept.path, 1, 1, "hash"), (kept,))])
    assert (store.margin.revision(), store.margin.articles_read(), store.margin.remarks()) == (0, frozenset(), {})
    store.margin.mark([kept.id], read=True)
    assert store.margin.articles_read() == {kept.id}
    store.close()


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.sqlite3"
    Store(path).close()
    broken = (*schema.MIGRATIONS, ("CREATE TABLE notes (text TEXT)", "CREATE TABLE notes (text TEXT)"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", broken)
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        with pytest.raises(LibraryError):
            Store(path)
    store = Store(path)
    assert store.articles() == []
    store.close()


@pytest.mark.parametrize(
    "rubbish", [b"this is no database, it is a letter to the editor" * 100, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_file_that_is_no_database_is_a_sentence_and_stays(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "record.sqlite3"
    path.write_bytes(rubbish)
    with pytest.raises(LibraryError, match=r"record\.sqlite3 .*(move it away|open it again).*") as caught:
        Store(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == rubbish


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    with pytest.raises(LibraryError, match="another program's database"):
        Store(path)


def test_a_page_that_was_overwritten_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    store = Store(path)
    store.keep([reading(f"Title {n}\n" + "word " * 500, f"/{n}.txt") for n in range(50)])
    store.close()
    raw = bytearray(path.read_bytes())
    raw[8192:] = b"\xff" * (len(raw) - 8192)
    path.write_bytes(raw)
    with pytest.raises(LibraryError, match="is damaged or is no library"):
        Store(path).article(article("Title 3\n" + "word " * 500).id)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be opened or written"):
        Store(tmp_path / "nowhere" / "record.sqlite3")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    store.close()
    store.close()
    with pytest.raises(LibraryError, match="is closed"):
        store.articles()


def test_many_threads_may_write_and_read_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")

    def work(number: int) -> int:
        for round in range(10):
            store.keep([reading(f"Title {number} {round}", f"/{number}-{round}.txt")])
            store.articles()
        return number

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(work, range(8))) == list(range(8))
    assert len(store.articles()) == 80
    assert store.revision() == 80
    store.close()


def test_a_transaction_is_whole_or_not_at_all(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    bad = Reading(FileRow("/bad.txt", 1, 1, ""), (article("Bad").model_copy(update={"title": None}),))
    with pytest.raises(LibraryError):
        store.keep([reading("Good"), bad])
    assert store.articles() == []
    assert store.files() == {}
    assert store.revision() == 0
    store.close()


def test_a_lock_is_held_by_one_and_falls_to_the_next(tmp_path: Path) -> None:
    one, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert one.take()
    assert one.take(), "it is mine already"
    assert not other.take()
    taken = threading.Thread(target=one.give)
    taken.start()
    taken.join()
    assert other.take()
    other.give()


def test_two_libraries_on_one_record_at_once(bench: Bench) -> None:
    for number in range(40):
        bench.write(f"{number}.txt", f'Title {number}\n"Word {number}," said Hulusi Akar.')
    one, other = bench.open(), bench.open()
    one.ingest.start()
    other.ingest.start()
    assert one.ingest.wait(30)
    assert other.ingest.wait(30)
    assert sorted(bench.seen) == sorted(f"Title {n}" for n in range(40)), "nothing is done twice"
    for library in (one, other):
        assert library.ingest.problems() == ()
        assert library.store.counts(0.5).statements == 40
        assert library.search("speaker:akar", limit=100, typing=False).articles == 40
        assert [actor.said for actor in library.store.findings.actors()] == [40]


@pytest.mark.parametrize("copies", [True, False])
@pytest.mark.parametrize("few", [{"actors": ["a"]}, {"articles": ["b"]}, {"places": [("b", 3)]}])
def test_a_few_statements_are_not_looked_for_in_every_article(
    tmp_path: Path, few: dict[str, list[object]], copies: bool
) -> None:
    store = Store(tmp_path / "record.sqlite3")
    asked: list[str] = []
    with store.findings._connections.reading() as connection:
        connection.set_trace_callback(asked.append)
    store.findings.asked(Asked(**few, modes=(Mode.SPEECH,), copies=copies))  # type: ignore[arg-type]
    with store.findings._connections.reading() as connection:
        connection.set_trace_callback(None)
        (statement,) = [one for one in asked if "FROM statements s JOIN articles a" in one]
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    store.close()
    assert plan
    assert not [step for step in plan if "articles_by_date" in step], plan
