"""Attributed statements against gold ones.

A gold article is {"id", "text", "statements", "discard"}; a statement is {"content": [[start, end], …], "cue": …,
"source": …}, and, when it is predicted, perhaps "confidence". Spans are half-open code points into "text"; cue and
source may be empty. What lies mostly in "discard" is nobody's fault and nobody's merit. Each figure is in percent:

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

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.bench.words import Pair, Words
from briefing.errors import IntakeError
from briefing.model import Statement

KINDS = ("all", "speech", "direct", "mixed", "indirect")
_OVERLAP = 0.5
_BINS = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the scorer sees it.

    Attributes:
        content: Where its content stands.
        cue: Where its cue stands.
        source: Where its source stands.
        confidence: 0 to 1, or None.
    """

    content: tuple[Pair, ...]
    cue: tuple[Pair, ...] = ()
    source: tuple[Pair, ...] = ()
    confidence: float | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Said:
        """A statement of a JSON line."""
        return cls(_pairs(row["content"]), _pairs(row.get("cue")), _pairs(row.get("source")), row.get("confidence"))

    @classmethod
    def from_statement(cls, statement: Statement) -> Said:
        """A statement of ours."""
        return cls(
            _pairs(statement.content), _pairs(statement.cue), _pairs(statement.source), round(statement.confidence, 4)
        )


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold statements.

    Attributes:
        id: Its name.
        text: Its text.
        statements: What is said in it.
        discard: Spans in which the gold is not to be trusted.
    """

    id: str
    text: str
    statements: tuple[Said, ...]
    discard: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Rates:
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
        content: By words.
        rows: By kind of statement.
        calibration: None when no prediction gave a confidence.
    """

    content: Rates
    rows: Mapping[str, Row]
    calibration: float | None

    def lines(self) -> Iterator[str]:
        """The table as text."""
        error = "not given" if self.calibration is None else f"{self.calibration:.1f}"
        yield f"content {self.content}   calibration error {error}"
        for kind, row in self.rows.items():
            yield (
                f"{kind:9} gold {row.gold:5} said {row.said:5}   "
                f"relation {row.relation!s:17} full {row.full!s:17} source {row.source:.1f}"
            )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement by its words."""

    content: frozenset[int]
    source: frozenset[int]
    kinds: tuple[str, ...]
    confidence: float | None


@dataclass(slots=True)
class _Tally:
    """What has been counted so far, by what is counted, for each kind."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    confidences: list[tuple[float, bool]] = field(default_factory=list)

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
        content=_rates(words, said, words, there),
        rows={kind: tally.row(kind) for kind in KINDS},
        calibration=_calibration(tally.confidences),
    )


def read_gold(file: Path) -> list[GoldArticle]:
    """The gold articles of a file of JSON lines.

    Raises:
        IntakeError: It cannot be read, or is in another form.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise IntakeError(f"The gold file {file} cannot be read ({error.strerror or error}): check it.") from error
    except UnicodeDecodeError as error:
        raise IntakeError(f"The gold file {file} is not UTF-8: convert it.") from error
    return [_gold_article(line, f"line {number} of {file}") for number, line in enumerate(lines, 1) if line.strip()]


def _gold_article(line: str, where: str) -> GoldArticle:
    try:
        row = json.loads(line)
        statements = tuple(Said.from_json(statement) for statement in row["statements"])
        return GoldArticle(str(row["id"]), row["text"], statements, _pairs(row.get("discard")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IntakeError(
            f"A gold article is expected in {where}, and it is none: "
            'write one JSON object with "id", "text" and "statements".'
        ) from error


def _pairs(spans: Iterable[Sequence[int]] | None) -> tuple[Pair, ...]:
    return tuple((start, end) for start, end in spans or ())


def _count(article: GoldArticle, predictions: Sequence[Said], tally: _Tally) -> None:
    """Count one article."""
    words = Words(article.text)
    discarded = words.covered(article.discard)
    gold = _candidates(words, article.statements, discarded)
    predicted = _candidates(words, predictions, discarded)
    _count_words(gold, predicted, discarded, tally)
    for candidate in gold:
        tally.add(candidate.kinds, "gold")
    for candidate in predicted:
        tally.add(candidate.kinds, "said")
    right: dict[int, bool] = {}
    for g, p in _paired(gold, predicted):
        source = gold[g].source
        right[p] = bool(words.meaningful(source) & predicted[p].source) if source else not predicted[p].source
        tally.add(gold[g].kinds, "found")
        tally.add(gold[g].kinds, "found full", right[p])
        tally.add(gold[g].kinds, "sourced", bool(source))
        tally.add(gold[g].kinds, "sourced right", bool(source) and right[p])
        tally.add(predicted[p].kinds, "good")
        tally.add(predicted[p].kinds, "good full", right[p])
    tally.confidences += [
        (candidate.confidence, right.get(p, False))
        for p, candidate in enumerate(predicted)
        if candidate.confidence is not None
    ]


def _candidates(words: Words, statements: Iterable[Said], discarded: frozenset[int]) -> list[_Candidate]:
    """The statements that count: those with words, not mostly discarded."""
    kept = []
    for statement in statements:
        content = words.covered(statement.content)
        if content and len(content & discarded) * 2 <= len(content):
            kinds = words.kinds(content, statement.cue)
            kept.append(_Candidate(content, words.covered(statement.source), kinds, statement.confidence))
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


__all__ = ["KINDS", "GoldArticle", "Rates", "Row", "Said", "Score", "read_gold", "score"]
