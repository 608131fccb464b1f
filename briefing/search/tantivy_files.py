"""The two indexes as one: committed together, and only ever read as they were committed together."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from briefing.search import seal
from briefing.search.engine import Document
from briefing.search.held import emptied
from briefing.search.tantivy_match import Form
from briefing.search.tantivy_schema import FORMAT, article_schema, plain, rows, statement_schema
from briefing.search.vocabulary import Vocabulary

_MEMORY = {Form.ARTICLE: 96_000_000, Form.STATEMENT: 48_000_000}  # bytes that a writer gathers before it writes a piece
_LOCK_SECONDS = 10.0
_SETTLE_SECONDS = 2.0
_PAUSE = 0.02
_TRIES = 20
_UNSURE = "unsure.json"
_LETTERS = [letter for letter in map(chr, range(0x1100)) if letter.isalnum() and letter == letter.lower()]


class OddIndexError(Exception):
    """The two indexes do not belong together, or not to us; never leaves the engine."""


class BusyError(Exception):
    """Another process is writing; never leaves the engine."""


@dataclass(frozen=True)
class View:
    """Both indexes as they stood at one time; any thread may ask it.

    Attributes:
        version: Which seal it was opened under.
        articles: Reads the articles.
        statements: Reads the statements.
    """

    version: tuple[int, ...]
    articles: tantivy.Searcher
    statements: tantivy.Searcher

    def of(self, form: Form) -> tantivy.Searcher:
        """One of the two."""
        return self.articles if form is Form.ARTICLE else self.statements

    @cached_property
    def vocabularies(self) -> list[Vocabulary]:
        """The words of both in alphabets, gathered when a word is first looked for that stands nowhere.

        Letter by letter: tantivy holds up every thread while it lists words, and all of them at once for too long.
        """
        found = []
        for searcher in (self.articles, self.statements):
            counted = [one for letter in _LETTERS for one in searcher.terms_with_prefix("words", letter)]
            counted = sorted(one for one in counted if one[0].isalnum())  # they come the most frequent first
            found.append(Vocabulary((word for word, _ in counted), (count for _, count in counted)))
        return found


class Files:
    """The two indexes in their folder.

    Args:
        folder: Where they live.

    Raises:
        ValueError: One of them cannot be opened.
        OddIndexError: They are not whole, or do not belong together.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._indexes = {form: tantivy.Index.open(str(folder / form.value)) for form in Form}
        for index in self._indexes.values():
            index.config_reader("manual")
        self._lock = threading.Lock()
        self._view: View | None = None
        self._mend()
        self.latest()

    @staticmethod
    def create(folder: Path) -> None:
        """Make an empty folder of indexes, whatever was there.

        Raises:
            OSError: It cannot be written.
        """
        emptied(folder)
        for form, schema in ((Form.ARTICLE, article_schema()), (Form.STATEMENT, statement_schema())):
            (folder / form.value).mkdir(mode=0o700)
            tantivy.Index(schema, str(folder / form.value))
        _seal(folder)

    def latest(self) -> View:
        """What was committed last.

        Raises:
            OSError: The folder is gone.
            OddIndexError: The indexes do not belong together, and nobody is just writing them.
        """
        version = _version(self._folder)
        if self._view is not None and self._view.version == version:
            return self._view
        with self._lock:
            end = time.monotonic() + _SETTLE_SECONDS
            while True:
                fresh = self._opened()
                if fresh is not None:
                    self._view = fresh
                    return fresh
                if self._view is not None:
                    return self._view  # somebody is just committing: what stood before is right until that is done
                if time.monotonic() > end:
                    raise OddIndexError
                time.sleep(_PAUSE)

    def write(self, gone: Iterable[str], documents: Iterable[Document]) -> None:
        """Forget some articles and index others; both indexes are committed, then sealed together.

        Raises:
            BusyError: Another process is writing.
            ValueError: The index cannot be written.
            OSError: Its seal cannot be written.
        """
        writers = self._writers()
        ids = [plain(article_id) for article_id in gone]
        _forget(writers, ids)
        for document in documents:
            form = Form.ARTICLE
            for row in rows(document):
                writers[form].add_document(row)
                form = Form.STATEMENT
        self._commit(writers, ids)
        self._settle(writers)

    def tidy(self) -> None:
        """Let the small pieces of both indexes be joined.

        Raises:
            BusyError: Another process is writing.
        """
        self._settle(self._writers())

    def _settle(self, writers: dict[Form, tantivy.IndexWriter]) -> None:
        """Wait until pieces that are being joined are, and seal the new ones."""
        for writer in writers.values():
            writer.wait_merging_threads()
        _seal(self._folder)

    def _commit(self, writers: dict[Form, tantivy.IndexWriter], ids: list[str]) -> None:
        """Commit both, noting first which articles are unsure until that is done."""
        unsure = self._folder / _UNSURE
        unsure.write_text(json.dumps(ids), "utf-8")
        for writer in writers.values():
            writer.commit()
        _seal(self._folder)
        unsure.unlink(missing_ok=True)

    def _mend(self) -> None:
        """Forget what a writer was committing when it was killed: the library, which was not told, adds it again."""
        unsure = self._folder / _UNSURE
        if not unsure.exists() or _is_sealed(self._folder):
            return
        try:
            writers = self._writers(seconds=0.0)
        except BusyError:
            return  # it is alive
        if not _is_sealed(self._folder):
            ids = [str(one) for one in json.loads(unsure.read_text("utf-8"))]
            _forget(writers, ids)
            self._commit(writers, ids)
        self._settle(writers)

    def _writers(self, seconds: float | None = None) -> dict[Form, tantivy.IndexWriter]:
        """Writers of both; whoever has that of the articles keeps every other process from writing."""
        end = time.monotonic() + (_LOCK_SECONDS if seconds is None else seconds)
        while True:
            try:
                return {form: index.writer(_MEMORY[form], 1) for form, index in self._indexes.items()}
            except ValueError as error:
                if "lock" not in str(error).casefold():
                    raise
                if time.monotonic() > end:
                    raise BusyError from error
            time.sleep(_PAUSE)

    def _opened(self) -> View | None:
        """Both indexes as they stand, or None when they are just being changed."""
        version, commits = _version(self._folder), _commits(self._folder)
        if not _is_sealed(self._folder):
            return None
        for index in self._indexes.values():
            index.reload()
        view = View(version, self._indexes[Form.ARTICLE].searcher(), self._indexes[Form.STATEMENT].searcher())
        unchanged = _version(self._folder) == version and _commits(self._folder) == commits
        return view if unchanged else None


def in_use(folder: Path) -> list[str]:
    """The names of the pieces that both indexes consist of, as the seal begins the names of their files."""
    found = []
    for form in Form:
        for segment in _meta(folder, form)["segments"]:
            found.append(f"{form.value}/{str(segment['segment_id']).replace('-', '')}")
    return found


def _seal(folder: Path) -> None:
    """Note what belongs together. Other pieces may just be growing, as small ones are joined behind our back."""
    for tried in range(_TRIES):
        try:
            seal.write_seal(folder, FORMAT, _commits(folder), in_use(folder))
        except FileNotFoundError:  # a piece was joined to others, and is gone, since we asked what there is
            if tried == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _is_sealed(folder: Path) -> bool:
    return seal.read_seal(folder).get("commits") == _commits(folder)


def _forget(writers: Mapping[Form, tantivy.IndexWriter], ids: Iterable[str]) -> None:
    for article_id in ids:
        for writer in writers.values():
            writer.delete_documents_by_term("article", article_id)


def _commits(folder: Path) -> list[int]:
    return [_meta(folder, form)["opstamp"] for form in Form]


def _meta(folder: Path, form: Form) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / form.value / "meta.json").read_text("utf-8"))
    return found


def _version(folder: Path) -> tuple[int, ...]:
    found = seal.seal_of(folder).stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


__all__ = ["BusyError", "Files", "OddIndexError", "View", "in_use"]
