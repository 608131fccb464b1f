"""A query in tantivy's own terms: once for articles, once for statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as Wanted

from briefing.model.outlets import outlet_key
from briefing.search.engine import Marks, Only, Picked
from briefing.search.tantivy_schema import (
    NUMBERS,
    article_schema,
    day_number,
    number_of,
    place_of,
    plain,
    statement_schema,
    token,
)
from briefing.search.tree import (
    SHORTEST_PREFIX,
    SHORTEST_UNFINISHED,
    STATEMENT_FIELDS,
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
    alternatives,
)
from briefing.search.words import fold, stem, words

_TITLE_BOOST = 1.5
_LONGEST_FUZZY = 60
_SHARED = frozenset({FieldName.OUTLET, FieldName.TITLE, FieldName.DATE})


class Form(Enum):
    """Which of the two indexes."""

    ARTICLE = "articles"
    STATEMENT = "statements"


class Matcher:
    """Says which records of one index match.

    Args:
        form: Which index.
        marks: What the marks in a query stand for.
        by_statements: Whether an article matches what one of its statements does.
    """

    def __init__(self, form: Form, marks: Marks, *, by_statements: bool = False) -> None:
        self.form = form
        self._by_statements = by_statements
        self._schema = article_schema() if form is Form.ARTICLE else statement_schema()
        self._marks = marks

    def matching(self, query: Query, only: Only) -> Wanted | None:
        """What matches a query; None when it asks for nothing of this form."""
        if not query.parts:
            return None
        if self.form is Form.ARTICLE and (only is Only.STATEMENTS or query.statements_only):
            return None
        if self.form is Form.STATEMENT and only is Only.ARTICLES:
            return None
        return self._all_of(query.parts)

    def ranked(self, query: Query, matching: Wanted) -> Wanted | None:
        """The same matches scored by the words asked for; None when there is nothing to score by."""
        stems = stems_to_score(query.parts)
        if not stems:
            return None
        scored = [self._term("stems", one) for one in stems]
        if self.form is Form.ARTICLE:
            scored += [Wanted.boost_query(self._term("title", one), _TITLE_BOOST) for one in stems]
        wanted = [(Occur.Must, Wanted.const_score_query(matching, 0.0)), *((Occur.Should, one) for one in scored)]
        return Wanted.boolean_query(wanted)

    def by_number(self, numbers: Iterable[int]) -> Wanted:
        """The records of some articles."""
        return _any_of(self._schema, "number", list(numbers))

    def parted(self, parts: int) -> Iterator[Wanted | None]:
        """All articles in so many parts of about one size; None for all of them at once."""
        if parts < 2:
            yield None
            return
        step = -(-NUMBERS // parts)
        for first in range(0, NUMBERS, step):
            yield self._between("number", first, min(first + step, NUMBERS) - 1)

    def of_article(self, article_id: str) -> Wanted:
        """The records of one article."""
        return self._term("article", article_id)

    def named(self, field: str, folded: Sequence[str], *, beginning: bool) -> Wanted:
        """The records in whose field all of these words stand; the last may be a beginning."""
        if not folded:
            return Wanted.empty_query()
        wanted = [self._term(field, word) for word in folded]
        if beginning:
            wanted[-1] = self._beginning(field, folded[-1])
        return _all(wanted)

    def _all_of(self, parts: Sequence[Part]) -> Wanted:
        wanted = [(Occur.Must, self._part(part)) for part in parts if not isinstance(part, Not)]
        if not wanted:
            wanted.append((Occur.Must, Wanted.all_query()))
        wanted += [(Occur.MustNot, self._part(part.part)) for part in parts if isinstance(part, Not)]
        return wanted[0][1] if len(wanted) == 1 else Wanted.boolean_query(wanted)

    def _part(self, part: Part) -> Wanted:
        match part:
            case Either(parts=parts):
                return either(map(self._part, parts))
            case Both(parts=parts):
                return self._all_of(parts)
            case Not():
                return self._all_of([part])
            case Marked():
                return self._picked(self._marks.get(part, Picked()))
        return self._leaf(part)

    def _leaf(self, part: Term | Phrase | Filter | Dated) -> Wanted:
        match part:
            case Term():
                return self._word(part)
            case Phrase(text=text):
                return self._phrase([token(word.folded) for word in words(text)])
            case Filter():
                return self._filter(part)
            case Dated():
                return self._dated(part)

    def _word(self, term: Term, *, beside: bool = False) -> Wanted:
        """A word in a record, or only in what it holds beside its article's words."""
        stems, plain_words = ("beside_stems", "beside") if beside else ("stems", "words")
        folded = next(word.folded for word in words(term.text))
        found = [self._term(stems, stem(token(folded)))]
        if term.prefix or term.unfinished:
            if len(folded) >= (SHORTEST_PREFIX if term.prefix else SHORTEST_UNFINISHED):
                found.append(self._beginning(plain_words, folded))
            elif not beside:  # the names that a statement is found by are its article's too
                found.append(self._term("edge", folded))
        if term.edits and len(folded) <= _LONGEST_FUZZY:
            found.append(Wanted.fuzzy_term_query(self._schema, plain_words, folded, term.edits))
        return either(found)

    def _phrase(self, folded: list[str]) -> Wanted:
        if len(folded) == 1:
            return self._term("words", folded[0])
        return Wanted.phrase_query(self._schema, "words", list(folded)) if folded else Wanted.empty_query()

    def _filter(self, wanted: Filter) -> Wanted:
        if wanted.field in STATEMENT_FIELDS and self.form is Form.ARTICLE and not self._by_statements:
            return Wanted.empty_query()
        folded = [token(word.folded) for word in words(wanted.text)]
        match wanted.field:
            case FieldName.KIND | FieldName.POLARITY:
                return self._term(wanted.field.value, plain(wanted.text))
            case FieldName.ACTOR if wanted.ids is not None:
                return _any_of(self._schema, "who", [plain(one) for one in wanted.ids if one])
            case FieldName.TITLE:
                return self.named("title", [stem(word) for word in folded], beginning=wanted.unfinished)
            case FieldName.OUTLET:
                key = self._term("outlet", token(fold(outlet_key(wanted.text))))
                return either([self.named("outlet", folded, beginning=wanted.unfinished), key])
        return self.named("via" if wanted.field is FieldName.VIA else "speaker", folded, beginning=wanted.unfinished)

    def _dated(self, dated: Dated) -> Wanted:
        first, last = day_number(dated.first or dt.date.min), day_number(dated.last or dt.date.max)
        if dated.field is not FieldName.SAID:
            return self._between("day", first, last)
        if self.form is Form.ARTICLE:
            return Wanted.empty_query()
        return _all([self._between("said", 1, last), self._between("until", first, day_number(dt.date.max))])

    def _picked(self, picked: Picked) -> Wanted:
        found = [self.by_number(map(number_of, picked.articles))]
        if self.form is Form.STATEMENT:
            places = [place_of(article_id, start) for article_id, start in picked.statements]
            found.append(_any_of(self._schema, "place", places))
        held = either(found)
        return without(held) if picked.others else held

    def _term(self, field: str, value: str) -> Wanted:
        return Wanted.term_query(self._schema, field, plain(value))

    def _beginning(self, field: str, letters: str) -> Wanted:
        return Wanted.fuzzy_term_query(self._schema, field, plain(token(letters)), 0, prefix=True)

    def _between(self, field: str, first: int, last: int) -> Wanted:
        return Wanted.range_query(self._schema, field, FieldType.Unsigned, first, last)

    def beside(self, query: Query) -> Wanted | None:
        """Which statements may match a query though their articles do not; None when any may.

        An article's words are its statements' words too, but for those in `beside`; its title, outlet and day are
        theirs. So where a query only asks for words and these, and takes no words away, a statement's match comes from
        a word in `beside`, or its article matches as well.
        """
        found: list[Wanted] = []
        for part in query.nodes():
            match part:
                case Term():
                    found.append(self._word(part, beside=True))
                case Filter(field=field) | Dated(field=field) if field in _SHARED:
                    pass
                case Marked() if not self._marks.get(part, Picked()).statements:
                    pass
                case Phrase(text=text) if len(list(words(text))) == 1:
                    found.append(self._term("beside", token(next(words(text)).folded)))
                case Either() | Both():
                    pass
                case _:
                    return None
        return either(found)

    def holding(self, query: Query) -> Wanted | None:
        """The articles of which a statement matches a query; None when only their statements' records can tell.

        An article is found under whatever its statements are. So where a query asks for one thing that a statement has,
        and else for what it shares with its article, an article that has them all holds such a statement; with a second
        thing, the one may be another statement's.
        """
        own = [part for part in query.parts if not (isinstance(part, Filter | Dated) and part.field in _SHARED)]
        if len(own) != 1 or not all(map(_is_of_one_value, alternatives(own[0]))):
            return None
        return Matcher(Form.ARTICLE, self._marks, by_statements=True)._all_of(query.parts)


def _is_of_one_value(part: Part) -> bool:
    """Whether a part asks for one value of what a statement has, so that no two statements can each have half of it."""
    if not isinstance(part, Filter) or part.field not in STATEMENT_FIELDS:
        return False
    named = part.field in (FieldName.SPEAKER, FieldName.VIA) or (part.field is FieldName.ACTOR and part.ids is None)
    return not named or len(list(words(part.text))) == 1


def stems_to_score(parts: Iterable[Part]) -> list[str]:
    """The stems of the words that a query asks for; not what it excludes or filters by."""
    found: dict[str, None] = {}
    for part in parts:
        if isinstance(part, Either | Both):
            found.update(dict.fromkeys(stems_to_score(part.parts)))
        elif isinstance(part, Term | Phrase) or (isinstance(part, Filter) and part.field is FieldName.TITLE):
            found.update(dict.fromkeys(stem(token(word.folded)) for word in words(part.text)))
    return list(found)


def either(wanted: Iterable[Wanted]) -> Wanted:
    """At least one of these."""
    found = list(wanted)
    if len(found) == 1:
        return found[0]
    return Wanted.boolean_query([(Occur.Should, one) for one in found]) if found else Wanted.empty_query()


def without(unwanted: Wanted, wanted: Wanted | None = None) -> Wanted:
    """Everything, or what is wanted, without this."""
    return Wanted.boolean_query([(Occur.Must, wanted or Wanted.all_query()), (Occur.MustNot, unwanted)])


def both(one: Wanted, other: Wanted) -> Wanted:
    """What is in both."""
    return _all([one, other])


def _all(wanted: Sequence[Wanted]) -> Wanted:
    return wanted[0] if len(wanted) == 1 else Wanted.boolean_query([(Occur.Must, one) for one in wanted])


def _any_of(schema: tantivy.Schema, field: str, values: Sequence[int] | Sequence[str]) -> Wanted:
    return Wanted.term_set_query(schema, field, values) if values else Wanted.empty_query()


__all__ = ["Form", "Matcher", "both", "either", "stems_to_score", "without"]
