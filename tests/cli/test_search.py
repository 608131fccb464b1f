"""Results as lines: what is said again stands once, how they spread, and what the screen does with them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.conftest import Briefing, Outcome

OFFICIAL = "003_fd1aee54e6a12c6a.txt"


def rows(outcome: Outcome) -> list[dict[str, Any]]:
    assert outcome.code == 0
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_what_is_said_again_stands_once_and_tells_where_else(briefing: Briefing) -> None:
    once = rows(briefing("search", "--wait", "--only", "statements", "--json", "batch"))
    every = rows(briefing("search", "--only", "statements", "--copies", "--json", "batch"))
    assert [(row["statement"]["place"], row["statement"]["places"]) for row in once] == [(1, 2), (1, 2)]
    assert sorted(row["statement"]["place"] for row in every) == [1, 1, 2, 2]
    places = {place["id"] for row in once for place in row["statement"]["said_in"]}
    assert places == {row["statement"]["id"] for row in every}
    assert ", in 2 places]" in briefing("search", "--only", "statements", "batch").out
    assert ", place 2 of 2]" in briefing("search", "--only", "statements", "--copies", "batch").out


def test_likenesses_are_listed_as_results_are(briefing: Briefing) -> None:
    once = rows(briefing("like", OFFICIAL, "1", "--json"))
    every = rows(briefing("like", OFFICIAL, "1", "--json", "--copies"))
    assert len(once) < len(every)
    assert len({row["statement"]["id"] for row in once}) == len(once)


def test_how_results_spread(briefing: Briefing) -> None:
    assert briefing("statements").code == 0
    text = briefing("search", "sanctions", "--facets").out.splitlines()
    assert "said by           2 statements  US government  (actor:US_government)" in text
    assert "published in      1 article   2021-03  (date:2021-03)" in text
    assert "published in      1 article   undated" in text
    for row in rows(briefing("search", "sanctions", "--facets", "--json")):
        if row["narrows"]:
            assert briefing("search", "sanctions", row["narrows"]).code == 0
    assert briefing("search", "qzxqzx", "--facets").code == 3


def test_statements_under_their_speakers(briefing: Briefing) -> None:
    lines = briefing("statements", "--by-speaker").out.splitlines()
    headings = [line for line in lines if line.endswith((" statement", " statements"))]
    assert headings[0] == "Hulusi Akar: 5 statements"
    assert headings[-1].startswith("to review: ")
    names = [row["speaker"]["name"] for row in rows(briefing("statements", "--by-speaker", "--json"))]
    assert names[:5] == ["Hulusi Akar"] * 5
    assert len(names) == len(rows(briefing("statements", "--json")))
    table = csv.DictReader(io.StringIO(briefing("statements", "--by-speaker", "--form", "csv").out))
    assert [row["speaker"] for row in table][:5] == ["Hulusi Akar"] * 5


def test_a_search_is_pinned_by_its_name_or_its_words(briefing: Briefing) -> None:
    briefing("search", "--save", "Z", "sanctions")
    briefing("search", "patriot")
    briefing("search", "--save", "A", "turkey")
    assert briefing("searches", "--pin", "Z").code == 0
    assert briefing("searches", "--pin", "patriot").code == 0
    pinned = [(row["query"], row["pinned"]) for row in rows(briefing("searches", "--json"))]
    assert pinned == [("sanctions", True), ("patriot", True), ("turkey", False)]
    assert briefing("searches", "--unpin", "patriot").code == 0
    assert [row["query"] for row in rows(briefing("searches", "--json"))] == ["sanctions", "turkey"]
    nothing = briefing("searches", "--pin", "never asked")
    assert nothing.code == 3
    assert "never asked" in nothing.err


def test_words_are_cited_as_on_the_screen(briefing: Briefing) -> None:
    cited = briefing("cite", OFFICIAL, "--words", "no noticeable  impact").out
    assert cited.startswith("> no noticeable impact\n")
    assert "Ismail Demir" in cited
    assert briefing("cite", OFFICIAL, "--words", "no noticeable impact", "--form", "verbatim").out == (
        "no noticeable impact\n"
    )
    assert "They stand there" in briefing("cite", OFFICIAL, "--words", "Turkey").err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--words", "no such words"], 3),
        (["--words", " "], 3),
        (["--words", "Turkey", "3"], 2),
        (["--words", "Turkey", "--form", "csv"], 2),
        ([], 2),
    ],
)
def test_words_that_cannot_be_cited_are_told_in_a_sentence(briefing: Briefing, words: list[str], code: int) -> None:
    assert briefing("statements").code == 0
    outcome = briefing("cite", OFFICIAL, *words)
    assert (outcome.code, outcome.out, len(outcome.err.splitlines())) == (code, "", 1)


def test_an_article_is_marked_as_read_without_the_screen(briefing: Briefing) -> None:
    assert briefing("show", OFFICIAL, "--read").code == 0
    assert OFFICIAL not in briefing("search", "is:unread", "sanctions").out
    assert "which you have read. Turkey In Negotiations" in briefing("--plain").out
    assert briefing("show", OFFICIAL, "--unread").code == 0
    assert "which you have read" not in briefing("--plain").out
