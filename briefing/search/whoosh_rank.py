"""The best of a segment's matches: BM25 over the words' stems, a whole list at a time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from briefing.search.tree import SHORTEST_WORD, Both, Either, FieldName, Filter, Part, Phrase, Query, Term
from briefing.search.whoosh_leaf import Ids, Leaf, Records
from briefing.search.words import stem, words

_K1 = 1.2
_TITLE_BOOST = 1.5
_EVERYWHERE = 0.01  # what a word says that stands in every record
_SAYS_NOTHING, _TOO_MANY = 1 / 3, 10_000

Scores: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word with how much finding it says.

    Attributes:
        stem: The word's stem.
        weight: BM25's inverse document frequency over the whole index.
    """

    stem: str
    weight: float


@dataclass(frozen=True, slots=True)
class Best:
    """One match that may be among the best.

    Attributes:
        score: Comparable among records of one form.
        day: When its article was published; 0 when that is not known.
        leaf: The place of its segment.
        record: Its record in the segment.
    """

    score: float
    day: int
    leaf: int
    record: int

    def order(self) -> tuple[float, int, int, int]:
        """Best first, then newest, then as it lies in the index."""
        return -self.score, -self.day, self.leaf, self.record


@dataclass(slots=True)
class Tally:
    """What was gathered from all segments.

    Attributes:
        articles: The best articles of each segment.
        statements: The best statements of each segment.
        matching: How many articles match, by themselves or through a statement.
        records: How many records match.
    """

    articles: list[Best] = field(default_factory=list)
    statements: list[Best] = field(default_factory=list)
    matching: int = 0
    records: int = 0

    def ranked(self, limit: int) -> list[tuple[float, bool, Best]]:
        """The best of both forms in one list, as (score of at most 1, whether it is an article, match).

        Statements are short and score higher than articles, so each form's scores are measured by its own best; neither
        takes more than half of the places while the other could fill them.
        """
        articles, statements = sorted(self.articles, key=Best.order), sorted(self.statements, key=Best.order)
        half = limit // 2
        articles = articles[: max(limit - min(len(statements), half), half)][:limit]
        statements = statements[: limit - len(articles)]
        ranked = [*_measured(articles, True), *_measured(statements, False)]
        return sorted(ranked, key=lambda one: (-one[0], one[1], -one[2].day, one[2].leaf, one[2].record))


def stems_to_score(parts: Iterable[Part]) -> list[str]:
    """The stems of the words that a query asks for; not what it excludes or filters by."""
    found: dict[str, None] = {}
    for part in parts:
        if isinstance(part, Either | Both):
            found.update(dict.fromkeys(stems_to_score(part.parts)))
        elif isinstance(part, Term) and part.unfinished and len(part.text) < SHORTEST_WORD:
            continue
        elif isinstance(part, Term | Phrase) or (isinstance(part, Filter) and part.field is FieldName.TITLE):
            found.update(dict.fromkeys(stem(word.folded) for word in words(part.text)))
    return list(found)


def weigh(query: Query, leaves: Sequence[Leaf]) -> list[Weighed]:
    """The words to score, each with its weight over the whole index.

    In a large index a word that a third of all records holds says nothing; scoring all of these would take long.
    """
    total = sum(leaf.table.count - len(leaf.deleted) for leaf in leaves)
    weighed = []
    for one in stems_to_score(query.parts):
        holding = sum(len(leaf.postings("stems", one).ids) for leaf in leaves)
        if holding > max(total * _SAYS_NOTHING, _TOO_MANY):
            continue
        weight = math.log(1 + (total - holding + 0.5) / (holding + 0.5)) if holding < total else _EVERYWHERE
        weighed.append(Weighed(one, weight))
    return weighed


def gather(leaf: Leaf, number: int, matched: Records, weighed: Sequence[Weighed], limit: int, tally: Tally) -> None:
    """Add a segment's best matches to the tally."""
    articles, statements, starts = leaf.parted(matched)
    tally.records += len(articles) + len(statements)
    tally.matching += len(starts)
    if not len(starts) or limit < 1:
        return
    scores = _scores(leaf, weighed)
    tally.articles += _best(leaf, number, articles, scores, limit)
    tally.statements += _best(leaf, number, statements, scores, limit)


def _scores(leaf: Leaf, weighed: Sequence[Weighed]) -> Scores | None:
    """The scores of all records, those that do not match among them; None when there is nothing to score."""
    if not weighed:
        return None
    table = leaf.table
    scores = np.zeros(table.count)
    for one in weighed:
        held = leaf.postings("stems", one.stem)
        scores[held.ids] += one.weight * (_K1 + 1) * held.counts / (held.counts + table.norms[held.ids])
        scores[leaf.postings("title", one.stem).ids] += _TITLE_BOOST * one.weight
    return scores


def _best(leaf: Leaf, number: int, ids: Ids, scores: Scores | None, limit: int) -> list[Best]:
    """The best of some records, in the order of `Best`; without scores the newest."""
    table = leaf.table
    if scores is None:
        chosen = _newest(leaf, ids, limit)
        found = np.zeros(len(chosen))
    else:
        if len(ids) > limit:
            ids = _good_enough(leaf, ids, scores[ids], limit)
        found = scores[ids]
        order = np.lexsort((ids, -table.days[table.article_of[ids]].astype(np.int64), -found))[:limit]
        chosen, found = ids[order], found[order]
    days = table.days[table.article_of[chosen]]
    kept = zip(found.tolist(), days.tolist(), chosen.tolist(), strict=True)
    return [Best(score, day, number, record) for score, day, record in kept]


def _good_enough(leaf: Leaf, ids: Ids, found: Scores, limit: int) -> Ids:
    """The best of some records in no order; the newest of those that are as good as the last, which may be most.

    Args:
        leaf: The segment.
        ids: The records, more than are wanted.
        found: Their scores.
        limit: How many are wanted.
    """
    least = -np.partition(-found, limit - 1)[
        limit - 1
    ]  # from the front: from the back many zeros take it 30 times as long
    better = ids[found > least]
    return np.concatenate((better, _newest(leaf, ids[found == least], limit - len(better))))


def _newest(leaf: Leaf, ids: Ids, limit: int) -> Ids:
    newest = leaf.table.newest
    return newest[leaf.table.records(ids)[newest]][:limit]


def _measured(best: Sequence[Best], is_article: bool) -> list[tuple[float, bool, Best]]:
    top = max((one.score for one in best), default=0.0)
    return [(one.score / top if top else 1.0, is_article, one) for one in best]


@dataclass(slots=True)
class Spread:
    """How the matches of all segments spread.

    Attributes:
        speakers: Statements by the number of who said them.
        outlets: Articles by the number of who published them.
        days: Articles by the day they were published.
    """

    speakers: Counter[int] = field(default_factory=Counter)
    outlets: Counter[int] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    _matched: list[tuple[Leaf, Ids, Ids]] = field(default_factory=list)

    def add(self, leaf: Leaf, matched: Records) -> None:
        """Count a segment's matches."""
        _, statements, starts = leaf.parted(matched)
        table = leaf.table
        self.speakers.update(table.speakers.counted(statements))
        self.outlets.update(table.outlets.counted(starts))
        self.days.update(table.dates.counted(starts))
        self._matched.append((leaf, statements, starts))

    def speaker(self, number: int) -> str:
        """The key of the speaker with this number."""
        for leaf, statements, _ in self._matched:
            said = statements[leaf.table.who[statements] == number]
            if len(said):
                return str(leaf.stored(int(said[0]))["place"][2])
        return ""

    def outlet(self, number: int) -> str:
        """The name of the outlet with this number."""
        for leaf, _, starts in self._matched:
            published = starts[leaf.table.by[starts] == number]
            if len(published):
                return str(leaf.stored(int(published[0]))["key"][1])
        return ""

    def most(self, counted: Counter[int], most: int) -> list[tuple[int, int]]:
        """The numbers that were counted most, those of nobody left out."""
        counted.pop(0, None)
        return counted.most_common(most)
