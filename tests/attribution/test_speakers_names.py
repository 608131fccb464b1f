"""Names: to their fullest form, and people of one surname kept apart."""

from __future__ import annotations

import pytest

from briefing.attribution import titles
from briefing.attribution.words import Words
from briefing.model import ActorKind, Speaker
from tests.attribution.marked import Marked


def only(source: str) -> Speaker:
    speaker = Marked(source).speakers()[-1]
    assert speaker is not None
    return speaker


@pytest.mark.parametrize("short", ["Mike Aldous", "M. Aldous", "Micheal Aldous"])
def test_a_short_form_an_initial_and_a_slip_are_the_same_person(short: str) -> None:
    source = f"{{p:Michael Aldous}} chairs the board. [s:{{p:{short}}}] [q:said] [c:it was late]."
    assert only(source).name == "Michael Aldous"


def test_other_first_names_and_other_initials_are_other_people() -> None:
    source = (
        "{p:Michael Aldous} left. [s1:{p:Martin Aldous}] [q1:said] [c1:no]. [s2:{p:Jan Q. Reed}] [q2:said] [c2:no]."
    )
    assert Marked(source).names() == ["Martin Aldous", "Jan Q. Reed"]
    both = "{p:Jan Q. Reed} came. [s:{p:Jan B. Reed}] [q:said] [c:no]."
    assert only(both).name == "Jan B. Reed"


def test_two_of_one_first_letter_are_not_merged_on_an_initial() -> None:
    source = "{p:Michael Aldous} and {p:Martin Aldous} left. [s:{p:M. Aldous}] [q:said] [c:no]."
    assert only(source).name == "M. Aldous"


def test_mr_is_whoever_is_a_man_by_the_article() -> None:
    source = (
        "{p:Robin Hale} lost her keys. {p:Sasha Hale} lost his.\n\nThe sea was calm.\n\n"
        "[s:Mr. {p:Hale}] [q:said] [c:so]."
    )
    assert only(source).name == "Sasha Hale"


def test_a_first_name_tips_only_when_a_form_of_address_stands_there() -> None:
    source = "{p:Barbara Hale} spoke. {p:Kwame Hale} did too.\n\nIt rained.\n\n[s:Mr. {p:Hale}] [q:said] [c:so]."
    assert only(source).name == "Kwame Hale"


def test_relatives_go_by_their_first_names_and_the_surname_is_the_other() -> None:
    source = (
        "Mayor {p:Otto Hale} came with his wife, {p:Vera Hale}.\n\n{p:Vera} waited outside. It rained.\n\n"
        "[s:{p:Hale}] [q:said] [c:the port would open]."
    )
    speaker = only(source)
    assert speaker.name == "Otto Hale"
    assert not speaker.is_open


def test_a_relative_named_first_is_still_not_the_one_called_by_the_surname() -> None:
    source = "{p:Vera Hale}, wife of {p:Otto Hale}, sang. It rained. It snowed. [s:{p:Hale}] [q:said] [c:no]."
    assert only(source).name == "Otto Hale"


def test_the_one_who_spoke_keeps_the_surname_and_the_other_stays_a_runner_up() -> None:
    source = (
        "{p:Otto Hale} runs the port. {p:Vera Hale} runs the bank. [s1:{p:Vera Hale}] [q1:said] [c1:rates fall]. "
        "[s2:{p:Hale}] [q2:added] [c2:that they would fall again]."
    )
    speaker = only(source)
    assert speaker.name == "Vera Hale"
    assert [other.name for other in speaker.runners_up] == ["Otto Hale"]


def test_a_surname_nothing_decides_is_left_open() -> None:
    source = "{p:Otto Hale} met {p:Vera Hale}. " + "It rained. " * 8 + "[s:{p:Hale}] [q:said] [c:it was late]."
    speaker = only(source)
    assert speaker.probability < 0.7
    assert speaker.runners_up


def test_a_title_told_by_an_abbreviation_lets_the_office_go_back_to_its_holder() -> None:
    source = "Ohio Sen. {p:Ana Petrov} met Gov. {p:Jan Nowak}. [s:The senator] [q:said] [c:no]."
    assert only(source).name == "Ana Petrov"


def test_the_president_is_not_the_vice_president() -> None:
    source = (
        "President {p:Ana Petrov} met Vice President {p:Jan Nowak}. {p:Nowak} left. "
        "[s:The president] [q:said] [c:it was over]."
    )
    assert only(source).name == "Ana Petrov"


def test_an_office_goes_back_to_its_holder_however_far_up_and_further_down() -> None:
    far = "Mayor {p:Ana Petrov} came. " + "{p:Tom Berg} met {p:Jan Nowak}. " * 40 + "[s:The mayor] [q:said] [c:no]."
    assert only(far).name == "Ana Petrov"
    later = "[s:The mayor] [q:said] [c:no]. Mayor {p:Ana Petrov} left."
    assert only(later).name == "Ana Petrov"


def test_a_surname_in_capitals_before_a_colon_is_the_person() -> None:
    source = "Governor {p:Ana Petrov} was on air.\n\n[s:PETROV][q::] [c:We will open the port.]"
    assert only(source).name == "Ana Petrov"


def test_a_first_name_that_was_cut_off_is_put_back() -> None:
    assert only("[s:Anna {p:Petrov-Lind}] [q:said] [c:no].").name == "Anna Petrov-Lind"


@pytest.mark.parametrize(
    "phrase", ["conservative radio host {p:Ana Petrov}", "panel Chairman Rep. {p:Ana Petrov} (D-Ohio)"]
)
def test_words_that_lead_up_to_a_name_are_not_the_source(phrase: str) -> None:
    assert only(f"On Monday [s:{phrase}] [q:said] [c:no].").name == "Ana Petrov"


def test_one_of_some_named_in_apposition_is_the_one_named() -> None:
    assert only("[s:One of the family's lawyers, {p:Ana Petrov},] [q:said] [c:no].").name == "Ana Petrov"


@pytest.mark.parametrize(
    "source", ["[s:{p:Ana Petrov}’s book]", "[s:{p:Ana Petrov}’s “Long Way”]", "[s:the {p:Petrov}s' camp]"]
)
def test_what_somebody_owns_is_not_that_somebody(source: str) -> None:
    assert only(f"{{p:Ana Petrov}} came. {source} [q:said] [c:no].").name != "Ana Petrov"


@pytest.mark.parametrize("noun", ["claims", "own admission", "remarks"])
def test_what_somebody_says_is_said_by_them(noun: str) -> None:
    assert only(f"{{p:Ana Petrov}} came. By [s:{{p:Petrov}}'s {noun}] [q::] [c:it was late].").name == "Ana Petrov"


def test_those_who_know_somebody_are_not_that_somebody() -> None:
    speaker = only("{p:Ana Petrov} came. [s:Those who met {p:Petrov}] [q:said] [c:no].")
    assert speaker.kind is not ActorKind.PERSON


def test_a_description_with_a_verb_after_it_is_not_in_apposition_to_the_name_before() -> None:
    source = "In an interview with {p:Jan Nowak}, [s:the harbour director] [q:said] [c:no]."
    assert only(source).name == "harbour director (unnamed)"


@pytest.mark.parametrize(
    "beside", ["{p:Ana Petrov} (D-Ohio), a senator,", "{p:Ana Petrov}, 56, a senator,", "{p:Ana Petrov} (a senator)"]
)
def test_a_role_is_found_behind_a_bracket_and_an_age(beside: str) -> None:
    speaker = only(f"[s:{beside}] [q:said] [c:no].")
    assert (speaker.name, speaker.role) == ("Ana Petrov", "senator")


def test_a_headlines_capitals_make_nobody() -> None:
    source = "{p:Petrov Breaks} With Harbour Board Over Plans\n\n{p:Ana Petrov} left. [s:She] [q:said] [c:it was late]."
    assert Marked(source).names() == ["Ana Petrov"]
    alone = "{p:Rainy Monday Brings} Relief To Harbour Towns\n\n{p:Ana Petrov} came. [s:{p:Petrov}] [q:said] [c:so]."
    assert Marked(alone).names() == ["Ana Petrov"]


def test_a_headline_is_known_by_its_capitals_alone_when_nobody_marked_it() -> None:
    lines = Words("Minister Breaks With Harbour Board Over Plans\nThe minister left.\nShe said so.", (), ())
    assert [lines.is_headline(lines.at(lines.text.index(word))) for word in ("Breaks", "left", "said")] == [
        True,
        False,
        False,
    ]


def test_a_title_that_was_taken_for_a_name_is_none() -> None:
    assert only("{p:President} {p:Petrov} spoke. [s:{p:Petrov}] [q:said] [c:no].").name == "Petrov"


@pytest.mark.parametrize(("word", "name"), [("he’s", "Jan Nowak"), ("They’re", "Danish officials (unnamed)")])
def test_a_shortened_pronoun_is_one(word: str, name: str) -> None:
    source = f"Mr. {{p:Jan Nowak}} met Danish officials. [s:{word}] [q:said] [c:no]."
    assert only(source).name == name


def test_who_is_no_organisation() -> None:
    assert only("Mr. {p:Jan Nowak} — [s:who]’s [q:called] [c:for rain] — left.").name == "Jan Nowak"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("bill", "william", True), ("j", "jan", True), ("jan", "jon", False), ("donald", "donand", True)],
)
def test_first_names(one: str, other: str, *, same: bool) -> None:
    assert titles.same_first_name(one, other) is same
    assert titles.same_first_name(other, one) is same


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("[s:{p:Chris Roe of SHoP Acme}] [q:said] [c:it was late].", "Chris Roe"),
        ("[s:{o:Prof Graham Roe of Acme College London}] [q:said] [c:it was late].", "Graham Roe"),
        ("[s:{o:Ruth Roe of the Acme Institute}] [q:said] [c:it was late].", "Ruth Roe"),
        ("[s:{o:Victoria University of Acme}] [q:said] [c:it was late].", "Victoria University of Acme"),
        ("[s:{o:Acme Society of Actuaries}] [q:said] [c:it was late].", "Acme Society of Actuaries"),
        ("[s:{p:Joan of Acme}] [q:said] [c:it was late].", "Joan of Acme"),
    ],
)
def test_whom_somebody_speaks_for_is_no_part_of_the_name(source: str, name: str) -> None:
    assert only(source).name == name


@pytest.mark.parametrize("aside", ["", " of {o:Acme}", " of the {o:Acme Institute for Roads}", " (Ohio)"])
def test_a_description_goes_with_the_name_after_it_whomever_its_bearer_speaks_for(aside: str) -> None:
    source = f"{{p:John Doe}} left. [s:The other minister, {{p:Ruth Roe}}{aside},] [q:said] [c:it was late]."
    assert only(source).name == "Ruth Roe"
