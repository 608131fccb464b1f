"""One round of finding statements: articles out to the workers, answers into the record."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Sequence

from briefing.library.store import Store
from briefing.library.workers import Answer, Attributor

_DEATHS_IN_A_ROW = 3  # after so many it is not the articles' fault
_LOOK_SECONDS = 1.0


class Round:
    """Looks at every pending article, the preferred ones first, then the newest.

    Args:
        store: The record.
        pool: The workers.
        answers: Where their answers come; None in it wakes the round.
        version: Which attribution the workers are.
        preferred: Says which articles the reader has opened, latest last.
        report: Told how many articles are done, of how many.
        note: Told, in one sentence, what went wrong.
        tasks: What is done now and then, the less often the longer it takes.
        index: Makes searchable what has been found.
        show: Told of each preferred article in which it has been looked for: somebody waits for that one.
        refresh: Reads what is new, if anything is; True when it has looked.
        closing: Whether to stop at once.
    """

    def __init__(
        self,
        store: Store,
        pool: Attributor,
        answers: queue.SimpleQueue[Answer | None],
        *,
        version: str,
        preferred: Callable[[], Sequence[str]],
        report: Callable[[int, int], None],
        note: Callable[[str], None],
        tasks: Sequence[Callable[[], None]],
        index: Callable[[], None],
        show: Callable[[str], None],
        refresh: Callable[[], bool],
        closing: Callable[[], bool],
    ) -> None:
        self._store = store
        self._pool = pool
        self._answers = answers
        self._version = version
        self._preferred = preferred
        self._report = report
        self._note = note
        self._show = show
        self._refresh = refresh
        self._closing = closing
        self._tasks = [*(Sparingly(task, rest=30.0) for task in tasks), sparingly_indexing(index)]
        self._busy: set[str] = set()
        self._dead: list[Answer] = []
        self._answered = 0
        self._done = 0
        self._total = 0

    def run(self) -> None:
        """Work until nothing is left."""
        self._total = self._store.pending()
        self._report(0, self._total)
        while not self._closing():
            if self._refresh():
                self._total = self._done + self._store.pending()
                self._report(self._done, self._total)
            if len(self._dead) >= _DEATHS_IN_A_ROW or not self._hand_out():
                break
            try:
                answer = self._answers.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            if answer is not None:
                self._take(answer)
        if not self._closing():
            self._bury()

    def _hand_out(self) -> bool:
        """Keep every worker busy, with one article waiting; False when all work is done."""
        waiting = {answer.article.id for answer in self._dead}
        while len(self._busy) <= self._pool.size:
            article_id = self._store.findings.next_pending(self._preferred(), self._busy | waiting)
            article = None if article_id is None else self._store.article(article_id)
            if article is None:
                break
            self._busy.add(article.id)
            self._pool.submit(article)
        return bool(self._busy)

    def _take(self, answer: Answer) -> None:
        self._busy.discard(answer.article.id)
        self._done += 1
        if answer.died:
            self._dead.append(answer)
        else:
            self._answered += 1
            self._keep(answer)
            if answer.article.id in self._preferred():
                self._show(answer.article.id)
            self._bury()  # workers do work, so those before died of their article
            for task in self._tasks:
                task()
        self._report(self._done, max(self._total, self._done))

    def _keep(self, answer: Answer) -> None:
        if answer.error is None:
            self._store.findings.keep(answer.article, answer.statements, self._version)
        else:
            self._store.findings.keep_failure(answer.article.id, answer.error, self._version)

    def _bury(self) -> None:
        """Decide on the articles on which workers died: their own fault, or that of workers which never work."""
        if self._answered and len(self._dead) < _DEATHS_IN_A_ROW:
            for answer in self._dead:
                self._keep(answer)
        elif self._dead:
            self._note(f"Finding statements was given up until the next start. {self._dead[-1].error}")
        self._dead.clear()


class Sparingly:
    """Does something at most so often, and the less often the longer it takes.

    Args:
        job: What is to be done.
        rest: How many times as long as the job took to wait before it is done again.
        least: How many seconds to wait at least.
    """

    def __init__(self, job: Callable[[], None], *, rest: float, least: float = 0.0) -> None:
        self._job = job
        self._rest = rest
        self._least = least
        self._due = 0.0

    def __call__(self) -> None:
        """Do it, if it is time."""
        began = time.monotonic()
        if began >= self._due:
            self._job()
            ended = time.monotonic()
            self._due = ended + max(self._least, self._rest * (ended - began))


def sparingly_indexing(index: Callable[[], None]) -> Sparingly:
    """Makes searchable what has been found, as often as that is worth it."""
    return Sparingly(index, rest=5.0, least=2.0)


__all__ = ["Round", "Sparingly", "sparingly_indexing"]
