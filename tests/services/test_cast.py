"""Looking actors up by name: a glance at the rows of the record leaves out nobody who goes by it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.store import Store
from briefing.model import ActorCard, ActorKind
from briefing.services import cast as cast_module
from briefing.services.cast import Cast

NAMES = (
    "Kyriakos Mitsotakis",
    "The Élysée",
    "Liverpool’s Sadio Mané",
    "O’Neill",
    "D’Estaing",
    "U.S. State Department",
    "Strauß",
    "STRASSE & Co.",
    "İbrahim Kalın",
    "???",
)
names = st.sampled_from(NAMES) | st.text("Aa b'’.éßİ\n-?1", max_size=8)


def cast_of(connection: sqlite3.Connection, store: Store, written: list[list[str]]) -> Cast:
    """Everybody with a name and aliases, each name an actor."""
    connection.execute("DELETE FROM actors")
    rows = [
        (f"person:{at}", name, "person", "[]", json.dumps(aliases, ensure_ascii=False), at + 1, 0)
        for at, (name, *aliases) in enumerate(written)
    ]
    connection.executemany("INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    return Cast(store)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, Store]]:
    path: Path = tmp_path_factory.mktemp("cast") / "record.sqlite3"
    store = Store(path)
    connection = sqlite3.connect(path)
    yield connection, store
    connection.close()
    store.close()


@given(st.lists(st.lists(names, min_size=1, max_size=3), max_size=6), names)
def test_a_glance_finds_whoever_is_found_by_reading_all(
    record: tuple[sqlite3.Connection, Store], written: list[list[str]], asked: str
) -> None:
    cast, whole = cast_of(*record, written), Cast(record[1])
    whole._everybody()
    assert cast.ids_of(asked) == whole.ids_of(asked)
    assert cast.actors(order="said", prefix=asked) == whole.actors(order="said", prefix=asked)


def test_a_name_is_looked_up_without_reading_everybody(
    record: tuple[sqlite3.Connection, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = cast_of(*record, [[name] for name in NAMES])
    monkeypatch.delattr(Cast, "_everybody")
    assert cast.ids_of("mitsotakis") == []
    assert cast.ids_of("KYRIAKOS MITSOTAKIS") == ["person:0"]
    assert cast.ids_of("strasse and co") == []
    assert cast.ids_of("Elysee") == ["person:1"]
    assert [actor.name for actor in cast.actors(order="said", prefix="Sad")] == ["Liverpool’s Sadio Mané"]


def test_a_surname_means_not_only_those_whose_first_name_nobody_wrote(
    record: tuple[sqlite3.Connection, Store],
) -> None:
    """Whoever comes later here says more."""
    cast = cast_of(*record, [["Berg"], ["Ana Berg", "Berg"], ["Tom Lund", "Lund"], ["Lund"], ["Ana Berg Trust"]])
    assert cast.ids_of("BERG") == ["person:0", "person:1"]
    assert cast.ids_of("lund") == ["person:3"], "a name counts before an alias of those who say less"
    assert cast.ids_of("Ana Berg") == ["person:1"]
    assert cast.meant("berg") == ["person:0"], "where one is to be meant"
    assert cast.meant("tom lund") == cast.meant("person:2") == ["person:2"]
    assert [one for one in cast.by_id() if cast.has_namesakes(one)] == ["person:0"]


@pytest.mark.parametrize(("order", "expected"), [("said", "cbad"), ("mentioned", "bcad"), ("name", "abcd")])
def test_actors_are_sorted_a_portion_at_a_time(monkeypatch: pytest.MonkeyPatch, order: str, expected: str) -> None:
    monkeypatch.setattr(cast_module, "_PORTION", 2)
    said, mentioned = {"a": 2, "b": 2, "c": 3, "d": 1}, {"a": 1, "b": 5, "c": 1, "d": 1}
    cards = [ActorCard(one, one.upper(), ActorKind.PERSON, said[one], mentioned[one]) for one in "dbac"]
    monkeypatch.setattr(Cast, "by_id", lambda self: {card.id: card for card in cards})
    cast = Cast.__new__(Cast)
    cast._lists = {}
    assert "".join(card.id for card in cast.cards(order=order)) == expected


def test_a_line_break_in_a_name_hides_no_word_of_it(record: tuple[sqlite3.Connection, Store]) -> None:
    assert cast_of(*record, [["Xerxes", "Kyriakos\nM"]]).ids_of("kyriakos m") == ["person:0"]
