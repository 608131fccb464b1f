"""What every engine must do alike: what it finds is what a plain scan finds, whatever came and went before."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model import Span
from briefing.search.ask import ask
from briefing.search.engine import Document, EngineAnswer, Marks, Only, Picked, SearchEngine, StatementDocument
from briefing.search.query import parse
from briefing.search.tree import FieldName, Filter, Marked, Part, Query
from briefing.search.words import words
from tests.search.brute import scan
from tests.search.conftest import documents as three
from tests.search.engines import ENGINES
from tests.search.material import IDS, documents, queries

Opener = Callable[[Path], SearchEngine]
UNREAD = Marked(field=FieldName.IS, text="unread")
TAGGED = Marked(field=FieldName.TAG, text="file")
_PICKED = {
    UNREAD: Picked(articles=frozenset(IDS[:2]), others=True),
    TAGGED: Picked(articles=frozenset(IDS[4:5]), statements=frozenset({(IDS[0], 0), (IDS[1], 10)})),
}
MARKS: Marks = {
    mark.model_copy(update={"unfinished": typing}): picked
    for mark, picked in _PICKED.items()
    for typing in (False, True)
}
slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(params=sorted(ENGINES))
def opener(request: pytest.FixtureRequest) -> Opener:
    return ENGINES[request.param]


@pytest.fixture
def engine(opener: Opener, tmp_path: Path) -> Iterator[SearchEngine]:
    """The three articles, indexed."""
    found = opener(tmp_path / "index")
    assert found.clear()
    assert found.add(three())
    yield found
    found.close()


def names(answer: EngineAnswer) -> set[tuple[str, int | None]]:
    return {(hit.article_id, hit.statement) for hit in answer.hits}


def found(engine: SearchEngine, query: str, only: Only = Only.ALL) -> set[tuple[str, int | None]]:
    return names(engine.search(parse(query), only=only, limit=100))


def knowing(query: Query) -> Query:
    """The same query, some of its actors resolved, as the services do."""

    def resolved(part: Part) -> Part:
        if isinstance(part, Filter) and part.field is FieldName.ACTOR and "emir" in part.text:
            return part.model_copy(update={"ids": ("person:ayse demir",)})
        return part

    return query.mapped(resolved)


def agree(engine: SearchEngine, held: dict[str, Document], asked: str, typing: bool) -> None:
    query = knowing(parse(asked, typing=typing))
    for only in Only:
        wanted = scan(held.values(), query, only, MARKS)
        answer = engine.search(query, only=only, limit=200, marks=MARKS, seconds=20)
        assert names(answer) == wanted, asked
        assert answer.records == len(wanted)
        assert answer.articles == len({article for article, _ in wanted})
        assert not answer.partial
        assert not answer.failed
        assert engine.search(query, only=only, limit=0, marks=MARKS).articles == answer.articles
    everything = scan(held.values(), query, Only.ALL, MARKS)
    assert engine.matching(query, marks=MARKS) == {article for article, _ in everything}
    facets = engine.facets(query, marks=MARKS, most=50)
    assert sum(count for _, count in facets.months) + facets.undated == len({article for article, _ in everything})
    said = [
        one
        for document in held.values()
        for one in document.statements
        if (document.article_id, one.start) in everything
    ]
    assert dict(facets.actors) == {
        actor: sum(one.actor == actor for one in said) for actor in {one.actor for one in said if one.actor}
    }
    published = [
        held[article].outlets[0] for article in {article for article, _ in everything} if held[article].outlets
    ]
    assert dict(facets.outlets) == {outlet: published.count(outlet) for outlet in published}


@given(st.lists(documents(), min_size=1, max_size=6), st.lists(queries, min_size=1, max_size=4), st.booleans())
@slow
@pytest.mark.parametrize("name", sorted(ENGINES))
def test_what_is_found_is_what_a_scan_finds(name: str, held: list[Document], asked: list[str], typing: bool) -> None:
    with TemporaryDirectory() as folder:
        engine = ENGINES[name](Path(folder) / "index")
        assert engine.clear()
        assert engine.add(held)
        for query in asked:
            agree(engine, {document.article_id: document for document in held}, query, typing)
        engine.close()


steps = st.one_of(
    st.tuples(st.just("add"), st.lists(documents(), max_size=3)),
    st.tuples(st.just("remove"), st.lists(st.sampled_from(IDS), max_size=2, unique=True)),
    st.tuples(
        st.just("replace"), st.lists(st.sampled_from(IDS), max_size=2, unique=True), st.lists(documents(), max_size=2)
    ),
    st.tuples(st.just("tidy")),
    st.tuples(st.just("reopen")),
)


@given(st.lists(steps, min_size=1, max_size=8), st.lists(queries, min_size=1, max_size=3))
@slow
@pytest.mark.parametrize("name", sorted(ENGINES))
def test_whatever_came_and_went_the_engine_agrees_with_a_scan(
    name: str, history: list[tuple[object, ...]], asked: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        engine = ENGINES[name](Path(folder) / "index")
        assert engine.clear()
        held: dict[str, Document] = {}
        for step in history:
            engine = happen(engine, ENGINES[name], Path(folder) / "index", held, step)
        assert engine.count() == len(held)
        for query in asked:
            agree(engine, held, query, False)
        engine.close()


def happen(
    engine: SearchEngine, opener: Opener, folder: Path, held: dict[str, Document], step: tuple[object, ...]
) -> SearchEngine:
    match step:
        case ("add", list(new)):
            assert engine.add(new)
            held.update({document.article_id: document for document in new})
        case ("remove", list(gone)):
            assert engine.remove(gone)
            for one in gone:
                held.pop(one, None)
        case ("replace", list(gone), list(new)):
            assert engine.replace(gone, new)
            for one in gone:
                held.pop(one, None)
            held.update({document.article_id: document for document in new})
        case ("tidy",):
            assert engine.tidy()
        case ("reopen",):
            engine.close()
            engine = opener(folder)
            assert engine.open() == "ready"
    return engine


@given(documents())
@slow
@pytest.mark.parametrize("name", sorted(ENGINES))
def test_what_is_indexed_is_found_by_every_word_phrase_and_field_of_it(name: str, document: Document) -> None:
    with TemporaryDirectory() as folder:
        engine = ENGINES[name](Path(folder) / "index")
        assert engine.clear()
        assert engine.add([document])
        article = (document.article_id, None)
        in_text = [document.text[word.start : word.end] for word in words(document.text)]
        for word in in_text:
            assert article in found(engine, f'"{word}"')
        for start in range(0, max(1, len(in_text) - 3), 3):
            if in_text[start : start + 3]:
                assert article in found(engine, '"' + " ".join(in_text[start : start + 3]) + '"')
        for one in document.statements:
            statement = (document.article_id, one.start)
            assert statement in found(engine, f"kind:{one.kind} polarity:{one.polarity}")
            if one.speaker:
                assert statement in found(engine, f'speaker:"{one.speaker}"')
            if one.via:
                assert statement in found(engine, f'via:"{one.via}"')
            if one.said_on:
                assert statement in found(engine, f"said:{one.said_on}")
        if document.outlets:
            assert article in found(engine, f'outlet:"{document.outlets[0]}"')
        if document.published:
            assert article in found(engine, f"date:{document.published}")
        engine.close()


NAUGHTY = [
    '"unbalanced', "((((", "))))", "-", "--", "~", "*", "a~9", "~~~~", '"" "" ""', "\x00\x1b]52;c;x\x07", "\ud800",
    "\u202eevil", "'; DROP TABLE articles; --", "x" * 100_000, "word " * 10_000, '"' + "word " * 5_000 + '"',
    "-word " * 10_000, "speaker:x OR " * 5_000, "(" * 5_000 + "a" + ")" * 5_000, "(a OR (b -(c " * 1_000,
    " ".join(f"w{number}*" for number in range(10_000)), " ".join(f"word{number}~" for number in range(10_000)),
]  # fmt: skip


@pytest.mark.parametrize("query", NAUGHTY)
@pytest.mark.parametrize("typing", [False, True])
def test_no_query_fails(engine: SearchEngine, query: str, typing: bool) -> None:
    answer = ask(engine, parse(query, typing=typing), text=query)
    assert answer.explained
    assert len(answer.explained) < 4_000
    assert engine.state() == "ready"


@given(data=st.data())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_answered(engine: SearchEngine, data: st.DataObject) -> None:
    for query in data.draw(st.lists(st.text(max_size=60), min_size=15, max_size=15)):
        for typing in (False, True):
            assert not engine.search(parse(query, typing=typing)).failed


def test_time_is_up_and_what_was_found_stays(engine: SearchEngine) -> None:
    answer = engine.search(parse("sanctions OR ready"), seconds=-1)
    assert answer.partial
    assert not answer.failed


def test_an_empty_index_answers(opener: Opener, tmp_path: Path) -> None:
    engine = opener(tmp_path / "index")
    assert engine.clear()
    assert engine.search(parse("x")) == EngineAnswer()
    assert engine.count() == 0
    assert engine.suggest("x") == ()
    assert engine.did_you_mean(["x"]) == {}
    assert engine.more_like("x") == EngineAnswer()
    assert engine.matching(parse("x")) == frozenset()
    assert engine.tidy()
    engine.close()


def test_an_index_that_is_not_there_answers_nothing(opener: Opener, tmp_path: Path) -> None:
    engine = opener(tmp_path / "index")
    assert engine.open() == "missing"
    assert engine.search(parse("x")).failed
    assert not engine.add(three())
    assert not (tmp_path / "index").exists()
    engine.close()
    engine.close()


def test_hits_carry_their_text_and_spans(engine: SearchEngine) -> None:
    answer = engine.search(parse("sanctions"))
    texts = {(hit.article_id, hit.statement): hit for hit in answer.hits}
    assert texts["a2", None].text == three()[1].text
    assert texts["a2", 0].text == three()[1].statements[0].content
    assert texts["a2", 0].spans == three()[1].statements[0].spans


def test_scores_fall_from_one(engine: SearchEngine) -> None:
    scores = [hit.score for hit in engine.search(parse("sanctions OR air OR ready")).hits]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_rarer_words_and_shorter_texts_weigh_more(opener: Opener, tmp_path: Path) -> None:
    engine = opener(tmp_path / "index")
    assert engine.clear()
    filler = " ".join(f"filler{number}" for number in range(60))
    some = [Document(f"c{number}", "T", (), None, None, f"common {filler}") for number in range(8)]
    short, rare = (
        Document("short", "T", (), None, None, "common"),
        Document("rare", "T", (), None, None, f"rare {filler}"),
    )
    engine.add([*some, short, rare])
    ranked = [hit.article_id for hit in engine.search(parse("common OR rare")).hits]
    assert ranked[0] == "rare"
    assert ranked[1] == "short"
    engine.close()


def test_of_equals_the_statement_comes_first_then_the_newer(opener: Opener, tmp_path: Path) -> None:
    engine = opener(tmp_path / "index")
    assert engine.clear()
    engine.add(
        [
            Document("old", "T", (), dt.date(2020, 1, 1), None, "harbour", (StatementDocument(0, "harbour"),)),
            Document("new", "T", (), dt.date(2021, 1, 1), None, "harbour", (StatementDocument(0, "harbour"),)),
        ]
    )
    hits = engine.search(parse("harbour")).hits
    assert [(hit.article_id, hit.statement) for hit in hits] == [("new", 0), ("old", 0), ("new", None), ("old", None)]
    engine.close()


def test_articles_and_statements_share_the_places(engine: SearchEngine) -> None:
    hits = engine.search(parse("sanctions OR negotiate OR denied"), limit=4).hits
    assert len(hits) == 4
    assert sum(hit.statement is None for hit in hits) == 2


def test_the_first_among_many_are_those_of_the_longer_answer(engine: SearchEngine) -> None:
    query = parse("sanctions OR negotiate OR denied")
    longer = engine.search(query, limit=4)
    for few in range(1, 4):
        answer = engine.search(query, limit=few, among=4)
        assert answer.hits == longer.hits[:few]
        assert answer.records == longer.records
    assert any(engine.search(query, limit=few).hits != longer.hits[:few] for few in range(1, 4)), "which is not so else"
    assert len(engine.search(query, limit=3, among=1).hits) == 3


def test_suggestions(engine: SearchEngine) -> None:
    assert "sanctions" in [one.text for one in engine.suggest("sanct")]
    assert engine.suggest("ismail d", field=FieldName.SPEAKER)[0].text == "Ismail Demir"
    assert [one.text for one in engine.suggest("hurr", field=FieldName.OUTLET)] == ["Hurriyet"]
    assert engine.suggest("") == ()
    assert engine.suggest("zzz") == ()


def test_what_was_meant(engine: SearchEngine) -> None:
    assert engine.did_you_mean(["sanctoins", "ready", "qqqqqqq"]) == {"sanctoins": "sanctions"}
    for word in ("sanctions", "minister"):
        for slip in (word[1:], f"{word}x", word[:2] + word[3] + word[2] + word[4:], word.replace("n", "m", 1)):
            assert engine.did_you_mean([slip]) == {slip: word}


def test_more_like_this(opener: Opener, tmp_path: Path) -> None:
    engine = opener(tmp_path / "index")
    assert engine.clear()
    about_ships = [
        Document(
            f"s{n}",
            "T",
            (),
            None,
            None,
            f"The frigate left harbour with sailors. {n}",
            (StatementDocument(0, "frigate sailors"),),
        )
        for n in range(3)
    ]
    others = [
        Document(f"o{n}", "T", (), None, None, f"Budget talks number{n} went on.", (StatementDocument(0, "budget"),))
        for n in range(9)
    ]
    engine.add([*about_ships, *others])
    assert {hit.article_id for hit in engine.more_like("s0").hits} == {"s1", "s2"}
    assert names(engine.more_like("s0", 0)) == {("s1", 0), ("s2", 0)}
    assert engine.more_like("unknown") == EngineAnswer()
    engine.close()


def test_the_stamp_is_kept(engine: SearchEngine, opener: Opener, tmp_path: Path) -> None:
    assert engine.stamp == ""
    engine.stamp = "7:abc"
    other = opener(tmp_path / "index")
    assert other.stamp == "7:abc"
    other.close()
    engine.clear()
    assert engine.stamp == ""


def test_two_engines_on_one_folder_see_each_others_commits(
    engine: SearchEngine, opener: Opener, tmp_path: Path
) -> None:
    other = opener(tmp_path / "index")
    assert not found(other, "cabbage")
    engine.add([Document("new", "T", (), None, None, "cabbage")])
    assert found(other, "cabbage") == {("new", None)}
    other.close()


def test_searching_while_another_thread_writes(engine: SearchEngine) -> None:
    failures: list[object] = []
    ready = threading.Event()

    def look() -> None:
        ready.set()
        for _ in range(60):
            if not {("a1", None), ("a1", 10)} <= (seen := found(engine, "negotiate")):
                failures.append(seen)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    ready.wait()
    for number in range(10):
        assert engine.add([Document(f"n{number}", "T", (), None, None, "cabbage")])
    assert engine.tidy()
    for thread in threads:
        thread.join()
    assert failures == []


def test_spans_of_a_replaced_statement_are_the_new_ones(engine: SearchEngine) -> None:
    new = Document("a2", "T", (), None, None, "a b c", (StatementDocument(2, "b", spans=(Span(2, 3),)),))
    assert engine.replace(["a1"], [new])
    assert engine.search(parse("b")).hits[0].spans == (Span(2, 3),)
    assert not found(engine, "negotiate")
