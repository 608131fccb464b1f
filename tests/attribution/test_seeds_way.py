"""The two packaged articles: through whom each of their statements came, and what they say twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.attribution.attribute import Attributor, Page
from briefing.intake import articles_in
from briefing.model import Article, Statement

HERE = Path(__file__).parents[2]
GOLD = json.loads((HERE / "tests" / "gold.json").read_text("utf-8"))
OFFICIAL = " date 2021-03-03 UrduPoi"
AKAR = "A US State Department of"


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Article, tuple[Statement, ...]]]:
    attributor, read = Attributor(), {}
    for path in sorted((HERE / "seeds").glob("*.txt")):
        for article in articles_in(path):
            assert isinstance(article, Article)
            page = Page(article.text, article.paragraphs, article.published, article.language)
            read[article.text[:24]] = (article, attributor.attribute(page).statements)
    return read


def nearest(gold: Statement, statements: tuple[Statement, ...]) -> Statement:
    """The statement that shares most with one written out by hand."""

    def shared(one: Statement) -> int:
        return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in gold.content) + (
            one.cue == gold.cue
        )

    return max(statements, key=shared)


@pytest.mark.parametrize("name", GOLD)
def test_every_statement_came_as_it_is_written_by_hand(
    name: str, found: dict[str, tuple[Article, tuple[Statement, ...]]]
) -> None:
    article, statements = found[name]
    for raw in GOLD[name]:
        gold = Statement.model_validate(raw)
        own = nearest(gold, statements)
        words = article.text[gold.content[0].start : gold.content[-1].end]
        assert own.provenance.via == gold.provenance.via, words


def test_headlines_and_lead_are_one_statement(found: dict[str, tuple[Article, tuple[Statement, ...]]]) -> None:
    _, statements = found[OFFICIAL]
    assert [one.duplicate_of for one in statements] == [None, 0, 0, 0, *[None] * (len(statements) - 4)]
    assert all(one.duplicate_of is None for one in found[AKAR][1])


def test_occasions_and_days(found: dict[str, tuple[Article, tuple[Statement, ...]]]) -> None:
    ways = [one.provenance for _, statements in found.values() for one in statements]
    told = {(str(way.venue_kind), way.venue) for way in ways if way.venue}
    assert told == {
        ("interview", "an interview published Tuesday in the Turkish newspaper, Hurriyet"),
        ("interview", "the press interview"),
        ("call", "a telephone conversation last week"),
        ("appearance", "an appearance on broadcaster NTV"),
    }
    days = {(way.said_when, str(way.said_on)) for way in ways if way.said_when}
    assert days == {("Tuesday", "None"), ("last week", "None"), ("on Wednesday", "2021-03-03")}
