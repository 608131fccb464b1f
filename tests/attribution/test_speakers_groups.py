"""Several who speak together: pairs, "both men", "they", and one with somebody else."""

from __future__ import annotations

import pytest

from briefing.model import ActorKind, Speaker
from tests.attribution.marked import Marked

PAIR = "{p:Jan Nowak} and {p:Tom Berg} lead the strike. "


def only(source: str) -> Speaker:
    speaker = Marked(source).speakers()[-1]
    assert speaker is not None
    return speaker


@pytest.mark.parametrize("later", ["They", "Both", "Both men", "The two", "The two men"])
def test_a_pair_is_taken_up(later: str) -> None:
    speaker = only(f"{PAIR}[s:{later}] [q:said] [c:it would go on].")
    assert (speaker.name, speaker.kind) == ("Jan Nowak and Tom Berg", ActorKind.GROUP)
    assert not speaker.is_open


def test_a_pair_of_surnames_is_named_in_full() -> None:
    source = "{p:Jan Nowak} met Mr. {p:Tom Berg}. [s:{p:Nowak} and Mr. {p:Berg}] [q:said] [c:no]."
    assert only(source).name == "Jan Nowak and Tom Berg"


def test_three_are_a_list() -> None:
    source = "[s:{p:Jan Nowak}, {p:Tom Berg} and {p:Ana Petrov}] [q:said] [c:no]."
    assert only(source).name == "Jan Nowak, Tom Berg and Ana Petrov"


def test_a_bracket_may_stand_between() -> None:
    source = "[s:Sens. {p:Jan Nowak} (D-Ohio) and {p:Tom Berg} (R-Iowa)] [q:said] [c:no]."
    assert only(source).name == "Jan Nowak and Tom Berg"


def test_two_taken_for_one_person_are_two() -> None:
    assert only("[s:{p:Jan Nowak and Tom Berg}] [q:said] [c:no].").kind is ActorKind.GROUP


def test_a_description_in_the_plural_leads_up_to_a_pair() -> None:
    assert only("[s:Senators {p:Jan Nowak} and {p:Tom Berg}] [q:said] [c:no].").name == "Jan Nowak and Tom Berg"


def test_both_men_are_no_women() -> None:
    source = "Mrs. {p:Ida Lund} and Mrs. {p:Eva Falk} left. [s:Both men] [q:said] [c:no]."
    assert only(source).name == "men (unnamed)"


def test_both_men_are_the_only_two_near_by_though_nobody_joined_them() -> None:
    speaker = only("{p:Jan Nowak} wrote to {p:Tom Berg}. [s:Both men] [q:said] [c:no].")
    assert speaker.name == "Jan Nowak and Tom Berg"
    assert speaker.probability < 0.7


def test_of_three_near_by_both_are_nobody() -> None:
    source = "{p:Jan Nowak} wrote to {p:Tom Berg} about {p:Sasha Petrov}. [s:Both men] [q:said] [c:no]."
    assert only(source).name == "men (unnamed)"


def test_one_of_a_pair_is_still_himself() -> None:
    source = f"{PAIR}[s1:{{p:Berg}}] [q1:said] [c1:no]. [s2:He] [q2:added] [c2:never]."
    assert Marked(source).names() == ["Tom Berg"] * 2


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{p:Nowak} and his supporters", "Jan Nowak and his supporters"),
        ("both {p:Nowak} and his campaign", "Jan Nowak and his campaign"),
        ("He and his staff", "Jan Nowak and his staff"),
        ("{p:Nowak} and a friend", "Jan Nowak and friend"),
        ("protesters and officials", "protesters and officials"),
        ("aides and advisers to {p:Nowak}", "aides and advisers"),
    ],
)
def test_one_with_others(source: str, name: str) -> None:
    assert only(f"Mr. {{p:Jan Nowak}} came. [s:{source}] [q:said] [c:no].").name == name


@pytest.mark.parametrize(
    "source",
    ["The former mayor and current senator", "A supporter of {p:Ana Petrov} and {p:Tom Berg}", "the lawyer and author"],
)
def test_one_of_whom_two_things_are_said_is_one(source: str) -> None:
    assert only(f"It rained. [s:{source}] [q:said] [c:no].").kind is ActorKind.UNNAMED


def test_two_campaigns_are_no_people() -> None:
    source = f"{PAIR}[s:The {{p:Nowak}} and {{p:Berg}} campaigns] [q:declined] [c:to comment]."
    assert only(source).kind is not ActorKind.PERSON
    assert "campaigns" in only(source).name


def test_two_countries_are_two_governments() -> None:
    speaker = only("On Monday [s:{l:France} and {l:Norway}] [q:said] [c:no].")
    assert (speaker.name, speaker.kind) == ("French government and Norwegian government", ActorKind.GROUP)


def test_who_after_a_pair_is_both_and_both_of_whom_too() -> None:
    for who in ("who", "both of whom"):
        assert (
            only(f"It was led by {{p:Jan Nowak}} and {{p:Tom Berg}}, [s:{who}] [q:said] [c:no].").kind
            is ActorKind.GROUP
        )


def test_he_is_no_pair_and_no_thing() -> None:
    source = "The paper wrote about {p:Jan Nowak} and {p:Tom Berg}. [s:He] [q:said] [c:no]."
    speaker = Marked(source).speakers()[0]
    assert speaker is None or speaker.kind is ActorKind.PERSON
