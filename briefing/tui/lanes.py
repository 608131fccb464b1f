"""Questions asked aside, so that the screen never waits and the app can quit at any moment.

The threads are daemons of our own: those of a pool would be waited for when the event loop ends.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Answer = TypeVar("Answer")


class Lane:
    """Answers one question at a time; a newer question supersedes those that still wait.

    Example:
        searching = Lane("search")
        found = await searching.ask(lambda: desk.find("sanctions", typing=True))
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._busy = threading.Lock()
        self._latest = 0

    async def ask(self, question: Callable[[], Answer]) -> Answer:
        """Ask in a thread and await the answer; when the awaiting task is cancelled, the answer is dropped."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer] = loop.create_future()
        self._latest += 1
        turn = self._latest
        thread = threading.Thread(
            target=self._answer, args=(question, future, loop, turn), name=f"briefing-{self._name}", daemon=True
        )
        thread.start()
        return await future

    def _answer(
        self,
        question: Callable[[], Answer],
        future: asyncio.Future[Answer],
        loop: asyncio.AbstractEventLoop,
        turn: int,
    ) -> None:
        with self._busy:
            if turn != self._latest:
                deliver: Callable[[], object] = future.cancel
            else:
                try:
                    answer = question()
                except Exception as error:  # noqa: BLE001  # handed whole to the task that awaits it
                    deliver = _unless_done(future, lambda error=error: future.set_exception(error))  # type: ignore[misc]
                else:
                    deliver = _unless_done(future, lambda: future.set_result(answer))
        with suppress(RuntimeError):  # the app has quit meanwhile: nobody waits any more
            loop.call_soon_threadsafe(deliver)


def _unless_done(future: asyncio.Future[Answer], action: Callable[[], None]) -> Callable[[], None]:
    """The action, unless the awaiting task was cancelled before it can run."""

    def act() -> None:
        if not future.done():
            action()

    return act
