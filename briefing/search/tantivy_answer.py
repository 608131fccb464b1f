"""Questions to both indexes, and their answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import tantivy
from tantivy import Query as Wanted

from briefing.search.engine import NO_MARKS, EngineAnswer, EngineHit, Facets, Marks, Only, Suggestion
from briefing.search.likeness import like
from briefing.search.tantivy_clock import in_time
from briefing.search.tantivy_files import View
from briefing.search.tantivy_match import Form, Matcher, both, either
from briefing.search.tantivy_schema import first_of, plain, read_kept, token
from briefing.search.tree import FieldName, Query
from briefing.search.vocabulary import meant
from briefing.search.words import fold, words

_SCORE_LEAST = 0.05
_ONE_BY_ONE = 2_000  # so many matches are quicker looked at singly than counted together
_ALL_BUCKETS = 1 << 24
_MOST_BUCKETS = 50_000  # at a time: tantivy refuses to count more than 65,000 different values at once
_BUCKETS_OF_A_PIECE = 2_000  # the commonest names in each piece of the index; rarer ones are not what is asked for
_NAMED: Mapping[FieldName, tuple[Form, str, str]] = {
    FieldName.SPEAKER: (Form.STATEMENT, "speaker", "name"),
    FieldName.VIA: (Form.STATEMENT, "via", "carrier"),
    FieldName.OUTLET: (Form.ARTICLE, "outlet", "by"),
}


class Best(NamedTuple):
    """One match that may be among the best.

    Attributes:
        score: At most 1, measured by the best of its form.
        form: Article or statement.
        day: When its article was published; 0 when that is not known.
        address: Where it lies.
    """

    score: float
    form: Form
    day: int
    address: tantivy.DocAddress


class Asked:
    """A query put to both indexes.

    Args:
        view: The indexes.
        query: What is asked.
        only: Which records to answer with.
        marks: What the marks in it stand for.
    """

    def __init__(self, view: View, query: Query, only: Only, marks: Marks) -> None:
        self._view = view
        self._query = query
        self._matchers = {form: Matcher(form, marks) for form in Form}
        self.matching = {
            form: found
            for form, matcher in self._matchers.items()
            if (found := matcher.matching(query, only)) is not None
        }
        self._more: list[int] | None = None
        told = Form.ARTICLE in self.matching or Form.STATEMENT not in self.matching
        self._holding = None if told else self._matchers[Form.STATEMENT].holding(query)

    def count(self, form: Form) -> int:
        """How many records of a form match."""
        found = self.matching.get(form)
        return _count(self._view.of(form), found) if found is not None else 0

    def best(self, form: Form, limit: int) -> tuple[list[Best], int]:
        """The best records of a form, best first, and how many match."""
        matching, searcher = self.matching.get(form), self._view.of(form)
        if matching is None:
            return [], 0
        ranked = self._matchers[form].ranked(self._query, matching)
        if ranked is None:
            found = searcher.search(matching, limit=limit, order_by_field="day")
            scores = [0.0 for _ in found.hits]
        else:
            found = searcher.search(ranked, limit=limit)
            scores = [score for score, _ in found.hits]
        addresses = [address for _, address in found.hits]
        days = searcher.fast_field_values("day", addresses) if addresses else []
        top = max(scores, default=0.0)
        best = [
            Best(score / top if top else 1.0, form, int(day or 0), address)
            for score, day, address in zip(scores, days, addresses, strict=True)
        ]
        return sorted(best, key=_order), int(found.count)

    def through_statements(self) -> int:
        """How many articles match through a statement only."""
        return len(self._numbers()) if self._holding is None else _count(self._view.articles, self._holding)

    def all_articles(self) -> Wanted | None:
        """The articles that match, by themselves or through a statement."""
        if self._holding is not None:
            return self._holding
        found = [self.matching[Form.ARTICLE]] if Form.ARTICLE in self.matching else []
        if more := self._numbers():
            found.append(self._matchers[Form.ARTICLE].by_number(more))
        return either(found) if found else None

    def _numbers(self) -> list[int]:
        """The numbers of the articles that match through a statement only."""
        if self._more is None:
            self._more = self._found_numbers()
        return self._more

    def _found_numbers(self) -> list[int]:
        said, told = self.matching.get(Form.STATEMENT), self.matching.get(Form.ARTICLE)
        if said is None:
            return []
        matcher, articles = self._matchers[Form.STATEMENT], self._matchers[Form.ARTICLE]
        if told is None:
            return list(_numbers(self._view, matcher, said))
        if self.count(Form.ARTICLE) == self._view.articles.num_docs:
            return []
        beside = matcher.beside(self._query)
        numbers = _numbers(self._view, matcher, said if beside is None else both(said, beside))
        if not numbers:
            return []
        return list(numbers - _numbers(self._view, articles, both(articles.by_number(numbers), told)))


@dataclass(slots=True)
class _Gathered:
    """What a search has found so far."""

    best: dict[Form, list[Best]] = field(default_factory=dict)
    counts: dict[Form, int] = field(default_factory=dict)
    through_statements: int = 0


def count(view: View) -> int:
    """How many articles there are."""
    articles: int = view.articles.num_docs
    return articles


def search(
    view: View, *, query: Query, only: Only, limit: int, marks: Marks, seconds: float, among: int | None = None
) -> EngineAnswer:
    """The best matches of a query."""
    found = _Gathered()
    among = max(limit, among or 0)

    def gather() -> None:
        asked = Asked(view, query, only, marks)
        for form in Form:
            if among:
                found.best[form], found.counts[form] = asked.best(form, among)
            else:
                found.counts[form] = asked.count(form)
        found.through_statements = asked.through_statements()

    whole = in_time(gather, query, seconds)
    best, counts = dict(found.best), dict(found.counts)  # as they are now: a late search may still be adding to them
    merged = _merged(best.get(Form.ARTICLE, []), best.get(Form.STATEMENT, []), among)[:limit]
    articles = counts.get(Form.ARTICLE, 0) + found.through_statements
    return EngineAnswer(tuple(_hit(view, one) for one in merged), articles, sum(counts.values()), not whole)


def matching(view: View, *, query: Query, marks: Marks, seconds: float) -> frozenset[str]:
    """The ids of all articles that match."""
    ids: list[str] = []

    def gather() -> None:
        wanted = Asked(view, query, Only.ALL, marks).all_articles()
        if wanted is not None:
            result = view.articles.search(wanted, limit=_few(view))
            if result.count <= _few(view):
                ids.extend(read_kept(view.articles.doc(address)).article_id for _, address in result.hits)
            else:
                ids.extend(name for name, _ in view.articles.terms_with_prefix("article", "", wanted))

    in_time(gather, query, seconds)
    return frozenset(ids)


def facets(view: View, *, query: Query, only: Only, marks: Marks, most: int, seconds: float) -> Facets:
    """How the matches of a query spread."""
    found: list[Facets] = []

    def gather() -> None:
        asked = Asked(view, query, only, marks)
        said = asked.matching.get(Form.STATEMENT)
        actors = _spread(view.statements, said, "who", most) if said is not None else ()
        found.append(Facets(actors))
        if (told := asked.all_articles()) is not None:
            found.append(_in_articles(view, told, actors, most))

    in_time(gather, query, seconds)
    return found[-1] if found else Facets()


def _in_articles(view: View, told: Wanted, actors: tuple[tuple[str, int], ...], most: int) -> Facets:
    counted = _counted(view.articles, told, {"by": most, "month": _ALL_BUCKETS})
    months = counted["month"]
    return Facets(
        actors=actors,
        outlets=tuple((str(name), count) for name, count in counted["by"]),
        months=tuple(sorted((first_of(int(month)), count) for month, count in months if month)),
        undated=sum(count for month, count in months if not month),
    )


def suggest(view: View, *, beginning: str, field: FieldName | None, limit: int) -> tuple[Suggestion, ...]:
    """Words, or names in which a word begins so."""
    folded = [token(word.folded) for word in words(beginning)]
    if not folded:
        return ()
    counted: dict[str, int] = {}
    if field is None:
        for searcher in (view.articles, view.statements):
            for word, count in searcher.terms_with_prefix("words", folded[-1]):
                counted[word] = counted.get(word, 0) + count
    elif field in _NAMED:
        form, looked_in, shown = _NAMED[field]
        wanted = Matcher(form, NO_MARKS).named(looked_in, folded, beginning=True)
        counted = dict(_spread(view.of(form), wanted, shown, limit * 4))
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:limit]
    return tuple(Suggestion(text, count) for text, count in ranked)


def did_you_mean(view: View, *, words: Collection[str]) -> Mapping[str, str]:
    """What was probably meant by words that stand nowhere."""
    unknown = [word for word in map(fold, words) if word and not _frequency(view, "words", word)]
    return {word: better for word in unknown if (better := meant(word, view.vocabularies)) is not None}


def more_like(view: View, *, article_id: str, statement: int | None, limit: int, seconds: float) -> EngineAnswer:
    """What shares the distinctive words of an article or a statement."""
    text = _text_of(view, article_id, statement)
    if text is None:
        return EngineAnswer()
    total = view.articles.num_docs + view.statements.num_docs
    query = like(text, lambda one: _frequency(view, "stems", one), total)
    only = Only.ARTICLES if statement is None else Only.STATEMENTS
    answer = search(view, query=query, only=only, limit=limit + 1, marks=NO_MARKS, seconds=seconds)
    others = [hit for hit in answer.hits if (hit.article_id, hit.statement) != (article_id, statement)]
    near = tuple(hit for hit in others if hit.score > _SCORE_LEAST)[:limit]
    return EngineAnswer(near, len({hit.article_id for hit in near}), len(near), answer.partial)


def _merged(articles: list[Best], statements: list[Best], limit: int) -> list[Best]:
    """Both forms in one list; neither takes more than half of the places while the other could fill them."""
    half = limit // 2
    articles = articles[: max(limit - min(len(statements), half), half)][:limit]
    return sorted([*statements[: limit - len(articles)], *articles], key=_order)


def _order(best: Best) -> tuple[float, bool, int, int, int]:
    """Best first, of equals the statement, then the newest, then as it lies in the index."""
    address = best.address
    return -best.score, best.form is Form.ARTICLE, -best.day, address.segment_ord, address.doc


def _hit(view: View, best: Best) -> EngineHit:
    kept = read_kept(view.of(best.form).doc(best.address))
    return EngineHit(kept.article_id, kept.start, kept.text, kept.spans, best.score)


def _text_of(view: View, article_id: str, statement: int | None) -> str | None:
    """The text of an article, or the content of its statement that begins there."""
    form = Form.ARTICLE if statement is None else Form.STATEMENT
    searcher = view.of(form)
    wanted = Matcher(form, NO_MARKS).of_article(article_id)
    for _, address in searcher.search(wanted, limit=10_000).hits:
        kept = read_kept(searcher.doc(address))
        if kept.start == statement:
            return kept.text
    return None


def _frequency(view: View, field: str, word: str) -> int:
    written = plain(token(word))
    return sum(int(searcher.doc_freq(field, written)) for searcher in (view.articles, view.statements))


def _count(searcher: tantivy.Searcher, wanted: Wanted) -> int:
    count: int = searcher.search(wanted, limit=1).count
    return count


def _few(view: View) -> int:
    return max(200, count(view) // 50)


def _numbers(view: View, matcher: Matcher, wanted: Wanted) -> set[int]:
    """The numbers of the articles of all records that match."""
    searcher = view.of(matcher.form)
    few = searcher.search(Wanted.const_score_query(wanted, 0.0), limit=_ONE_BY_ONE)  # gone through once, to count too
    if few.count <= _ONE_BY_ONE:
        addresses = [address for _, address in few.hits]
        return {int(number or 0) for number in searcher.fast_field_values("number", addresses)} if addresses else set()
    articles: int = view.articles.num_docs
    found: set[int] = set()
    for part in matcher.parted(-(-min(few.count, articles) // _MOST_BUCKETS)):
        buckets = _buckets(searcher, wanted if part is None else both(wanted, part), "number", _ALL_BUCKETS)
        found.update(int(number) for number, _ in buckets)
    return found


def _spread(searcher: tantivy.Searcher, wanted: Wanted, field: str, most: int) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), count) for name, count in _buckets(searcher, wanted, field, most))


def _buckets(searcher: tantivy.Searcher, wanted: Wanted, field: str, most: int) -> list[tuple[Any, int]]:
    """The commonest values of a field among the matches, and how often each stands there."""
    return _counted(searcher, wanted, {field: most})[field]


def _counted(searcher: tantivy.Searcher, wanted: Wanted, fields: Mapping[str, int]) -> dict[str, list[tuple[Any, int]]]:
    """The same for several fields, for which the matches are gone through once.

    Args:
        searcher: Reads the records.
        wanted: What is to match.
        fields: The fields, and at most how many values of each.
    """
    asked = {
        field: {"terms": {"field": field, "size": most, "segment_size": max(most, _BUCKETS_OF_A_PIECE)}}
        for field, most in fields.items()
        if most > 0
    }
    found = searcher.aggregate(wanted, asked) if asked else {}
    return {
        field: [(one["key"], int(one["doc_count"])) for one in found[field]["buckets"]] if field in found else []
        for field in fields
    }


__all__ = ["Asked", "count", "did_you_mean", "facets", "matching", "more_like", "search", "suggest"]
