"""What each node of a query matches, record by record: slow, plain, and the law for every engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.model.outlets import outlet_key
from briefing.search.engine import NO_MARKS, Document, Marks, Only, StatementDocument
from briefing.search.tree import (
    SHORTEST_PREFIX,
    SHORTEST_UNFINISHED,
    SHORTEST_WORD,
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
)
from briefing.search.words import fold, stem, words

Name = tuple[str, int | None]


@dataclass(frozen=True)
class Thing:
    """An article, or a statement in one, as it is searched.

    Attributes:
        document: The article.
        statement: The statement, or None.
        parts: The words of each of its parts.
        names: The names in it: what short beginnings are looked up in.
    """

    document: Document
    statement: StatementDocument | None
    parts: Sequence[Sequence[str]]
    names: frozenset[str]

    @property
    def name(self) -> Name:
        return self.document.article_id, self.statement.start if self.statement else None

    def holds(self, wanted: Iterable[str]) -> bool:
        return any(word in part for word in wanted for part in self.parts)

    @property
    def words(self) -> set[str]:
        return {word for part in self.parts for word in part}


def scan(
    documents: Iterable[Document], query: Query, only: Only = Only.ALL, marks: Marks = NO_MARKS
) -> frozenset[Name]:
    """The articles and statements that a query matches."""
    if not query.parts:
        return frozenset()
    return frozenset(
        thing.name
        for document in documents
        for thing in things(document)
        if (thing.statement is not None or not (query.statements_only or only is Only.STATEMENTS))
        and not (thing.statement is not None and only is Only.ARTICLES)
        and all(matches(part, thing, marks) for part in query.parts)
    )


def things(document: Document) -> Iterable[Thing]:
    told = (document.title, *document.outlets[:2], document.author)
    texts = [document.text, *(one for one in told if one and one not in document.text)]
    speakers = [name for one in document.statements for name in (one.speaker, *one.aliases)]
    yield Thing(document, None, [folded(text) for text in texts], frozenset(folded(document.title, *speakers)))
    for one in document.statements:
        names = [name for name in dict.fromkeys((one.speaker, *one.aliases)) if name]
        parts = [folded(one.content), *map(folded, names)]
        yield Thing(document, one, parts, frozenset(folded(*names)))


def folded(*texts: str) -> list[str]:
    return [word.folded for text in texts for word in words(text)]


def matches(part: Part, thing: Thing, marks: Marks) -> bool:
    match part:
        case Not(part=inner):
            return not matches(inner, thing, marks)
        case Either(parts=parts):
            return any(matches(one, thing, marks) for one in parts)
        case Both(parts=parts):
            return all(matches(one, thing, marks) for one in parts)
        case Term():
            return _term(part, thing)
        case Phrase(text=text):
            return any(_row(folded(text), one) for one in thing.parts)
        case Dated(field=FieldName.SAID):
            return thing.statement is not None and _may_be_within(part, thing.statement)
        case Dated():
            return _within(part, thing.document.published)
        case Marked():
            return part in marks and marks[part].holds(*thing.name)
        case Filter():
            return _filter(part, thing)


def _term(term: Term, thing: Thing) -> bool:
    (word,) = folded(term.text)
    if term.unfinished and len(word) < SHORTEST_WORD:
        return any(one.startswith(word) for one in thing.names)
    if any(stem(one) == stem(word) for one in thing.words):
        return True
    if term.prefix or term.unfinished:
        short = len(word) < (SHORTEST_PREFIX if term.prefix else SHORTEST_UNFINISHED)
        return any(one.startswith(word) for one in (thing.names if short else thing.words))
    return bool(term.edits) and any(apart(word, one) <= term.edits for one in thing.words)


def _filter(wanted: Filter, thing: Thing) -> bool:
    statement = thing.statement
    if wanted.field in STATEMENT_FIELDS and statement is None:
        return False
    match wanted.field:
        case FieldName.OUTLET:
            held = folded(*thing.document.outlets)
            return _named(wanted, held) or fold(outlet_key(wanted.text)) in held
        case FieldName.TITLE:
            titled = {stem(word) for word in folded(thing.document.title)}
            return _named(wanted, titled, stemmed=True)
    assert statement is not None
    match wanted.field:
        case FieldName.KIND:
            return statement.kind == wanted.text
        case FieldName.POLARITY:
            return statement.polarity == wanted.text
        case FieldName.VIA:
            return _named(wanted, folded(statement.via))
        case FieldName.ACTOR if wanted.ids is not None:
            return statement.actor in wanted.ids
    return _named(wanted, folded(statement.speaker, *statement.aliases))


def _named(wanted: Filter, held: Iterable[str], *, stemmed: bool = False) -> bool:
    held = set(held)
    asked = [stem(word) if stemmed else word for word in folded(wanted.text)]
    last = asked[-1] in held or (wanted.unfinished and any(one.startswith(asked[-1]) for one in held))
    return last and all(word in held for word in asked[:-1])


def _within(dated: Dated, day: dt.date | None) -> bool:
    return day is not None and (dated.first or dt.date.min) <= day <= (dated.last or dt.date.max)


def _may_be_within(dated: Dated, said: StatementDocument) -> bool:
    first, last = said.said_on, said.said_until or said.said_on
    days = dated.last or dt.date.max, dated.first or dt.date.min
    return first is not None and last is not None and first <= days[0] and days[1] <= last


def _row(wanted: Sequence[str], held: Sequence[str]) -> bool:
    return any(list(held[at : at + len(wanted)]) == list(wanted) for at in range(len(held) - len(wanted) + 1))


def apart(one: str, other: str) -> int:
    """The optimal string alignment distance, by its definition."""
    table = {(row, 0): row for row in range(len(one) + 1)} | {(0, at): at for at in range(len(other) + 1)}
    for row in range(1, len(one) + 1):
        for at in range(1, len(other) + 1):
            table[row, at] = min(
                table[row - 1, at] + 1,
                table[row, at - 1] + 1,
                table[row - 1, at - 1] + (one[row - 1] != other[at - 1]),
            )
            if row > 1 and at > 1 and one[row - 1] == other[at - 2] and one[row - 2] == other[at - 1]:
                table[row, at] = min(table[row, at], table[row - 2, at - 2] + 1)
    return table[len(one), len(other)]
