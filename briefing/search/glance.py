"""Going straight to the words of a text that may be meant, without reading all the others.

A search shows fifty texts at once; splitting each of them into words takes longer than finding them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from briefing.search.words import Word, fold, word_at, words

_UNSURE = "\0"
_LONGEST_ACRONYM = 5
_FEW = 4  # beginnings that are looked for one by one
_FLAT = 64  # texts: from letter to letter nearly the same ones are found
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


class _Beginnings(NamedTuple):
    """Finds words by their beginnings in a flat text.

    Attributes:
        plain: Whole words.
        dotted: The beginnings of acronyms written with dots; None where there can be none.
        written: The same as they are written: to see whether they are there at all is quicker than to look for them.
    """

    plain: re.Pattern[str]
    dotted: re.Pattern[str] | None
    written: tuple[str, ...]


def _continues_word(char: str) -> bool:
    return next(words("a" + char)).end == 2 or next(words(char), None) is not None


def flattened(text: str) -> str | None:
    """The text folded character by character, or None when its characters do not allow it."""
    flat = _flattened(text)
    return None if flat is None or _UNSURE in flat else flat


def glance(text: str, beginnings: Iterable[str]) -> list[Word] | None:
    """Every word that begins in one of these ways, in order, and maybe some others.

    Args:
        text: Any text.
        beginnings: Folded beginnings of words.

    Returns:
        The words, or None when the text must be read word by word.
    """
    asked = tuple(sorted(set(beginnings)))
    if not 1 < len(asked) <= _FEW:
        return _glance(text, asked)
    together: set[Word] = set()
    for one in asked:
        found = _glance(text, (one,))
        if found is None:
            return None
        together.update(found)
    return sorted(together)


@lru_cache(maxsize=_FEW * _FLAT)
def _glance(text: str, beginnings: tuple[str, ...]) -> list[Word] | None:
    """As `glance`; while one word is being typed, those before it are looked for in the same texts again and again."""
    wanted, flat = _beginnings(beginnings), _flattened(text)
    if wanted is None or flat is None:
        return None
    if _UNSURE not in flat:
        return _words(text, flat, wanted)
    flat, odd = _without_odd(text, flat)
    return sorted([*_words(text, flat, wanted), *odd])


def beginning_of(stem: str) -> str:
    """What every word of this stem begins with ("agenc" of "agenc", "polic" of "polici", "d" of "die": "dying")."""
    return stem[:1] if len(stem) <= 3 and stem.endswith("ie") else stem[:-1] if len(stem) > 2 else stem


@lru_cache(maxsize=_FLAT)
def _flattened(text: str) -> str | None:
    """The text folded character by character, those marked where that cannot be done; None when places would move."""
    if text.isascii() or not _FOREIGN.search(text):
        return text.lower()
    flat = _FOREIGN.sub(lambda found: _flat[ord(found[0])], text).lower()
    return flat if len(flat) == len(text) else None


def _without_odd(text: str, flat: str) -> tuple[str, list[Word]]:
    """The flat text without what stands around marked characters, and the words there."""
    pieces: list[str] = []
    odd: list[Word] = []
    at = 0
    while (found := flat.find(_UNSURE, at)) >= 0:
        begin = max(at, flat.rfind(" ", at, found) + 1, flat.rfind("\n", at, found) + 1)
        blank, line = flat.find(" ", found), flat.find("\n", found)
        end = min(len(flat) if blank < 0 else blank, len(flat) if line < 0 else line)
        odd += takewhile(lambda word, end=end: word.start < end, words(text, begin))  # type: ignore[misc]
        pieces += [flat[at:begin], " " * (end - begin)]
        at = end
    return "".join([*pieces, flat[at:]]), odd


def _words(text: str, flat: str, wanted: _Beginnings) -> list[Word]:
    found: list[Word] = []
    for match in wanted.plain.finditer(flat):
        start, end = match.span()
        if start and flat[start - 1] == "." and _inside_acronym(text, start):
            continue
        word: Word | None = Word(start, end, match[0])
        if end - start == 1 and flat[end : end + 1] == ".":  # an acronym may begin here
            word = word_at(text, start)
        if word is not None:
            found.append(word)
    if wanted.dotted is not None and any(one in flat for one in wanted.written):
        acronyms = [match.start() for match in wanted.dotted.finditer(flat)]
        more = (word_at(text, start) for start in acronyms if not _inside_acronym(text, start))
        return sorted({*found, *(word for word in more if word is not None)})
    return found


def _inside_acronym(text: str, at: int) -> bool:
    """Whether a letter belongs to dotted ones before it, like the S of "U.S."."""
    dotted = at >= 2 and text[at - 1] == "." and text[at - 2].isalpha() and (at == 2 or not text[at - 3].isalnum())
    return dotted and text[at].isalpha() and not text[at + 1 : at + 2].isalnum()


@lru_cache(maxsize=256)
def _beginnings(beginnings: tuple[str, ...]) -> _Beginnings | None:
    """What finds words with these beginnings; None when they are not plain."""
    if not beginnings or not all(one.isascii() and one.isalnum() for one in beginnings):
        return None
    acronyms = [one for one in beginnings if 1 < len(one) <= _LONGEST_ACRONYM and one.isalpha()]
    dotted = [r"\.".join(one) for one in acronyms]
    return _Beginnings(
        re.compile(f"(?:{'|'.join(map(_at_the_beginning, beginnings))})[a-z0-9]*"),
        re.compile("|".join(map(_at_the_beginning, dotted))) if dotted else None,
        tuple(".".join(one) for one in acronyms),
    )


def _at_the_beginning(letters: str) -> str:
    """Finds letters where a word begins. It looks back when it has found them: looking first costs at every letter."""
    return f"{letters}(?<![a-z0-9]{letters})"
