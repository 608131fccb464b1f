"""One library in its folder: the record, the search index and the background work on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Self

from briefing import paths
from briefing.errors import LibraryError
from briefing.library.index import Index, open_engine
from briefing.library.ingest import ATTRIBUTION, Ingest, Pool
from briefing.library.lock import Lock
from briefing.library.store import Store
from briefing.library.survey import Read, Scan, read, scan
from briefing.library.workers import WorkerPool
from briefing.search.engine import EngineAnswer, SearchEngine

_OLDEST_SQLITE = (3, 35, 0)  # the first with RETURNING


class Library:
    """An open library.

    Attributes:
        folder: Where it lives.
        store: The record.
        index: The search index.
        ingest: The background work.
    """

    def __init__(self, folder: Path, store: Store, index: Index, ingest: Ingest) -> None:
        self.folder = folder
        self.store = store
        self.index = index
        self.ingest = ingest

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        workers: int = 1,
        pool: Pool | None = None,
        opener: Callable[[Path], SearchEngine] = open_engine,
        scanner: Scan = scan,
        reader: Read = read,
        version: str = ATTRIBUTION,
    ) -> Self:
        """Open the library in a folder, and make it when there is none. Neither index nor articles are loaded.

        Args:
            folder: Where it lives.
            workers: How many processes may find statements at a time.
            pool: What makes a pool of workers; None for worker processes.
            opener: What opens a search engine on a folder.
            scanner: What finds the files below the roots.
            reader: What reads a file.
            version: Which attribution the workers are.

        Raises:
            LibraryError: The record cannot be opened.
        """
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise LibraryError(f"This Python's SQLite is {sqlite3.sqlite_version}: briefing needs 3.35 or newer.")
        paths.make_private(folder)
        store = Store(paths.record_file(folder))
        index = Index(store, paths.index_folder(folder), opener)
        ingest = Ingest(
            store,
            index,
            folder / "ingest.lock",
            pool=pool or (lambda answers: WorkerPool(answers, size=workers)),
            scanner=scanner,
            reader=reader,
            version=version,
        )
        return cls(folder, store, index, ingest)

    def search(self, query: str, *, limit: int, typing: bool) -> EngineAnswer:
        """Ask the search index."""
        return self.index.search(query, limit=limit, typing=typing)

    def index_now(self) -> None:
        """Bring the index up to the record here and now, unless somebody else is at it."""
        if self.index.behind() == 0:
            return
        lock = Lock(self.folder / "ingest.lock")
        if lock.take():
            try:
                self.index.catch_up(stop=lambda: False)
            finally:
                lock.give()

    def close(self) -> None:
        """End the background work at once and close everything; safe to call twice."""
        if self.ingest.close():
            self.index.close()
        self.store.close()  # what is still under way fails at its next step, quietly, and writes nothing by halves


__all__ = ["Library"]
