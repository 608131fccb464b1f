"""What the reader did in the margin: which articles were read, and the tags and notes on articles and statements.

Tags and notes are lines of the journal (see `decisions`), so they are taken back, exported and imported with it. A line
knows its statement by the article's text and the spans in it; where that stands now is worked out when either is new.

    same text, and the whole article or the same spans     it holds
    same text, more than half the words                    it holds: the machine drew the line a little elsewhere
    another version of the article, the same words         it is shown, and does not count until it is written again
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import assert_never

from briefing.library.connections import Connections
from briefing.library.judging import LEAST_SHARED, alike, note_text, overlap
from briefing.library.versions import of_story
from briefing.model import Article, Statement
from briefing.model.decision import DECISION, OnNote, OnTag, Remark
from briefing.model.remark import Note, Remarks, Tag
from briefing.search.words import words

_THE_ARTICLE = -1

Spot = tuple[str, int | None]
"""An article's id, and the first code point of a statement in it; None for the article."""


def tag_key(name: str) -> str:
    """What makes two tags one: their words, as search folds them."""
    return " ".join(word.folded for word in words(name.replace("_", " "))) or name.casefold()


def take(beside: Remarks, remark: Remark, *, holds: bool) -> Remarks:
    """What stands there once a later line of the journal counts: pure.

    What was written about an earlier text never hides what is about this one.

    Args:
        beside: What stood there.
        remark: The line.
        holds: Whether it is about this text.
    """
    match remark:
        case OnTag(value=value):
            tags = dict(beside.tags)
            for name in (*value.removed, *value.added):
                known = tags.get(tag_key(name))
                if not holds and known is not None and known.holds:
                    continue
                tags.pop(tag_key(name), None)
                if name in value.added:
                    tags[tag_key(name)] = Tag(name, holds)
            return Remarks(tags, beside.note)
        case OnNote(value=value):
            if not holds and beside.note is not None and beside.note.holds:
                return beside
            return Remarks(beside.tags, Note(value.text, holds) if value.text else None)
    assert_never(remark)


class Margin:
    """The margin of one record."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def revision(self) -> int:
        """A number that grows whenever something in the margin changes."""
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT value FROM meta WHERE key = 'marked'").fetchone()[0])

    def articles_read(self) -> frozenset[str]:
        """The articles that the reader has read."""
        with self._connections.reading() as connection:
            return frozenset(row[0] for row in connection.execute("SELECT article FROM articles_read"))

    def mark(self, articles: Collection[str], *, read: bool) -> None:
        """Note that articles were read, or that they were not."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with self._connections.writing() as connection:
            if read:
                rows = [(article, now) for article in articles]
                connection.executemany("INSERT OR IGNORE INTO articles_read VALUES (?, ?)", rows)
            else:
                connection.executemany("DELETE FROM articles_read WHERE article = ?", [(one,) for one in articles])
            changed(connection)

    def remarks(self) -> dict[Spot, Remarks]:
        """What stands beside each statement and article in view that has a tag or a note."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT d.body, r.article, s.first, r.holds FROM decisions d JOIN remarks r ON r.decision = d.id "
                "JOIN articles a ON a.id = r.article AND a.shown = 1 "
                "LEFT JOIN statements s ON s.article = r.article AND s.position = r.position "
                "WHERE d.undone = 0 AND d.kind IN ('tag', 'note') AND (r.position < 0 OR s.first IS NOT NULL) "
                "ORDER BY d.made_at, d.id"
            ).fetchall()
        found: dict[Spot, Remarks] = {}
        read: dict[str, Remark] = {}
        for body, article, first, holds in rows:
            remark = read.get(body) or _remark(body)
            read[body] = remark
            spot = (article, first)
            found[spot] = take(found.get(spot, Remarks()), remark, holds=bool(holds))
        return {spot: remarks for spot, remarks in found.items() if remarks}


def lay(connection: sqlite3.Connection, article: Article, statements: Sequence[Statement]) -> None:
    """Work out where the tags and notes on an article stand, now that its statements or they are new.

    Args:
        connection: Inside a transaction.
        article: The article.
        statements: What was found in it.
    """
    known = note_text(connection, article)
    before = connection.execute("DELETE FROM remarks WHERE article = ? RETURNING decision", (article.id,)).fetchall()
    rows = connection.execute(
        "SELECT body FROM decisions WHERE kind IN ('tag', 'note') AND (text = ?1 "
        "OR article IN (SELECT value FROM json_each(?2)))",
        (known, json.dumps([article.id, *of_story(connection, article.id)])),
    ).fetchall()
    placed = match(article, known, statements, [_remark(row[0]) for row in rows])
    connection.executemany(
        "INSERT INTO remarks VALUES (?, ?, ?, ?)",
        [(article.id, decision, position, holds) for decision, (position, holds) in placed.items()],
    )
    if before or placed:
        changed(connection)


def match(
    article: Article, known: str, statements: Sequence[Statement], remarks: Iterable[Remark]
) -> Mapping[str, tuple[int, bool]]:
    """Find what each tag and note is on: pure.

    Args:
        article: The article.
        known: The hash of its text.
        statements: What was found in it.
        remarks: Tags and notes on this text or on another version of it.

    Returns:
        By the line's id: the statement's position, or -1 for the article, and whether it holds. What is found nowhere
        is left out.
    """
    found = {}
    for remark in remarks:
        spot = remark.subject
        holds = spot.text == known
        if not spot.content:
            found[remark.id] = (_THE_ARTICLE, holds)
            continue
        likeness = [
            overlap(one.content, spot.content) if holds else alike(article.text, one.content, spot.words)
            for one in statements
        ]
        most = max(likeness, default=0.0)
        if most >= LEAST_SHARED:
            found[remark.id] = (likeness.index(most), holds)
    return found


def changed(connection: sqlite3.Connection) -> None:
    """Count one change of the margin, inside the transaction that makes it."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'marked'")


def _remark(body: str) -> Remark:
    decision = DECISION.validate_json(body)
    assert isinstance(decision, OnTag | OnNote)
    return decision


__all__ = ["Margin", "Spot", "changed", "lay", "match", "tag_key", "take"]
