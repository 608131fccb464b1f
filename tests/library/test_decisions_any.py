"""Whatever the reader decides, in whatever order: it can be taken back, carried elsewhere, and found anew."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.library.store import Store
from briefing.model import ActorKind
from briefing.model.decision import Chosen, Verdict
from briefing.services.decisions import Deciding
from tests.library.deciding import PEOPLE, TEXTS, attribute, cards, deciding_on, put, seen, store_at
from tests.library.fakes import article

Act = Callable[[Store, Deciding], object]
people = st.sampled_from(PEOPLE)
names = st.sampled_from([*PEOPLE, "Nina Voss", "the chair", "Berg"])
places = st.integers(0, 6)


def _link(verdict: Verdict) -> Callable[[int, str | None], Act]:
    def act(place: int, name: str | None) -> Act:
        def decide(store: Store, deciding: Deciding) -> object:
            speaker = Chosen(name=name, kind=ActorKind.PERSON) if name and verdict is Verdict.WRONG else None
            return deciding.on_statement(cards(store)[place], verdict, speaker)

        return decide

    return act


acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda a, b: lambda _, d: d.merge(d.actor(a), d.actor(b)), people, people),
    st.builds(lambda a, b: lambda _, d: d.apart(d.actor(a), d.actor(b)), people, people),
    st.builds(lambda a: lambda _, d: d.split(d.actor(a)), people),
    st.builds(lambda a, b: lambda _, d: d.split(d.actor(a), b), people, people),
    st.builds(lambda a, b: lambda _, d: d.rename(d.actor(a), b), people, st.none() | names),
    st.builds(lambda a, b, c: lambda _, d: d.alias(d.actor(a), b, holds=c), people, names, st.booleans()),
    st.builds(lambda a, b: lambda _, d: d.kind(d.actor(a), b), people, st.none() | st.sampled_from(ActorKind)),
    st.builds(lambda a, b: lambda _, d: d.hide(d.actor(a), hidden=b), people, st.booleans()),
    *(st.builds(_link(verdict), places, st.none() | names) for verdict in Verdict),
    st.just(lambda _, d: d.undo()),
    st.just(lambda _, d: d.redo()),
)
some = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def _carry_out(todo: list[Act], store: Store) -> Deciding:
    deciding = deciding_on(store)
    for act in todo:
        with contextlib.suppress(BriefingError):  # such as merging what is one already
            act(store, deciding)
    return deciding


@some
@given(st.lists(acts, max_size=12))
def test_what_is_exported_and_imported_comes_to_the_same(todo: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = store_at(Path(folder) / "here"), store_at(Path(folder) / "there")
        lines = [json.dumps(line) for line in _carry_out(todo, here).export()]
        other = deciding_on(there)
        loaded = other.load(lines)
        assert (loaded.new, loaded.mistaken) == (len(lines), ())
        assert seen(there) == seen(here)
        again = other.load(reversed(lines))
        assert (again.new, again.known) == (0, len(lines))
        assert seen(there) == seen(here)
        assert [json.dumps(line) for line in other.export()] == lines
        here.close()
        there.close()


@some
@given(st.lists(acts, max_size=12))
def test_all_of_it_can_be_taken_back_and_made_again(todo: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = store_at(Path(folder))
        before = seen(store)
        deciding = _carry_out(todo, store)
        after = seen(store)
        number = 0
        with contextlib.suppress(BriefingError):
            while True:
                deciding.undo()
                number += 1
        assert seen(store) == before
        for _ in range(number):
            deciding.redo()
        assert seen(store) == after
        store.close()


@some
@given(st.lists(acts, max_size=12))
def test_finding_statements_anew_changes_nothing(todo: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = store_at(Path(folder))
        _carry_out(todo, store)
        before = seen(store)
        for number, text in enumerate(TEXTS):
            attribute(store, article(text, f"/{number}.txt", "hash"), version="2")
        assert seen(store) == before
        store.close()


@some
@given(st.lists(acts, max_size=12))
def test_decisions_are_there_before_the_articles(todo: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = store_at(Path(folder) / "here"), store_at(Path(folder) / "there", ())
        deciding_on(there).load([json.dumps(line) for line in _carry_out(todo, here).export()])
        for number, text in enumerate(TEXTS):
            put(there, article(text, f"/{number}.txt", "hash"))
        assert seen(there) == seen(here)
        here.close()
        there.close()


@some
@given(st.lists(acts, max_size=6), st.lists(acts, max_size=6))
def test_two_journals_joined_in_either_order_come_to_the_same(one: list[Act], other: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = store_at(Path(folder) / "one"), store_at(Path(folder) / "other")
        mine, yours = _carry_out(one, first), _carry_out(other, second)
        lines = [[json.dumps(line) for line in deciding.export()] for deciding in (mine, yours)]
        mine.load(lines[1])
        yours.load(lines[0])
        assert seen(first) == seen(second)
        first.close()
        second.close()
