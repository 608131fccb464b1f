"""The record: files, articles and what was found in them, in one SQLite file."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.library import roster
from briefing.library.connections import Connections
from briefing.library.findings import Findings, next_revision
from briefing.library.rows import ArticleRow, Counts, FileRow
from briefing.model import Article, Paragraph


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file.

    Attributes:
        file: The file as it was; its `problem` says why there are no articles.
        articles: The articles in it.
    """

    file: FileRow
    articles: tuple[Article, ...] = ()


class Store:
    """An open record. Any thread may ask it anything.

    Attributes:
        path: The SQLite file.
        id: A name that no other record has: it ties a search index to this one.
        findings: The statements and actors in it.
    """

    def __init__(self, path: Path) -> None:
        """Open a record, and make it when there is none.

        Raises:
            LibraryError: It cannot be opened; nothing is changed then.
            NewerLibraryError: A newer `briefing` wrote it.
        """
        self.path = path
        self._connections = Connections(path)
        self.id = str(self.meta("id"))
        self.findings = Findings(self._connections)

    def close(self) -> None:
        """Close it; safe to call twice."""
        self._connections.close()

    # What the library is

    def meta(self, key: str) -> str | int | None:
        """A fact about the library itself."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def set_meta(self, key: str, value: str | int) -> None:
        """Note a fact about the library itself."""
        with self._connections.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def revision(self) -> int:
        """A number that grows whenever an article or its statements come, change or go."""
        return int(self.meta("revision") or 0)

    def roots(self) -> tuple[Path, ...]:
        """The files and folders the library is made of."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT path FROM roots ORDER BY rowid").fetchall()
        return tuple(Path(os.fsdecode(row[0])) for row in rows)

    def add_roots(self, roots: Iterable[Path]) -> None:
        """Remember more files and folders."""
        with self._connections.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO roots VALUES (?)", [(os.fsencode(root),) for root in roots])

    def move_root(self, old: Path, new: Path) -> None:
        """Note that a root now stands elsewhere."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM roots WHERE path = ?", (os.fsencode(old),))
            connection.execute("INSERT OR IGNORE INTO roots VALUES (?)", (os.fsencode(new),))

    def counts(self, threshold: float) -> Counts:
        """How much there is."""
        with self._connections.reading() as connection:
            states = dict(
                connection.execute("SELECT attribution, count(*) FROM articles WHERE shown = 1 GROUP BY attribution")
            )
            return self.findings.count(
                connection,
                threshold,
                articles=sum(states.values()),
                pending=states.get("pending", 0),
            )

    # Files

    def files(self) -> dict[str, FileRow]:
        """Every file that was read or tried, by path."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT path, size, mtime_ns, sha256, problem FROM files").fetchall()
        return {(path := os.fsdecode(row[0])): FileRow(path, *row[1:]) for row in rows}

    def file(self, path: str) -> FileRow | None:
        """A file as it was when it was read."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT size, mtime_ns, sha256, problem FROM files WHERE path = ?", (os.fsencode(path),)
            ).fetchone()
        return None if row is None else FileRow(path, *row)

    def file_of(self, article_id: str) -> FileRow | None:
        """The file that an article is shown from, as it was when it was read."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT f.path, f.size, f.mtime_ns, f.sha256, f.problem FROM articles a "
                "JOIN files f ON f.path = a.path WHERE a.id = ?",
                (article_id,),
            ).fetchone()
        return None if row is None else FileRow(os.fsdecode(row[0]), *row[1:])

    def problems(self) -> tuple[str, ...]:
        """One sentence for each file that could not be read."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT problem FROM files WHERE problem IS NOT NULL ORDER BY id").fetchall()
        return tuple(row[0] for row in rows)

    def keep(self, readings: Sequence[Reading]) -> None:
        """Write what was read from some files: all of them, or none when it cannot be done."""
        with self._connections.writing() as connection:
            touched: set[str] = set()
            for reading in readings:
                touched |= _keep_file(connection, reading)
            _show(connection, touched)
            _drop_unfiled(connection, touched)

    def touch(self, files: Iterable[FileRow]) -> None:
        """Note that files have a new date but the same bytes."""
        with self._connections.writing() as connection:
            connection.executemany(
                "UPDATE files SET size = ?, mtime_ns = ? WHERE path = ?",
                [(file.size, file.mtime_ns, os.fsencode(file.path)) for file in files],
            )

    def forget(self, paths: Iterable[str]) -> None:
        """Take files that vanished out of view.

        Their articles are only hidden: a folder that comes back need not be attributed again.
        """
        with self._connections.writing() as connection:
            touched: set[str] = set()
            for path in paths:
                touched |= _unfile(connection, os.fsencode(path))
                connection.execute("DELETE FROM files WHERE path = ?", (os.fsencode(path),))
            _show(connection, touched)

    # Articles

    def articles(self, ids: Iterable[str] | None = None) -> list[ArticleRow]:
        """Every article, or those named, newest first, undated last."""
        question = (
            "SELECT id, title, title_is_own, outlet, published, path, said, language FROM articles WHERE shown = 1"
        )
        wanted = [] if ids is None else [json.dumps(list(ids))]
        if wanted:
            question += " AND id IN (SELECT value FROM json_each(?))"
        with self._connections.reading() as connection:
            rows = connection.execute(f"{question} ORDER BY published DESC, id", wanted).fetchall()
        return [
            ArticleRow(row[0], row[1], bool(row[2]), row[3], _day(row[4]), readable(row[5]), row[6], row[7])
            for row in rows
        ]

    def article(self, article_id: str) -> Article | None:
        """An article with its text, or None when there is none of that name in view."""
        with self._connections.reading() as connection:
            row = connection.execute(
                f"SELECT {_ARTICLE} FROM articles WHERE id = ? AND shown = 1", (article_id,)
            ).fetchone()
        return None if row is None else _article(row)

    def ids_like(self, prefix: str) -> list[str]:
        """The articles whose name begins so."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM articles WHERE shown = 1 AND substr(id, 1, ?) = ? LIMIT 10", (len(prefix), prefix)
            ).fetchall()
        return [row[0] for row in rows]

    def ids_in_file(self, name: str) -> list[str]:
        """The articles in the files of that name, or at that path."""
        wanted = os.fsencode(name)
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT fa.article, f.path FROM file_articles fa JOIN files f ON f.id = fa.file"
            ).fetchall()
        found = {article for article, path in rows if path == wanted or os.path.basename(path) == wanted}  # noqa: PTH119
        return sorted(found)

    # What the search index must learn

    def changed_since(self, revision: int, limit: int) -> list[tuple[int, Article]]:
        """Articles in view that came or changed after a revision, in the order in which they did."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"SELECT revision, {_ARTICLE} FROM articles WHERE revision > ? AND shown = 1 ORDER BY revision LIMIT ?",
                (revision, limit),
            ).fetchall()
        return [(row[0], _article(row[1:])) for row in rows]

    def gone_between(self, after: int, upto: int) -> list[str]:
        """Articles that went out of view after a revision, and not after another."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT article FROM gone WHERE revision > ? AND revision <= ?", (after, upto)
            ).fetchall()
        return [row[0] for row in rows]

    def changes_since(self, revision: int) -> int:
        """How many articles came, changed or went out of view after a revision."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT (SELECT count(*) FROM articles WHERE revision > :since AND shown = 1) "
                "+ (SELECT count(*) FROM gone WHERE revision > :since)",
                {"since": revision},
            ).fetchone()
        return int(row[0])


_ARTICLE = (
    "id, path, title, title_is_own, outlet, author, published, published_from, place, agency, language, url, sha256, "
    "part, origins, caution, paragraphs, text"
)


def _keep_file(connection: sqlite3.Connection, reading: Reading) -> set[str]:
    """Write one file and its articles; give the articles that it touched, those it held before included."""
    file = reading.file
    path = os.fsencode(file.path)
    touched = _unfile(connection, path)
    number = connection.execute(
        "INSERT INTO files (path, size, mtime_ns, sha256, problem) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, "
        "sha256 = excluded.sha256, problem = excluded.problem RETURNING id",
        (path, file.size, file.mtime_ns, file.sha256, file.problem),
    ).fetchone()[0]
    for position, article in enumerate(reading.articles):
        _keep_article(connection, article, path)
        connection.execute("INSERT INTO file_articles VALUES (?, ?, ?)", (number, position, article.id))
        touched.add(article.id)
    return touched


def _keep_article(connection: sqlite3.Connection, article: Article, path: bytes) -> None:
    """Write one article; one that is known keeps its statements, for the same id is the same text."""
    values = (
        article.id,
        path,
        article.title,
        article.title_is_own,
        article.outlet,
        article.author,
        article.published.isoformat() if article.published else None,
        article.published_from,
        article.place,
        article.agency,
        article.language,
        article.url,
        article.sha256,
        article.part,
        json.dumps(article.origins),
        article.caution,
        json.dumps([(p.kind, p.start, p.end, p.dateline, *([p.place] if p.place else [])) for p in article.paragraphs]),
        article.text,
    )
    marks = ",".join("?" * len(values))
    renewed = ", ".join(f"{column} = excluded.{column}" for column in _ARTICLE.split(", ")[1:])
    connection.execute(
        f"INSERT INTO articles ({_ARTICLE}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {renewed}", values
    )


def _unfile(connection: sqlite3.Connection, path: bytes) -> set[str]:
    """Cut the ties between a file and its articles; give the articles."""
    rows = connection.execute(
        "DELETE FROM file_articles WHERE file = (SELECT id FROM files WHERE path = ?) RETURNING article", (path,)
    ).fetchall()
    return {row[0] for row in rows}


def _show(connection: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Show the articles that some file holds, hide the others, and count each as a change."""
    actors: set[str] = set()
    for article in sorted(articles):
        row = connection.execute(
            "SELECT min(f.path) FROM file_articles fa JOIN files f ON f.id = fa.file WHERE fa.article = ?", (article,)
        ).fetchone()
        revision = next_revision(connection)
        connection.execute(
            "UPDATE articles SET shown = ?, path = coalesce(?, path), revision = ? WHERE id = ?",
            (row[0] is not None, row[0], revision, article),
        )
        if row[0] is None:
            connection.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (article, revision))
        else:
            connection.execute("DELETE FROM gone WHERE article = ?", (article,))
        found = connection.execute("SELECT actor FROM appearances WHERE article = ?", (article,))
        actors.update(row[0] for row in found)
    roster.gather(connection, actors)


def _drop_unfiled(connection: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Delete articles that another version of their file has taken the place of."""
    connection.executemany("DELETE FROM articles WHERE id = ? AND shown = 0", [(article,) for article in articles])


def _article(row: Sequence[object]) -> Article:
    """An article from its columns, in the order of `_ARTICLE`."""
    fields = dict(zip(_ARTICLE.split(", "), row, strict=True))
    fields["path"] = readable(bytes(row[1]))  # type: ignore[call-overload]
    fields["origins"] = json.loads(str(fields["origins"]))
    fields["paragraphs"] = tuple(
        Paragraph(kind=kind, start=start, end=end, dateline=dateline, place="".join(place))
        for kind, start, end, dateline, *place in json.loads(str(fields["paragraphs"]))
    )
    return Article.model_validate(fields)


def readable(path: bytes) -> str:
    """A path as text: what is not UTF-8 in it is replaced."""
    return path.decode("utf-8", "replace")


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


__all__ = ["Reading", "Store"]
