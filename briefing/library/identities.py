"""Who a speaker's key belongs to: what the machine and the reader say of it, and what counts.

Statements and appearances keep the key of their speaker for good; that a key is another actor's stands here, in one
row. So no statement is touched when two actors become one, however much they said.

    identities   what the machine says, and what the reader says, of a key
    apart        pairs that the reader has told from each other
    belongs      what counts: the actor of every key that is not its own

Everything here runs inside a transaction of the store's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from briefing.actors.bearers import Doubt
from briefing.actors.keys import IN_ARTICLE
from briefing.library import sayings
from briefing.library.fold import Pair, resolve
from briefing.model.kinds import Verdict

MACHINE = "machine"
READER = "reader"


class Moved(NamedTuple):
    """What a change comes to.

    Attributes:
        keys: The keys that have another actor now.
        actors: The actors that have lost or won keys.
    """

    keys: set[str]
    actors: set[str]


def actor_of(connection: sqlite3.Connection, key: str) -> str:
    """The actor that a key belongs to."""
    row = connection.execute("SELECT actor FROM belongs WHERE key = ?", (key,)).fetchone()
    return key if row is None else str(row[0])


def actors_of(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """The actor of each of some keys."""
    wanted = list(dict.fromkeys(keys))
    rows = connection.execute(
        "SELECT key, actor FROM belongs WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)
    )
    return {**{key: key for key in wanted}, **dict(rows)}


def keys_of(connection: sqlite3.Connection, actor: str) -> list[str]:
    """Every key of an actor: its own, unless that belongs to another, and those that belong to it."""
    rows = connection.execute("SELECT key FROM belongs WHERE actor = ? ORDER BY key", (actor,)).fetchall()
    own = [actor] if actor_of(connection, actor) == actor else []
    return own + [row[0] for row in rows]


def propose(
    connection: sqlite3.Connection, links: Mapping[str, tuple[str, str]], among: Collection[str] | None = None
) -> Moved:
    """Put down what the machine says, in place of what it said before.

    Args:
        connection: Inside a transaction.
        links: Key → the actor it belongs to, and why, in words.
        among: Only what it said of these keys is replaced; None for all.
    """
    _replace(connection, MACHINE, links, among)
    return settle(connection)


def rule(connection: sqlite3.Connection, links: Mapping[str, tuple[str, str]], apart: Mapping[Pair, Verdict]) -> Moved:
    """Put down what the reader says, in place of what the reader said before.

    Args:
        connection: Inside a transaction.
        links: Key → the key it stands under, and why; a key under itself is on its own.
        apart: Pairs that the reader has told from each other, or is not sure of.
    """
    _replace(connection, READER, links)
    connection.execute("DELETE FROM apart")
    connection.executemany(
        "INSERT INTO apart VALUES (?, ?, ?)", [(one, other, verdict) for (one, other), verdict in apart.items()]
    )
    return settle(connection)


def settle(connection: sqlite3.Connection) -> Moved:
    """Work out anew who every key belongs to, and write what has changed."""
    said: dict[str, dict[str, str]] = {MACHINE: {}, READER: {}}
    for key, by, actor in connection.execute("SELECT key, by, actor FROM identities"):
        said[by][key] = actor
    said[READER] = _in_articles(connection, said[READER]) | said[READER]
    two = connection.execute("SELECT key, other FROM apart WHERE verdict = ?", (Verdict.WRONG,)).fetchall()
    fresh = resolve(said[MACHINE], said[READER], two)
    before = dict(connection.execute("SELECT key, actor FROM belongs"))
    keys = {key for key in before.keys() | fresh.keys() if before.get(key, key) != fresh.get(key, key)}
    connection.executemany("DELETE FROM belongs WHERE key = ?", [(key,) for key in keys if key not in fresh])
    connection.executemany(
        "INSERT OR REPLACE INTO belongs VALUES (?, ?)", [(key, fresh[key]) for key in keys if key in fresh]
    )
    sayings.follow(connection, keys)
    return Moved(keys, {each.get(key, key) for key in keys for each in (before, fresh)})


def follow(connection: sqlite3.Connection, keys: Iterable[str]) -> Moved:
    """Let the reader's rules hold for keys that may be new.

    Args:
        connection: Inside a transaction.
        keys: The keys of speakers.
    """
    wide = [key.partition(IN_ARTICLE)[0] for key in keys if IN_ARTICLE in key]
    row = connection.execute(
        "SELECT 1 FROM identities WHERE by = ? AND key IN (SELECT value FROM json_each(?)) LIMIT 1",
        (READER, json.dumps(wide)),
    ).fetchone()
    return settle(connection) if row else Moved(set(), set())


def _in_articles(connection: sqlite3.Connection, reader: Mapping[str, str]) -> dict[str, str]:
    """The reader's rules on names of one word, for the keys that such names have in single articles."""
    found: dict[str, str] = {}
    for wide, actor in reader.items():
        if wide != actor and IN_ARTICLE not in wide and " " not in wide:
            first, beyond = wide + IN_ARTICLE, wide + chr(ord(IN_ARTICLE) + 1)
            rows = connection.execute(
                "SELECT DISTINCT actor FROM appearances WHERE actor >= ? AND actor < ?", (first, beyond)
            )
            found.update((row[0], actor) for row in rows)
    return found


def why(connection: sqlite3.Connection, key: str) -> str:
    """Why a key belongs where it does, in words; "" when there is nothing to tell."""
    row = connection.execute("SELECT why FROM identities WHERE key = ? ORDER BY by DESC LIMIT 1", (key,)).fetchone()
    return str(row[0]) if row else ""


def doubt(
    connection: sqlite3.Connection,
    doubts: Iterable[tuple[str, str, str, float, str, str]],
    among: Collection[str] | None = None,
) -> None:
    """Put down which actors may be one, in place of those put down before.

    Args:
        connection: Inside a transaction.
        doubts: The fields of `Doubt`, in their order.
        among: Only pairs with one of these keys are replaced; None for all.
    """
    if among is None:
        connection.execute("DELETE FROM doubts")
    else:
        connection.execute(
            "DELETE FROM doubts WHERE key IN (SELECT value FROM json_each(?1)) "
            "OR other IN (SELECT value FROM json_each(?1))",
            (json.dumps(sorted(among)),),
        )
    connection.executemany("INSERT OR REPLACE INTO doubts VALUES (?, ?, ?, ?, ?, ?)", doubts)


def open_doubts(connection: sqlite3.Connection, *, unsure: bool = True) -> list[Doubt]:
    """Pairs of actors that may be one and of which the reader has not said so; the likeliest first.

    Args:
        connection: To read with.
        unsure: Also those of which the reader is not sure; they come last.
    """
    rows = connection.execute(
        "SELECT key, other, why, score, here, there FROM doubts ORDER BY score DESC, key, other"
    ).fetchall()
    tops = actors_of(connection, [key for row in rows for key in row[:2]])
    said: dict[Pair, str] = {}
    for one, other, verdict in connection.execute("SELECT key, other, verdict FROM apart"):
        said[one, other] = said[other, one] = verdict
    found: dict[Pair, Doubt] = {}
    late: dict[Pair, Doubt] = {}
    for key, other, *rest in rows:
        one, two = tops[key], tops[other]
        verdict = said.get((key, other)) or said.get((one, two))
        if one == two or verdict == Verdict.WRONG or (two, one) in found or (two, one) in late:
            continue
        (late if verdict else found).setdefault((one, two), Doubt(one, two, *rest))
    return [*found.values(), *(late.values() if unsure else ())]


def touch_articles(connection: sqlite3.Connection, keys: Collection[str]) -> int:
    """Count the articles in which some keys speak as changed, so that the search index learns other names.

    Returns:
        How many there are.
    """
    rows = connection.execute(
        "SELECT DISTINCT p.article FROM json_each(?) k CROSS JOIN appearances p ON p.actor = k.value "
        "CROSS JOIN articles a ON a.id = p.article WHERE a.shown = 1 ORDER BY a.revision, a.id",
        (json.dumps(sorted(keys)),),
    ).fetchall()
    (first,) = connection.execute(
        "UPDATE meta SET value = value + ? WHERE key = 'revision' RETURNING value - ?", (len(rows), len(rows))
    ).fetchone()
    connection.executemany(
        "UPDATE articles SET revision = ? WHERE id = ?",
        [(first + place, row[0]) for place, row in enumerate(rows, start=1)],
    )
    return len(rows)


def _replace(
    connection: sqlite3.Connection,
    by: str,
    links: Mapping[str, tuple[str, str]],
    among: Collection[str] | None = None,
) -> None:
    if among is None:
        connection.execute("DELETE FROM identities WHERE by = ?", (by,))
    else:
        connection.executemany("DELETE FROM identities WHERE key = ? AND by = ?", [(key, by) for key in among])
    connection.executemany(
        "INSERT OR REPLACE INTO identities VALUES (?, ?, ?, ?)",
        [(key, by, actor, why) for key, (actor, why) in links.items()],
    )


__all__ = [
    "MACHINE",
    "READER",
    "Doubt",
    "Moved",
    "actor_of",
    "actors_of",
    "doubt",
    "follow",
    "keys_of",
    "open_doubts",
    "propose",
    "rule",
    "settle",
    "touch_articles",
    "why",
]
