"""The libraries in a data folder, looked at without opening them: nothing of them is changed."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing import paths
from briefing.errors import LibraryError
from briefing.library.connections import explained

_PLACES_SINCE = 6
"""The version of the record from which on the same thing said in several places is one statement."""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A library.

    Attributes:
        name: What it is called.
        folder: Where it lives.
        roots: The files and folders that it is made of.
        articles: How many articles are in view.
        statements: How many statements of speech are in them.
        opened: When it was opened last, or None.
        problem: Why nothing is known of it, in one sentence; None when it is.
    """

    name: str
    folder: Path
    roots: tuple[Path, ...] = ()
    articles: int = 0
    statements: int = 0
    opened: dt.datetime | None = None
    problem: str | None = None


def libraries(data: Path) -> list[LibraryRow]:
    """Every library in a data folder, the one that was opened last first.

    Args:
        data: Where libraries live.
    """
    rows = [_look(record) for record in sorted((data / "libraries").glob("*/record.sqlite3"))]
    return sorted(rows, key=lambda row: (row.opened is None, -(row.opened.timestamp() if row.opened else 0), row.name))


def _look(record: Path) -> LibraryRow:
    folder = record.parent
    opened = paths.opened(folder)
    try:
        with explained(record), contextlib.closing(look_into(record)) as connection:
            return _row(connection, folder, opened)
    except LibraryError as error:
        return LibraryRow(folder.name, folder, opened=opened, problem=str(error))


def look_into(record: Path) -> sqlite3.Connection:
    """A connection to a record that can only be read."""
    return sqlite3.connect(f"{record.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)


def _row(connection: sqlite3.Connection, folder: Path, opened: dt.datetime | None) -> LibraryRow:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    once = "AND place = 0" if version >= _PLACES_SINCE else ""
    name = connection.execute("SELECT value FROM meta WHERE key = 'name'").fetchone()
    roots: Sequence[tuple[bytes]] = connection.execute("SELECT path FROM roots ORDER BY rowid").fetchall()
    (articles,) = connection.execute("SELECT count(*) FROM articles WHERE shown = 1").fetchone()
    (every,) = connection.execute(f"SELECT count(*) FROM statements WHERE mode = 'speech' {once}").fetchone()
    # By their articles, which are few: "+" keeps the index of all statements out of it.
    (hidden,) = connection.execute(
        "SELECT count(*) FROM articles a CROSS JOIN statements s ON s.article = a.id "
        f"WHERE a.shown = 0 AND +s.mode = 'speech' {once.replace('place', '+s.place')}"
    ).fetchone()
    return LibraryRow(
        str(name[0]) if name else folder.name,
        folder,
        tuple(Path(os.fsdecode(root)) for (root,) in roots),
        int(articles),
        int(every - hidden),
        opened,
    )


__all__ = ["LibraryRow", "libraries", "look_into"]
