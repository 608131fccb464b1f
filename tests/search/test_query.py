"""Any text is a query; what it means is said in words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.search import SearchEngine
from briefing.search.explain import explain
from briefing.search.query import Either, Filter, Not, Phrase, Term, parse

PIECES = [
    "OR",
    "AND",
    "NOT",
    "-",
    '"',
    "“",
    "speaker:",
    "date:",
    "kind:direct",
    "outlet:x",
    "*",
    "(",
    ")",
    "a",
    "S-400",
]
ODD = [
    '"unbalanced',
    "*",
    "?a*",
    "[a TO",
    "NOT",
    "OR",
    "field:",
    "speaker:",
    "date:",
    "date:yesterday",
    "date:2021-99-99",
    "date:0000",
    "date:9999-12-31..",
    "date:>9999",
    "kind:loud",
    "-",
    "--",
    '""',
    "- -",
    "a -",
    "\x00\x1b]52;c;x\x07",
    "\ud800",
    "\u202eevil",
    "'; DROP TABLE articles; --",
    "\\",
    "x" * 100_000,
    "a " * 10_000,
    '"' + "a " * 5_000 + '"',
    "-a " * 10_000,
    "speaker:x OR " * 5_000,
]


@pytest.mark.parametrize(
    ("query", "explained"),
    [
        (
            'sanctions "air defense" speaker:Demir kind:direct',
            "statements with “sanctions” and the phrase “air defense”, said directly by Demir",
        ),
        ("a OR b -c", "articles and statements with “a” or “b”, without “c”"),
        ("(a OR b)", "articles and statements with “a” or “b”"),
        ("S-400", "articles and statements with the phrase “S-400”"),
        ("Turkey's", "articles and statements with “Turkey”"),
        ("the sanctions", "articles and statements with “sanctions”"),
        ("the", "articles and statements with “the”"),
        ("x - y", "articles and statements with “x” and “y”"),
        ("outlet:urdupoint date:2021-03", "articles and statements published by urdupoint, dated 2021-03"),
        ("date:2021-03-01..2021-03-05", "articles and statements dated 2021-03-01 to 2021-03-05"),
        ("date:2022..2021", "articles and statements dated 2021 to 2022"),
        ("kind:direct kind:mixed", "statements said directly or partly in quotation marks"),
        ("polarity:denied speaker:Akar", "statements denied by Akar"),
        ("sanct*", "articles and statements with words beginning with “sanct”"),
        ("s*", "articles and statements with names and titles beginning with “s”"),
        ('title:"air defense"', "articles and statements with “air defense” in the title"),
        ("-speaker:Akar x", "statements with “x”, without what Akar said"),
        ("", "nothing asked yet"),
    ],
)
def test_a_query_is_said_back(query: str, explained: str) -> None:
    asked = parse(query)
    assert explain(asked) == explained
    assert not asked.corrected


@pytest.mark.parametrize(
    ("query", "explained"),
    [
        ('"air def', "articles and statements with the phrase “air def” (a quotation mark was closed at its end)"),
        ("a OR", "articles and statements with “a” (an operator at its end was left out)"),
        ("OR a", "articles and statements with “a” (OR at its beginning was left out)"),
        ("a date:soon", "articles and statements with “a” (“soon” is no date and was left out)"),
        ("speaker: a", "articles and statements with “a” (“speaker:” has nothing after it and was left out)"),
        (
            "kind:loud a",
            "articles and statements with “a” (“loud” is no kind (one of direct, indirect, mixed) and was left out)",
        ),
        ("a ***", "articles and statements with “a” (“***” holds no word and was left out)"),
    ],
)
def test_what_was_mended_is_said(query: str, explained: str) -> None:
    asked = parse(query)
    assert explain(asked) == explained
    assert asked.corrected


def test_while_typing_nothing_is_scolded() -> None:
    for query in ('"air def', "a OR", "speaker:", "date:2021-", "a -"):
        assert not parse(query, typing=True).corrected


def test_or_joins_its_neighbours_only() -> None:
    assert parse("x a OR b y").parts == (Term("x"), Either((Term("a"), Term("b"))), Term("y"))


def test_the_last_word_is_unfinished_until_a_space_follows() -> None:
    assert parse("a sanc", typing=True).parts[-1] == Term("sanc", unfinished=True)
    assert parse("a sanc ", typing=True).parts[-1] == Term("sanc")
    last = parse("speaker:dem", typing=True).parts[-1]
    assert isinstance(last, Filter)
    assert last.unfinished


def test_minus_takes_away_words_phrases_and_fields() -> None:
    parts = parse('-a -"b c" -outlet:d').parts
    assert all(isinstance(part, Not) for part in parts)
    assert [type(part.part) for part in parts if isinstance(part, Not)] == [Term, Phrase, Filter]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)), st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_text_is_understood_and_said_back_briefly(query: str, typing: bool) -> None:
    explained = explain(parse(query, typing=typing))
    assert explained
    assert len(explained) < 4_000
    assert all(char.isprintable() for char in explained)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_what_is_kept_was_asked(query: str) -> None:
    for part in parse(query).parts:
        if isinstance(part, Term | Phrase):
            assert part.text in query


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("typing", [False, True])
def test_odd_queries_get_an_answer_at_once(engine: SearchEngine, query: str, typing: bool) -> None:
    engine.search("warm")
    begin = time.perf_counter()
    answer = engine.search(query, typing=typing)
    assert time.perf_counter() - begin < 1
    assert answer.explained
    assert len(answer.explained) < 4_000
    assert engine.state() == "ready"
