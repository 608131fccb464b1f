"""Writing files and their articles into the record, a piece at a time, inside a transaction of the store's.

A file's articles come in pieces, so that neither their number nor a sudden end matters: what is written stays, the file
is known as unfinished, and reading it again writes only what is not there just so. Whatever the file held before is
dropped when its new reading has come to its end, and not before.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.library import margin, roster, sayings, versions
from briefing.library.columns import ARTICLE, COLUMNS, values_of
from briefing.library.findings import next_revision
from briefing.library.rows import FileRow, Kept, Reading
from briefing.model import Article

MOST_PROBLEMS = 100
"""So many of a file's unreadable parts are kept; of the rest only the number."""

# What two files may differ in that hold the same article, and what the text's own name vouches for.
_OF_THE_FILE = ("id", "path", "sha256", "part", "text")
_COMPARED = [column for column in COLUMNS if column not in _OF_THE_FILE]
# Statements found under other circumstances are to be looked for again; those there are stay until then.
_ATTRIBUTED_BY = ("published", "language", "paragraphs")


@dataclass(slots=True)
class Touched:
    """The articles that a transaction has to do with, in the order in which it met them.

    Attributes:
        articles: Whether something in view of search changed, by article.
        kept: What it comes to.
        news: Those that search has to learn or to forget.
    """

    articles: dict[str, bool] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    news: list[str] = field(default_factory=list)

    def note(self, article: str, *, changed: bool = False) -> None:
        """Note an article."""
        self.articles[article] = changed or self.articles.get(article, False)


def write(connection: sqlite3.Connection, reading: Reading, touched: Touched) -> None:
    """Write one piece of a file."""
    number, times = _begin(connection, reading.file) if reading.first else _known(connection, reading.file)
    if reading.file.sha256:
        connection.execute("UPDATE files SET sha256 = ? WHERE id = ?", (reading.file.sha256, number))
    for article in reading.articles:
        _write_article(connection, article, reading.file, (number, times), touched)
    _write_problems(connection, number, reading.problems)
    if not reading.last:
        return
    connection.execute("UPDATE files SET problem = ?, unfinished = 0 WHERE id = ?", (reading.file.problem, number))
    if reading.file.problem is None:
        rows = connection.execute(
            "DELETE FROM file_articles WHERE file = ? AND reading < ? RETURNING article", (number, times)
        ).fetchall()
        for (article_id,) in rows:
            touched.note(article_id)


def settle(connection: sqlite3.Connection, touched: Touched) -> None:
    """Show the articles that some file holds, of several versions the newest, and hide the others.

    Each that comes into view, changes in it or goes out of it counts as a change that search must learn of.
    """
    for article in list(touched.articles):
        for version in versions.gather(connection, article):
            touched.note(version)
    actors: set[str] = set()
    turned: list[str] = []
    marked = removed = 0
    for article, changed in touched.articles.items():
        (shown,) = connection.execute("SELECT shown FROM articles WHERE id = ?", (article,)).fetchone()
        place = connection.execute(
            "SELECT f.path, t.part, f.sha256, f.gone FROM file_articles t JOIN files f ON f.id = t.file "
            "WHERE t.article = ? ORDER BY f.gone, f.path LIMIT 1",
            (article,),
        ).fetchone()
        moved = 0
        if place is not None:
            moved = connection.execute(
                "UPDATE articles SET path = ?1, part = ?2, sha256 = ?3, gone = ?4 WHERE id = ?5 "
                "AND (path != ?1 OR part != ?2 OR sha256 != ?3 OR gone != ?4)",
                (*place, article),
            ).rowcount
        visible = place is not None and versions.is_newest(connection, article)
        if not (visible or shown) or (visible and shown and not changed):
            marked += moved
            continue
        turned += [article] if bool(shown) != visible else []
        revision = next_revision(connection)
        touched.news.append(article)
        connection.execute("UPDATE articles SET shown = ?, revision = ? WHERE id = ?", (visible, revision, article))
        if not visible:
            removed += shown and place is None
            connection.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (article, revision))
        else:
            connection.execute("DELETE FROM gone WHERE article = ?", (article,))
        found = connection.execute("SELECT actor FROM appearances WHERE article = ?", (article,))
        actors.update(row[0] for row in found)
    roster.unsettle(connection, actors)
    roster.gather(connection, actors)
    sayings.settle(connection, turned)
    if turned:
        margin.changed(connection)
    if marked:
        next_revision(connection)  # lists are to be drawn again, though search has nothing to learn
    touched.kept += Kept(removed=removed)


def drop_hidden(connection: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Delete articles that no file holds any more, but for the last earlier versions of one that is in view."""
    going = [one for article in articles for one in versions.dispensable(connection, article)]
    for article in going:
        sayings.forget(connection, article)
    connection.executemany("DELETE FROM articles WHERE id = ?", [(article,) for article in going])


def mark_gone(connection: sqlite3.Connection, path: str, touched: Touched) -> None:
    """Note that a file is no longer there; its articles stay."""
    row = connection.execute("UPDATE files SET gone = 1 WHERE path = ? RETURNING id", (os.fsencode(path),)).fetchone()
    _note_all(connection, row, touched)


def mark_back(connection: sqlite3.Connection, file: FileRow, touched: Touched) -> None:
    """Note that a file is there with the bytes that were read of it, wherever it has been."""
    row = connection.execute(
        "UPDATE files SET size = ?, mtime_ns = ?, gone = 0 WHERE path = ? AND gone = 1 RETURNING id",
        (file.size, file.mtime_ns, os.fsencode(file.path)),
    ).fetchone()
    _note_all(connection, row, touched)


def cut_loose(connection: sqlite3.Connection, touched: Touched) -> None:
    """Cut the ties of articles to files that are gone, and to those that cannot be read any more."""
    rows = connection.execute(
        "SELECT t.file, t.article FROM file_articles t JOIN files f ON f.id = t.file "
        "WHERE f.gone = 1 OR (f.problem IS NOT NULL AND t.reading < f.reading)"
    ).fetchall()
    connection.executemany("DELETE FROM file_articles WHERE file = ? AND article = ?", rows)
    connection.execute("DELETE FROM files WHERE gone = 1")
    for _, article in rows:
        touched.note(article)


def _note_all(connection: sqlite3.Connection, file: tuple[int] | None, touched: Touched) -> None:
    for (article,) in connection.execute("SELECT article FROM file_articles WHERE file = ?", file or (-1,)).fetchall():
        touched.note(article)


def _begin(connection: sqlite3.Connection, file: FileRow) -> tuple[int, int]:
    """Note that a file is being read; its number, and how often that has been begun."""
    number, times = connection.execute(
        "INSERT INTO files (path, size, mtime_ns, sha256, reading, unfinished) VALUES (?, ?, ?, '', 1, 1) "
        "ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, sha256 = '', "
        "problem = NULL, reading = reading + 1, unfinished = 1, gone = 0, passed_over = 0 RETURNING id, reading",
        (os.fsencode(file.path), file.size, file.mtime_ns),
    ).fetchone()
    connection.execute("DELETE FROM file_problems WHERE file = ?", (number,))
    return number, times


def _known(connection: sqlite3.Connection, file: FileRow) -> tuple[int, int]:
    number, times = connection.execute(
        "SELECT id, reading FROM files WHERE path = ?", (os.fsencode(file.path),)
    ).fetchone()
    return number, times


def _write_article(
    connection: sqlite3.Connection, article: Article, file: FileRow, tie: tuple[int, int], touched: Touched
) -> None:
    """Write one article, unless it is there just so; one that is known keeps its statements."""
    number, times = tie
    path = os.fsencode(file.path)
    values = values_of(article, path)
    row = connection.execute(
        f"SELECT shown, gone, path, {', '.join(_COMPARED)} FROM articles WHERE id = ?", (article.id,)
    ).fetchone()
    held = connection.execute(
        "SELECT reading FROM file_articles WHERE file = ? AND article = ?", (number, article.id)
    ).fetchone()
    if held is not None and held[0] == times:
        return  # the same words stand in the file twice
    if row is None:
        marks = ",".join("?" * len(COLUMNS))
        connection.execute(f"INSERT INTO articles ({ARTICLE}) VALUES ({marks})", [values[name] for name in COLUMNS])
        touched.note(article.id, changed=True)
        touched.kept += Kept(new=1)
    else:
        _compare(connection, article.id, row, values, touched)
    connection.execute(
        "INSERT INTO file_articles VALUES (?, ?, ?, ?) "
        "ON CONFLICT (file, article) DO UPDATE SET reading = excluded.reading, part = excluded.part",
        (number, article.id, times, article.part),
    )


def _compare(
    connection: sqlite3.Connection,
    article: str,
    row: Sequence[object],
    values: dict[str, object],
    touched: Touched,
) -> None:
    """Write what is known of an article now and was not before."""
    shown, gone, shown_from = row[:3]
    before = dict(zip(_COMPARED, row[3:], strict=True))
    anothers = shown and not gone and bytes(shown_from) < bytes(values["path"])  # type: ignore[call-overload]
    # Another file that shows it has the word while it is there.
    differing = [] if anothers else [name for name in _COMPARED if before[name] != values[name]]
    if differing:
        columns = ", ".join(f"{name} = ?" for name in differing)
        again = ", attribution = 'pending'" if any(name in differing for name in _ATTRIBUTED_BY) else ""
        renewed = [values[name] for name in differing]
        connection.execute(f"UPDATE articles SET {columns}{again} WHERE id = ?", [*renewed, article])
    touched.kept += Kept(new=not shown, changed=bool(shown and differing), unchanged=bool(shown and not differing))
    touched.note(article, changed=bool(differing))


def _write_problems(connection: sqlite3.Connection, number: int, problems: tuple[str, ...]) -> None:
    if not problems:
        return
    (before,) = connection.execute("SELECT passed_over FROM files WHERE id = ?", (number,)).fetchone()
    kept = problems[: max(0, MOST_PROBLEMS - before)]
    connection.executemany(
        "INSERT INTO file_problems VALUES (?, ?, ?)",
        [(number, before + place, sentence) for place, sentence in enumerate(kept)],
    )
    connection.execute("UPDATE files SET passed_over = ? WHERE id = ?", (before + len(problems), number))


__all__ = [
    "MOST_PROBLEMS",
    "Touched",
    "cut_loose",
    "drop_hidden",
    "mark_back",
    "mark_gone",
    "settle",
    "write",
]
