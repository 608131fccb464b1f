"""Going straight to the words of a text that may be meant, without reading all the others.

A search shows fifty texts at once; splitting each of them into words takes longer than finding them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing.search.words import Word, fold, word_at, words

_UNSURE = "\0"
_LONGEST_ACRONYM = 5
# Most news is ASCII but for its punctuation, which ends words as it should without being folded.
_FOREIGN = re.compile("[^\\x00-\\x7f\\xa0£«»–—‘’“”„•…€]")


class _Flat(dict[int, str]):
    """Each character folded to exactly one, so that places stay; the others are marked as such."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isascii():
            flat = char.lower()
        elif not _continues_word(char):
            flat = " "
        else:
            folded = fold(char)
            flat = folded if len(folded) == 1 and folded.isascii() else _UNSURE
        self[code] = flat
        return flat


_flat = _Flat()


def _continues_word(char: str) -> bool:
    return next(words("a" + char)).end == 2 or next(words(char), None) is not None


def flattened(text: str) -> str | None:
    """The text folded character by character, or None when its characters do not allow it."""
    if text.isascii() or not _FOREIGN.search(text):
        return text.lower()
    flat = _FOREIGN.sub(lambda found: _flat[ord(found[0])], text).lower()
    return None if _UNSURE in flat or len(flat) != len(text) else flat


def glance(text: str, beginnings: Iterable[str]) -> Iterator[Word] | None:
    """Every word that begins in one of these ways, in order; None when the text must be read word by word.

    Args:
        text: Any text.
        beginnings: Folded beginnings of words.
    """
    literals = _literals(tuple(sorted(set(beginnings))))
    flat = flattened(text)
    if not literals or flat is None:
        return None
    return _words(text, flat, literals)


def beginning_of(stem: str) -> str:
    """What every word of this stem begins with ("agenc" of "agenc", "polic" of "polici", "d" of "die": "dying")."""
    return stem[:1] if len(stem) <= 3 and stem.endswith("ie") else stem[:-1] if len(stem) > 2 else stem


def _words(text: str, flat: str, literals: tuple[str, ...]) -> Iterator[Word]:
    end = 0
    for start in _places(flat, literals):
        if start < end or _inside_acronym(text, start):
            continue
        word = word_at(text, start)
        if word is not None:
            end = word.end
            yield word


def _places(flat: str, literals: tuple[str, ...]) -> list[int]:
    """Where any of these begins a word, in order."""
    found: set[int] = set()
    for literal in literals:
        at = flat.find(literal)
        while at >= 0:
            if at == 0 or not flat[at - 1].isalnum():
                found.add(at)
            at = flat.find(literal, at + 1)
    return sorted(found)


def _inside_acronym(text: str, at: int) -> bool:
    """Whether a letter belongs to dotted ones before it, like the S of "U.S."."""
    dotted = at >= 2 and text[at - 1] == "." and text[at - 2].isalpha() and (at == 2 or not text[at - 3].isalnum())
    return dotted and text[at].isalpha() and not text[at + 1 : at + 2].isalnum()


@lru_cache(maxsize=256)
def _literals(beginnings: tuple[str, ...]) -> tuple[str, ...]:
    """What to look for: the beginnings, and those of acronyms with their dots; none when they are not plain."""
    if not all(one.isascii() and one.isalnum() for one in beginnings):
        return ()
    dotted = (".".join(one) for one in beginnings if 1 < len(one) <= _LONGEST_ACRONYM and one.isalpha())
    return (*beginnings, *dotted)
