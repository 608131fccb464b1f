"""Which records of a segment a query matches: whole sets, joined and cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_, or_

import numpy as np

from briefing.model.outlets import outlet_key
from briefing.search.engine import Marks, Only, Picked
from briefing.search.tree import (
    SHORTEST_PREFIX,
    SHORTEST_UNFINISHED,
    SHORTEST_WORD,
    Both,
    Dated,
    Either,
    FieldName,
    Filter,
    Marked,
    Not,
    Part,
    Phrase,
    Query,
    Term,
)
from briefing.search.whoosh_leaf import Leaf, Records
from briefing.search.whoosh_names import WORDS
from briefing.search.whoosh_schema import EDGE, day_number
from briefing.search.words import fold, stem, words


class TimeIsOverError(Exception):
    """There is no time left to go on; never leaves the engine."""


Clock = Callable[[], None]
"""Raises `TimeIsOverError` when there is no time left."""


class Matcher:
    """Answers for one segment which records match.

    Args:
        leaf: The segment.
        marks: What the marks in the query stand for.
        clock: Asked between steps.
    """

    def __init__(self, leaf: Leaf, marks: Marks, clock: Clock) -> None:
        self._leaf = leaf
        self._marks = marks
        self._clock = clock

    def matching(self, query: Query, only: Only) -> Records:
        """The records that a query matches."""
        table = self._leaf.table
        if not query.parts or (only is Only.ARTICLES and query.statements_only):
            return table.nothing
        found = self.all_of(query.parts) & self._leaf.alive
        if only is Only.ARTICLES:
            return found & table.articles
        if only is Only.STATEMENTS or query.statements_only:
            return found & ~table.articles
        return found

    def all_of(self, parts: Sequence[Part]) -> Records:
        """The records that all of some parts match; none when there are no parts."""
        return reduce(and_, map(self.part, parts)) if parts else self._leaf.table.nothing

    def part(self, part: Part) -> Records:
        """The records that a part matches."""
        self._clock()
        match part:
            case Either(parts=parts):
                return reduce(or_, map(self.part, parts), self._leaf.table.nothing)
            case Both(parts=parts):
                return self.all_of(parts)
            case Not(part=inner):
                return ~self.part(inner)
            case Marked():
                picked = self._marks.get(part, Picked())
                return self._leaf.kept(picked, lambda: self._picked(picked))
        return self._leaf.kept(part, lambda: self._leafwise(part))

    def _leafwise(self, part: Part) -> Records:
        """The records that a term, a phrase, a filter or days match."""
        match part:
            case Term():
                return self._term(part)
            case Phrase(text=text):
                return self._phrase([word.folded for word in words(text)])
            case Filter():
                return self._filter(part)
            case Dated():
                return self._dates(part)
        raise TypeError(part)

    def _term(self, term: Term) -> Records:
        folded = next(word.folded for word in words(term.text))
        if term.unfinished and len(folded) < SHORTEST_WORD:
            return self._leaf.ids("edge", folded)
        found = self._leaf.ids("stems", stem(folded))
        if term.prefix or term.unfinished:
            found = found | self._beginning(folded, SHORTEST_PREFIX if term.prefix else SHORTEST_UNFINISHED)
        if term.edits:
            near = self._leaf.vocabulary.near(folded, term.edits)
            found = found | self._leaf.any_of([one.place for one in near])
        return found

    def _beginning(self, folded: str, shortest: int) -> Records:
        """Words that begin so; fewer letters are looked up in names and titles only, as too many begin so."""
        if len(folded) < shortest:
            return self._leaf.ids("edge", folded)
        places = self._leaf.vocabulary.beginning(folded)
        return self._leaf.any_of(places)

    def _phrase(self, folded: list[str]) -> Records:
        return self._leaf.ids(WORDS, folded[0]) if len(folded) == 1 else self._leaf.row_of(folded)

    def _filter(self, wanted: Filter) -> Records:
        leaf, name = self._leaf, wanted.field.value
        if wanted.field in (FieldName.KIND, FieldName.POLARITY):
            return leaf.ids(name, wanted.text)
        if wanted.field is FieldName.ACTOR and wanted.ids is not None:
            return reduce(or_, (leaf.ids("actor", one) for one in wanted.ids), leaf.table.nothing)
        folded = [word.folded for word in words(wanted.text)]
        if wanted.field is FieldName.TITLE:
            return leaf.in_articles(self._named("title", [stem(word) for word in folded], wanted))
        if wanted.field is FieldName.OUTLET:
            found = self._named("outlet", folded, wanted) | leaf.ids("outlet", fold(outlet_key(wanted.text)))
            return leaf.in_articles(found)
        if wanted.unfinished and wanted.field is FieldName.SPEAKER and len(folded) == 1 and len(folded[0]) <= EDGE:
            return leaf.ids("edge", folded[0]) & ~leaf.table.articles  # a statement's are its speaker's alone
        return self._named("via" if wanted.field is FieldName.VIA else "speaker", folded, wanted)

    def _named(self, field: str, folded: Sequence[str], wanted: Filter) -> Records:
        """The records in whose field all of these words stand; the last may be a beginning while it is typed."""
        sets = [self._leaf.ids(field, word) for word in folded]
        if wanted.unfinished and sets:
            sets[-1] = sets[-1] | self._leaf.beginning_in(field, folded[-1])
        return reduce(and_, sets) if sets else self._leaf.table.nothing

    def _dates(self, dated: Dated) -> Records:
        first, last = day_number(dated.first or dt.date.min), day_number(dated.last or dt.date.max)
        table = self._leaf.table
        if dated.field is FieldName.SAID:
            return (table.said <= last) & (first <= table.until)
        return self._leaf.in_articles((first <= table.days) & (table.days <= last))

    def _picked(self, picked: Picked) -> Records:
        leaf = self._leaf
        starts = [start for one in picked.articles if (start := leaf.article(one)) is not None]
        found = leaf.in_articles(leaf.table.records(np.array(starts, np.uint32)))
        for article_id, place in picked.statements:
            start = leaf.article(article_id)
            if start is not None:
                found[leaf.statements_at(start, place)] = True
        return ~found if picked.others else found


__all__ = ["Clock", "Matcher", "TimeIsOverError"]
