"""The embedded engine: Whoosh, with its sharp edges covered.

One searcher per thread (a shared one answers wrongly), never `refresh` (it returns deleted documents after a merge),
commits that do not merge while the reader waits, and everything odd about the index means that it is built anew.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
import warnings
from array import array
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TypeVar

from briefing.model import Span
from briefing.search import seal
from briefing.search.advice import advise
from briefing.search.engine import Document, EngineAnswer, EngineHit, State
from briefing.search.explain import explain
from briefing.search.marks import Wanted, in_article, snippet, wanted
from briefing.search.query import Part, Query, parse

with warnings.catch_warnings():
    # Whoosh 2.7.4 is older than these warnings, which appear once, when Python first compiles it.
    warnings.simplefilter("ignore")
    import_module("whoosh.codec.whoosh3")  # Whoosh itself loads it only once an index is opened
    from whoosh import index as whoosh_index
    from whoosh import query as wq
    from whoosh.collectors import TimeLimit

    from briefing.search.whoosh_collect import BestOfEach
    from briefing.search.whoosh_files import MappedStorage, allow_many_files
    from briefing.search.whoosh_names import Index, Searcher, WhooshQuery, Writer
    from briefing.search.whoosh_query import compiled, conjunction
    from briefing.search.whoosh_schema import ARTICLE, FORMAT, records, schema

_log = logging.getLogger(__name__)

_BATCH = 500
_WRITER_MB = 256
_MERGE_MB = 48  # joining segments fills all of it, and takes three times as much as it reckons with
_LOCK_SECONDS = 10.0
_SEARCH_SECONDS = 0.7
_TYPING_SECONDS = 0.25
_ADVICE_SECONDS = 0.2
_RETRIES = 3
_JOINT = len(" … ")
_UNREADABLE = "The search index cannot be read; it is made again from the library."
_MISSING = "The search index has not been made yet; it is being made from the library."

T = TypeVar("T")


class WhooshEngine:
    """Articles and statements in a Whoosh index.

    Args:
        folder: The index's own folder, inside the user's data directory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: Index = None
        self._state: State | None = None
        self._local = threading.local()
        self._searchers: list[tuple[threading.Thread, Searcher]] = []
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
            latest = {document.article_id: document for document in batch}
            if not self._write(partial(_replace, documents=latest)):
                return False
        return True

    def remove(self, article_ids: Iterable[str]) -> bool:
        """Forget articles and their statements."""
        gone = list(article_ids)
        return self._write(lambda writer: _forget(writer, gone)) if gone else True

    def tidy(self) -> bool:
        """Join small segments."""
        return self._write(lambda writer: None, merge=True)

    def clear(self) -> bool:
        """Begin again with an empty index, whatever was there."""
        with self._lock:
            self.close()
            try:
                self._empty_folder()
                self._index = MappedStorage(str(self._folder)).create_index(schema())
                seal.write_seal(self._folder, FORMAT)
            except (OSError, whoosh_index.LockError) as error:
                _log.warning("the search index cannot be made anew: %s", error)
                self._state = "unreadable"
                return False
            self._state = "ready"
            return True

    def count(self) -> int:
        """How many articles the index holds; 0 when it cannot be read."""
        return self._ask(_count_articles) or 0 if self.state() == "ready" else 0

    def search(self, query: str, *, limit: int = 50, typing: bool = False) -> EngineAnswer:
        """Find articles and statements; see `SearchEngine.search`."""
        asked = parse(query, typing=typing)
        explained = explain(asked)
        if not asked.parts:
            return EngineAnswer((), explained, 0, advice="Type words to search for.", corrected=asked.corrected)
        state = self.state()
        if state != "ready":
            advice = _MISSING if state == "missing" else _UNREADABLE
            return EngineAnswer((), explained, 0, advice=advice, corrected=asked.corrected)
        seconds = _TYPING_SECONDS if typing else _SEARCH_SECONDS
        answer = self._ask(lambda searcher: _answer(searcher, asked, explained, max(limit, 1), seconds))
        if answer is not None:
            return answer
        advice = _UNREADABLE if self.state() != "ready" else "The search could not answer this; ask it differently."
        return EngineAnswer((), explained, 0, advice=advice, corrected=asked.corrected)

    def close(self) -> None:
        """Let go of the index; it opens again by itself when it is asked."""
        with self._lock:
            for _, searcher in self._searchers:
                _close(searcher)
            self._searchers.clear()
            self._local = threading.local()
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
            _close(self._index.searcher())
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

    def _searcher(self) -> Searcher:
        """This thread's searcher, of the latest commit."""
        mine = getattr(self._local, "searcher", None)
        if mine is not None and not mine.is_closed and mine.up_to_date():
            return mine
        with self._lock:
            gone = [pair for pair in self._searchers if pair[1] is mine or not pair[0].is_alive()]
            for pair in gone:
                _close(pair[1])
                self._searchers.remove(pair)
            if self.state() != "ready":
                raise whoosh_index.EmptyIndexError
            fresh = self._index.searcher()
            self._searchers.append((threading.current_thread(), fresh))
            self._local.searcher = fresh
        return fresh

    def _ask(self, question: Callable[[Searcher], T]) -> T | None:
        """Put a question to this thread's searcher; None when it cannot be answered."""
        failure: Exception | None = None
        for _ in range(_RETRIES):
            try:
                return question(self._searcher())
            except Exception as error:  # noqa: BLE001 - see `_doubt`: it tells a damaged index from an odd question
                failure = error
                self._local.searcher = None
        self._doubt(failure)
        return None

    def _doubt(self, failure: Exception | None) -> None:
        """After a failure: see whether the index itself is broken, or only this question was too much for it."""
        _log.warning("the search index gave no answer: %r", failure)
        with self._lock:
            self.close()
            self.state()

    def _write(self, change: Callable[[Writer], None], *, merge: bool = False) -> bool:
        """Change the index; False when it is not ready or somebody else is writing."""
        with self._lock:
            if self.state() != "ready":
                return False
            writer = None
            try:
                writer = self._index.writer(
                    limitmb=_MERGE_MB if merge else _WRITER_MB, timeout=_LOCK_SECONDS, compound=False
                )
                change(writer)
                writer.commit(merge=merge)
                seal.write_seal(self._folder, FORMAT)
            except whoosh_index.LockError:
                return False
            except Exception as error:  # noqa: BLE001 - a damaged index or a full disk can raise anything at all
                _log.warning("the search index cannot be written: %r", error)
                _cancel(writer)
                self._state = "unreadable"
                return False
            return True


def _replace(writer: Writer, documents: dict[str, Document]) -> None:
    _forget(writer, documents)
    for document in documents.values():
        for record in records(document):
            writer.add_document(**record)


def _forget(writer: Writer, article_ids: Iterable[str]) -> None:
    with writer.searcher() as searcher:
        for article_id in article_ids:
            writer.delete_by_query(wq.Term("article", article_id), searcher=searcher)


def _cancel(writer: Writer) -> None:
    """Let go of a writer that failed, so that its lock is free."""
    if writer is not None and not writer.is_closed:
        with suppress(Exception):  # it has failed already; what matters is that the lock is released below
            writer.cancel()
        if writer.writelock:
            with suppress(Exception):
                writer.writelock.release()


def _close(searcher: Searcher) -> None:
    with suppress(Exception):  # closing a searcher of a damaged index can raise anything, and changes nothing
        searcher.close()


def _starts(searcher: Searcher) -> array[int]:
    """The record numbers of one segment's articles, in order; kept with the segment's searcher."""
    kept: array[int] | None = getattr(searcher, "briefing_starts", None)
    if kept is None:
        matcher = wq.Term("form", ARTICLE).matcher(searcher, searcher.boolean_context())
        kept = searcher.briefing_starts = array("I", sorted(matcher.all_ids()))
    return kept


def _count_articles(searcher: Searcher) -> int:
    return sum(len(_starts(leaf)) for leaf, _ in searcher.leaf_searchers())


def _collect(searcher: Searcher, query: WhooshQuery, limit: int, seconds: float) -> tuple[BestOfEach, bool]:
    """Run a query; what was gathered, and whether time ran out."""
    collector = BestOfEach(limit, time.monotonic() + seconds, _starts)
    try:
        searcher.search_with_collector(query, collector, searcher.context(needs_current=True))
    except TimeLimit:
        return collector, True
    return collector, False


def _answer(searcher: Searcher, query: Query, explained: str, limit: int, seconds: float) -> EngineAnswer:
    collector, late = _collect(searcher, compiled(query), limit, seconds)
    words = wanted(query)
    hits = tuple(_hit(searcher, words, *ranked) for ranked in collector.best())
    advice = "" if hits else _advice(searcher, query)
    return EngineAnswer(hits, explained, collector.article_count, late, advice, query.corrected)


def _advice(searcher: Searcher, query: Query) -> str:
    deadline = time.monotonic() + _ADVICE_SECONDS

    def count(parts: tuple[Part, ...]) -> int:
        left = deadline - time.monotonic()
        if left <= 0:
            return 0
        found = conjunction(parts, statements_only=Query(parts).statements_only)
        return _collect(searcher, found, 0, left)[0].article_count

    return advise(query, count)


def _hit(searcher: Searcher, words: Wanted, score: float, number: int, is_article: bool) -> EngineHit:
    stored = searcher.stored_fields(number)
    text: str = stored["body"]
    spans = words.find(text)
    shown, marks = snippet(text, spans)
    if is_article:
        return EngineHit(stored["article"], None, shown, marks, spans, score)
    start, pieces = stored["place"]
    content = [Span(*piece) for piece in pieces] or [Span(start, start + len(text))]
    return EngineHit(stored["article"], start, shown, marks, tuple(in_article(spans, content, _JOINT)), score)
