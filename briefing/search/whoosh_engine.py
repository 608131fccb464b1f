"""The embedded engine: Whoosh, with its sharp edges covered.

Whoosh keeps the segments, the tables of terms, the commits and the lock; the lists of a word's places are read whole
(see `whoosh_lists`), and queries are answered by joining and cutting sets. Every thread opens its own readers, nothing
merges while the reader waits, and everything odd about the index means that it is built anew.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.search import seal
from briefing.search.engine import Document, State
from briefing.search.held import HeldEngine, emptied

with warnings.catch_warnings():
    # Whoosh 2.7.4 is older than these warnings, which appear once, when Python first compiles it.
    warnings.simplefilter("ignore")
    import_module("whoosh.codec.whoosh3")
    import_module("whoosh.writing")
    from whoosh import index as whoosh_index

    from briefing.search.whoosh_files import MappedStorage, allow_many_files
    from briefing.search.whoosh_names import Index
    from briefing.search.whoosh_schema import FORMAT, rows, schema

if TYPE_CHECKING:  # these load numpy, which is not there before somebody searches or something is written
    from briefing.search.held import Answers
    from briefing.search.whoosh_leaf import Leaf
    from briefing.search.whoosh_open import Readers
    from briefing.search.whoosh_writer import ListWriter

_log = logging.getLogger(__name__)

_BATCH = 2_000
_LOCK_SECONDS = 10.0


class WhooshEngine(HeldEngine["Sequence[Leaf]"]):
    """Articles and statements in a Whoosh index.

    Args:
        folder: The index's own folder, inside the user's data directory.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, answers=_answers, form=FORMAT, batch=_BATCH)
        self._index: Index = None
        self._readers: Readers | None = None
        self._writing = threading.Lock()
        allow_many_files()

    def open(self) -> State:
        """Open the index now."""
        if self.state() == "ready":
            self._ask(len)
        return self.state()

    def replace(self, gone: Collection[str], documents: Collection[Document]) -> bool:
        """Forget some articles and index others, in one commit."""
        latest = {document.article_id: document for document in documents}
        return self._write(partial(_replace, gone={*gone, *latest}, documents=latest.values()))

    def tidy(self, told: Callable[[], None] = lambda: None) -> bool:
        """Join small segments, those of one size in each step."""
        joined = [True]

        def join(writer: ListWriter, readers: Readers) -> None:
            joined.append(_join(writer))

        while joined[-1]:
            if not self._write(join):
                return False
            told()
        return True

    def clear(self) -> bool:
        """Begin again with an empty index, whatever was there."""
        with self._writing, self._lock:
            self.close()
            try:
                emptied(self._folder)
                self._index = MappedStorage(str(self._folder)).create_index(schema())
                seal.write_seal(self._folder, FORMAT)
            except (OSError, whoosh_index.LockError) as error:
                _log.warning("the search index cannot be made anew: %s", error)
                self._state = "unreadable"
                return False
            self._state = "ready"
            return True

    def close(self) -> None:
        """Let go of the index; it opens again by itself when it is asked."""
        with self._lock:
            if self._readers is not None:
                self._readers.close()
            self._readers = None
            self._index = None
            self._state = None

    def _is_there(self) -> bool:
        return any(self._folder.glob("_MAIN_*.toc"))

    def _can_be_opened(self) -> bool:
        """Open the index; False when something of it is missing or broken."""
        try:
            self._index = MappedStorage(str(self._folder)).open_index(schema=schema())
            return seal.is_whole(self._folder, [one.segment_id() for one in self._index._segments()])
        except Exception as error:  # noqa: BLE001 - a damaged index can raise anything at all; it is made anew
            _log.warning("the search index cannot be opened: %r", error)
            return False

    def _view(self) -> list[Leaf]:
        return self._leaves()

    def _leaves(self) -> list[Leaf]:
        with self._lock:
            if self.state() != "ready":
                raise whoosh_index.EmptyIndexError
            readers = self._readers_of_it()
        return readers.leaves()

    def _readers_of_it(self) -> Readers:
        from briefing.search.whoosh_open import Readers

        if self._readers is None:
            self._readers = Readers(self._index)
        return self._readers

    def _write(self, change: Callable[[ListWriter, Readers], None]) -> bool:
        """Change the index; False when it is not ready or somebody else is writing. Questions go on meanwhile."""
        with self._writing:
            from briefing.search.whoosh_writer import ListWriter

            with self._lock:
                if self.state() != "ready":
                    return False
                index, readers = self._index, self._readers_of_it()
            writer = None
            try:
                writer = ListWriter(index, timeout=_LOCK_SECONDS)
                change(writer, readers)
                writer.commit(merge=False)
                seal.write_seal(self._folder, FORMAT)
            except whoosh_index.LockError:
                return False
            except Exception as error:  # noqa: BLE001 - a damaged index or a full disk can raise anything at all
                _log.warning("the search index cannot be written: %r", error)
                _cancel(writer)
                with self._lock:
                    if self._index is index:  # else it was closed under our hands, which says nothing of the index
                        self._state = "unreadable"
                return False
            return True


def _answers() -> Answers[Sequence[Leaf]]:
    from briefing.search import whoosh_answer

    return whoosh_answer


def _replace(writer: ListWriter, readers: Readers, gone: Collection[str], documents: Iterable[Document]) -> None:
    by_name = {segment.segment_id(): segment for segment in writer.segments}
    for leaf in readers.leaves():
        segment = by_name[leaf.reader.segment().segment_id()]
        for article_id in gone:
            for record in leaf.family(article_id):
                segment.delete_document(record)
    for document in documents:
        for row in rows(document):
            writer.add_row(row)


def _join(writer: ListWriter) -> bool:
    """Join segments of one size; whether there were such."""
    from briefing.search.whoosh_writer import to_join

    chosen = to_join(writer.segments)
    for segment in chosen:
        writer.join(segment)
    writer.segments = [segment for segment in writer.segments if segment not in chosen]
    return bool(chosen)


def _cancel(writer: ListWriter | None) -> None:
    """Let go of a writer that failed, so that its lock is free."""
    if writer is not None and not writer.is_closed:
        with suppress(Exception):  # it has failed already; what matters is that the lock is released below
            writer.cancel()
        if writer.writelock:
            with suppress(Exception):
                writer.writelock.release()
