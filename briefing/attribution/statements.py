"""Probabilities to statements: the encoder's tags and links, decoded with what quotation marks say for certain.

The encoder decides which words are content and whose; a quotation is content whole or not at all, goes on with the
statement of the quotation that it continues, and nothing crosses from one statement into another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from briefing.attribution.draft import Draft
from briefing.attribution.encoder import NONE, Reading
from briefing.attribution.segments import CONTENT, CUE, NEAR, SOURCE, Roles, Segment, nearest, roles_of, segments
from briefing.model import Span

WHOLE = 0.5  # share of a quotation that must be content for all of it to be
SCARE = 4  # a quotation of fewer words, inside other words, may be a name or a scare quote
FREE = -1


@dataclass(slots=True)
class Decoded:
    """One statement on its way.

    Attributes:
        cue: Its cue, or None for a quotation that has none of its own.
        source: Its source, or None.
        content: Its pieces, in order.
        evidence: Figures that its confidence is calibrated from; see FIGURES.
    """

    cue: Segment | None
    source: Segment | None
    content: list[int] = field(default_factory=list)
    evidence: tuple[float, ...] = ()


def decode(text: str, reading: Reading) -> list[tuple[Draft, tuple[float, ...]]]:
    """Decode one article.

    Args:
        text: The article's text.
        reading: The encoder's reading of it.

    Returns:
        Drafts in order of their content, each with the figures for its calibration (see FIGURES).
    """
    if not len(reading.pieces.ids):
        return []
    roles = roles_of(reading)
    cues = segments(reading, roles, CUE)
    sources = segments(reading, roles, SOURCE)
    owner = _owners(reading, roles, cues)
    quotations = _quotation_pieces(reading)
    _settle_quotations(text, reading, roles, cues, owner, quotations)
    decoded = []
    for index, cue in enumerate(cues):
        pieces = np.flatnonzero(owner == index).tolist()
        if pieces:
            source, odds = _source_of(reading, cue, sources)
            one = Decoded(cue, source, pieces)
            one.evidence = _figures(reading, roles, one, odds, quotations)
            decoded.append(one)
    drafts = [(draft, one.evidence) for one in decoded if (draft := _draft(text, reading, one)) is not None]
    return sorted(drafts, key=lambda pair: (pair[0].content[0], pair[0].content[-1]))


def _owners(reading: Reading, roles: Roles, cues: list[Segment]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each piece of content, the position of its cue; FREE for the rest.

    A run of content goes to the cue that most of its probability points to, part by part where begin tags part it.
    """
    owner = np.full(len(roles.best), FREE, dtype=np.int64)
    if not cues:
        return owner
    cue_at = _near_map(cues, len(owner))
    for run in segments(reading, roles, CONTENT):
        votes: dict[int, float] = {}
        for piece in range(run.start, run.end):
            for target, odds in zip(reading.cues[piece].tolist(), reading.cue_odds[piece].tolist(), strict=True):
                if target != NONE and (cue := int(cue_at[target])) != FREE:
                    votes[cue] = votes.get(cue, 0.0) + odds
        if votes:
            owner[run.start : run.end] = max(votes, key=lambda cue: (votes[cue], -cue))
        else:
            close = nearest(cues, run.start, 40)
            if close is not None and roles.paragraphs[cues[close].start] == roles.paragraphs[run.start]:
                owner[run.start : run.end] = close
    return owner


def _near_map(found: list[Segment], count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each piece, the segment that holds it or is within NEAR of it; FREE elsewhere."""
    near = np.full(count, FREE, dtype=np.int64)
    for gap in range(NEAR, -1, -1):
        for position, segment in enumerate(found):
            near[max(0, segment.start - gap) : segment.end + gap] = position
    return near


def _quotation_pieces(reading: Reading) -> list[tuple[int, int]]:
    """First and one past the last piece of each quotation."""
    starts = reading.pieces.starts
    return [
        (int(np.searchsorted(starts, quotation.start)), int(np.searchsorted(starts, quotation.end)))
        for quotation in reading.pieces.quotations
    ]


def _settle_quotations(
    text: str,
    reading: Reading,
    roles: Roles,
    cues: list[Segment],
    owner: np.ndarray[tuple[int], np.dtype[np.int64]],
    quotations: list[tuple[int, int]],
) -> None:
    """Make every quotation content whole or not at all, and let continued ones follow those they continue."""
    owners: list[int] = []
    for (start, end), quotation in zip(quotations, reading.pieces.quotations, strict=True):
        held = owner[start:end]
        owners.append(FREE)
        if not len(held):
            continue
        taken = held[held != FREE]
        chosen = int(np.bincount(taken).argmax()) if len(taken) else FREE
        inner = chosen != FREE and start <= cues[chosen].start and cues[chosen].end <= end
        if chosen != FREE and not inner and len(taken) >= WHOLE * len(held):
            owner[start:end] = chosen
            owners[-1] = chosen
        previous = owners[-2] if len(owners) > 1 else FREE
        if quotation.continues and owners[-1] != previous:
            _join(reading, roles, cues, owner, quotations, owners)
        elif owners[-1] == FREE and not inner and previous != FREE:
            _follow(text, reading, roles, cues, owner, quotations, owners)


def _join(
    reading: Reading,
    roles: Roles,
    cues: list[Segment],
    owner: np.ndarray[tuple[int], np.dtype[np.int64]],
    quotations: list[tuple[int, int]],
    owners: list[int],
) -> None:
    """Give a quotation and the one it continues to one statement, when only one of them has found its own."""
    here, before = owners[-1], owners[-2]
    if here == FREE:
        owner[slice(*quotations[len(owners) - 1])] = before
        owners[-1] = before
        return
    position = len(owners) - 2
    while position >= 0 and owners[position] == before and (before == FREE or _leans(reading, cues, before, position)):
        owner[slice(*quotations[position])] = here
        owners[position] = here
        if not reading.pieces.quotations[position].continues:
            break
        position -= 1


def _leans(reading: Reading, cues: list[Segment], cue: int, position: int) -> bool:
    """Whether a quotation's statement has its cue after the quotation's paragraph: then it is a stray link."""
    return bool(reading.pieces.starts[cues[cue].start] > reading.pieces.quotations[position].end)


def _follow(
    text: str,
    reading: Reading,
    roles: Roles,
    cues: list[Segment],
    owner: np.ndarray[tuple[int], np.dtype[np.int64]],
    quotations: list[tuple[int, int]],
    owners: list[int],
) -> None:
    """Let a paragraph that is nothing but one quotation go on with the speaker of the paragraph before."""
    position = len(owners) - 1
    start, end = quotations[position]
    paragraph = roles.paragraphs[start]
    before = quotations[position - 1]
    alone = (start == 0 or roles.paragraphs[start - 1] != paragraph) and _closes_paragraph(text, reading, roles, end)
    words = len(text[slice(*reading.pieces.quotations[position][:2])].split())
    next_door = roles.paragraphs[before[1] - 1] == paragraph - 1
    if alone and words > SCARE and next_door:
        owner[start:end] = owners[-2]
        owners[-1] = owners[-2]


def _closes_paragraph(text: str, reading: Reading, roles: Roles, end: int) -> bool:
    """Whether no word follows a quotation in its paragraph."""
    last = int(reading.pieces.ends[end - 1])
    line_end = text.find("\n", last)
    return not any(character.isalnum() for character in text[last : line_end if line_end >= 0 else len(text)])


def _source_of(reading: Reading, cue: Segment, sources: list[Segment]) -> tuple[Segment | None, float]:
    """The likeliest source of a cue and its probability, alternatives pooled by segment."""
    if not sources:
        return None, 1.0
    votes: dict[int, float] = {}
    nobody = 0.0
    for target, odds in zip(reading.sources[cue.start].tolist(), reading.source_odds[cue.start].tolist(), strict=True):
        position = nearest(sources, target, NEAR) if target != NONE else None
        if position is None:
            nobody += odds
        else:
            votes[position] = votes.get(position, 0.0) + odds
    best = max(votes, key=lambda position: votes[position], default=None)
    if best is None or votes[best] <= nobody:
        return None, nobody
    return sources[best], votes[best]




def _figures(
    reading: Reading, roles: Roles, one: Decoded, source_odds: float, quotations: list[tuple[int, int]]
) -> tuple[float, ...]:
    """The figures of FIGURES for one statement: log-odds of means, share quoted, log length."""
    del quotations
    pieces = one.content
    cue = one.cue
    assert cue is not None  # every decoded statement has one today
    content = float(roles.odds[pieces, CONTENT].mean())
    links = [
        sum(o for t, o in zip(reading.cues[p].tolist(), reading.cue_odds[p].tolist(), strict=True) if cue.start - NEAR <= t < cue.end + NEAR)
        for p in pieces
    ]
    source = float(roles.odds[one.source.start : one.source.end, SOURCE].mean()) if one.source else 0.5
    places = reading.pieces.features[pieces] % 4
    return (
        _log_odds(content),
        _log_odds(cue.odds),
        _log_odds(float(np.mean(links))),
        _log_odds(source_odds),
        _log_odds(source),
        float((places > 0).mean()),
        float(np.log(len(pieces))),
        float(one.source is not None),
    )


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, 0.002), 0.998)
    return float(np.log(clipped / (1 - clipped)))


def _draft(text: str, reading: Reading, one: Decoded) -> Draft | None:
    """A statement in code points, its edges trimmed to what a reader would select."""
    content = spans_of(text, reading, one.content)
    if not content:
        return None
    cue = spans_of(text, reading, list(range(one.cue.start, one.cue.end))) if one.cue else ()
    source = spans_of(text, reading, list(range(one.source.start, one.source.end))) if one.source else ()
    return Draft(content, cue or _bare(reading, one.cue), source)


def _bare(reading: Reading, cue: Segment | None) -> tuple[Span, ...]:
    """A cue that is only a mark, such as a colon or a dash."""
    if cue is None:
        return ()
    return (Span(int(reading.pieces.starts[cue.start]), int(reading.pieces.ends[cue.end - 1])),)


def spans_of(text: str, reading: Reading, pieces: list[int]) -> tuple[Span, ...]:
    """Pieces as spans: gaps without a word are bridged within a paragraph, edges trimmed."""
    spans: list[list[int]] = []
    for piece in pieces:
        start, end = int(reading.pieces.starts[piece]), int(reading.pieces.ends[piece])
        if start == end:
            continue
        gap = text[spans[-1][1] : start] if spans else ""
        if spans and not any(character.isalnum() for character in gap):
            spans[-1][1] = end
        else:
            spans.append([start, end])
    trimmed = (_trimmed(text, start, end) for start, end in spans)
    return tuple(span for span in trimmed if any(character.isalnum() for character in text[span.start : span.end]))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without outer space and stray commas; marks that belong to a quotation stay."""
    while start < end and (text[start].isspace() or text[start] in ",;:.!?)]–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:([–—-."):
        end -= 1
    return Span(start, end)
