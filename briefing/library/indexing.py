"""Bringing the search index up to the record: here, when that is little, or else in a process of its own.

Indexing keeps Python busy without a pause, and whatever else is asked of this process would wait for it: a key, a
search. What the process writes is seen here with its next commit. It holds nothing: it can be killed at any time, and
the next one goes on where the last commit ended.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.library.index import Index
from briefing.library.processes import Aside, DiedError, understood

INDEXER = (sys.executable, "-m", "briefing.library.index_worker")
LITTLE = 10
"""So many articles are indexed sooner here than a process starts."""

_PATIENCE_SECONDS = 900.0  # for the largest batch there is, on the slowest machine
_TRIES = 2
_SMALL = 50  # articles in the first commit of a process after one that was left: it comes to that much sooner
_MOST_IN_VAIN = 3


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
        self._may_be_aside = aside
        self._aside = Aside(tuple(command) or INDEXER)
        self._can_be_left = False
        self._in_vain = 0  # how often it was left before it had done anything
        self.failure: str | None = None

    def catch_up(
        self, stop: Callable[[], bool], report: Callable[[int], None], is_wanted: Callable[[], bool] = lambda: False
    ) -> bool:
        """Bring the index up to the record, or a part of the way; see `Index.catch_up`.

        Args:
            stop: Whether to end early.
            report: Told how many articles are done.
            is_wanted: Whether something else is to be done, which whoever calls `make_way` has made true. A process is
                ended for that at once; a few articles are done here before the next one, lest none ever be.

        Returns:
            False when it cannot be written to; True also when it was left off.
        """
        self.failure = None
        if not self._is_much():
            return self._index.catch_up(stop, report)
        if not self._index.begin():
            return False
        in_vain, self._in_vain = self._in_vain, self._in_vain + 1
        if is_wanted() and in_vain < _MOST_IN_VAIN:
            return True
        if in_vain and not self._a_little(stop, report):
            return False
        return self._catch_up_aside(stop, report, is_wanted, batch=_SMALL if in_vain else None)

    def _a_little(self, stop: Callable[[], bool], report: Callable[[int], None]) -> bool:
        """Do so few articles that whoever comes meanwhile hardly waits; False when it cannot be written to."""
        done: list[int] = []

        def told(number: int) -> None:
            done.append(number)
            report(number)

        return self._index.catch_up(lambda: bool(done) or stop(), told, LITTLE)

    def _catch_up_aside(
        self,
        stop: Callable[[], bool],
        report: Callable[[int], None],
        is_wanted: Callable[[], bool],
        *,
        batch: int | None,
    ) -> bool:
        def told(done: int) -> None:
            self._in_vain = 0
            report(done)

        for _ in range(_TRIES):
            try:
                done = self._done_aside("catch up", told, is_wanted, batch=batch)
                self._in_vain = 0
                return done
            except DiedError as error:
                if self._aside.is_closed or stop() or is_wanted():
                    return True
                self.failure = (
                    f"The process that brings the search index up to date ended ({error}): it is tried again later."
                )
        return False

    def put_first(self, ids: Sequence[str]) -> bool:
        """Let a few articles be found before others, where those are many; see `Index.put_first`.

        Returns:
            False when it was not done: those articles, or the others, are not that many.
        """
        return 0 < len(ids) <= LITTLE and self._is_much() and self._index.put_first(ids)

    def tidy(self, is_wanted: Callable[[], bool] = lambda: False, *, at_once: bool = True) -> bool:
        """Put the index in order; one that cannot be put in order now is as right as before.

        Args:
            is_wanted: Whether something else is to be done, for which it is left.
            at_once: It is left even before the first step of it is done, which is the shortest and matters most.

        Returns:
            False when not even that was done.
        """
        if not self._may_be_aside or self._index.size() <= LITTLE:
            self._index.tidy()
            return True
        steps: list[int] = []
        try:
            return self._done_aside("tidy", steps.append, is_wanted, at_once=at_once)
        except DiedError:
            return bool(steps)

    def make_way(self) -> None:
        """Leave off what can wait."""
        if self._can_be_left:
            self._aside.kill()

    def close(self) -> None:
        """Stop at once; safe to call twice."""
        self._aside.close()

    def _is_much(self) -> bool:
        if not self._may_be_aside:
            return False
        behind = self._index.behind()
        return (self._index.size() if behind is None else behind) > LITTLE

    def _done_aside(
        self,
        what: str,
        report: Callable[[int], None],
        is_wanted: Callable[[], bool],
        *,
        batch: int | None = None,
        at_once: bool = True,
    ) -> bool:
        """Let a process do something.

        Args:
            what: What it is told to do.
            report: Told how many articles are done.
            is_wanted: Whether something else is to be done, for which it is left.
            batch: How many articles it is to do first; None for as many as are found soon.
            at_once: It is left even before it has told of anything that is done.

        Raises:
            DiedError: It was left or ended before it had done it, or this was closed.
        """
        with self._aside.started() as process:
            process.tell({"do": what, "record": str(self._record), "batch": batch, **self._index.made_of()})
            self._can_be_left = at_once
            try:
                while not (self._can_be_left and is_wanted()):
                    said = understood(process.hear(_PATIENCE_SECONDS), int)
                    if isinstance(said, bool):
                        return said
                    report(said)
                    self._can_be_left = True
            finally:
                self._can_be_left = False
        raise DiedError("it was left for something else")


__all__ = ["INDEXER", "LITTLE", "Indexing"]
