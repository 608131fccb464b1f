"""The two articles that come with the program: every statement's speaker and role, the whole way from the text."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.attribution.attribute import Attributor, Page
from briefing.library.describe import paragraphs_of
from briefing.model import Span, Statement
from briefing.paths import packaged_seeds

OFFICIAL = ("US State Department official (unnamed)", "US State Department official")
AKAR = ("Hulusi Akar", "Turkish Defense Minister")
OFFICIALS = ("Turkish officials (unnamed)", "Turkish officials")
ANKARA = ("Turkish government", "government")
WASHINGTON = ("US government", "government")
DESCRIBED = ("Ismail Demir", "high-ranking defense official; president of Defense Industries")
# The content of each statement, and who says it, as what.
SAID = {
    "000": {
        (36, 135): OFFICIAL,
        (185, 253): AKAR,
        (337, 511): OFFICIAL,
        (535, 578): OFFICIAL,
        (1064, 1183): AKAR,
        (1394, 1500): AKAR,
        (1536, 1674): AKAR,
        (1712, 1847): AKAR,
        (2263, 2356): OFFICIALS,
        (2373, 2481): OFFICIALS,
        (2745, 2807): ("Ibrahim Kalin", "Turkish President’s advisor"),
        (2882, 2932): ANKARA,
        (2951, 3004): ANKARA,
        (3044, 3048): WASHINGTON,
        (3059, 3152): WASHINGTON,
    },
    "003": {
        (31, 106): DESCRIBED,
        (179, 254): DESCRIBED,
        (267, 418): DESCRIBED,
        (524, 675): DESCRIBED,
        (892, 984): WASHINGTON,
        (1049, 1329): ("Ismail Demir", "president of Defense Industries"),
        (1654, 1713): WASHINGTON,
        (1727, 1880): WASHINGTON,
        (1897, 1916): ANKARA,
    },
}
CASES = [(article, content) for article, contents in SAID.items() for content in contents]


@cache
def attributed(article: str) -> tuple[str, tuple[Statement, ...]]:
    text = next(packaged_seeds().glob(f"{article}*.txt")).read_text("utf-8")
    return text, Attributor().attribute(Page(text, paragraphs_of(text))).statements


def at(article: str, content: tuple[int, int]) -> Statement:
    """The statement that has most in common with what was written out by hand."""
    wanted = set(range(*content))

    def common(statement: Statement) -> float:
        found = {point for start, end in statement.content for point in range(start, end)}
        return len(found & wanted) / len(found | wanted)

    best = max(attributed(article)[1], key=common)
    assert common(best) >= 0.5
    return best


@pytest.mark.parametrize(("article", "content"), CASES)
def test_who_says_it_and_as_what(article: str, content: tuple[int, int]) -> None:
    speaker = at(article, content).speaker
    assert speaker is not None
    assert (speaker.name, speaker.role) == SAID[article][content]
    assert not speaker.is_open


def test_the_same_said_again_is_one_statement() -> None:
    _, statements = attributed("003")
    again = [at("003", content) for content in ((31, 106), (179, 254), (267, 418), (524, 675))]
    first = statements.index(again[0])
    assert [one.duplicate_of for one in again] == [None, first, first, first]


def test_the_described_official_is_linked_to_the_name_further_down_with_less_certainty() -> None:
    described, named = at("003", (524, 675)).speaker, at("003", (1049, 1329)).speaker
    assert described is not None
    assert named is not None
    assert described.probability < 0.8 < named.probability
    assert described.runners_up[0].name == "high-ranking defense official (unnamed)"
    text, _ = attributed("003")
    assert [step.how for step in described.steps][-2:] == ["named further down", "shares “defense”"]
    assert text[slice(*described.steps[-1].span)] == "president of Defense Industries"


def test_he_is_the_minister_step_by_step() -> None:
    text, _ = attributed("000")
    speaker = at("000", (1394, 1500)).speaker
    assert speaker is not None
    words = [text[slice(*Span(*step.span))] for step in speaker.steps]
    assert (words[0], words[-1]) == ("he", "Hulusi Akar")
    assert "the Turkish Defense Minister" in words
