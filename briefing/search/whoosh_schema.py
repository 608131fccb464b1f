"""How articles and statements lie in a Whoosh index.

An article's record is followed by the records of its statements, always: the collector counts on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import fields

from briefing.search.engine import Document, StatementDocument
from briefing.search.words import fold, stem, words

FORMAT = 3
"""Grows whenever an index written before can no longer be read rightly."""

ARTICLE, STATEMENT = "a", "s"
EDGE = 4
"""As-you-type words are indexed up to so many letters; from there on looking through the vocabulary is fast enough."""

_GAP = "\x1e"  # a word that nobody can ask for: a phrase does not reach from one field into the next


def schema() -> fields.Schema:
    """The index's fields.

    Plain words are looked up by their stems, without places; phrases and beginnings of words by the words themselves.
    """
    return fields.Schema(
        form=fields.ID(),
        article=fields.ID(stored=True),
        stems=fields.TEXT(phrase=False),
        words=fields.TEXT(phrase=True),
        title=fields.TEXT(phrase=False),
        edge=fields.ID(),
        speaker=fields.ID(),
        outlet=fields.ID(),
        kind=fields.ID(),
        polarity=fields.ID(),
        day=fields.NUMERIC(int, bits=32),
        body=fields.STORED(),
        place=fields.STORED(),
    )


def records(document: Document) -> Iterator[dict[str, Any]]:
    """A document as Whoosh's keyword arguments: the article first, then its statements."""
    shared = {
        "article": document.article_id,
        "title": [stem(word) for word in _folded([document.title])],
        "outlet": sorted(set(_folded(document.outlets))),
        "day": int(document.published.strftime("%Y%m%d")) if document.published else None,
    }
    told = (document.title, *document.outlets[:2], document.author)
    beside = [part for part in told if part and part not in document.text]
    names = {name for statement in document.statements for name in (statement.speaker, *statement.aliases)}
    yield {
        **shared,
        **_searched([document.text, *beside], edges=[document.title, *sorted(names)]),
        "form": ARTICLE,
        "body": document.text,
    }
    for statement in document.statements:
        yield {**shared, **_statement(statement)}


def _statement(statement: StatementDocument) -> dict[str, Any]:
    names = [name for name in dict.fromkeys((statement.speaker, *statement.aliases)) if name]
    return {
        **_searched([statement.content, *names], edges=names),
        "form": STATEMENT,
        "speaker": sorted(set(_folded(names))),
        "kind": statement.kind or None,
        "polarity": statement.polarity or None,
        "body": statement.content,
        "place": (statement.start, tuple(tuple(span) for span in statement.spans)),
    }


def _searched(sections: Iterable[str], *, edges: Iterable[str]) -> dict[str, list[str]]:
    folded: list[str] = []
    for section in sections:
        folded += [*_folded([section]), _GAP]
    return {
        "words": folded,
        "stems": [stem(word) for word in folded if word != _GAP],
        "edge": sorted({word[:size] for word in _folded(edges) for size in range(1, EDGE + 1)}),
    }


def _folded(texts: Iterable[str]) -> list[str]:
    return [word.folded for text in texts for word in words(text)]


__all__ = ["ARTICLE", "EDGE", "FORMAT", "STATEMENT", "fold", "records", "schema"]
