"""Who speaks in the library: actors, kept up to date as articles come and go.

Each article's part in a base key is one row (an appearance). Which keys are one actor stands in `identities`. A new
appearance is merged into its actor at once; when one goes, or keys move, and when all is settled, the actor is put
together again from all there are, so that it does not matter in which order they came. How often a name is mentioned
anywhere can only be counted when all names are known, so that count is made apart, when there is time.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.actors import Mentions, Sighting, aggregate, combine, flattened, folded, merge, names_of, sort_of
from briefing.library import identities, sayings
from briefing.model import Actor, ActorCard, ActorKind, Article, Mode, RoleHeld, Statement, UnnamedSource

Row = tuple[str, str, str, str, str, int, int]

_ONCE = "count(DISTINCT iif(s.saying IS NULL, -s.rowid, s.saying))"
"""Statements, those said in several places once."""
_KINDS = {kind.value: kind for kind in ActorKind}
_ESCAPED = re.compile(r"\\(?:u....|.)")
_ACTOR = "id, name, kind, roles, aliases, said, mentioned"


def note(
    connection: sqlite3.Connection,
    article: Article,
    statements: Sequence[Statement],
    *,
    counts: bool,
    keys: Mapping[int, str] | None = None,
) -> None:
    """Put an article's speakers in place of those it had.

    Args:
        connection: Inside a transaction.
        article: The article.
        statements: Its statements.
        counts: Whether the article is in view.
        keys: The base keys of speakers that the reader chose, by the statement's position.
    """
    gone = connection.execute("DELETE FROM appearances WHERE article = ? RETURNING *", (article.id,)).fetchall()
    before = {row[1]: row for row in gone}
    found = _speakers(article, statements, keys or {})
    after = {actor.id: (article.id, *_packed(actor)[:-1]) for actor in found}
    connection.executemany("INSERT INTO appearances VALUES (?, ?, ?, ?, ?, ?, ?)", after.values())
    # Whoever speaks as before need not be put together again, which takes its time where they speak in many articles.
    moved = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    unsettle(connection, moved)
    gather(connection, moved & before.keys())
    if counts:
        gathered = set(identities.actors_of(connection, moved & before.keys()).values())
        belongs = identities.actors_of(connection, moved)
        fresh = [one for one in found if one.id in moved and belongs[one.id] not in gathered]
        _add(connection, [_under(belongs[one.id], one) for one in fresh])


def unsettle(connection: sqlite3.Connection, keys: Iterable[str], *, again: bool = True) -> dict[str, int]:
    """Mark base keys whose appearances came or went: who they belong to is to be settled again.

    Args:
        connection: Inside a transaction.
        keys: The keys.
        again: Also those that are marked already.

    Returns:
        Those that were marked, each with its stamp.
    """
    (stamp,) = connection.execute("SELECT coalesce(max(stamp), 0) + 1 FROM unsettled").fetchone()
    known = set() if again else {row[0] for row in connection.execute("SELECT key FROM unsettled")}
    marked = {key: stamp for key in sorted(keys) if key not in known}
    connection.executemany("INSERT OR REPLACE INTO unsettled VALUES (?, ?)", list(marked.items()))
    return marked


def gather(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Put actors together again from their appearances in articles that are in view.

    Args:
        connection: Inside a transaction.
        ids: Actors, or base keys that may belong to others.
    """
    keys = set(ids)
    if not keys:
        return
    actors = keys | set(identities.actors_of(connection, keys).values())
    wanted = listed(actors)
    parts: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor_id, *row in connection.execute(
        "SELECT k.actor, p.actor, p.name, p.kind, p.roles, p.aliases, p.said, 0 FROM ("
        "  SELECT value AS key, value AS actor FROM json_each(?1) WHERE value NOT IN (SELECT key FROM belongs) "
        "  UNION SELECT key, actor FROM belongs WHERE actor IN (SELECT value FROM json_each(?1))"
        ") k CROSS JOIN appearances p ON p.actor = k.key CROSS JOIN articles a ON a.id = p.article WHERE a.shown = 1",
        (wanted,),
    ):
        parts[actor_id].append(_unpacked(row))
    mentioned = dict(
        connection.execute(
            "SELECT id, mentioned FROM actors WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
        ).fetchall()
    )
    connection.execute("DELETE FROM actors WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    for actor_id, those in sorted(parts.items()):
        whole = combine(actor_id, those)
        _put(connection, whole.model_copy(update={"mentioned": mentioned.get(actor_id, 0)}))


def everybody(connection: sqlite3.Connection, known: Mapping[Row, Actor]) -> dict[Row, Actor]:
    """Every actor in the record, by row; those whose row is known are not made again."""
    rows: Iterable[Row] = connection.execute(f"SELECT {_ACTOR} FROM actors")
    return {row: known.get(row) or _unpacked(row) for row in rows}


def written(connection: sqlite3.Connection, more: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Every actor's id, and all that it goes by in one, without case and accents.

    Args:
        connection: To read with.
        more: Other names that some actors go by, by their ids.
    """
    rows = connection.execute("SELECT id, name, aliases FROM actors")
    return [(key, flattened(" ".join((name, _unescaped(aliases), *more.get(key, ()))))) for key, name, aliases in rows]


def _unescaped(aliases: str) -> str:
    """A list in JSON whose escapes are no letters of words any more."""
    return _ESCAPED.sub(" ", aliases) if "\\" in aliases else aliases


def named(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Actor]:
    """The actors of some ids, as far as there are any."""
    rows = connection.execute(
        f"SELECT {_ACTOR} FROM actors WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),)
    )
    return [_unpacked(row) for row in rows]


def cards(connection: sqlite3.Connection) -> list[ActorCard]:
    """Every actor in the record as lists hold it; what is said in several places counts once."""
    again = sayings.said_again(connection)
    rows = connection.execute("SELECT id, name, kind, said, mentioned FROM actors")
    return [
        ActorCard(key, name, _KINDS[kind], said - again.get(key, 0), mentioned)
        for key, name, kind, said, mentioned in rows
    ]


def roles_held(connection: sqlite3.Connection, actor: str) -> list[RoleHeld]:
    """What articles in view call an actor, and when; what most of them do comes first."""
    rows = connection.execute(
        "SELECT r.value, a.published FROM json_each(?) k CROSS JOIN appearances p ON p.actor = k.value "
        "CROSS JOIN articles a ON a.id = p.article, json_each(p.roles) r WHERE a.shown = 1",
        (listed(identities.keys_of(connection, actor)),),
    )
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    days: defaultdict[str, list[str]] = defaultdict(list)
    for role, published in rows:
        form = folded(role) or role
        written[form][role] += 1
        days[form] += [published] if published else []
    held = [
        RoleHeld(
            role=min(forms, key=lambda role: (-forms[role], role)),
            first=dt.date.fromisoformat(min(days[form])) if days[form] else None,
            last=dt.date.fromisoformat(max(days[form])) if days[form] else None,
            articles=sum(forms.values()),
        )
        for form, forms in written.items()
    ]
    return sorted(held, key=lambda one: (-one.articles, one.role))


def unnamed(connection: sqlite3.Connection) -> list[UnnamedSource]:
    """Sources without a name in articles in view, by description and outlet; who said most comes first."""
    rows = connection.execute(
        f"SELECT n.id, a.outlet, {_ONCE}, count(DISTINCT s.article), n.name FROM actors n CROSS JOIN ("
        "  SELECT id AS key, id AS who FROM actors UNION ALL SELECT key, actor FROM belongs"
        ") k ON k.who = n.id CROSS JOIN statements s ON s.actor = k.key AND s.mode = 'speech' "
        "CROSS JOIN articles a ON a.id = s.article "
        "WHERE n.id LIKE 'unnamed:%' AND a.shown = 1 GROUP BY n.id, a.outlet"
    ).fetchall()
    found = [
        UnnamedSource(
            actor=key,
            description=(name or key.partition(":")[2]).removesuffix(" (unnamed)"),
            sort=sort_of(key.partition(":")[2]),
            outlet=outlet,
            statements=said,
            articles=articles,
        )
        for key, outlet, said, articles, name in rows
    ]
    return sorted(found, key=lambda one: (-one.statements, one.description, one.outlet or ""))


def statements_by_outlet(connection: sqlite3.Connection) -> list[tuple[str | None, int, int]]:
    """Each outlet with the number of statements that somebody made in it, and of articles in which somebody did."""
    return connection.execute(
        f"SELECT a.outlet, {_ONCE}, count(DISTINCT s.article) FROM statements s JOIN articles a ON a.id = s.article "
        "WHERE s.mode = 'speech' AND s.actor IS NOT NULL AND a.shown = 1 GROUP BY a.outlet ORDER BY a.outlet"
    ).fetchall()


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


def _speakers(article: Article, statements: Sequence[Statement], keys: Mapping[int, str]) -> list[Actor]:
    """The actors of one article; only speech counts as said, as in the lists that readers see first."""
    sightings: dict[bool, list[Sighting]] = {True: [], False: []}
    for position, statement in enumerate(statements):
        if statement.speaker:
            written = " ".join(article.text[span.start : span.end] for span in statement.source)
            sightings[statement.mode is Mode.SPEECH].append(Sighting(statement.speaker, written, keys.get(position)))
    silent = [actor.model_copy(update={"said": 0}) for actor in aggregate(sightings[False], article.id)]
    return merge(aggregate(sightings[True], article.id), silent)


def _add(connection: sqlite3.Connection, actors: Iterable[Actor]) -> None:
    for actor in actors:
        row = connection.execute(f"SELECT {_ACTOR} FROM actors WHERE id = ?", (actor.id,)).fetchone()
        for joined in merge([actor] if row is None else [_unpacked(row), actor]):
            _put(connection, joined)


def _under(actor_id: str, part: Actor) -> Actor:
    """A part of an actor as a part of the one it belongs to."""
    return part if part.id == actor_id else combine(actor_id, [part])


def listed(values: Iterable[str]) -> str:
    """Values as a parameter for `json_each`."""
    return json.dumps(sorted(values))


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


__all__ = [
    "Row",
    "cards",
    "everybody",
    "gather",
    "keep_mentions",
    "listed",
    "mentions",
    "named",
    "note",
    "roles_held",
    "statements_by_outlet",
    "unnamed",
    "unsettle",
    "written",
]
