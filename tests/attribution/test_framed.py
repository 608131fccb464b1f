"""Phrases that give a clause or a quotation to somebody without a verb."""

from __future__ import annotations

import pytest

from briefing.attribution.draft import Draft
from briefing.attribution.framed import with_framed
from briefing.attribution.quotations import find_quotations
from briefing.attribution.shapes import SURE
from briefing.model import Span


def framed(text: str, *drafts: Draft) -> list[tuple[str, str, str]]:
    quotations = [Span(one.start, one.end) for one in find_quotations(text)]
    found = with_framed(text, [(draft, SURE) for draft in drafts], quotations)
    return [
        tuple(" … ".join(text[a:b] for a, b in spans) for spans in (draft.source, draft.cue, draft.content))  # type: ignore[misc]
        for draft, _ in found
    ]


def spans(text: str, *words: str) -> Draft:
    content, cue, source = (Span(text.index(word), text.index(word) + len(word)) for word in words)
    return Draft((content,), (cue,), (source,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It rained. In the view of the ferrymen, the quay will not last a year. They left.",
            ("the ferrymen", "In the view of", "the quay will not last a year"),
        ),
        (
            "In the opinion of Ana Vega, who runs the port, the quay is sinking.",
            ("Ana Vega, who runs the port", "In the opinion of", "the quay is sinking"),
        ),
        ("In Vega’s view, the quay is sinking.", ("Vega", "In Vega’s view", "the quay is sinking")),
        ("In the ferrymen's own words, it is a ruin.", ("the ferrymen", "In the ferrymen's own words", "it is a ruin")),
        ("In her judgment, the quay is sinking.", ("her", "In her judgment", "the quay is sinking")),
        (
            "Per the harbour log, nobody came in.\nIt was late.",
            ("the harbour log", "Per", "nobody came in"),
        ),
        (
            "The quay, “a ruin with a roof,” in the words of pilot Ana Vega, was closed.",
            ("pilot Ana Vega", "in the words of", "“a ruin with a roof,”"),
        ),
        ("It was “a ruin with a roof,” in her words.", ("her", "in her words", "“a ruin with a roof,”")),
    ],
)
def test_who_holds_it_says_it(text: str, expected: tuple[str, str, str]) -> None:
    assert framed(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In the view of the quay from the hill, boats.",
        "In my view, the quay is sinking.",
        "In this view, the quay is sinking.",
        "Per capita, the town has more boats than any other.",
        "Per Lindqvist, the pilot, went home.",
        "“In her view, the quay is sinking,” he said.",
        "They had tears in their eyes, and the quay was empty.",
        "He put “a ruin” in other words.",
    ],
)
def test_what_is_nobodys_view(text: str) -> None:
    assert framed(text) == []


def test_words_that_report_the_same_are_believed() -> None:
    text = "In her view, he told us, the quay is sinking."
    told = spans(text, "the quay is sinking", "told", "he")
    assert framed(text, told) == [("he", "told", "the quay is sinking")]


def test_a_weak_reading_of_the_phrase_gives_way_to_it() -> None:
    text = "In the view of the ferrymen, the quay will not last a year."
    weak = spans(text, "the quay", "In", "view")
    assert framed(text, weak) == [("the ferrymen", "In the view of", "the quay will not last a year")]


def test_drafts_stay_in_order() -> None:
    text = "In her view, the quay is sinking. He said it was late."
    assert [found[0] for found in framed(text, spans(text, "it was late", "said", "He"))] == ["her", "He"]
