"""Questions asked aside leave the screen its share of the interpreter."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading

import pytest

from briefing.tui.lanes import Lane


async def test_whoever_answers_aside_gives_way_soon() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)  # Python's own
    try:
        turn = await Lane("test").ask(sys.getswitchinterval)
        assert turn <= 0.001, "a key waits for dozens of turns"
    finally:
        sys.setswitchinterval(before)


async def test_a_question_is_put_before_anybody_awaits_the_answer() -> None:
    begun = threading.Event()
    answer = Lane("test").ask(begun.set)
    assert begun.wait(10)
    await answer


async def test_an_error_that_nobody_awaits_any_more_is_not_written_on_the_screen() -> None:
    told: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: told.append(context))

    def fail() -> None:
        raise ValueError

    lane = Lane("test")
    given_up = lane.ask(fail)
    await asyncio.wait([given_up])
    with pytest.raises(ValueError):
        await lane.ask(fail)
    del given_up
    gc.collect()
    assert told == []
