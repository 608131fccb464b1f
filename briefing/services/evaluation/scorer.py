"""Attributed statements against gold ones.

What lies mostly in the parts of an article that are to be discarded is nobody's fault and nobody's merit. Each figure
is in percent:

    content      words that belong to the content of some statement
    relation     a predicted statement pairs with a gold one when their words overlap by a Jaccard index of at least
                 one half; one to one, best overlap first
    full         the pair also agrees on the source: it shares a meaningful word with the gold one, or neither has any
    source       of the paired statements whose gold has a source: how many have the right one
    calibration  the expected gap between "confidence" and "full", in ten bins

Relation, full and source are told for all statements, for those whose cue reports ("speech"), and for direct, mixed
and indirect ones: by the gold's own kind for recall, by the prediction's for precision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.services.evaluation.gold import GoldArticle, Said
from briefing.services.evaluation.mistakes import Mistake, Passage, Sort
from briefing.services.evaluation.words import Words

KINDS = ("all", "speech", "direct", "mixed", "indirect")
_OVERLAP = 0.5
_BINS = 10


class Rates(NamedTuple):
    """Precision, recall and F1, in percent."""

    precision: float
    recall: float
    f1: float

    def __str__(self) -> str:
        return f"{self.precision:.1f}/{self.recall:.1f}/{self.f1:.1f}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; see the module."""

    gold: int
    said: int
    relation: Rates
    full: Rates
    source: float


@dataclass(frozen=True, slots=True)
class Score:
    """The table.

    Attributes:
        articles: Of so many.
        content: By words.
        rows: By kind of statement.
        calibration: None when no prediction gave a confidence.
        mistakes: What is wrong, in the order of the articles.
    """

    articles: int
    content: Rates
    rows: Mapping[str, Row]
    calibration: float | None
    mistakes: tuple[Mistake, ...] = ()

    def lines(self) -> Iterator[str]:
        """The table as text."""
        error = "not given" if self.calibration is None else f"{self.calibration:.1f}"
        yield f"content {self.content}   calibration error {error}"
        for kind, row in self.rows.items():
            yield (
                f"{kind:9} gold {row.gold:5} said {row.said:5}   "
                f"relation {row.relation!s:17} full {row.full!s:17} source {row.source:.1f}"
            )

    def first_mistakes(self, number: int) -> Iterator[Mistake]:
        """The first mistakes of each sort, at most so many of each."""
        for sort in Sort:
            yield from [mistake for mistake in self.mistakes if mistake.sort is sort][:number]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement by its words."""

    content: frozenset[int]
    source: frozenset[int]
    kinds: tuple[str, ...]
    statement: Said


@dataclass(slots=True)
class _Tally:
    """What has been counted so far, by what is counted, for each kind."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    articles: int = 0

    def add(self, kinds: Iterable[str], what: str, many: int = 1) -> None:
        for kind in kinds:
            self.counts[kind, what] += many

    def row(self, kind: str) -> Row:
        n = {what: self.counts[kind, what] for what in _COUNTED}
        return Row(
            gold=n["gold"],
            said=n["said"],
            relation=_rates(n["good"], n["said"], n["found"], n["gold"]),
            full=_rates(n["good full"], n["said"], n["found full"], n["gold"]),
            source=_percent(n["sourced right"], n["sourced"]),
        )


_COUNTED = ("gold", "said", "good", "good full", "found", "found full", "sourced", "sourced right")
_BY_WORDS = "content"  # a kind of its own: it counts words


def score(gold: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Said]]) -> Score:
    """Score predictions.

    Args:
        gold: The articles.
        predictions: By article; one that is missing counts as one without statements.
    """
    tally = _Tally()
    for article in gold:
        _count(article, predictions.get(article.id, ()), tally)
    n = tally.counts
    words, said, there = n[_BY_WORDS, "found"], n[_BY_WORDS, "said"], n[_BY_WORDS, "gold"]
    return Score(
        articles=tally.articles,
        content=_rates(words, said, words, there),
        rows={kind: tally.row(kind) for kind in KINDS},
        calibration=_calibration(tally.confidences),
        mistakes=tuple(tally.mistakes),
    )


def _count(article: GoldArticle, predictions: Sequence[Said], tally: _Tally) -> None:
    """Count one article."""
    words = Words(article.text)
    discarded = words.covered(article.discard)
    gold = _candidates(words, article.statements, discarded)
    predicted = _candidates(words, predictions, discarded)
    tally.articles += 1
    _count_words(gold, predicted, discarded, tally)
    for candidate in gold:
        tally.add(candidate.kinds, "gold")
    for candidate in predicted:
        tally.add(candidate.kinds, "said")
    pairs = dict(_paired(gold, predicted))
    right: dict[int, bool] = {}
    for g, p in pairs.items():
        source = gold[g].source
        right[p] = bool(words.meaningful(source) & predicted[p].source) if source else not predicted[p].source
        tally.add(gold[g].kinds, "found")
        tally.add(gold[g].kinds, "found full", right[p])
        tally.add(gold[g].kinds, "sourced", bool(source))
        tally.add(gold[g].kinds, "sourced right", bool(source) and right[p])
        tally.add(predicted[p].kinds, "good")
        tally.add(predicted[p].kinds, "good full", right[p])
    tally.confidences += [
        (candidate.statement.confidence, right.get(p, False))
        for p, candidate in enumerate(predicted)
        if candidate.statement.confidence is not None
    ]
    tally.mistakes += _mistakes(article, gold, predicted, pairs, right)


def _mistakes(
    article: GoldArticle,
    gold: Sequence[_Candidate],
    predicted: Sequence[_Candidate],
    pairs: Mapping[int, int],
    right: Mapping[int, bool],
) -> Iterator[Mistake]:
    """What is wrong in one article: pairs with another source, then what has no partner."""

    def passage(candidate: _Candidate) -> Passage:
        return Passage.of(candidate.statement, article.text)

    for g, p in pairs.items():
        if not right[p]:
            yield Mistake(Sort.WRONG_SOURCE, article.id, passage(gold[g]), passage(predicted[p]))
    for g, candidate in enumerate(gold):
        if g not in pairs:
            yield Mistake(Sort.MISSED, article.id, gold=passage(candidate))
    for p, candidate in enumerate(predicted):
        if p not in right:
            yield Mistake(Sort.SPURIOUS, article.id, said=passage(candidate))


def _candidates(words: Words, statements: Iterable[Said], discarded: frozenset[int]) -> list[_Candidate]:
    """The statements that count: those with words, not mostly discarded."""
    kept = []
    for statement in statements:
        content = words.covered(statement.content)
        if content and len(content & discarded) * 2 <= len(content):
            kinds = words.kinds(content, statement.cue)
            kept.append(_Candidate(content, words.covered(statement.source), kinds, statement))
    return kept


def _count_words(
    gold: Sequence[_Candidate], predicted: Sequence[_Candidate], discarded: frozenset[int], tally: _Tally
) -> None:
    there = frozenset[int]().union(*(candidate.content for candidate in gold)) - discarded
    said = frozenset[int]().union(*(candidate.content for candidate in predicted)) - discarded
    tally.add([_BY_WORDS], "found", len(there & said))
    tally.add([_BY_WORDS], "gold", len(there))
    tally.add([_BY_WORDS], "said", len(said))


def _paired(gold: Sequence[_Candidate], predicted: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """Which gold statement each prediction stands for: one to one, best overlap first."""
    overlaps = []
    for g, wanted in enumerate(gold):
        for p, got in enumerate(predicted):
            if common := len(wanted.content & got.content):
                jaccard = common / len(wanted.content | got.content)
                if jaccard >= _OVERLAP:
                    overlaps.append((-jaccard, g, p))
    golds: set[int] = set()
    predictions: set[int] = set()
    for _, g, p in sorted(overlaps):
        if g not in golds and p not in predictions:
            golds.add(g)
            predictions.add(p)
            yield g, p


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _rates(good: int, said: int, found: int, gold: int) -> Rates:
    precision, recall = (good / said if said else 0.0), (found / gold if gold else 0.0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rates(round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1))


def _calibration(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """How far confidence and truth lie apart, weighted by how often each bin is used."""
    if not pairs:
        return None
    bins: dict[int, float] = {}
    for confidence, right in pairs:
        number = min(int(confidence * _BINS), _BINS - 1)
        bins[number] = bins.get(number, 0.0) + confidence - right
    return round(100 * sum(map(abs, bins.values())) / len(pairs), 1)


__all__ = ["KINDS", "Rates", "Row", "Score", "score"]
