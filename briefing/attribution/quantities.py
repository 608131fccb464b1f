"""What in a source does not name it: of how many it is a part, how it was made; and "one", who may be anybody.

"A third of teachers" are teachers, "a study made in May" is a study, "one can only wonder" names nobody.
"""

from __future__ import annotations

from briefing.attribution.lexicon import listed
from briefing.attribution.words import Word, Words

_QUANTITIES = listed(
    "half third thirds two-thirds quarter quarters three-quarters fifth fifths four-fifths sixth seventh eighth ninth "
    "tenth tenths majority minority proportion share percentage percent cent pc pct % dozens scores hundreds thousands "
    "millions number couple handful lot lots plenty bulk rest many most few several some all both each any one two "
    "three four five six seven eight nine ten"
)
_BEFORE = listed(
    "a an the over under about around nearly almost roughly more less than fewer up to at least only just well "
    "large small vast overwhelming great good growing significant sizeable slim clear big huge increasing record "
    "other per out one two three four five six seven eight nine ten quite"
)
_COUNTS = listed(
    "one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety hundred"
)
_LONGEST = 7  # words of a quantity
_GENERIC = listed("can could might may must should would cannot can't couldn't")
_MADE = listed(
    "published issued released written made based conducted commissioned seen obtained led sent held produced posted "
    "carried compiled quoted interviewed contacted asked briefed involved presented read taken familiar close given"
)
_WHEN = listed(
    "last this earlier today yesterday monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december recently late early"
)


def past_quantity(words: Words, first: int, last: int) -> int:
    """Where those are named of whom a source is a part ("one third of [companies]"); else its first word.

    Args:
        words: The article's words.
        first: The source's first word.
        last: One past its last.
    """
    end = min(last - 1, first + _LONGEST)
    found = first
    for number in range(first, end):
        word = words.all[number]
        if word.low == "of" and number > found and words.all[number - 1].low in _QUANTITIES:
            found = number + 1
        elif word.low in ("in", "of") and _counts(words.all[number - 1]) and _counts(words.all[number + 1]):
            found = number + 2  # "nine in ten [teachers]", "four out of five [dentists]"
        elif not (word.low in _QUANTITIES | _BEFORE | _COUNTS or word.text[0].isdigit() or word.text == "."):
            break
    return found if found < last else first


def _counts(word: Word) -> bool:
    return word.low in _COUNTS or word.text.isdigit() or word.low == "out"


def is_anybody(words: Words, first: int, last: int) -> bool:
    """Whether a source is "one" that is everybody and nobody ("one can only wonder")."""
    return last == first + 1 < len(words.all) and words.all[first].low == "one" and words.all[last].low in _GENERIC


def is_share(words: Words, first: int, last: int) -> bool:
    """Whether a source is a quantity alone, of those who were spoken of before ("twenty-five per cent", "some 72%")."""
    plain = words.all[first:last]
    told = (word.low in _QUANTITIES | _BEFORE or word.low.split("-")[0] in _COUNTS or _counts(word) for word in plain)
    return plain[0].low != "the" and all(told)


def without_making(words: Words, start: int, stop: int, last: int) -> int:
    """Where a noun ends that tells when or by whom it was made: "study [published last year]", "people [familiar]".

    Args:
        words: The article's words.
        start: The noun phrase's first word.
        stop: One past its last.
        last: One past the source's last word.
    """
    for number in range(start + 1, stop):
        ends = number + 1 == stop and stop < last
        told = number + 1 < stop and words.all[number + 1].low in _WHEN
        if words.all[number].low in _MADE and (ends or told or number + 1 == stop == last):
            return number
    return stop


__all__ = ["is_anybody", "is_share", "past_quantity", "without_making"]
