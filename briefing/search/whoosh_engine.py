"""The embedded engine: Whoosh, with its sharp edges covered.

Whoosh keeps the segments, the tables of terms, the commits and the lock; the lists of a word's places are read whole
(see `whoosh_codec`), and queries are answered by joining and cutting sets. Every thread opens its own readers, nothing
merges while the reader waits, and everything odd about the index means that it is built anew.
"""

from __future__ import annotations

import logging
import shutil
import threading
import warnings
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TypeVar

from briefing.search import seal
from briefing.search.engine import NO_MARKS, Document, EngineAnswer, Facets, Marks, Only, State, Suggestion
from briefing.search.tree import FieldName, Query

with warnings.catch_warnings():
    # Whoosh 2.7.4 is older than these warnings, which appear once, when Python first compiles it.
    warnings.simplefilter("ignore")
    import_module("whoosh.codec.whoosh3")
    from whoosh import index as whoosh_index

    from briefing.search import whoosh_answer as answer
    from briefing.search.whoosh_files import MappedStorage, allow_many_files
    from briefing.search.whoosh_leaf import Leaf
    from briefing.search.whoosh_names import Index
    from briefing.search.whoosh_open import Readers
    from briefing.search.whoosh_schema import FORMAT, rows, schema
    from briefing.search.whoosh_writer import ListWriter, to_join

_log = logging.getLogger(__name__)

_BATCH = 2_000
_LOCK_SECONDS = 10.0
_RETRIES = 3

T = TypeVar("T")


class WhooshEngine:
    """Articles and statements in a Whoosh index.

    Args:
        folder: The index's own folder, inside the user's data directory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: Index = None
        self._readers: Readers | None = None
        self._state: State | None = None
        self._lock = threading.RLock()
        allow_many_files()

    @property
    def stamp(self) -> str:
        """What the library last noted about the index; "" when nothing."""
        return seal.read_stamp(self._folder)

    @stamp.setter
    def stamp(self, value: str) -> None:
        with suppress(OSError):  # without its stamp the index is taken for stale, and made again
            seal.write_stamp(self._folder, value)

    def open(self) -> State:
        """Open the index now."""
        if self.state() == "ready":
            self._ask(len)
        return self.state()

    def state(self) -> State:
        """Whether the index can be asked; the first call reads its files once, to see that they are whole."""
        with self._lock:
            if self._state is None or self._state == "missing":
                self._state = self._examine()
            return self._state

    def add(self, documents: Iterable[Document]) -> bool:
        """Index articles with their statements, replacing those already there; committed in batches."""
        stream = iter(documents)
        while batch := list(islice(stream, _BATCH)):
            if not self.replace((), batch):
                return False
        return True

    def replace(self, gone: Collection[str], documents: Collection[Document]) -> bool:
        """Forget some articles and index others, in one commit."""
        latest = {document.article_id: document for document in documents}
        return self._write(partial(_replace, gone={*gone, *latest}, documents=latest.values()))

    def remove(self, article_ids: Collection[str]) -> bool:
        """Forget articles and their statements."""
        return self.replace(article_ids, ()) if article_ids else True

    def tidy(self) -> bool:
        """Join small segments."""
        return self._write(_join)

    def clear(self) -> bool:
        """Begin again with an empty index, whatever was there."""
        with self._lock:
            self.close()
            try:
                self._empty_folder()
                self._index = MappedStorage(str(self._folder)).create_index(schema())
                self._readers = Readers(self._index)
                seal.write_seal(self._folder, FORMAT)
            except (OSError, whoosh_index.LockError) as error:
                _log.warning("the search index cannot be made anew: %s", error)
                self._state = "unreadable"
                return False
            self._state = "ready"
            return True

    def count(self) -> int:
        """How many articles the index holds; 0 when it cannot be read."""
        return self._ask(answer.count) or 0

    def search(
        self,
        query: Query,
        *,
        only: Only = Only.ALL,
        limit: int = 50,
        marks: Marks = NO_MARKS,
        seconds: float = 0.7,
    ) -> EngineAnswer:
        """Find articles and statements, in one ranked list; see `SearchEngine.search`."""
        found = self._ask(partial(answer.search, query=query, only=only, limit=limit, marks=marks, seconds=seconds))
        return EngineAnswer(failed=True) if found is None else found

    def matching(self, query: Query, *, marks: Marks = NO_MARKS, seconds: float = 5.0) -> frozenset[str]:
        """The ids of all articles that match, by themselves or through a statement."""
        return self._ask(partial(answer.matching, query=query, marks=marks, seconds=seconds)) or frozenset()

    def facets(
        self, query: Query, *, only: Only = Only.ALL, marks: Marks = NO_MARKS, most: int = 12, seconds: float = 0.7
    ) -> Facets:
        """How the matches of a query spread."""
        found = self._ask(partial(answer.facets, query=query, only=only, marks=marks, most=most, seconds=seconds))
        return found or Facets()

    def suggest(self, beginning: str, *, field: FieldName | None = None, limit: int = 8) -> tuple[Suggestion, ...]:
        """Words or names that begin so, most frequent first."""
        return self._ask(partial(answer.suggest, beginning=beginning, field=field, limit=limit)) or ()

    def did_you_mean(self, words: Collection[str]) -> Mapping[str, str]:
        """For words that no record holds, what was probably meant."""
        return self._ask(partial(answer.did_you_mean, words=words)) or {}

    def more_like(
        self, article_id: str, statement: int | None = None, *, limit: int = 20, seconds: float = 0.7
    ) -> EngineAnswer:
        """What shares the distinctive words of an article or a statement."""
        asked = partial(answer.more_like, article_id=article_id, statement=statement, limit=limit, seconds=seconds)
        return self._ask(asked) or EngineAnswer(failed=True)

    def close(self) -> None:
        """Let go of the index; it opens again by itself when it is asked."""
        with self._lock:
            if self._readers is not None:
                self._readers.close()
            self._readers = None
            self._index = None
            self._state = None

    def _examine(self) -> State:
        """Look at the folder and open the index."""
        if not self._folder.is_dir() or not any(self._folder.glob("_MAIN_*.toc")):
            return "missing"
        if not seal.is_ours(self._folder):
            return "unreadable"
        if seal.read_seal(self._folder).get("format") != FORMAT:
            return "stale"
        return "ready" if seal.is_unbroken(self._folder) and self._can_be_opened() else "unreadable"

    def _can_be_opened(self) -> bool:
        """Open the index; False when something of it is missing or broken."""
        try:
            self._index = MappedStorage(str(self._folder)).open_index(schema=schema())
            if not seal.is_whole(self._folder, [one.segment_id() for one in self._index._segments()]):
                return False
            self._readers = Readers(self._index)
            self._readers.leaves()
        except Exception as error:  # noqa: BLE001 - a damaged index can raise anything at all; it is made anew
            _log.warning("the search index cannot be opened: %r", error)
            return False
        return True

    def _empty_folder(self) -> None:
        if self._folder.is_symlink() or (self._folder.exists() and not self._folder.is_dir()):
            self._folder.unlink()
        elif self._folder.exists():
            shutil.rmtree(self._folder)
        self._folder.mkdir(mode=0o700, parents=True)

    def _leaves(self) -> list[Leaf]:
        with self._lock:
            if self.state() != "ready" or self._readers is None:
                raise whoosh_index.EmptyIndexError
            readers = self._readers
        return readers.leaves()

    def _ask(self, question: Callable[[list[Leaf]], T]) -> T | None:
        """Put a question to this thread's readers; None when it cannot be answered."""
        if self.state() != "ready":
            return None
        failure: Exception | None = None
        for _ in range(_RETRIES):
            try:
                return question(self._leaves())
            except Exception as error:  # noqa: BLE001 - see `_doubt`: it tells a damaged index from an odd question
                failure = error
        self._doubt(failure)
        return None

    def _doubt(self, failure: Exception | None) -> None:
        """After a failure: see whether the index itself is broken, or only this question was too much for it."""
        _log.warning("the search index gave no answer: %r", failure)
        with self._lock:
            self.close()
            self.state()

    def _write(self, change: Callable[[ListWriter, Readers], None]) -> bool:
        """Change the index; False when it is not ready or somebody else is writing."""
        with self._lock:
            if self.state() != "ready" or self._readers is None:
                return False
            writer = None
            try:
                writer = ListWriter(self._index, timeout=_LOCK_SECONDS)
                change(writer, self._readers)
                writer.commit(merge=False)
                seal.write_seal(self._folder, FORMAT)
            except whoosh_index.LockError:
                return False
            except Exception as error:  # noqa: BLE001 - a damaged index or a full disk can raise anything at all
                _log.warning("the search index cannot be written: %r", error)
                _cancel(writer)
                self._state = "unreadable"
                return False
            return True


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


def _join(writer: ListWriter, readers: Readers) -> None:
    chosen = to_join(writer.segments)
    for segment in chosen:
        writer.join(segment)
    writer.segments = [segment for segment in writer.segments if segment not in chosen]


def _cancel(writer: ListWriter | None) -> None:
    """Let go of a writer that failed, so that its lock is free."""
    if writer is not None and not writer.is_closed:
        with suppress(Exception):  # it has failed already; what matters is that the lock is released below
            writer.cancel()
        if writer.writelock:
            with suppress(Exception):
                writer.writelock.release()
