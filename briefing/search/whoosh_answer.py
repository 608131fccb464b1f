"""Questions to the open segments, and their answers."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import nlargest

import numpy as np

from briefing.model import Span
from briefing.search.engine import NO_MARKS, EngineAnswer, EngineHit, Facets, Marks, Only, Suggestion
from briefing.search.likeness import like
from briefing.search.tree import FieldName, Query
from briefing.search.vocabulary import meant
from briefing.search.whoosh_leaf import Leaf, Records
from briefing.search.whoosh_match import Clock, Matcher, TimeIsOverError
from briefing.search.whoosh_rank import Best, Spread, Tally, gather, weigh
from briefing.search.words import fold, words

_SCORE_LEAST = 0.05


def search(
    leaves: Sequence[Leaf],
    *,
    query: Query,
    only: Only,
    limit: int,
    marks: Marks,
    seconds: float,
    among: int | None = None,
) -> EngineAnswer:
    """The best matches of a query."""
    clock, tally, partial = _clock(seconds), Tally(), False
    among = max(limit, among or 0)
    try:
        weighed = weigh(query, leaves) if limit else []
        for number, leaf, matched in _matched(leaves, query, only, marks, clock):
            gather(leaf, number, matched, weighed, among, tally)
    except TimeIsOverError:
        partial = True
    hits = tuple(_hit(leaves[best.leaf], best, score) for score, _, best in tally.ranked(among)[:limit])
    return EngineAnswer(hits, tally.matching, tally.records, partial)


def matching(leaves: Sequence[Leaf], *, query: Query, marks: Marks, seconds: float) -> frozenset[str]:
    """The ids of all articles that match."""
    found: set[str] = set()
    try:
        for _, leaf, matched in _matched(leaves, query, Only.ALL, marks, _clock(seconds)):
            starts = set(leaf.parted(matched)[2].tolist())
            found.update(name for name, start in leaf.table.names(leaf.reader).items() if start in starts)
    except TimeIsOverError:
        pass
    return frozenset(found)


def facets(leaves: Sequence[Leaf], *, query: Query, only: Only, marks: Marks, most: int, seconds: float) -> Facets:
    """How the matches of a query spread."""
    spread = Spread()
    try:
        for _, leaf, matched in _matched(leaves, query, only, marks, _clock(seconds)):
            spread.add(leaf, matched)
    except TimeIsOverError:
        pass
    undated = spread.days.pop(0, 0)
    months: Counter[dt.date] = Counter()
    for day, count in spread.days.items():
        months[dt.date.fromordinal(day).replace(day=1)] += count
    return Facets(
        actors=tuple((spread.speaker(one), count) for one, count in spread.most(spread.speakers, most)),
        outlets=tuple((spread.outlet(one), count) for one, count in spread.most(spread.outlets, most)),
        months=tuple(sorted(months.items())),
        undated=undated,
    )


def suggest(leaves: Sequence[Leaf], *, beginning: str, field: FieldName | None, limit: int) -> tuple[Suggestion, ...]:
    """Words, or names in which a word begins so."""
    letters = next((word.folded for word in reversed(list(words(beginning)))), "")
    if not letters:
        return ()
    counted: Counter[str] = Counter()
    for leaf in leaves:
        if field is None:
            counted.update(dict(leaf.vocabulary.commonest(letters, limit * 4)))
        elif field in (FieldName.SPEAKER, FieldName.OUTLET, FieldName.VIA):
            counted.update(leaf.names_beginning(field.value, beginning, limit * 4))
    ranked = nlargest(limit, counted.items(), key=lambda one: (one[1], one[0]))
    return tuple(Suggestion(text, count) for text, count in ranked)


def did_you_mean(leaves: Sequence[Leaf], *, words: Collection[str]) -> Mapping[str, str]:
    """What was probably meant by words that stand nowhere."""
    vocabularies = [leaf.vocabulary for leaf in leaves]
    unknown = [word for word in map(fold, words) if not any(known.frequency(word) for known in vocabularies)]
    return {word: better for word in unknown if (better := meant(word, vocabularies)) is not None}


def more_like(
    leaves: Sequence[Leaf], *, article_id: str, statement: int | None, limit: int, seconds: float
) -> EngineAnswer:
    """What shares the distinctive words of an article or a statement."""
    text = next((found for leaf in leaves if (found := leaf.text_of(article_id, statement)) is not None), None)
    if text is None:
        return EngineAnswer()
    total = sum(leaf.table.count for leaf in leaves)
    query = like(text, lambda one: sum(len(leaf.postings("stems", one).ids) for leaf in leaves), total)
    only = Only.ARTICLES if statement is None else Only.STATEMENTS
    answer = search(leaves, query=query, only=only, limit=limit + 1, marks=NO_MARKS, seconds=seconds)
    others = [hit for hit in answer.hits if (hit.article_id, hit.statement) != (article_id, statement)]
    near = tuple(hit for hit in others if hit.score > _SCORE_LEAST)[:limit]
    return EngineAnswer(near, len({hit.article_id for hit in near}), len(near), answer.partial)


def count(leaves: Sequence[Leaf]) -> int:
    """How many articles there are."""
    return sum(int(np.count_nonzero(leaf.table.articles & leaf.alive)) for leaf in leaves)


def _matched(
    leaves: Sequence[Leaf], query: Query, only: Only, marks: Marks, clock: Clock
) -> Iterator[tuple[int, Leaf, Records]]:
    for number, leaf in enumerate(leaves):
        clock()
        matched = Matcher(leaf, marks, clock).matching(query, only)
        if matched.any():
            yield number, leaf, matched


def _clock(seconds: float) -> Clock:
    end = time.monotonic() + seconds

    def look() -> None:
        if time.monotonic() > end:
            raise TimeIsOverError

    return look


def _hit(leaf: Leaf, best: Best, score: float) -> EngineHit:
    stored = leaf.stored(best.record)
    start = int(leaf.table.article_of[best.record])
    if start == best.record:
        return EngineHit(stored["key"][0], None, stored["body"], (), score)
    place, pieces, *_ = stored["place"]
    spans = tuple(Span(*piece) for piece in pieces)
    return EngineHit(leaf.article_id(start), place, stored["body"], spans, score)
