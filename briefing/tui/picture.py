"""Draw the app as it is: `python -m briefing.tui.picture FOLDER`.

The pictures show the real app on the packaged articles, in a library made for it and thrown away afterwards.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from textual.pilot import Pilot

from briefing.errors import BriefingError, UsageError
from briefing.services.desk import Desk
from briefing.tui.app import BriefingApp
from briefing.tui.screens import marking

ACTOR: Final = "Hulusi Akar"
PATIENCE: Final = 300.0
_STILL: Final = 0.3
"""Longer than what follows a key waits for the next one."""
_FONTS: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_FAMILY: Final = re.compile(r"font-family: Fira Code, monospace|font-family: arial|Fira Code")
_OURS: Final = {"font-family: arial": "font-family: sans-serif"}
_MONOSPACE: Final = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_STYLES: Final = re.compile(r"<style>.*?</style>", re.DOTALL)
_TAGS: Final = re.compile(r"<[^>]+>")


class Scene(NamedTuple):
    """What a picture shows.

    Attributes:
        size: Columns and lines.
        keys: What is pressed to come to it from the scene before.
        shows: Words that are there once it is drawn.
    """

    size: tuple[int, int]
    keys: tuple[str, ...]
    shows: str


SCENES: Final = {
    "desk": Scene((120, 36), (), f"STATEMENTS {ACTOR}"),
    "actor": Scene((100, 26), ("A",), "THE ACTOR"),
    "search": Scene((100, 26), ("escape", "slash", *"sanctions", "enter"), "RESULTS 1/"),
}
"""The pictures, by the names of their files, in the order in which one comes from one to the next."""


async def draw(data_dir: Path, *, actor: str = ACTOR) -> dict[str, str]:
    """Every scene of the app on the packaged articles, as SVG, by its name.

    Args:
        data_dir: An empty folder, for the library.
        actor: Whose statements to show first.

    Raises:
        BriefingError: The library cannot be filled, or something is not shown.
    """
    app = BriefingApp(lambda: Desk.open(name="seeds", data_dir=data_dir))
    pictures = {}
    with _unread():
        async with app.run_test(size=SCENES["desk"].size) as pilot:
            await _filled(app, pilot)
            app.desk_screen.choose_actor(await _actor_id(app, actor))
            for name, scene in SCENES.items():
                await pilot.resize_terminal(*scene.size)
                await pilot.press(*scene.keys)
                pictures[name] = await _drawn(app, pilot, scene.shows)
    return pictures


@contextmanager
def _unread() -> Iterator[None]:
    """Meanwhile nothing is marked as read: how long drawing takes is not to be seen."""
    before, marking.READ_AFTER = marking.READ_AFTER, PATIENCE
    try:
        yield
    finally:
        marking.READ_AFTER = before


def words_of(svg: str) -> str:
    """What a picture says, without how it looks."""
    return " ".join(html.unescape(_TAGS.sub(" ", _STYLES.sub("", svg))).split())


async def _drawn(app: BriefingApp, pilot: Pilot[None], shows: str) -> str:
    """The picture, once it shows these words and changes no more."""
    before, deadline = "", time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        await app.workers.wait_for_complete()
        await pilot.pause(_STILL)
        picture = _without_remote_fonts(app.export_screenshot(title="briefing"))
        if picture == before and shows in words_of(picture):
            return picture
        before = picture
    raise BriefingError(f"“{shows}” was not drawn within {PATIENCE:.0f} seconds: try again.")


async def _filled(app: BriefingApp, pilot: Pilot[None]) -> None:
    """Wait until the background work is idle and everything it found is on the screen."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        await asyncio.sleep(0.1)
        if app.failure is not None:
            raise app.failure
        if app.reader is None or app.reader.progress().stage != "idle":
            continue
        summary = await asyncio.to_thread(app.reader.desk.summary)  # aside of the app, whose questions would end ours
        if summary.articles and summary.attributed_articles == summary.articles:
            drawing = asyncio.ensure_future(app.desk_screen.refresh_all())
            await asyncio.wait([drawing])
            if drawing.cancelled():  # the app has begun to draw it again itself
                continue
            drawing.result()
            await app.workers.wait_for_complete()
            await pilot.pause()
            return
        if app.problems:
            raise BriefingError(app.problems[-1])
    raise BriefingError(f"The packaged articles were not read within {PATIENCE:.0f} seconds: try again.")


async def _actor_id(app: BriefingApp, name: str) -> str:
    assert app.reader is not None
    for actor in await asyncio.to_thread(app.reader.desk.actors):
        if actor.name == name:
            return actor.id
    raise UsageError(f"Nobody is called {name} in the packaged articles: name another.")


def _without_remote_fonts(svg: str) -> str:
    """A picture that looks the same wherever it is shown, and asks nobody for anything."""
    return _FAMILY.sub(lambda match: _OURS.get(match.group(), f"font-family: {_MONOSPACE}"), _FONTS.sub("", svg))


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Name the folder to write to: python -m briefing.tui.picture FOLDER")
    with tempfile.TemporaryDirectory(prefix="briefing-picture-") as folder:
        try:
            pictures = asyncio.run(draw(Path(folder)))
        except BriefingError as error:
            sys.exit(str(error))
    for name, svg in pictures.items():
        (Path(sys.argv[1]) / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
