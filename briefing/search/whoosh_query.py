"""A query in Whoosh's terms.

Whoosh's own `normalize` (which turns "everything and X" into "everything") and `Require` (which excludes what it should
require) are never used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from whoosh import query as wq

from briefing.model.outlets import outlet_key
from briefing.search.dates import Dated
from briefing.search.query import (
    SHORTEST_PREFIX,
    STATEMENT_FIELDS,
    Either,
    Field,
    Filter,
    Not,
    Part,
    Phrase,
    Query,
    Term,
)
from briefing.search.whoosh_names import WhooshQuery
from briefing.search.whoosh_schema import EDGE, STATEMENT
from briefing.search.words import Word, fold, stem, words

_TITLE_BOOST = 1.5


def compiled(query: Query) -> WhooshQuery:
    """The whole query; words that also stand in the title count more."""
    matched = conjunction(query.parts, statements_only=query.statements_only)
    titled = [wq.Term("title", stem(word.folded), boost=_TITLE_BOOST) for word in _plain_words(query.parts)]
    return wq.AndMaybe(matched, _any(titled)) if titled else matched


def conjunction(parts: Sequence[Part], *, statements_only: bool) -> WhooshQuery:
    """All of these parts."""
    wanted = [_part(part) for part in parts if not isinstance(part, Not)]
    if statements_only and not any(isinstance(part, Filter) and part.field in STATEMENT_FIELDS for part in parts):
        wanted.append(wq.Term("form", STATEMENT))
    unwanted = [_part(part.part) for part in parts if isinstance(part, Not)]
    found = _all(wanted) if wanted else wq.Every()
    return wq.AndNot(found, _any(unwanted)) if unwanted else found


def _part(part: Part) -> WhooshQuery:
    match part:
        case Term():
            return _term(part)
        case Phrase(text=text):
            return _phrase([word.folded for word in words(text)])
        case Filter():
            return _filter(part)
        case Dated():
            return _dates(part)
        case Either(parts=parts):
            return _any([_part(one) for one in parts])
        case Not(part=inner):
            return wq.AndNot(wq.Every(), _part(inner))


def _term(term: Term) -> WhooshQuery:
    folded = _only(term.text)
    if term.prefix:
        return _any([_beginning(folded, SHORTEST_PREFIX), wq.Term("stems", stem(folded))])
    if term.unfinished:
        return _any([_beginning(folded, EDGE), wq.Term("stems", stem(folded))])
    return wq.Term("stems", stem(folded))


def _beginning(folded: str, shortest: int) -> WhooshQuery:
    """Words that begin so; fewer letters are looked up in names and titles only, as too many begin so."""
    return wq.Term("edge", folded) if len(folded) < shortest else wq.Prefix("words", folded)


def _phrase(folded: list[str]) -> WhooshQuery:
    return wq.Term("words", folded[0]) if len(folded) == 1 else wq.Phrase("words", folded)


def _filter(wanted: Filter) -> WhooshQuery:
    if wanted.field in (Field.KIND, Field.POLARITY):
        return wq.Term(wanted.field.value, wanted.text)
    folded = [word.folded for word in words(wanted.text)]
    name = wanted.field.value
    if wanted.field is Field.TITLE:
        folded = [stem(word) for word in folded]
    terms = [wq.Term(name, word) for word in folded]
    if wanted.unfinished:
        terms[-1] = _any([terms[-1], wq.Prefix(name, folded[-1])])
    if wanted.field is Field.OUTLET:  # whatever way its name is written
        return _any([_all(terms), wq.Term(name, fold(outlet_key(wanted.text)))])
    return _all(terms)


def _dates(dated: Dated) -> WhooshQuery:
    return wq.NumericRange("day", _day(dated.first or dt.date.min), _day(dated.last or dt.date.max))


def _day(day: dt.date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _plain_words(parts: Sequence[Part]) -> list[Word]:
    texts = [part.text for part in parts if isinstance(part, Term | Phrase)]
    return list({word.folded: word for text in texts for word in words(text)}.values())


def _only(text: str) -> str:
    return next(word.folded for word in words(text))


def _all(queries: Sequence[WhooshQuery]) -> WhooshQuery:
    return queries[0] if len(queries) == 1 else wq.And(list(queries))


def _any(queries: Sequence[WhooshQuery]) -> WhooshQuery:
    return queries[0] if len(queries) == 1 else wq.Or(list(queries))
