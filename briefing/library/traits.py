"""What the reader says of actors, laid over what the articles say of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from briefing.actors import folded
from briefing.library.fold import Traits
from briefing.library.identities import READER, actors_of
from briefing.model import Actor, ActorCard, ActorKind


def put(connection: sqlite3.Connection, traits: Mapping[str, Traits]) -> set[str]:
    """Put down what the reader says of actors, in place of what was said before.

    Returns:
        The keys of those that go by other names now.
    """
    fresh = {actor: json.dumps(asdict(one), ensure_ascii=False) for actor, one in traits.items() if one}
    before = dict(connection.execute("SELECT actor, body FROM traits"))
    changed = {actor for actor in fresh.keys() | before.keys() if fresh.get(actor) != before.get(actor)}
    connection.executemany("DELETE FROM traits WHERE actor = ?", [(actor,) for actor in changed])
    connection.executemany(
        "INSERT INTO traits VALUES (?, ?)", [(actor, fresh[actor]) for actor in changed if actor in fresh]
    )
    return {actor for actor in changed if _names(fresh.get(actor)) != _names(before.get(actor))}


def read(connection: sqlite3.Connection) -> dict[str, Traits]:
    """What the reader says of actors, by the actor that counts.

    An actor that the machine now puts under another keeps what was said of it there, unless something is said of that
    one. Of an actor that the reader put under another, only the names go with it.
    """
    said = {actor: _read(body) for actor, body in connection.execute("SELECT actor, body FROM traits ORDER BY actor")}
    tops = actors_of(connection, said)
    joined = {row[0] for row in connection.execute("SELECT key FROM identities WHERE by = ?", (READER,))}
    found = {actor: traits for actor, traits in said.items() if tops[actor] == actor}
    for actor, traits in said.items():
        top = tops[actor]
        if top == actor:
            continue
        if top not in found:
            found[top] = Traits()
        over = found[top]
        over.aliases += [name for name in traits.aliases if name not in over.aliases]
        if traits.name and traits.name not in over.aliases:
            over.aliases.append(traits.name)
        if actor not in joined and top not in said:
            over.name, over.kind = over.name or traits.name, over.kind or traits.kind
            over.hidden = over.hidden or traits.hidden
    return found


def lay_over(actors: Iterable[Actor], traits: Mapping[str, Traits]) -> list[Actor]:
    """Actors as the reader wants them."""
    return [_laid(actor, traits[actor.id]) if actor.id in traits else actor for actor in actors]


def lay_over_cards(cards: Iterable[ActorCard], traits: Mapping[str, Traits]) -> list[ActorCard]:
    """Actors as the reader wants them, as lists hold them."""
    if not traits:
        return list(cards)
    return [
        card._replace(name=said.name or card.name, kind=said.kind or card.kind, hidden=said.hidden)
        if (said := traits.get(card.id))
        else card
        for card in cards
    ]


def names_of(connection: sqlite3.Connection, actors: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names by which each of some actors is to be found: the reader's, and the one that the articles give."""
    wanted = json.dumps(list(actors))
    rows = connection.execute(
        "SELECT id, name FROM actors WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    ).fetchall()
    said = read(connection)
    nobody = Traits()
    return {
        actor: tuple(filter(None, (said.get(actor, nobody).name, name, *said.get(actor, nobody).aliases)))
        for actor, name in rows
    }


def _laid(actor: Actor, traits: Traits) -> Actor:
    name = traits.name or actor.name
    kept: dict[str, str] = {}
    for alias in (*traits.aliases, actor.name, *actor.aliases):
        form = folded(alias) or alias
        if form not in (folded(name), *traits.refused):
            kept.setdefault(form, alias)
    return actor.model_copy(
        update={
            "name": name,
            "kind": traits.kind or actor.kind,
            "aliases": tuple(kept.values()),
            "hidden": traits.hidden,
        }
    )


def _names(body: str | None) -> tuple[str | None, list[str]]:
    """By what an actor goes, as far as the reader says so."""
    traits = Traits() if body is None else _read(body)
    return traits.name, traits.aliases


def _read(body: str) -> Traits:
    given = json.loads(body)
    return Traits(**{**given, "kind": ActorKind(given["kind"]) if given["kind"] else None})


__all__ = ["lay_over", "lay_over_cards", "names_of", "put", "read"]
