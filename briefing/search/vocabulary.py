"""The words of an index in order: how they begin, which are alike, and what a mistyped one may have meant."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import accumulate, count, pairwise
from operator import add
from sys import intern
from typing import NamedTuple

from briefing.search.tree import LONG_WORD

_LAST = "\U0010ffff"
_MOST_LETTERS = 300  # different ones in a vocabulary, so that what a slip can make of a word is soon looked up


class Near(NamedTuple):
    """A word like another.

    Attributes:
        place: Its place in the vocabulary.
        edits: How many slips apart they are.
    """

    place: int
    edits: int


class Vocabulary:
    """Words in the order of their code points.

    An index has many pieces, each with a vocabulary, and nearly the same words in all of them: each is held once.

    Args:
        words: The words, sorted, each once.
        frequencies: In how many records each stands.
    """

    def __init__(self, words: Iterable[str], frequencies: Iterable[int]) -> None:
        self.words: Sequence[str] = list(map(intern, words))
        self.frequencies: Sequence[int] = array("I", frequencies)

    def frequency(self, word: str) -> int:
        """In how many records a word stands."""
        place = self.place(word)
        return 0 if place is None else self.frequencies[place]

    def place(self, word: str) -> int | None:
        """Where a word stands in the order, or None."""
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else None

    def beginning(self, letters: str) -> range:
        """The places of the words that begin so."""
        return range(bisect_left(self.words, letters), bisect_left(self.words, letters + _LAST))

    def commonest(self, letters: str, limit: int) -> list[tuple[str, int]]:
        """The most frequent words that begin so, and how frequent they are."""
        places = nlargest(limit, self.beginning(letters), key=self.frequencies.__getitem__)
        return [(self.words[place], self.frequencies[place]) for place in places]

    def near(self, word: str, edits: int) -> Iterator[Near]:
        """Every word that so many slips of the finger turn into this one, itself included.

        A slip is a letter too many, too few, another one, or two neighbours swapped (the optimal string alignment
        distance). For one slip, every word that it can make is looked up. For more: a word of which only `edits` parts
        can be hurt has another part that stands unhurt and hardly moved, so only words that share one are measured.
        """
        if edits < 1:
            place = self.place(word)
            if place is not None:
                yield Near(place, 0)
            return
        for place in sorted(self._likely(word, edits)):
            if is_like(self.words[place], word, edits):
                yield Near(place, distance(word, self.words[place], edits))

    def _likely(self, word: str, edits: int) -> set[int]:
        """The places of words that share an unhurt part with this one at about the same place."""
        parts = edits + 1
        if edits < 1:
            place = self.place(word)
            return set() if place is None else {place}
        if edits == 1 and len(self._letters) <= _MOST_LETTERS:
            places = map(self.place, _one_slip(word, self._letters))
            return {place for place in places if place is not None}
        if len(word) < parts:
            return {place for length in range(1, len(word) + edits + 1) for place in self._by_length.get(length, ())}
        bounds = [number * len(word) // parts for number in range(parts + 1)]
        found: set[int] = set()
        for start, end in pairwise(bounds):
            found.update(self._holding(word[start:end], start, len(word), edits))
        for at in bounds[1:-1]:  # a swap across the bound of two parts hurts both: it is undone first
            found |= self._likely(f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}", edits - 1)
        return found

    def _holding(self, part: str, start: int, length: int, edits: int) -> Iterator[int]:
        """Words about as long that hold a part at about this place."""
        text, begins = self._text, self._begins
        at = text.find(part)
        while at >= 0:
            place = bisect_left(begins, at + 1) - 1
            begin, end = begins[place], begins[place + 1] - 1
            if abs(end - begin - length) <= edits and abs(at - begin - start) <= edits:
                yield place
            at = text.find(part, at + 1)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.words)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(self._text) - {"\n"}

    @cached_property
    def _begins(self) -> array[int]:
        return array("I", map(add, accumulate(map(len, self.words), initial=0), count()))

    @cached_property
    def _by_length(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(len(word), []).append(place)
        return found


def _one_slip(word: str, letters: Iterable[str]) -> set[str]:
    """Every word that one slip makes of a word, and the word itself."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {before + after[1:] for before, after in parts if after}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1}
    other = {before + letter + after[1:] for before, after in parts if after for letter in letters}
    more = {before + letter + after for before, after in parts for letter in letters}
    return {word, *dropped, *swapped, *other, *more}


def slips_forgiven(word: str) -> int:
    """How many slips a word of this length may hold and still be recognised."""
    return 2 if len(word) >= LONG_WORD else 1


@lru_cache(maxsize=100_000)
def is_like(word: str, wanted: str, edits: int) -> bool:
    """Whether a word is within so many slips of another."""
    if abs(len(word) - len(wanted)) > edits or len(set(word) ^ set(wanted)) > 2 * edits:
        return False  # a slip brings in one letter and takes away one at most
    return distance(wanted, word, edits) <= edits


def distance(one: str, other: str, most: int) -> int:
    """How many slips apart two words are (optimal string alignment distance); more than `most` is not counted on."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for at, other_letter in enumerate(other, 1):
            cost = min(last[at] + 1, line[at - 1] + 1, last[at - 1] + (letter != other_letter))
            if row > 1 and at > 1 and letter == other[at - 2] and one[row - 2] == other_letter:
                cost = min(cost, before[at - 2] + 1)
            line.append(cost)
        if min(line) > most and (not before or min(last) > most - 1):
            return most + 1
        before, last = last, line
    return last[-1]


def meant(word: str, vocabularies: Sequence[Vocabulary]) -> str | None:
    """The word that was probably meant by one that stands nowhere: the nearest, and of these the most frequent."""
    for edits in range(1, slips_forgiven(word) + 1):
        counted: Counter[str] = Counter()
        for vocabulary in vocabularies:
            for near in vocabulary.near(word, edits):
                counted[vocabulary.words[near.place]] += vocabulary.frequencies[near.place]
        counted.pop(word, None)
        if counted:
            return min(counted, key=lambda one: (one[:1] != word[:1], -counted[one], one))
    return None


__all__ = ["Near", "Vocabulary", "distance", "is_like", "meant", "slips_forgiven"]
