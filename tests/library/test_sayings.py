"""The same thing said in several articles, as articles come, change and go."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.library import identities
from briefing.library.rows import FileRow, Reading
from briefing.library.store import Store
from briefing.model import ActorKind, Article, Kind, Mode, Provenance, Span, Speaker, Statement
from tests.library.fakes import article

DAM = "We shall rebuild the dam before the autumn floods reach the lower valley, whatever the ministry may write"
CUT = "We shall rebuild the dam before the autumn floods reach the lower valley"
MARKET = "Nobody who sells fish in the old market hall has seen a health inspector since the roof came down"
ANN, BEN = "Ann Grey", "Ben Hall"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "record.sqlite3")
    yield store
    store.close()


class Said:
    """One statement of an article to be."""

    def __init__(
        self,
        words: str,
        by: str | None = ANN,
        *,
        kind: Kind = Kind.DIRECT,
        mode: Mode = Mode.SPEECH,
        on: dt.date | None = None,
        until: dt.date | None = None,
        again: int | None = None,
    ) -> None:
        self.words, self.by, self.kind, self.mode, self.again = words, by, kind, mode, again
        self.way = Provenance(said_on=on, said_until=until)


def made(name: str, day: str | None, said: Sequence[Said]) -> tuple[Article, list[Statement]]:
    """An article and what was found in it."""
    date = f" date: {day}" if day else ""
    text = "\n".join([f"{name}{date}", *(one.words for one in said)])
    statements, at = [], len(text.partition("\n")[0]) + 1
    for one in said:
        statements.append(
            Statement(
                content=(Span(at, at + len(one.words)),),
                speaker=Speaker(name=one.by, kind=ActorKind.PERSON) if one.by else None,
                kind=one.kind,
                mode=one.mode,
                provenance=one.way,
                confidence=0.9,
                duplicate_of=one.again,
            )
        )
        at += len(one.words) + 1
    kept = article(text, f"/{name}-{day}.txt", name).model_copy(update={"outlet": f"The {name}"})
    return kept, statements


def keep(store: Store, name: str, day: str | None, *said: Said) -> str:
    """Read an article and find its statements; its id."""
    kept, statements = made(name, day, said)
    store.keep([Reading(FileRow(kept.path, 1, 1, kept.sha256), (kept,))])
    store.findings.keep(kept, statements, "1")
    return kept.id


def drop(store: Store, name: str, day: str | None) -> None:
    """Remove the article from its file."""
    store.keep([Reading(FileRow(f"/{name}-{day}.txt", 1, 2, "other"), ())])


def places(store: Store) -> list[list[tuple[str, str]]]:
    """The titles and words of each thing said in several places, the earliest place first."""
    titles = {row.id: row.title.partition(" ")[0] for row in store.articles()}
    rows = store.findings.statements()
    found = store.findings.places({row.saying for row in rows if row.saying is not None})
    for group in found.values():
        assert [row.place for row in group] == list(range(len(group)))
        assert {row.places for row in group} == {len(group)}
    return sorted([(titles[row.article], row.content) for row in group] for group in found.values())


def said(store: Store) -> dict[str, int]:
    return {actor.name: actor.said for actor in store.findings.actors()}


def folded(store: Store, **asked: object) -> list[str]:
    return [row.content for row in store.findings.statements(copies=False, **asked)]  # type: ignore[arg-type]


def test_a_quotation_in_several_articles_is_one_statement(store: Store) -> None:
    keep(store, "Later", "2021-03-05", Said(f"“{DAM}”"))
    keep(store, "First", "2021-03-03", Said(f'"{DAM}"'), Said(MARKET))
    keep(store, "Cut", "2021-03-04", Said(f"“{CUT} [of the year]”"))
    assert places(store) == [
        [("First", f'"{DAM}"'), ("Cut", f"“{CUT} [of the year]”"), ("Later", f"“{DAM}”")],
    ]
    assert said(store) == {ANN: 2}
    counts = store.counts(0.6)
    assert (counts.statements, counts.attributed) == (2, 2)
    assert folded(store) == [f'"{DAM}"', MARKET]
    assert len(store.findings.statements()) == 4
    assert [row.statements for row in store.articles()] == [1, 1, 2]


def test_the_day_on_which_it_was_said_comes_before_that_of_the_article(store: Store) -> None:
    keep(store, "Early", "2021-03-03", Said(DAM))
    keep(store, "Late", "2021-03-09", Said(DAM, on=dt.date(2021, 3, 2)))
    keep(store, "Undated", None, Said(DAM))
    assert [[title for title, _ in group] for group in places(store)] == [["Late", "Early", "Undated"]]


def test_of_several_days_on_which_it_may_have_been_said_the_last_counts(store: Store) -> None:
    monday, friday = dt.date(2021, 3, 1), dt.date(2021, 3, 5)
    keep(store, "Week", "2021-03-04", Said(DAM, on=monday, until=friday))
    keep(store, "Wednesday", "2021-03-03", Said(DAM))
    keep(store, "Friday", "2021-03-05", Said(DAM))
    assert [[title for title, _ in group] for group in places(store)] == [["Wednesday", "Week", "Friday"]]


def test_what_an_article_says_again_is_counted_once(store: Store) -> None:
    keep(store, "One", "2021-03-03", Said("Dam to be rebuilt"), Said(f"“{DAM}”", again=0), Said(CUT, again=1))
    assert [len(group) for group in places(store)] == [3]
    assert said(store) == {ANN: 1}
    assert store.counts(0.6).statements == 1
    assert [row.statements for row in store.articles()] == [1]
    keep(store, "Two", "2021-03-04", Said(DAM))
    assert [len(group) for group in places(store)] == [4]
    assert said(store) == {ANN: 1}


def test_another_speaker_and_attitudes_are_not_the_same(store: Store) -> None:
    keep(store, "One", "2021-03-03", Said(DAM), Said(MARKET, mode=Mode.ATTITUDE))
    keep(store, "Two", "2021-03-03", Said(DAM, BEN), Said(MARKET, mode=Mode.ATTITUDE))
    assert places(store) == []
    assert said(store) == {ANN: 1, BEN: 1}


def test_a_statement_counts_for_each_who_is_named_for_it(store: Store) -> None:
    """The earliest place leaves open who said it; a later one does not."""
    keep(store, "One", "2021-03-03", Said(DAM, None))
    keep(store, "Two", "2021-03-04", Said(DAM))
    keep(store, "Three", "2021-03-05", Said(CUT))
    assert said(store) == {ANN: 1}
    assert store.counts(0.6).statements == 1
    (actor,) = store.findings.actors()
    assert folded(store, actors=[actor.id]) == [DAM]
    assert [row.place for row in store.findings.statements(actors=[actor.id], copies=False)] == [1]


def test_of_what_is_asked_for_the_earliest_place_stands_for_all(store: Store) -> None:
    keep(store, "One", "2021-03-03", Said(DAM, kind=Kind.MIXED))
    two = keep(store, "Two", "2021-03-04", Said(DAM), Said(CUT, again=0))
    assert folded(store) == [DAM]
    assert [row.place for row in store.findings.statements(kinds=[Kind.DIRECT], copies=False)] == [1]
    assert folded(store, articles=[two]) == [DAM]
    assert folded(store, limit=1) == [DAM]


def test_what_a_paraphrase_quotes_is_found_in_the_quotation(store: Store) -> None:
    keep(store, "One", "2021-03-03", Said(f"“{DAM}”"))
    keep(store, "Two", "2021-03-24", Said(f"that the town “shall {CUT.partition('shall ')[2]}”", kind=Kind.MIXED))
    assert [[title for title, _ in group] for group in places(store)] == [["One", "Two"]]


def test_an_article_that_goes_leaves_the_first_place_to_the_next(store: Store) -> None:
    keep(store, "First", "2021-03-03", Said(DAM, None))
    keep(store, "Second", "2021-03-04", Said(DAM))
    keep(store, "Third", "2021-03-05", Said(DAM))
    drop(store, "First", "2021-03-03")
    assert [[title for title, _ in group] for group in places(store)] == [["Second", "Third"]]
    assert said(store) == {ANN: 1}
    drop(store, "Third", "2021-03-05")
    assert places(store) == []
    assert [(row.place, row.places) for row in store.findings.statements()] == [(0, 1)]
    assert store.counts(0.6).statements == 1


def test_an_earlier_version_out_of_view_is_no_place(store: Store) -> None:
    """Two versions of one article, of which the newer is shown, and one that quotes it."""
    body = " ".join(f"word{number} of the long report on the dam" for number in range(30))
    keep(store, "Report", "2021-03-03", Said(DAM), Said(body, mode=Mode.ATTITUDE))
    newer = keep(store, "Report", "2021-03-03", Said(DAM), Said(f"{body} at last", mode=Mode.ATTITUDE))
    assert [row.id for row in store.articles()] == [newer]
    assert len(store.versions(newer)) == 2
    keep(store, "Quote", "2021-03-05", Said(DAM))
    assert [[title for title, _ in group] for group in places(store)] == [["Report", "Quote"]]
    assert said(store) == {ANN: 1}


def test_statements_found_anew_take_the_place_of_the_old(store: Store) -> None:
    keep(store, "One", "2021-03-03", Said(DAM))
    keep(store, "Two", "2021-03-04", Said(DAM))
    kept, _ = made("Two", "2021-03-04", [Said(DAM)])
    store.findings.keep(kept, [], "2")
    assert places(store) == []
    store.findings.keep(kept, made("Two", "2021-03-04", [Said(DAM)])[1], "3")
    assert [len(group) for group in places(store)] == [2]


def test_nothing_is_left_of_articles_that_are_gone(store: Store) -> None:
    keep(store, "One", "2021-03-03", Said(DAM), Said(MARKET))
    keep(store, "Two", "2021-03-04", Said(DAM))
    drop(store, "One", "2021-03-03")
    drop(store, "Two", "2021-03-04")
    with store._connections.reading() as connection:
        for table in ("worded", "wordings", "fingerprints"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


WORDINGS = st.sampled_from([DAM, CUT, MARKET, DAM.replace("shall", "will"), "Thank you", f"And {MARKET}"])
ARTICLES = st.lists(
    st.tuples(
        st.sampled_from([None, "2021-03-01", "2021-03-02", "2021-03-09"]),
        st.lists(st.tuples(WORDINGS, st.sampled_from([ANN, BEN, None]), st.sampled_from(Kind)), min_size=1, max_size=3),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False), st.integers(0, 4))
def test_the_order_in_which_articles_come_and_go_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str | None, list[tuple[str, str | None, Kind]]]],
    chance: random.Random,
    dropped: int,
) -> None:
    def fill(order: Sequence[int], gone: Sequence[int]) -> tuple[object, ...]:
        store = Store(tmp_path_factory.mktemp("record") / "record.sqlite3")
        try:
            for number in order:
                day, found = articles[number]
                keep(store, f"A{number}", day, *(Said(words, by, kind=kind) for words, by, kind in found))
            for number in gone:
                drop(store, f"A{number}", articles[number][0])
            return places(store), said(store), store.counts(0.6).statements, folded(store)
        finally:
            store.close()

    every = list(range(len(articles)))
    shuffled = list(every)
    chance.shuffle(shuffled)
    assert fill(shuffled, []) == fill(every, [])
    gone = [number for number in every if number == dropped]
    left = [number for number in every if number != dropped]
    assert fill(shuffled, gone) == fill(left, [])


def test_actors_that_become_one_say_one_thing(store: Store) -> None:
    keep(store, "One", "2021-03-03", Said(DAM, "Ann Grey"))
    keep(store, "Two", "2021-03-04", Said(DAM, "Anna Grey-Holt"))
    assert places(store) == []
    with store._connections.writing() as connection:
        identities.rule(connection, {"person:anna grey holt": ("person:ann grey", "you said so")}, {})
    assert [len(group) for group in places(store)] == [2]
    with store._connections.writing() as connection:
        identities.rule(connection, {}, {})
    assert places(store) == []
