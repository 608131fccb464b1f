"""What tantivy indexes: articles in one index, their statements in another.

Two indexes and not one, because a score weighs a text's length against the usual length, and a statement's is not an
article's. Words are ours (`briefing.search.words`), handed over with spaces between them and only cut apart there.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

import tantivy

from briefing.model import Span
from briefing.search.engine import Document, StatementDocument
from briefing.search.records import GAP, Record, folded_words, outlet_words, records, title_stems
from briefing.search.tree import SHORTEST_UNFINISHED
from briefing.search.words import stem

FORMAT = "tantivy 2"
"""Names the engine; its number grows whenever an index written before can no longer be read rightly."""
EDGE = SHORTEST_UNFINISHED - 1
"""Beginnings of names are indexed up to so many letters."""
LONGEST = 250
"""Letters of a word that are indexed; no two real words are alike for so long."""


NUMBERS = 1 << 48
"""How many numbers there are for articles: they come back from counting as floats, which are exact up to 53 bits."""

_GAPS = f" {GAP}"  # no part of a record begins with one: every part has a word
_MOST_STEMS = 400_000


class _Stems(dict[str, str]):
    """Words' stems: a library has more different words than a query's cache holds."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_STEMS:
            self.clear()
        found = self[word] = stem(word)
        return found


_stems = _Stems()


class Kept(NamedTuple):
    """What is handed back of a record.

    Attributes:
        article_id: The article's id.
        text: The article's text, or the statement's content.
        start: Where the statement begins; None for an article.
        spans: The statement's content spans.
    """

    article_id: str
    text: str
    start: int | None = None
    spans: tuple[Span, ...] = ()


@cache
def article_schema() -> tantivy.Schema:
    """The fields of the articles' index.

    An article is found under what each of its statements is found under: whoever asks for one thing that statements
    alone have learns from it which articles hold such a statement, without looking at all of these.
    """
    builder = _common().add_text_field("by", fast=True, tokenizer_name="raw", index_option="basic")
    return _of_speech(builder).build()


@cache
def statement_schema() -> tantivy.Schema:
    """The fields of the statements' index.

    `beside` holds the words of a statement that its article's own record lacks, such as names it is found under: only
    through these can a query match a statement and not its article.
    """
    builder = _of_speech(_common())
    for name in ("beside", "beside_stems"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("name", "carrier"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("place", indexed=True)
    for name in ("said", "until"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def _common() -> tantivy.SchemaBuilder:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("kept", stored=True)
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    for name in ("edge", "outlet"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("number", indexed=True, fast=True)
    for name in ("day", "month"):
        builder.add_unsigned_field(name, fast=True)
    return builder


def _of_speech(builder: tantivy.SchemaBuilder) -> tantivy.SchemaBuilder:
    for name in ("speaker", "via"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("kind", "polarity"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.add_text_field("who", fast=True, tokenizer_name="raw", index_option="basic")


def rows(document: Document) -> Iterator[tantivy.Document]:
    """A document as tantivy's: the article's first, then those of its statements."""
    titled, outlets = _joined(title_stems(document)), _joined(outlet_words(document))
    number, day = number_of(document.article_id), day_number(document.published)
    month = month_number(document.published)
    held: frozenset[str] = frozenset()
    for record in records(document):
        row = tantivy.Document()
        row.add_text("article", plain(document.article_id))
        row.add_unsigned("number", number)
        row.add_unsigned("day", day)
        row.add_unsigned("month", month)
        row.add_text("title", titled)
        row.add_text("outlet", outlets)
        words = _cut(record.words)
        row.add_text("words", " ".join(words))
        row.add_text("stems", " ".join(map(_stems.__getitem__, words)).replace(_GAPS, ""))
        row.add_text("edge", _joined(_edges(record)))
        if record.statement is None:
            held = frozenset(words)
            _add(row, "by", document.outlets[0] if document.outlets else "")
            _add_speech(row, document.statements)
            row.add_bytes("kept", _dump([document.article_id], record.text))
        else:
            _of_statement(row, document, record, record.statement)
            beside = set(words) - held
            row.add_text("beside", " ".join(beside))
            row.add_text("beside_stems", " ".join(map(_stems.__getitem__, beside)))
        yield row


def _of_statement(row: tantivy.Document, document: Document, record: Record, statement: StatementDocument) -> None:
    _add_speech(row, [statement])
    _add(row, "name", statement.speaker)
    _add(row, "carrier", statement.via)
    row.add_unsigned("place", place_of(document.article_id, statement.start))
    row.add_unsigned("said", day_number(statement.said_on))
    row.add_unsigned("until", day_number(statement.said_on and (statement.said_until or statement.said_on)))
    spans = [[span.start, span.end] for span in statement.spans]
    row.add_bytes("kept", _dump([document.article_id, statement.start, spans], record.text))


def _add_speech(row: tantivy.Document, statements: Collection[StatementDocument]) -> None:
    """What a statement is found under, or each of several."""
    row.add_text(
        "speaker", _joined({*folded_words(name for one in statements for name in (one.speaker, *one.aliases))})
    )
    row.add_text("via", _joined({*folded_words(one.via for one in statements)}))
    for name, values in (
        ("who", {one.actor for one in statements}),
        ("kind", {one.kind for one in statements}),
        ("polarity", {one.polarity for one in statements}),
    ):
        for value in values:
            _add(row, name, value)


def read_kept(document: tantivy.Document) -> Kept:
    """What was kept of a record."""
    named, _, text = document["kept"][0].partition(b"\n")
    article_id, *place = json.loads(named)
    if not place:
        return Kept(article_id, text.decode("utf-8", "surrogatepass"))
    start, spans = place
    return Kept(article_id, text.decode("utf-8", "surrogatepass"), start, tuple(Span(*span) for span in spans))


def number_of(article_id: str) -> int:
    """A number for an article, by which articles are counted and found again."""
    return _hashed(article_id)


def place_of(article_id: str, start: int) -> int:
    """A number for a statement, by which marked ones are found again."""
    return _hashed(f"{start}\n{article_id}")


def day_number(day: dt.date | None) -> int:
    """A day as a number that grows with it; 0 for none."""
    return day.toordinal() if day else 0


def month_number(day: dt.date | None) -> int:
    """A month as a number that grows with it; 0 for none."""
    return day.year * 12 + day.month if day else 0


def first_of(month: int) -> dt.date:
    """The first day of a month that is given by its number."""
    return dt.date((month - 1) // 12, (month - 1) % 12 + 1, 1)


def token(word: str) -> str:
    """A word as it is indexed."""
    return word[:LONGEST]


def plain(text: str) -> str:
    """A text that tantivy can take: half characters, which no encoding has, are replaced."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


def _hashed(text: str) -> int:
    """Evenly spread below `NUMBERS`."""
    written = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(written, digest_size=6).digest(), "big")


def _cut(words: list[str]) -> list[str]:
    return words if max(map(len, words), default=0) <= LONGEST else [token(word) for word in words]


def _edges(record: Record) -> Iterable[str]:
    return {word[:size] for word in record.beginnings for size in range(1, EDGE + 1)}


def _joined(words: Iterable[str]) -> str:
    return " ".join(map(token, words))


def _add(row: tantivy.Document, field: str, value: str) -> None:
    if value:
        row.add_text(field, plain(value)[: LONGEST * 4])


def _dump(named: list[Any], text: str) -> bytes:
    return json.dumps(named, separators=(",", ":")).encode() + b"\n" + text.encode("utf-8", "surrogatepass")


__all__ = [
    "EDGE",
    "FORMAT",
    "LONGEST",
    "NUMBERS",
    "Kept",
    "article_schema",
    "day_number",
    "first_of",
    "month_number",
    "number_of",
    "place_of",
    "plain",
    "read_kept",
    "rows",
    "statement_schema",
    "token",
]
