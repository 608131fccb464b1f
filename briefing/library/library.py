"""One library in its folder: the record, the search index and the background work on them."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import paths
from briefing.attribution import VERSION
from briefing.errors import LibraryError
from briefing.library.index import Index
from briefing.library.lock import Lock
from briefing.library.rows import FileRow
from briefing.library.store import Store
from briefing.library.survey import Read, Scan, read, scan
from briefing.model.outlets import Outlets
from briefing.search.ask import Answer, ask
from briefing.search.choice import Wanted, advice, open_chosen
from briefing.search.engine import SearchEngine
from briefing.search.query import parse

if TYPE_CHECKING:  # what only background work needs is loaded when it begins
    from briefing.library.ingest import Ingest
    from briefing.library.reading import Readings
    from briefing.library.rounds import Pool
    from briefing.library.watching import Watcher

_LOCK = "ingest.lock"
_ADVISED = "advised of an engine for large libraries"
_MOST_READERS = 8  # more could not be kept up with
_OLDEST_SQLITE = (3, 35, 0)  # the first with RETURNING


class Library:
    """An open library.

    Attributes:
        folder: Where it lives.
        store: The record.
        index: The search index.

    Args:
        folder: Where it lives; it is made when there is none.
        workers: How many processes may read files, and then find statements, at a time.
        pool: What makes a pool of workers; None for worker processes.
        opener: What opens a search engine on a folder; None for the one that `engine` says.
        engine: Which search engine; "auto" for the one that suits the library's size.
        scanner: What finds the files below the roots.
        reader: What reads a file, in this process; None for the intake, in processes where that is quicker.
        version: Which attribution the workers are.
        outlets: What outlets are called.
        metonyms: The reader's own places and buildings → the name of who speaks there; when they change, the library's
            articles are looked at again.

    Raises:
        LibraryError: The record cannot be opened.
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: int = 1,
        pool: Pool | None = None,
        opener: Callable[[Path], SearchEngine] | None = None,
        engine: Wanted = "auto",
        scanner: Scan = scan,
        reader: Read | None = None,
        version: str = VERSION,
        outlets: Outlets = Outlets({}),  # noqa: B008 - nothing is ever changed in it
        metonyms: Mapping[str, str] | None = None,
    ) -> None:
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise LibraryError(f"This Python's SQLite is {sqlite3.sqlite_version}: briefing needs 3.35 or newer.")
        self.folder = paths.make_private(folder)
        self.store = Store(paths.record_file(folder))
        choose = partial(open_chosen, engine, articles=self.store.size)
        self.index = Index(self.store, paths.index_folder(folder), opener or choose, outlets)
        self._engine = engine
        self._indexed_aside = opener is None  # another process could not open what only we can
        self._workers = workers
        self._pool = pool
        self._scan = scanner
        self._read = reader
        self._metonyms = dict(metonyms or {})
        self._version = version + _digest(self._metonyms)
        self._ingest: Ingest | None = None
        self._watcher: Watcher | None = None
        self._guard = threading.Lock()

    @property
    def ingest(self) -> Ingest:
        """The background work, which is loaded when it is first asked for."""
        with self._guard:
            if self._ingest is None:
                self._ingest = self._new_ingest()
            return self._ingest

    def search(self, query: str, *, limit: int, typing: bool) -> Answer:
        """Ask the search index."""
        return ask(self.index.engine, parse(query, typing=typing), text=query, limit=limit)

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

    def advise(self) -> None:
        """Tell among the news of the index what would make searching quicker, once in the library's life."""
        if self.store.meta(_ADVISED) is None and (sentence := advice(self._engine, self.store.size())):
            self.store.set_meta(_ADVISED, 1)
            self.index.news = (*self.index.news, f"{sentence[0].upper()}{sentence[1:]}.")

    def watch(self, changed: Callable[[], None]) -> None:
        """Read again whenever something below the roots changes.

        Args:
            changed: Called, in a thread of its own, when there is something to read.
        """
        from briefing.library.watching import Watcher

        self.ingest.stay()

        def look() -> None:
            self.ingest.start(attribute=False)
            changed()

        watcher = Watcher(self.store.roots(), ignored=[self.folder], changed=look, note=self.ingest.note)
        with self._guard:
            before, self._watcher = self._watcher, watcher
        if before is not None:
            before.close()

    def close(self) -> None:
        """End the background work at once and close everything; safe to call twice."""
        with self._guard:
            ingest, watcher = self._ingest, self._watcher
        if watcher is not None:
            watcher.close()
        if ingest is None or ingest.close():
            self.index.close()
        self.store.close()  # what is still under way fails at its next step, quietly, and writes nothing by halves

    def _new_ingest(self) -> Ingest:
        from briefing.library.indexing import Indexing
        from briefing.library.ingest import Ingest
        from briefing.library.rounds import Plan, Rounds
        from briefing.library.workers import WorkerPool

        plan = Plan(self.store.path, self._version, self._workers, self._metonyms)
        pool = self._pool or (lambda answers: WorkerPool(answers, size=self._workers, metonyms=self._metonyms))
        return Ingest(
            self.store,
            self.index,
            self.folder / _LOCK,
            indexing=Indexing(self.index, self.store.path, aside=self._indexed_aside),
            rounds=Rounds(self.store, pool, None if self._pool else plan),  # another process could not use ours
            scanner=self._scan,
            begin=self._begin,
            version=self._version,
        )

    def _begin(self, files: Sequence[FileRow]) -> Readings:
        from briefing.library.reading import ReadAside, ReadHere, is_little

        if self._read is not None or is_little(files):
            return ReadHere(files, self._read or read)
        return ReadAside(files, size=min(self._workers, _MOST_READERS))


def _digest(metonyms: Mapping[str, str]) -> str:
    """What tells one table of places from another; empty when there is none."""
    told = "\n".join(f"{place}\t{name}" for place, name in sorted(metonyms.items()))
    return f"+{zlib.crc32(told.encode()):08x}" if told else ""


__all__ = ["Library"]
