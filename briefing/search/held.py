"""What every engine with an index in a folder of its own does alike: its state, its questions, its doubts.

An engine says how its index is opened, written and begun again, and which module answers; all the rest stands here.
"""

from __future__ import annotations

import logging
import shutil
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from briefing.search import seal
from briefing.search.engine import NO_MARKS, Document, EngineAnswer, Facets, Marks, Only, State, Suggestion
from briefing.search.tree import FieldName, Query

_log = logging.getLogger(__name__)

_RETRIES = 3

T = TypeVar("T")
View = TypeVar("View")
View_contra = TypeVar("View_contra", contravariant=True)


class Answers(Protocol[View_contra]):
    """The module that answers an engine's questions; see the methods of `SearchEngine` of the same names.

    The first argument of each is the index as it stands.
    """

    def count(self, view: View_contra, /) -> int:
        """How many articles there are."""
        ...

    def search(
        self,
        view: View_contra,
        /,
        *,
        query: Query,
        only: Only,
        limit: int,
        among: int | None,
        marks: Marks,
        seconds: float,
    ) -> EngineAnswer:
        """The best matches of a query."""
        ...

    def matching(self, view: View_contra, /, *, query: Query, marks: Marks, seconds: float) -> frozenset[str]:
        """The ids of all articles that match."""
        ...

    def facets(
        self, view: View_contra, /, *, query: Query, only: Only, marks: Marks, most: int, seconds: float
    ) -> Facets:
        """How the matches of a query spread."""
        ...

    def suggest(
        self, view: View_contra, /, *, beginning: str, field: FieldName | None, limit: int
    ) -> tuple[Suggestion, ...]:
        """Words or names that begin so."""
        ...

    def did_you_mean(self, view: View_contra, /, *, words: Collection[str]) -> Mapping[str, str]:
        """What was probably meant by words that stand nowhere."""
        ...

    def more_like(
        self, view: View_contra, /, *, article_id: str, statement: int | None, limit: int, seconds: float
    ) -> EngineAnswer:
        """What shares the distinctive words of an article or a statement."""
        ...


class HeldEngine(ABC, Generic[View]):
    """The base of the engines.

    Args:
        folder: The index's own folder, inside the user's data directory.
        answers: Loads what answers its questions, which most commands never ask.
        form: The format of its index; one of another is stale.
        batch: How many articles are committed together.
    """

    def __init__(self, folder: Path, *, answers: Callable[[], Answers[View]], form: int | str, batch: int) -> None:
        self._folder = folder
        self._load = answers
        self._form = form
        self._batch = batch
        self._state: State | None = None
        self._lock = threading.RLock()

    @property
    def folder(self) -> Path:
        """The index's own folder."""
        return self._folder

    @property
    def _answers(self) -> Answers[View]:
        return self._load()

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
        while batch := list(islice(stream, self._batch)):
            if not self.replace((), batch):
                return False
        return True

    @abstractmethod
    def replace(self, gone: Collection[str], documents: Collection[Document]) -> bool:
        """Forget some articles and index others, in one commit."""

    def remove(self, article_ids: Collection[str]) -> bool:
        """Forget articles and their statements."""
        return self.replace(article_ids, ()) if article_ids else True

    def count(self) -> int:
        """How many articles the index holds; 0 when it cannot be read."""
        return self._ask(self._answers.count) or 0

    def search(
        self,
        query: Query,
        *,
        only: Only = Only.ALL,
        limit: int = 50,
        among: int | None = None,
        marks: Marks = NO_MARKS,
        seconds: float = 0.7,
    ) -> EngineAnswer:
        """Find articles and statements, in one ranked list; see `SearchEngine.search`."""
        asked = partial(
            self._answers.search, query=query, only=only, limit=limit, among=among, marks=marks, seconds=seconds
        )
        found = self._ask(asked)
        return EngineAnswer(failed=True) if found is None else found

    def matching(self, query: Query, *, marks: Marks = NO_MARKS, seconds: float = 5.0) -> frozenset[str]:
        """The ids of all articles that match, by themselves or through a statement."""
        return self._ask(partial(self._answers.matching, query=query, marks=marks, seconds=seconds)) or frozenset()

    def facets(
        self, query: Query, *, only: Only = Only.ALL, marks: Marks = NO_MARKS, most: int = 12, seconds: float = 0.7
    ) -> Facets:
        """How the matches of a query spread."""
        asked = partial(self._answers.facets, query=query, only=only, marks=marks, most=most, seconds=seconds)
        return self._ask(asked) or Facets()

    def suggest(self, beginning: str, *, field: FieldName | None = None, limit: int = 8) -> tuple[Suggestion, ...]:
        """Words or names that begin so, most frequent first."""
        return self._ask(partial(self._answers.suggest, beginning=beginning, field=field, limit=limit)) or ()

    def did_you_mean(self, words: Collection[str]) -> Mapping[str, str]:
        """For words that no record holds, what was probably meant."""
        return self._ask(partial(self._answers.did_you_mean, words=words)) or {}

    def more_like(
        self, article_id: str, statement: int | None = None, *, limit: int = 20, seconds: float = 0.7
    ) -> EngineAnswer:
        """What shares the distinctive words of an article or a statement."""
        answers = self._answers
        asked = partial(answers.more_like, article_id=article_id, statement=statement, limit=limit, seconds=seconds)
        return self._ask(asked) or EngineAnswer(failed=True)

    @abstractmethod
    def close(self) -> None:
        """Let go of the index; it opens again by itself when it is asked."""

    @abstractmethod
    def _is_there(self) -> bool:
        """Whether the folder, which is one, holds anything of an index."""

    @abstractmethod
    def _can_be_opened(self) -> bool:
        """Open the index; False when something of it is missing or broken."""

    @abstractmethod
    def _view(self) -> View | None:
        """The index as it stands; None when it cannot be asked."""

    def _harmless(self, error: BaseException) -> BaseException:
        """An error of the engine's; anything else, such as Ctrl-C, goes on its way."""
        if isinstance(error, Exception):
            return error
        raise error

    def _examine(self) -> State:
        """Look at the folder and open the index."""
        if not self._folder.is_dir() or not self._is_there():
            return "missing"
        if not seal.is_ours(self._folder):
            return "unreadable"
        if seal.read_seal(self._folder).get("format") != self._form:
            return "stale"
        return "ready" if seal.is_unbroken(self._folder) and self._can_be_opened() else "unreadable"

    def _ask(self, question: Callable[[View], T]) -> T | None:
        """Put a question to the index; None when it cannot be answered."""
        failure: BaseException | None = None
        for _ in range(_RETRIES):
            try:
                view = self._view() if self.state() == "ready" else None
                return None if view is None else question(view)
            except BaseException as error:  # noqa: BLE001 - see `_doubt`: it tells a damaged index from an odd question
                failure = self._harmless(error)
        self._doubt(failure)
        return None

    def _doubt(self, failure: BaseException | None) -> None:
        """After a failure: see whether the index itself is broken, or only this question was too much for it."""
        _log.warning("the search index gave no answer: %r", failure)
        with self._lock:
            self.close()
            if self.state() == "ready" and not self._can_be_read():
                self._state = "unreadable"

    def _can_be_read(self) -> bool:
        """Whether all of it can be read, and not only opened."""
        try:
            return self._view() is not None
        except BaseException as error:  # noqa: BLE001 - a damaged index can raise anything at all; it is made anew
            _log.warning("the search index cannot be read: %r", self._harmless(error))
            return False


def emptied(folder: Path) -> None:
    """Make a folder empty and ours alone, whatever was there.

    Raises:
        OSError: It cannot be.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True)


__all__ = ["Answers", "HeldEngine", "emptied"]
