"""One library in its folder: the record, the search index and the background work on them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import paths
from briefing.attribution import VERSION
from briefing.errors import LibraryError
from briefing.library.index import Index, open_engine
from briefing.library.lock import Lock
from briefing.library.store import Store
from briefing.library.survey import Read, Scan, read, scan
from briefing.search.engine import EngineAnswer, SearchEngine

if TYPE_CHECKING:  # what only background work needs is loaded when it begins
    from briefing.library.ingest import Ingest, Pool


_LOCK = "ingest.lock"
_OLDEST_SQLITE = (3, 35, 0)  # the first with RETURNING


class Library:
    """An open library.

    Attributes:
        folder: Where it lives.
        store: The record.
        index: The search index.

    Args:
        folder: Where it lives; it is made when there is none.
        workers: How many processes may find statements at a time.
        pool: What makes a pool of workers; None for worker processes.
        opener: What opens a search engine on a folder.
        scanner: What finds the files below the roots.
        reader: What reads a file.
        version: Which attribution the workers are.

    Raises:
        LibraryError: The record cannot be opened.
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: int = 1,
        pool: Pool | None = None,
        opener: Callable[[Path], SearchEngine] = open_engine,
        scanner: Scan = scan,
        reader: Read = read,
        version: str = VERSION,
    ) -> None:
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise LibraryError(f"This Python's SQLite is {sqlite3.sqlite_version}: briefing needs 3.35 or newer.")
        self.folder = paths.make_private(folder)
        self.store = Store(paths.record_file(folder))
        self.index = Index(self.store, paths.index_folder(folder), opener)
        self._workers = workers
        self._pool = pool
        self._scan = scanner
        self._read = reader
        self._version = version
        self._ingest: Ingest | None = None
        self._guard = threading.Lock()

    @property
    def ingest(self) -> Ingest:
        """The background work, which is loaded when it is first asked for."""
        with self._guard:
            if self._ingest is None:
                self._ingest = self._new_ingest()
            return self._ingest

    def search(self, query: str, *, limit: int, typing: bool) -> EngineAnswer:
        """Ask the search index."""
        return self.index.search(query, limit=limit, typing=typing)

    def index_now(self) -> None:
        """Bring the index up to the record here and now, unless somebody else is at it."""
        if self.index.behind() == 0:
            return
        lock = Lock(self.folder / _LOCK)
        if lock.take():
            try:
                self.index.catch_up(stop=lambda: False)
            finally:
                lock.give()

    def close(self) -> None:
        """End the background work at once and close everything; safe to call twice."""
        with self._guard:
            ingest = self._ingest
        if ingest is None or ingest.close():
            self.index.close()
        self.store.close()  # what is still under way fails at its next step, quietly, and writes nothing by halves

    def _new_ingest(self) -> Ingest:
        from briefing.library.ingest import Ingest
        from briefing.library.workers import WorkerPool

        return Ingest(
            self.store,
            self.index,
            self.folder / _LOCK,
            pool=self._pool or (lambda answers: WorkerPool(answers, size=self._workers)),
            scanner=self._scan,
            reader=self._read,
            version=self._version,
        )


__all__ = ["Library"]
