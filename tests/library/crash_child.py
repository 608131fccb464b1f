"""Does a library's background work and is killed in the midst of it: at the Nth passing of a point in the code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing.library import ingest, roster, store, survey
from briefing.library.index import Index
from tests.library.fakes import Bench

POINTS: dict[str, tuple[Any, str]] = {
    "while reading": (survey, "read_file"),
    "inside the transaction that keeps articles": (store, "_show"),
    "while indexing": (Index, "_documents"),
    "between index and stamp": (Index, "_stamp"),
    "inside the transaction that keeps statements": (roster, "note"),
    "while counting mentions": (roster, "mentions"),
}


def main(folder: Path, point: str, times: int) -> None:
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
    if name == "read_file":
        vars(ingest)[name] = killed  # imported by name there
    vars(ingest)["_FLUSH_FILES"] = 5
    library = Bench(folder).run()
    library.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
