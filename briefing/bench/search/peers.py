"""The peers: SQLite's full text search and tantivy, each as plainly as its manual says, on the same records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from briefing.search.engine import Document
from briefing.search.query import parse
from briefing.search.tree import Either, FieldName, Filter, Not, Part, Phrase, Term
from briefing.search.words import words

Found = list[tuple[str, int]]
"""Article and where the statement begins in it; -1 for the article itself."""


class Sqlite:
    """FTS5 with Porter's stemmer, one row for each article and each statement."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts.sqlite3")

    def add(self, documents: Iterable[Document]) -> None:
        """Index articles and their statements."""
        connection = self._connection
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS records USING fts5 "
            "(article UNINDEXED, start UNINDEXED, title, speaker, body, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?)", _rows(documents))
        connection.commit()

    def search(self, query: str, *, limit: int, typing: bool) -> Found:
        """The best matches with their snippets."""
        asked = _in_fts(parse(query, typing=typing).parts)
        if not asked:
            return []
        rows = self._connection.execute(
            "SELECT article, start, snippet(records, 4, '<', '>', ' ... ', 32) FROM records WHERE records MATCH ? "
            "ORDER BY rank LIMIT ?",
            (asked, limit),
        ).fetchall()
        return [(article, start) for article, start, _ in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class Tantivy:
    """tantivy's English stemmer and its own BM25, one document for each article and each statement."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        for field in ("title", "speaker", "body"):
            builder.add_text_field(field, stored=field == "body", tokenizer_name="en_stem")
        builder.add_text_field("article", stored=True, tokenizer_name="raw")
        builder.add_integer_field("start", stored=True)
        self._index = tantivy.Index(builder.build(), path=str(folder))

    def add(self, documents: Iterable[Document]) -> None:
        """Index articles and their statements."""
        writer = self._index.writer(num_threads=1)
        for article, start, title, speaker, body in _rows(documents):
            writer.add_document(tantivy.Document(article=article, start=start, title=title, speaker=speaker, body=body))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, query: str, *, limit: int, typing: bool) -> Found:
        """The best matches of all words."""
        asked = [word.folded for word in words(query)]
        return self._found(" AND ".join(asked), limit) if asked else []

    def any_of(self, query: str, limit: int) -> Found:
        """The best matches of any word: plain BM25."""
        return self._found(" ".join(word.folded for word in words(query)), limit)

    def _found(self, asked: str, limit: int) -> Found:
        searcher = self._index.searcher()
        hits = searcher.search(self._index.parse_query(asked, ["title", "speaker", "body"]), limit).hits
        stored = [searcher.doc(address) for _, address in hits]
        return [(one["article"][0], one["start"][0]) for one in stored]

    def close(self) -> None:
        """Nothing is held."""


def _rows(documents: Iterable[Document]) -> Iterable[tuple[str, int, str, str, str]]:
    for one in documents:
        yield one.article_id, -1, one.title, "", one.text
        for said in one.statements:
            yield one.article_id, said.start, "", " ".join((said.speaker, *said.aliases)), said.content


def _in_fts(parts: Sequence[Part]) -> str:
    """A query in FTS5's own language; what it cannot say (slips, dates) is asked as plain words."""
    wanted = [one for part in parts if not isinstance(part, Not) and (one := _one(part))]
    unwanted = [one for part in parts if isinstance(part, Not) and (one := _one(part.part))]
    asked = " AND ".join(wanted)
    return " NOT ".join([asked, *unwanted]) if asked else ""


def _one(part: Part) -> str:
    match part:
        case Term(text=text):
            return f'"{text}"{"*" if part.prefix or part.unfinished else ""}'.replace('"*', '" *')
        case Phrase(text=text):
            return '"' + " ".join(word.folded for word in words(text)) + '"'
        case Either(parts=parts):
            return f"({' OR '.join(filter(None, map(_one, parts)))})"
        case Filter(field=FieldName.SPEAKER, text=text):
            return "(" + " AND ".join(f'speaker : "{word.folded}"' for word in words(text)) + ")"
    return ""


__all__ = ["Sqlite", "Tantivy"]
