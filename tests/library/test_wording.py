"""When two wordings are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.spelling import american
from briefing.library.wording import Likeness, fingerprints, likeness, quoted, weight, wording

LONG = (
    "We cannot accept that the harbour stays closed through the winter, because every fishing family on this coast "
    "has lost half of its income, and the government has not answered one of our letters."
)
SHORT = "every fishing family on this coast has lost half of its income"


def alike(one: str, other: str) -> Likeness:
    return likeness(wording(one), wording(other))


@pytest.mark.parametrize(
    "other",
    [
        f"“{LONG}”",
        f'"{LONG.upper()}"',
        LONG.replace("cannot", "can't").replace("has not", "hasn’t"),
        LONG.replace("harbour", "harbor"),
        LONG.replace(", because", " because").replace("one of", "one - of"),
    ],
)
def test_marks_case_contractions_and_spelling_do_not_matter(other: str) -> None:
    assert alike(LONG, other) is Likeness.SAME


@pytest.mark.parametrize(
    "other",
    [
        LONG.replace("through the winter ", ""),
        LONG.replace("closed", "shut"),
        LONG.replace("the harbour", "[Port Ellis]"),
        LONG.replace("the government", "the government [of the islands]"),
        LONG.replace("every fishing family", "every ... family"),
        LONG.replace("has lost", "lost"),
        "And " + LONG,
    ],
)
def test_a_word_or_what_says_itself_that_it_is_not_verbatim_may_differ(other: str) -> None:
    assert alike(LONG, other) >= Likeness.NEAR


@pytest.mark.parametrize(
    "other",
    [
        SHORT,
        f"… {SHORT} …",
        "We cannot accept that the harbour stays closed through the winter",
        "We cannot accept that the harbour stays closed … the government has not answered one of our letters",
    ],
)
def test_one_may_be_cut_out_of_the_other(other: str) -> None:
    assert alike(LONG, other) is Likeness.PART


@pytest.mark.parametrize(
    "other",
    [
        LONG.replace("cannot", "can"),
        LONG.replace("has not answered", "has answered"),
        LONG.replace("half", "3 quarters"),
        "We cannot accept that the harbour stays closed and every letter of the fishing family is answered",
        "We cannot accept that",
        "one of our letters",
        "Nobody on this coast believes that the ferry will ever come back",
        "",
    ],
)
def test_a_not_a_number_and_other_words_are_another_saying(other: str) -> None:
    assert alike(LONG, other) is Likeness.NONE


def test_a_number_makes_a_difference() -> None:
    report = "that profits at the shipyard rose by {} percent in the second quarter of the year"
    assert alike(report.format(4), report.format("four")) is Likeness.SAME
    assert alike(report.format(4), report.format(5)) is Likeness.NONE


def test_what_is_too_common_is_one_only_when_all_words_agree() -> None:
    assert alike("Thank you all very much", "Thank you very much") is Likeness.NONE
    assert alike("“No comment.”", "no comment") is Likeness.SAME


@pytest.mark.parametrize(
    ("british", "us"),
    [
        ("organise", "organize"),
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("neighbourhood", "neighborhood"),
        ("favourite", "favorite"),
        ("centre", "center"),
        ("theatres", "theaters"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("dialogue", "dialog"),
        ("programme", "program"),
        ("manoeuvre", "maneuver"),
        ("encyclopaedia", "encyclopedia"),
        ("grey", "gray"),
    ],
)
def test_both_sides_of_the_atlantic_are_one(british: str, us: str) -> None:
    assert american(british) == american(us)


@pytest.mark.parametrize(("one", "other"), [("hour", "hor"), ("four", "for"), ("there", "ther"), ("rise", "ris")])
def test_short_words_stay_apart(one: str, other: str) -> None:
    assert american(one) != american(other)


def test_the_longest_quoted_stretch_is_found() -> None:
    assert quoted("the plan was “mad” and “a gift to nobody but the port’s owners”") == (
        "a gift to nobody but the port’s owners"
    )
    assert quoted("it was 'a small step', and no more") == ""
    assert quoted("it was ‘a small step’, and no more") == "a small step"
    assert quoted("no marks at all") == ""


WORDS = st.lists(st.sampled_from([*LONG.split(), "…", "not", "7", "[x]", "harbor", "ferry"]), max_size=40)


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_alike_wordings_find_each_other(one: list[str], other: list[str]) -> None:
    mine, others = wording(" ".join(one)), wording(" ".join(other))
    assert likeness(mine, others) is likeness(others, mine)
    assert likeness(mine, mine) is (Likeness.SAME if mine else Likeness.NONE)


@given(st.text(max_size=200))
def test_a_wording_of_anything_is_words_and_is_its_own_wording(text: str) -> None:
    words = wording(text)
    assert words == " ".join(words.split())
    assert weight(words) <= len(words.split())
    assert all(0 <= value < 2**32 for value in fingerprints(words))


@given(st.integers(0, 20), st.integers(9, 20))
def test_what_is_cut_out_of_a_long_wording_shares_a_fingerprint_with_it(start: int, length: int) -> None:
    cut = " ".join(LONG.split()[start : start + length])
    if weight(wording(cut)) >= 4:
        assert alike(LONG, cut) is not Likeness.NONE
        assert fingerprints(wording(LONG)) & fingerprints(wording(cut))
