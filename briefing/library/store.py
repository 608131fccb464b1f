"""The record: files, articles and what was found in them, in one SQLite file."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.library import filing, versions
from briefing.library.columns import ARTICLE, article_of, day_of, readable
from briefing.library.connections import Connections
from briefing.library.decisions import Decisions
from briefing.library.filing import Touched
from briefing.library.findings import Findings
from briefing.library.margin import Margin
from briefing.library.remembered import Remembered
from briefing.library.rows import Counts, FileRow, Kept, Reading, Skipped
from briefing.library.searches import Searches
from briefing.model import Article, ArticleCard
from briefing.model.clean import clean_path

_FILE = "f.path, f.size, f.mtime_ns, f.sha256, f.problem, f.unfinished, f.gone"
_ROW = "id, title, title_is_own, outlet, published, path, said, language, gone, agency"
_TOLD_PARTS = 3


class Store:
    """An open record. Any thread may ask it anything.

    Attributes:
        path: The SQLite file.
        id: A name that no other record has: it ties a search index to this one.
        findings: The statements and actors in it.
        decisions: What the reader decided.
        margin: What the reader read, tagged and noted.
        searches: What the reader searched for.
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
        self.decisions = Decisions(self._connections)
        self.margin = Margin(self._connections)
        self.searches = Searches(self._connections)
        self._cards = Remembered(_row)

    def check(self) -> str | None:
        """What SQLite finds wrong with the record's file, or None; reads all of it."""
        with self._connections.reading() as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        return None if found == "ok" else str(found)

    def on_waiting(self, told: Callable[[], None]) -> None:
        """Let somebody be told when another process keeps this one from writing for more than a moment."""
        self._connections.waiting = told

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

    def size(self) -> int:
        """How many articles there are, those out of view included: quick."""
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def pending(self) -> int:
        """How many articles in view are still to be looked at."""
        with self._connections.reading() as connection:
            question = "SELECT count(*) FROM articles WHERE attribution = 'pending' AND shown = 1"
            return int(connection.execute(question).fetchone()[0])

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
            rows = connection.execute(f"SELECT {_FILE} FROM files f").fetchall()
        return {file.path: file for file in map(_file, rows)}

    def file(self, path: str) -> FileRow | None:
        """A file as it was when it was read."""
        with self._connections.reading() as connection:
            row = connection.execute(f"SELECT {_FILE} FROM files f WHERE path = ?", (os.fsencode(path),)).fetchone()
        return None if row is None else _file(row)

    def file_of(self, article_id: str) -> FileRow | None:
        """The file that an article is shown from, as it was when it was read."""
        with self._connections.reading() as connection:
            row = connection.execute(
                f"SELECT {_FILE} FROM articles a JOIN files f ON f.path = a.path WHERE a.id = ?", (article_id,)
            ).fetchone()
        return None if row is None else _file(row)

    def problems(self) -> tuple[str, ...]:
        """One sentence for each file that could not be read, and for the first parts of files that could not."""
        told: list[str] = []
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT id, path, problem, passed_over FROM files WHERE gone = 0 AND "
                "(problem IS NOT NULL OR passed_over > 0) ORDER BY path"
            ).fetchall()
            for number, path, problem, passed_over in rows:
                told += [problem] if problem else []
                parts = connection.execute(
                    "SELECT sentence FROM file_problems WHERE file = ? ORDER BY position LIMIT ?", (number, _TOLD_PARTS)
                ).fetchall()
                told += [row[0] for row in parts]
                if passed_over > len(parts):
                    name = clean_path(os.fsdecode(path))
                    told.append(f"And {passed_over - len(parts)} more parts of “{name}” cannot be read.")
        return tuple(told)

    def skipped(self) -> list[Skipped]:
        """Every file, and every part of one, that could not be read, as far as that was kept."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT path, problem, 1, -1 FROM files WHERE gone = 0 AND problem IS NOT NULL UNION ALL "
                "SELECT f.path, p.sentence, 0, p.position FROM file_problems p JOIN files f ON f.id = p.file "
                "WHERE f.gone = 0 ORDER BY 1, 4"
            ).fetchall()
        return [Skipped(os.fsdecode(path), sentence, bool(whole)) for path, sentence, whole, _ in rows]

    def keep(self, readings: Sequence[Reading]) -> Kept:
        """Write what was read from some files: all of it, or nothing when it cannot be done."""
        with self._touching() as (connection, touched):
            for reading in readings:
                filing.write(connection, reading, touched)
        return replace(touched.kept, ids=tuple(touched.news))

    def touch(self, files: Iterable[FileRow]) -> None:
        """Note that files have a new date but the same bytes."""
        with self._connections.writing() as connection:
            connection.executemany(
                "UPDATE files SET size = ?, mtime_ns = ? WHERE path = ?",
                [(file.size, file.mtime_ns, os.fsencode(file.path)) for file in files],
            )

    def mark_gone(self, paths: Iterable[str]) -> None:
        """Note that files are no longer there. Their articles stay in view, with a mark."""
        with self._touching() as (connection, touched):
            for path in paths:
                filing.mark_gone(connection, path, touched)

    def mark_back(self, files: Iterable[FileRow]) -> None:
        """Note that files that were gone are there again, as they were read."""
        with self._touching() as (connection, touched):
            for file in files:
                filing.mark_back(connection, file, touched)

    def prune(self) -> int:
        """Delete the articles whose files are gone or say nothing any more; how many there were."""
        with self._touching() as (connection, touched):
            filing.cut_loose(connection, touched)
        return touched.kept.removed

    @contextlib.contextmanager
    def _touching(self) -> Iterator[tuple[sqlite3.Connection, Touched]]:
        """A transaction that changes which file holds which article."""
        with self._connections.writing() as connection:
            touched = Touched()
            yield connection, touched
            filing.settle(connection, touched)
            filing.drop_hidden(connection, touched.articles)

    # Articles

    def articles(self, ids: Iterable[str] | None = None) -> list[ArticleCard]:
        """Every article, or those named, newest first, undated last."""
        wanted = [] if ids is None else [json.dumps(list(ids))]
        # The plus lets SQLite go by the few that are named, and not by the date through all that are in view.
        which = "+shown = 1 AND id IN (SELECT value FROM json_each(?))" if wanted else "shown = 1"
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"SELECT {_ROW} FROM articles WHERE {which} ORDER BY published DESC, id", wanted
            ).fetchall()
        return self._cards.of(rows)

    def article(self, article_id: str, *, earlier: bool = False) -> Article | None:
        """An article with its text, or None when there is none of that name in view.

        Args:
            article_id: Its id.
            earlier: Also an earlier version of one in view.
        """
        with self._connections.reading() as connection:
            row = connection.execute(
                f"SELECT {ARTICLE} FROM articles WHERE id = ? AND (shown = 1 OR ?)", (article_id, earlier)
            ).fetchone()
        return None if row is None else article_of(row)

    def versions(self, article_id: str) -> list[ArticleCard]:
        """The versions of an article, the newest first; only itself when there is but one."""
        with self._connections.reading() as connection:
            found = versions.of_story(connection, article_id)
            rows = connection.execute(
                f"SELECT {_ROW} FROM articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(found),)
            ).fetchall()
        return sorted(map(_row, rows), key=lambda row: found.index(row.id))

    def ids_like(self, prefix: str) -> list[str]:
        """The articles whose name begins so."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM articles WHERE shown = 1 AND substr(id, 1, ?) = ? LIMIT 10", (len(prefix), prefix)
            ).fetchall()
        return [row[0] for row in rows]

    def ids_in_file(self, name: str, *, beginning: bool = False) -> list[str]:
        """The articles in the files of that name, or at that path.

        Args:
            name: A file's name or path.
            beginning: It is only how a file's name begins.
        """
        wanted = os.fsencode(name)
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT fa.article, f.path FROM file_articles fa JOIN files f ON f.id = fa.file"
            ).fetchall()
        names = [(article, path, os.path.basename(path)) for article, path in rows]  # noqa: PTH119
        if beginning:
            return sorted({article for article, _, file in names if file.startswith(wanted)})
        return sorted({article for article, path, file in names if wanted in (path, file)})

    # What the search index must learn

    def changed_since(self, revision: int, limit: int) -> list[tuple[int, Article]]:
        """Articles in view that came or changed after a revision, in the order in which they did."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"SELECT revision, {ARTICLE} FROM articles WHERE revision > ? AND shown = 1 ORDER BY revision LIMIT ?",
                (revision, limit),
            ).fetchall()
        return [(row[0], article_of(row[1:])) for row in rows]

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


def _file(row: Sequence[object]) -> FileRow:
    """A file from its columns, in the order of `_FILE`."""
    path, size, mtime_ns, sha256, problem, unfinished, gone = row
    return FileRow(
        os.fsdecode(path),  # type: ignore[arg-type]
        size,  # type: ignore[arg-type]
        mtime_ns,  # type: ignore[arg-type]
        str(sha256),
        problem,  # type: ignore[arg-type]
        bool(unfinished),
        bool(gone),
    )


def _row(row: Sequence[Any]) -> ArticleCard:
    """An article without its text from its columns, in the order of `_ROW`."""
    name, title, own, outlet, published, path, said, language, gone, agency = row
    day, where = day_of(published), readable(path)
    return ArticleCard(name, title, bool(own), outlet, day, where, said, language, bool(gone), agency)


__all__ = ["Store"]
