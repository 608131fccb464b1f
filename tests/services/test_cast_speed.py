"""How long the list of actors takes from the record to its rows, beside a plain reading of the same table.

Run `pytest -m benchmark -s tests/services/test_cast_speed.py`.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from briefing.library.store import Store
from briefing.services.cast import Cast

ACTORS, ARTICLES, STATEMENTS, OUT_OF_VIEW = 32_000, 10_000, 100_000, 200
MOST_PEERS = 10
"""So many plain readings of the same rows may it cost."""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of 100,000 statements, most of its actors with one or two."""
    path = tmp_path / "record.sqlite3"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO articles (id, path, title, title_is_own, sha256, paragraphs, text, published, shown) "
            "VALUES (?, x'2F', 't', 1, '', '[]', '', ?, ?)",
            [(f"a{n}", f"2019-{n % 12 + 1:02}-01", int(n >= OUT_OF_VIEW)) for n in range(ARTICLES)],
        )
        connection.executemany(
            "INSERT INTO statements (article, position, first, paragraph, kind, mode, polarity, confidence, actor, "
            "content, cue, source, body) VALUES (?, ?, ?, 1, 'direct', 'speech', 'said', ?, ?, '', '', '', '{}')",
            [(f"a{n % ARTICLES}", n // ARTICLES, n, n % 100 / 100, _key(n)) for n in range(STATEMENTS)],
        )
        connection.executemany(
            "INSERT INTO actors VALUES (?, ?, 'person', '[]', '[]', ?, ?)",
            [(_key(n), f"Given{n} Name{n % 5_000}", 1 + 90_000 // (n + 3), n % 7) for n in range(ACTORS)],
        )
    return path


def _key(number: int) -> str:
    return f"person:given{number % ACTORS} name{number % 5_000}"


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.benchmark
def test_the_list_of_actors_is_quick(record: Path) -> None:
    store = Store(record)
    with sqlite3.connect(record) as connection:

        def peer() -> object:
            return connection.execute("SELECT id, name, said FROM actors ORDER BY said DESC").fetchall()

        def ours() -> object:
            return Cast(store).cards(), store.counts(0.6)

        rounds = [(_seconds(ours), _seconds(peer)) for _ in range(7)]
    store.close()
    ratio = median(mine / theirs for mine, theirs in rounds)
    seconds = median(mine for mine, _ in rounds)
    sys.stdout.write(f"{ACTORS:,} actors and the counts: {seconds:.3f} s, {ratio:.1f} plain readings\n")
    assert ratio < MOST_PEERS
