"""Whether two wordings are one: word for word, nearly, or the one cut out of the other.

Words are compared without what differs from outlet to outlet: case, accents, quotation marks, contractions, British and
American spelling, small numbers in words or digits. Where a wording says itself that something was left out or put in
(an ellipsis, "[the president]"), it may differ from the other; elsewhere only in a word or two, never in a number or a
"not".

Candidates find each other by fingerprints: hashes of pairs of neighbouring words among those that are not too common,
of which long wordings keep the least in each three in a row (winnowing: Schleimer, Wilkerson and Aiken, "Winnowing:
Local Algorithms for Document Fingerprinting", SIGMOD 2003). Two wordings that have four such words in a row in common
share a fingerprint for certain. Candidates are then aligned word by word (Ratcliff and Metzener, "Pattern Matching: The
Gestalt Approach", Dr. Dobb's Journal, 1988).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.library.spelling import COMMON, NUMBERS, RESTRICTING, american

GAP: Final = "…"
"""Stands among a wording's words where it says that something was left out or put in."""

_APOSTROPHES: Final = {ord(mark): ord(plain) for mark, plain in zip("‘’“”", "''\"\"", strict=True)}
_CONTRACTED: Final = (
    (re.compile(r"\b(?:won't)\b"), "will not"),
    (re.compile(r"\b(?:can't|cannot)\b"), "can not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'s\b"), " is"),
)
_OWN_CASE: Final = re.compile(r"\[([^\W\d_])\](?=\w)")  # "[T]he": only the case was changed
_PUT_IN: Final = re.compile(r"\w*(?:\[[^\[\]]{0,80}\]|\([^()]{0,40}\))\w*")
_LEFT_OUT: Final = re.compile(r"(?:\.\s?){3,}|…")
_INITIALS: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PERCENT: Final = re.compile(r"\bper cent\b|%")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD: Final = re.compile(r"\d+\.\d+\w*|\w+|…")
_QUOTED: Final = re.compile(r"[“\"]([^“”\"]+)[”\"]|(?<!\w)‘([^‘]+?)’(?!\w)|„([^“”]+)[“”]|«([^«»]+)»")

_EACH = 8  # a wording of more such words keeps only some of its fingerprints
_WINDOW = 3
_FEWEST = 3  # wordings with fewer words that are not common are one only when they are the same

_LOOSE = 0.12  # the share of the shorter wording's words that may differ
_NEARLY_ALL = 0.85
_PARTS = ((5, 4), (3, 6))  # a part has at least so many words that are not too common, and so many in a row


class Likeness(IntEnum):
    """How much two wordings are one, from not at all to word for word."""

    NONE = 0
    PART = 1
    NEAR = 2
    SAME = 3


def wording(content: str) -> str:
    """A content's words as they are compared, separated by blanks, with `GAP` where something was left out or put in.

    Example:
        >>> wording("“[T]he organisation won't ... pay [the fine]”")
        'the organization will not … pay'
    """
    text = content.translate(_APOSTROPHES)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.casefold()
    if "[" in text or "(" in text:
        text = _PUT_IN.sub(f" {GAP} ", _OWN_CASE.sub(r"\1", text))
    if "." in text:
        text = _INITIALS.sub(lambda found: found.group().replace(".", ""), _LEFT_OUT.sub(f" {GAP} ", text))
    for pattern, whole in _CONTRACTED if "'" in text or "cannot" in text else ():
        text = pattern.sub(whole, text)
    text = _THOUSANDS.sub("", _PERCENT.sub(" percent", text))
    words: list[str] = []
    for word in _WORD.findall(text):
        if word != GAP:
            words.append(NUMBERS.get(word) or american(word))
        elif words and words[-1] != GAP:
            words.append(GAP)
    return " ".join(words[:-1] if words[-1:] == [GAP] else words)


def quoted(content: str) -> str:
    """The longest stretch of a content that stands in quotation marks, or ""."""
    stretches = ("".join(found.groups(default="")) for found in _QUOTED.finditer(content))
    return max(stretches, key=len, default="")


def weight(words: str) -> int:
    """How many of a wording's words are not so common that anybody says them."""
    return _taken_apart(words).weight


def fingerprints(words: str) -> frozenset[int]:
    """Numbers of 32 bits by which a wording finds those that are like it; none when it is too short for any."""
    rare = [word for word in words.split() if word not in COMMON]
    if len(rare) < _FEWEST:
        return frozenset()
    prints = [zlib.crc32(f"{one} {other}".encode("utf-8", "replace")) for one, other in pairwise(rare)]
    if len(rare) <= _EACH:
        return frozenset(prints)
    return frozenset(min(prints[at : at + _WINDOW]) for at in range(len(prints) - _WINDOW + 1))


def likeness(one: str, other: str) -> Likeness:
    """How much two wordings are one; it does not matter which is named first."""
    if one == other:
        return Likeness.SAME if one else Likeness.NONE
    mine, others = _taken_apart(one), _taken_apart(other)
    if (len(others.spoken), other) < (len(mine.spoken), one):
        one, other, mine, others = other, one, others, mine
    if min(mine.weight, others.weight) < _FEWEST:
        return Likeness.SAME if mine.spoken == others.spoken else Likeness.NONE
    # What only the shorter one has is missed for certain, unless the longer one says that it left something out.
    may_miss = len(mine.rare) // 2 if others.has_gaps else _may_miss(len(mine.spoken))
    return Likeness.NONE if len(mine.rare - others.rare) > may_miss else _aligned(one, other)


class _Words(NamedTuple):
    """A wording, taken apart."""

    spoken: tuple[str, ...]
    has_gaps: bool
    rare: frozenset[str]
    weight: int


@lru_cache(maxsize=8192)
def _taken_apart(words: str) -> _Words:
    every = words.split()
    rare = [word for word in every if word not in COMMON]
    return _Words(tuple(word for word in every if word != GAP), GAP in every, frozenset(rare), len(rare))


def _may_miss(length: int) -> int:
    """How many words of a wording of this length may differ without saying so."""
    return max(1, int(_LOOSE * length))


@lru_cache(maxsize=4096)
def _aligned(shorter: str, longer: str) -> Likeness:
    """How much two wordings are one, by what differs when their words stand beside each other."""
    if _taken_apart(shorter).spoken == _taken_apart(longer).spoken:
        return Likeness.SAME
    short, long = shorter.split(), longer.split()
    blocks = [
        block
        for block in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
        if any(word != GAP for word in short[block.a : block.a + block.size])
    ]
    if not blocks:
        return Likeness.NONE
    head, tail = blocks[0], blocks[-1]
    ends = [short[: head.a], short[tail.a + tail.size :]]
    differing = [_differing(*sides) for sides in _between(blocks, short, long)]
    if any(number is None for number in differing):
        return Likeness.NONE
    missed = sum(number or 0 for number in differing) + sum(map(_count, ends))
    if missed > _may_miss(_count(short)) or any(_restricts(end) for end in ends):
        return Likeness.NONE
    cut_off = [long[: head.b], long[tail.b + tail.size :]]
    matched = sum(_count(short[block.a : block.a + block.size]) for block in blocks)
    if matched >= _NEARLY_ALL * _count(long) and not any(_restricts(words) for words in cut_off):
        return Likeness.NEAR
    common = sum(weight(" ".join(short[block.a : block.a + block.size])) for block in blocks)
    run = max(_count(short[block.a : block.a + block.size]) for block in blocks)
    return Likeness.PART if any(common >= words and run >= row for words, row in _PARTS) else Likeness.NONE


def _between(blocks: Sequence[tuple[int, int, int]], *sides: Sequence[str]) -> Iterator[tuple[Sequence[str], ...]]:
    """What stands between the words that two wordings have in common: the words of the one, those of the other."""
    for (a, b, size), (next_a, next_b, _) in pairwise(blocks):
        yield sides[0][a + size : next_a], sides[1][b + size : next_b]


def _differing(one: Sequence[str], other: Sequence[str]) -> int | None:
    """How many words differ where two wordings do so without saying so; None when that changes what is said."""
    if GAP in one or GAP in other:
        one = other = max((one, other), key=lambda words: GAP in words)  # what the other has there was left out
    return None if _restricts(one) or _restricts(other) else max(_count(one), _count(other))


def _count(words: Iterable[str]) -> int:
    return sum(word != GAP for word in words)


def _restricts(words: Iterable[str]) -> bool:
    """Whether one of the words is a number or a "not": what is said without it is something else."""
    return any(word in RESTRICTING or word[:1].isdigit() for word in words)


__all__ = ["GAP", "Likeness", "fingerprints", "likeness", "quoted", "weight", "wording"]
