"""What a reader feels while statements are being found, and how soon a changed article is found.

As in `felt`, the app runs here as it is, only without a terminal.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.bench.processes import tree_of
from briefing.bench.search.felt import move, type_queries, until, watched
from briefing.bench.terminal import COLUMNS, LINES
from briefing.services.desk import Desk
from briefing.tui.app import BriefingApp
from briefing.tui.memory import unhurried

_ROUNDS = 3
_NAME = "bench, changed.txt"
_CHANGES = 5
_ARTICLE = """The harbour of Zyzzyva

{day} January 2019

“We could not let a single vessel leave before the {word} had passed over us,” said Zebulon Quibble, the harbour master.
"""


def lines(data_dir: Path, told: Callable[[str], None]) -> Iterator[str]:
    """Move and type in the app while statements are being found, and change an article then and afterwards.

    Args:
        data_dir: Where the library lives that was open last, with some hundreds of articles that nobody has looked at
            yet; it is given one more.
        told: Given what is being done.
    """
    changing = data_dir / "changing"
    changing.mkdir(exist_ok=True)
    (changing / _NAME).write_text(_ARTICLE.format(day=1, word="wind"), "utf-8")
    yield from asyncio.run(_felt(data_dir, changing / _NAME, told))


async def _felt(data_dir: Path, file: Path, told: Callable[[str], None]) -> list[str]:
    unhurried()
    app = BriefingApp(lambda: Desk.open(data_dir=data_dir))
    found: list[str] = []

    def say(what: str, figures: str) -> None:
        found.append(f"{'the app':12} {what:24} {figures}")
        told(found[-1])

    async with app.run_test(size=(COLUMNS, LINES)):
        told("the app: opening")
        await until(lambda: app.reader is not None and app.desk_screen.card is not None)
        screen, reader = app.desk_screen, app.desk_screen.reader
        assert reader is not None
        desk = reader.desk
        await asyncio.to_thread(desk.add, [file.parent])
        desk.start()
        await until(lambda: desk.progress().stage == "idle" or _finds(desk))
        if _finds(desk):
            told("the app: moving and typing while it finds statements")
            for what, do in (("moving", move), ("a key", type_queries)):
                async with watched() as pulse:
                    for _ in range(_ROUNDS):
                        await do(app)
                    screen.stop_finding()
                say(f"{what} while it finds", pulse.said())
            await _change(desk, file, "while it finds", say)
            if not _finds(desk):
                say("", "all was found before it was measured: take a library in which more is to be found")
        told("the app: waiting until all is found")
        await until(lambda: desk.progress().stage == "idle" and desk.wait(0))
        await _change(desk, file, "at rest", say)
        await until(lambda: desk.progress().stage == "idle" and desk.wait(0))
        say("memory when all is found", f"{tree_of(os.getpid())[0].resident_bytes >> 20} MB")
    return found


def _finds(desk: Desk) -> bool:
    progress = desk.progress()
    return progress.stage == "attributing" and 0 < progress.done < progress.total


async def _change(desk: Desk, file: Path, when: str, say: Callable[[str, str], None]) -> None:
    """Change an article some times, and tell how long it took until its new words, and what is said, were found."""
    words, statements = list[float](), list[float]()
    for number in range(_CHANGES):
        word = "storm" + "bcdfg"[number] + when.replace(" ", "")
        began = time.monotonic()
        file.write_text(_ARTICLE.format(day=number + 2, word=word), "utf-8")
        words.append(await _until_found(desk, word) - began)
        statements.append(await _until_found(desk, f"{word} speaker:Quibble") - began)
    for what, took in (("words", words), ("statement", statements)):
        say(f"a new {what} {when}", f"found after {min(took):.2f} to {max(took):.2f} s")


async def _until_found(desk: Desk, query: str) -> float:
    """When a query finds something."""
    while not (await asyncio.to_thread(lambda: desk.finding.find(query, limit=1))).articles:
        await asyncio.sleep(0.02)
    return time.monotonic()


__all__ = ["lines"]
