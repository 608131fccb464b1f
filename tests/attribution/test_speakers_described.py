"""Descriptions: what they take up, what they leave open, and who spoke last under a new description."""

from __future__ import annotations

import pytest

from briefing.model import ActorKind, Speaker
from tests.attribution.marked import Marked


def only(source: str) -> Speaker:
    speaker = Marked(source).speakers()[-1]
    assert speaker is not None
    return speaker


def test_a_new_description_right_after_somebody_spoke_is_probably_them() -> None:
    source = "[s1:{p:Ana Petrov}] [q1:said] [c1:no]. [s2:The Ohio Democrat] [q2:added] [c2:never]."
    speaker = only(source)
    assert speaker.name == "Ana Petrov"
    assert speaker.probability < 0.6
    assert [step.how for step in speaker.steps][:2] == ["", "who spoke last"]


@pytest.mark.parametrize(
    "between",
    ["", "{p:Tom Berg} listened. ", "It rained. It snowed. It rained. It snowed. "],
)
def test_but_not_when_another_came_between_or_it_was_long_ago(between: str) -> None:
    source = f"[s1:{{p:Ana Petrov}}] [q1:said] [c1:no]. {between}[s2:The Ohio Democrat] [q2:added] [c2:never]."
    assert (only(source).name == "Ana Petrov") is (not between)


@pytest.mark.parametrize(
    "description", ["The official", "The spokesman", "The woman", "A Democrat", "The Democrat's lawyer"]
)
def test_nor_when_it_may_be_anybody(description: str) -> None:
    source = f"[s1:{{p:Ana Petrov}}] [q1:said] [c1:no]. [s2:{description}] [q2:added] [c2:never]."
    assert only(source).name != "Ana Petrov"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("A No 10 spokesman", "No 10 spokesman (unnamed)"),
        ("A senior No. 10 official", "senior No. 10 official (unnamed)"),
        ("The Number 11 aide", "Number 11 aide (unnamed)"),
        ("No official", "official (unnamed)"),
        ("It said no. 10 officials", "officials (unnamed)"),
    ],
)
def test_a_house_that_goes_by_its_number_stays_in_the_description(written: str, name: str) -> None:
    before, source = ("It said no. 10 ", "officials") if written.startswith("It") else ("", written)
    assert only(f"{before}[s:{source}] [q:said] [c:never].").name == name


def test_nor_against_the_office_or_the_country() -> None:
    senator = "[s1:Sen. {p:Ana Petrov}] [q1:said] [c1:no]. [s2:The governor] [q2:added] [c2:never]."
    assert only(senator).name == "governor (unnamed)"
    country = "[s1:Polish Minister {p:Ana Petrov}] [q1:said] [c1:no]. [s2:The French scientist] [q2:added] [c2:never]."
    assert only(country).name == "French scientist (unnamed)"


def test_what_is_as_likely_two_people_stays_a_description_with_both_as_runners_up() -> None:
    source = (
        "The minister, {p:Ana Petrov}, met the minister, {p:Jan Nowak}. "
        + "It rained. " * 3
        + "[s:The minister] [q:said] [c:no]."
    )
    speaker = only(source)
    assert speaker.name == "minister (unnamed)"
    assert {other.name for other in speaker.runners_up} == {"Ana Petrov", "Jan Nowak"}


def test_a_company_is_the_body_that_spoke_last() -> None:
    source = "[s1:{o:Nordbank}] [q1:said] [c1:no]. [s2:The company] [q2:added] [c2:never]."
    assert only(source).name == "Nordbank"


def test_what_is_told_apart_by_another_name_is_another() -> None:
    source = "[s1:The Falk report] [q1:said] [c1:no]. [s2:The Lund report] [q2:said] [c2:yes]."
    first, second = Marked(source).names()
    assert first != second


def test_he_is_no_office_and_no_paper() -> None:
    source = "{p:Jan Nowak} praised the report. His office agreed. [s:He] [q:said] [c:no]."
    assert only(source).name == "Jan Nowak"


def test_who_finds_the_person_behind_an_age_and_a_town() -> None:
    source = "{p:Ida Lund}, 59, of Malmo, in Skane, Sweden, [s:who] [q:said] [c:no], left."
    assert only(source).name == "Ida Lund"


def test_who_after_some_is_some() -> None:
    assert only("There were some [s:who] [q:said] [c:no].").name == "some (unnamed)"


def test_which_follows_the_body_and_not_the_person_who_works_for_it() -> None:
    source = "{p:Ida Lund}, a director of {o:Nordbank}, [s:which] [q:said] [c:no], left."
    assert only(source).name == "Nordbank"


def test_a_title_in_a_name_of_a_body_is_nobody() -> None:
    source = "Workers met. [s:The {o:Dock Workers of Norway}] [q:said] [c:no]."
    assert only(source).name == "Dock Workers of Norway"
    called = only("It rained. [s:Citizens for Open Harbours] [q:said] [c:no].")
    assert (called.name, called.kind) == ("Citizens for Open Harbours", ActorKind.ORGANISATION)


def test_capitals_do_not_make_a_sentence_a_description() -> None:
    source = "It rained.\n\nHE WAS SEEN BY [s:FELLOW DOCTORS] — [q:said] [c:so]."
    assert only(source).name == "FELLOW DOCTORS (unnamed)"


def test_a_pronoun_after_a_long_quotation_is_who_spoke_before_it() -> None:
    source = (
        "{p:Jan Nowak} [q1:told] the harbour board [c1:to wait]. A sailor, {p:Tom Berg}, was there.\n\n"
        '"[c2:It is late. It is dark. It rains. The wind is strong. The sea is high]," [s2:he] [q2:said].'
    ).replace("{p:Jan Nowak} [q1", "[s1:{p:Jan Nowak}] [q1")
    speaker = Marked(source).speakers()[1]
    assert speaker is not None
    assert {speaker.name, *(other.name for other in speaker.runners_up)} >= {"Jan Nowak"}


@pytest.mark.parametrize(
    "phrase",
    [
        "The solicitor who represented the Petrovs",
        "The head of a think-tank",
        "The anonymous author",
        "The premier, Will Hodge,",
        "The premier, senator {p:Will Hodge},",
        "The health minister",
    ],
)
def test_what_a_description_holds_can_tell_of_another(phrase: str) -> None:
    source = f"[s1:Finance Minister {{p:Ana Petrov}}] [q1:said] [c1:no]. [s2:{phrase}] [q2:added] [c2:never]."
    assert only(source).name != "Ana Petrov"


@pytest.mark.parametrize("opening", ["While Petrov was kind, the", "It is unknown if the", "Rather, the"])
def test_words_that_turn_to_another_tell_so_too(opening: str) -> None:
    turned = opening.removesuffix("the")
    source = f"[s1:{{p:Ana Petrov}}] [q1:said] [c1:no]. {turned}[s2:the Ohio Democrat] [q2:knew] [c2:more]."
    assert only(source).name != "Ana Petrov"


def test_two_roles_of_one_are_one() -> None:
    source = "[s:The party veteran and former minister {p:Ana Petrov}] [q:said] [c:no]."
    assert only(source).name == "Ana Petrov"


def test_a_paper_is_no_guardian() -> None:
    source = "[s1:{p:Ana Petrov}] [q1:said] [c1:no]. [s2:The Guardian] [q2:wrote] [c2:yes]."
    speaker = only(source)
    assert (speaker.name, speaker.kind) == ("Guardian", ActorKind.ORGANISATION)


def test_a_shadow_minister_is_not_the_minister() -> None:
    source = "The shadow chancellor, {p:Ana Petrov}, came. It rained. [s:The chancellor] [q:said] [c:no]."
    assert only(source).name != "Ana Petrov" or only(source).is_open


def test_a_poll_of_another_name_is_another_poll() -> None:
    source = (
        "[s1:The poll] [q1:shows] [c1:a lead]. [s2:The Acme poll] [q2:shows] [c2:a loss]. "
        "[s3:This poll] [q3:says] [c3:more]."
    )
    assert Marked(source).names() == ["poll (unnamed)", "Acme poll (unnamed)", "Acme poll (unnamed)"]
