"""What was searched for: every query, those that were named or pinned, and what the reader has seen of each."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from briefing.library.connections import Connections

_KEPT = 1_000
"""So many queries are kept beside those that have a name or a pin."""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A query that was asked.

    Attributes:
        query: As it was typed.
        name: What the reader calls it, or None.
        pinned: It stands above the others.
        looked: When the reader last looked at what it finds, or None.
    """

    query: str
    name: str | None
    pinned: bool
    looked: dt.datetime | None

    @property
    def saved(self) -> bool:
        """Whether it is kept until the reader lets it go."""
        return self.pinned or self.name is not None


class Searches:
    """The searches of one record."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def note(self, query: str) -> None:
        """Keep a query as the one that was asked last."""
        with self._connections.writing() as connection:
            _note(connection, query)
            connection.execute(
                "DELETE FROM searches WHERE name IS NULL AND pinned = 0 AND number NOT IN "
                "(SELECT number FROM searches WHERE name IS NULL AND pinned = 0 ORDER BY asked DESC LIMIT ?)",
                (_KEPT,),
            )

    def history(self, limit: int) -> list[str]:
        """The queries asked last, newest first."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT query FROM searches ORDER BY asked DESC LIMIT ?", (limit,)).fetchall()
        return [row[0] for row in rows]

    def saved(self) -> list[SearchRow]:
        """The queries with a name or a pin: the pinned ones first, then by name or query."""
        return self._rows("pinned = 1 OR name IS NOT NULL ORDER BY pinned DESC, coalesce(name, query)")

    def find(self, key: str) -> SearchRow | None:
        """The query of that name, or that query."""
        found = self._rows("name = ?1 OR query = ?1 ORDER BY name = ?1 DESC LIMIT 1", key)
        return found[0] if found else None

    def name(self, query: str, name: str | None) -> None:
        """Give a query a name, or take it away; a name belongs to one query only, the one that was given it last."""
        with self._connections.writing() as connection:
            _note(connection, query)
            connection.execute("UPDATE searches SET name = NULL WHERE name = ?", (name,))
            connection.execute("UPDATE searches SET name = ? WHERE query = ?", (name, query))

    def pin(self, query: str, pinned: bool) -> None:
        """Pin a query, or let it go."""
        with self._connections.writing() as connection:
            _note(connection, query)
            connection.execute("UPDATE searches SET pinned = ? WHERE query = ?", (int(pinned), query))

    def forget(self, query: str) -> None:
        """Drop a query with all that is known of it."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM searches WHERE query = ?", (query,))

    def seen(self, query: str) -> frozenset[str]:
        """The articles that a query had found when the reader last looked."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT article FROM searches_seen WHERE search = (SELECT number FROM searches WHERE query = ?)",
                (query,),
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def see(self, query: str, articles: Collection[str]) -> None:
        """Note that the reader has now seen what a query finds."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with self._connections.writing() as connection:
            row = connection.execute(
                "UPDATE searches SET looked = ? WHERE query = ? RETURNING number", (now, query)
            ).fetchone()
            if row is None:
                return
            connection.execute("DELETE FROM searches_seen WHERE search = ?", row)
            connection.executemany(
                "INSERT INTO searches_seen VALUES (?, ?)", [(row[0], article) for article in articles]
            )

    def _rows(self, where: str, *values: str) -> list[SearchRow]:
        with self._connections.reading() as connection:
            rows = connection.execute(f"SELECT query, name, pinned, looked FROM searches WHERE {where}", values)
            return [
                SearchRow(query, name, bool(pinned), dt.datetime.fromisoformat(looked) if looked else None)
                for query, name, pinned, looked in rows
            ]


def _note(connection: sqlite3.Connection, query: str) -> None:
    connection.execute(
        "INSERT INTO searches (query, asked) VALUES (?, (SELECT coalesce(max(asked), 0) + 1 FROM searches)) "
        "ON CONFLICT (query) DO UPDATE SET asked = excluded.asked",
        (query,),
    )


__all__ = ["SearchRow", "Searches"]
