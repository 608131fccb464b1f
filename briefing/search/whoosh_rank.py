"""The best of a segment's matches: BM25 over the words' stems, a whole list at a time."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice

from briefing.search.tree import SHORTEST_WORD, Both, Either, FieldName, Filter, Part, Phrase, Query, Term
from briefing.search.whoosh_codec import Postings
from briefing.search.whoosh_leaf import Leaf, Records
from briefing.search.words import stem, words

_K1 = 1.2
_TITLE_BOOST = 1.5
_EVERYWHERE = 0.01  # what a word says that stands in every record
_MUCH_LESS = 12
_MANY = 500
_SAYS_NOTHING, _TOO_MANY = 1 / 3, 10_000


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
    tally.records += len(matched)
    tally.matching += len(starts)
    if not matched or limit < 1:
        return
    scores = _scores(leaf, matched, weighed)
    tally.articles += _best(leaf, number, articles, scores, limit)
    tally.statements += _best(leaf, number, statements, scores, limit)


def _scores(leaf: Leaf, matched: Records, weighed: Sequence[Weighed]) -> dict[int, float]:
    """The scores of all matches; empty when there is nothing to score."""
    if not weighed:
        return {}
    norms = leaf.table.norms
    scores: dict[int, float] = {}
    for one in weighed:
        factor = one.weight * (_K1 + 1)
        counted = _counts(leaf.postings("stems", one.stem), matched)
        if not scores:
            scores = {record: factor * count / (count + norms[record]) for record, count in counted}
            continue
        for record, count in counted:
            scores[record] = scores.get(record, 0.0) + factor * count / (count + norms[record])
    if len(scores) < len(matched):
        scores = {**dict.fromkeys(matched, 0.0), **scores}
    for one in weighed:
        for record in leaf.ids("title", one.stem) & scores.keys():
            scores[record] += _TITLE_BOOST * one.weight
    return scores


def _counts(held: Postings, wanted: Records) -> Iterable[tuple[int, int]]:
    """How often a word stands in each of the records wanted."""
    ids, counts = held.ids, held.counts
    if len(wanted) * _MUCH_LESS < len(ids):
        places = ((record, bisect_left(ids, record)) for record in wanted)
        return [(record, counts[at]) for record, at in places if at < len(ids) and ids[at] == record]
    if len(wanted) >= len(ids) and wanted.issuperset(ids):
        return zip(ids, counts, strict=True)
    return [pair for pair in zip(ids, counts, strict=True) if pair[0] in wanted]


def _best(leaf: Leaf, number: int, records: Records, scores: dict[int, float], limit: int) -> list[Best]:
    table = leaf.table
    days, article_of = table.days, table.article_of

    def day(record: int) -> int:
        return days[article_of[record]]

    if scores:
        chosen = nlargest(limit, records, key=scores.__getitem__)
    elif len(records) > _MANY:
        chosen = list(islice((record for record in table.newest if record in records), limit))
    else:
        chosen = nlargest(limit, records, key=day)
    return [Best(scores.get(record, 0.0), day(record), number, record) for record in chosen]


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
    _matched: list[tuple[Leaf, Records, Records]] = field(default_factory=list)

    def add(self, leaf: Leaf, matched: Records) -> None:
        """Count a segment's matches."""
        table = leaf.table
        _, statements, starts = leaf.parted(matched)
        self.speakers.update(map(table.who.__getitem__, statements))
        self.outlets.update(map(table.by.__getitem__, starts))
        self.days.update(map(table.days.__getitem__, starts))
        self._matched.append((leaf, statements, starts))

    def speaker(self, number: int) -> str:
        """The key of the speaker with this number."""
        for leaf, statements, _ in self._matched:
            who = leaf.table.who
            if (record := next((one for one in statements if who[one] == number), None)) is not None:
                return str(leaf.stored(record)["place"][2])
        return ""

    def outlet(self, number: int) -> str:
        """The name of the outlet with this number."""
        for leaf, _, starts in self._matched:
            by = leaf.table.by
            if (record := next((one for one in starts if by[one] == number), None)) is not None:
                return str(leaf.stored(record)["key"][1])
        return ""

    def most(self, counted: Counter[int], most: int) -> list[tuple[int, int]]:
        """The numbers that were counted most, those of nobody left out."""
        counted.pop(0, None)
        return counted.most_common(most)
