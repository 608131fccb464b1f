"""Whether two words are one name in two spellings.

A word is compared in steps, each coarser than the one before:

* *letters*: NFKD (Unicode Standard Annex 15) without combining marks, and the few letters that have none taken for
  their plain neighbours: "Erdoğan" is "erdogan", "Yıldırım" is "yildirim".
* *sound*: the table of romanised spellings (`data/romanised.toml`): "Zelenskyy" and "Zelensky".
* *loosely*: doubled letters written once, as in "Philip" and "Phillip".

Letters of another script that look like Latin ones (Unicode Technical Standard 39 calls them confusables) are read as
what they look like, only to find such names: they are never one without the reader's word.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from briefing.actors.lexicon import REMEMBERED, romanised

_DOUBLED = re.compile(r"(.)\1+")
LONGEST = 40  # letters of a word that are compared


class Likeness(IntEnum):
    """How far two words are one name."""

    OTHER = 0
    LOOKS = 1  # in letters of different scripts
    LOOSE = 2  # but for doubled letters, or by the table of spellings alone
    SOUND = 3  # by the rules of romanisation
    SAME = 4


@lru_cache(maxsize=REMEMBERED)
def letters(word: str) -> str:
    """A folded word without what only some write: accents, apostrophes, special letters."""
    plain = word.translate(romanised().letters)
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    return plain[:LONGEST]


@lru_cache(maxsize=REMEMBERED)
def sound(word: str) -> str:
    """What the spellings of a word have in common by rule."""
    plain, table = letters(word), romanised()
    if len(plain) < table.shortest or not plain.isascii():
        return plain
    for pattern, instead in table.rules:
        plain = pattern.sub(instead, plain)
    return plain


@lru_cache(maxsize=REMEMBERED)
def skeleton(word: str) -> str:
    """What all spellings of a word that may be one name have in common: those of others mostly differ."""
    plain = letters(word)
    if not plain.isascii():
        plain = plain.translate(romanised().lookalikes)
    plain = romanised().variants.get(plain, plain)
    return _DOUBLED.sub(r"\1", sound(plain))


@lru_cache(maxsize=REMEMBERED)
def likeness(one: str, other: str) -> Likeness:
    """How far two folded words are one name."""
    here, there = letters(one), letters(other)
    if here == there:
        return Likeness.SAME
    if skeleton(one) != skeleton(other):
        return Likeness.OTHER
    if not (here.isascii() and there.isascii()):
        return Likeness.LOOKS
    return Likeness.SOUND if sound(one) == sound(other) else Likeness.LOOSE


__all__ = ["Likeness", "letters", "likeness", "skeleton", "sound"]
