"""Words that lead up to a name in one breath: "Bank of England governor [Jane Doe]", "Ravens QB [Jane Doe]"."""

from __future__ import annotations

from briefing.attribution import titles
from briefing.attribution.lexicon import listed
from briefing.attribution.words import Word, Words

_LINKS = listed("of at for and the &")
_OFFICES = listed(
    "chief head director secretary minister leader editor president chair chairman chairwoman commissioner governor "
    "mayor manager ambassador"
)
_SHORT = 4  # letters of an abbreviated office or place on a team
_LONGEST = 14  # words before the name


def leads_up(words: Words, first: int, name: int) -> bool:
    """Whether all of a source's words before a name say what its bearer is.

    "Friends of author Jane Doe" are others, and so is "critics of former minister Jane Doe": small words join the parts
    of a body's name, whose words have capitals, or follow an office ("head of news Jane Doe").

    Args:
        words: The article's words.
        first: The source's first word.
        name: The first word of a name in it.
    """
    every = words.all
    last = name - 1
    while last > first and (every[last].text == "." or titles.courtesy(every[last].low) is not None):
        last -= 1
    if not first <= last < first + _LONGEST:
        return False
    heads = every[first].low in _OFFICES and every[first + 1].low == "of"
    if not (heads or _is_office(every[last]) or last < name - 1):
        return False
    if every[first].low in titles.DETERMINERS:
        first += 1
    linked = False
    for number in range(first, last):
        word = every[number]
        if word.low in _LINKS:
            if number == first or not _joins(every[first], every[number - 1], every[number + 1]):
                return False
            linked = True
        elif not word.is_word or word.is_possessive or titles.breaks(word.text):
            return word.text == "." and not linked
    return linked or (every[first].is_capital and every[last].text.isupper())


def _is_office(word: Word) -> bool:
    """Whether a word can stand right before the name of whom it tells the office."""
    if word.is_possessive or titles.is_plural(word.base):
        return False
    short = word.text.isupper() and 2 <= len(word.text) <= _SHORT and word.text.isalpha()
    return titles.person_noun(word.base) is not None or titles.is_modifier(word.low) or short


def _joins(opening: Word, before: Word, after: Word) -> bool:
    """Whether a small word stands within a body's name, or after an office."""
    if opening.low in _OFFICES and before is opening:
        return True
    person = titles.person_noun(before.base) is not None and before.low not in _OFFICES  # "US Secretary of State"
    inner = before.is_capital or before.low in _LINKS
    return inner and not person and (after.is_capital or after.low in _LINKS)


__all__ = ["leads_up"]
