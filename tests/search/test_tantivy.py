"""The engine for large libraries: what is damaged, foreign or half written is said to be so, and made anew."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.search import Document, StatementDocument, open_engine
from briefing.search.engine import Only
from briefing.search.query import parse
from briefing.search.tantivy_answer import Asked
from briefing.search.tantivy_engine import TantivyEngine
from briefing.search.tantivy_files import Files
from briefing.search.words import folded, words
from tests.search.conftest import documents
from tests.search.material import texts


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    found = TantivyEngine(tmp_path / "index")
    assert found.clear()
    assert found.add(documents())
    yield found
    found.close()


def test_a_vocabulary_is_in_order_however_frequent_its_words_are(engine: TantivyEngine) -> None:
    texts = ("abacus", "abacus abbey", "abbot abbey", "abbey Abel")
    assert engine.add(Document(f"w{n}", "T", (), None, None, text) for n, text in enumerate(texts))
    view = engine._view()
    assert view is not None
    for known in view.vocabularies:
        assert list(known.words) == sorted(known.words)
        assert all(known.frequency(word) for word in known.words)


def reopened(tmp_path: Path) -> TantivyEngine:
    return TantivyEngine(tmp_path / "index")


def mended(engine: TantivyEngine) -> bool:
    return engine.clear() and engine.add(documents()) and bool(engine.search(parse("sanctions")).hits)


@pytest.mark.parametrize("suffix", ["idx", "pos", "term", "store", "fast", "fieldnorm", "json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "gone"])
def test_damage_is_noticed_and_mended(engine: TantivyEngine, tmp_path: Path, suffix: str, damage: str) -> None:
    engine.close()
    for path in (tmp_path / "index").glob(f"*/*.{suffix}"):
        whole = bytearray(path.read_bytes())
        if path.name == ".managed.json" or (damage == "flip" and suffix == "json"):
            continue  # what may be deleted, and a list of names and numbers whose every letter matters differently
        if damage == "flip":
            whole[len(whole) // 3] ^= 0x10
            path.write_bytes(whole)
        elif damage == "cut":
            path.write_bytes(whole[: len(whole) // 2])
        elif damage == "empty":
            path.write_bytes(b"")
        else:
            path.unlink()
    fresh = reopened(tmp_path)
    if (suffix, damage) != ("json", "flip"):
        assert fresh.state() == "unreadable"
        assert fresh.search(parse("sanctions")).failed
        assert fresh.add(documents()) is False
    assert mended(fresh)
    fresh.close()


def test_an_index_of_the_other_engine_is_not_read(tmp_path: Path) -> None:
    other = open_engine(tmp_path / "index")
    assert other.clear()
    assert other.add(documents())
    other.close()
    engine = reopened(tmp_path)
    assert engine.state() == "stale"
    assert mended(engine)
    engine.close()
    assert open_engine(tmp_path / "index").state() == "missing"


def test_another_format_is_stale(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.close()
    path = tmp_path / "index" / "seal.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": "tantivy 0"}))
    assert reopened(tmp_path).state() == "stale"


def test_a_folder_that_others_may_write_is_never_opened(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.close()
    (tmp_path / "index").chmod(0o777)
    assert reopened(tmp_path).state() == "unreadable"


def test_commits_that_do_not_belong_together_are_not_read(engine: TantivyEngine, tmp_path: Path) -> None:
    """As when a writer is killed between the two."""
    before = (tmp_path / "index" / "seal.json").read_text()
    assert engine.add([Document("new", "T", (), None, None, "cabbage", (StatementDocument(0, "cabbage"),))])
    engine.close()
    seal = json.loads(before)
    (tmp_path / "index" / "seal.json").write_text(json.dumps({**seal, "files": {}}))
    fresh = reopened(tmp_path)
    assert fresh.state() == "unreadable"
    assert mended(fresh)
    fresh.close()


def test_a_folder_that_is_gone_under_an_open_index_is_missing(engine: TantivyEngine, tmp_path: Path) -> None:
    assert engine.search(parse("sanctions")).hits
    for path in (tmp_path / "index").iterdir():
        path.rename(tmp_path / path.name)
    assert engine.search(parse("sanctions")).failed
    assert engine.state() == "missing"


def test_while_another_writes_nothing_is_written(
    engine: TantivyEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.search.tantivy_files._LOCK_SECONDS", 0.05)
    other = Files(tmp_path / "index")
    held = other._writers()
    assert not engine.add(documents())
    assert engine.state() == "ready"
    assert engine.search(parse("sanctions")).hits
    del held
    assert engine.add(documents())


def test_a_panic_of_the_engine_is_an_empty_answer(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # as the real one, which cannot be imported
        pass

    def panic(*_: object, **__: object) -> None:
        raise PanicException

    monkeypatch.setattr("briefing.search.tantivy_answer.search", panic)
    assert engine.search(parse("sanctions")).failed
    assert engine.state() == "ready"


def test_ctrl_c_is_not_swallowed(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing.search.tantivy_answer.search", interrupt)
    with pytest.raises(KeyboardInterrupt):
        engine.search(parse("sanctions"))


WRITER = """
import sys
from pathlib import Path
from briefing.search import Document, StatementDocument
from briefing.search.tantivy_answer import Asked
from briefing.search.tantivy_engine import TantivyEngine
engine = TantivyEngine(Path(sys.argv[1]))
for number in range(100_000):
    statements = (StatementDocument(0, "cabbage soup"),)
    assert engine.add([Document(f"k{number}", "T", (), None, None, "cabbage soup " * 50, statements)])
    print(number, flush=True)
"""


def test_killed_while_writing_it_opens_at_a_commit_or_is_made_again(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.close()
    for pause in (0.0, 0.004, 0.011):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "index")], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            last = int(child.stdout.readline())
            threading.Event().wait(pause)  # the moment of the kill, not something to wait for
            child.kill()
        fresh = reopened(tmp_path)
        if fresh.state() == "ready":
            assert fresh.count() >= 3 + last + 1
            both = {only: fresh.search(parse("cabbage"), only=only, limit=0).records for only in Only}
            assert both[Only.ARTICLES] == both[Only.STATEMENTS]
        else:
            assert mended(fresh)
        fresh.close()


def test_texts_that_no_encoding_has_come_back_as_they_were(engine: TantivyEngine) -> None:
    odd = "cabbage \ud800 soup"
    statement = StatementDocument(0, odd, speaker="A\udfffda", actor="person:\udfff", kind="direct")
    assert engine.add([Document("odd\ud800", "T\ud800", ("Out\ud800let",), None, None, odd, (statement,))])
    hits = engine.search(parse("cabbage")).hits
    assert {(hit.article_id, hit.text) for hit in hits} == {("odd\ud800", odd)}
    assert engine.remove(["odd\ud800"])
    assert not engine.search(parse("cabbage")).hits


def test_articles_that_match_through_a_name_only_are_counted_once(engine: TantivyEngine) -> None:
    said = StatementDocument(0, "cabbage", speaker="Ada Quill")
    more = StatementDocument(8, "soup", speaker="Ada Quill")
    assert engine.add([Document(f"n{n}", "T", ("Gazette",), None, None, "cabbage soup", (said, more)) for n in (1, 2)])
    assert engine.add([Document("n3", "T", ("Gazette",), None, None, "Quill spoke", (said,))])
    for query in ("quill", "quil*", "quill OR zebra", '"quill"', "quill -zebra"):
        answer = engine.search(parse(query))
        assert (answer.articles, answer.records) == (3, 6), query
        assert engine.facets(parse(query)).outlets == (("Gazette", 3),)


@given(st.one_of(texts, st.text(), st.text(alphabet="aBc.U9_’ é\n-")))
def test_words_without_places_are_the_same_words(text: str) -> None:
    assert folded(text) == [word.folded for word in words(text)]


def test_many_articles_in_many_pieces_are_all_there(engine: TantivyEngine) -> None:
    for number in range(12):
        assert engine.add([Document(f"p{number}", "T", (), None, None, f"cabbage number{number}")])
    assert engine.tidy()
    assert engine.search(parse("cabbage"), limit=100).articles == 12
    assert engine.matching(parse("cabbage")) == {f"p{number}" for number in range(12)}


def _said(start: int, speaker: str, kind: str) -> StatementDocument:
    return StatementDocument(start, f"words of {speaker}", speaker, kind=kind, polarity="said")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind:direct", 2),
        ("kind:direct,mixed", 3),
        ("speaker:demir", 2),
        ("speaker:dem", 2),
        ("speaker:demir OR kind:mixed", 3),
        ("speaker:demir outlet:gazette date:2021", 1),
        ("title:ships kind:indirect", 1),
    ],
)
def test_what_statements_alone_have_is_counted_by_their_articles(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch, query: str, found: int
) -> None:
    """They may be a hundred times as many as a reader will ever look at."""
    engine.clear()
    day, said = dt.date(2021, 3, 1), [("Ayşe Demir", "direct"), ("Hulusi Akar", "mixed"), ("Ayşe Demir", "indirect")]
    spread = [said[:1], said[1:2], [*said[:1], *said[2:]], []]
    engine.add(
        Document(
            f"c{at}",
            "Ships" if at > 1 else "T",
            ("Gazette",) if at else (),
            day,
            None,
            "x",
            tuple(_said(start, *one) for start, one in enumerate(each)),
        )
        for at, each in enumerate(spread)
    )

    def looked_at(*args: object) -> set[int]:
        raise AssertionError("the statements themselves were counted")

    monkeypatch.setattr("briefing.search.tantivy_answer._numbers", looked_at)
    answer = engine.search(parse(query, typing=True), limit=9)
    assert not answer.failed
    assert answer.articles == found == len({hit.article_id for hit in answer.hits})
    outlets = engine.facets(parse(query, typing=True)).outlets
    assert sum(count for _, count in outlets) == sum(one != "c0" for one in {hit.article_id for hit in answer.hits})


@pytest.mark.parametrize("query", ['speaker:"ayse akar"', "speaker:akar kind:direct", "speaker:akar words"])
def test_two_statements_do_not_make_one(engine: TantivyEngine, query: str) -> None:
    engine.clear()
    both = (_said(0, "Ayşe Demir", "direct"), _said(9, "Hulusi Akar", "mixed"))
    engine.add([Document("c", "T", (), None, None, "x", both)])
    assert engine.search(parse(query)).articles == (query == "speaker:akar words")
    assert not engine.facets(parse('speaker:"ayse akar"')).undated


def test_a_search_that_takes_too_long_is_not_waited_for(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, late = threading.Event(), parse('"air defense" OR sanctions OR zebra')
    count = Asked.through_statements

    def slow(self: Asked) -> int:
        assert go_on.wait(30)
        return count(self)

    monkeypatch.setattr(Asked, "through_statements", slow)
    answer = engine.search(late, seconds=0.2)
    assert answer.partial
    assert not answer.failed
    assert {hit.article_id for hit in answer.hits} == {"a1", "a2", "a3"}  # what was found by then
    go_on.set()
    assert not engine.search(late, seconds=20).partial


def test_too_many_late_searches_are_not_begun(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.search.tantivy_clock._places", threading.BoundedSemaphore(1))
    go_on, count = threading.Event(), Asked.through_statements

    def slow(self: Asked) -> int:
        assert go_on.wait(30)
        return count(self)

    monkeypatch.setattr(Asked, "through_statements", slow)
    assert engine.search(parse('"air defense"'), seconds=0.2).hits
    assert not engine.search(parse('"air defense"'), seconds=0.05).hits
    go_on.set()
    assert engine.search(parse('"air defense"'), seconds=20).hits


HALF = """
import os, sys
from pathlib import Path
from briefing.search import Document, StatementDocument, seal
from briefing.search.tantivy_engine import TantivyEngine
engine = TantivyEngine(Path(sys.argv[1]))
assert engine.open() == "ready"
seal.write_seal = lambda *_: os._exit(7)
engine.replace(["a1"], [Document("new", "T", (), None, None, "cabbage", (StatementDocument(0, "cabbage"),))])
"""


def test_what_was_half_committed_is_forgotten_and_the_rest_kept(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.close()
    ran = subprocess.run([sys.executable, "-c", HALF, str(tmp_path / "index")], check=False, timeout=60)
    assert ran.returncode == 7
    fresh = reopened(tmp_path)
    assert fresh.open() == "ready"
    assert fresh.count() == 2
    for only in (Only.ARTICLES, Only.STATEMENTS):
        assert fresh.search(parse("sanctions"), only=only).hits
        assert not fresh.search(parse("cabbage OR negotiate"), only=only).hits
    fresh.close()


def test_pieces_that_were_joined_are_whole_when_it_is_opened_again(engine: TantivyEngine, tmp_path: Path) -> None:
    for number in range(24):
        statements = tuple(StatementDocument(at, f"cabbage soup {at}") for at in range(40))
        some = [Document(f"j{number}.{n}", "T", (), None, None, f"cabbage {n} " * 200, statements) for n in range(20)]
        assert engine.add(some)
        if number % 5 == 0:
            engine.close()
            assert engine.open() == "ready"
    engine.close()
    fresh = reopened(tmp_path)
    assert fresh.open() == "ready"
    assert fresh.count() == 3 + 24 * 20
    fresh.close()


@pytest.mark.parametrize("at_once", [1, 3])
def test_articles_are_counted_in_parts_when_there_are_many(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("briefing.search.tantivy_answer._MOST_BUCKETS", at_once)
    monkeypatch.setattr("briefing.search.tantivy_answer._ONE_BY_ONE", 1)
    said = (StatementDocument(0, "cabbage", kind="direct"), StatementDocument(3, "soup", kind="direct"))
    assert engine.add([Document(f"m{n}", "T", (), None, None, "text", said) for n in range(20)])
    assert engine.search(parse("kind:direct")).articles == 21
    assert engine.search(parse("cabbage OR zebra -speaker:quill")).articles == 20
    assert len(engine.matching(parse("kind:direct"))) == 21
