"""Names that a shell completes, looked up in a record without opening the library: nothing of it is changed."""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefing.errors import LibraryError
from briefing.letters import fold
from briefing.library.connections import explained
from briefing.library.known import look_into

_MOST = 50
_ACTORS = (
    "SELECT json_extract(body, '$.name') FROM traits UNION ALL SELECT name FROM "
    "(SELECT name FROM actors ORDER BY said DESC)"
)
_TAGS = (
    "SELECT r.article, r.position, json_extract(d.body, '$.value.added'), json_extract(d.body, '$.value.removed') "
    "FROM decisions d JOIN remarks r ON r.decision = d.id WHERE d.kind = 'tag' AND d.undone = 0 "
    "ORDER BY d.made_at, d.id"
)


def actors(record: Path, beginning: str) -> list[str]:
    """Names of actors that begin so, or else those in which a word does; who says most comes first."""
    typed = fold(beginning)
    begun: dict[str, None] = {}
    within: dict[str, None] = {}
    for name in _column(record, _ACTORS):
        plain = fold(name)
        if plain.startswith(typed):
            begun[name] = None
            if len(begun) == _MOST:
                break
        elif f" {typed}" in plain:
            within[name] = None
    return list(begun or within)[:_MOST]


def searches(record: Path, beginning: str) -> list[str]:
    """Names of saved searches that begin so."""
    return _beginning(beginning, _column(record, "SELECT name FROM searches WHERE name IS NOT NULL ORDER BY name"))


def files(record: Path, beginning: str) -> list[str]:
    """Names of files with articles that begin so."""
    paths = _column(record, "SELECT path FROM files ORDER BY path")
    return _beginning(beginning, (os.fsdecode(path).rpartition(os.sep)[2] for path in paths))


def outlets(record: Path, beginning: str) -> list[str]:
    """Names of outlets that begin so, who published most first."""
    asked = "SELECT outlet FROM articles WHERE shown = 1 GROUP BY outlet ORDER BY count(*) DESC, outlet"
    return _beginning(beginning, _column(record, asked))


def tags(record: Path, beginning: str) -> list[str]:
    """Tags that are on something and begin so, those that are on most first."""
    places: dict[tuple[str, int, str], str] = {}
    for article, position, added, removed in _rows(record, _TAGS):
        for name in (*json.loads(removed), *json.loads(added)):
            places.pop((article, position, _plain(name)), None)
        places.update({(article, position, _plain(name)): name for name in json.loads(added)})
    counted = Counter(key for _, _, key in places)
    names = {key: name for (_, _, key), name in places.items()}
    typed = _plain(beginning)
    return [names[key] for key, _ in counted.most_common() if key.startswith(typed)][:_MOST]


def named(folder: Path) -> str:
    """What the library in a folder is called."""
    return next(iter(_column(folder / "record.sqlite3", "SELECT value FROM meta WHERE key = 'name'")), folder.name)


def _column(record: Path, question: str) -> list[Any]:
    """The values of one column."""
    return [row[0] for row in _rows(record, question) if row[0]]


def _rows(record: Path, question: str) -> list[tuple[Any, ...]]:
    """The rows of an answer; none when the record cannot be read, or is of another time."""
    try:
        with explained(record), contextlib.closing(look_into(record)) as connection:
            return connection.execute(question).fetchall()
    except LibraryError:
        return []


def _plain(tag: str) -> str:
    """A tag as it is compared."""
    return " ".join(fold(word) for word in tag.replace("_", " ").split())


def _beginning(beginning: str, names: Iterable[str]) -> list[str]:
    typed = fold(beginning)
    return list(dict.fromkeys(name for name in names if fold(name).startswith(typed)))[:_MOST]


__all__ = ["actors", "files", "named", "outlets", "searches", "tags"]
