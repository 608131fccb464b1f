"""Who speaks in the library: actors, kept up to date as articles come and go.

Each article's part in an actor is one row (an appearance). A new appearance is merged into its actor; when one goes,
the actor is put together again from those that are left. How often a name is mentioned anywhere can only be counted
when all names are known, so that count is made apart, when there is time.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.actors import Mentions, Sighting, aggregate, merge, names_of
from briefing.model import Actor, Article, Mode, Statement

Row = tuple[str, str, str, str, str, int, int]

_ACTOR = "id, name, kind, roles, aliases, said, mentioned"


def note(connection: sqlite3.Connection, article: Article, statements: Sequence[Statement], *, counts: bool) -> None:
    """Put an article's speakers in place of those it had.

    Args:
        connection: Inside a transaction.
        article: The article.
        statements: Its statements.
        counts: Whether the article is in view.
    """
    before = {
        row[0] for row in connection.execute("DELETE FROM appearances WHERE article = ? RETURNING actor", (article.id,))
    }
    found = _speakers(article, statements)
    connection.executemany(
        "INSERT INTO appearances VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(article.id, *_packed(actor)[:-1]) for actor in found],
    )
    gather(connection, before)
    if counts:
        _add(connection, [actor for actor in found if actor.id not in before])


def gather(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Put actors together again from their appearances in articles that are in view."""
    for actor_id in sorted(ids):
        rows = connection.execute(
            "SELECT p.actor, p.name, p.kind, p.roles, p.aliases, p.said, 0 FROM appearances p "
            "JOIN articles a ON a.id = p.article WHERE p.actor = ? AND a.shown = 1 ORDER BY p.article",
            (actor_id,),
        ).fetchall()
        mentioned = connection.execute("SELECT mentioned FROM actors WHERE id = ?", (actor_id,)).fetchone()
        connection.execute("DELETE FROM actors WHERE id = ?", (actor_id,))
        for actor in merge(_unpacked(row) for row in rows):
            _put(connection, actor.model_copy(update={"mentioned": mentioned[0] if mentioned else 0}))


def everybody(connection: sqlite3.Connection, known: Mapping[Row, Actor]) -> dict[Row, Actor]:
    """Every actor in the record, by row; those whose row is known are not made again."""
    rows: Iterable[Row] = connection.execute(f"SELECT {_ACTOR} FROM actors")
    return {row: known.get(row) or _unpacked(row) for row in rows}


def mentions(
    connection: sqlite3.Connection, actors: Iterable[Actor], stop: Callable[[], bool]
) -> dict[str, int] | None:
    """Count how often the articles in view name each actor; None when told to stop."""
    counter = Mentions({actor.id: names_of(actor) for actor in actors})
    total: Counter[str] = Counter()
    for (text,) in connection.execute("SELECT text FROM articles WHERE shown = 1"):
        if stop():
            return None
        total.update(counter.count(text))
    return dict(total)


def keep_mentions(connection: sqlite3.Connection, counts: dict[str, int]) -> bool:
    """Write how often each actor is mentioned; True when anything was different before."""
    before = dict(connection.execute("SELECT id, mentioned FROM actors"))
    changed = [(counts.get(actor, 0), actor) for actor, times in before.items() if counts.get(actor, 0) != times]
    connection.executemany("UPDATE actors SET mentioned = ? WHERE id = ?", changed)
    return bool(changed)


def _speakers(article: Article, statements: Sequence[Statement]) -> list[Actor]:
    """The actors of one article; only speech counts as said, as in the lists that readers see first."""
    sightings: dict[bool, list[Sighting]] = {True: [], False: []}
    for statement in statements:
        if statement.speaker:
            written = " ".join(article.text[span.start : span.end] for span in statement.source)
            sightings[statement.mode is Mode.SPEECH].append(Sighting(statement.speaker, written))
    silent = [actor.model_copy(update={"said": 0}) for actor in aggregate(sightings[False])]
    return merge(aggregate(sightings[True]), silent)


def _add(connection: sqlite3.Connection, actors: Iterable[Actor]) -> None:
    for actor in actors:
        row = connection.execute(f"SELECT {_ACTOR} FROM actors WHERE id = ?", (actor.id,)).fetchone()
        for joined in merge([actor] if row is None else [_unpacked(row), actor]):
            _put(connection, joined)


def _put(connection: sqlite3.Connection, actor: Actor) -> None:
    connection.execute("INSERT OR REPLACE INTO actors VALUES (?, ?, ?, ?, ?, ?, ?)", _packed(actor))


def _packed(actor: Actor) -> tuple[str | int, ...]:
    roles, aliases = (json.dumps(forms, ensure_ascii=False) for forms in (actor.roles, actor.aliases))
    return actor.id, actor.name, actor.kind, roles, aliases, actor.said, actor.mentioned


def _unpacked(row: Sequence[object]) -> Actor:
    fields = dict(zip(_ACTOR.split(", "), row, strict=True))
    fields["roles"] = tuple(json.loads(str(fields["roles"])))
    fields["aliases"] = tuple(json.loads(str(fields["aliases"])))
    return Actor.model_validate(fields)


__all__ = ["Row", "everybody", "gather", "keep_mentions", "mentions", "note"]
