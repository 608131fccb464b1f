"""Searches: what they find, how it spreads, how one goes on, and what is kept of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefing.errors import NothingFoundError, UsageError
from briefing.model import Actor, ActorKind
from briefing.services.completion import complete, names_first
from briefing.services.desk import Desk
from briefing.services.facets import facets
from briefing.services.months import every_month


def titles(desk: Desk, query: str, **how: str) -> set[tuple[str, bool]]:
    found = desk.finding.find(query, only=how.get("only", "all"))
    return {(hit.article.title, hit.statement is not None) for hit in found.hits}


def test_articles_or_statements_alone(desk: Desk) -> None:
    assert titles(desk, "ready") == {("Talks begin", False), ("Talks begin", True)}
    assert titles(desk, "ready", only="articles") == {("Talks begin", False)}
    assert titles(desk, "ready", only="statements") == {("Talks begin", True)}


def test_how_matches_spread(desk: Desk) -> None:
    spread = desk.finding.spread("speaker:akar OR speaker:demir")
    assert {(name, count) for _, name, count in spread.actors} >= {("Hulusi Akar", 2), ("Ismail Demir", 2)}
    assert spread.outlets == ()
    assert spread.months == ((dt.date(2021, 3, 1), 1),)
    assert spread.undated == 1


def test_an_actor_is_found_by_any_of_its_names(desk: Desk) -> None:
    found = desk.finding.find("actor:akar")
    assert {hit.statement.content for hit in found.hits if hit.statement} == {"We are ready", "Nobody came"}
    assert desk.finding.find("actor:hulusi_akar").articles == 2
    assert "said by hulusi akar under any name" in desk.finding.find("actor:hulusi_akar").explained
    (key,) = desk.cast.ids_of("Hulusi Akar")
    by_key = desk.finding.find(f'actor:"{key}"')
    assert by_key.articles == 2
    assert by_key.explained == "statements said by Hulusi Akar under any name", "nobody reads keys"


def test_a_count_of_somebody_whose_name_means_others_narrows_to_them_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = desk.cast.ids_of("Hulusi Akar")
    monkeypatch.setattr(desk.cast, "has_namesakes", lambda one: one == key)
    found = {row.name: row.narrows for row in facets(desk.finding.spread("speaker:akar OR speaker:demir"))}
    assert found["Hulusi Akar"] == f'actor:"{key}"'
    assert found["Ismail Demir"] == "actor:Ismail_Demir"


def test_a_mark_that_there_is_not_is_left_out_and_said(desk: Desk) -> None:
    found = desk.finding.find("ready is:odd")
    assert found.hits
    assert found.explained.endswith(
        "Not as typed: “odd” is no mark (one of noted, read, tagged, unread) and was left out."
    )


def test_what_was_read_and_tagged_narrows_a_search(desk: Desk) -> None:
    talks = next(card for card in desk.articles() if card.title == "Talks begin")
    said = next(card for card in desk.statements() if card.content == "Nobody came")
    assert desk.finding.find("akar is:unread").articles == 2
    desk.marking.mark([talks.id])
    assert desk.finding.find("akar is:unread").articles == 1
    assert desk.finding.find("akar -is:unread").articles == 1
    assert {hit.article.title for hit in desk.finding.find("akar is:read").hits} == {"Talks begin"}
    desk.marking.tag(said, ["Sea ports"])
    found = desk.finding.find("tag:sea_ports")
    assert [hit.statement and hit.statement.content for hit in found.hits] == ["Nobody came"]
    assert found.explained == "articles and statements tagged “sea ports”"
    assert desk.finding.find("tag:se", typing=True).records == 1
    assert not desk.finding.find("tag:se").hits
    assert desk.finding.find("is:tagged -is:noted").records == 1
    assert desk.finding.completions("ready tag:") == ("ready tag:Sea_ports",)
    assert desk.finding.completions("is:u") == ("is:unread",)
    assert desk.finding.find("is:unread").explained == "articles and statements in articles that you have not read"


def test_a_word_that_stands_nowhere_is_mended(desk: Desk) -> None:
    found = desk.finding.find("redy")
    assert not found.hits
    assert found.instead == "ready"
    assert desk.finding.find("ready").instead == ""


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("speaker:demri", "speaker:demir"),
        ("speaker:Demri", "speaker:Demir"),
        ('"we are raedy"', '"we are ready"'),
        ("title:talsk", "title:talks"),
        ("spaeker:demir", "speaker:demir"),
        ("spaeker:demri -nobody", "speaker:demir -nobody"),
        ("qzx:demir", ""),
    ],
)
def test_names_fields_and_phrases_are_mended_too(desk: Desk, asked: str, meant: str) -> None:
    found = desk.finding.find(asked)
    assert not found.hits
    assert found.instead == meant
    assert not meant or desk.finding.find(meant).hits


def test_history_keeps_each_query_once_newest_first(desk: Desk) -> None:
    for query in ("one", "two", " one ", "  "):
        desk.finding.note(query)
    assert desk.finding.history() == ["one", "two"]


def test_a_saved_search_counts_what_is_new(open_desk: Callable[..., Desk], articles: Path) -> None:
    desk = open_desk(articles)
    desk.start()
    assert desk.wait(30)
    desk.finding.save("akar", "Akar speaks")
    (saved,) = desk.finding.saved()
    assert (saved.title, saved.found, saved.new) == ("Akar speaks", 2, 0)
    assert saved.looked is not None
    (articles / "third.txt").write_text('"Once more," said Hulusi Akar.\n', encoding="utf-8")
    desk.start()
    assert desk.wait(30)
    (saved,) = desk.finding.saved("Akar speaks")
    assert (saved.found, saved.new) == (3, 1)
    desk.finding.look("akar")
    assert desk.finding.saved("akar")[0].new == 0


def test_saved_searches_outlive_the_desk(open_desk: Callable[..., Desk], articles: Path) -> None:
    desk = open_desk(articles, name="x")
    desk.finding.pin("ready")
    desk.finding.save("akar", "A")
    desk.finding.save("demir", "A")
    desk.close()
    again = open_desk(name="x")
    assert [(one.query, one.name, one.pinned) for one in again.finding.saved()] == [
        ("ready", None, True),
        ("demir", "A", False),
    ]
    again.finding.forget("A")
    again.finding.pin("ready", False)
    assert again.finding.saved() == []
    assert set(again.finding.history()) == {"ready", "akar"}
    with pytest.raises(NothingFoundError):
        again.finding.saved("A")
    with pytest.raises(UsageError):
        again.finding.save("x", " ")


def test_more_like_this_needs_likeness(desk: Desk) -> None:
    found = desk.finding.more_like(desk.articles()[0].id)
    assert found.advice == "Nothing in the library is like this article." or found.hits


def names(field: str, beginning: str) -> Sequence[str]:
    return (
        ["Hulusi Akar", "Akar", "Çavuşoğlu", "the Turkish minister"]
        if field in ("speaker", "actor")
        else ["The Gazette"]
    )


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("sp", ("speaker:",)),
        ("ships -sp", ("ships -speaker:",)),
        ("(out", ("(outlet:",)),
        ("s", ()),
        ("speaker:hul", ("speaker:hulusi_Akar",)),
        ("SPEAKER:ak", ("SPEAKER:akar",)),
        ("speaker:cav", ("speaker:cavuşoğlu",)),
        ("speaker:hulusi_a", ("speaker:hulusi_akar",)),
        ("x outlet:the", ("x outlet:the_Gazette",)),
        ("kind:", ("kind:direct", "kind:indirect", "kind:mixed")),
        ("polarity:de", ("polarity:demanded", "polarity:denied")),
        ('x speaker:"hul', ('x speaker:"hulusi Akar"',)),
        ("speaker:“hulusi a", ("speaker:“hulusi akar”",)),
        ('-outlet:"the g', ('-outlet:"the gazette"',)),
        ('speaker:"hul" x', ()),
        ('"hul', ()),
        ("speaker:", ()),
        ("", ()),
        ("ships ", ()),
        ("foo:b", ()),
    ],
)
def test_completions_go_on_with_what_was_typed(typed: str, whole: tuple[str, ...]) -> None:
    assert complete(typed, names) == whole


def test_a_name_as_it_is_completed_is_found(desk: Desk) -> None:
    (whole,) = desk.finding.completions("ready speaker:hul")
    assert desk.finding.find(whole).articles == 1


def test_every_month_between_the_first_and_the_last() -> None:
    counted = [(dt.date(2020, 11, 1), 2), (dt.date(2021, 2, 1), 1)]
    assert [count for _, count in every_month(counted)] == [2, 0, 0, 1]
    assert every_month([]) == ()
    far = [(dt.date(1, 1, 1), 1), (dt.date(2021, 1, 1), 1)]
    assert every_month(far) == tuple(far)


def test_names_are_offered_before_what_only_describes() -> None:
    described = ["Berg’s lawyer", "Berg ally Tom Lund", "Berg herself", "critics", "Berg (unnamed)"]
    named = ["Ana de Berg", "Berg", "Department of Health", "Édouard O’Neill", "U.S. Navy"]
    assert names_first([*described, *named]) == [*named, *described]


def test_a_query_goes_on_with_names_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = ActorKind.PERSON
    known = [Actor(id=name, name=name, kind=kind, said=2) for name in ("Zed’s lawyer", "Zed Berg")]
    monkeypatch.setattr(desk.cast, "actors", lambda **how: known)
    assert desk.finding.completions("actor:ze") == ("actor:zed_Berg", "actor:zed’s_lawyer")
