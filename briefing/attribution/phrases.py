"""Noun phrases for people: where they begin, how far they reach, and what they say."""

from __future__ import annotations

import re
from collections.abc import Set

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import Mention
from briefing.attribution.outlets import is_outlet
from briefing.attribution.titles import Description
from briefing.attribution.words import Word, Words

_AUXILIARIES = listed(
    "is are was were be been has have had do does did will would can could may might must should shall also then"
)
_BEFORE_NUMBERS = frozenset(["the", "these", "those"])
_ONE = frozenset(["that", "this"])  # before a plural they begin a clause
_LINKS = listed("of for at from with in to on and the &")
_FIRST_LINKS = listed("of for at from with in to")
_LOOSE_NOUNS = listed(
    "general major moderate liberal conservative senior principal progressive executive star patient guide "
    "guard republican democrat official expert chief head fellow individual candidate citizen youth voter "
    "student worker employee leader host partner champion player senate minister party figure"
)
# Figures are numbers but for these.
_FIGURES = listed(
    "senior leading public political prominent key top major central influential establishment opposition party "
    "religious military industry conservative liberal labour republican democratic controversial divisive popular"
)
LONGEST_PHRASE = 9
_NUMBERED = re.compile(r"\bNo\.? ?\d{1,3}\b|\bNumber \d{1,3}\b")
_AROUND = 10  # code points on either side in which such a name stands


def _stops(words: Words, number: int) -> bool:
    """Whether a phrase cannot reach across this word to the left."""
    word = words.all[number]
    if _is_numbered(words, number):
        return False
    if not word.is_word:
        return word.text not in ("’", "'")
    return titles.breaks(word.text) or _acts(word)


def _is_numbered(words: Words, number: int) -> bool:
    """Whether a word or mark is part of what goes by its number ("No 10", "No. 10"), and no refusal."""
    word = words.all[number]
    if word.text not in ("No", "Number", ".") and not word.text.isdigit():
        return False
    first = max(0, word.start - _AROUND)
    around = words.text[first : word.end + _AROUND]
    return any(name.start() <= word.start - first < name.end() for name in _NUMBERED.finditer(around))


def _acts(word: Word) -> bool:
    """Whether a word is more likely a verb that reports than a noun ("state" is both)."""
    return word.text.islower() and is_cue_verb(word.low) and not titles.is_modifier(word.low)


def phrase_start(words: Words, head: int) -> int:
    """The first word of the noun phrase that a noun heads, its determiner included."""
    sentence = words.all[head].sentence
    first = head
    shouted = words.all[head].text.isupper()
    for number in range(head - 1, max(-1, head - LONGEST_PHRASE), -1):
        word = words.all[number]
        if word.sentence != sentence:
            break
        if word.low in titles.DETERMINERS:
            if word.low in _ONE and titles.is_plural(words.all[head].base):
                return number + 1
            return number - (number > 0 and words.all[number - 1].low in _BEFORE_NUMBERS and word.low == "two")
        if _stops(words, number) or (shouted and word.low in titles.BREAKS):
            break
        first = number
    while first < head and not _modifies(words, first):
        first += 1
    tight = head
    while tight > first and _modifies(words, tight - 1):
        tight -= 1
    return tight


def _modifies(words: Words, number: int) -> bool:
    word = words.all[number]
    low = word.low
    return (
        word.is_capital
        or "-" in low
        or _is_numbered(words, number)
        or titles.is_modifier(low)
        or titles.person_noun(low) is not None
        or (low.endswith(("al", "ic", "ary", "ian", "ive")))
    )


def phrase_reach(words: Words, last: int) -> int:
    """One past the last word of a complement that follows a noun ("of the Central Bank", "with Acme Corp")."""
    size = len(words.all)
    if last >= size or words.all[last].low not in _FIRST_LINKS:
        return last
    sentence, reach = words.all[last].sentence, last
    for number in range(last, min(size, last + LONGEST_PHRASE)):
        word = words.all[number]
        if word.sentence != sentence or not word.is_word or _loose_place(words, number):
            break
        if word.low not in _LINKS and (titles.breaks(word.text) or _acts(word)):
            break
        reach = number + 1
    while reach > last and words.all[reach - 1].low in _LINKS:
        reach -= 1
    return reach


def _loose_place(words: Words, number: int) -> bool:
    """Whether "in" or "on" here begins a circumstance ("in an interview") and not a place ("in Ohio")."""
    if words.all[number].low not in ("in", "on") or number + 1 >= len(words.all):
        return False
    after = words.all[number + 1]
    return not (
        after.is_capital or (after.low == "the" and number + 2 < len(words.all) and words.all[number + 2].is_capital)
    )


def describe_at(words: Words, head: int, taken: Set[int] = frozenset()) -> Mention | None:
    """The description that a noun for a person or people heads, or None when the word is no such head."""
    word = words.all[head]
    noun = titles.person_noun(word.base) if head not in taken else None
    if noun is None or _goes_on(words, head) or (word.is_capital and is_outlet(word.base)):
        return None
    described = _described(words, head, noun, plural=titles.is_plural(word.base))
    return (
        None
        if noun == "figure" and described.description and _FIGURES.isdisjoint(described.description.marks)
        else described
    )


def _described(words: Words, head: int, noun: str, *, plural: bool) -> Mention:
    first = phrase_start(words, head)
    reach = phrase_reach(words, head + 1)
    if reach > head + 1 and words.all[head + 1].low == "to" and any(w.is_possessive for w in words.all[first:head]):
        reach = head + 1  # "the president's adviser to …" has said whose adviser he is
    opening = words.all[first].low
    inner = [words.all[n].base for n in range(first, reach) if n != head and words.all[n].is_word]
    sense = Description(noun, titles.marks_of(inner), plural=plural, definite=opening in titles.DEFINITE)
    start = first + (opening in titles.DETERMINERS and first < head)
    name = words.slice(start, head + 1).removesuffix("'s").removesuffix("’s")
    return Mention(first, head + 1, "description", name, description=sense, reach=reach)


def _goes_on(words: Words, head: int) -> bool:
    """Whether the noun is not the head, because another noun follows ("official statement")."""
    if head + 1 >= len(words.all) or words.all[head].is_possessive:
        return False
    after = words.all[head + 1]
    if not after.is_word or titles.breaks(after.text) or after.sentence != words.all[head].sentence:
        return False
    if titles.person_noun(after.base) or (titles.is_body(after.base) and not after.is_capital):
        return True
    if after.is_capital or is_cue_verb(after.low) or after.low in _AUXILIARIES or after.low.endswith(("ly", "ed")):
        return False
    return words.all[head].low in _LOOSE_NOUNS
