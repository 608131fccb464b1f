"""Statements inside others: "I suspect that it is not true" in a quotation, "Doe said that Roe claims it".

News gives a whole quotation to who is quoted, and so was the encoder taught to read it: inside one it sees content and
nothing else. In interviews and speeches what is reported within a quotation counts as well. There each quotation is
read once more, by itself and without its marks, as a text like any other. In news only what is reported without marks
is read again, and only what somebody named or described is said to say counts there.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.cues import is_speech_verb, is_telling
from briefing.attribution.draft import Draft
from briefing.attribution.encoder import Reading
from briefing.attribution.holders import holders
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import pronoun_in
from briefing.attribution.quotations import Quotation
from briefing.attribution.statements import Figures, decode
from briefing.attribution.talk import is_clause
from briefing.model import Provenance, Span, Speaker

SHORTEST = 4  # words of a quotation that can hold a statement
_SHOWING = listed("show shows showed shown showing indicate indicates indicated prove proves proved demonstrates")
_BETWEEN = listed("has have had also later then already again")  # a subject and its verb
_LEADING = frozenset(["that", "whether", "how", "if", "why"])
_STOPS = ".,:;"
_MARKS = "\"“”„«»‘’‚'"
_DOUBLED = ("``", "''", "‘‘", "’’")


class Inner(NamedTuple):
    """What stands inside a quotation, read by itself.

    Attributes:
        where: The code points of the article's text that were read.
        reading: The encoder's reading of them.
    """

    where: Span
    reading: Reading

    @property
    def quotations(self) -> list[Span]:
        """The quotations inside it, in code points of the article's text."""
        by = self.where.start
        return [Span(one.start + by, one.end + by) for one in self.reading.pieces.quotations]


def insides(text: str, quotations: Sequence[Quotation]) -> list[Span]:
    """What can be read by itself: the inside of each quotation that is long enough to hold a statement.

    Args:
        text: The article's text.
        quotations: Its quotations, in order.
    """
    found = []
    for one in quotations:
        start, end = one.start, one.end
        start += 2 if text.startswith(_DOUBLED, start) else text[start] in _MARKS
        if one.closed:
            end -= 2 if text.endswith(_DOUBLED, start, end) else text[end - 1] in _MARKS
        words = text[start:end].split()
        if len(words) >= SHORTEST:
            start, end = text.index(words[0], start), text.rindex(words[-1], start, end) + len(words[-1])
            found.append(Span(start, end))
    return found


def claims(text: str, drafts: Iterable[tuple[Draft, Figures]], quotations: Sequence[Span]) -> list[Span]:
    """What is reported without quotation marks and may itself report what another says ("that Roe claims …").

    Args:
        text: The article's text.
        drafts: What was decoded.
        quotations: Its quotations, in order.

    Returns:
        The stretches of content that hold a verb of saying with words before and behind it, outside quotation marks.
    """
    found = []
    for draft, _ in drafts:
        for span in draft.content if draft.within is None and not draft.verbatim else ():
            quoted = bisect.bisect_left(quotations, span.start, key=lambda one: one.end)
            if quoted < len(quotations) and quotations[quoted].start < span.end:
                continue
            words = text[span.start : span.end].split()
            start = span.start
            if words and words[0] in _LEADING:  # it leads to the whole, and is none of what stands inside
                start = text.index(words[1], span.start + len(words[0])) if len(words) > 1 else span.end
            if _may_claim([word.strip(_STOPS) for word in words]):
                found.append(Span(start, span.end))
    return found


def _may_claim(words: Sequence[str]) -> bool:
    """Whether words hold what may be somebody's claim: a verb of saying with a noun or a name for its subject.

    What `_is_claim` would refuse anyway ("they say", "to say", "the claims") is not worth reading again.
    """
    return any(
        word.islower() and is_speech_verb(word) and is_telling(word) and word not in _SHOWING and _is_subject(words, at)
        for at, word in enumerate(words[1:-2])
    )


def _is_subject(words: Sequence[str], at: int) -> bool:
    """Whether a word, or the one before "has" and "also", can end a subject."""
    while at > 0 and words[at] in _BETWEEN:
        at -= 1
    return not (words[at] in _BETWEEN or titles.breaks(words[at]) or words[at].casefold() in titles.DETERMINERS)


def with_inner(
    text: str, drafts: Sequence[tuple[Draft, Figures]], inner: Iterable[Inner], *, reported: bool = False
) -> list[tuple[Draft, Figures]]:
    """Add the statements that are found inside quotations, or inside what is reported.

    Args:
        text: The article's text.
        drafts: What was decoded, no two contents sharing anything, with the figures of each.
        inner: The quotations as they were read by themselves.
        reported: Whether they are no quotations: then only what somebody named or described is said to say counts.

    Returns:
        The drafts and the inner statements, in order of their content.
    """
    around = _Around([draft for draft, _ in drafts])
    added = []
    for where, reading in inner:
        for draft, figures in decode(text[where.start : where.end], reading):
            moved = _moved(draft, where)
            if reported and not _is_claim(text, moved):
                continue
            if is_clause(text, moved.content) and around.has_room_for(moved):
                added.append((moved, figures))
    return sorted([*drafts, *added], key=lambda pair: (pair[0].content[0].start, -pair[0].content[-1].end))


def _is_claim(text: str, draft: Draft) -> bool:
    """Whether somebody who is no mere pronoun says it, with a verb or noun of speech; what is shown nobody says."""
    source, cue = (" ".join(text[start:end] for start, end in spans) for spans in (draft.source, draft.cue))
    words, reporting = source.casefold().split(), cue.casefold().split()
    if not words or pronoun_in(words[0]) is not None or not _SHOWING.isdisjoint(reporting):
        return False
    return any(map(is_telling, reporting))


def _moved(draft: Draft, where: Span) -> Draft:
    """A draft of a part of the text as one of all of it."""
    content, cue, source = (
        tuple(Span(start + where.start, end + where.start) for start, end in spans)
        for spans in (draft.content, draft.cue, draft.source)
    )
    return draft._replace(content=content, cue=cue, source=source, within=where)


class _Around:
    """What the statements of the whole text hold already."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._contents = sorted((span, number) for number, draft in enumerate(drafts) for span in draft.content)
        self._sizes = [len(draft.content) for draft in drafts]
        self._cues = sorted(span for draft in drafts for span in draft.cue)

    def has_room_for(self, draft: Draft) -> bool:
        """Whether nothing is reported by the same cue, and the content nests in each that it shares words with."""
        for span in draft.cue:
            near = bisect.bisect_right(self._cues, span.start, key=lambda one: one.end)
            if near < len(self._cues) and self._cues[near].start < span.end:
                return False
        lies, holds, shares = Counter[int](), Counter[int](), set[int]()
        for span in draft.content:
            at = bisect.bisect_right(self._contents, span.start, key=lambda one: one[0].end)
            while at < len(self._contents) and self._contents[at][0].start < span.end:
                other, number = self._contents[at]
                shares.add(number)
                lies[number] += other.start <= span.start and span.end <= other.end
                holds[number] += span.start <= other.start and other.end <= span.end
                at += 1
        size = len(draft.content)
        return all((lies[number] == size) != (holds[number] == self._sizes[number]) for number in shares)


def outer_of(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft that was found inside a quotation the position of the one whose content it stands in.

    None for every other draft, and for a quotation that is nobody's.
    """
    around = holders(drafts, [draft.content[0].start for draft in drafts if draft.within is not None])
    sizes = [sum(end - start for start, end in draft.content) for draft in drafts]
    found: list[int | None] = []
    for draft, size in zip(drafts, sizes, strict=True):
        held = () if draft.within is None else around[draft.content[0].start]
        found.append(next((other for other in held if sizes[other] > size), None))
    return found


def chained(
    provenance: Provenance, speaker: Speaker | None, outer: Speaker | None, way: Provenance | None = None
) -> Provenance:
    """The way of a statement that stands in somebody else's words: whoever speaks there carries it.

    Args:
        provenance: What its own sentence says of the way.
        speaker: Whose statement it is.
        outer: Whose words it stands in; None when it stands in nobody's.
        way: The way those words took.
    """
    if outer is None or (speaker is not None and speaker.name == outer.name):
        return provenance
    carriers = (*provenance.via, outer.name, *(way.via if way is not None else ()))
    return replace(provenance, via=tuple(dict.fromkeys(carriers)))


__all__ = ["Inner", "chained", "insides", "outer_of", "with_inner"]
