"""An actor seen whole, statements over time, and who relies on unnamed sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.bars import bar, shows_blocks, sparkline
from briefing.errors import NothingFoundError
from briefing.library.asked import Asked
from briefing.model import Day, Mode, Reliance
from briefing.model.outlets import Outlets
from briefing.services.desk import Desk
from briefing.services.portrait import Portrait, portrait
from briefing.services.timeline import Step, Subject, bucket_name, bulk, finer, timeline, within
from briefing.services.unnamed import reliances, statements_of
from tests.library.fakes import Bench, article
from tests.services import gazette

ANA = "person:ana ferrer"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    bench = Bench(tmp_path)
    library = bench.open()
    gazette.fill(library.store)
    yield Desk(library, name="news", data_dir=tmp_path, threshold=0.5, outlets=Outlets({}))
    bench.close()


def lines_of(found: Portrait, key: str) -> list[tuple[str, int]]:
    return [(line.name, line.count) for one in found.sections if one.key == key for line in one.lines]


def test_an_actor_is_seen_whole(desk: Desk) -> None:
    found = portrait(desk, ANA)
    assert (found.actor.name, found.articles, len(found.cards)) == ("Ana Ferrer", 4, 5)
    assert lines_of(found, "kinds") == [("direct", 3), ("indirect", 1), ("mixed", 1)]
    assert lines_of(found, "polarity") == [("said", 4), ("denied", 1)]
    assert lines_of(found, "outlets") == [("Lugo Gazette", 3), ("Vigo Herald", 2)]
    assert lines_of(found, "via") == [("Radio Lugo", 1)]
    assert lines_of(found, "venues") == [("interview", 1)]
    assert lines_of(found, "addressees") == [("Parliament", 1)]
    assert lines_of(found, "written") == [], "what a source is called counts where nobody names it"
    assert dict(lines_of(portrait(desk, "unnamed:senior officials"), "written")) == {"Nob": 1, "A s": 1}
    with pytest.raises(NothingFoundError, match="no such actor"):
        portrait(desk, "person:nobody")


def test_a_line_knows_where_it_is_shown_first(desk: Desk) -> None:
    (kinds,) = (one for one in portrait(desk, ANA).sections if one.key == "kinds")
    earliest = kinds.lines[0].earliest
    assert earliest is not None
    assert earliest.article.published == dt.date(2021, 1, 5)


def test_roles_stand_with_their_time_and_their_place(desk: Desk) -> None:
    (roles,) = (one for one in portrait(desk, ANA).sections if one.key == "roles")
    told = {line.name: (line.note, [card.article.published for card in line.cards]) for line in roles.lines}
    assert told == {
        "Minister of Fisheries": ("Mar 2021, 2 articles", [dt.date(2021, 3, 9), dt.date(2021, 3, 3)]),
        "Mayor of Lugo": ("Jan 2021, 1 article", [dt.date(2021, 1, 5)] * 2),
    }


def test_what_is_said_in_several_places_counts_once_for_a_role_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = desk.statements(actor=ANA, modes=tuple(Mode), copies=True)
    mayor = [card for card in cards if card.statement.speaker and card.statement.speaker.role == "Mayor of Lugo"]
    (undated,) = (card for card in cards if card.article.published is None)
    places = {card.id: place for place, card in enumerate([undated, *mayor])}
    monkeypatch.setattr(
        Desk,
        "statements",
        lambda *_, **asked: [
            replace(card, saying=7, place=places[card.id], places=3) if card.id in places else card for card in cards
        ],
    )
    found = portrait(desk, ANA)
    assert len(found.cards) == 3
    roles = {line.name: [card.id for card in line.cards] for one in found.sections[:1] for line in one.lines}
    assert roles["Mayor of Lugo"] == [undated.id], "said by the mayor elsewhere, and shown at the earliest place"


def test_long_sections_say_how_much_they_leave_out(desk: Desk) -> None:
    shown = {one.key: (len(one.lines), one.more) for one in portrait(desk, ANA, most=1).sections}
    assert shown["kinds"] == (1, 2)
    assert shown["via"] == (1, 0)


def test_days_are_those_of_saying_where_that_is_known(desk: Desk) -> None:
    assert desk.timelines.days(Subject(actor=ANA)) == [
        Day(dt.date(2020, 12, 30), 1, 0),
        Day(dt.date(2021, 1, 5), 0, 1),
        Day(dt.date(2021, 3, 3), 0, 1),
        Day(dt.date(2021, 3, 9), 0, 1),
        Day(None, 0, 1),
    ]
    everybody = desk.timelines.days(Subject())
    assert sum(one.said + one.published for one in everybody) == len(desk.statements()) == 7
    assert desk.timelines.days(Subject(actor=ANA), modes=(Mode.ATTITUDE,)) == [Day(dt.date(2021, 3, 9), 0, 1)]


def test_a_bucket_holds_the_statements_it_counts(desk: Desk) -> None:
    for subject in (Subject(), Subject(actor=ANA), Subject(query="harbour OR fishermen")):
        found = timeline(desk.timelines.days(subject), Step.MONTH)
        listed = 0
        for bucket in found.buckets:
            cards = desk.timelines.statements(subject, bucket)
            assert len(cards) == bucket.count
            told = [card.statement.provenance.said_on for card in cards]
            assert len([day for day in told if day]) == bucket.said
            listed += len(cards)
        undated = desk.timelines.statements(subject, None)
        assert len(undated) == found.undated
        assert all(card.article.published is None for card in undated)
        assert listed + len(undated) == found.count > 0


def test_trends_share_one_time(desk: Desk) -> None:
    trends = desk.timelines.trends([ANA, "unnamed:senior officials"], 9)
    assert trends == {ANA: (2, 0, 0, 0, 0, 0, 0, 0, 2), "unnamed:senior officials": (1, 0, 0, 0, 0, 0, 0, 0, 1)}
    gazette.put(
        desk._library.store, late := gazette.written(9, None, "2021-09-09"), [gazette.said(late, 0, gazette.FERRER)]
    )
    assert sum(desk.timelines.trends([ANA], 9)[ANA]) == 5, "known anew when the library changes"


def test_in_one_day_nothing_becomes_more_or_less(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    library = bench.open()
    one = gazette.written(1, None, "2021-09-09")
    gazette.put(library.store, one, [gazette.said(one, 0, gazette.FERRER)])
    desk = Desk(library, name="news", data_dir=tmp_path, threshold=0.5, outlets=Outlets({}))
    assert not any(desk.timelines.trends([ANA], 9)[ANA])
    bench.close()


def test_the_day_of_saying_may_stand_at_another_place(desk: Desk) -> None:
    """The same words again, in an article that does not say when: they were said when the other says."""
    store = desk._library.store
    words = gazette.written(1, None, None).text.splitlines()[1]
    again = article(f"Elsewhere\ndate: 2020-12-01\n{words}\nIt rained all day.", "/articles/0.txt", "again")
    gazette.put(store, again, [gazette.said(again, 0, {**gazette.FERRER, "role": "Mayor of Lugo"})])
    (earliest,) = (row for row in store.findings.statements(copies=False) if row.places == 2)
    assert earliest.statement.provenance.said_on is None
    days = store.findings.days(Asked(actors=[ANA], modes=(Mode.SPEECH,), copies=False))
    assert Day(dt.date(2020, 12, 30), 1, 0) in days
    assert sum(one.said + one.published for one in days) == 5


def test_who_relies_on_unnamed_sources(desk: Desk) -> None:
    found = reliances(desk)
    assert [(one.outlet, one.unnamed, one.statements, one.is_ranked) for one in found.outlets] == [
        ("Lugo Gazette", 2, 5, False),
        ("Vigo Herald", 0, 2, False),
    ]
    (officials,) = found.sources
    assert (officials.description, officials.outlet, officials.statements) == ("senior officials", "Lugo Gazette", 2)
    assert {card.actor_id for card in statements_of(desk, [officials])} == {officials.actor}
    assert len(statements_of(desk, [officials])) == 2
    assert statements_of(desk, [officials.model_copy(update={"outlet": "Vigo Herald"})]) == []
    assert statements_of(desk, []) == []


def test_what_an_outlet_says_twice_counts_once(desk: Desk) -> None:
    """And what two outlets say counts in each of them."""
    store = desk._library.store
    words = gazette.written(2, None, None).text.splitlines()[2]
    for number, outlet in enumerate((gazette.GAZETTE, gazette.HERALD)):
        again = article(
            f"Elsewhere {number}\n{words}\nIt rained all day {number}.", f"/articles/0{number}.txt", "again"
        )
        one = again.model_copy(update={"outlet": outlet})
        gazette.put(store, one, [gazette.said(one, 0, gazette.OFFICIALS)])
    assert {one.outlet: (one.unnamed, one.statements) for one in reliances(desk).outlets} == {
        gazette.GAZETTE: (2, 5),
        gazette.HERALD: (1, 3),
    }


def test_only_shares_of_enough_statements_are_ranked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("Small", 3, 1), ("Much", 50, 9), ("Little", 40, 9), ("None", 4, 1)]
    monkeypatch.setattr(desk._library.store.findings, "statements_by_outlet", lambda: rows)
    unnamed = {"Small": 3, "Much": 25, "Little": 2}
    source = reliances(desk).sources[0]
    found = [source.model_copy(update={"outlet": name, "statements": count}) for name, count in unnamed.items()]
    monkeypatch.setattr(desk.cast, "unnamed", lambda: found)
    assert [(one.outlet, round(one.share, 2)) for one in desk.cast.reliance()] == [
        ("Much", 0.5),
        ("Little", 0.05),
        ("None", 0.0),
        ("Small", 1.0),
    ]
    assert Reliance(outlet=None, unnamed=0, statements=0, articles=0).share == 0


DAYS = st.lists(
    st.builds(Day, st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)), st.integers(0, 9), st.integers(0, 9))
)


@given(DAYS, st.sampled_from([None, *Step]))
def test_nothing_is_lost_or_counted_twice(days: list[Day], step: Step | None) -> None:
    found = timeline(days, step)
    assert found.count == sum(one.said + one.published for one in days)
    assert found.said == sum(one.said for one in days if one.day)
    assert [bucket.first for bucket in found.buckets] == sorted({bucket.first for bucket in found.buckets})
    assert all(bucket.first <= bucket.last for bucket in found.buckets)
    for one, other in zip(found.buckets, found.buckets[1:], strict=False):
        assert one.last < other.first
    into = finer(found.step)
    for bucket in found.buckets[:5]:
        inside = within(days, bucket)
        assert timeline(inside, into).count == bucket.count
        assert bucket_name(bucket, found.step)


def test_a_few_of_long_ago_do_not_stretch_the_picture() -> None:
    days = [Day(dt.date(1998, 5, 4), 1, 0), *(Day(dt.date(2019, 1, day), 0, 20) for day in range(1, 29))]
    found = timeline(days)
    assert found.step is Step.DAY
    assert [one.day for one in bulk(days)] == [one.day for one in days[1:]]
    assert found.count == 28 * 20 + 1, "they count all the same"
    assert timeline([]).buckets == ()


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 60), st.booleans())
def test_a_bar_shows_whatever_there_is(solid: int, light: int, more: int, width: int, blocks: bool) -> None:
    most = solid + light + more
    drawn = bar(solid, light, most, width, blocks=blocks)
    assert len(drawn) <= width
    assert bool(drawn) == bool(solid + light and width)
    assert blocks or drawn.isascii()
    if not more and width > 1 and solid and light:
        assert len(drawn) == width
        assert len(set(drawn)) == 2


def test_pictures_without_blocks() -> None:
    assert shows_blocks("UTF-8")
    assert not shows_blocks("latin-1")
    assert not shows_blocks(None)
    assert sparkline([0, 1, 8], 3, blocks=False) == " .@"
