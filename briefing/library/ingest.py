"""The background work: read what changed, make it searchable, then find out who said what.

It runs in a thread of its own, one library at a time: whoever comes second, in this process or another, looks on until
the first has finished. Everything is written as it is found, so it can be killed at any moment and picks up from there.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError
from briefing.library.attributing import Round
from briefing.library.index import Index
from briefing.library.lock import Lock
from briefing.library.store import Reading, Store
from briefing.library.survey import Read, Scan, read_file, survey
from briefing.library.workers import Answer, Attributor

_FLUSH_FILES = 200
_FLUSH_SECONDS = 1.0
_INDEX_FILES = 500
_LOOK_SECONDS = 0.2
_CLOSE_SECONDS = 0.3

Pool = Callable[["queue.SimpleQueue[Answer | None]"], Attributor]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the background work is at.

    Attributes:
        name: "reading", "indexing", "attributing" or "idle".
        done: Articles (while reading: files) finished in this stage.
        total: How many there are to do in this stage.
    """

    name: str = "idle"
    done: int = 0
    total: int = 0


class Ingest:
    """The background work of one open library.

    Args:
        store: The record.
        index: The search index.
        lock: The file that says who is at work on this library.
        pool: What makes the pool of workers.
        scanner: The intake's scan.
        reader: The intake's reader.
        version: Which attribution the workers are.
    """

    def __init__(
        self,
        store: Store,
        index: Index,
        lock: Path,
        *,
        pool: Pool,
        scanner: Scan,
        reader: Read,
        version: str,
    ) -> None:
        self._store = store
        self._index = index
        self._lock = Lock(lock)
        self._make_pool = pool
        self._scan = scanner
        self._read = reader
        self._version = version
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._attribute = False
        self._again = False
        self._rebuild = False
        self._untidy = False
        self._closing = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._preferred: list[str] = []
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._pool: Attributor | None = None
        self._stage = Stage()
        self._notes: tuple[str, ...] = ()  # what went wrong and belongs to no file
        self._problems: tuple[str, ...] | None = None

    def start(self, *, attribute: bool = True, rebuild: bool = False) -> None:
        """Begin, or look at the folders once more when at work already.

        Args:
            attribute: Whether to find statements; once asked for, it stays so.
            rebuild: Throw the search index away first.
        """
        with self._guard:
            if self._closing.is_set():
                return
            self._attribute = self._attribute or attribute
            self._rebuild = self._rebuild or rebuild
            self._again = True
            if self._idle.is_set():
                self._idle.clear()
                self._stage = Stage("reading")
                self._thread = threading.Thread(target=self._run, name="briefing-ingest", daemon=True)
                self._thread.start()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until there is nothing left to do; False when the time ran out first."""
        return self._idle.wait(timeout)

    def stage(self) -> Stage:
        """What it is at."""
        return self._stage

    def problems(self) -> tuple[str, ...]:
        """One sentence for each thing that went wrong."""
        if self._problems is None:
            self._problems = (*self._store.problems(), *self._store.findings.failures(), *self._notes)
        return self._problems

    def prefer(self, article: str) -> None:
        """Look at this article before all others."""
        with self._guard:
            if article in self._preferred:
                self._preferred.remove(article)
            self._preferred.append(article)

    def close(self) -> bool:
        """Stop at once; True when the thread has ended, False when it will at its next step."""
        with self._guard:
            self._closing.set()
            pool, thread = self._pool, self._thread
        if pool is not None:
            pool.close()
        self._answers.put(None)  # wakes whoever waits for an answer
        if thread is not None:
            thread.join(_CLOSE_SECONDS)
            return not thread.is_alive()
        return True

    # In the thread

    def _run(self) -> None:
        while self._wanted():
            try:
                if self._my_turn():
                    self._turn()
            except BriefingError as error:
                self._note(str(error))
            # Nobody is above a thread to catch what nobody thought of: it is told, and the library stays open.
            except Exception as error:  # noqa: BLE001
                what = f"{type(error).__name__}: {error}"
                self._note(f"The background work on {self._store.path} stopped ({what}): open the library again.")

    def _wanted(self) -> bool:
        """Whether there is another turn to take; when not, nobody can ask this thread for one any more."""
        with self._guard:
            wanted, self._again = self._again and not self._closing.is_set(), False
            if not wanted:
                if self._closing.is_set():
                    self._index.close()  # whoever closed the library may not have waited for this thread
                self._lock.give()
                self._stage = Stage()
                self._idle.set()
            return wanted

    def _my_turn(self) -> bool:
        """Wait until nobody else is at work here; False when there is nothing left to do then."""
        while not self._lock.take():
            counts = self._store.counts(0.0)
            self._stage = (
                Stage("attributing", counts.looked_at, counts.articles) if counts.pending else Stage("reading")
            )
            surveyed = int(self._store.meta("surveyed") or 0) >= len(self._store.roots())
            if surveyed and not self._attribute:
                return False  # the other one has read what is to be read, and goes on to what nobody here asked for
            if self._closing.wait(_LOOK_SECONDS):
                return False
        return True

    def _turn(self) -> None:
        """Read, index, attribute; from the start again whenever files were added meanwhile."""
        self._notes, self._problems = (), None
        if self._rebuild:
            self._rebuild = False
            self._index.discard()
        while not self._closing.is_set():
            roots = self._store.roots()
            self._read_roots(roots)
            self._bring_index_up()
            if self._closing.is_set():
                return
            self._store.set_meta("surveyed", len(roots))
            if not self._attribute or self._attribute_pending(roots):
                break
        if not self._closing.is_set():
            self._store.findings.count_mentions(self._closing.is_set)
            self._bring_index_up()
            if self._untidy:
                self._untidy = False
                self._index.tidy()

    def _read_roots(self, roots: tuple[Path, ...]) -> None:
        self._stage = Stage("reading")
        found = survey(roots, self._store.files(), self._scan, self._closing.is_set)
        if found is None:
            return
        for sentence in found.problems:
            self._note(sentence)
        if found.vanished:
            self._store.forget(found.vanished)
        if found.touched:
            self._store.touch(found.touched)
        total = len(found.changed)
        batch: list[Reading] = []
        written, unindexed = time.monotonic(), _INDEX_FILES  # the first ones are made searchable at once
        for done, file in enumerate(found.changed):
            if self._closing.is_set():
                break
            self._stage = Stage("reading", done, total)
            batch.append(read_file(file, self._read))
            if len(batch) >= _FLUSH_FILES or time.monotonic() - written > _FLUSH_SECONDS:
                unindexed += self._write(batch)
                if unindexed >= _INDEX_FILES:
                    self._bring_index_up()
                    unindexed = 0
                batch, written = [], time.monotonic()
        self._write(batch)

    def _write(self, batch: list[Reading]) -> int:
        if batch:
            self._store.keep(batch)
            self._problems = None
        return len(batch)

    def _bring_index_up(self) -> None:
        """Make what is in the record searchable; a failure is told and costs nothing but the search."""
        before = self._stage
        total = self._index.behind()
        if total == 0:
            return
        total = self._store.counts(0.0).articles if total is None else total

        def report(done: int) -> None:
            self._stage = Stage("indexing", min(done, total), total)

        report(0)
        self._untidy = True
        if not self._index.catch_up(self._closing.is_set, report) and not self._closing.is_set():
            self._note(f"The search index beside {self._store.path} cannot be written now: it will be made up later.")
        self._stage = before

    def _attribute_pending(self, roots: tuple[Path, ...]) -> bool:
        """Find statements until there is nothing left to look at; False when there are new files to read first."""
        self._store.findings.renew(self._version)
        with self._guard:
            if self._closing.is_set():
                return True
            self._answers = queue.SimpleQueue()
            self._pool = pool = self._make_pool(self._answers)
        try:
            return Round(
                self._store,
                pool,
                self._answers,
                version=self._version,
                preferred=lambda: list(self._preferred),
                report=self._report_round,
                note=self._note,
                index=self._bring_index_up,
                interrupted=lambda: self._again or len(self._store.roots()) > len(roots),
                closing=self._closing.is_set,
            ).run()
        finally:
            pool.close()
            with self._guard:
                self._pool = None

    def _report_round(self, done: int, total: int) -> None:
        self._stage = Stage("attributing", done, total)
        self._problems = None

    def _note(self, sentence: str) -> None:
        if not self._closing.is_set() and sentence not in self._notes:
            self._notes = (*self._notes, sentence)
            self._problems = None


__all__ = ["Ingest", "Pool", "Stage"]
