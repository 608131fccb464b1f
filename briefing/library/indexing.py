"""Bringing the search index up to the record: here, when that is little, or else in a process of its own.

Indexing keeps Python busy without a pause, and whatever else is asked of this process would wait for it: a key, a
search. What the process writes is seen here with its next commit. It holds nothing: it can be killed at any time, and
the next one goes on where the last commit ended.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.library.index import Index
from briefing.library.processes import DiedError, Process, understood

INDEXER = (sys.executable, "-m", "briefing.library.index_worker")
LITTLE = 10
"""So many articles are indexed sooner here than a process starts."""

_PATIENCE_SECONDS = 900.0  # for the largest batch there is, on the slowest machine
_TRIES = 2


class Indexing:
    """What brings one index up to its record.

    Attributes:
        failure: Why it could not be done the last time, in one sentence; None when it could, or nobody knows.

    Args:
        index: The index.
        record: The record's file.
        aside: Whether a process may be started for it.
        command: What starts one; the package's own when empty.
    """

    def __init__(self, index: Index, record: Path, *, aside: bool = True, command: Sequence[str] = ()) -> None:
        self._index = index
        self._record = record
        self._aside = aside
        self._command = tuple(command) or INDEXER
        self._guard = threading.Lock()
        self._process: Process | None = None
        self._closed = False
        self._can_wait = False
        self.failure: str | None = None

    def catch_up(self, stop: Callable[[], bool], report: Callable[[int], None]) -> bool:
        """Bring the index up to the record; see `Index.catch_up`."""
        self.failure = None
        if not self._is_much():
            return self._index.catch_up(stop, report)
        if not self._index.begin():
            return False
        for _ in range(_TRIES):
            try:
                return self._done_aside("catch up", report)
            except DiedError as error:
                if self._closed or stop():
                    return True
                self.failure = (
                    f"The process that brings the search index up to date ended ({error}): it is tried again later."
                )
        return False

    def tidy(self, *, can_wait: bool = False) -> bool:
        """Put the index in order; one that cannot be put in order now is as right as before.

        Args:
            can_wait: Whether it makes way for whatever else is to be done.

        Returns:
            False when it was not done.
        """
        if not self._aside or self._index.size() <= LITTLE:
            self._index.tidy()
            return True
        self._can_wait = can_wait
        try:
            return self._done_aside("tidy", lambda done: None)
        except DiedError:
            return False
        finally:
            self._can_wait = False

    def make_way(self) -> None:
        """Leave off what can wait."""
        with self._guard:
            if self._can_wait and self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Stop at once; safe to call twice."""
        with self._guard:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def _is_much(self) -> bool:
        if not self._aside:
            return False
        behind = self._index.behind()
        return (self._index.size() if behind is None else behind) > LITTLE

    def _done_aside(self, what: str, report: Callable[[int], None]) -> bool:
        """Let a process do something.

        Raises:
            DiedError: It ended before it had done it, or this was closed.
        """
        process = self._started()
        try:
            process.tell(self._order(what))
            while True:
                said = understood(process.hear(_PATIENCE_SECONDS), int)
                if isinstance(said, bool):
                    return said
                report(said)
        finally:
            with self._guard:
                self._process = None
            process.end()

    def _started(self) -> Process:
        with self._guard:
            if self._closed:
                raise DiedError("the library was closed")
            self._process = Process(self._command)
            return self._process

    def _order(self, what: str) -> dict[str, object]:
        return {"do": what, "record": str(self._record), **self._index.made_of()}


__all__ = ["INDEXER", "LITTLE", "Indexing"]
