"""Processes that do what must not stop the app: they are spoken to in lines, and can be killed at any time."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Final, TypeVar

from briefing.model.clean import clean_line

NOT_ITS_FORM: Final = "its answer was not in its own form"
"""Why somebody ends who says what cannot be understood."""
CLOSED: Final = "the library was closed"
"""Why nothing is begun any more."""

_NICE = 5
_BUFFER = 1 << 16
_LOOK_SECONDS = 0.25

Form = TypeVar("Form")


class DiedError(Exception):
    """A process ended before it had answered; the message says why, as far as it told.

    Attributes:
        hung: It was ended because it gave no answer in time.
    """

    def __init__(self, reason: str, *, hung: bool = False) -> None:
        super().__init__(reason)
        self.hung = hung


class Process:
    """One process, and what is said to it.

    Args:
        command: What starts it. It reads lines from its standard input, answers with lines on its standard output, and
            ends when its input does.
        nice: How much it makes way for others, as `nice` takes it.

    Raises:
        DiedError: It cannot be started.
    """

    def __init__(self, command: Sequence[str], *, nice: int = _NICE) -> None:
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._deadline = float("inf")
        self._hung = False
        self._over = threading.Event()
        try:
            self._process = subprocess.Popen(
                command,
                bufsize=_BUFFER,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                start_new_session=True,  # ctrl+c in the terminal is not meant for it
            )
        except OSError as error:
            self._complaints.close()
            raise DiedError(f"it could not be started: {error.strerror or error}") from error
        if nice:
            with contextlib.suppress(OSError, AttributeError):  # a kindness to the screen; not every platform has it
                os.setpriority(os.PRIO_PROCESS, self._process.pid, nice)
        threading.Thread(target=self._watch, name="briefing-patience", daemon=True).start()

    def say(self, line: bytes) -> None:
        """Send it a line."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):  # it has ended: whoever listens for the answer will hear so
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def tell(self, what: object) -> None:
        """Send it a line of JSON."""
        self.say(json.dumps(what).encode("ascii") + b"\n")

    def hear(self, limit: float) -> bytes:
        """Its next line.

        Args:
            limit: How many seconds it may take.

        Raises:
            DiedError: It ended, or said nothing in time.
        """
        assert self._process.stdout is not None
        self._deadline = time.monotonic() + limit
        try:
            line = self._process.stdout.readline()
        except (OSError, ValueError):  # a closed pipe
            line = b""
        finally:
            self._deadline = float("inf")
        if not line.endswith(b"\n"):
            if self._hung:
                raise DiedError(f"no answer in {limit:.0f} seconds", hung=True)
            raise DiedError(self._last_words())
        return line

    def kill(self) -> None:
        """End it this moment."""
        self._process.kill()

    def leave(self) -> None:
        """Close its input, which it takes as the end, and do not wait for it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def end(self) -> None:
        """Close its input, which it takes as the end, and see that it goes."""
        assert self._process.stdout is not None
        self._over.set()
        self.leave()
        try:
            self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._complaints.close()

    def _watch(self) -> None:
        """Kill it when it is past its time; one thread for all its answers, which may be thousands."""
        while not self._over.wait(_LOOK_SECONDS):
            if time.monotonic() > self._deadline:
                self._hung = True
                self._process.kill()
                return

    def _last_words(self) -> str:
        """The last line it complained with, or how it ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1.0)
        try:
            end = self._complaints.seek(0, os.SEEK_END)
            self._complaints.seek(max(0, end - 2000))
            lines = self._complaints.read().decode("utf-8", "replace").split("\n")
        except ValueError:  # closed: somebody else has put it down while this one listened
            lines = []
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return clean_line(last)[:200] or f"exit status {self._process.poll()}"


class Aside:
    """What does things in a process, one after the other, until it is closed, which any thread may do at any moment.

    Attributes:
        is_closed: Nothing is to be begun any more.

    Args:
        command: What starts the process.
        put_down: How it is ended when this is closed.
    """

    def __init__(self, command: Sequence[str], *, put_down: Callable[[Process], None] = Process.kill) -> None:
        self._command = command
        self._put_down = put_down
        self._guard = threading.Lock()
        self._process: Process | None = None
        self.is_closed = False

    @contextlib.contextmanager
    def started(self) -> Iterator[Process]:
        """A process that is there as long as something is done with it.

        Raises:
            DiedError: It cannot be started, or this was closed.
        """
        with self._guard:
            if self.is_closed:
                raise DiedError(CLOSED)
            process = self._process = Process(self._command)
        try:
            yield process
        finally:
            with self._guard:
                self._process = None
            process.end()

    def kill(self) -> None:
        """End what is under way this moment, if anything is."""
        with self._guard:
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Stop at once; safe to call twice."""
        with self._guard:
            self.is_closed = True
            if self._process is not None:
                self._put_down(self._process)


def understood(line: bytes, form: type[Form]) -> Form:
    """A line of JSON from a process.

    Args:
        line: What it said.
        form: What it was to say.

    Raises:
        DiedError: It is no JSON, or of another form.
    """
    try:
        said = json.loads(line)
    except ValueError as error:
        raise DiedError(NOT_ITS_FORM) from error
    if not isinstance(said, form):
        raise DiedError(NOT_ITS_FORM)
    return said


__all__ = ["CLOSED", "NOT_ITS_FORM", "Aside", "DiedError", "Process", "understood"]
