"""The journal of what the reader decided, tagged and noted, and what follows from it.

A decision is written once and stays; taking it back marks it. Writing it and working out what counts now is one
transaction, so that a sudden end leaves either all of it or nothing. The journal is the reader's own work: it is never
made again from the articles, and reading them again or finding statements anew does not touch it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from briefing.actors.bearers import Doubt
from briefing.library import identities, margin, roster, sayings, traits
from briefing.library.columns import ARTICLE, article_of
from briefing.library.connections import Connections
from briefing.library.findings import next_revision
from briefing.library.fold import Rules, in_order, rules_among
from briefing.library.identities import Moved
from briefing.library.judging import judge, note_text
from briefing.model import Article, Statement
from briefing.model.decision import (
    DECISION,
    Decision,
    InArticle,
    OnLink,
    OnNote,
    OnTag,
    Remark,
)
from briefing.model.together import made_together

_BODY = "body, undone"
# In which articles in view something is found that a decision is on, and whether it counts there.
_STANDING = (
    "SELECT decision, article, holds FROM (SELECT decision, article, holds FROM judged UNION ALL "
    "SELECT decision, article, holds FROM remarks) WHERE article IN (SELECT id FROM articles WHERE shown = 1)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal.

    Attributes:
        number: Its place, from 1, in the order in which decisions came here.
        decision: The decision.
        imported: It came from elsewhere.
        articles: The articles in which it counts.
        stale: It finds its article, and what it is about has changed since; it does not count there.
    """

    number: int
    decision: Decision
    imported: bool
    articles: tuple[str, ...] = ()
    stale: bool = False

    @property
    def lost(self) -> bool:
        """Whether it is about something that is not in this library, or is found no more."""
        counts = isinstance(self.decision, InArticle) and not self.decision.undone
        return counts and not self.articles and not self.stale


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of decisions from elsewhere.

    Attributes:
        new: Those that were not here.
        known: Those that were here already.
        undone: Those that were here and are taken back there.
        differing: Pairs of decisions on the same thing, one of them new: the one that counts, and the other.
    """

    new: tuple[Decision, ...] = ()
    known: int = 0
    undone: int = 0
    differing: tuple[tuple[Decision, Decision], ...] = ()


class Decisions:
    """The decisions in one record."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def make(self, *decisions: Decision) -> tuple[Decision, ...]:
        """Write decisions that are made together and let them count; the decisions as they were written.

        They are later than any that is there, whatever the clock says.
        """
        made = []
        with self._connections.writing() as connection:
            row = connection.execute("SELECT max(made_at) FROM decisions").fetchone()
            last = datetime.fromisoformat(row[0]) if row[0] else None
            for decision in decisions:
                moment = decision.made_at
                if last is not None and moment <= last:
                    moment = last + timedelta(microseconds=1)
                last = moment
                made.append(decision.model_copy(update={"made_at": moment}))
                _write(connection, made[-1], imported=False)
            _apply(connection, made)
        return tuple(made)

    def undo(self, number: int | None = None) -> tuple[Decision, ...]:
        """Take a decision back, with those that were made together with it.

        Args:
            number: Its place in the journal; None for the last one made here that counts.

        Returns:
            The decisions; none when there is no such one, or it does not count.
        """
        with self._connections.writing() as connection:
            row = connection.execute(
                "SELECT number, body, id FROM decisions WHERE undone = 0 "
                "AND (number = ?1 OR (?1 IS NULL AND imported = 0)) ORDER BY number DESC LIMIT 1",
                (number,),
            ).fetchone()
            if row is None:
                return ()
            bodies = connection.execute(
                "SELECT number, body FROM decisions WHERE undone = 0 AND (number = ?1 OR id GLOB ?2) ORDER BY number",
                (row[0], f"{made_together(row[2])}-*"),
            ).fetchall()
            (last,) = connection.execute("SELECT max(undone) FROM decisions").fetchone()
            connection.executemany(
                "UPDATE decisions SET undone = ? WHERE number = ?", [(last + 1, number) for number, _ in bodies]
            )
            decisions = tuple(DECISION.validate_json(body) for _, body in bodies)
            _apply(connection, decisions)
        return decisions

    def redo(self) -> tuple[Decision, ...]:
        """Let the decisions count again that were taken back last; none when there are none, or one was made since."""
        with self._connections.writing() as connection:
            rows = connection.execute(
                "SELECT number, body FROM decisions WHERE undone > 0 AND undone = (SELECT max(undone) FROM decisions) "
                "ORDER BY number"
            ).fetchall()
            later = connection.execute(
                "SELECT 1 FROM decisions WHERE undone = 0 AND imported = 0 AND number > ? LIMIT 1",
                (rows[-1][0] if rows else 0,),
            ).fetchone()
            if not rows or later is not None:
                return ()
            connection.executemany("UPDATE decisions SET undone = 0 WHERE number = ?", [row[:1] for row in rows])
            decisions = tuple(DECISION.validate_json(row[1]) for row in rows)
            _apply(connection, decisions)
        return decisions

    def take(self, decisions: Sequence[Decision]) -> Taken:
        """Take in decisions from elsewhere, all of them or none; those that are here already change nothing.

        Of two on the same thing the one that was made later counts, wherever it was made.
        """
        with self._connections.writing() as connection:
            taken = _Taking(connection)
            for decision in decisions:
                taken.add(decision)
            _note_texts(connection)
            _apply(connection, taken.touched)
        return taken.result()

    def entries(self) -> list[Entry]:
        """The whole journal, in the order in which it came about."""
        with self._connections.reading() as connection:
            rows = connection.execute(f"SELECT number, imported, {_BODY} FROM decisions ORDER BY number").fetchall()
            holds: dict[str, list[str]] = {}
            stale: set[str] = set()
            for decision, article, counts in connection.execute(_STANDING):
                if counts:
                    holds.setdefault(decision, []).append(article)
                else:
                    stale.add(decision)
        entries = []
        for number, imported, *rest in rows:
            one = _decision(rest)
            articles = tuple(holds.get(one.id, ()))
            entries.append(Entry(number, one, bool(imported), articles, one.id in stale and not articles))
        return entries

    def doubts(self) -> list[Doubt]:
        """Actors that may be one and of which the reader has not said so; those of which they are unsure come last."""
        with self._connections.reading() as connection:
            return identities.open_doubts(connection)

    def keys_of(self, actor: str) -> list[str]:
        """Every key of an actor."""
        with self._connections.reading() as connection:
            return identities.keys_of(connection, actor)

    def actor_of(self, key: str) -> str:
        """The actor that a key belongs to."""
        with self._connections.reading() as connection:
            return identities.actor_of(connection, key)

    def forms(self, actor: str) -> list[tuple[str, str, int, str]]:
        """What an actor is made of: each key with its commonest name, how much it said, and why it belongs there."""
        with self._connections.reading() as connection:
            rows = []
            for key in identities.keys_of(connection, actor):
                name, said = connection.execute(
                    "SELECT name, sum(said) OVER () FROM appearances WHERE actor = ? ORDER BY said DESC LIMIT 1", (key,)
                ).fetchone() or ("", 0)
                rows.append((key, name, said, identities.why(connection, key)))
        return rows


class _Taking:
    """Writes decisions from elsewhere and sees what they come to."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._here: dict[str, Decision] = {}
        self._by_subject: dict[str, list[Decision]] = {}
        self.touched: list[Decision] = []
        self._new: list[Decision] = []
        self._known = 0
        self._undone = 0
        for row in connection.execute(f"SELECT {_BODY} FROM decisions"):
            one = _decision(row)
            self._here[one.id] = one
            if not one.undone:
                self._by_subject.setdefault(_subject(one), []).append(one)

    def add(self, decision: Decision) -> None:
        """Take one in."""
        before = self._here.get(decision.id)
        if before is None:
            _write(self._connection, decision, imported=True)
            self._here[decision.id] = decision
            self._new.append(decision)
            self.touched.append(decision)
        elif decision.undone and not before.undone:
            self._connection.execute(
                "UPDATE decisions SET undone = (SELECT max(undone) + 1 FROM decisions) WHERE id = ?", (decision.id,)
            )
            self._here[decision.id] = decision
            self._undone += 1
            self.touched.append(before)
        else:
            self._known += 1

    def result(self) -> Taken:
        """What became of them."""
        differing = []
        for decision in self._new:
            others = [one for one in self._by_subject.get(_subject(decision), ()) if one.value != decision.value]
            if others and not decision.undone and not isinstance(decision, OnTag):  # of tags all count
                first, *_ = sorted([decision, others[-1]], key=lambda one: (one.made_at, one.id), reverse=True)
                differing.append((first, others[-1] if first is decision else decision))
        return Taken(tuple(self._new), self._known, self._undone, tuple(differing))


def _subject(decision: Decision) -> str:
    """What a decision is about: of two that are about the same, the later counts."""
    if isinstance(decision, OnLink):
        place = decision.subject
        return json.dumps(["link", place.text, place.content, place.source])
    if isinstance(decision, OnTag | OnNote):
        return json.dumps([decision.kind, decision.subject.text, decision.subject.content])
    names = {"apart": "merge", "split": "merge"}
    subject = [names.get(decision.kind, decision.kind), decision.subject.actor]
    return json.dumps([*subject, decision.value.name.casefold()] if decision.kind == "alias" else subject)


def _decision(row: Sequence[object]) -> Decision:
    body, undone = row
    return DECISION.validate_json(str(body)).model_copy(update={"undone": bool(undone)})


def _write(connection: sqlite3.Connection, decision: Decision, *, imported: bool) -> None:
    spot = decision.subject if isinstance(decision, InArticle) else None
    moment = decision.made_at.astimezone(UTC)
    decision = decision.model_copy(update={"made_at": moment})
    connection.execute(
        "INSERT INTO decisions (id, made_at, kind, text, article, body, undone, imported) VALUES "
        "(?, ?, ?, ?, ?, ?, CASE ? WHEN 0 THEN 0 ELSE (SELECT coalesce(max(undone), 0) + 1 FROM decisions) END, ?)",
        (
            decision.id,
            moment.isoformat(timespec="microseconds"),
            decision.kind,
            spot.text if spot else None,
            spot.article if spot else None,
            decision.model_copy(update={"undone": False}).model_dump_json(),
            int(decision.undone),
            int(imported),
        ),
    )


def _apply(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Work out what counts, now that these count or do so no more."""
    decisions = list(decisions)
    if rules_among(decisions):
        _apply_rules(connection)
    for article in _articles_of(connection, [one for one in decisions if isinstance(one, OnLink)]):
        _judge_again(connection, article)
    remarks: list[Remark] = [one for one in decisions if isinstance(one, OnTag | OnNote)]
    for article in _articles_of(connection, remarks):
        _lay_again(connection, article)
    if remarks:
        margin.changed(connection)


def _judge_again(connection: sqlite3.Connection, article_id: str) -> None:
    """Lay the decisions anew over the statements of one article."""
    shown, article, statements = _article_with_statements(connection, article_id)
    if statements:
        judge(connection, article, statements, counts=shown)
        sayings.settle(connection, [article_id])
        connection.execute("UPDATE articles SET revision = ? WHERE id = ?", (next_revision(connection), article_id))


def _lay_again(connection: sqlite3.Connection, article_id: str) -> None:
    """Work out anew where the tags and notes of one article stand."""
    _, article, statements = _article_with_statements(connection, article_id)
    margin.lay(connection, article, statements)


def _article_with_statements(connection: sqlite3.Connection, article_id: str) -> tuple[bool, Article, list[Statement]]:
    """Whether an article is in view, the article, and what the machine found in it."""
    row = connection.execute(f"SELECT shown, {ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchone()
    bodies = connection.execute("SELECT body FROM statements WHERE article = ? ORDER BY position", (article_id,))
    return bool(row[0]), article_of(row[1:]), [Statement.model_validate_json(body) for (body,) in bodies.fetchall()]


def _apply_rules(connection: sqlite3.Connection) -> None:
    rows = connection.execute(
        "SELECT body FROM decisions WHERE kind NOT IN ('link', 'tag', 'note') AND undone = 0"
    ).fetchall()
    rules = Rules.of(rules_among(in_order(DECISION.validate_json(row[0]) for row in rows)))
    moved = identities.rule(connection, rules.joined, rules.apart)
    renamed = traits.put(connection, rules.traits)
    roster.gather(connection, moved.actors)
    _make_findable(connection, moved, renamed)


def _make_findable(connection: sqlite3.Connection, moved: Moved, renamed: set[str]) -> None:
    """Let the search index learn under which names statements are to be found now."""
    keys = moved.keys.union(*(identities.keys_of(connection, actor) for actor in renamed))
    identities.touch_articles(connection, keys)
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")  # lists are to be drawn again


def _articles_of(connection: sqlite3.Connection, decisions: Sequence[InArticle]) -> list[str]:
    """The articles in which some decisions may find what they are on: those with the text, and versions of it."""
    rows = connection.execute(
        "SELECT article FROM texts WHERE hash IN (SELECT value FROM json_each(?1)) UNION "
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?2)) UNION "
        "SELECT b.id FROM articles a JOIN articles b ON b.story = a.story "
        "WHERE a.id IN (SELECT value FROM json_each(?2)) ORDER BY 1",
        (
            json.dumps([decision.subject.text for decision in decisions]),
            json.dumps([decision.subject.article for decision in decisions]),
        ),
    ).fetchall()
    return [row[0] for row in rows]


def _note_texts(connection: sqlite3.Connection) -> None:
    """Note what texts are known by that no decision has looked for yet."""
    rows = connection.execute(
        f"SELECT {ARTICLE} FROM articles WHERE id NOT IN (SELECT article FROM texts) AND attribution = 'done'"
    )
    for row in rows.fetchall():
        note_text(connection, article_of(row))


__all__ = ["Decisions", "Entry", "Taken"]
