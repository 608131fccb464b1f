"""Turns of conversations, and quotations set apart with a name behind a dash."""

from __future__ import annotations

import pytest

from briefing.attribution.attribute import lines_of
from briefing.attribution.draft import Draft
from briefing.attribution.layout import with_layout
from briefing.attribution.shapes import SURE
from briefing.model import ParagraphKind, Span


def said(text: str) -> list[tuple[str, str]]:
    """Source and content of each statement that the layout of a text makes."""
    found = with_layout(text, lines_of(text), [])
    return [(text[slice(*one.source[0])], " / ".join(text[a:b] for a, b in one.content)) for one, _ in found]


INTERVIEW = """The mayor spoke to us.

VEGA: We are ready to open the bridge. It has waited long enough.

KANE: And the old one?

VEGA: That one will stay where it is.

It has a history, you see.

KANE: Thank you for your time.

The bridge opens in May."""


def test_each_turn_is_a_statement_over_its_paragraphs() -> None:
    assert said(INTERVIEW) == [
        ("VEGA", "We are ready to open the bridge. It has waited long enough."),
        ("KANE", "And the old one?"),
        ("VEGA", "That one will stay where it is. / It has a history, you see."),
        ("KANE", "Thank you for your time."),
    ]


@pytest.mark.parametrize(("first", "second"), [("Q", "A"), ("Ana Vega", "The Herald"), ("Leila de Souza", "WN")])
def test_names_of_turns(first: str, second: str) -> None:
    text = "\n\n".join(f"{name}: I have no doubt that it will work." for name in (first, second) * 2)
    assert [source for source, _ in said(text)] == [first, second] * 2


def test_one_question_and_its_answer_are_a_conversation() -> None:
    assert [source for source, _ in said("Q: Where do you find it?\n\nA: In the hills, mostly.")] == ["Q", "A"]


def test_a_turn_takes_its_words_from_a_statement_that_stands_elsewhere() -> None:
    at = INTERVIEW.index("And the old one?")
    told = Draft((Span(4, 9), Span(at, at + 7)), (Span(10, 15),))
    there = told._replace(content=told.content[1:])
    found = with_layout(INTERVIEW, lines_of(INTERVIEW), [(told, SURE), (there, SURE)])
    assert [draft.content for draft, _ in found if not draft.verbatim] == [(Span(4, 9),)]


def test_a_turn_inside_the_quotation_of_the_whole_keeps_no_stray_mark() -> None:
    text = '"VEGA: We are ready for it.\n\nKANE: Are you sure of it?\n\nVEGA: I am sure.\n\nKANE: We shall see, then."'
    assert said(text)[0] == ("VEGA", "We are ready for it.")
    assert said(text)[-1] == ("KANE", "We shall see, then.")


@pytest.mark.parametrize(
    "text",
    [
        "Age: 34 years\n\nHeight: 1.80 m\n\nAge: 29 years\n\nHeight: 1.71 m",
        "VEGA: We are ready to open the bridge.\n\nThe bridge opens in May.",
        "Analysis: the bridge that nobody wanted to build.\n\nAnalysis: the harbour that everybody wanted.",
        "Vega: We are ready.\n\nKane: They are not ready for it.",
    ],
)
def test_other_colons_are_no_conversation(text: str) -> None:
    assert said(text) == []


def test_a_heading_between_turns_is_nobodys_word() -> None:
    text = INTERVIEW.replace("It has a history, you see.", "The old bridge")
    lines = [
        one.model_copy(update={"kind": ParagraphKind.HEADING}) if text[one.start : one.end] == "The old bridge" else one
        for one in lines_of(text)
    ]
    found = with_layout(text, lines, [])
    assert [len(one.content) for one, _ in found] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We have waited long enough.” — Ana Vega", ("Ana Vega", "“We have waited long enough.”")),
        ('"We have waited long enough." - Ana Vega, harbour master', ("Ana Vega, harbour master", None)),
        ("‘We have waited long enough’ ― Rashid Omar", ("Rashid Omar", "‘We have waited long enough’")),
        ("«We have waited long enough.»\n\n— Rashid Omar", ("Rashid Omar", "«We have waited long enough.»")),
    ],
)
def test_a_quotation_set_apart_is_its_signers(text: str, expected: tuple[str, str | None]) -> None:
    ((source, content),) = said(text)
    assert source == expected[0]
    assert expected[1] is None or content == expected[1]


@pytest.mark.parametrize(
    "text",
    [
        "“We have waited long enough” — and nobody came to open it that day",
        "He was “late again” — Ana Vega was not.",
        "Nobody was ready.\n\n— Rashid Omar",
    ],
)
def test_other_dashes_sign_nothing(text: str) -> None:
    assert said(text) == []


def test_what_was_decoded_inside_a_turn_gives_way_and_the_rest_stays() -> None:
    at = INTERVIEW.index("It has waited")
    inside = Draft((Span(at, at + 10),), (Span(at + 11, at + 15),), (Span(at, at + 2),))
    outside = Draft((Span(0, 9),), (Span(10, 15),))
    found = [one for one, _ in with_layout(INTERVIEW, lines_of(INTERVIEW), [(outside, SURE), (inside, SURE)])]
    assert outside in found
    assert inside not in found
    assert all(one.verbatim for one in found if one is not outside)
