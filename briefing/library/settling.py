"""Which base keys are one actor, by the machine's word: worked out anew for what came or went, and nothing else.

Whoever adds or drops appearances marks their keys as unsettled. When there is time, the keys that share a block with
them (see `briefing.actors.settle`) are read and settled, and `identities` is told.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Final, Protocol

from briefing.actors import Bearer, Issue, Settled, blocks_of, needs, settle
from briefing.library import identities, roster
from briefing.library.roster import listed

_MANY: Final = 2000  # so many unsettled keys are settled sooner with all others than with only those that bear on them

_PORTION: Final = 500  # actors that are put together in one go: some hundredths of a second
_MOST_REST: Final = 0.05  # seconds


class Connections(Protocol):
    """Where a record is read and written."""

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection to read with."""

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection inside a transaction."""


def settle_actors(connections: Connections, stop: Callable[[], bool] = lambda: False) -> bool:
    """Settle what is unsettled.

    Args:
        connections: The record's.
        stop: Whether to leave it for the next time.

    Returns:
        Whether there was anything to settle.
    """
    with connections.writing() as connection:
        unsettled = dict(connection.execute("SELECT key, stamp FROM unsettled").fetchall())
        _index(connection, unsettled)
    if not unsettled or stop():
        return False
    with connections.reading() as connection:
        everything = len(unsettled) > _MANY
        affected = None if everything else _affected(connection, unsettled)
        bearers = _bearers(connection, None if affected is None else _bearing_on(connection, affected))
        if stop():
            return False
        found = settle(bearers, None if everything else lambda articles: _speakers_in(connection, articles))
    with connections.writing() as connection:
        changed, marked = _write(connection, found, affected)
    _gather(connections, sorted(changed | unsettled.keys()))
    with connections.writing() as connection:
        # What was marked again meanwhile is settled the next time.
        connection.executemany(
            "DELETE FROM unsettled WHERE key = ? AND stamp = ?", [*unsettled.items(), *marked.items()]
        )
    return True


def _write(
    connection: sqlite3.Connection, found: Settled, affected: set[str] | None
) -> tuple[set[str], dict[str, int]]:
    """Put down the answer.

    Returns:
        The actors that have other keys now, and those of them that are marked as unsettled for that, with their stamps:
        should all end before they are put together again, they are the next time.
    """
    links, doubts = found.links, found.doubts
    if affected is not None:
        links = {key: link for key, link in links.items() if key in affected}
        doubts = [doubt for doubt in doubts if doubt.key in affected or doubt.other in affected]
    moved = identities.propose(connection, links, affected)
    identities.doubt(connection, doubts, affected)
    identities.touch_articles(connection, moved.keys)
    return moved.actors, roster.unsettle(connection, moved.actors, again=False)


def _gather(connections: Connections, keys: Sequence[str]) -> None:
    """Put actors together again, a portion at a time, so that whoever reads what is new need not wait for all."""
    for first in range(0, len(keys), _PORTION):
        began = time.monotonic()
        with connections.writing() as connection:
            roster.gather(connection, keys[first : first + _PORTION])
        # Whoever waits for a turn looks for it only now and then.
        time.sleep(min(_MOST_REST, time.monotonic() - began))


def _index(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Note the blocks of keys that are there, and forget those of keys that are gone."""
    wanted = listed(keys)
    gone = connection.execute(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT actor FROM appearances)", (wanted,)
    ).fetchall()
    connection.executemany("DELETE FROM blocks WHERE block = ? AND key = ?", _rows(row[0] for row in gone))
    new = connection.execute(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT key FROM blocks) "
        "AND value IN (SELECT actor FROM appearances)",
        (wanted,),
    ).fetchall()
    connection.executemany("INSERT OR IGNORE INTO blocks VALUES (?, ?)", _rows(row[0] for row in new))


def _rows(keys: Iterable[str]) -> list[tuple[str, str]]:
    return [(block, key) for key in keys for block in sorted(blocks_of(key))]


def _affected(connection: sqlite3.Connection, changed: Iterable[str]) -> set[str]:
    """The keys on which the answer may be another now."""
    changed = set(changed)
    dirty = {block for key in changed for block in blocks_of(key)}
    found = {key for key in _members(connection, dirty) if not dirty.isdisjoint(needs(key))} | changed
    # Whether a single word can be a body's name depends on people who bear it; and acronyms on all that they fit.
    names = {block for key in found for block in needs(key) if block.startswith(("n:", "s:"))}
    return found | _members(connection, names)


def _bearing_on(connection: sqlite3.Connection, keys: set[str]) -> set[str]:
    """The keys that must be known to settle some."""
    found = set(keys)
    for _ in range(2):
        found |= _members(connection, {block for key in found for block in needs(key)})
    return found


def _members(connection: sqlite3.Connection, blocks: Collection[str]) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT key FROM blocks WHERE block IN (SELECT value FROM json_each(?))", (listed(blocks),)
    )
    return {row[0] for row in rows}


def _bearers(connection: sqlite3.Connection, keys: Collection[str] | None) -> list[Bearer]:
    """What articles in view have of some keys, or of all."""
    columns = "SELECT p.actor, p.article, p.name, p.roles, p.aliases, a.outlet, a.published FROM"
    if keys is None:
        rows = connection.execute(f"{columns} appearances p JOIN articles a ON a.id = p.article WHERE a.shown = 1")
    else:  # the keys first: they are few
        rows = connection.execute(
            f"{columns} json_each(?) k CROSS JOIN appearances p ON p.actor = k.value "
            "CROSS JOIN articles a ON a.id = p.article WHERE a.shown = 1",
            (listed(keys),),
        )
    found: dict[str, Bearer] = {}
    for key, article, name, roles, aliases, outlet, published in rows:
        bearer = found.get(key)
        if bearer is None:
            bearer = found[key] = Bearer(key)
        day = dt.date.fromisoformat(published).toordinal() if published else 0
        bearer.see(article, name, json.loads(roles), json.loads(aliases), Issue(outlet or "", day))
    return list(found.values())


def _speakers_in(connection: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT actor FROM appearances WHERE article IN (SELECT value FROM json_each(?))", (listed(articles),)
    )
    return {row[0] for row in rows}


__all__ = ["settle_actors"]
