"""A query said back in words, so that nobody has to guess what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model import Kind
from briefing.search.tree import (
    SHORTEST_PREFIX,
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

_SHOWN_PARTS = 12
_SHOWN_NOTES = 3
_LONGEST = 3_000
_ADVERBS = {Kind.DIRECT: "directly", Kind.MIXED: "partly in quotation marks", Kind.INDIRECT: "indirectly"}

_VALUES = {
    FieldName.SPEAKER: "said by {}",
    FieldName.ACTOR: "said by {} under any name",
    FieldName.OUTLET: "published by {}",
    FieldName.VIA: "carried by {}",
    FieldName.TITLE: "with “{}” in the title",
    FieldName.KIND: "said {}",
    FieldName.POLARITY: "{}",
    FieldName.DATE: "published {}",
    FieldName.SAID: "said {}",
    FieldName.IS: "marked {}",
    FieldName.TAG: "tagged “{}”",
}
_MARKS = {
    "read": "in articles that you have read",
    "unread": "in articles that you have not read",
    "tagged": "with a tag",
    "noted": "with a note",
}


def explain(query: Query) -> str:
    """A query in words: both “sanctions” and the phrase “air defense”, anywhere; said by Demir."""
    clauses = list(_clauses(query))
    if not clauses:
        said = "nothing to search for" if query.notes else "nothing asked yet"
    elif _asked_words(query):
        said = "; ".join(clauses)
    else:
        subject = "statements" if query.statements_only else "articles and statements"
        said = f"{subject} {'; '.join(clauses)}"
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
    return f"{said}. {note}" if (note := misunderstood(query)) else said


def misunderstood(query: Query) -> str:
    """What was not understood, in one sentence; "" when everything was."""
    notes = query.notes[:_SHOWN_NOTES]
    return f"Not as typed: {'; '.join(notes)}." if notes else ""


def name(part: Part) -> str:
    """One part of a query in words, to say that this is what emptied the answer."""
    match part:
        case Not(part=inner):
            return f"“not” before {name(inner)}"
        case Either(parts=parts):
            return _listed([name(one) for one in parts], "or")
        case Both(parts=parts):
            return f"({_listed([name(one) for one in parts], 'and')})"
        case Filter(field=field, text=text) | Marked(field=field, text=text):
            return f"{field}:{_quoted_if_long(text)}"
        case Dated(field=field, text=text):
            return f"{field}:{text}"
    return _word(part)


def _asked_words(query: Query) -> list[Part]:
    return [part for part in query.parts if _is_text(part)]


def _clauses(query: Query) -> Iterable[str]:
    """The query's clauses in the order in which one would say them."""
    words = _asked_words(query)
    if words:
        yield f"{_together(words)}, {'in a statement' if query.statements_only else 'anywhere'}"
    yield from _speech(query.parts)
    for part in query.parts:
        if not (isinstance(part, Not) or _is_text(part) or _is_speech(part)):
            yield _said(part)
    unwanted = [_said(part.part) for part in query.parts if isinstance(part, Not) and _is_text(part.part)]
    if unwanted:
        yield f"without {_listed(unwanted, 'or')}"
    for part in query.parts:
        if isinstance(part, Not) and not _is_text(part.part):
            yield f"not {_said(part.part)}"


def _speech(parts: Sequence[Part]) -> Iterable[str]:
    """Who said it and how, as one: "denied directly by Demir"."""
    how, adverbs, by = (
        [_listed([_value(one) for one in alternatives(part)], "or") for part in parts if _asks(part, field)]
        for field in (FieldName.POLARITY, FieldName.KIND, FieldName.SPEAKER)
    )
    if how or adverbs or by:
        yield " ".join([*(how or ["said"]), *adverbs, *(f"by {one}" for one in by)])


def _is_speech(part: Part) -> bool:
    return any(_asks(part, field) for field in (FieldName.SPEAKER, FieldName.KIND, FieldName.POLARITY))


def _asks(part: Part, field: FieldName) -> bool:
    return all(isinstance(one, Filter) and one.field is field for one in alternatives(part))


def _is_text(part: Part) -> bool:
    match part:
        case Term() | Phrase():
            return True
        case Either(parts=parts) | Both(parts=parts):
            return all(_is_text(one) for one in parts)
    return False


def _said(part: Part) -> str:
    match part:
        case Either(parts=parts):
            return _either(parts)
        case Both(parts=parts):
            return _together(parts)
        case Not(part=inner):
            return f"not {_said(inner)}"
        case Marked(field=FieldName.IS, text=text) if text in _MARKS:
            return _MARKS[text]
        case Filter(field=field) | Dated(field=field) | Marked(field=field):
            return _VALUES[field].format(_value(part))
    return _word(part)


def _either(parts: Sequence[Part]) -> str:
    """Any of several things; of one field, its values: published in March or in May."""
    fields = {one.field if isinstance(one, Filter | Dated) else None for one in parts}
    field = fields.pop() if len(fields) == 1 else None
    if field is None:
        return _listed([_said(one) for one in parts], "or")
    return _VALUES[field].format(_listed([_value(one) for one in parts], "or"))


def _value(part: Part) -> str:
    match part:
        case Filter(field=FieldName.KIND, text=text):
            return _ADVERBS[Kind(text)]
        case Marked(text=text, unfinished=unfinished):
            return f"{text}…" if unfinished else text
        case Filter(text=text):
            return text
        case Dated(words=words):
            return words
    return _said(part)


def _word(part: Part) -> str:
    match part:
        case Phrase(text=text):
            return f"the phrase “{text}”"
        case Term(text=text, prefix=True):
            return f"{'names and titles' if len(text) < SHORTEST_PREFIX else 'words'} beginning with “{text}”"
        case Term(text=text, unfinished=True):
            return f"“{text}…”"
        case Term(text=text, edits=edits):
            return f"words like “{text}”" if edits else f"“{text}”"
    return name(part)


def _quoted_if_long(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _together(parts: Sequence[Part]) -> str:
    """Things that must all hold, choices last lest they swallow others: both a and either b or c; all of a, b and c."""
    if len(parts) == 1:
        return _said(parts[0])
    choices = [f"either {_said(one)}" for one in parts if isinstance(one, Either)]
    items = [*(_said(one) for one in parts if not isinstance(one, Either)), *choices]
    if len(choices) == len(items):
        return _listed(items, ", and")
    return f"{'both' if len(items) == 2 else 'all of'} {_listed(items, ', and' if len(choices) > 1 else 'and')}"


def _listed(items: Sequence[str], word: str) -> str:
    """Items as one says them: a, b and c; long lists are cut and say so."""
    if len(items) > _SHOWN_PARTS:
        items = [*items[:_SHOWN_PARTS], f"{len(items) - _SHOWN_PARTS} more"]
    word = word if word.startswith(",") else f" {word}"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])}{word} {items[-1]}"


__all__ = ["explain", "misunderstood", "name"]
