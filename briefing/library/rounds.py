"""Rounds of finding statements: here, when there is little to find, or else in a process of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.library.attributing import Round
from briefing.library.attributing_aside import Plan, RoundAside
from briefing.library.store import Store
from briefing.library.workers import Answer, Attributor

LITTLE = 20
"""In so many articles statements are found sooner from here than a process starts."""
LARGE = 500
"""In a library of so many articles it takes long to see who is who and who is named where."""
_MOST_PREFERRED = 100

Pool = Callable[["queue.SimpleQueue[Answer | None]"], Attributor]


@dataclass(frozen=True, slots=True)
class Calls:
    """What whoever wants statements to be found is asked and told meanwhile.

    Attributes:
        report: Told how many articles are done, of how many.
        note: Told, in one sentence, what went wrong.
        index: Makes searchable what has been found.
        show: The same at once, for an article that somebody waits for.
        refresh: Reads what is new, if anything is; True when it has looked.
        closing: Whether to stop at once.
    """

    report: Callable[[int, int], None]
    note: Callable[[str], None]
    index: Callable[[], None]
    show: Callable[[str], None]
    refresh: Callable[[], bool]
    closing: Callable[[], bool]


class Rounds:
    """What finds the statements of one record.

    Args:
        store: The record.
        pool: What makes a pool of workers here.
        plan: How another process is to do it; None when none could.
    """

    def __init__(self, store: Store, pool: Pool, plan: Plan | None) -> None:
        self._store = store
        self._make_pool = pool
        self._plan = plan
        self._guard = threading.Lock()
        self._preferred: list[str] = []
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._pool: Attributor | None = None
        self._aside: RoundAside | None = None
        self._closed = False
        self.on_screen = False

    def prefer(self, article: str) -> None:
        """Look at this article before all others."""
        with self._guard:
            if article in self._preferred:
                self._preferred.remove(article)
            self._preferred.append(article)
            del self._preferred[:-_MOST_PREFERRED]
        self.wake()

    def wake(self) -> None:
        """There may be something to see to."""
        self._answers.put(None)
        with self._guard:
            if self._aside is not None:
                self._aside.wake()

    def close(self) -> None:
        """Stop at once; safe to call twice."""
        with self._guard:
            self._closed = True
            pool, aside = self._pool, self._aside
        if pool is not None:
            pool.close()
        if aside is not None:
            aside.close()
        self.wake()

    def find(self, version: str, calls: Calls) -> bool:
        """Find statements until there is nothing left to look at.

        Args:
            version: Which attribution the workers are.
            calls: Who is asked and told.

        Returns:
            False when something may be left, which came late.
        """
        self._store.findings.renew(version)
        if self._is_large() and self._store.pending() > LITTLE:
            return self._find_aside(calls, find=True)
        self._find_here(version, calls)
        return True

    def settle(self, calls: Calls) -> bool:
        """See who is who, and who is named where, as far as that has changed; see `find`."""
        if not self._is_large():
            self._store.findings.settle(calls.closing)
            self._store.findings.count_mentions(calls.closing)
            return True
        return self._store.findings.is_settled() or self._find_aside(calls, find=False)

    def _is_large(self) -> bool:
        return self._plan is not None and self.on_screen and self._store.size() > LARGE

    def _find_here(self, version: str, calls: Calls) -> None:
        settle, count = self._store.findings.settle, self._store.findings.count_mentions
        with self._guard:
            if self._closed:
                return
            self._answers = queue.SimpleQueue()
            self._pool = pool = self._make_pool(self._answers)
        try:
            Round(
                self._store,
                pool,
                self._answers,
                version=version,
                preferred=self._wanted,
                report=calls.report,
                note=calls.note,
                tasks=[] if self._is_large() else [lambda: settle(calls.closing), lambda: count(calls.closing)],
                index=calls.index,
                show=calls.show,
                refresh=calls.refresh,
                closing=calls.closing,
            ).run()
        finally:
            pool.close()
            with self._guard:
                self._pool = None

    def _find_aside(self, calls: Calls, *, find: bool) -> bool:
        assert self._plan is not None
        with self._guard:
            if self._closed:
                return True
            self._aside = aside = RoundAside(
                self._plan,
                find=find,
                preferred=self._wanted,
                report=calls.report,
                note=calls.note,
                index=calls.index,
                show=calls.show,
                refresh=calls.refresh,
                closing=calls.closing,
            )
        try:
            return aside.run()
        finally:
            with self._guard:
                self._aside = None

    def _wanted(self) -> Sequence[str]:
        return list(self._preferred)


__all__ = ["LARGE", "LITTLE", "Calls", "Plan", "Pool", "Rounds"]
