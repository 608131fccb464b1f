"""How two people's names with one family name stand to each other."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from briefing.actors.keys import is_single, parted
from briefing.actors.lexicon import REMEMBERED, listed, nicknames
from briefing.actors.spelling import Likeness, letters, likeness, skeleton
from briefing.model import ActorKind


class Bond(IntEnum):
    """How close two names are."""

    APART = 0  # somebody else's
    LOOKS = 1  # one only to the eye: letters of different scripts
    LIKELY = 2  # one if more speaks for it
    SAME = 3  # one, unless others come in between


class Relation(NamedTuple):
    """How two names stand to each other.

    Attributes:
        bond: How close they are.
        why: In words.
        needs: How much evidence makes them one, 0 to 1, when they are only likely to be.
        part: Whether the given names of one are only a part of the other's, and not its beginning.
    """

    bond: Bond
    why: str = ""
    needs: float = 0.0
    part: bool = False


class PersonName(NamedTuple):
    """A person's folded name in its parts.

    Attributes:
        given: Given and middle names and initials, at least one.
        family: The family name: the last word, as nearly everywhere in news.
        suffix: "jr", "sr", "ii" …, or "".
    """

    given: tuple[str, ...]
    family: str
    suffix: str = ""


APART = Relation(Bond.APART)
MIDDLE = "one name has a middle name that the other lacks"


class SingleName(NamedTuple):
    """A person's name that has one word only, or a family name with what belongs to it ("Di Maio", "Berg Jr.").

    Attributes:
        word: The word that counts.
        suffix: "jr", "sr", "ii" …, or "".
    """

    word: str
    suffix: str = ""


@lru_cache(maxsize=REMEMBERED)
def name_of(key: str) -> PersonName | None:
    """The parts of the name in a person's key; None when it is a single name, or nobody's."""
    kind, body, _ = parted(key)
    words = body.split()
    if kind is not ActorKind.PERSON or is_single(words):
        return None
    suffix = words.pop() if words[-1] in listed("names", "suffixes") else ""
    particles = listed("names", "article_particles")
    words = [words[0], *(word for word in words[1:-1] if word not in particles), words[-1]]
    return PersonName(tuple(words[:-1]), words[-1], suffix)


@lru_cache(maxsize=REMEMBERED)
def single_of(key: str) -> SingleName | None:
    """The single name in a person's key; None when it has more words, or is nobody's."""
    kind, body, _ = parted(key)
    words = body.split()
    if kind is not ActorKind.PERSON or not words or not is_single(words):
        return None
    suffix = words.pop() if len(words) > 1 and words[-1] in listed("names", "suffixes") else ""
    return SingleName(words[-1], suffix)


def relate(one: PersonName, other: PersonName) -> Relation:
    """How two names stand to each other; the order makes no difference."""
    family = likeness(one.family, other.family)
    if family is Likeness.OTHER or one.suffix != other.suffix:
        return APART
    first = _first(one, other)
    if first.bond is Bond.APART or _contradict(one, other):
        return APART
    if Likeness.LOOKS in (family, *map(likeness, one.given, other.given)) or first.bond is Bond.LOOKS:
        return Relation(Bond.LOOKS, "a name has letters of another script that look like Latin ones")
    found = [first] if first.part else [_middles(one, other), first]
    if family is Likeness.SOUND:
        found.insert(0, Relation(Bond.SAME, "the same name in another spelling"))
    elif family is Likeness.LOOSE:
        found.insert(0, Relation(Bond.LIKELY, "the family name is spelled in two ways", 0.7))
    return min(found, key=lambda relation: (relation.bond, -relation.needs))


def _first(one: PersonName, other: PersonName) -> Relation:
    """How the given names stand to each other."""
    here, there = sorted((one.given[0], other.given[0]))
    like = likeness(here, there)
    if like is Likeness.SAME:
        return Relation(Bond.SAME, "the same name")
    if like is Likeness.LOOKS:
        return Relation(Bond.LOOKS)
    if 1 in (len(here), len(there)):
        fits = here[0] == there[0] and len(here) != len(there)
        return Relation(Bond.LIKELY, "an initial fits the given name", 0.8) if fits else APART
    if like is not Likeness.OTHER:
        return Relation(Bond.LIKELY, "the given name is spelled in two ways", 0.5)
    if nicknames().get(here, frozenset()) & nicknames().get(there, frozenset()):
        return Relation(Bond.LIKELY, f"{here.title()} and {there.title()} are short for one", 0.5)
    return _part(one, other)


def _part(one: PersonName, other: PersonName) -> Relation:
    """Whether the given names of one are among the other's, wherever they stand."""
    fewer, more = sorted((one.given, other.given), key=len)
    if set(map(skeleton, fewer)) < set(map(skeleton, more)) and all(len(word) > 1 for word in fewer):
        return Relation(Bond.LIKELY, "one name is part of the other", 0.5, part=True)
    return APART


def _contradict(one: PersonName, other: PersonName) -> bool:
    """Whether the middle names are different ones: George W. and George H. W."""
    for here, there in zip(one.given[1:], other.given[1:], strict=False):
        initial = 1 in (len(here), len(there)) and here[0] == there[0]
        if not initial and likeness(here, there) is Likeness.OTHER:
            fewer, more = sorted((one.given, other.given), key=len)
            return not set(map(skeleton, fewer)) < set(map(skeleton, more)) or min(map(len, fewer)) == 1
    return False


def _middles(one: PersonName, other: PersonName) -> Relation:
    """What it means that one name has more middle names than the other."""
    more = max(one.given, other.given, key=len)[min(len(one.given), len(other.given)) :]
    if any(len(word) > 1 for word in more):
        return Relation(Bond.LIKELY, MIDDLE, 0.5)
    return Relation(Bond.SAME, "the same name but for a middle initial" if more else "the same name")


def spelled(key: str) -> tuple[str, ...]:
    """The letters of the name in a person's key: names that have the same ones are one name."""
    name = name_of(key)
    return () if name is None else (*map(letters, name.given), letters(name.family), f".{name.suffix}")


def joints(name: PersonName) -> frozenset[str]:
    """What a name shares with every other that it may be one with, initials apart: only such pairs are compared."""
    lines = (f"#{number}" for number in nicknames().get(name.given[0], ()))
    return frozenset([*(skeleton(word) for word in name.given if len(word) > 1), *lines, name.given[0]])


__all__ = [
    "APART",
    "MIDDLE",
    "Bond",
    "PersonName",
    "Relation",
    "SingleName",
    "joints",
    "name_of",
    "relate",
    "single_of",
    "spelled",
]
