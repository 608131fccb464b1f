"""Which places say the same thing: pure functions, whose answer depends on the places alone and not on their order.

What an article says again itself is one unit from the start. Units are gathered around the fullest wording: each unit
of a group says the same as the one in its middle, so that a chain of likenesses never joins what is unlike.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from briefing.actors.keys import IN_ARTICLE
from briefing.library.wording import Likeness, likeness, weight

_OPEN: Final = ("", "unnamed")
_PERSON: Final = "person"

_OWN = 5  # words that are not too common, from which on a quotation is not what anybody may say again
_SURE = 8
_FEW = 3
_LONG = 7  # words of any sort that nobody says twice in a month by chance
_MONTH = 31
_WEEK = 7
_STORY_DAYS = 3
_SAME_DAYS = 2


class Wording(NamedTuple):
    """What is said at a place, as it is compared.

    Attributes:
        words: See `wording.wording`.
        verbatim: They are the speaker's own, in quotation marks.
    """

    words: str
    verbatim: bool


class Unit(NamedTuple):
    """What one article says once, at however many places.

    Attributes:
        article: The article's id.
        number: The position of its first place among the article's statements.
        day: The day it was said or published, as a number; None when nobody knows.
        actor: The key of the actor who said it, or "".
        wordings: What it says there, in every wording.
    """

    article: str
    number: int
    day: int | None
    actor: str
    wordings: tuple[Wording, ...]


def groups(units: Collection[Unit]) -> list[list[Unit]]:
    """The units that say the same, together; each group begins with the one around which it was gathered.

    Args:
        units: In any order, without doubles.
    """
    found: list[list[Unit]] = []
    waiting = sorted(units, key=_fullest)
    while waiting:
        middle, *others = waiting
        group, waiting = [middle], []
        speakers = {middle.actor} - {""}
        for unit in others:
            if all(_speak_as_one(unit.actor, actor) for actor in speakers) and is_same(middle, unit):
                group.append(unit)
                speakers |= {unit.actor} - {""}
            else:
                waiting.append(unit)
        found.append(group)
    return found


def is_same(one: Unit, other: Unit) -> bool:
    """Whether two units say the same; it does not matter which is named first."""
    return _speak_as_one(one.actor, other.actor) and any(
        _is_same(one, mine, other, others) for mine in one.wordings for others in other.wordings
    )


def _fullest(unit: Unit) -> tuple[int, float, str, int]:
    """The order in which units become the middle of a group: the one with most words first."""
    longest = max((wording.words.count(" ") for wording in unit.wordings), default=0)
    return -longest, _early(unit.day), unit.article, unit.number


def _early(day: int | None) -> float:
    return float("inf") if day is None else day


def _is_same(one: Unit, mine: Wording, other: Unit, others: Wording) -> bool:
    alike = likeness(mine.words, others.words)
    if alike is Likeness.NONE:
        return False
    own = min(weight(mine.words), weight(others.words))
    length = min(mine.words.count(" "), others.words.count(" ")) + 1
    apart = None if one.day is None or other.day is None else abs(one.day - other.day)
    known = _is_named(one.actor) and _is_named(other.actor)
    of_one_day = apart is not None and apart <= _SAME_DAYS
    if alike is Likeness.SAME and one.actor and one.actor == other.actor and own >= _FEW and of_one_day:
        return True
    if mine.verbatim and others.verbatim:
        return _is_quoted_again(alike, own, length, apart, known=known)
    if alike < Likeness.NEAR or own < _OWN:
        return False
    if apart is None:
        return alike is Likeness.SAME and own >= _SURE
    return apart <= _STORY_DAYS and (one.actor == other.actor or known or alike is Likeness.SAME)


def _is_quoted_again(alike: Likeness, own: int, length: int, apart: int | None, *, known: bool) -> bool:
    """Whether two quotations of speakers that may be one are one.

    Args:
        alike: How much their words are.
        own: How many words that are not too common the shorter one has.
        length: How many words it has at all.
        apart: Days between them; None when nobody knows.
        known: Both speakers have names.
    """
    if own >= _SURE:
        return True
    if own > _OWN or (own == _OWN and known):
        return apart is None or apart <= _MONTH
    if not known or apart is None:
        return False
    if alike is Likeness.SAME:
        return apart <= (_MONTH if length >= _LONG else _SAME_DAYS)
    return own >= _FEW and apart <= _WEEK


def _is_named(actor: str) -> bool:
    return actor.partition(":")[0] not in _OPEN


def _speak_as_one(one: str, other: str) -> bool:
    """Whether two actors may be one: nothing is known of one of them, or the one's name is short for the other's."""
    if one == other or not (_is_named(one) and _is_named(other)):
        return True
    (kind, _, name), (other_kind, _, others) = (key.partition(IN_ARTICLE)[0].partition(":") for key in (one, other))
    if name == others:
        return True
    words, more = sorted((name.split(), others.split()), key=len)
    return kind == other_kind == _PERSON and words[-1:] == more[-1:] and set(words) <= set(more)


__all__ = ["Unit", "Wording", "groups", "is_same"]
