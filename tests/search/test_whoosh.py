"""What is the embedded engine's own: how lists lie on disk, joining, and readers by thread."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.search.engine import Document, Only
from briefing.search.query import parse
from briefing.search.whoosh_engine import WhooshEngine, _replace
from briefing.search.whoosh_lists import Postings, unpacked
from briefing.search.whoosh_open import Readers
from briefing.search.whoosh_writer import ListWriter, to_join
from tests.search.conftest import documents as three
from tests.search.material import documents, queries
from tests.search.test_conformance import agree

numbers = st.integers(0, 2**32 - 1)


@given(st.sets(numbers, min_size=1, max_size=50), st.lists(st.integers(1, 70_000), max_size=50), st.lists(numbers))
def test_lists_come_back_as_they_were_packed(ids: set[int], counts: list[int], places: list[int]) -> None:
    counted = np.array((counts * len(ids))[: len(ids)], np.uint32)
    held = Postings(np.array(sorted(ids), np.uint32), counted, np.array(places, np.uint32))
    for back, packed in zip(unpacked(held.packed()), held, strict=True):
        assert back.tolist() == packed.tolist()


@given(st.lists(documents(), min_size=12, max_size=20), st.lists(queries, min_size=2, max_size=5))
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_joined_segments_agree_with_a_scan(held: list[Document], asked: list[str]) -> None:
    """Many commits, most of which replace an article of an earlier one, become few segments."""
    with TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "index")
        assert engine.clear()
        for document in held:
            assert engine.add([document])
        before = len(engine._leaves())
        assert engine.tidy()
        assert len(engine._leaves()) < before
        for query in asked:
            agree(engine, {document.article_id: document for document in held}, query, False)
        engine.close()


def test_only_several_small_segments_are_joined(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    assert engine.add([Document(f"l{n}", "T", (), None, None, f"large {n}") for n in range(500)])
    for number in range(3):
        assert engine.add([Document(f"s{number}", "T", (), None, None, f"small {number}")])
    segments = engine._index._segments()
    assert to_join(segments) == []
    for number in range(3, 8):
        assert engine.add([Document(f"s{number}", "T", (), None, None, f"small {number}")])
    chosen = to_join(engine._index._segments())
    assert len(chosen) == 8
    assert all(segment.doc_count_all() == 1 for segment in chosen)
    engine.close()


def test_the_smallest_segments_are_joined_first_and_not_too_many() -> None:
    class Sized(NamedTuple):
        records: int
        number: int

        def doc_count_all(self) -> int:
            return self.records + 1

        def deleted_count(self) -> int:
            return 1

    many = [Sized(records, number) for records in (3_000, 100, 2) for number in range(50)]
    assert to_join(many) == [one for one in many if one.records == 2]
    assert to_join(many[:100]) == many[50:90], "4,000 records"
    assert to_join(many[:50]) == many[:6], "or a few segments"
    assert to_join(many[:5]) == []


def test_each_step_of_joining_stays_done(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    for number in range(6):
        articles = range(20 * number, 20 * (number + 1))
        assert engine.add([Document(f"l{n}", "T", (), None, None, f"large {n}") for n in articles])
    for number in range(7):
        assert engine.add([Document(f"s{number}", "T", (), None, None, f"small {number}")])
    left: list[int] = []
    assert engine.tidy(lambda: left.append(len(WhooshEngine(tmp_path / "index")._leaves())))
    assert left == [7, 2, 2]
    assert engine.search(parse("small"), only=Only.ARTICLES).articles == 7
    assert engine.search(parse("large"), only=Only.ARTICLES).articles == 120
    engine.close()


def test_readers_of_threads_that_ended_are_closed(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    assert engine.add(three())
    for _ in range(5):
        thread = threading.Thread(target=lambda: engine.search(parse("sanctions")))
        thread.start()
        thread.join()
    assert engine.search(parse("sanctions")).records
    assert engine._readers is not None
    assert len(engine._readers._all) <= 2
    engine.close()


def test_questions_are_answered_while_something_is_written(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    assert engine.add(three())
    found: list[int] = []

    def slow() -> Iterator[Document]:
        asking = threading.Thread(target=lambda: found.append(engine.search(parse("sanctions")).articles), daemon=True)
        asking.start()
        asking.join(10)
        assert found == [2], "asked while the commit was under way, and answered as the library stood before"
        yield Document("new", "T", (), None, None, "sanctions")

    assert engine._write(lambda writer, readers: _replace(writer, readers, (), slow()))
    assert engine.search(parse("sanctions")).articles == 3
    engine.close()


def test_an_index_that_is_closed_under_a_writer_is_whole(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    assert engine.add(three())

    def closing(writer: ListWriter, readers: Readers) -> None:
        engine.close()
        raise OSError("closed under our hands")

    assert not engine._write(closing)
    assert engine.state() == "ready"
    assert engine.search(parse("sanctions")).articles == 2
    engine.close()


def test_a_search_that_is_asked_again_reads_nothing_again(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    assert engine.add(three())
    query = parse("sanctions speaker:demir")
    engine.search(query)
    (leaf,) = engine._leaves()
    held = leaf.kept(query.parts[0], lambda: leaf.table.nothing)
    assert held.any(), "kept from the search before"
    engine.add([Document("new", "T", (), None, None, "sanctions")])
    assert engine.search(parse("sanctions")).articles == 3
    engine.close()


def test_a_word_that_nearly_every_record_holds_is_not_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a large index would be scored for it, and none of the scores would mean anything."""
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    older, newer = dt.date(2021, 3, 1), dt.date(2021, 3, 2)
    texts = [("much", older, "said said said rare rare"), ("new", newer, "said rare"), ("none", older, "other")]
    assert engine.add(Document(name, "T", (), day, None, text) for name, day, text in texts)

    def best(query: str) -> list[str]:
        return [hit.article_id for hit in engine.search(parse(query)).hits]

    assert best("said") == best("said rare") == ["much", "new"]
    monkeypatch.setattr("briefing.search.whoosh_rank._TOO_MANY", 1)
    assert best("said") == ["new", "much"], "as they are when nothing is scored: the newest first"
    assert best("said OR other") == ["none", "new", "much"]
    engine.close()


def test_of_matches_that_are_as_good_the_newest_are_the_best(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    days = {name: dt.date(2021, 3, day) for name, day in {"b": 2, "e": 5, "a": 1, "d": 4, "c": 3}.items()}
    assert engine.add([Document("other", "T", (), None, None, "something else")])
    assert engine.add([Document(name, "T", (), day, None, "just as good") for name, day in days.items()])
    for limit in (2, 4, 5, 9):
        hits = engine.search(parse("good"), only=Only.ARTICLES, limit=limit).hits
        assert [hit.article_id for hit in hits] == ["e", "d", "c", "b", "a"][:limit]
    engine.close()


def test_joining_moves_words_past_what_was_deleted(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    texts = {"long": "one two three four five six seven", "first": "red fox", "second": "grey wolf runs"}
    assert engine.add([Document(name, "T", (), None, None, text) for name, text in texts.items()])
    assert engine.remove(["long"])
    for number in range(8):
        assert engine.add([Document(f"s{number}", "T", (), None, None, f"small {number}")])
    assert engine.tidy()
    assert len(engine._leaves()) == 1

    def found(query: str) -> list[str]:
        return sorted(hit.article_id for hit in engine.search(parse(query)).hits)

    assert found('"red fox"') == ["first"]
    assert found('"grey wolf runs"') == ["second"]
    assert found('"small 7"') == ["s7"]
    assert found('"five six"') == []
    engine.close()


@pytest.mark.parametrize("limit", [1, 3, 5])
def test_the_best_of_more_than_are_wanted_are_those_that_say_it_most(tmp_path: Path, limit: int) -> None:
    engine = WhooshEngine(tmp_path / "index")
    assert engine.clear()
    texts = {f"{often}": "good " * often + "other " * (9 - often) for often in (2, 5, 1, 4, 6, 3)}
    assert engine.add([Document("other", "T", (), None, None, "something else")])
    assert engine.add([Document(name, "T", (), None, None, text) for name, text in texts.items()])
    hits = engine.search(parse("good"), only=Only.ARTICLES, limit=limit).hits
    assert [hit.article_id for hit in hits] == ["6", "5", "4", "3", "2"][:limit]
    engine.close()
