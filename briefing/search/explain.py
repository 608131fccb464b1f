"""A query said back in words, so that nobody has to guess what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model import Kind
from briefing.search.dates import Dated
from briefing.search.query import SHORTEST_PREFIX, Either, Field, Filter, Not, Part, Phrase, Query, Term

_SHOWN_PARTS = 12
_ADVERBS = {Kind.DIRECT: "directly", Kind.MIXED: "partly in quotation marks", Kind.INDIRECT: "indirectly"}

_NEGATED = {
    Field.SPEAKER: "what {} said",
    Field.OUTLET: "what {} published",
    Field.TITLE: "{} in the title",
    Field.KIND: "what was said {}",
    Field.POLARITY: "what was {}",
}


def explain(query: Query) -> str:
    """A query in words: articles with “sanctions” and the phrase “air defense”, published by UrduPoint."""
    subject = "statements" if query.statements_only else "articles and statements"
    clauses = list(_clauses(query.parts))
    said = ", ".join([" ".join([subject, *clauses[:1]]), *clauses[1:]]) if clauses else "nothing asked yet"
    return f"{said} ({'; '.join(query.notes[:4])})" if query.notes else said


def name(part: Part) -> str:
    """One part of a query in words, to say that this is what emptied the answer."""
    match part:
        case Not(part=inner):
            return f"“not” before {name(inner)}"
        case Either(parts=parts):
            return _listed([name(one) for one in parts], "or")
        case Filter(field=field, text=text):
            return f"{field}:{text}"
        case Dated(words=said):
            return f"the dates {said}"
        case _:
            return _quoted(part)


def _clauses(parts: Sequence[Part]) -> Iterable[str]:
    """The query's clauses in the order in which one would say them."""
    wanted = [_quoted(part) for part in parts if _is_text(part)]
    if wanted:
        yield f"with {_listed(wanted, 'and')}"
    titled = [_quoted(part) for part in parts if _asks(part, Field.TITLE)]
    if titled:
        yield f"with {_listed(titled, 'and')} in the title"
    said = _said(parts)
    if said:
        yield said
    for part in parts:
        if _asks(part, Field.OUTLET):
            yield f"published by {_quoted(part)}"
    dated = [part.words for part in parts if isinstance(part, Dated)]
    if dated:
        yield f"dated {_listed(dated, 'and')}"
    mixed = [
        name(part) for part in parts if isinstance(part, Either) and not _is_text(part) and _one_field(part) is None
    ]
    if mixed:
        yield f"with {_listed(mixed, 'and')}"
    unwanted = [_negated(part.part) for part in parts if isinstance(part, Not)]
    if unwanted:
        yield f"without {_listed(unwanted, 'and')}"


def _said(parts: Sequence[Part]) -> str:
    """Who said it and how: "said directly by Demir"."""
    by = [part for part in parts if _asks(part, Field.SPEAKER)]
    kinds = [part for part in parts if _asks(part, Field.KIND)]
    polarities = [part for part in parts if _asks(part, Field.POLARITY)]
    if not (by or kinds or polarities):
        return ""
    words = [_listed([_quoted(part) for part in polarities], "and") if polarities else "said"]
    words += [_quoted(part) for part in kinds]
    words += [f"by {_quoted(part)}" for part in by]
    return " ".join(words)


def _quoted(part: Part) -> str:
    match part:
        case Term():
            return _word(part)
        case Phrase(text=text):
            return f"the phrase “{text}”"
        case Filter():
            return _value(part)
        case Dated(words=said):
            return f"dated {said}"
        case Either(parts=parts):
            return _listed([_quoted(one) for one in parts], "or")
    return f"not {_quoted(part.part)}"


def _word(term: Term) -> str:
    if term.prefix:
        where = "names and titles" if len(term.text) < SHORTEST_PREFIX else "words"
        return f"{where} beginning with “{term.text}”"
    return f"“{term.text}…”" if term.unfinished else f"“{term.text}”"


def _value(wanted: Filter) -> str:
    if wanted.field is Field.KIND:
        return _ADVERBS[Kind(wanted.text)]
    return f"“{wanted.text}”" if wanted.field is Field.TITLE else wanted.text


def _negated(part: Part) -> str:
    if isinstance(part, Filter):
        return _NEGATED[part.field].format(_value(part))
    return f"what is dated {part.words}" if isinstance(part, Dated) else _quoted(part)


def _one_field(part: Part) -> Field | None:
    """The field that a filter, or every alternative, asks about."""
    fields = {one.field if isinstance(one, Filter) else None for one in _alternatives(part)}
    return fields.pop() if len(fields) == 1 else None


def _asks(part: Part, field: Field) -> bool:
    return _one_field(part) is field


def _is_text(part: Part) -> bool:
    return all(isinstance(one, Term | Phrase) for one in _alternatives(part))


def _alternatives(part: Part) -> Sequence[Part]:
    return part.parts if isinstance(part, Either) else (part,)


def _listed(items: Sequence[str], word: str) -> str:
    """Items as one says them: a, b and c; long lists are cut and say so."""
    if len(items) > _SHOWN_PARTS:
        items = [*items[:_SHOWN_PARTS], f"{len(items) - _SHOWN_PARTS} more"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"
