"""Probabilities to statements: the encoder's tags and links, decoded with what quotation marks say for certain.

The encoder decides which words are content and whose; a quotation is content whole or not at all, goes on with the
statement of the quotation that it continues, and nothing but a quotation crosses from one sentence into another.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from briefing.attribution.draft import Draft
from briefing.attribution.encoder import NONE, Reading
from briefing.attribution.pieces import OUTSIDE
from briefing.attribution.segments import (
    CONTENT,
    CUE,
    NEAR,
    SOURCE,
    Segment,
    nearest,
    roles_of,
    segments,
    spans_of,
    whole_words,
)
from briefing.attribution.sentences import sentence_starts
from briefing.model import Paragraph, Span

WHOLE = 0.5  # share of a quotation that must be content for all of it to be
SCARE = 4  # a quotation of no more words than this does not stand for a statement of its own
_JOINTS = frozenset("and or nor but of the a an to in that".split())  # content goes on across one of these
STRAY = 2  # words that a part of a content must have more than to stand alone
_STANDING = frozenset("which that what whom who it this them him her".split())  # but for these
_ARTICLES = frozenset(["the", "a", "an"])
_STOP = re.compile(r"[.;:!?\n\"“”]")  # nothing of the kind stands between a subject and its verb
LONGEST_NOUN = 16  # pieces of a noun whose article alone was taken for a source
HOLE = 2  # words without a mark that content goes on across
_PLAIN = re.compile(r"[\w ’'-]+")
JOINT = 3  # pieces that such a small word has at the most
REACH = 40  # pieces within which content that points nowhere may take the nearest cue
FREE = -1


class Figures(NamedTuple):
    """What a statement's confidence is calibrated from; the first five are log-odds.

    Attributes:
        content: Mean probability that its content is content.
        cue: Mean probability that its cue is a cue.
        link: Mean probability that its content belongs to its cue.
        source_link: Probability that its cue belongs to its source, or to none.
        source: Mean probability that its source is a source.
        quoted: Share of its content in quotation marks.
        length: Logarithm of its content's length in pieces.
        has_source: 1 when there is a source.
    """

    content: float
    cue: float
    link: float
    source_link: float
    source: float
    quoted: float
    length: float
    has_source: float


@dataclass(slots=True)
class _Quoted:
    """One quotation as pieces: first, one past the last, and the cue that it belongs to (FREE while to none)."""

    start: int
    end: int
    continues: bool
    words: int
    cue: int = FREE


def decode(text: str, reading: Reading, paragraphs: Sequence[Paragraph] = ()) -> list[tuple[Draft, Figures]]:
    """Decode one article.

    Args:
        text: The article's text.
        reading: The encoder's reading of it.
        paragraphs: Its paragraphs; their datelines are nobody's words.

    Returns:
        Drafts in order of their content, each with the figures for its calibration.
    """
    if not len(reading.pieces.ids):
        return []
    return sorted(
        _Decoder(text, reading, paragraphs).drafts(), key=lambda pair: (pair[0].content[0], pair[0].content[-1])
    )


class _Decoder:
    """One article on its way from probabilities to statements."""

    def __init__(self, text: str, reading: Reading, paragraphs: Sequence[Paragraph]) -> None:
        self.text, self.reading = text, reading
        self.datelines = [(one.start, one.dateline) for one in paragraphs if one.dateline > one.start]
        self.roles = roles_of(reading)
        self.cues = [whole_words(reading, text, cue) for cue in segments(reading, self.roles, CUE)]
        self.sources = [self._with_noun(source) for source in segments(reading, self.roles, SOURCE)]
        self.outside = reading.pieces.features % 4 == OUTSIDE  # of every quotation
        self.owner: npt.NDArray[np.int64] = np.full(len(self.roles.best), FREE, dtype=np.int64)
        self.filled = np.zeros(len(self.roles.best), dtype=bool)  # taken for content by what stands on both sides alone
        starts = reading.pieces.starts
        self.quotations = [
            _Quoted(
                int(np.searchsorted(starts, one.start)),
                int(np.searchsorted(starts, one.end)),
                one.continues,
                len(text[one.start : one.end].split()),
            )
            for one in reading.pieces.quotations
        ]

    def _with_noun(self, source: Segment) -> Segment:
        """A source in whole words, and a bare article with all up to its cue: "The [mayor] said"."""
        whole = whole_words(self.reading, self.text, source)
        starts, ends = self.reading.pieces.starts, self.reading.pieces.ends
        after = bisect.bisect_left(self.cues, whole.end, key=lambda cue: cue.start)
        if after == len(self.cues) or self.cues[after].start - whole.end > LONGEST_NOUN:
            return whole
        article, end = self.text[starts[whole.start] : ends[whole.end - 1]], self.cues[after].start
        between = self.text[ends[whole.end - 1] : starts[end]]
        if article.lower() not in _ARTICLES or not between.strip() or _STOP.search(between):
            return whole
        return whole._replace(end=end)

    def drafts(self) -> list[tuple[Draft, Figures]]:
        """Every statement."""
        if not self.cues:
            return []
        self._assign()
        self._settle()
        self._keep_to_paragraphs()
        self._keep_to_sentences()
        self._fill()
        self._drop_strays()
        found = []
        for cue, pieces in zip(self.cues, self._held(), strict=True):
            content = spans_of(self.text, self.reading, pieces.tolist())
            if not content:
                continue
            source, odds = self._source(cue)
            draft = Draft(content, self._spans(cue), self._spans(source) if source else ())
            found.append((draft, self._figures(pieces, cue, source, odds)))
        return found

    def _held(self) -> list[npt.NDArray[np.int64]]:
        """The pieces of content that each cue holds, in order."""
        order = np.argsort(self.owner, kind="stable")
        bounds = np.searchsorted(self.owner[order], np.arange(len(self.cues) + 1))
        return [order[start:end] for start, end in pairwise(bounds.tolist())]

    def _assign(self) -> None:
        """Give each run of content to the cue that most of its probability points to."""
        cue_at = np.append(self._near(self.cues), FREE)  # the last is what NONE points to
        pointed = cue_at[self.reading.cues]
        for run in segments(self.reading, self.roles, CONTENT):
            run = whole_words(self.reading, self.text, run)  # noqa: PLW2901
            cues, odds = pointed[run.start : run.end].ravel(), self.reading.cue_odds[run.start : run.end].ravel()
            known = cues != FREE
            if known.any():
                first = cues[known].min()
                self.owner[run.start : run.end] = first + np.bincount(cues[known] - first, odds[known]).argmax()
            elif (close := nearest(self.cues, run.start, REACH)) is not None:
                self.owner[run.start : run.end] = close
        for segment in (*self.cues, *self.sources):
            self.owner[segment.start : segment.end] = FREE

    def _near(self, found: list[Segment]) -> npt.NDArray[np.int64]:
        """For each piece, the segment that holds it or is within NEAR of it; FREE elsewhere."""
        near = np.full(len(self.owner), FREE, dtype=np.int64)
        for gap in range(NEAR, -1, -1):
            for position, segment in enumerate(found):
                near[max(0, segment.start - gap) : segment.end + gap] = position
        return near

    def _settle(self) -> None:
        """Make every quotation content whole or not at all, and let continued ones follow those they continue."""
        before: _Quoted | None = None
        for position, quotation in enumerate(self.quotations):
            held = self.owner[quotation.start : quotation.end]
            taken = held[held != FREE]
            if len(taken) and len(taken) >= WHOLE * len(held):
                chosen = int(np.bincount(taken).argmax())
                if not self._inside(self.cues[chosen], quotation):
                    self._give(quotation, chosen)
            behind = quotation.cue == FREE or self.cues[quotation.cue].start >= quotation.start
            if behind and (own := self._introduced(quotation)) is not None:
                self._give(quotation, own)
            if before is not None and quotation.continues and quotation.cue != before.cue:
                self._join(position)
            elif (
                before is not None
                and quotation.cue == FREE
                and before.cue != FREE
                and (self._goes_on(before, quotation) or self._is_second_half(before, quotation))
            ):
                self._give(quotation, before.cue)
            before = quotation

    def _give(self, quotation: _Quoted, cue: int) -> None:
        self.owner[quotation.start : quotation.end] = cue
        quotation.cue = cue

    @staticmethod
    def _inside(cue: Segment, quotation: _Quoted) -> bool:
        return quotation.start <= cue.start and cue.end <= quotation.end

    def _join(self, position: int) -> None:
        """Give a quotation and those it continues to one statement, unless each has found its own."""
        here = self.quotations[position]
        if here.cue == FREE:
            self._give(here, self.quotations[position - 1].cue)
            return
        while position > 0 and self.quotations[position].continues:
            position -= 1
            earlier = self.quotations[position]
            if earlier.cue != FREE and self.cues[earlier.cue].start < earlier.end:
                return  # introduced by words of its own
            self._give(earlier, here.cue)

    def _goes_on(self, before: _Quoted, quotation: _Quoted) -> bool:
        """Whether a quotation is a paragraph of its own, right after the paragraph of another."""
        paragraphs = self.roles.paragraphs
        begins = quotation.start == 0 or paragraphs[quotation.start - 1] != paragraphs[quotation.start]
        last = int(self.reading.pieces.ends[quotation.end - 1])
        line_end = self.text.find("\n", last)
        rest = self.text[last : line_end if line_end >= 0 else len(self.text)]
        alone = begins and not any(character.isalnum() for character in rest)
        return alone and quotation.words > SCARE and bool(paragraphs[before.end - 1] == paragraphs[quotation.start] - 1)

    def _introduced(self, quotation: _Quoted) -> int | None:
        """The cue that introduces a quotation with a colon, right before it."""
        last = bisect.bisect_left(self.cues, quotation.start, key=lambda cue: cue.start) - 1
        if last < 0 or self.cues[last].end > quotation.start or self._goes_to_a_cue(quotation):
            return None
        ends, starts = self.reading.pieces.ends, self.reading.pieces.starts
        between = self.text[ends[self.cues[last].end - 1] - 1 : starts[quotation.start]]
        return (
            last
            if between.strip()[1:] in ("", ":") and between.rstrip().endswith(":") and "\n" not in between
            else None
        )

    def _is_second_half(self, before: _Quoted, quotation: _Quoted) -> bool:
        """Whether a quotation goes on where another stopped for its cue alone: '"A," Doe said. "B."'."""
        cue, ends, starts = self.cues[before.cue], self.reading.pieces.ends, self.reading.pieces.starts
        if quotation.words <= SCARE or not before.end <= cue.start < quotation.start or self._goes_to_a_cue(quotation):
            return False
        between = self.text[ends[before.end - 1] : starts[quotation.start]]
        pieces = np.arange(before.end, quotation.start)
        others = pieces[~np.isin(self.roles.best[pieces], (CUE, SOURCE))]
        told = any(self.text[starts[piece] : ends[piece]].isalnum() for piece in others.tolist())
        return not told and between.rstrip().endswith(".") and "\n" not in between

    def _goes_to_a_cue(self, quotation: _Quoted) -> bool:
        """Whether a quotation ends in a comma, as those do that have their cue behind them, or ends the text."""
        if quotation.start >= len(self.owner):
            return True
        end = int(self.reading.pieces.ends[quotation.end - 1])
        return "," in self.text[end - 2 : end + 1]

    def _keep_to_paragraphs(self) -> None:
        """Take from each statement what stands in another paragraph than its cue and in no quotation."""
        paragraph_of_cue = self.roles.paragraphs[[cue.start for cue in self.cues]]
        elsewhere = self.roles.paragraphs != paragraph_of_cue[self.owner]
        self.owner[(self.owner != FREE) & elsewhere & self.outside] = FREE

    def _keep_to_sentences(self) -> None:
        """Take from each statement what stands in another sentence than its cue and in no quotation.

        What a cue reports without quotation marks ends with its sentence; only a cue that has nothing there
        ("The mayor was clear. There would be no bridge.") keeps what it points to.
        """
        sentences = np.searchsorted(sentence_starts(self.text), self.reading.pieces.starts, side="right")
        held = self.owner != FREE
        elsewhere = sentences != sentences[[cue.start for cue in self.cues]][self.owner]
        has_own = np.zeros(len(self.cues), dtype=bool)
        has_own[self.owner[held & ~elsewhere]] = True
        self.owner[held & elsewhere & self.outside & has_own[self.owner]] = FREE

    def _fill(self) -> None:
        """Let a statement's content go on across a small word between two parts, and take datelines out of it."""
        starts, ends = self.reading.pieces.starts, self.reading.pieces.ends
        for index, held in enumerate(self._held()):
            for before, after in pairwise(held.tolist()):
                if not 1 < after - before <= JOINT + 1:
                    continue
                hole = slice(before + 1, after)
                between = self.text[ends[before] : starts[after]]
                free = (self.owner[hole] == FREE).all() and (self.roles.best[hole] != CUE).all()
                plain = (self.roles.best[hole] != SOURCE).all() and "\n" not in between
                words = between.strip().lower()
                short = len(words.split()) <= HOLE and _PLAIN.fullmatch(words) is not None
                if free and plain and (words in _JOINTS or short):
                    self.owner[hole] = index
                    self.filled[hole] = short and words not in _JOINTS
        for start, end in self.datelines:
            self.owner[(starts >= start) & (starts < end)] = FREE

    def _drop_strays(self) -> None:
        """Take out of each statement a word or two that stand apart from all else of it, and in no quotation.

        A pronoun stays ("what the senators said was wrong"), and so does what touches a cue or a source.
        """
        starts, ends = self.reading.pieces.starts, self.reading.pieces.ends
        said = (self.roles.best == CUE) | (self.roles.best == SOURCE)
        for held in self._held():
            if not len(held) or held[-1] - held[0] == len(held) - 1:
                continue  # all of it in one piece
            parts = np.split(held, np.nonzero(np.diff(held) > 1)[0] + 1)
            most = max(map(len, parts))
            for part in parts:
                words = self.text[starts[part[0]] : ends[part[-1]]].lower().split()
                small = len(words) <= STRAY and len(part) * 3 <= most and _STANDING.isdisjoint(words)
                if small and self.outside[part].all() and not said[max(0, part[0] - 1) : part[-1] + 2].any():
                    self.owner[part] = FREE

    def _source(self, cue: Segment) -> tuple[Segment | None, float]:
        """The likeliest source of a cue and its probability, alternatives pooled by segment."""
        votes: dict[int, float] = {}
        nobody = 0.0
        targets, odds = self.reading.sources[cue.start], self.reading.source_odds[cue.start]
        for target, share in zip(targets.tolist(), odds.tolist(), strict=True):
            position = nearest(self.sources, target, NEAR) if target != NONE else None
            if position is None:
                nobody += share
            else:
                votes[position] = votes.get(position, 0.0) + share
        best = max(votes, key=lambda position: votes[position], default=None)
        if best is None or votes[best] <= nobody:
            return None, nobody
        return self.sources[best], votes[best]

    def _figures(
        self, pieces: npt.NDArray[np.int64], cue: Segment, source: Segment | None, source_odds: float
    ) -> Figures:
        """What the confidence of one statement is calibrated from."""
        pieces = pieces[~self.filled[pieces]]
        targets = self.reading.cues[pieces]
        at_cue = (targets >= cue.start - NEAR) & (targets < cue.end + NEAR)
        return Figures(
            content=_log_odds(float(self.roles.odds[pieces, CONTENT].sum()) / len(pieces)),
            cue=_log_odds(cue.odds),
            link=_log_odds(float(self.reading.cue_odds[pieces][at_cue].sum()) / len(pieces)),
            source_link=_log_odds(source_odds),
            source=_log_odds(source.odds) if source else 0.0,
            quoted=1 - int(np.count_nonzero(self.outside[pieces])) / len(pieces),
            length=math.log(len(pieces)),
            has_source=float(source is not None),
        )

    def _spans(self, segment: Segment) -> tuple[Span, ...]:
        """A cue or source in code points; a cue can be a bare mark, such as a colon or a dash."""
        starts, ends = self.reading.pieces.starts, self.reading.pieces.ends
        return (Span(int(starts[segment.start]), int(ends[segment.end - 1])),)


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, 0.002), 0.998)
    return math.log(clipped / (1 - clipped))
