"""The process of a round: a plan in on standard input, and how far it is out on standard output, in lines of JSON.

In: first {"record", "version", "size", "metonyms", "worker", "find", "preferred"}, where "find" says whether articles
are to be looked at, and "preferred" which of them the reader has opened, latest last; later {"preferred"} again, and
{"look": number} when the library has been given more. Out: {"done", "total"} after each article, {"note"} with one
sentence when something went wrong, {"show"} with the id of a preferred article that has been looked at, and at last
{"end": the number of the last look}. It ends when its standard input does, and its workers with it, so none of them
outlives the app.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, NoReturn

from briefing.library.attributing import Round
from briefing.library.errand import Order, Say, carry_out, meanwhile
from briefing.library.store import Store
from briefing.library.workers import Answer, WorkerPool


class Worker:
    """Carries out one plan.

    Args:
        plan: See above.
        say: Given what there is to tell.
    """

    def __init__(self, plan: Order, say: Say) -> None:
        self._say = say
        self._version = str(plan["version"])
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._pool = WorkerPool(self._answers, size=plan["size"], command=plan["worker"], metonyms=plan["metonyms"])
        self._store = Store(Path(plan["record"]))
        self._preferred: Sequence[str] = plan["preferred"]
        self._finds = bool(plan["find"])
        self._given = self._seen = 0

    def hear(self, said: Order) -> None:
        """Take what is told meanwhile."""
        self._preferred = said.get("preferred", self._preferred)
        self._given = said.get("look", self._given)
        self._answers.put(None)  # wakes whoever waits for an answer

    def leave(self) -> None:
        """End the workers, whatever they are doing."""
        self._pool.close()

    def run(self) -> None:
        """Find statements until there is nothing left to look at, then see who is who and who is named where.

        That is left for the next time when the library is given more: what is said there is not to wait for it.
        """
        if self._finds:
            self._find()
        for task in self._tasks():
            task()
        self._pool.close()
        self._store.close()
        self._say({"end": self._seen})

    def _find(self) -> None:
        Round(
            self._store,
            self._pool,
            self._answers,
            version=self._version,
            preferred=lambda: self._preferred,
            report=lambda done, total: self._say({"done": done, "total": total}),
            note=lambda sentence: self._say({"note": sentence}),
            tasks=self._tasks(),
            index=lambda: None,  # whoever started this process does it meanwhile
            show=lambda article: self._say({"show": article}),
            refresh=self._is_given_more,
            closing=lambda: False,
        ).run()

    def _tasks(self) -> list[Callable[[], None]]:
        findings = self._store.findings
        return [
            lambda: findings.settle(self._has_been_given_more),
            lambda: findings.count_mentions(self._has_been_given_more),
        ]

    def _has_been_given_more(self) -> bool:
        return self._given != self._seen

    def _is_given_more(self) -> bool:
        """Whether there may be other articles now than when this was asked last."""
        before, self._seen = self._seen, self._given
        return before != self._seen


def _begin(plan: Order, lines: IO[bytes], say: Say) -> None:
    worker = Worker(plan, say)
    meanwhile(lines, worker.hear, worker.leave)
    worker.run()


def main() -> NoReturn:
    """Carry out the plan on standard input."""
    carry_out(_begin)


if __name__ == "__main__":
    main()
