"""The way from the source to the name, and for whom somebody speaks."""

from __future__ import annotations

import pytest

from briefing.model import Speaker
from tests.attribution.marked import Marked


def last(source: str) -> tuple[Speaker, list[tuple[str, str]]]:
    marked = Marked(source)
    speaker = marked.speakers()[-1]
    assert speaker is not None
    return speaker, [(marked.text[step.span.start : step.span.end], step.how) for step in speaker.steps]


def test_a_pronoun_goes_by_the_subject_of_the_previous_sentence_to_the_name() -> None:
    source = (
        "Defence Minister {p:Kari Solberg} came. [s1:{p:Solberg}] [q1:praised] [c1:the crew]. "
        "[s2:She] [q2:said] [c2:it was late]."
    )
    assert last(source)[1] == [
        ("She", ""),
        ("Solberg", "subject of the previous sentence"),
        ("Kari Solberg", "the full name"),
    ]


def test_a_description_goes_by_the_title_to_the_name_beside_it() -> None:
    source = "Defence Minister {p:Kari Solberg} came. [s:The minister] [q:said] [c:no]."
    assert last(source)[1] == [
        ("The minister", ""),
        ("Defence Minister", "described so before"),
        ("Kari Solberg", "the name beside it"),
    ]


def test_a_place_that_speaks_takes_no_step() -> None:
    speaker, steps = last("On Monday [s:Lima] [q:said] [c:no].")
    assert speaker.name == "Peruvian government"
    assert steps == [("Lima", "")]


def test_first_person_comes_from_whoever_is_quoted() -> None:
    marked = Marked('"[c1:[s2:I] [q2:believe] [c2:it rains]]," [q1:said] [s1:{p:Jan Nowak}].')
    inner = marked.speakers()[1]
    assert inner is not None
    assert [step.how for step in inner.steps] == ["", "whoever is quoted"]


def test_a_quotation_that_goes_on_says_whose_words_it_goes_on_with() -> None:
    _, steps = last('"[c1:It is late]," [q1:said] [s1:{p:Jan Nowak}]. "[c2:We should go home now.]"')
    assert steps == [("Jan Nowak", "the quotation goes on with the words of")]


def test_a_name_further_down_is_said_to_be_further_down_and_by_what_it_is_known() -> None:
    source = (
        "[c1:Peru will reopen its northern copper mines in spring], [s1:a senior mining official] [q1:said].\n\n"
        'The price rose.\n\n"[c2:We reopen the copper mines in the north this spring]," [q2:said] '
        "[s2:{p:Elena Quispe}, director of the state mining agency]."
    )
    marked = Marked(source)
    first = marked.speakers()[0]
    assert first is not None
    assert [(marked.text[s.span.start : s.span.end], s.how) for s in first.steps] == [
        ("a senior mining official", ""),
        ("Elena Quispe", "named further down"),
        ("director of the state mining agency", "shares “mining”"),
    ]


def test_mentions_are_the_steps_words() -> None:
    speaker, steps = last("{p:Kari Solberg} came. [s:{p:Solberg}] [q:said] [c:no].")
    assert tuple(step.span for step in speaker.steps) == speaker.mentions
    assert len(steps) == 2


@pytest.mark.parametrize(
    ("source", "name", "speaks_for"),
    [
        ("A spokesman for the {o:Harbour Board}", "spokesman (unnamed)", "Harbour Board"),
        ("A {o:Harbour Board} spokeswoman", "Harbour Board spokeswoman (unnamed)", "Harbour Board"),
        ("{p:Solberg}’s chief spokesman", None, "Kari Solberg"),
        ("Her spokesman, {p:Ola Falk},", "Ola Falk", "Kari Solberg"),
        ("{p:Ola Falk}, a spokesman for the union,", "Ola Falk", "union"),
        ("Harbour Board press secretary {p:Ola Falk}", "Ola Falk", "Harbour Board"),
        ("{p:Ola Falk}, the Green Party’s health spokesman,", "Ola Falk", "Green Party"),
        ("{p:Ola Falk}, speaking for the union,", "Ola Falk", "union"),
        ("{p:Ola Falk}, on behalf of the {o:Harbour Board},", "Ola Falk", "Harbour Board"),
        ("{p:Ola Falk}, a health spokesman,", "Ola Falk", None),
        ("{p:Ola Falk}, a harbour pilot,", "Ola Falk", None),
    ],
)
def test_a_spokesperson_stays_a_person_and_speaks_for_somebody(source: str, name: str | None, speaks_for: str) -> None:
    speaker, _ = last(f"Mrs. {{p:Kari Solberg}} came. [s:{source}] [q:said] [c:no].")
    assert name is None or speaker.name == name
    assert speaker.speaks_for == speaks_for


def test_a_spokesperson_speaks_for_them_in_every_statement() -> None:
    source = "{p:Ola Falk}, a spokesman for {o:Nordbank}, came. [s:{p:Falk}] [q:said] [c:no]."
    assert last(source)[0].speaks_for == "Nordbank"


def test_who_is_not_sure_is_a_question() -> None:
    assert Speaker(name="Kari Solberg", kind="person", probability=0.49).is_open  # type: ignore[arg-type]
    assert not Speaker(name="Kari Solberg", kind="person", probability=0.5).is_open  # type: ignore[arg-type]
