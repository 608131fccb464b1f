"""Statements that say again what the article has said already: headline and lead, lead and body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.attribution.draft import Draft
from briefing.attribution.lexicon import REMEMBERED, listed

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_EMPTY = listed(
    "a an the of in on at to for from by with and or but as is are was were be been it its this that these "
    "those he she they his her their i we our you not has have had do does did will would can could may might "
    "must s t"
)
OPENING = 5  # lines at the head of an article among which headline and lead repeat each other
_ENDINGS = ("ations", "ation", "ating", "ated", "ates", "ings", "ing", "ies", "ed", "es", "s", "e")


def stems(text: str) -> frozenset[str]:
    """The content words of a text, roughly stemmed, so that "negotiating" meets "negotiations"."""
    return frozenset(_stem(word) for word in set(_WORD.findall(text.casefold())) - _EMPTY)


@lru_cache(maxsize=REMEMBERED)
def _stem(word: str) -> str:
    if not word.endswith(_ENDINGS):
        return word
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4), "")
    return word[: len(word) - len(ending)]


def content_of(text: str, draft: Draft) -> str:
    """The words of a draft's content."""
    return " ".join(text[start:end] for start, end in draft.content)


def duplicates(text: str, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the position of an earlier one that says the same, or None.

    In the opening lines it is enough that the shorter is nearly contained in the longer, as a headline is in its lead;
    further down the two must share most of their words.
    """
    opening = _opening_end(text)
    seen: list[tuple[int, frozenset[str], bool]] = []
    by_stem: dict[str, list[int]] = {}
    found: list[int | None] = [None] * len(drafts)
    order = sorted(range(len(drafts)), key=lambda i: drafts[i].content[0][0] if drafts[i].content else len(text))
    for position in order:
        draft = drafts[position]
        own = stems(content_of(text, draft))
        early = bool(draft.content) and draft.content[0][0] < opening
        shared: dict[int, int] = {}
        for stem in own:
            for other in by_stem.get(stem, ())[-200:]:
                shared[other] = shared.get(other, 0) + 1
        for other in sorted(shared):
            original, words, was_early = seen[other]
            if _same(shared[other], len(own), len(words), was_early) and not _nested(draft, drafts[original]):
                found[position] = original if found[original] is None else found[original]
                break
        for stem in own:
            by_stem.setdefault(stem, []).append(len(seen))
        seen.append((position, own, early))
    return found


def _same(shared: int, one: int, other: int, early: bool) -> bool:
    smaller, union = min(one, other), one + other - shared
    if smaller < 4:
        return smaller >= 2 and shared == union
    return shared >= 0.75 * union or (early and shared >= 0.75 * smaller)


def _nested(one: Draft, other: Draft) -> bool:
    """Whether one stands inside the other, whose words it says once and not again."""
    if one.within is None and other.within is None:
        return False
    return one.content[0].start < other.content[-1].end and other.content[0].start < one.content[-1].end


def _opening_end(text: str) -> int:
    """Where the opening lines end."""
    for lines, match in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text), start=1):
        if lines == OPENING:
            return match.end()
    return len(text)
