"""Connections to one SQLite file, handed out one at a time so that any thread may ask."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.errors import LibraryError
from briefing.library.schema import migrate

_BUSY_SECONDS = 10.0
_TOLD_AFTER = 1.0  # seconds
_STEP_MILLISECONDS = 250
_KEPT_OPEN = 4
_CLOSE_SECONDS = 0.15


class Connections:
    """The open connections to a record.

    A connection is used by one thread at a time: it is taken, used and put back. Closing closes those that rest and,
    when they are put back, those that are still in use.

    Attributes:
        path: The record.
        waiting: Called when another process has kept this one from writing for more than a moment.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.waiting: Callable[[], None] = lambda: None
        self._resting: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        with explained(path):
            self._put_back(self._connect(first=True))

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with; every statement sees what is there when it begins."""
        with explained(self.path):
            connection = self._take()
            try:
                yield connection
            finally:
                self._put_back(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction: all of it is written, or nothing."""
        with self.reading() as connection:
            self._begin(connection)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has already rolled it back
                    connection.execute("ROLLBACK")
                raise

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Begin to write, waiting by short steps: SQLite itself could not be interrupted in one long one."""
        began, told = time.monotonic(), False
        connection.execute(f"PRAGMA busy_timeout = {_STEP_MILLISECONDS}")
        try:
            while True:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    waited = time.monotonic() - began
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or waited > _BUSY_SECONDS:
                        raise
                    if waited > _TOLD_AFTER and not told:
                        told = True
                        self.waiting()
                else:
                    return
        finally:
            connection.execute(f"PRAGMA busy_timeout = {1000 * _BUSY_SECONDS:.0f}")

    def close(self) -> None:
        """Close what rests, and refuse from now on; safe to call twice.

        The last connection writes the log back and waits for the disk, which can take its time. Nobody waits for that
        longer than a moment: should the process end first, the next start does it.
        """
        with self._guard:
            self._closed = True
            resting, self._resting = self._resting, []
        closing = threading.Thread(target=_close_all, args=(resting,), name="briefing-close", daemon=True)
        closing.start()
        closing.join(_CLOSE_SECONDS)

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise LibraryError(f"The library {self.path} is closed: open it again.")
            if self._resting:
                return self._resting.pop()
        return self._connect()

    def _put_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed and len(self._resting) < _KEPT_OPEN:
                self._resting.append(connection)
                return
        connection.close()

    def _connect(self, *, first: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            if first:
                migrate(connection, str(self.path))
                _write_ahead(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
        return connection


def _close_all(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of into one sentence for the reader."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else None
        raise LibraryError(_sentence(path, error, primary)) from error


def _sentence(path: Path, error: sqlite3.Error, code: int | None) -> str:
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return (
            f"The library's record {path} is damaged or is no library ({error}): move it away and open your articles "
            "again to rebuild it; nothing was deleted."
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"The library's record {path} is held by another briefing: try again when that one has finished."
    if code == sqlite3.SQLITE_FULL:
        return f"The disk that holds the library's record {path} is full: make room and open it again."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return (
            f"The library's record {path} cannot be opened or written ({error}): "
            "check its permissions and the room on its disk, or name another place with --data-dir."
        )
    return f"The library's record {path} could not be used ({error}): open it again, or rebuild it from your articles."


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; SQLite does not wait by itself when two processes switch at once."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


__all__ = ["Connections", "explained"]
