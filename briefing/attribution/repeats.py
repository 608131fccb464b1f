"""Statements that say again what the article has said already: headline and lead, lead and body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.attribution.cues import polarity_of
from briefing.attribution.draft import Draft
from briefing.attribution.lexicon import REMEMBERED, listed
from briefing.model import ActorKind, Paragraph, ParagraphKind, Polarity, Speaker

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_EMPTY = listed(
    "a an the of in on at to for from by with and or but as is are was were be been it its this that these "
    "those he she they his her their i we our you not has have had do does did will would can could may might "
    "must s t"
)
OPENING = 5  # lines at the head of an article among which headline and lead repeat each other
_OPENING_SIZE = 900  # code points that they have at most
_FEW = 4  # content words under which every one must be the same
_SOME = 6  # content words of which nearly all must be the same further down
_WIDER = 3  # times as many content words a statement may have that another is contained in
_NEAR = 2  # statements back that a quotation is from its paraphrase
_SHORT = frozenset([ParagraphKind.TITLE, ParagraphKind.STANDFIRST, ParagraphKind.HEADING, ParagraphKind.CAPTION])
_PEOPLE = frozenset([ActorKind.PERSON, ActorKind.UNNAMED])
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


def _is_in(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether one of some spans, in order, holds an offset."""
    near = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return near >= 0 and offset < spans[near][1]


class _Said(NamedTuple):
    """One statement, as far as it is compared.

    Attributes:
        position: Its position among the drafts.
        stems: The content words of its content.
        early: Whether it stands among the opening lines, or in a heading or a caption.
    """

    position: int
    stems: frozenset[str]
    early: bool


def duplicates(text: str, drafts: Sequence[Draft], paragraphs: Sequence[Paragraph] = ()) -> list[int | None]:
    """For each draft the position of an earlier one that says the same, or None.

    The two must share most of their words and can have one source. Among the opening lines, headings and captions it is
    enough that the shorter is nearly contained in the longer, as a headline is in its lead; so it is for a paraphrase
    right beside its quotation. What one denies and another says is not the same, nor are other numbers.

    Args:
        text: The article's text.
        drafts: Its statements.
        paragraphs: Its paragraphs, whose kinds tell headings and captions.
    """
    opening = _opening_end(text)
    shorts = sorted((one.start, one.end) for one in paragraphs if one.kind in _SHORT)
    seen: list[_Said] = []
    by_stem: dict[str, list[int]] = {}
    found: list[int | None] = [None] * len(drafts)
    order = sorted(range(len(drafts)), key=lambda i: drafts[i].content[0][0] if drafts[i].content else len(text))
    for position in order:
        draft = drafts[position]
        own = stems(content_of(text, draft))
        at = draft.content[0].start if draft.content else len(text)
        said = _Said(position, own, at < opening or _is_in(shorts, at))
        shared: dict[int, int] = {}
        for stem in own:
            for other in by_stem.get(stem, ())[-200:]:
                shared[other] = shared.get(other, 0) + 1
        for other in sorted(shared):
            near = len(seen) - other <= _NEAR
            if not _overlap(shared[other], said, seen[other], near=near):
                continue
            if _is_same(text, said, seen[other], drafts):
                original = seen[other].position
                found[position] = original if found[original] is None else found[original]
                break
        for stem in own:
            by_stem.setdefault(stem, []).append(len(seen))
        seen.append(said)
    return found


def settled(
    text: str, drafts: Sequence[Draft], repeats: Sequence[int | None], speakers: Sequence[Speaker | None]
) -> list[int | None]:
    """Repetitions without those that turn out to be of two different people, or of two different bodies.

    Somebody may say again what the body that he speaks for says in the headline. Where nobody knows who speaks, only
    the same words are the same statement.

    Args:
        text: The article's text.
        drafts: Its statements.
        repeats: What `duplicates` found.
        speakers: Who each draft's source is.
    """
    kept: list[int | None] = []
    for position, original in enumerate(repeats):
        if original is None:
            kept.append(None)
            continue
        one, other = speakers[position], speakers[original]
        if one is None or other is None:
            mine, theirs = (stems(content_of(text, drafts[n])) for n in (position, original))
            stays = len(mine) >= _FEW and mine == theirs
        else:
            stays = one.name == other.name or _speaks_for(one, other)
        kept.append(original if stays else None)
    return kept


def _speaks_for(one: Speaker, other: Speaker) -> bool:
    """Whether of two speakers one is of people, the other a body, and a word of their names or roles is the same."""
    return (one.kind in _PEOPLE) != (other.kind in _PEOPLE) and not _known_by(one).isdisjoint(_known_by(other))


def _known_by(speaker: Speaker) -> frozenset[str]:
    return stems(f"{speaker.name} {speaker.role or ''}")


def _overlap(shared: int, one: _Said, other: _Said, *, near: bool) -> bool:
    """Whether two statements share enough of their words."""
    smaller, larger = sorted((len(one.stems), len(other.stems)))
    union = smaller + larger - shared
    if smaller < _FEW:
        return smaller >= 2 and shared == union
    if shared >= 0.75 * union:
        return True
    held = (one.early or other.early) and smaller >= _SOME and shared == smaller  # a caption takes a part
    if larger > _WIDER * smaller and not held:
        return False
    if one.early and other.early:
        return shared >= 0.8 * smaller
    return smaller >= _SOME and shared >= 0.85 * smaller and (near or one.early or other.early)


def _is_same(text: str, one: _Said, other: _Said, drafts: Sequence[Draft]) -> bool:
    """Whether two statements that share their words say the same, as far as source, cue and numbers tell."""
    later, first = drafts[one.position], drafts[other.position]
    if _nested(later, first) or not _numbers_agree(one.stems, other.stems):
        return False
    if _is_denied(text, later) != _is_denied(text, first):
        return False
    alike = _sources_alike(text, later, first)
    return alike if alike is not None else one.early or other.early  # `settled` asks who the two are


def _numbers_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one says no number that the other does not, as a headline says fewer."""
    mine, theirs = ({word for word in words if word[0].isdigit()} for words in (one, other))
    return mine <= theirs or theirs <= mine


def _is_denied(text: str, draft: Draft) -> bool:
    """Whether the cue denies or refuses what the content says."""
    cue = " ".join(text[start:end] for start, end in draft.cue)
    return polarity_of(cue) in (Polarity.DENIED, Polarity.REFUSED)


def _sources_alike(text: str, one: Draft, other: Draft) -> bool | None:
    """Whether two sources can be one: they share a word, or one names nobody; None when they share none."""
    mine, theirs = (stems(" ".join(text[s:e] for s, e in draft.source)) for draft in (one, other))
    if not mine or not theirs:
        return True
    return True if mine & theirs else None


def _nested(one: Draft, other: Draft) -> bool:
    """Whether one stands inside the other, whose words it says once and not again."""
    if one.within is None and other.within is None:
        return False
    return one.content[0].start < other.content[-1].end and other.content[0].start < one.content[-1].end


def _opening_end(text: str) -> int:
    """Where the opening lines end."""
    end = len(text)
    for lines, match in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text[: _OPENING_SIZE + 1]), start=1):
        if lines == OPENING:
            end = match.end()
            break
    return min(end, _OPENING_SIZE)
