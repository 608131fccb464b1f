"""The same thing said in several articles, or several times in one, is one statement with several places.

Kept up to date as articles come and go, inside a transaction of the store's. What an article says is put down in the
words it is compared by; wordings that are alike belong to one family, and so do those of one unit of an article. Within
a family everything is worked out anew whenever a part of it comes, changes or goes, so that the answer is that of
`saidagain.groups` on all that is in view, in whatever order it came. A family never falls apart: one that is too large
costs time and changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from briefing.library.saidagain import Unit, Wording, groups
from briefing.library.wording import fingerprints, likeness, quoted, weight, wording
from briefing.model import Actor, Article, Kind, Mode, Statement

_FEWEST_QUOTED: Final = 5  # words, not counting common ones, from which on what a paraphrase quotes is looked for
# From the families to their statements and in no other order, whatever SQLite takes for quicker.
_OF_FAMILIES: Final = (
    "json_each(?) wanted CROSS JOIN wordings g ON g.family = wanted.value CROSS JOIN worded w ON w.wording = g.id "
    "CROSS JOIN articles a ON a.id = w.article "
    "CROSS JOIN statements s ON s.article = w.article AND s.position = w.position"
)


class _Place(NamedTuple):
    """A statement of a family, in one of its wordings."""

    number: int
    article: str
    position: int
    unit: int
    day: str | None
    published: str | None
    first: int
    actor: str | None
    wording: Wording
    before: tuple[int | None, int, int]

    @property
    def at(self) -> tuple[str, int]:
        """Which statement it is."""
        return self.article, self.position


def note(connection: sqlite3.Connection, article: Article, statements: Sequence[Statement]) -> None:
    """Put down what an article says, in place of what it said, and where else that is said.

    Args:
        connection: Inside a transaction in which the statements have been written.
        article: The article.
        statements: Its statements.
    """
    families = forget(connection, article.id)
    rows = list(_worded(article, statements))
    known = _put_wordings(connection, {words for _, words, *_ in rows})
    connection.executemany(
        "INSERT INTO worded (article, position, wording, whole, unit, day) VALUES (?, ?, ?, ?, ?, ?)",
        [(article.id, position, known[words], whole, unit, day) for position, words, whole, unit, day in rows],
    )
    together: dict[int, list[int]] = defaultdict(list)
    for _, words, _, unit, _ in rows:
        together[unit].append(known[words])
    for wordings in together.values():
        _unite(connection, wordings)
    _gather(connection, families | _families(connection, "worded.article = ?", article.id))


def settle(connection: sqlite3.Connection, articles: Iterable[str]) -> None:
    """See anew where the statements of some articles stand, which have come into view or gone out of it."""
    _gather(connection, _families(connection, _listed("worded.article"), json.dumps(list(articles))))


def follow(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """See anew where statements stand whose speakers, by key, are other actors now."""
    rows = connection.execute(
        "SELECT DISTINCT g.family FROM json_each(?) wanted CROSS JOIN statements s ON s.actor = wanted.value "
        "CROSS JOIN worded w ON w.article = s.article AND w.position = s.position "
        "CROSS JOIN wordings g ON g.id = w.wording WHERE EXISTS (SELECT 1 FROM wordings h CROSS JOIN worded o "
        "ON o.wording = h.id WHERE h.family = g.family AND (o.article, o.position) != (w.article, w.position))",
        (json.dumps(sorted(keys)),),
    ).fetchall()
    _gather(connection, [row[0] for row in rows])


def forget(connection: sqlite3.Connection, article_id: str) -> set[int]:
    """Drop what was put down of an article.

    Returns:
        The families it was part of, which are to be seen anew.
    """
    families = _families(connection, "worded.article = ?", article_id)
    rows = connection.execute("DELETE FROM worded WHERE article = ? RETURNING wording", (article_id,)).fetchall()
    for wording_id in {row[0] for row in rows}:
        row = connection.execute(
            "DELETE FROM wordings WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM worded WHERE wording = ?1) "
            "RETURNING words",
            (wording_id,),
        ).fetchone()
        if row is not None:
            connection.executemany(
                "DELETE FROM fingerprints WHERE value = ? AND wording = ?",
                [(value, wording_id) for value in fingerprints(row[0])],
            )
    return families


def said_again(connection: sqlite3.Connection) -> dict[str, int]:
    """How often each actor says again what stands elsewhere too; whoever never does is left out."""
    rows = connection.execute(
        "SELECT actor, sum(places - 1) FROM (SELECT coalesce(b.actor, s.actor) AS actor, count(*) AS places "
        "FROM statements s INDEXED BY statements_by_saying LEFT JOIN belongs b ON b.key = s.actor "
        "WHERE s.saying IS NOT NULL AND s.actor IS NOT NULL AND s.mode = 'speech' GROUP BY s.saying, 1) "
        "WHERE places > 1 GROUP BY actor"
    )
    return dict(rows)


def counted_once(connection: sqlite3.Connection, actors: Iterable[Actor]) -> list[Actor]:
    """Actors with the number of things they said, where theirs counts every place at which they said them."""
    again = said_again(connection)
    return [
        actor.model_copy(update={"said": actor.said - again[actor.id]}) if actor.id in again else actor
        for actor in actors
    ]


def _worded(article: Article, statements: Sequence[Statement]) -> Iterable[tuple[int, str, bool, int, str | None]]:
    """What an article says: position, words, whether they are all of the statement, unit, day."""
    for position, statement in enumerate(statements):
        if statement.mode is not Mode.SPEECH:
            continue
        content = " … ".join(article.text[start:end] for start, end in statement.content)
        day = _day(statement, article)
        unit, when = unit_of(statements, position), day.isoformat() if day else None
        if words := wording(content):
            yield position, words, True, unit, when
        if statement.kind is Kind.MIXED and weight(part := wording(quoted(content))) >= _FEWEST_QUOTED:
            yield position, part, False, unit, when


def _day(statement: Statement, article: Article) -> dt.date | None:
    """The day on which something was said, else published; of several days that it may have been, the last."""
    given = statement.provenance
    days = [day for day in (given.said_until, article.published) if day]
    return min(days) if given.said_until else given.said_on or article.published


def units(statements: Sequence[Statement]) -> set[int]:
    """What an article says, each thing once: the positions of those that it says first, or alone."""
    return {unit_of(statements, at) for at, statement in enumerate(statements) if statement.mode is Mode.SPEECH}


def unit_of(statements: Sequence[Statement], position: int) -> int:
    """The position of what a statement says again in its article; its own when that is nothing."""
    seen = {position}
    while (earlier := statements[position].duplicate_of) is not None and earlier not in seen:
        position = earlier
        seen.add(position)
    return position


def _put_wordings(connection: sqlite3.Connection, wanted: set[str]) -> dict[str, int]:
    """The numbers of some wordings; those that are new are put into the family of what they are like."""
    known = _numbers(connection, wanted)
    fresh = sorted(wanted - known.keys())
    connection.executemany("INSERT INTO wordings (words, family) VALUES (?, 0)", [(words,) for words in fresh])
    numbers = _numbers(connection, fresh)
    connection.executemany("UPDATE wordings SET family = id WHERE id = ?", [(each,) for each in numbers.values()])
    prints = {number: fingerprints(words) for words, number in numbers.items()}
    connection.executemany(
        "INSERT INTO fingerprints VALUES (?, ?)", [(value, number) for number in prints for value in prints[number]]
    )
    _find_alike(connection, {number: words for words, number in numbers.items()}, prints)
    return {**known, **numbers}


def _find_alike(connection: sqlite3.Connection, fresh: dict[int, str], prints: dict[int, frozenset[int]]) -> None:
    """Put new wordings into the families of those that they are like."""
    holders: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        "SELECT f.value, f.wording FROM json_each(?) wanted JOIN fingerprints f ON f.value = wanted.value",
        (json.dumps(sorted(frozenset().union(*prints.values()))),),
    )
    for value, number in rows:
        holders[value].append(number)
    others = {number for numbers in holders.values() for number in numbers}
    words = dict(
        connection.execute(f"SELECT id, words FROM wordings WHERE {_listed('id')}", (json.dumps(sorted(others)),))
    )
    for number, mine in fresh.items():
        near = {other for value in prints[number] for other in holders[value]} - {number}
        _unite(connection, [number, *(other for other in sorted(near) if likeness(mine, words[other]))])


def _unite(connection: sqlite3.Connection, wordings: Sequence[int]) -> None:
    """Make one family of those of some wordings."""
    if len(set(wordings)) < 2:
        return
    rows = connection.execute(
        f"SELECT DISTINCT family FROM wordings WHERE {_listed('id')} ORDER BY family", (json.dumps(wordings),)
    ).fetchall()
    connection.executemany(
        "UPDATE wordings SET family = ? WHERE family = ?", [(rows[0][0], row[0]) for row in rows[1:]]
    )


def _gather(connection: sqlite3.Connection, families: Iterable[int]) -> None:
    """Work out anew what is said where in some families, and write what has changed."""
    wanted = json.dumps(sorted(families))
    changed: list[tuple[int | None, int, int, str, int]] = []
    for places in _places(connection, wanted).values():
        for places_of_one in _sayings(places):
            alone = len(places_of_one) == 1
            label = None if alone else min(place.number for place in places_of_one)
            for rank, place in enumerate(places_of_one):
                now = (label, rank, len(places_of_one))
                if now != place.before:
                    changed.append((*now, *place.at))
    hidden = connection.execute(
        f"SELECT s.article, s.position FROM {_OF_FAMILIES} WHERE a.shown = 0 AND s.saying IS NOT NULL",
        (wanted,),
    ).fetchall()
    changed += [(None, 0, 1, *at) for at in hidden]
    connection.executemany(
        "UPDATE statements SET saying = ?, place = ?, places = ? WHERE article = ? AND position = ?", changed
    )


def _sayings(places: Sequence[_Place]) -> Iterable[list[_Place]]:
    """The places of each thing said, the earliest first."""
    by_unit: dict[tuple[str, int], dict[int, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        by_unit[place.article, place.unit][place.position].append(place)
    units = {_unit_of(at, wordings): wordings for at, wordings in by_unit.items()}
    for group in groups(list(units)):
        found = [place for unit in group for wordings in units[unit].values() for place in wordings[:1]]
        yield sorted(found, key=_earliest)


def _unit_of(at: tuple[str, int], statements: dict[int, list[_Place]]) -> Unit:
    places = [statements[position][0] for position in sorted(statements)]
    day = next((place.day for place in places if place.day), None)
    return Unit(
        *at,
        None if day is None else dt.date.fromisoformat(day).toordinal(),
        next((place.actor for place in places if place.actor), ""),
        tuple(place.wording for position in sorted(statements) for place in statements[position]),
    )


def _earliest(place: _Place) -> tuple[str, str, str, int, int]:
    """By the day it was said, else published; what has no day comes last."""
    last = "9999-99-99"
    return place.day or last, place.published or last, place.article, place.first, place.position


def _places(connection: sqlite3.Connection, families: str) -> dict[int, list[_Place]]:
    """The statements in view of some families, each once for every wording, by family."""
    rows = connection.execute(
        "SELECT g.family, g.words, s.kind, w.whole, w.number, w.article, w.position, w.unit, w.day, a.published, "
        f"s.first, coalesce(b.actor, s.actor), s.saying, s.place, s.places FROM {_OF_FAMILIES} "
        "LEFT JOIN belongs b ON b.key = s.actor WHERE a.shown = 1 ORDER BY w.number",
        (families,),
    )
    found: dict[int, list[_Place]] = defaultdict(list)
    for family, words, kind, whole, *facts in rows:
        said = Wording(words, kind == Kind.DIRECT or not whole)
        found[family].append(_Place._make([*facts[:8], said, tuple(facts[8:])]))
    return found


def _numbers(connection: sqlite3.Connection, wanted: Iterable[str]) -> dict[str, int]:
    asked = json.dumps(sorted(wanted))
    return dict(connection.execute(f"SELECT words, id FROM wordings WHERE {_listed('words')}", (asked,)))


def _families(connection: sqlite3.Connection, condition: str, value: str) -> set[int]:
    """The families of wordings in which something stands that meets a condition on `worded`."""
    rows = connection.execute(
        f"SELECT DISTINCT family FROM worded JOIN wordings ON wordings.id = worded.wording WHERE {condition}", (value,)
    )
    return {row[0] for row in rows}


def _listed(column: str) -> str:
    return f"{column} IN (SELECT value FROM json_each(?))"


__all__ = ["counted_once", "follow", "forget", "note", "said_again", "settle", "unit_of", "units"]
