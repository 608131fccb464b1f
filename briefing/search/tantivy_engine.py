"""The engine for large libraries: tantivy, which the extra `briefing[large]` brings.

It finds and counts in compiled code, without holding up the screen's thread, and answers for hundreds of thousands of
articles as fast as one types. As with every engine, its index is a cache: whatever is odd about it, it is built anew.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from pathlib import Path

from briefing.search import seal
from briefing.search import tantivy_answer as answer
from briefing.search.engine import Document
from briefing.search.held import HeldEngine
from briefing.search.tantivy_files import BusyError, Files, View, in_use
from briefing.search.tantivy_schema import FORMAT

_log = logging.getLogger(__name__)

_BATCH = 5_000


class TantivyEngine(HeldEngine[View]):
    """Articles and statements in two tantivy indexes that are read and written as one.

    Args:
        folder: Their own folder, inside the user's data directory.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, answers=lambda: answer, form=FORMAT, batch=_BATCH)
        self._files: Files | None = None
        self._writing = threading.Lock()

    def replace(self, gone: Collection[str], documents: Collection[Document]) -> bool:
        """Forget some articles and index others, in one commit."""
        latest = {document.article_id: document for document in documents}
        return self._write(lambda files: files.write({*gone, *latest}, latest.values()))

    def tidy(self, told: Callable[[], None] = lambda: None) -> bool:
        """Let small pieces be joined, which is one step here."""
        if done := self._write(Files.tidy):
            told()
        return done

    def clear(self) -> bool:
        """Begin again with an empty index, whatever was there."""
        with self._writing, self._lock:
            self.close()
            try:
                Files.create(self._folder)
                self._files = Files(self._folder)
            except BaseException as error:  # noqa: BLE001 - see `_harmless`: a panic of tantivy is not an Exception
                self._state = "unreadable"
                _log.warning("the search index cannot be made anew: %r", self._harmless(error))
                return False
            self._state = "ready"
            return True

    def close(self) -> None:
        """Let go of the index; it opens again by itself when it is asked."""
        with self._lock:
            self._files = None
            self._state = None

    def _is_there(self) -> bool:
        return seal.seal_of(self._folder).exists()

    def _can_be_opened(self) -> bool:
        """Open the index; False when something of it is missing or broken."""
        try:
            if not seal.is_whole(self._folder, in_use(self._folder)):
                return False
            self._files = Files(self._folder)
        except BaseException as error:  # noqa: BLE001 - a damaged index can raise anything at all; it is made anew
            _log.warning("the search index cannot be opened: %r", self._harmless(error))
            return False
        return True

    def _harmless(self, error: BaseException) -> BaseException:
        """A panic of tantivy is not an Exception, and just as harmless."""
        return error if type(error).__name__ == "PanicException" else super()._harmless(error)

    def _view(self) -> View | None:
        with self._lock:
            files = self._files if self.state() == "ready" else None
        return files.latest() if files is not None else None

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
                _log.warning("the search index cannot be written: %r", self._harmless(error))
                with self._lock:
                    self._files = None
                    self._state = "unreadable"
                return False
            return True


__all__ = ["TantivyEngine"]
