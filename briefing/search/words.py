"""Words as the search sees them: where they stand, folded, and reduced to their stem.

The index, the query and the highlighting all use this one definition, so that what is found is what is marked.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.letters import fold

_CACHED = 50_000

# Signs that continue a word without being letters to Python: combining accents and vowel signs.
_SIGNS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
# Scripts that write no spaces: every character is a word, so that any run of them is found as a phrase.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_]|[{_SIGNS}])+",
)
# What most news consists of: ASCII, and punctuation that ends words as it should. Words in it need no folding.
_FOREIGN = re.compile("[^\\x00-\\x7f\\xa0£«»–—‘’“”„•…€]")
_PLAIN_WORD = re.compile(r"[a-z](?:\.[a-z])+(?![a-z0-9])\.?|[a-z0-9]+")

_FUNCTION_WORDS = """
a an and are as at be been but by for from had has have in into is it its of on or that the their this to was were which
who will with
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that a reader types without meaning them: they never empty a search, unless quoted or alone."""


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        start: Its first code point.
        end: One past its last.
        folded: Lower case, without accents and without an acronym's dots.
    """

    start: int
    end: int
    folded: str


def words(text: str, start: int = 0) -> Iterator[Word]:
    """Every word of a text, in order, from one that begins at `start` on."""
    for match in _WORD.finditer(text, start):
        yield Word(match.start(), match.end(), fold(match.group()))


def different_words(text: str) -> frozenset[str]:
    """The words of a text, folded, each once."""
    return frozenset(map(fold, set(_WORD.findall(text))))


def folded(text: str) -> list[str]:
    """The words of a text as `words` folds them, without their places: several times as fast, for whole libraries."""
    if _FOREIGN.search(text):
        return list(map(fold, _WORD.findall(text)))
    found = _PLAIN_WORD.findall(text.lower())
    return "\n".join(found).replace(".", "").split("\n") if found else []


def word_at(text: str, start: int) -> Word | None:
    """The word that begins there, if one does."""
    match = _WORD.match(text, start)
    return Word(start, match.end(), fold(match.group())) if match else None


@lru_cache(maxsize=_CACHED)
def stem(folded: str) -> str:
    """The stem of a folded word: "sanctions" and "sanctioned" are one.

    Snowball's English rules: Whoosh's default stemmer tells "negotiate" from "negotiating".
    """
    if len(folded) < 4 or not folded.isascii() or not folded.isalpha():
        return folded
    return _stemmer()(folded)


@cache
def _stemmer() -> Callable[[str], str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Whoosh is older than what Python warns of when it first compiles it
        from whoosh.lang.snowball.english import EnglishStemmer

    found: Callable[[str], str] = EnglishStemmer().stem
    return found


__all__ = ["FUNCTION_WORDS", "Word", "different_words", "fold", "folded", "stem", "word_at", "words"]
