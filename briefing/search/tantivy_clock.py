"""Time limits: tantivy cannot be told to stop, so a search that takes too long is no longer waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from briefing.search.tree import Marked, Not, Phrase, Query, Term

_MOST_LATE = 4  # searches that are still at work though nobody waits for them
_QUICK_NODES = 6

_places = threading.BoundedSemaphore(_MOST_LATE)


def is_quick(query: Query) -> bool:
    """Whether a query is so simple that it is over before a thread for it would be worth its while."""
    found = list(query.nodes())
    slow = (isinstance(one, Phrase | Not | Marked) or (isinstance(one, Term) and one.edits > 0) for one in found)
    return len(found) <= _QUICK_NODES and not any(slow)


def in_time(work: Callable[[], None], query: Query, seconds: float) -> bool:
    """Whether some work on a query was over in time; it leaves its results where its caller finds them.

    The thread is no daemon: one that is stopped inside compiled code takes the whole program down with it.
    """
    if seconds <= 0:
        return False
    end = time.monotonic() + seconds
    if is_quick(query):
        work()
        return time.monotonic() <= end
    if not _places.acquire(timeout=seconds):
        return False
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)
        finally:
            _places.release()

    thread = threading.Thread(target=run, name="search")
    thread.start()
    thread.join(max(0.0, end - time.monotonic()))
    if failed:
        raise failed[0]
    return not thread.is_alive()


__all__ = ["in_time", "is_quick"]
