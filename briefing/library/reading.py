"""Reading files, a piece at a time: here, when there is little to read, or else in processes of their own.

Web pages and the like cost Python some tenth of a second each, which would stop the app from drawing; and whatever a
file does to its reader (fill the memory, never end, crash it) must cost that file alone. So a reader's process may die:
the file gets a sentence, what was read of it stays, and the rest is read by the next process.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from briefing.errors import BriefingError
from briefing.library.processes import CLOSED, NOT_ITS_FORM, DiedError, Process
from briefing.library.rows import FileRow, Reading
from briefing.library.survey import Read
from briefing.model import Article
from briefing.model.clean import clean_path

READER = (sys.executable, "-m", "briefing.library.reading_worker")
FEW_FILES = 20
FEW_BYTES = 1 << 20

_QUICK = frozenset([".txt", ".text", ".md", ".markdown"])
_START_SECONDS = 60.0
_PATIENCE_SECONDS = 60.0
_SLOWEST = 500_000  # bytes a second of a large file that the slowest machine can be expected to go through
_TRIES = 2
_MOST_WAITING = 400
_MOST_CHARACTERS = 8_000_000


class Readings(Protocol):
    """Files being read.

    Attributes:
        failure: Why not all of them were, in one sentence, when that is no file's fault; else None.
    """

    failure: str | None

    def __iter__(self) -> Iterator[Reading]:
        """What comes of them, a piece at a time; those of one file in order, with other files' between them."""
        ...

    def close(self) -> None:
        """Stop at once."""
        ...


def is_little(files: Sequence[FileRow]) -> bool:
    """Whether some files are read sooner here than a process starts."""
    return (
        len(files) < FEW_FILES
        and sum(file.size for file in files) < FEW_BYTES
        and all(os.path.splitext(file.path)[1].lower() in _QUICK for file in files)  # noqa: PTH122 - may not be text
    )


class ReadHere:
    """Reads files one after the other, in the thread that asks.

    Args:
        files: The files, in the order in which to read them.
        read: What reads one.
    """

    def __init__(self, files: Iterable[FileRow], read: Read) -> None:
        self._files = files
        self._read = read
        self._closed = False
        self.failure: str | None = None

    def __iter__(self) -> Iterator[Reading]:
        for file in self._files:
            for piece in pieces_of(file, self._read):
                if self._closed:
                    return
                yield piece

    def close(self) -> None:
        """Stop after the article at hand."""
        self._closed = True


def pieces_of(file: FileRow, read: Read) -> Iterator[Reading]:
    """Read one file; whatever is wrong with it becomes its problem, in one sentence."""
    first, problem = True, None
    try:
        for found in read(Path(file.path)):
            yield piece_of(file, found, first=first)
            first = False
    except BriefingError as error:
        problem = str(error)
    except MemoryError:
        problem = (
            f"The file {clean_path(file.path)} takes more memory to read than there is: split it, or leave it out."
        )
    # A reader has met a file that nobody thought of: that must cost this file alone, never the rest of the folder.
    except Exception as error:  # noqa: BLE001
        name = type(error).__name__
        problem = f"The file {clean_path(file.path)} could not be read ({name}): leave it out, or report it."
    yield Reading(replace(file, problem=problem), first=first)


def piece_of(file: FileRow, found: object, *, first: bool) -> Reading:
    """What a reader found, an article or a problem with a part of the file, as a piece of the file's reading."""
    if isinstance(found, Article):
        return Reading(replace(file, sha256=found.sha256), (found,), first=first, last=False)
    return Reading(file, problems=(str(getattr(found, "sentence", found)),), first=first, last=False)


class ReadAside:
    """Reads files in processes, each with a thread that talks to it.

    Args:
        files: The files, in the order in which to begin them.
        size: How many processes at most.
        command: What starts one; the package's own when empty.
        patience: How many seconds an article may take.
    """

    def __init__(
        self,
        files: Sequence[FileRow],
        *,
        size: int = 1,
        command: Sequence[str] = (),
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._files = deque(files)
        self._command = tuple(command) or READER
        self._patience = patience
        self._found = _Waiting()
        self._guard = threading.Lock()
        self._processes: set[Process] = set()
        self._closed = False
        self.failure: str | None = None
        names = [f"briefing-reader-{number}" for number in range(min(size, len(files)))]
        self._threads = [threading.Thread(target=self._serve, name=name, daemon=True) for name in names]
        for thread in self._threads:
            thread.start()

    def __iter__(self) -> Iterator[Reading]:
        reading = len(self._threads)
        while reading and not self._closed:
            piece = self._found.take()
            if piece is None:
                reading -= 1
            else:
                yield piece

    def close(self) -> None:
        """Kill the processes, whatever they are doing. Safe to call twice."""
        with self._guard:
            self._closed = True
            processes = list(self._processes)
        for process in processes:
            process.kill()
        self._found.close()

    def _serve(self) -> None:
        """Read files one after the other, until there are none left."""
        process: Process | None = None
        try:
            while not self._closed:
                with self._guard:
                    file = self._files.popleft() if self._files else None
                if file is None:
                    return
                process = self._read(file, process)
        except _NeverStartsError as error:
            self.failure = f"Reading was given up until the next start: the process for it ended at once ({error})."
        finally:
            self._end(process)
            self._found.put(None)

    def _read(self, file: FileRow, process: Process | None) -> Process | None:
        """Have one file read, once more by a fresh process when the first ends on it; the process to go on with."""
        done = 0
        reason = ""
        for _ in range(_TRIES):
            process = process or self._start()
            dialogue = _Dialogue(process, file, self._patience)
            try:
                for piece in dialogue.pieces(skip=done):
                    self._found.put(piece)
                    done = dialogue.heard
            except DiedError as error:
                self._end(process)
                process, reason = None, str(error)
                if self._closed:
                    return None
                if error.hung:
                    break
            else:
                if not dialogue.leaves:
                    return process
                self._end(process)
                return None
        so_far = " any further" if done else ""
        problem = (
            f"The file {clean_path(file.path)} could not be read{so_far}: its reader ended on it ({reason}); "
            "split it, or leave it out."
        )
        self._found.put(Reading(replace(file, problem=problem), first=done == 0))
        return None

    def _start(self) -> Process:
        try:
            process = Process(self._command)
        except DiedError as error:
            raise _NeverStartsError(str(error)) from error
        with self._guard:
            closed = self._closed
            if not closed:
                self._processes.add(process)
        try:
            if closed:
                raise DiedError(CLOSED)
            process.hear(_START_SECONDS)
        except DiedError as error:
            self._end(process)
            raise _NeverStartsError(str(error)) from error
        return process

    def _end(self, process: Process | None) -> None:
        if process is not None:
            process.end()
            with self._guard:
                self._processes.discard(process)


class _NeverStartsError(Exception):
    """A process ended before it had been given a file: that is no file's fault."""


class _Dialogue:
    """One file's reading, as it is talked over with a process.

    Attributes:
        heard: How many pieces have come, those of an earlier try included.
        leaves: The process has said that it will not read another file.
    """

    def __init__(self, process: Process, file: FileRow, patience: float) -> None:
        self._process = process
        self._file = file
        self._patience = patience
        self.heard = 0
        self.leaves = False

    def pieces(self, skip: int) -> Iterator[Reading]:
        """The file's pieces; of those an earlier try has brought already, none.

        Raises:
            DiedError: The process ended, said nothing in time, or said what nobody understands.
        """
        self._process.say(json.dumps({"path": self._file.path}).encode("ascii") + b"\n")
        limit = self._patience + self._file.size / _SLOWEST
        while True:
            line = self._process.hear(limit)
            limit = self._patience
            kind, said = line[:1], line[1:-1]
            if kind == b"E":
                problem, self.leaves = self._understood(said)
                yield Reading(replace(self._file, problem=problem), first=self.heard == 0)
                return
            self.heard += 1
            if self.heard > skip:
                yield self._piece(kind, said)

    def _understood(self, said: bytes) -> tuple[str | None, bool]:
        try:
            problem, leaves = json.loads(said)
        except ValueError as error:
            raise DiedError(NOT_ITS_FORM) from error
        return problem, bool(leaves)

    def _piece(self, kind: bytes, said: bytes) -> Reading:
        try:
            found: object = Article.model_validate_json(said) if kind == b"A" else json.loads(said)
        except (ValueError, ValidationError) as error:
            raise DiedError(NOT_ITS_FORM) from error
        return piece_of(self._file, found, first=self.heard == 1)


class _Waiting:
    """Pieces that are read and not yet written: so many and no more, for whoever reads faster has to wait."""

    def __init__(self) -> None:
        self._pieces: deque[Reading | None] = deque()
        self._characters = 0
        self._changed = threading.Condition()
        self._closed = False

    def put(self, piece: Reading | None) -> None:
        """Add a piece when there is room; None says that one of those who add has finished."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or piece is None or self._has_room())
            self._pieces.append(piece)
            self._characters += _characters(piece)
            self._changed.notify_all()

    def take(self) -> Reading | None:
        """The oldest piece; None when one of those who add has finished, or all is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._pieces))
            if self._closed:
                return None
            piece = self._pieces.popleft()
            self._characters -= _characters(piece)
            self._changed.notify_all()
            return piece

    def close(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _has_room(self) -> bool:
        return not self._pieces or (len(self._pieces) < _MOST_WAITING and self._characters < _MOST_CHARACTERS)


def _characters(piece: Reading | None) -> int:
    return 0 if piece is None else sum(len(article.text) for article in piece.articles)


__all__ = ["ReadAside", "ReadHere", "Readings", "is_little", "pieces_of"]
