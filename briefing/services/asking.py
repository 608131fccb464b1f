"""Searching in a process of its own, so that neither the search nor the screen waits for the other.

Python runs one thread at a time: a search beside the screen's own work takes as long as both together. What the process
answers is what this one would; while there is none to ask, because it is still starting or has ended, whoever asks
searches here. It holds nothing and changes nothing, and can be killed at any time.
"""

from __future__ import annotations

import pickle
import sys
import threading
from base64 import b64decode
from binascii import Error as NotBase64Error
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from briefing.library.processes import NOT_ITS_FORM, DiedError, Process
from briefing.services.views import Found

ASKER: Final = (sys.executable, "-m", "briefing.services.asking_worker")
IDLE: Final = 60.0
"""Seconds without a question after which the process ends, and gives its memory back."""
READY: Final = b"ready\n"

_START_SECONDS = 60.0
_ANSWER_SECONDS = 10.0  # far more than the time that a search is given
_TRIES = 3
_NO_ANSWER = (NotBase64Error, pickle.UnpicklingError, EOFError, AttributeError, IndexError, KeyError, ValueError)


class Asking:
    """What searches one library aside. It is asked by one thread at a time.

    Args:
        data_dir: Where the library lives.
        name: Its name.
        command: What starts the process; the package's own when empty.
    """

    def __init__(self, data_dir: Path, name: str, *, command: Sequence[str] = ()) -> None:
        self._order = {"data_dir": str(data_dir), "name": name, "idle": IDLE}
        self._command = tuple(command) or ASKER
        self._guard = threading.Lock()
        self._process: Process | None = None
        self._starting: threading.Thread | None = None
        self._failures = 0
        self._closed = False

    def prepare(self) -> None:
        """Start the process, unless there is one or starting it has failed too often. Nothing is waited for."""
        with self._guard:
            if self._process is None and self._starting is None and not self._closed and self._failures < _TRIES:
                self._starting = threading.Thread(target=self._start, name="briefing-asking", daemon=True)
                self._starting.start()

    def is_ready(self, seconds: float = 0.0) -> bool:
        """Whether there is a process to ask.

        Args:
            seconds: How long to wait for one that is starting.
        """
        starting = self._starting
        if starting is not None and seconds:
            starting.join(seconds)
        return self._process is not None

    def find(self, query: str, *, limit: int, typing: bool, only: str) -> Found | None:
        """Search articles and statements; see `Finding.find`.

        Returns:
            None when there is no process to ask, or it could not answer: search here. The next one is on its way.
        """
        process = self._process
        if process is None:
            self.prepare()
            return None
        try:
            process.tell({"query": query, "limit": limit, "typing": typing, "only": only})
            found = _understood(process.hear(_ANSWER_SECONDS))
        except DiedError as error:
            self._over(process, failed=error.hung)
            self.prepare()
            return None
        self._failures = 0
        return found

    def close(self) -> None:
        """End the process; safe to call twice."""
        with self._guard:
            self._closed = True
            process, self._process = self._process, None
        _put_down(process)

    def _start(self) -> None:
        process = None
        try:
            process = Process(self._command, nice=0)
            process.tell(self._order)
            if process.hear(_START_SECONDS) != READY:
                raise DiedError(NOT_ITS_FORM)
        except DiedError:
            with self._guard:
                self._failures += 1
                self._starting = None
            _put_down(process)
            return
        with self._guard:
            self._starting = None
            unwanted = self._closed
            if not unwanted:
                self._process = process
        if unwanted:
            _put_down(process)

    def _over(self, process: Process, *, failed: bool) -> None:
        """The process has ended: mostly because nobody asked it anything for a while."""
        with self._guard:
            self._failures += failed
            if self._process is process:
                self._process = None
        process.end()


def _put_down(process: Process | None) -> None:
    """End a process that nobody wants any more, this moment; None for none."""
    if process is not None:
        process.kill()
        process.end()


def _understood(line: bytes) -> Found | None:
    """An answer of the process, which is one of ours; None when it could not answer.

    Raises:
        DiedError: It is none.
    """
    try:
        found = pickle.loads(b64decode(line, validate=False))
    except _NO_ANSWER as error:
        raise DiedError(NOT_ITS_FORM, hung=True) from error
    if found is not None and not isinstance(found, Found):
        raise DiedError(NOT_ITS_FORM, hung=True)
    return found


__all__ = ["ASKER", "IDLE", "READY", "Asking"]
