"""A round of finding statements in a process of its own, and telling there who is who.

Putting down what an article says, beside all that was said before, and counting who is named where keep Python busy
for long stretches, and whatever else is asked of this process would wait for it: a key, a search. So the workers are
spoken to from over there, and what they find is put into the record there. The process holds nothing: it can be ended
at any time, and what it has put down stays.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.library import workers
from briefing.library.attributing import sparingly_indexing
from briefing.library.processes import CLOSED, Aside, DiedError, Process, understood

ROUND = (sys.executable, "-m", "briefing.library.round_worker")

_PATIENCE_SECONDS = 900.0  # for telling who is who in the largest library, on the slowest machine
_LOOK_SECONDS = 1.0
_TRIES = 2

_Said = dict[str, object] | DiedError
"""What the process says, or why it says nothing any more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How statements are found.

    Attributes:
        record: The record's file.
        version: Which attribution the workers are.
        size: How many workers.
        metonyms: The reader's own places and buildings → the name of who speaks there.
        command: What starts the process; the package's own when empty.
    """

    record: Path
    version: str
    size: int = 1
    metonyms: Mapping[str, str] = field(default_factory=dict)
    command: Sequence[str] = ()

    def told(self, preferred: Sequence[str], *, find: bool) -> dict[str, object]:
        """The plan as the process is told it, with the articles that the reader has opened, latest last."""
        return {
            "record": str(self.record),
            "version": self.version,
            "size": self.size,
            "metonyms": dict(self.metonyms),
            "worker": list(workers.WORKER),
            "find": find,
            "preferred": list(preferred),
        }


class RoundAside:
    """Looks at every pending article, the preferred ones first, then settles who is who and counts who is named.

    Args:
        plan: How.
        find: Whether to look at articles at all, or only to do what comes after that.
        preferred: Says which articles the reader has opened, latest last.
        report: Told how many articles are done, of how many.
        note: Told, in one sentence, what went wrong.
        index: Makes searchable what has been found.
        show: Told of each preferred article in which it has been looked for.
        refresh: Reads what is new, if anything is; True when it has looked.
        closing: Whether to stop at once.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        find: bool,
        preferred: Callable[[], Sequence[str]],
        report: Callable[[int, int], None],
        note: Callable[[str], None],
        index: Callable[[], None],
        show: Callable[[str], None],
        refresh: Callable[[], bool],
        closing: Callable[[], bool],
    ) -> None:
        self._plan = plan
        self._find = find
        self._preferred = preferred
        self._report = report
        self._note = note
        self._index = sparingly_indexing(index)
        self._show = show
        self._refresh = refresh
        self._closing = closing
        self._heard: queue.SimpleQueue[_Said | None] = queue.SimpleQueue()
        # Closing its input lets it end its own workers, which must not outlive it.
        self._aside = Aside(tuple(plan.command) or ROUND, put_down=Process.leave)
        self._told: list[str] = []

    def run(self) -> bool:
        """Work until nothing is left; False when something may be left that came too late for this round."""
        for _ in range(_TRIES):
            try:
                return self._round()
            except DiedError as error:
                if self._is_over():
                    return True
                reason = error
        self._note(f"Finding statements was given up until the next start: the process for it ended ({reason}).")
        return True

    def wake(self) -> None:
        """There is something new to see to."""
        self._heard.put(None)

    def close(self) -> None:
        """Stop at once; safe to call twice."""
        self._aside.close()
        self.wake()

    def _round(self) -> bool:
        """Let a process do it; False when the library has been given more since it last looked for more.

        Raises:
            DiedError: It ended before it had done it, or this was closed.
        """
        with self._aside.started() as process:
            self._told = list(self._preferred())
            process.tell(self._plan.told(self._told, find=self._find))
            self._heard = queue.SimpleQueue()
            threading.Thread(target=_listen, args=(process, self._heard), name="briefing-round", daemon=True).start()
            given = 0
            while True:
                if self._refresh():
                    given += 1
                    process.tell({"look": given})
                self._tell_preferred(process)
                said = self._next()
                if isinstance(said, DiedError):
                    raise said
                if "end" in said:
                    return said["end"] == given
                self._take(said)

    def _next(self) -> _Said:
        """What the process says next; nothing when it is time to look after something else.

        Raises:
            DiedError: This was closed.
        """
        try:
            said = self._heard.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            said = None
        if self._is_over():
            raise DiedError(CLOSED)
        return {} if said is None else said

    def _is_over(self) -> bool:
        return self._aside.is_closed or self._closing()

    def _take(self, said: Mapping[str, object]) -> None:
        if isinstance(sentence := said.get("note"), str):
            self._note(sentence)
        if isinstance(article := said.get("show"), str):
            self._show(article)
        if isinstance(done := said.get("done"), int) and isinstance(total := said.get("total"), int):
            self._report(done, total)
            self._index()

    def _tell_preferred(self, process: Process) -> None:
        preferred = list(self._preferred())
        if preferred != self._told:
            self._told = preferred
            process.tell({"preferred": preferred})


def _listen(process: Process, heard: queue.SimpleQueue[_Said | None]) -> None:
    """Pass on what a process says, until it has said its last."""
    said: _Said = {}
    while not isinstance(said, DiedError) and "end" not in said:
        try:
            said = understood(process.hear(_PATIENCE_SECONDS), dict)
        except DiedError as error:
            said = error
        heard.put(said)


__all__ = ["ROUND", "Plan", "RoundAside"]
