"""The mention head: which earlier mention a pronoun or a description goes back to, with probabilities.

Here stands what the head sees: what the encoder tells of the two mentions' head words, and what the article shows
(distance, agreement, who has just spoken). `ranking` makes probabilities of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from briefing.attribution.cues import is_cue_verb
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import HE, IT, SHE, THEY, Mention
from briefing.attribution.ranking import Figures, Head, Odds, read_head
from briefing.attribution.referents import Referent, agreement
from briefing.attribution.titles import gender_of
from briefing.attribution.words import Words
from briefing.model import ActorKind

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.attribution.encoder import Reading

CANDIDATES = 16  # earlier mentions that are weighed at most
SURER = 0.5  # power of how far a tie is from certain; 1 would forget what was left open of it, 0 lose it for good
EACH = 2  # mentions of one referent among them
SORTS = ("he", "she", "they", "it", "pronoun", "person", "organisation", "place", "group", "description")
_PRONOUNS = ((HE, 0), (SHE, 1), (THEY, 2), (IT, 3))
_KINDS = {kind: place for place, kind in enumerate(ActorKind)}
_POSSESSIVES = listed("his her their its")
_PREPOSITIONS = listed(
    "about after against among at before behind by despite for from in into like near of off on over than "
    "through to toward towards under unlike via with without"
)
_VERBS = listed("is was are were has have had will would can could does did do says said")
_PASSED_OVER = listed("the a an \" “ '")
_APART = 7  # sentences apart that are told from one another
_EVIDENCE = 3.0  # more evidence of a gender than this tells no more
_GENDERS = {0: "m", 1: "f"}

PAIR = _APART + len(SORTS) + 18 + len(_KINDS) + 15 + 1
OWN = len(SORTS) + 14


class Candidate(NamedTuple):
    """An earlier mention that one may go back to.

    Attributes:
        mention: The mention.
        referent: Whom it is tied to so far.
        probability: How sure that tie is; 1 for a name or description that goes back to nothing.
        others: Whom else it may stand for, with their probabilities.
    """

    mention: Mention
    referent: Referent
    probability: float = 1.0
    others: tuple[tuple[Referent, float], ...] = ()


class Scene(NamedTuple):
    """What has happened in the article so far.

    Attributes:
        heard: Who spoke last.
        spoken: Everybody who has spoken.
        sources: Mentions that are sources of statements.
    """

    heard: Referent | None = None
    spoken: Collection[Referent] = ()
    sources: Collection[Mention] = ()


class Verdict(NamedTuple):
    """Whom a mention may stand for.

    Attributes:
        ranked: Referents with their probabilities and the nearest mention of each, likeliest first.
        none: The probability that it is none of them.
    """

    ranked: list[tuple[Referent, float, Mention]]
    none: float


class _Marks(NamedTuple):
    """What is known of a mention from where it stands."""

    sentence: int
    paragraph: int
    sort: int
    initial: bool
    governed: bool
    acting: bool
    possessive: bool
    quotation: int
    headline: bool
    piece: int


class Antecedents:
    """The head over one article.

    Args:
        words: The article's words.
        reading: What the encoder makes of them, its `mentions` among it.
        head: The head's weights; only for those who answer `odds` themselves there are none.

    Attributes:
        eager: Whether it is asked even where the rules are sure.
    """

    eager = False

    def __init__(self, words: Words, reading: Reading, head: Head | None) -> None:
        if reading.mentions is None:
            raise ValueError("this reading tells nothing of mentions")
        self._words = words
        self._told = reading.mentions
        self._starts = reading.pieces.starts
        self._head = head
        self._marks: dict[Mention, _Marks] = {}

    def odds(self, mention: Mention, candidates: Sequence[Candidate], scene: Scene) -> Odds:
        """How likely a mention goes back to each of some earlier ones, and to none of them.

        Args:
            mention: The mention.
            candidates: Earlier mentions, nearest first, as `nearest` chooses them.
            scene: What has happened so far.
        """
        if not candidates or self._head is None:
            return Odds([0.0] * len(candidates), 1.0)
        return self._head.odds(self.figures(mention, candidates, scene))

    def verdict(self, mention: Mention, earlier: Iterable[Candidate], scene: Scene) -> Verdict:
        """Whom a mention may stand for: who is unsure of an earlier "he" is as unsure of the next one.

        Args:
            mention: The mention.
            earlier: Mentions before it, nearest first.
            scene: What has happened so far.
        """
        candidates = nearest(mention, earlier)
        odds = self.odds(mention, candidates, scene)
        chances: dict[Referent, float] = {}
        through: dict[Referent, Mention] = {}
        for candidate, chance in zip(candidates, odds.each, strict=True):
            shares = ((candidate.referent, candidate.probability), *candidate.others)
            whole = sum(share for _, share in shares) ** SURER
            for referent, share in shares:
                chances[referent] = chances.get(referent, 0.0) + chance * share / whole
                through.setdefault(referent, candidate.mention)
        ranked = [(referent, chance, through[referent]) for referent, chance in chances.items()]
        return Verdict(sorted(ranked, key=lambda one: -one[1]), 1 - sum(chances.values()))

    def figures(self, mention: Mention, candidates: Sequence[Candidate], scene: Scene) -> Figures:
        """What the head sees of a mention and its candidates."""
        here = self._marks_of(mention)
        rows: list[list[float]] = []
        pieces = [here.piece]
        seen: set[Referent] = set()
        for candidate in candidates:
            there = self._marks_of(candidate.mention)
            row = _of_places(here, there, len(rows))
            row += _of_people(mention, here, candidate, scene)
            row.append(candidate.referent not in seen)
            seen.add(candidate.referent)
            rows.append(row)
            pieces.append(there.piece)
        own = _of_itself(mention, here, mention in scene.sources, len(rows))
        words = self._told[pieces].astype(np.float32)
        return Figures(np.array(rows, np.float32).reshape(len(rows), PAIR), np.array(own, np.float32), words)

    def _marks_of(self, mention: Mention) -> _Marks:
        known = self._marks.get(mention)
        if known is None:
            known = self._marks[mention] = self._marks_from(mention)
        return known

    def _marks_from(self, mention: Mention) -> _Marks:
        words = self._words.all
        first, last = words[mention.first], words[mention.last - 1]
        at = mention.first - 1
        while at >= 0 and words[at].low in _PASSED_OVER and words[at].sentence == first.sentence:
            at -= 1
        initial = at < 0 or words[at].sentence != first.sentence
        quotation = self._words.quoted(first.start)
        after = words[mention.last] if mention.last < len(words) else None
        goes_on = after is not None and after.sentence == last.sentence
        acts = after is not None and (after.low in _VERBS or after.low.endswith("ed") or is_cue_verb(after.low))
        piece = int(np.searchsorted(self._starts, last.start))
        return _Marks(
            first.sentence,
            first.paragraph,
            _sort(mention),
            initial,
            governed=not initial and words[at].low in _PREPOSITIONS,
            acting=goes_on and acts,
            possessive=last.is_possessive or mention.name in _POSSESSIVES,
            quotation=-1 if quotation is None else quotation.start,
            headline=self._words.is_headline(mention.first),
            piece=min(piece, len(self._starts) - 1),
        )


def antecedents_of(words: Words | None, reading: Reading, data: Path | None = None) -> Antecedents | None:
    """The head over an article, where there are words and the encoder's weights tell of mentions; None otherwise.

    Args:
        words: The article's words.
        reading: What the encoder makes of them.
        data: The folder of the weights; the package's own by default.

    Raises:
        AttributionError: The head's weights are missing or cannot be read.
    """
    return None if words is None or reading.mentions is None else Antecedents(words, reading, read_head(data))


def nearest(mention: Mention, earlier: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that are weighed for a mention.

    Args:
        mention: The mention.
        earlier: Mentions before it, nearest first.
    """
    found: list[Candidate] = []
    often: dict[Referent, int] = {}
    for candidate in earlier:
        times = often.get(candidate.referent, 0)
        if times == EACH or candidate.mention.last > mention.first:
            continue
        often[candidate.referent] = times + 1
        found.append(candidate)
        if len(found) == CANDIDATES:
            break
    return found


def _sort(mention: Mention) -> int:
    """The number of a mention's sort among SORTS."""
    if mention.kind == "pronoun":
        return next((sort for forms, sort in _PRONOUNS if mention.name in forms), 4)
    return SORTS.index(mention.kind)


def _of_places(here: _Marks, there: _Marks, back: int) -> list[float]:
    """A pair's figures that follow from where the two mentions stand; `back` candidates stand between."""
    apart = max(0, here.sentence - there.sentence)
    lines = max(0, here.paragraph - there.paragraph)
    row = [0.0] * (_APART + len(SORTS))
    row[min(apart, _APART - 1)] = 1.0
    row[_APART + there.sort] = 1.0
    row += (
        log1p(apart),
        log1p(back),
        lines == 0,
        lines == 1,
        log1p(lines),
        there.sort == here.sort,
        there.initial,
        there.governed,
        there.acting,
        there.possessive,
        there.headline,
        there.quotation >= 0,
        there.quotation >= 0 and there.quotation == here.quotation,
        (there.quotation >= 0) == (here.quotation >= 0),
        apart == 0 and there.acting,
        apart == 0 and there.initial,
        apart == 1 and there.initial,
        apart == 1 and there.acting,
    )
    return row


def _of_people(mention: Mention, here: _Marks, candidate: Candidate, scene: Scene) -> list[float]:
    """A pair's figures that follow from what the two mentions say and whom the earlier one stands for."""
    earlier, referent, probability, _ = candidate
    sense = mention.description
    gender = _GENDERS.get(here.sort) or (gender_of(sense.head) if sense else None)
    agree = max((agreement(sense, other) for other in referent.senses), default=0.0) if sense else 0.0
    row = [0.0] * len(_KINDS)
    row[_KINDS[referent.kind]] = 1.0
    row += (
        earlier.name.casefold() == mention.name.casefold(),
        referent.name.casefold().endswith(mention.name.rpartition(" ")[2].casefold()),
        earlier in scene.sources,
        referent is scene.heard,
        referent in scene.spoken,
        referent.plural,
        referent.plural == (sense.plural if sense else here.sort == 2),
        min(_EVIDENCE, referent.gender[gender]) / _EVIDENCE if gender else 0.0,
        min(_EVIDENCE, referent.gender["f" if gender == "m" else "m"]) / _EVIDENCE if gender else 0.0,
        log1p(len(referent.mentions)),
        referent.named_in_full > 0,
        agree,
        agree == 1.0,
        probability,
        max(earlier.last, earlier.reach) > mention.first,
    )
    return row


def _of_itself(mention: Mention, here: _Marks, source: bool, candidates: int) -> list[float]:
    """A mention's own figures."""
    sense = mention.description
    row = [0.0] * len(SORTS)
    row[here.sort] = 1.0
    row += (
        here.initial,
        here.governed,
        here.acting,
        here.possessive,
        here.quotation >= 0,
        here.headline,
        source,
        log1p(candidates),
        bool(sense and sense.definite),
        bool(sense and sense.plural),
        log1p(len(sense.marks)) if sense else 0.0,
        log1p(here.sentence),
        len(mention.name.split()) > 1,
        here.possessive and here.sort == 3,
    )
    return row
