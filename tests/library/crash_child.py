"""Does a library's background work and is killed in the midst of it.

At the Nth passing of a point in the code, or at the Nth call of any function of the library or the search; told to do
so at none, it does all the work and says how many calls that took.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from briefing.library import filing, indexing, reading, reading_round, roster
from briefing.library.index import Index
from briefing.search import engine
from tests.library.fakes import Bench

POINTS: dict[str, tuple[Any, str]] = {
    "while reading": (reading, "piece_of"),
    "inside the transaction that keeps articles": (filing, "settle"),
    "while indexing": (Index, "_documents"),
    "between index and stamp": (Index, "_stamp"),
    "inside the transaction that keeps statements": (roster, "note"),
    "while counting mentions": (roster, "mentions"),
}


ANYWHERE = "anywhere"
ROOMS = tuple(str(Path(found).parent) for found in (reading.__file__, engine.__file__))


def main(folder: Path, point: str, times: int) -> None:
    if point == ANYWHERE:
        count_calls(times)
    else:
        watch(point, times)
    vars(reading_round)["_FLUSH_ARTICLES"] = 5
    vars(indexing)["LITTLE"] = 1_000  # it is this process that is killed, so it is this process that indexes
    library = Bench(folder).run()
    library.close()


def count_calls(last: int) -> None:
    calls = 0

    def called(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        if event == "call" and frame.f_code.co_filename.startswith(ROOMS):
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(called)
    if not last:
        atexit.register(lambda: print(calls))  # noqa: T201


def watch(point: str, times: int) -> None:
    owner, name = POINTS[point]
    original: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def killed(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        found = original(*args, **named)
        if calls == times:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    setattr(owner, name, killed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
