"""Questions asked aside leave the screen its share of the interpreter."""

from __future__ import annotations

import sys

from briefing.tui.lanes import Lane


async def test_whoever_answers_aside_gives_way_soon() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)  # Python's own
    try:
        turn = await Lane("test").ask(sys.getswitchinterval)
        assert turn <= 0.001, "a key waits for dozens of turns"
    finally:
        sys.setswitchinterval(before)
