"""The segments of the latest commit, opened by each thread for itself."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

from whoosh.reading import SegmentReader as OpenSegment

from briefing.search.whoosh_leaf import Leaf, Table
from briefing.search.whoosh_names import Index

_RETRIES = 10
_PAUSE = 0.02


@dataclass(slots=True)
class _Mine:
    """What one thread has open.

    Attributes:
        thread: Whose it is.
        generation: Which commit it is.
        leaves: The segments, by their names.
    """

    thread: threading.Thread = field(default_factory=threading.current_thread)
    generation: int = -1
    leaves: dict[str, Leaf] = field(default_factory=dict)


class Readers:
    """What threads have open of one index.

    Args:
        index: The index.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._tables: dict[str, Table] = {}
        self._local = threading.local()
        self._all: list[_Mine] = []
        self._lock = threading.Lock()

    def leaves(self) -> list[Leaf]:
        """The segments of the latest commit, opened by this thread.

        Raises:
            OSError: A file is missing.
        """
        mine: _Mine | None = getattr(self._local, "mine", None)
        if mine is None:
            mine = self._local.mine = _Mine()
            with self._lock:
                self._forget_dead_threads()
                self._all.append(mine)
        for attempt in range(_RETRIES):
            try:
                self._open_latest(mine)
                break
            except FileNotFoundError:  # a commit has just replaced what was to be opened
                if attempt == _RETRIES - 1:
                    raise
                time.sleep(_PAUSE)
        return list(mine.leaves.values())

    def close(self) -> None:
        """Close what all threads have open."""
        with self._lock:
            for mine in self._all:
                _close(mine)
            self._all.clear()
            self._local = threading.local()
            self._tables.clear()

    def _open_latest(self, mine: _Mine) -> None:
        if mine.generation == self._index.latest_generation() and mine.generation >= 0:
            return
        contents = self._index._read_toc()
        before, leaves = mine.leaves, {}
        for segment in contents.segments:
            name = segment.segment_id()
            known = before.get(name)
            if known is not None and known.deleted == frozenset(segment.deleted_docs()):
                leaves[name] = known
                continue
            storage = self._index.storage
            reader = known.reader if known else OpenSegment(storage, contents.schema, segment)
            table = self._tables.get(name) or self._tables.setdefault(name, Table(reader))
            leaves[name] = Leaf(reader, segment, table)
        mine.leaves, mine.generation = leaves, contents.generation
        for name in before.keys() - leaves.keys():
            _close_leaf(before[name])
            self._tables.pop(name, None)

    def _forget_dead_threads(self) -> None:
        for mine in [mine for mine in self._all if not mine.thread.is_alive()]:
            _close(mine)
            self._all.remove(mine)


def _close(mine: _Mine) -> None:
    for leaf in mine.leaves.values():
        _close_leaf(leaf)
    mine.leaves, mine.generation = {}, -1


def _close_leaf(leaf: Leaf) -> None:
    with suppress(Exception):  # closing a reader of a damaged index can raise anything, and changes nothing
        leaf.reader.close()


__all__ = ["Readers"]
