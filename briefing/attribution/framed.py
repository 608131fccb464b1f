"""Phrases that give a clause or a quotation to somebody without a verb: "In the view of …", "in the words of …"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.attribution.draft import Draft
from briefing.attribution.sentences import sentence_starts
from briefing.attribution.statements import Figures
from briefing.model import Span

_HELD = r"(?:words|view|opinion|eyes|telling|reading|account|judge?ment|estimation|assessment)"
_WHO = r"(?P<source>[^\s,.;:!?\"“”‘«][^,.;:!?\n\"“”]{1,80}(?:,\s+(?:who|whose|which)\s[^,.;:!?\n\"“”]{2,120}(?=,))?)"
_OWNER = r"(?P<source>(?!my\b|our\b|your\b)[^\W\d_][^,.;:!?\n\"“”]{0,60}?)"
_PRONOUN = r"(?<=\b[Hh]is)|(?<=\b[Hh]er)|(?<=\b[Ii]ts)|(?<=\b[Tt]heir)"
# "In the view of Ana Vega, …", "In her view, …", "Per the report, …": the rest of the sentence is theirs.
_FRAMING = re.compile(rf"\b(?:Per|{_HELD})\b")  # what is in all of them
_FRAMES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<cue>In\s+the\s+{_HELD}\s+of)\s+{_WHO},\s+",
        rf"(?P<cue>In\s+{_OWNER}(?:{_PRONOUN}|['’]s|(?<=s)['’])\s+(?:own\s+)?{_HELD}),\s+",
        r"(?P<cue>Per)\s+(?P<source>(?:the|an?|this|these|his|her|its|their)\s[^,.;:!?\n\"“”]{2,80}),\s+",
    )
)
# "“…,” in the words of Ana Vega", "“…,” in her words": the quotation is theirs.
_BEHIND = tuple(
    re.compile(rf",?\s+{shape}(?=[,.;:!?\s]|\Z)")
    for shape in (
        rf"(?P<cue>in\s+the\s+words\s+of)\s+{_WHO}",
        rf"(?P<cue>in\s+{_OWNER}(?:{_PRONOUN}|['’]s|(?<=s)['’])\s+(?:own\s+)?words)",
    )
)
_FRAMED = Figures(content=3.0, cue=3.0, link=3.0, source_link=3.0, source=3.0, quoted=0.0, length=2.7, has_source=1.0)
_CLAUSE = 3  # words of a clause at least
_NEAR = 4  # stretches before a place that can reach it: they seldom overlap


def with_framed(
    text: str, drafts: Sequence[tuple[Draft, Figures]], quotations: Sequence[Span]
) -> list[tuple[Draft, Figures]]:
    """Give a clause or quotation to whom a phrase beside it gives it: "In the view of …", "in the words of …".

    Where other words report the same, they are believed.

    Args:
        text: The article's text.
        drafts: What was decoded, with the figures of each.
        quotations: Its quotations, in order.

    Returns:
        Drafts in order of their content.
    """
    if _FRAMING.search(text) is None:
        return list(drafts)
    spans = sorted(
        _Held(span.start, span.end, number, role)
        for number, (draft, _) in enumerate(drafts)
        for role in ("cue", "content")
        for span in getattr(draft, role)
    )
    new: list[tuple[Draft, Figures]] = []
    replaced: set[int] = set()
    for framed in (*_framed_clauses(text, quotations), *_framed_quotations(text, quotations)):
        at_phrase = {
            one.number for part in (*framed.cue, *framed.source) for one in _at(spans, part) if one.role == "cue"
        }
        at_words = {one.number for one in _at(spans, framed.content[0])}
        if at_words <= at_phrase:
            replaced |= at_phrase
            new.append((framed, _FRAMED))
    kept = [pair for number, pair in enumerate(drafts) if number not in replaced]
    return sorted([*kept, *new], key=lambda pair: (pair[0].content[0], pair[0].content[-1]))


class _Held(NamedTuple):
    """A stretch of a draft: its code points, the draft's number, and "cue" or "content"."""

    start: int
    end: int
    number: int
    role: str


def _at(held: Sequence[_Held], span: Span) -> Iterator[_Held]:
    """Those of some stretches, in order, that overlap a span; each is short of the next but one."""
    first = bisect.bisect_left(held, span.start, key=lambda one: one.start)
    last = bisect.bisect_left(held, span.end, key=lambda one: one.start)
    return (one for one in held[max(0, first - _NEAR) : last] if one.end > span.start)


def _framed_clauses(text: str, quotations: Sequence[Span]) -> Iterator[Draft]:
    """Sentences that begin with such a phrase, outside quotation marks."""
    lines = (match.end() for match in re.finditer(r"\A\s*|\n\s*", text))
    starts = [*sorted({*lines, *sentence_starts(text).tolist()}), len(text)]
    for start, end in pairwise(starts):
        match = next((match for shape in _FRAMES if (match := shape.match(text, start, end))), None)
        if match is None or _within(quotations, start):
            continue
        clause = text[match.end() : end].rstrip().rstrip(".")
        if len(clause.split()) >= _CLAUSE:
            content = Span(match.end(), match.end() + len(clause))
            yield Draft((content,), (Span(*match.span("cue")),), (Span(*match.span("source")),))


def _framed_quotations(text: str, quotations: Sequence[Span]) -> Iterator[Draft]:
    """Quotations with such a phrase right behind them."""
    for quotation in quotations:
        match = next((match for shape in _BEHIND if (match := shape.match(text, quotation.end))), None)
        if match is not None:
            yield Draft((quotation,), (Span(*match.span("cue")),), (Span(*match.span("source")),))


def _within(quotations: Sequence[Span], at: int) -> bool:
    """Whether a place is inside one of some quotations, in order."""
    after = bisect.bisect_right(quotations, at, key=lambda one: one.start)
    return after > 0 and at < quotations[after - 1].end
