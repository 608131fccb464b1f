"""A record with a few articles in which invented people speak, and what one sees of it."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from briefing.library.rows import FileRow, Reading, StatementRow
from briefing.library.store import Store
from briefing.model import Article, Statement
from briefing.services.cast import Cast
from briefing.services.decisions import Deciding
from briefing.services.marking import Marking
from briefing.services.views import ArticleCard, StatementCard
from tests.library.fake_worker import statements_in
from tests.library.fakes import article

TEXTS = (
    'Harbour\n\n"The harbour is open," said Anna Berg. "It perhaps closes," said Tom Hill.',
    'Bridge\n\n"The bridge will stand," said Anne Berg. "Nobody perhaps knows," said Maria Lind.',
    'Market\n\n"Prices fall," said Maria Lind. "Prices perhaps rise," said Otto Krug. "Wait," said Tom Hill.',
)
PEOPLE = ("Anna Berg", "Anne Berg", "Tom Hill", "Maria Lind", "Otto Krug")


def store_at(folder: Path, texts: tuple[str, ...] = TEXTS) -> Store:
    """A record that holds these articles, attributed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "record.sqlite3").write_bytes(_record(texts))
    return Store(folder / "record.sqlite3")


@cache
def _record(texts: tuple[str, ...]) -> bytes:
    """A record's file: it is made once, for that takes its time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite3"
        store = Store(path)
        for number, text in enumerate(texts):
            put(store, article(text, f"/{number}.txt", "hash"))
        store.close()
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def put(store: Store, one: Article, statements: list[Statement] | None = None) -> None:
    """Let a record hold an article and what is found in it."""
    store.keep([Reading(FileRow(one.path, len(one.text), 1, one.sha256), (one,))])
    attribute(store, one, statements)


def attribute(store: Store, one: Article, statements: list[Statement] | None = None, version: str = "1") -> None:
    """Write what is found in an article, as a worker's answer is."""
    store.findings.keep(one, statements if statements is not None else found_in(one), version)


def found_in(one: Article) -> list[Statement]:
    """What the fake worker finds in an article."""
    return [Statement.model_validate(statement) for statement in statements_in(one.text)]


def deciding_on(store: Store) -> Deciding:
    return Deciding(store, Cast(store))


def marking_on(store: Store) -> Marking:
    def statements(rows: Sequence[StatementRow]) -> list[StatementCard]:
        wanted = {f"{row.article}:{row.first}" for row in rows}
        return [card for card in cards(store) if card.id in wanted]

    return Marking(store, statements, lambda ids: [card for card in article_cards(store) if card.id in ids])


def article_cards(store: Store) -> list[ArticleCard]:
    """Every article as a card."""
    return [ArticleCard(row.id, row.title, True, None, None, "/", 1) for row in store.articles()]


def cards(store: Store) -> list[StatementCard]:
    """Every statement as a card, by article and place."""
    rows = sorted(store.findings.statements(), key=lambda row: (row.article, row.position))
    titles = {row.id: row for row in store.articles()}
    return [
        StatementCard(
            id=f"{row.article}:{row.first}",
            statement=row.statement,
            article=ArticleCard(row.article, titles[row.article].title, True, None, None, "/", 1),
            content=row.content,
            cue=row.cue,
            source=row.source,
            paragraph=row.paragraph,
            actor_id=row.actor,
            unsure=row.statement.confidence < 0.5,
            decided=row.decided,
        )
        for row in rows
    ]


def seen(store: Store) -> dict[str, Any]:
    """What one sees of a record: who speaks, who said what, and what counts as sure."""
    store.findings.settle(lambda: False)
    actors = sorted(
        (actor.id, actor.name, actor.kind, actor.hidden, sorted(actor.aliases), actor.said)
        for actor in store.findings.actors()
    )
    statements = [
        (
            card.id,
            card.actor_id,
            card.statement.speaker and card.statement.speaker.name,
            card.statement.confidence,
            re.sub(r"on \d{4}-\d\d-\d\d", "", card.statement.reasons[0]) if card.statement.reasons else "",
        )
        for card in cards(store)
    ]
    counts = store.counts(0.5)
    return {"actors": actors, "statements": statements, "counts": (counts.statements, counts.attributed, counts.unsure)}
