"""How articles and statements lie in a Whoosh index.

An article's record is followed by the records of its statements, always: the engine counts on it. What statements
share with their article (title, outlet, day) is kept with the article alone.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whoosh import columns, fields

from briefing.search.engine import Document, StatementDocument
from briefing.search.records import GAP, Record, outlet_words, records, title_stems
from briefing.search.tree import SHORTEST_UNFINISHED
from briefing.search.whoosh_names import WORDS
from briefing.search.words import stem

FORMAT = 6
"""Grows whenever an index written before can no longer be read rightly."""

ARTICLE = "a"
EDGE = SHORTEST_UNFINISHED - 1
"""Beginnings of words are indexed up to so many letters; from there on the vocabulary is looked through."""


def schema() -> fields.Schema:
    """The index's fields.

    Plain words are looked up by their stems, without places; phrases and beginnings of words by the words themselves.
    """
    lists = f"form article stems {WORDS} title edge speaker actor outlet via kind polarity".split()
    numbers = "size day said until who by".split()
    return fields.Schema(
        body=fields.STORED(),
        key=fields.STORED(),
        place=fields.STORED(),
        **{name: fields.ID() for name in lists},
        **{name: fields.COLUMN(columns.NumericColumn("I")) for name in numbers},
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A record as it is written.

    Attributes:
        words: Its words in order, gaps included.
        stems: Their stems, without the gaps.
        sets: By field, the words that it is found under.
        stored: What is handed back of it.
        numbers: By column, a number.
    """

    words: list[str]
    stems: list[str]
    sets: Mapping[str, frozenset[str]]
    stored: Mapping[str, Any]
    numbers: Mapping[str, int]


def rows(document: Document) -> Iterator[Row]:
    """A document as rows: the article first, then its statements."""
    for record in records(document):
        yield _of_article(record, document) if record.statement is None else _of_statement(record, record.statement)


def _of_article(record: Record, document: Document) -> Row:
    sets = {
        "form": frozenset({ARTICLE}),
        "article": frozenset({document.article_id}),
        "title": title_stems(document),
        "outlet": outlet_words(document),
        "edge": _edges(record),
    }
    shown = document.outlets[0] if document.outlets else ""
    numbers = {"day": day_number(document.published), "by": name_number(shown)}
    return _row(record, sets, {"body": record.text, "key": (document.article_id, shown)}, numbers)


def _of_statement(record: Record, statement: StatementDocument) -> Row:
    sets = {
        "speaker": record.names,
        "actor": _one(statement.actor),
        "via": record.via,
        "kind": _one(statement.kind),
        "polarity": _one(statement.polarity),
        "edge": _edges(record),
    }
    stored = {
        "body": record.text,
        "place": (
            statement.start,
            tuple(tuple(span) for span in statement.spans),
            statement.actor,
            statement.speaker,
            statement.via,
        ),
    }
    said = statement.said_on
    until = (statement.said_until or said) if said else None
    numbers = {"said": day_number(said), "until": day_number(until), "who": name_number(statement.actor)}
    return _row(record, sets, stored, numbers)


def _row(record: Record, sets: dict[str, frozenset[str]], stored: dict[str, Any], numbers: dict[str, int]) -> Row:
    return Row(
        words=record.words,
        stems=[stem(word) for word in record.words if word != GAP],
        sets=sets,
        stored=stored,
        numbers={"size": len(record.words), **numbers},
    )


def _edges(record: Record) -> frozenset[str]:
    return frozenset(word[:size] for word in record.beginnings for size in range(1, EDGE + 1))


def _one(value: str) -> frozenset[str]:
    return frozenset({value}) if value else frozenset()


def day_number(day: dt.date | None) -> int:
    """A day as a number that grows with it; 0 for none."""
    return day.toordinal() if day else 0


def name_number(name: str) -> int:
    """A number for a name, 0 for none: names that happen to share one are counted together."""
    return zlib.crc32(name.encode("utf-8", "replace")) or 1 if name else 0


__all__ = ["ARTICLE", "EDGE", "FORMAT", "Row", "day_number", "name_number", "rows", "schema"]
