"""Which base keys are one actor, in a record: what comes and goes, and what is asked of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.library.rows import FileRow, Reading
from briefing.library.store import Store
from briefing.model import Article, Mode, RoleHeld, SourceSort, Span, Statement
from briefing.model.outlets import Outlets
from briefing.services.cast import Cast
from tests.library.fakes import article

Who = tuple[str, str, str | None]  # name, kind, role


def written(name: str, *, day: str = "2021-03-01", outlet: str | None = "The Gazette") -> Article:
    lines = "\n".join(
        f"{name} {number} {hashlib.sha256(f'{name}{number}'.encode()).hexdigest()}" for number in range(9)
    )
    return article(f"{name}\n\ndate: {day}\n{lines}", f"/{name}.txt", "hash").model_copy(update={"outlet": outlet})


def statements(one: Article, said: Sequence[Who]) -> list[Statement]:
    return [
        Statement.model_validate(
            {
                "content": [span_of(one, at)],
                "source": [],
                "speaker": {"name": name, "kind": kind, "role": role},
                "kind": "direct",
                "mode": Mode.SPEECH,
                "confidence": 0.9,
            }
        )
        for at, (name, kind, role) in enumerate(said)
    ]


def span_of(one: Article, at: int) -> Span:
    """A line that no other article has."""
    line = one.paragraphs[2 + at]
    return Span(line.start, line.end)


def put(store: Store, one: Article, said: Sequence[Who]) -> None:
    store.keep([Reading(FileRow(one.path, len(one.text), 1, one.sha256), (one,))])
    store.findings.keep(one, statements(one, said), "1")


def take_away(store: Store, one: Article) -> None:
    store.keep([Reading(FileRow(one.path, 0, 2, "other"), ())])


def settle(store: Store) -> None:
    store.findings.settle(lambda: False)


def seen(store: Store) -> tuple[list[Any], list[Any], list[Any]]:
    settle(store)
    actors = sorted(store.findings.actors(), key=lambda actor: actor.id)
    with store._connections.reading() as connection:
        links = connection.execute("SELECT * FROM identities ORDER BY key").fetchall()
        doubts = connection.execute("SELECT * FROM doubts ORDER BY key, other").fetchall()
    return actors, links, doubts


ANA: Who = ("Ana Ferrer", "person", "mayor of Lugo")


def test_spellings_become_one_actor_with_all_its_statements(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    put(store, written("One"), [ANA, ANA])
    put(store, written("Two"), [("Ána Ferrer", "person", None)])
    put(store, written("Three"), [("Ferrer", "person", "Mayor of Lugo")])
    settle(store)
    (actor,) = store.findings.actors()
    assert (actor.id, actor.name, actor.said) == ("person:ana ferrer", "Ana Ferrer", 4)
    assert "Ferrer" in actor.aliases
    assert len(store.findings.statements(actors=["person:ana ferrer"])) == 4
    store.close()


def test_a_merge_is_undone_when_its_reason_goes_away(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    full, bare = written("One"), written("Two")
    put(store, full, [ANA])
    put(store, bare, [("Ferrer", "person", "mayor of Lugo")])
    settle(store)
    assert [actor.id for actor in store.findings.actors()] == ["person:ana ferrer"]
    take_away(store, full)
    settle(store)
    assert [actor.id for actor in store.findings.actors()] == ["person:ferrer"]
    store.close()


def test_names_that_are_nobodys_are_no_actors(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    one = written("One")
    put(store, one, [("Some", "person", None), ("Read more", "person", None)])
    settle(store)
    assert store.findings.actors() == []
    assert [row.actor for row in store.findings.statements()] == [None, None]
    store.close()


def test_what_is_not_looked_at_again_still_counts(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    put(store, written("One"), [("Zampano Berg", "person", None)])
    settle(store)
    bare = written("Two")
    put(store, bare, [("Zampano", "person", None)])
    settle(store)
    assert f"person:zampano@{bare.id}" in {actor.id for actor in store.findings.actors()}
    store.close()


def test_settling_again_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    put(store, written("One"), [ANA])
    settle(store)
    revision = store.revision()
    settle(store)
    assert store.revision() == revision
    store.close()


def test_roles_have_their_time(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    told = (("2019-05-01", "mayor of Lugo"), ("2021-03-03", "Mayor of Lugo"), ("2021-06-09", "Minister of Fisheries"))
    for number, (day, role) in enumerate(told):
        who: Who = ("Ana Ferrer", "person", role)
        put(store, written(f"A{number}", day=day), [who])
    undated: Who = ("Ána Ferrer", "person", "Minister of Fisheries")
    put(store, written("B", day="unknown"), [undated])
    settle(store)
    assert Cast(store).roles("Ana Ferrer") == [
        RoleHeld(role="Mayor of Lugo", first=dt.date(2019, 5, 1), last=dt.date(2021, 3, 3), articles=2),
        RoleHeld(role="Minister of Fisheries", first=dt.date(2021, 6, 9), last=dt.date(2021, 6, 9), articles=2),
    ]
    store.close()


def test_unnamed_sources_are_counted_by_description_and_outlet(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.sqlite3")
    officials: Who = ("senior officials (unnamed)", "unnamed", None)
    study: Who = ("study (unnamed)", "unnamed", None)
    put(store, written("One", outlet="Lugo Gazette"), [officials, officials, ANA])
    put(store, written("Two", outlet="lugogazette.com"), [("Senior officials (unnamed)", "unnamed", None)])
    put(store, written("Three", outlet="Vigo Herald"), [study, ANA])
    settle(store)
    cast = Cast(store, Outlets({"lugogazette.com": "Lugo Gazette"}))
    (one,) = cast.unnamed(containing="official")
    assert (one.description, one.outlet, one.statements, one.articles) == ("senior officials", "Lugo Gazette", 3, 2)
    assert cast.unnamed(outlet="Vigo Herald") == []
    assert [source.description for source in cast.unnamed(sort=SourceSort.DOCUMENT)] == ["study"]
    assert [(one.outlet, one.unnamed, one.statements) for one in cast.reliance()] == [
        ("Lugo Gazette", 3, 4),
        ("Vigo Herald", 0, 2),
    ]
    store.close()


_WHO = st.tuples(
    st.sampled_from(
        "Ana Ferrer|Ána Ferrer|Anna Ferrer|Ferrer|Tom Ferrer|A. Ferrer|Lugo Harbour Board|LHB|Bill Berg|William Berg|"
        "Berg|Berg Jr.|Bill Berg Jr.|Harbour|Harbour party|Xi|Xi Berg".split("|")
    ),
    st.sampled_from(["person", "person", "organisation", "unnamed"]),
    st.sampled_from([None, "mayor of Lugo", "president"]),
)
_STEP = st.tuples(st.integers(0, 5), st.lists(_WHO, max_size=3), st.booleans())


@settings(deadline=None, max_examples=25)
@given(st.lists(_STEP, max_size=12))
def test_bit_by_bit_comes_to_the_same_as_all_at_once(steps: list[tuple[int, list[Who], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bits, whole = Store(Path(folder) / "bits.sqlite3"), Store(Path(folder) / "whole.sqlite3")
        last: dict[int, list[Who]] = {}
        for number, said, now in steps:
            one = written(f"Article {number}")
            if said:
                put(bits, one, said)
                last[number] = said
            elif number in last:
                take_away(bits, one)
                del last[number]
            if now:
                settle(bits)
        for number, said in sorted(last.items(), reverse=True):
            put(whole, written(f"Article {number}"), said)
        assert seen(bits) == seen(whole)
        bits.close()
        whole.close()
