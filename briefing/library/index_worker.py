"""The indexer's process: one order in on standard input, and how far it is out on standard output, in lines of JSON.

In: {"do", "record", "folder", "engine", "outlets", "batch"}, where "do" is "catch up" or "tidy", and "batch" how many
articles are in the first commit, or null. Out: so many articles done, as they are committed, or 1 for each step of
putting in order; and at last true, or false when the index could not be written. It ends when its standard input does,
so it never outlives the app; nothing is lost then, for the index holds what was committed last.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import IO, NoReturn

from briefing.library.errand import Order, Say, carry_out, meanwhile
from briefing.library.index import Index
from briefing.library.store import Store
from briefing.model.outlets import Outlets
from briefing.search.choice import open_chosen


def serve(order: Order, say: Say) -> None:
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
            index.tidy(lambda: say(1))
            say(True)
        else:
            say(index.catch_up(lambda: False, say, order["batch"]))
    finally:
        index.close()
        store.close()


def _begin(order: Order, lines: IO[bytes], say: Say) -> None:
    meanwhile(lines)
    serve(order, say)


def main() -> NoReturn:
    """Carry out the order on standard input."""
    carry_out(_begin)


if __name__ == "__main__":
    main()
