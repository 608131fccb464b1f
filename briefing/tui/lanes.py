"""Questions asked aside, so that the screen never waits and the app can quit at any moment.

The threads are daemons of our own: those of a pool would be waited for when the event loop ends.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TypeVar

Answer = TypeVar("Answer")
IDLE: Final = 60.0
"""Seconds without a question after which a lane's thread ends."""
TURN: Final = 0.0005
"""Seconds that a thread may compute on while another waits for the interpreter. From a key to its frame the screen lets
go of it dozens of times, and waits as often to have it back: with Python's own turns of ten times that for too long."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, and where its answer is awaited."""

    question: Callable[[], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Lane:
    """Answers one question at a time; a newer question supersedes those that still wait.

    One thread answers them all: what it has opened and looked up for one question is there for the next.

    Example:
        searching = Lane("search")
        found = await searching.ask(lambda: desk.finding.find("sanctions", typing=True))
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._changed = threading.Condition()
        self._next: _Asked | None = None
        self._thread: threading.Thread | None = None

    def ask(self, question: Callable[[], Answer]) -> asyncio.Future[Answer]:
        """Ask in a thread, from now on, and have the answer to await; when that is cancelled, the answer is dropped."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer] = loop.create_future()
        future.add_done_callback(_heard)
        asked = _Asked(question, future, loop)
        with self._changed:
            superseded, self._next = self._next, asked
            if self._thread is None:
                sys.setswitchinterval(TURN)
                self._thread = threading.Thread(target=self._work, name=f"briefing-{self._name}", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        if superseded is not None:
            _deliver(superseded, superseded.future.cancel)
        return future

    def _work(self) -> None:
        while (asked := self._wait()) is not None:
            self._answer(asked)
            del asked  # an answer is not held until the next question comes

    def _wait(self) -> _Asked | None:
        """The next question; None when none has come for a while, and the thread is to end."""
        with self._changed:
            while self._next is None:
                if not self._changed.wait(IDLE) and self._next is None:
                    self._thread = None
                    return None
            asked, self._next = self._next, None
            return asked

    def _answer(self, asked: _Asked) -> None:
        future = asked.future
        try:
            answer = asked.question()
        except Exception as error:  # noqa: BLE001  # handed whole to the task that awaits it
            _deliver(asked, _unless_done(future, lambda error=error: future.set_exception(error)))  # type: ignore[misc]
        else:
            _deliver(asked, _unless_done(future, lambda: future.set_result(answer)))


def _heard(future: asyncio.Future[Any]) -> None:
    """Know of an error that nobody awaits any more: asyncio would write it on the screen."""
    if not future.cancelled():
        future.exception()


def _deliver(asked: _Asked, action: Callable[[], object]) -> None:
    with suppress(RuntimeError):  # the app has quit meanwhile: nobody waits any more
        asked.loop.call_soon_threadsafe(action)


def _unless_done(future: asyncio.Future[Answer], action: Callable[[], None]) -> Callable[[], None]:
    """The action, unless the awaiting task was cancelled before it can run."""

    def act() -> None:
        if not future.done():
            action()

    return act
