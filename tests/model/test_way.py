"""The way of a statement in words."""

import datetime as dt

import pytest
from pydantic import TypeAdapter

from briefing.model import Provenance, Venue
from briefing.model.way import addressee_in_words, chain_in_words, said_in_words, venue_in_words

DAY = dt.date(2021, 3, 3)
WAY = TypeAdapter(Provenance)


def test_the_chain_runs_from_the_page_back_to_the_mouth() -> None:
    way = Provenance(via=("Radio Nord", "Coast News"))
    assert chain_in_words(way, "Jan Nowak") == "Coast News ← Radio Nord ← Jan Nowak"
    assert chain_in_words(way) == "Coast News ← Radio Nord"
    assert chain_in_words(Provenance(), "Jan Nowak") == ""


def test_what_is_inferred_says_so() -> None:
    way = Provenance(via=("Radio Nord",), via_inferred=True)
    assert chain_in_words(way, "Jan Nowak") == "Radio Nord ← Jan Nowak (as another statement of theirs)"


def test_records_from_before_chains_are_read() -> None:
    assert WAY.validate_python({"via": "Radio Nord"}).via == ("Radio Nord",)
    assert WAY.validate_python({"via": None}).via == ()
    assert WAY.validate_json('{"via": ["Radio Nord", "Coast News"]}').via == (
        "Radio Nord",
        "Coast News",
    )


def test_an_occasion_is_its_sort_and_the_articles_words() -> None:
    call = Provenance(venue="a telephone call last week", venue_kind=Venue.CALL)
    assert venue_in_words(call) == "call: “a telephone call last week”"
    assert venue_in_words(Provenance(venue="the pier")) == "“the pier”"
    assert venue_in_words(Provenance()) == ""


def test_an_outlet_that_was_told_is_not_named_twice() -> None:
    assert addressee_in_words(Provenance(via=("Radio Nord",), addressee="Radio Nord")) == ""
    assert addressee_in_words(Provenance(addressee="reporters")) == "reporters"


@pytest.mark.parametrize(
    ("way", "published", "expected"),
    [
        (Provenance(said_on=DAY, said_when="on Wednesday"), DAY, "2021-03-03 (“on Wednesday”)"),
        (
            Provenance(said_on=DAY, said_until=dt.date(2021, 3, 5), said_when="this week"),
            dt.date(2021, 3, 5),
            "2021-03-03 to 2021-03-05 (“this week”)",
        ),
        (Provenance(said_on=DAY), None, "2021-03-03"),
        (Provenance(said_when="Tuesday"), None, "“Tuesday”, but the article is undated"),
        (Provenance(said_when="recently"), DAY, "“recently”: no day can be told"),
        (Provenance(), DAY, ""),
    ],
)
def test_the_day_or_why_there_is_none(way: Provenance, published: dt.date | None, expected: str) -> None:
    assert said_in_words(way, published, dt.date.isoformat) == expected
