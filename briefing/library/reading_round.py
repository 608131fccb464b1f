"""One round of reading: what changed on disk goes into the record and, a batch at a time, into the search index."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.library.attributing import Sparingly
from briefing.library.reading import Readings
from briefing.library.rows import FileRow, Kept, Reading
from briefing.library.store import Store
from briefing.library.survey import Scan, survey

_FLUSH_ARTICLES = 200
_FLUSH_SECONDS = 1.0
_FIRST_INDEX = 100  # the first ones are made searchable at once
_MOST_INDEX = 500  # later batches are larger, which is faster on the whole
_INDEX_SECONDS = 2.0
_INDEX_REST = 5.0  # how many times as long as indexing took to wait before it is done for the sake of time
_ALMOST = 0.95
_FEW = 10  # files that were changed by hand, and not copied by a program
_LOOK_REST = 5.0  # how many times as long as a look for changes between two articles took to wait before the next one


@dataclass(slots=True)
class Tally:
    """What came of the reading since the library was opened.

    Attributes:
        files: Files read.
        gone: Files that were there at the last time and are there no longer.
        back: Files that had gone and are there again.
        articles: What became of the articles.
        seconds: How long each stage took.
    """

    files: int = 0
    gone: int = 0
    back: int = 0
    articles: Kept = field(default_factory=Kept)
    seconds: dict[str, float] = field(default_factory=dict)

    def spent(self, stage: str, began: float) -> float:
        """Note the time since a moment; give it."""
        took = time.monotonic() - began
        self.seconds[stage] = self.seconds.get(stage, 0.0) + took
        return took


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a round is.

    Attributes:
        done: Files read.
        total: Files to read.
        articles: Articles found in them.
        share: About how much of all bytes is done, 0 to 1.
    """

    done: int
    total: int
    articles: int
    share: float


class ReadingRound:
    """Reads what changed below some roots.

    Args:
        store: The record.
        scanner: What finds the files.
        begin: What begins to read files.
        report: Told how far it is.
        note: Told, in one sentence, what went wrong and belongs to no file.
        index: Makes searchable what is in the record.
        put_first: Makes a few articles searchable before what else is in the record.
        looks: Says how often it was told that something may have changed.
        closing: Whether to stop at once.
        tally: Where to count.
    """

    def __init__(
        self,
        store: Store,
        *,
        scanner: Scan,
        begin: Callable[[Sequence[FileRow]], Readings],
        report: Callable[[HowFar], None],
        note: Callable[[str], None],
        index: Callable[[], None],
        put_first: Callable[[Sequence[str]], None],
        looks: Callable[[], int],
        closing: Callable[[], bool],
        tally: Tally,
    ) -> None:
        self._store = store
        self._scan = scanner
        self._begin = begin
        self._report = report
        self._note = note
        self._index = index
        self._put_first = put_first
        self._looks = looks
        self._seen = looks()
        self._look_between = Sparingly(self._read_between, rest=_LOOK_REST)
        self._roots: Sequence[Path] = ()
        self._closing = closing
        self._tally = tally
        self._unindexed = 0
        self._step = _FIRST_INDEX
        self._index_due = 0.0

    def run(self, roots: Sequence[Path]) -> None:
        """Compare, then read what is new or changed, the newest file first."""
        began = time.monotonic()
        self._roots = roots
        found = survey(roots, self._store.files(), self._scan, self._closing)
        self._tally.spent("looking", began)
        if found is None:
            return
        for sentence in found.problems:
            self._note(sentence)
        if found.vanished:
            self._store.mark_gone(found.vanished)
        if found.back:
            self._store.mark_back(found.back)
        if found.touched:
            self._store.touch(found.touched)
        self._tally.gone += len(found.vanished)
        self._tally.back += len(found.back)
        if found.changed:
            began = time.monotonic()
            self._read(found.changed)
            self._tally.spent("reading", began)

    def _read(self, files: Sequence[FileRow]) -> None:
        course = _Course(files)
        self._under_way = set(map(_stamp, files))
        self._report(course.how_far())
        batch: list[Reading] = []
        articles, written = 0, time.monotonic()
        readings = self._begin(files)
        try:
            for piece in readings:
                if self._closing():
                    return
                course.note(piece)
                self._report(course.how_far())
                batch.append(piece)
                articles += len(piece.articles)
                if articles >= min(_FLUSH_ARTICLES, self._step) or time.monotonic() - written > _FLUSH_SECONDS:
                    self._write(batch)
                    batch, articles, written = [], 0, time.monotonic()
                if self._seen != self._looks():
                    self._look_between()
        finally:
            readings.close()
        if not self._closing():
            self._write(batch, few=len(files) <= _FEW)
            if readings.failure is not None:
                self._note(readings.failure)

    def _read_between(self) -> None:
        """Read what has changed since all began, when that is little: whoever changed it waits for no others."""
        self._seen = self._looks()
        found = survey(self._roots, self._store.files(), self._scan, self._closing)
        files = [file for file in found.changed if _stamp(file) not in self._under_way] if found else []
        if not 0 < len(files) <= _FEW:
            return  # the next round reads them
        self._under_way.update(map(_stamp, files))
        readings = self._begin(files)
        try:
            pieces = list(readings)
        finally:
            readings.close()
        if not self._closing():
            self._write(pieces, few=True)

    def _write(self, batch: list[Reading], *, few: bool = False) -> None:
        """Put a batch into the record.

        Args:
            batch: What was read.
            few: It is all that changed at one time, as far as that is known: it is to be found at once.
        """
        kept = self._store.keep(batch)
        if few:
            self._put_first(kept.ids)
        self._tally.articles += kept
        self._tally.files += sum(piece.last for piece in batch)
        self._unindexed += kept.new + kept.changed + kept.removed
        now = time.monotonic()
        if self._unindexed >= self._step or (self._unindexed and now >= self._index_due):
            self._index()
            took = time.monotonic() - now
            self._unindexed, self._step = 0, min(_MOST_INDEX, 2 * self._step)
            self._index_due = now + took + max(_INDEX_SECONDS, _INDEX_REST * took)


def _stamp(file: FileRow) -> tuple[str, int, int]:
    """What tells a file from what it will be when it has changed."""
    return file.path, file.size, file.mtime_ns


class _Course:
    """How far the reading of some files is, by their bytes; inside a file, by the length of the texts found in it."""

    def __init__(self, files: Sequence[FileRow]) -> None:
        self._total = len(files)
        self._bytes = sum(file.size for file in files)
        self._read = 0
        self._open: dict[str, int] = {}
        self._done = 0
        self._articles = 0

    def note(self, piece: Reading) -> None:
        """Take a piece into account."""
        file = piece.file
        self._articles += len(piece.articles)
        if piece.last:
            self._open.pop(file.path, None)
            self._done += 1
            self._read += file.size
        else:
            so_far = self._open.get(file.path, 0) + sum(len(article.text) for article in piece.articles)
            self._open[file.path] = min(so_far, int(_ALMOST * file.size))

    def how_far(self) -> HowFar:
        """How far it is."""
        share = (self._read + sum(self._open.values())) / self._bytes if self._bytes else 0.0
        return HowFar(self._done, self._total, self._articles, min(1.0, share))


__all__ = ["HowFar", "ReadingRound", "Tally"]
