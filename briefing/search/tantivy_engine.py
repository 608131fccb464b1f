"""The engine for large libraries: tantivy, which the extra `briefing[large]` brings.

It finds and counts in compiled code, without holding up the screen's thread, and answers for hundreds of thousands of
articles as fast as one types. As with every engine, its index is a cache: whatever is odd about it, it is built anew.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from briefing.search import seal
from briefing.search import tantivy_answer as answer
from briefing.search.engine import NO_MARKS, Document, EngineAnswer, Facets, Marks, Only, State, Suggestion
from briefing.search.tantivy_files import BusyError, Files, View, in_use
from briefing.search.tantivy_match import Form
from briefing.search.tantivy_schema import FORMAT
from briefing.search.tree import FieldName, Query

_log = logging.getLogger(__name__)

_BATCH = 5_000
_RETRIES = 3

T = TypeVar("T")


class TantivyEngine:
    """Articles and statements in two tantivy indexes that are read and written as one.

    Args:
        folder: Their own folder, inside the user's data directory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: Files | None = None
        self._state: State | None = None
        self._lock = threading.RLock()
        self._writing = threading.Lock()

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
        return self.state()

    def state(self) -> State:
        """Whether the index can be asked; the first call looks at its files once, to see that they are whole."""
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
        return self._write(lambda files: files.write({*gone, *latest}, latest.values()))

    def remove(self, article_ids: Collection[str]) -> bool:
        """Forget articles and their statements."""
        return self.replace(article_ids, ()) if article_ids else True

    def tidy(self) -> bool:
        """Let small pieces be joined."""
        return self._write(Files.tidy)

    def clear(self) -> bool:
        """Begin again with an empty index, whatever was there."""
        with self._writing, self._lock:
            self.close()
            try:
                Files.create(self._folder)
                self._files = Files(self._folder)
            except BaseException as error:  # noqa: BLE001 - see `_harmless`: a panic of tantivy is not an Exception
                self._state = "unreadable"
                _log.warning("the search index cannot be made anew: %r", _harmless(error))
                return False
            self._state = "ready"
            return True

    def count(self) -> int:
        """How many articles the index holds; 0 when it cannot be read."""
        return self._ask(lambda view: view.of(Form.ARTICLE).num_docs) or 0

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
            self._files = None
            self._state = None

    def _examine(self) -> State:
        """Look at the folder and open the index."""
        if not self._folder.is_dir() or not seal.seal_of(self._folder).exists():
            return "missing"
        if not seal.is_ours(self._folder):
            return "unreadable"
        if seal.read_seal(self._folder).get("format") != FORMAT:
            return "stale"
        return "ready" if seal.is_unbroken(self._folder) and self._can_be_opened() else "unreadable"

    def _can_be_opened(self) -> bool:
        """Open the index; False when something of it is missing or broken."""
        try:
            if not seal.is_whole(self._folder, in_use(self._folder)):
                return False
            self._files = Files(self._folder)
        except BaseException as error:  # noqa: BLE001 - a damaged index can raise anything at all; it is made anew
            _log.warning("the search index cannot be opened: %r", _harmless(error))
            return False
        return True

    def _latest(self) -> View | None:
        with self._lock:
            files = self._files if self.state() == "ready" else None
        return files.latest() if files is not None else None

    def _ask(self, question: Callable[[View], T]) -> T | None:
        """Put a question to the index as it stands; None when it cannot be answered."""
        failure: BaseException | None = None
        for _ in range(_RETRIES):
            try:
                view = self._latest()
                return question(view) if view is not None else None
            except BaseException as error:  # noqa: BLE001 - see `_doubt`: a damaged index or an odd question
                failure = _harmless(error)
        self._doubt(failure)
        return None

    def _doubt(self, failure: BaseException | None) -> None:
        """After a failure: see whether the index itself is broken, or only this question was too much for it."""
        _log.warning("the search index gave no answer: %r", failure)
        with self._lock:
            self.close()
            self.state()

    def _write(self, change: Callable[[Files], None]) -> bool:
        """Change the index; False when it is not ready or somebody else is writing. Questions go on meanwhile."""
        with self._writing:
            with self._lock:
                files = self._files if self.state() == "ready" else None
            if files is None:
                return False
            try:
                change(files)
            except BusyError:
                return False
            except BaseException as error:  # noqa: BLE001 - a damaged index or a full disk can raise anything at all
                _log.warning("the search index cannot be written: %r", _harmless(error))
                with self._lock:
                    self._files = None
                    self._state = "unreadable"
                return False
            return True


def _harmless(error: BaseException) -> BaseException:
    """An error of the engine's; anything else that is no Exception, such as Ctrl-C, goes on its way."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return error
    raise error


__all__ = ["TantivyEngine"]
