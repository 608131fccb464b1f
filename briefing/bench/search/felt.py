"""What a reader feels: from a key to its results on the screen, and how long the screen is ever kept waiting.

The app runs here as it is, only without a terminal. A task on its loop looks at the clock again
and again: whatever keeps it from looking keeps the reader's keys and cursor waiting too.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from briefing.bench.processes import BenchError
from briefing.bench.search.speed import Times
from briefing.bench.terminal import COLUMNS, LINES
from briefing.services.desk import Desk
from briefing.services.views import Found
from briefing.tui.app import BriefingApp
from briefing.tui.memory import unhurried
from briefing.tui.screens.finding import FindingScreen

_BETWEEN_LOOKS = 0.002
_BLOCKED = 0.05
_BETWEEN_KEYS = 0.12  # ten fingers, eight letters a second
_REST = 1.0
_PATIENCE = 600.0
_MOVES = 60
_WORD = "government"
_TYPED = (
    "government sanctions",
    "minister said",
    "climate change",
    "trump trade",
    "brexit deal parliament",
    "speaker:johnson people",
    "police attack",
    "health service money",
)


@dataclass(slots=True)
class Pulse:
    """When the loop came round.

    Attributes:
        beats: At each look the clock, and how long this process has worked, in seconds.
    """

    beats: list[tuple[float, float]] = field(default_factory=list)

    def said(self) -> str:
        """The longest waits and how many a reader may feel; of work: on a machine with nothing else to do."""
        pairs = list(pairwise(self.beats))
        waits = [after[0] - before[0] - _BETWEEN_LOOKS for before, after in pairs]
        work = [min(wait, after[1] - before[1]) for wait, (before, after) in zip(waits, pairs, strict=True)]
        return f"longest wait {_longest(waits)}, {_longest(work)} of work"


def _longest(waits: Sequence[float]) -> str:
    over = sum(wait > _BLOCKED for wait in waits)
    return f"{max(waits, default=0.0) * 1e3:.0f} ms ({over} of {len(waits):,} over {_BLOCKED * 1e3:.0f})"


def lines(data_dir: Path, told: Callable[[str], None]) -> Iterator[str]:
    """Type, move and search in the app, while nothing else happens and while the index is made anew.

    Args:
        data_dir: Where the library lives that was open last; its search index is made anew.
        told: Given what is being done.
    """
    yield from asyncio.run(_felt(data_dir, told))


async def _felt(data_dir: Path, told: Callable[[str], None]) -> list[str]:
    unhurried()
    app = BriefingApp(lambda: Desk.open(data_dir=data_dir))
    said: list[str] = []

    def say(what: str, pulse: Pulse, times: Times | None = None) -> None:
        took = f"{times.said()}   " if times else ""
        said.append(f"{'the app':12} {what:24} {took}{pulse.said()}")

    async with app.run_test(size=(COLUMNS, LINES)):
        told("the app: opening")
        await until(lambda: app.reader is not None and app.desk_screen.card is not None)
        desk, screen = app.desk_screen.reader, app.desk_screen
        assert desk is not None
        await until(lambda: desk.progress().stage == "idle" and desk.desk.wait(0))
        told("the app: typing")
        await type_queries(app)  # whatever is loaded at the first search
        async with watched() as pulse:
            times = await type_queries(app)
        say("a key to its results", pulse, times)
        async with watched() as pulse:
            screen.search_for(_WORD)
            await move(app)
        say("moving in results", pulse)
        screen.stop_finding()
        await asyncio.sleep(_REST)
        async with watched() as pulse:
            await move(app)
        say("moving in statements", pulse)
        told("the app: typing while it indexes")
        desk.desk.rebuild()
        await until(lambda: desk.progress().done > 0)
        async with watched() as pulse:
            times = await type_queries(app)
        say("a key while it indexes", pulse, times)
        screen.stop_finding()
        await asyncio.sleep(_REST)
        async with watched() as pulse:
            await move(app)
        say("moving while it indexes", pulse)
    return said


async def type_queries(app: BriefingApp) -> Times:
    """Type some queries, and note how long each key took to show on the screen what it finds."""
    times, screen = Times(), app.desk_screen
    for query in _TYPED:
        box = screen.search_box
        box.focus()
        box.value = ""
        await asyncio.sleep(_REST)
        for end in range(1, len(query) + 1):
            shown = _shown(screen, query[:end])
            wall, cpu = time.perf_counter(), time.process_time()
            app.touch()
            box.insert_text_at_cursor(query[end - 1])
            await asyncio.wait_for(shown.wait(), _PATIENCE)
            drawn = asyncio.Event()
            screen.call_after_refresh(drawn.set)
            await drawn.wait()
            times.cpu.append(time.process_time() - cpu)
            times.wall.append(time.perf_counter() - wall)
            await asyncio.sleep(max(0.0, _BETWEEN_KEYS - times.wall[-1]))
    return times


def _shown(screen: FindingScreen, query: str) -> asyncio.Event:
    """What comes when the results of a query are handed to the screen: to look for them again and again costs time."""
    shown, show = asyncio.Event(), screen.show_found

    def watched(found: Found) -> None:
        show(found)
        if found.query == query:
            del screen.show_found  # what the class says again
            shown.set()

    screen.show_found = watched  # type: ignore[method-assign]
    return shown


async def move(app: BriefingApp) -> None:
    """Hold the arrow down."""
    await asyncio.sleep(_REST)
    for _ in range(_MOVES):
        app.simulate_key("down")
        await asyncio.sleep(_BETWEEN_KEYS / 2)
    await asyncio.sleep(_REST)  # what is pressed last is heard too


@asynccontextmanager
async def watched() -> AsyncIterator[Pulse]:
    """Look at the clock again and again meanwhile."""
    pulse = Pulse()

    async def look() -> None:
        while True:
            pulse.beats.append((time.perf_counter(), time.process_time()))
            await asyncio.sleep(_BETWEEN_LOOKS)

    task = asyncio.create_task(look())
    try:
        yield pulse
    finally:
        task.cancel()


async def until(true: Callable[[], object]) -> None:
    """Wait for something in the app, which has no event for it.

    Raises:
        BenchError: It never comes.
    """
    end = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > end:
            raise BenchError("The app did not do what it was to be measured at: run it by itself to see why.")
        await asyncio.sleep(0.001)


__all__ = ["Pulse", "lines", "move", "type_queries", "until", "watched"]
