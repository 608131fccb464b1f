"""The indexer's process: one order in on standard input, and how far it is out on standard output, in lines of JSON.

In: {"do", "record", "folder", "engine", "outlets"}, where "do" is "catch up" or "tidy". Out: so many articles done, as
they are committed, and at last true, or false when the index could not be written. It ends when its standard input
does, so it never outlives the app; nothing is lost then, for the index holds what was committed last.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, Any

from briefing.errors import BriefingError
from briefing.library.index import Index
from briefing.library.store import Store
from briefing.model.outlets import Outlets
from briefing.search.choice import open_chosen


def serve(order: dict[str, Any], say: Callable[[object], None]) -> None:
    """Carry out one order.

    Args:
        order: See above.
        say: Given what there is to tell.
    """
    store = Store(Path(order["record"]))
    opener = partial(open_chosen, order["engine"], articles=store.size)
    index = Index(store, Path(order["folder"]), opener, Outlets(order["outlets"]))
    try:
        if order["do"] == "tidy":
            index.tidy()
            say(True)
        else:
            say(index.catch_up(lambda: False, say))
    finally:
        index.close()
        store.close()


def _end_with(lines: IO[bytes]) -> None:
    """End this process, whatever it is doing, as soon as nobody holds the other end of its input."""
    lines.read()
    os._exit(0)


def main() -> int:
    """Carry out the order on standard input."""
    lines, answers = sys.stdin.buffer, sys.stdout

    def say(what: object) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    order = json.loads(lines.readline())
    threading.Thread(target=_end_with, args=(lines,), daemon=True).start()
    try:
        serve(order, say)
    except BriefingError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # Python itself could not end in peace while a thread waits for more input
