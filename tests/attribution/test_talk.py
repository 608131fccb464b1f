"""Texts whose writers speak for themselves, and what is told in them."""

from __future__ import annotations

import pytest

from briefing.attribution.attribute import UNTOLD, Attributor, Page
from briefing.attribution.draft import Draft
from briefing.attribution.quotations import find_quotations
from briefing.attribution.talk import is_clause, is_talk, tells
from briefing.attribution.training.marked import marked
from briefing.model import Paragraph, ParagraphKind, Span
from tests.attribution.readings import reading_of
from tests.attribution.test_properties import CERTAIN, Guessing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I ask you: what do we want? We want our boats back, and you want yours. Tell me why.", True),
        ("“I ask you: what do we want? We want our boats back, and you want yours,” said Roe.", False),
        ("I went out. " + "The boats stayed in the harbour all day long. " * 9, False),
        ("The US and US allies met US envoys. " * 3, False),
        ("", False),
    ],
)
def test_talk_is_where_the_writer_says_i_and_you(text: str, expected: bool) -> None:
    assert is_talk(text, find_quotations(text)) is expected


@pytest.mark.parametrize(
    "content",
    [
        "that it failed",
        "how the boats came back",
        "the boats are late",
        "nobody’ll come",
        "there's no wind",
        "he left",
        "the men didn't row",
    ],
)
def test_a_clause_tells_something(content: str) -> None:
    assert is_clause(content, [Span(0, len(content))])


@pytest.mark.parametrize("content", ["to leave", "the mayor's boats", "the men who are late", "you for the boats", "…"])
def test_a_wish_or_an_object_tells_nothing(content: str) -> None:
    assert not is_clause(content, [Span(0, len(content))])


def test_a_clause_may_follow_its_first_part() -> None:
    text = "first … that it failed"
    assert is_clause(text, [Span(0, 5), Span(8, 22)])


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("{s1|We} {u1|urge} {c1|a strong vote}.", False),
        ("{s1|We} {u1|say} {c1|self-isolation works}.", True),
        ("{s1|They} {u1|called it} {c1|“a strong vote”}.", True),
        ("{s1|We} {u1|urge} {c1|that you vote}.", True),
    ],
)
def test_what_counts_as_told(markup: str, expected: bool) -> None:
    article = marked(markup)
    (one,) = article.statements
    content, cue = (tuple(Span(*span) for span in spans) for spans in (one.content, one.cue))
    assert tells(article.text, Draft(content, cue)) is expected


def test_in_talk_what_is_not_told_is_less_likely() -> None:
    article = marked("{s1|We} {u1|urge} {c1|a strong vote}, and {s2|you} {u2|said} {c2|that it failed}.")
    attributor: Attributor = Guessing(0)
    confidence = [
        [one.confidence for one in attributor._of(Page(article.text), reading_of(article), talk=talk).statements]
        for talk in (False, True)
    ]
    sure = round(1 / (1 + 2.718281828459045**-CERTAIN.constant), 3)
    assert confidence == [[sure, sure], [pytest.approx(sure * UNTOLD, abs=0.001), sure]]


def test_a_headline_that_claims_by_its_shape_is_as_likely_in_talk() -> None:
    article = marked("Ferry lost off the northern coast - Officials")
    title = Paragraph(kind=ParagraphKind.TITLE, start=0, end=len(article.text))
    found = Guessing(0)._of(Page(article.text, [title]), reading_of(article), talk=True)
    assert [one.confidence > UNTOLD for one in found.statements] == [True]
