"""One reader of files at a time: the others wait and look on."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from briefing.library.connections import explained


class Lock:
    """A lock on a folder between processes and between threads.

    It is SQLite's own lock on an empty database of its own, so it works alike on every platform and is gone with the
    process that held it, however that ended.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None
        self._guard = threading.Lock()

    def take(self) -> bool:
        """Take it when it is free; False when somebody else holds it."""
        with self._guard, explained(self._path):
            if self._held is not None:
                return True
            connection = sqlite3.connect(self._path, timeout=0.0, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                connection.close()
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                    return False
                raise
            except BaseException:
                connection.close()
                raise
            self._held = connection
            return True

    def give(self) -> None:
        """Let go of it; safe to call twice."""
        with self._guard:
            if self._held is not None:
                self._held.close()
                self._held = None


__all__ = ["Lock"]
