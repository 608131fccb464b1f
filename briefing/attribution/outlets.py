"""Names of outlets: which words show one, and which names can be one by their place in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.attribution import titles
from briefing.attribution.days import DAYS, MONTHS
from briefing.attribution.draft import Entity
from briefing.attribution.lexicon import REMEMBERED, lexicon, listed
from briefing.attribution.metonyms import power_of
from briefing.attribution.words import Word, Words
from briefing.model import Span

CREDIT = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]\s*$")
_PHOTO = re.compile(
    r"^(?:(?:file\s+)?(?:photo|picture|image|source|photograph|credit)\b\s*(?:by|:)?\s*)+", re.IGNORECASE
)
_JOINING = frozenset(["of", "&"])
_BEFORE_DAYS = listed("last this next late early previous every since until by")
_CLOSE = frozenset('"”’»')
NAME = 8  # words of an outlet's name


@dataclass(frozen=True)
class OutletWords:
    """The words by which outlets and their occasions are known."""

    known: frozenset[str]
    words: frozenset[str]
    kinds: frozenset[str]
    unnamed: frozenset[str]
    unnamed_before: frozenset[str]
    social: frozenset[str]
    hosted: frozenset[str]
    questions: frozenset[str]
    generic: frozenset[str]


@cache
def outlet_words() -> OutletWords:
    """The word lists in `data/outlets.toml` that are about outlets."""
    data = lexicon("outlets")
    return OutletWords(**{name: frozenset(data[name].split()) for name in OutletWords.__dataclass_fields__})


@lru_cache(maxsize=REMEMBERED)
def is_outlet(name: str) -> bool:
    """Whether a name by itself shows that it is an outlet's."""
    parts = [_bare(part) for part in name.split()]
    if not name[:1].isupper():
        return False
    known = outlet_words()
    if len(parts) == 1 and parts[0] in known.generic:
        return False
    return parts[0] in known.known or any(part in known.words for part in parts)


def _bare(word: str) -> str:
    return word.strip(".,'’").replace("’", "'").casefold().removesuffix("'s")


def written(words: Words, numbers: range) -> str:
    """A name as the article writes it, without a possessive ending."""
    return words.slice(numbers.start, numbers.stop).removesuffix("'s").removesuffix("’s").rstrip("'’")


class OutletNames:
    """The names in one article that can be outlets.

    Args:
        words: The article's words.
        entities: The names in it.
    """

    def __init__(self, words: Words, entities: Sequence[Entity]) -> None:
        self._words = words
        self._others = [(entity.start, entity.end) for entity in entities if entity.kind in ("person", "place")]
        self._numbers: frozenset[int] | None = None

    def is_other(self, number: int) -> bool:
        """Whether a word is of a person's or a place's name."""
        if self._numbers is None:
            self._numbers = frozenset(n for start, end in self._others for n in self._words.within(start, end))
        return number in self._numbers

    def first_in(self, numbers: range, *, hosted: bool = True) -> range | None:
        """The first name in some words that is an outlet's, or that can be one where one is expected.

        Args:
            numbers: The words.
            hosted: Whether an outlet is expected: "in an interview with …".
        """
        words, kinds = self._words.all, outlet_words().kinds
        n, told = numbers.start, False
        while n < numbers.stop:
            word = words[n]
            told = told or word.low in kinds
            if word.is_capital and word.is_word and not is_time(words, n) and not titles.breaks(word.text):
                name = self.name_from(n, numbers.stop)
                if is_outlet(written(self._words, name)) or (hosted and self._can_be(name, told=told)):
                    return name
                n = name.stop
                continue
            n += 1
        return None

    def _can_be(self, name: range, *, told: bool) -> bool:
        """Whether a name that shows nothing can be an outlet's: nobody's, no country, no office."""
        words = written(self._words, name)
        if not told and any(self.is_other(n) for n in name):
            return False
        return (
            not any(mark.startswith("@") for mark in titles.marks_of([words]))
            and power_of(words) is None
            and (told or (titles.person_noun(words) is None and titles.courtesy(words.split()[0]) is None))
        )

    def name_from(self, first: int, stop: int) -> range:
        """A run of capitalised words, with "of" and "&" inside; a possessive ends it."""
        words, last = self._words.all, first + 1
        while last < min(stop, first + NAME) and words[last].sentence == words[first].sentence:
            word = words[last]
            joins = word.low in _JOINING and last + 1 < stop and words[last + 1].is_capital
            joins = joins or is_titled(words, last, stop)
            number = word.base.isdigit() and len(word.base) == 1
            if not ((word.is_capital and word.is_word and not is_time(words, last)) or joins or number):
                break
            if words[last - 1].is_possessive or words[last - 1].text.endswith(("’", "'")):
                break
            last += 1
        return range(first, last)

    def name_ending(self, before: int) -> range | None:
        """The capitalised name that ends right before a word, adverbs and auxiliaries apart."""
        words, last = self._words.all, before
        while last > 0 and (
            words[last - 1].low in ("has", "also", "had", "later", "first") or words[last - 1].low.endswith("ly")
        ):
            last -= 1
        first = last
        while first > max(0, last - NAME) and _carries_on(words, first, before):
            first -= 1
        while first < last and titles.breaks(words[first].text):
            first += 1
        return range(first, last) if first < last else None

    def credit(self, line: Span, content: Sequence[Span]) -> str | None:
        """The name in brackets that ends a caption or a bare "X: words" line."""
        match = self.in_brackets(line)
        if match is None:
            return None
        inside = any(start <= match.start(1) < end for start, end in content)
        if line.end - line.start > 300 and (inside or self._words.text[match.start() - 2] in ".?!"):
            return None
        name = _PHOTO.sub("", match.group(1).strip())
        return name if _is_credit(name) else None

    def in_brackets(self, line: Span) -> re.Match[str] | None:
        """What stands in brackets at the end of a line."""
        if self._words.text[line.end - 1 : line.end] not in (")", "]", " "):
            return None
        return CREDIT.search(self._words.text, max(line.start, line.end - 80), line.end)


def _carries_on(words: Sequence[Word], first: int, before: int) -> bool:
    word = words[first - 1]
    if word.sentence != words[before].sentence or is_time(words, first - 1):
        return False
    return (word.is_capital and word.is_word) or is_titled(words, first - 1, before)


def closed(words: Sequence[Word], opened: int, stop: int) -> int:
    """Behind the quotation mark that closes a programme's title ("Radio Nord’s “Morning Call”"), if it is near."""
    for n in range(opened + 1, min(stop, opened + 8)):
        if words[n].text in _CLOSE:
            return n + 1
    return opened


def is_titled(words: Sequence[Word], number: int, stop: int) -> bool:
    """Whether a small word is inside the name of a programme or paper ("the Port in View podcast")."""
    if number + 1 < stop and words[number].low == "on" and number in named_with_day(words, number + 1):
        return True
    if words[number].low not in {"in", "on", "at"} or number + 2 >= stop:
        return False
    return words[number + 1].is_capital and words[number + 2].low in outlet_words().kinds


def is_time(words: Sequence[Word], number: int) -> bool:
    """Whether a word is a day's or a month's name, and not of a paper's ("the Sunday Herald")."""
    word = words[number]
    if word.low in DAYS:
        return not named_with_day(words, number)
    return word.low in MONTHS and word.is_capital


def named_with_day(words: Sequence[Word], day: int) -> range:
    """The words of a paper's name that a day stands in ("Mail on Sunday", "Sunday Herald"); empty when in none."""
    word = words[day]
    if word.base.casefold() not in DAYS or not word.is_capital:
        return range(0)
    before = words[day - 1].low if day and words[day - 1].sentence == word.sentence else ""
    if before == "on" and day > 1:
        paper = words[day - 2]
        named = paper.is_capital and paper.low in lexicon("outlets")["on_sunday"] and paper.sentence == word.sentence
        return range(day - 2, day + 1) if named and word.low.startswith("sunday") else range(0)
    after = words[day + 1] if day + 1 < len(words) and not word.is_possessive else None
    if after is None or after.sentence != word.sentence or not after.is_capital or before in _BEFORE_DAYS:
        return range(0)
    return range(day, day + 2) if _bare(after.text) in outlet_words().words else range(0)


def _is_credit(name: str) -> bool:
    """Whether words in brackets can be a credit: capitals, no abbreviation of what stands before."""
    words = name.split()
    capitals = sum(word[:1].isupper() for word in words)
    return (
        capitals * 2 > len(words)
        and not any(c.isdigit() for c in name)
        and (is_outlet(name) or (not name.isupper() and len(words) <= 4))
    )


__all__ = [
    "OutletNames",
    "OutletWords",
    "closed",
    "is_outlet",
    "is_time",
    "is_titled",
    "named_with_day",
    "outlet_words",
    "written",
]
