"""The words of an article as the scorer counts them: which are quoted, which mean something, which report."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]
"""A half-open span of code points."""

_WORD = re.compile(r"\w+(?:['’]\w+)?|[%$€£]")
_MARK = re.compile(r"[\"“”«»„\n]|''|``")
_DIRECT_SHARE = 0.8
_FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or but as is are was were be been it its this that "
    "these those he she they them his her their him i me my we us our you your who whom whose which "
    "what mr mrs ms dr s t re ve ll d m not had has have do does did will would can could may might "
    "must shall should also if than then there here own".split()
)
_LEMMAS = (
    "say tell add write ask claim argue announce report declare state explain note suggest insist warn "
    "acknowledge admit assert allege contend conclude confirm deny describe recall reply respond complain "
    "predict promise propose stress tweet urge vow estimate concede continue cite reveal testify observe "
    "emphasize maintain joke quip remark reiterate caution boast lament recount counter signal proclaim "
    "demand remind call accuse criticize quote mention indicate pledge threaten point refer post read "
    "comment speak talk accord statement blast slam mock denounce praise condemn endorse repeat question "
    "refuse decline dismiss reject express answer"
).split()
_IRREGULAR = (
    "said told wrote written denied denies replied replies admitted admitting spoke spoken quipped quipping "
    "testified testifies referred referring called slammed slamming according"
).split()


def _inflected(lemma: str) -> set[str]:
    stem = lemma.removesuffix("e")
    return {lemma, f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing"}


REPORTING = frozenset(form for lemma in _LEMMAS for form in _inflected(lemma)) | frozenset(_IRREGULAR)
"""Words that make a cue report, so that its content is a statement to most readers."""


class Words:
    """The words of one article, by number, and which of them a list of spans covers.

    Attributes:
        text: The article.
        quoted: The words in quotation marks.
    """

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _WORD.finditer(text)]
        self.text = text
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self.quoted = self.covered(quotations(text))

    def covered(self, spans: Iterable[Pair]) -> frozenset[int]:
        """The words that touch some span."""
        inside: set[int] = set()
        for start, end in spans:
            inside.update(range(bisect.bisect_right(self._ends, start), bisect.bisect_left(self._starts, end)))
        return frozenset(inside)

    def meaningful(self, words: frozenset[int]) -> frozenset[int]:
        """The words that carry meaning, or all of them when none does ("he")."""
        kept = frozenset(word for word in words if self._lower(word) not in _FUNCTION_WORDS)
        return kept or words

    def kinds(self, content: frozenset[int], cue: Sequence[Pair]) -> tuple[str, ...]:
        """The rows of the table that a statement counts in: all, perhaps speech, and its manner."""
        share = len(content & self.quoted) / len(content)
        direct = share >= _DIRECT_SHARE and min(content) in self.quoted
        manner = "direct" if direct else "mixed" if share else "indirect"
        cue_words = re.findall(r"[a-z]+", " ".join(self.text[start:end] for start, end in cue).lower())
        speech = not cue_words or not REPORTING.isdisjoint(cue_words)
        return ("all", "speech", manner) if speech else ("all", manner)

    def _lower(self, word: int) -> str:
        return self.text[self._starts[word] : self._ends[word]].lower()


def quotations(text: str) -> list[Pair]:
    """Spans inside double quotation marks; one left open at a line's end closes there."""
    spans: list[Pair] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if opened is not None:
                spans.append((opened, at))
            opened = None
        elif opened is None:
            opened = None if mark in "”»" else at
        elif mark not in "“«„":
            spans.append((opened, match.end()))
            opened = None
    if opened is not None:
        spans.append((opened, len(text)))
    return spans


__all__ = ["REPORTING", "Pair", "Words", "quotations"]
