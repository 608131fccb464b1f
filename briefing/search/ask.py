"""Asking an engine: its matches marked, said back in words, and advised on when there are none."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.model import Span
from briefing.search.advice import advise
from briefing.search.engine import NO_MARKS, EngineAnswer, EngineHit, Marks, Only, SearchEngine
from briefing.search.explain import explain
from briefing.search.fields import mended_fields
from briefing.search.marks import Wanted, in_article, snippet, wanted
from briefing.search.tree import SHORTEST_UNFINISHED, FieldName, Filter, Part, Phrase, Query, Term, nodes
from briefing.search.vocabulary import distance, slips_forgiven
from briefing.search.words import words

SECONDS = 0.7
"""What an answer may take; while typing, a third of it."""
_ADVICE_SECONDS = 0.3
_JOINT = len(" … ")
_NAMED_BY = {
    FieldName.SPEAKER: FieldName.SPEAKER,
    FieldName.ACTOR: FieldName.SPEAKER,
    FieldName.OUTLET: FieldName.OUTLET,
    FieldName.VIA: FieldName.VIA,
}
_SURE_LETTERS = 2
_NAMES_LOOKED_AT = 400
_NOTHING = "Type words to search for."
_UNREADABLE = "The search index cannot be read; it is made again from the library."
_MISSING = "The search index has not been made yet; it is being made from the library."
_NO_TIME = "Time ran out before anything was found: search again."
_TOO_MUCH = "The search could not answer this; ask it differently."


@dataclass(frozen=True, slots=True)
class Match:
    """One match with its words marked.

    Attributes:
        article_id: The article's id.
        statement: The `start` of the statement found, or None when the article itself matched.
        snippet: Words around the first match, on one line.
        marks: Where in `snippet` the matched words stand.
        spans: Where in the article's text the matched words stand, in order.
        score: Comparable within one answer only.
    """

    article_id: str
    statement: int | None
    snippet: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query.

    Attributes:
        matches: Best first.
        explained: The query said back in words, with what was not understood; never empty.
        articles: How many articles match in all, by themselves or through a statement.
        records: How many articles and statements match in all.
        partial: True when time ran out before everything was looked at.
        advice: When there is no match: which part of the query emptied it, in words; else "".
        instead: When words stand nowhere: the query as it was probably meant; else "".
        corrected: True when the query was mended before it was asked.
    """

    matches: tuple[Match, ...]
    explained: str
    articles: int = 0
    records: int = 0
    partial: bool = False
    advice: str = ""
    instead: str = ""
    corrected: bool = False


def ask(
    engine: SearchEngine,
    query: Query,
    *,
    text: str = "",
    only: Only = Only.ALL,
    limit: int = 50,
    among: int | None = None,
    marks: Marks = NO_MARKS,
    seconds: float = SECONDS,
) -> Answer:
    """Ask an engine.

    Args:
        engine: Which.
        query: What is asked.
        text: The query as it was typed, to mend in `Answer.instead`.
        only: Which records to answer with.
        limit: At most so many matches.
        among: How many the engine is to rank for that; see `SearchEngine.search`.
        marks: What the marks in the query stand for.
        seconds: After so long, what was found so far is the answer.
    """
    explained = explain(query)
    if not query.parts:
        return Answer((), explained, advice=_NOTHING, corrected=query.corrected)
    found = engine.search(query, only=only, limit=limit, among=among, marks=marks, seconds=seconds)
    look_for = wanted(query)
    advice = instead = ""
    if found.failed:
        state = engine.state()
        advice = _TOO_MUCH if state == "ready" else _MISSING if state == "missing" else _UNREADABLE
    elif not found.records and found.partial:
        advice = _NO_TIME
    elif not found.records:
        advice = _advice(engine, query, only, marks)
        mended = mended_fields(text)
        instead = respelled(mended, _better_words(engine, query)) or (mended if mended != text else "")
    return Answer(
        matches=tuple(marked(hit, look_for) for hit in found.hits),
        explained=explained,
        articles=found.articles,
        records=found.records,
        partial=found.partial,
        advice=advice,
        instead=instead,
        corrected=query.corrected,
    )


def more_like(engine: SearchEngine, article_id: str, statement: int | None, *, limit: int = 20) -> Answer:
    """What shares the distinctive words of an article or a statement."""
    found: EngineAnswer = engine.more_like(article_id, statement, limit=limit)
    nothing = Wanted(frozenset(), frozenset(), (), ())
    what = "article" if statement is None else "statement"
    advice = "" if found.hits else f"Nothing in the library is like this {what}."
    return Answer(
        matches=tuple(marked(hit, nothing) for hit in found.hits),
        explained=f"{what}s with the same distinctive words, most alike first",
        articles=found.articles,
        records=found.records,
        partial=found.partial,
        advice=advice,
    )


def marked(hit: EngineHit, look_for: Wanted) -> Match:
    """A hit with its words found in its text."""
    spans = look_for.find(hit.text)
    shown, marks = snippet(hit.text, spans)
    if hit.statement is None:
        return Match(hit.article_id, None, shown, marks, spans, hit.score)
    content = hit.spans or (Span(hit.statement, hit.statement + len(hit.text)),)
    return Match(hit.article_id, hit.statement, shown, marks, tuple(in_article(spans, content, _JOINT)), hit.score)


def respelled(text: str, better: Mapping[str, str]) -> str:
    """A query with some of its words replaced; "" when nothing is."""
    said, at, changed = "", 0, False
    for word in words(text):
        typed = text[word.start : word.end]
        meant = better.get(word.folded, typed)
        said += text[at : word.start] + (meant.capitalize() if typed[:1].isupper() and meant.islower() else meant)
        at, changed = word.end, changed or word.folded in better
    return said + text[at:] if changed else ""


def _better_words(engine: SearchEngine, query: Query) -> dict[str, str]:
    """For words that stand nowhere, or in no such name: what was probably meant."""

    def begun(text: str, field: FieldName | None = None) -> bool:
        return len(text) < SHORTEST_UNFINISHED or bool(engine.suggest(text, field=field, limit=1))

    found = dict(engine.did_you_mean(_plain_words(query, begun)))
    for part in query.nodes():
        if isinstance(part, Filter) and part.field in _NAMED_BY:
            field = _NAMED_BY[part.field]
            for word in words(part.text):
                found.pop(word.folded, None)
                if part.unfinished and begun(word.folded, field):
                    continue
                if near := _in_names(engine, word.folded, field):
                    found[word.folded] = near
    return found


def _in_names(engine: SearchEngine, word: str, field: FieldName) -> str:
    """A word of names that is spelt nearly so, the nearest, of equals that of who says most; "" when there is none."""
    most = slips_forgiven(word)
    names = engine.suggest(word[:_SURE_LETTERS], field=field, limit=_NAMES_LOOKED_AT)
    said = dict.fromkeys(one.folded for name in names for one in words(name.text))
    if word in said:
        return ""
    near = min(said, key=lambda one: distance(word, one, most), default="")
    if near and distance(word, near, most) <= most:
        return near
    otherwise = engine.did_you_mean([word]).get(word, "")
    return otherwise if otherwise and engine.suggest(otherwise, field=field, limit=1) else ""


def _plain_words(query: Query, begun: Callable[[str], bool]) -> list[str]:
    """The words that could be misspelt: those that are asked for as they stand, and do not begin one as far as typed.

    Args:
        query: The query.
        begun: Whether a word that is not finished may be the beginning of one that stands somewhere.
    """
    return [
        word.folded
        for one in query.parts
        for part in nodes(one)
        if isinstance(part, Phrase)
        or (isinstance(part, Term) and not (part.prefix or part.edits))
        or (isinstance(part, Filter) and part.field is FieldName.TITLE)
        for word in words(part.text)
        if isinstance(part, Phrase) or not part.unfinished or not begun(word.folded)
    ]


def _advice(engine: SearchEngine, query: Query, only: Only, marks: Marks) -> str:
    deadline = time.monotonic() + _ADVICE_SECONDS

    def count(parts: tuple[Part, ...]) -> int:
        left = deadline - time.monotonic()
        if left <= 0:
            return 0
        return engine.search(Query(parts=parts), only=only, limit=0, marks=marks, seconds=left).articles

    advice = advise(query, count)
    if only is not Only.ALL and engine.search(query, limit=0, marks=marks, seconds=_ADVICE_SECONDS).records:
        return f"Nothing among the {only}; there is something among the rest."
    return advice


__all__ = ["SECONDS", "Answer", "Match", "ask", "marked", "more_like", "respelled"]
