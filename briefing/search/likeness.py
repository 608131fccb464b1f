"""What sets a text apart: the words to look for when one wants more like it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from heapq import nlargest

from briefing.search.tree import Either, Query, Term
from briefing.search.words import FUNCTION_WORDS, stem, words

_MOST = 14
_SHORTEST = 3


def like(text: str, frequency: Callable[[str], int], total: int) -> Query:
    """A query for what shares a text's distinctive words; with no parts when it has none.

    Args:
        text: The text.
        frequency: In how many records a stem stands.
        total: How many records there are.
    """
    counted: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for word in words(text):
        if len(word.folded) >= _SHORTEST and word.folded not in FUNCTION_WORDS:
            counted[stem(word.folded)] += 1
            forms.setdefault(stem(word.folded), word.folded)

    def weight(one: str) -> float:
        """How often it stands here against everywhere; a word that stands nowhere else leads nowhere."""
        held = frequency(one)
        return (1 + math.log(counted[one])) * math.log(1 + total / held) if 1 < held <= total / 4 + 1 else 0.0

    chosen = nlargest(_MOST, ((weight(one), forms[one]) for one in counted))
    terms = tuple(Term(text=form) for worth, form in chosen if worth > 0)
    return Query(parts=(Either(parts=terms),) if len(terms) > 1 else terms)


__all__ = ["like"]
