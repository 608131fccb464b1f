"""Which places say the same thing, whatever order they come in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.saidagain import Unit, Wording, groups, is_same
from briefing.library.wording import wording

LONG = (
    "The bridge will open in spring, and whoever tells you that the ice has damaged its northern pillars has never "
    "looked at the engineers' report on the foundations."
)
FIRST = "The bridge will open in spring, and whoever tells you that the ice has damaged its northern pillars"
SECOND = "damaged its northern pillars has never looked at the engineers' report on the foundations"
SOUNDBITE = "The ferry is finished"
ANN, BEN, SMITH, ANN_SMITH = "person:ann grey", "person:ben hall", "person:smith", "person:ann smith"


def unit(
    words: str, *, article: str = "a", number: int = 0, day: int | None = 100, actor: str = ANN, verbatim: bool = True
) -> Unit:
    return Unit(article, number, day, actor, (Wording(wording(words), verbatim),))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (unit(LONG), unit(LONG, day=900), True),  # a long quotation is known for what it is, years later too
        (unit(LONG), unit(LONG, actor=""), True),
        (unit(LONG), unit(LONG, actor="unnamed:official"), True),
        (unit(LONG), unit(LONG, actor=BEN), False),
        (unit(LONG, actor=SMITH), unit(LONG, actor=ANN_SMITH), True),
        (unit(LONG, actor="person:smith@a"), unit(LONG, actor=ANN_SMITH), True),
        (unit(LONG, actor="person:smith@a"), unit(LONG, actor="person:smith@b"), True),
        (unit(LONG, actor="person:ann"), unit(LONG, actor=ANN_SMITH), False),
        (unit(LONG, actor="government:port"), unit(LONG, actor="organisation:port"), True),
        (unit(LONG), unit(FIRST), True),
        (unit(FIRST), unit(SECOND), False),
        (unit(SOUNDBITE), unit(SOUNDBITE, day=102), True),
        (unit(SOUNDBITE), unit(SOUNDBITE, day=300), False),
        (unit(SOUNDBITE), unit(SOUNDBITE, day=None), False),
        (unit(SOUNDBITE), unit(SOUNDBITE, actor=""), False),
        (unit(SOUNDBITE), unit("The ferry is finished for good"), False),
        (unit("Thank you"), unit("Thank you", day=101), True),
        (unit("Thank you"), unit("Thank you", actor=BEN), False),
        (unit("Thank you"), unit("Thank you", day=103), False),
        (unit(LONG, verbatim=False), unit(LONG, day=102, verbatim=False), True),
        (unit(LONG, verbatim=False), unit(LONG, day=104, verbatim=False), False),
        (unit(LONG, verbatim=False), unit(FIRST, verbatim=False), False),
        (unit(LONG, verbatim=False), unit(LONG, day=None, verbatim=False), True),
        (unit("the ferry was finished", verbatim=False), unit("the ferry was finished", verbatim=False), False),
        (unit("that the northern ferry was finished", verbatim=False, actor="unnamed:dealer"),) * 2 + (True,),
        (
            unit("that the northern ferry was finished", verbatim=False),
            unit("that the northern ferry was finished", verbatim=False, day=103),
            False,
        ),
        (
            unit("that the northern ferry was finished", verbatim=False, actor="unnamed:dealer"),
            unit("that the northern ferry was finished", verbatim=False, actor="unnamed:trader"),
            False,
        ),
    ],
)
def test_what_is_the_same(one: Unit, other: Unit, same: bool) -> None:
    assert is_same(one, other) is same
    assert is_same(other, one) is same


def test_a_chain_never_joins_what_is_unlike() -> None:
    """Two parts that have nothing in common are both parts of the whole; without it they are apart."""
    whole, first, second = unit(LONG, article="a"), unit(FIRST, article="b"), unit(SECOND, article="c")
    assert [len(group) for group in groups([second, first, whole])] == [3]
    assert [len(group) for group in groups([second, first])] == [1, 1]


def test_a_group_has_one_speaker() -> None:
    nobody = unit(f"And {LONG}", article="a", actor="")
    ann, ben = unit(LONG, article="b"), unit(LONG, article="c", actor=BEN)
    found = groups([nobody, ben, ann])
    assert sorted({one.actor for one in group} for group in found if len(group) > 1) == [{ANN, ""}]
    parts = [unit(FIRST, article="d"), unit(SECOND, article="e")]
    assert [len(group) for group in groups([*parts, nobody])] == [3]
    short = unit(LONG, article="d", actor=SMITH)
    found = groups(
        [short, unit(FIRST, article="e", actor=ANN_SMITH), unit(SECOND, article="f", actor="person:bo smith")]
    )
    assert sorted(len(group) for group in found) == [1, 2]


UNITS = st.lists(
    st.builds(
        unit,
        st.sampled_from([LONG, FIRST, SECOND, SOUNDBITE, "Thank you", LONG.replace("ice", "frost"), f"And {LONG}"]),
        article=st.sampled_from("abcdef"),
        number=st.integers(0, 50),
        day=st.sampled_from([None, 100, 101, 103, 200]),
        actor=st.sampled_from(["", ANN, BEN, SMITH, ANN_SMITH, "unnamed:official"]),
        verbatim=st.booleans(),
    ),
    max_size=14,
    unique_by=lambda one: (one.article, one.number),
)


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_each_stands_in_one_group(units: list[Unit], chance: random.Random) -> None:
    found = groups(units)
    assert sorted(one for group in found for one in group) == sorted(units)
    shuffled = list(units)
    chance.shuffle(shuffled)
    assert groups(shuffled) == found
    for middle, *others in found:
        assert all(is_same(middle, other) for other in others)


@given(UNITS)
def test_what_is_like_nothing_else_changes_nothing(units: list[Unit]) -> None:
    """So that a family may hold more than it needs to."""
    stranger = unit("Nobody here has ever heard of a lighthouse that grows wheat", article="z", actor="person:zoe")
    assert [group for group in groups([*units, stranger]) if stranger not in group] == groups(units)
