"""The background work: read what changed, make it searchable, then find out who said what.

It runs in a thread of its own, one library at a time: whoever comes second, in this process or another, looks on until
the first has finished. Everything is written as it is found, so it can be killed at any moment and picks up from there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError
from briefing.library.index import Index
from briefing.library.indexing import Indexing
from briefing.library.lock import Lock
from briefing.library.reading import Readings
from briefing.library.reading_round import HowFar, ReadingRound, Tally
from briefing.library.rounds import Calls, Rounds
from briefing.library.rows import FileRow
from briefing.library.store import Store
from briefing.library.survey import Scan

_LOOK_SECONDS = 0.2
_CLOSE_SECONDS = 0.3
_UNTIDY = 24  # pieces that an index may have grown by before they are joined: many are slower to search
_UNTIDY_AT_REST = 6  # the same while there is nothing else to do
_MOST_UNTIDY = 96  # the same before it is no more left off for whatever else is to be done

Begin = Callable[[Sequence[FileRow]], Readings]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the background work is at.

    Attributes:
        name: "reading", "indexing", "attributing" or "idle".
        done: Articles (while reading: files) finished in this stage.
        total: How many there are to do in this stage.
        articles: While reading: the articles found in the files.
        share: While reading: about how much is done, 0 to 1.
        since: When the stage began, on the clock that `time.monotonic` reads.
        elsewhere: Somebody else is at work on this library; this is as far as can be told.
    """

    name: str = "idle"
    done: int = 0
    total: int = 0
    articles: int = 0
    share: float | None = None
    since: float = 0.0
    elsewhere: bool = False


class Ingest:
    """The background work of one open library.

    Args:
        store: The record.
        index: The search index.
        lock: The file that says who is at work on this library.
        indexing: What brings the index up to the record.
        rounds: What finds statements.
        scanner: The intake's scan.
        begin: What begins to read files.
        version: Which attribution the workers are.
    """

    def __init__(
        self,
        store: Store,
        index: Index,
        lock: Path,
        *,
        indexing: Indexing,
        rounds: Rounds,
        scanner: Scan,
        begin: Begin,
        version: str,
    ) -> None:
        self._store = store
        self._index = index
        self._indexing = indexing
        self._lock = Lock(lock)
        self._rounds = rounds
        self._scan = scanner
        self._begin = begin
        self._version = version
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._attribute = False
        self._again = False
        self._rebuild = False
        self._stays = False
        self._closing = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._readings: list[Readings] = []
        self._looks = 0  # how often it was said that there may be something new
        self._surveyed = -1  # how many roots were looked through last
        self._tally = Tally()
        self._stage = Stage()
        self._notes: tuple[str, ...] = ()  # what went wrong and belongs to no file
        self._lasting: tuple[str, ...] = ()  # what is so while the library is open
        self._problems: tuple[str, ...] | None = None

    def start(self, *, attribute: bool = True, rebuild: bool = False) -> None:
        """Begin, or look at the folders once more when at work already.

        Args:
            attribute: Whether to find statements; once asked for, it stays so.
            rebuild: Throw the search index away first.
        """
        with self._guard:
            if self._closing.is_set():
                return
            self._attribute = self._attribute or attribute
            self._rebuild = self._rebuild or rebuild
            self._again = True
            self._looks += 1
            self._rounds.wake()
            self._indexing.make_way()
            if self._idle.is_set():
                self._idle.clear()
                self._stage = Stage("reading")
                self._thread = threading.Thread(target=self._run, name="briefing-ingest", daemon=True)
                self._thread.start()

    def stay(self) -> None:
        """The library stays open for questions: what the first of them would wait for is worth preparing."""
        self._stays = self._rounds.on_screen = True

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until there is nothing left to do; False when the time ran out first."""
        return self._idle.wait(timeout)

    def stage(self) -> Stage:
        """What it is at."""
        return self._stage

    def problems(self) -> tuple[str, ...]:
        """One sentence for each thing that went wrong."""
        if self._problems is None:
            self._problems = (
                *self._store.problems(),
                *self._store.findings.failures(),
                *self._lasting,
                *self._notes,
            )
        return self._problems

    def tally(self) -> Tally:
        """What came of the reading since the library was opened."""
        return self._tally

    def note(self, sentence: str) -> None:
        """Tell something that is so while the library is open."""
        if sentence not in self._lasting:
            self._lasting = (*self._lasting, sentence)
            self._problems = None

    def prefer(self, article: str) -> None:
        """Look at this article before all others."""
        self._rounds.prefer(article)

    def close(self) -> bool:
        """Stop at once; True when the thread has ended, False when it will at its next step."""
        with self._guard:
            self._closing.set()
            readings, thread = tuple(self._readings), self._thread
        for each in readings:
            each.close()
        self._rounds.close()
        self._indexing.close()
        if thread is not None:
            thread.join(_CLOSE_SECONDS)
            return not thread.is_alive()
        return True

    # In the thread

    def _run(self) -> None:
        while self._wanted():
            try:
                if self._my_turn():
                    self._turn()
            except BriefingError as error:
                self._note(str(error))
            # Nobody is above a thread to catch what nobody thought of: it is told, and the library stays open.
            except Exception as error:  # noqa: BLE001
                what = f"{type(error).__name__}: {error}"
                self._note(f"The background work on {self._store.path} stopped ({what}): open the library again.")

    def _wanted(self) -> bool:
        """Whether there is another turn to take; when not, nobody can ask this thread for one any more."""
        with self._guard:
            wanted, self._again = self._again and not self._closing.is_set(), False
            if not wanted:
                if self._closing.is_set():
                    self._index.close()  # whoever closed the library may not have waited for this thread
                self._lock.give()
                self._stage = Stage()
                self._idle.set()
            return wanted

    def _my_turn(self) -> bool:
        """Wait until nobody else is at work here; False when there is nothing left to do then."""
        while not self._lock.take():
            counts = self._store.counts(0.0)
            surveyed = int(self._store.meta("surveyed") or 0) >= len(self._store.roots())
            self._stage = (
                Stage("attributing", counts.looked_at, counts.articles, elsewhere=True)
                if surveyed and counts.pending
                else Stage("reading", articles=counts.articles, elsewhere=True)
            )
            if surveyed and not self._attribute:
                return False  # the other one has read what is to be read, and goes on to what nobody here asked for
            if self._closing.wait(_LOOK_SECONDS):
                return False
        return True

    def _turn(self) -> None:
        """Read, index, attribute."""
        self._notes, self._problems = (), None
        self._take_in()
        for what in (self._attribute_pending, self._settle):
            if not self._closing.is_set() and not what():
                with self._guard:
                    self._again = True
        if not self._is_wanted():
            self._bring_index_up()
        if not self._is_wanted():
            self._tidy(told=True, enough=_UNTIDY_AT_REST if self._stays else _UNTIDY)
        if not self._is_wanted() and self._stays:
            self._index.warm()

    def _is_wanted(self) -> bool:
        """Whether there is something else to do than what can wait."""
        return self._again or self._closing.is_set()

    def _take_in(self) -> None:
        """Read and index what changed, and once more when the library has been given more meanwhile."""
        while not self._closing.is_set():
            with self._guard:
                self._again = False
            if self._rebuild:
                self._rebuild = False
                self._index.discard()
            roots = self._store.roots()
            self._stage = Stage("reading", since=time.monotonic())
            self._round().run(roots)
            self._readings.clear()
            self._problems = None
            self._bring_index_up()
            if self._closing.is_set():
                return
            self._surveyed = len(roots)
            if self._store.meta("surveyed") != len(roots):
                self._store.set_meta("surveyed", len(roots))
            if not self._again and len(self._store.roots()) <= len(roots):
                return

    def _round(self) -> ReadingRound:
        return ReadingRound(
            self._store,
            scanner=self._scan,
            begin=self._begin_reading,
            report=self._report_reading,
            note=self._note,
            index=lambda: self._bring_index_up(told=False),
            put_first=self._put_first,
            looks=lambda: self._looks,
            closing=self._closing.is_set,
            tally=self._tally,
        )

    def _begin_reading(self, files: Sequence[FileRow]) -> Readings:
        readings = self._begin(files)
        with self._guard:
            self._readings.append(readings)
        if self._closing.is_set():
            readings.close()
        return readings

    def _put_first(self, articles: Sequence[str]) -> None:
        """Let a few articles be found, and looked at, before all others."""
        self._indexing.put_first(articles)
        if len(articles) < self._store.pending():
            for article in articles:
                self._rounds.prefer(article)

    def _report_reading(self, far: HowFar) -> None:
        self._stage = Stage("reading", far.done, far.total, far.articles, far.share, self._stage.since)
        self._problems = None

    def _bring_index_up(self, *, told: bool = True) -> None:
        """Make what is in the record searchable, unless something else is to be done; a failure is told.

        Args:
            told: Whether it is a stage of its own, and not a part of another.
        """
        before, began = self._stage, time.monotonic()
        total = self._index.behind()
        if total == 0:
            return
        total = self._store.counts(0.0).articles if total is None else total

        def report(done: int) -> None:
            if told:
                self._stage = Stage("indexing", min(done, total), total, since=began)

        report(0)
        self._store.set_meta("untidy", int(self._store.meta("untidy") or 0) + 1)
        if not self._indexing.catch_up(self._closing.is_set, report, self._is_wanted):
            unwritable = f"The search index beside {self._store.path} cannot be written now: it will be made up later."
            self._note(self._indexing.failure or unwritable)
        self._tally.spent("indexing", began)
        self._stage = before

    def _tidy(self, *, told: bool, enough: int) -> None:
        """Put the index in order, which takes a while, whenever it has been added to many times.

        Args:
            told: Whether it is a stage of its own.
            enough: So many times; where those are few, it makes way at once for whatever else is to be done.
        """
        untidy = int(self._store.meta("untidy") or 0)
        makes_way = untidy < (_MOST_UNTIDY if self._stays else _UNTIDY)
        if untidy < enough or (makes_way and self._is_wanted()) or self._closing.is_set():
            return
        began = time.monotonic()
        if told:
            self._stage = Stage("indexing", since=began)
        if self._indexing.tidy(self._is_wanted, at_once=makes_way):
            self._store.set_meta("untidy", 0)
        self._tally.spent("tidying", began)

    def _attribute_pending(self) -> bool:
        """Find statements until there is nothing left to look at; False when something may have come late."""
        if not self._attribute:
            return True
        began = time.monotonic()
        try:
            return self._rounds.find(self._version, self._calls(began))
        finally:
            self._tally.spent("attributing", began)

    def _settle(self) -> bool:
        """See who is who and who is named where; False when something may have come late."""
        return self._rounds.settle(self._calls(time.monotonic()))

    def _calls(self, began: float) -> Calls:
        return Calls(
            report=lambda done, total: self._report_round(done, total, began),
            note=self._note,
            index=self._index_found,
            show=self._index_one,
            refresh=self._refresh,
            closing=self._closing.is_set,
        )

    def _index_found(self) -> None:
        """Make searchable what has been found, and keep the index in order while more is."""
        self._bring_index_up(told=False)
        self._tidy(told=False, enough=_UNTIDY)

    def _index_one(self, article: str) -> None:
        """Make searchable what has been found in an article that somebody waits for, however much else is."""
        if not self._indexing.put_first([article]):
            self._bring_index_up(told=False)

    def _refresh(self) -> bool:
        """Read what is new before the rest is attributed; whether there was anything to look for."""
        if not self._again and len(self._store.roots()) <= self._surveyed:
            return False
        before = self._stage
        self._take_in()
        self._stage = before
        return True

    def _report_round(self, done: int, total: int, began: float) -> None:
        self._stage = Stage("attributing", done, total, since=began)
        self._problems = None

    def _note(self, sentence: str) -> None:
        if not self._closing.is_set() and sentence not in self._notes:
            self._notes = (*self._notes, sentence)
            self._problems = None


__all__ = ["Begin", "Ingest", "Stage"]
