"""Where sentences begin, as far as marks and capitals tell; linear in the text, however odd it is."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from briefing.attribution.lexicon import listed
from briefing.attribution.titles import courtesy

# Possessive throughout, and never from the middle of a run of marks: a page of full stops is read once.
_END = re.compile(r"(?<![.?!…])[.?!…]++(?P<close>[\"”’'»)\]]*+)\s++(?=[\"“‘'«(\[]*+[^\W_a-z])")
_LAST_WORD = re.compile(r"[\w.]*\Z")
_ABBREVIATED = listed("jan feb mar apr jun jul aug sep sept oct nov dec no vs st mt ft cf al etc")
_LONGEST = 20  # code points of a word before a full stop that is looked at
_SHORT = 4  # letters of a courtesy title that is written with a full stop


def sentence_starts(text: str) -> npt.NDArray[np.int64]:
    """Code points at which a new sentence begins, other than the first; line ends are not looked at.

    Args:
        text: The article's text.
    """
    starts = [match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match)]
    return np.array(starts, dtype=np.int64)


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    """Whether a full stop belongs to the word before it ("Sen.", "U.S.", "J.")."""
    if text[end.start()] != "." or end["close"] or text[end.start() + 1 : end.start() + 2] in (".", "?", "!"):
        return False
    found = _LAST_WORD.search(text[max(0, end.start() - _LONGEST) : end.start()])
    word = found.group() if found else ""
    titled = word[:1].isupper() and len(word) <= _SHORT and courtesy(word) is not None
    initials = word.replace(".", "").isalpha() and (len(word) == 1 or "." in word)
    return initials or word.casefold() in _ABBREVIATED or titled
