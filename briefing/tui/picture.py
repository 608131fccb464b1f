"""Draw the app as it is: `python -m briefing.tui.picture FILE.svg`.

The picture shows the real app on the packaged articles, in a library made for it and thrown away afterwards.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from briefing.errors import BriefingError, UsageError
from briefing.services.desk import Desk
from briefing.tui.app import BriefingApp

SIZE: Final = (120, 36)
ACTOR: Final = "Hulusi Akar"
PATIENCE: Final = 300.0
_FONTS: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_FAMILY: Final = re.compile(r"font-family: Fira Code, monospace|font-family: arial|Fira Code")
_OURS: Final = {"font-family: arial": "font-family: sans-serif"}
_MONOSPACE: Final = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


async def draw(data_dir: Path, *, size: tuple[int, int] = SIZE, actor: str | None = None) -> str:
    """The app on the packaged articles, when all its panes are filled, as SVG.

    Args:
        data_dir: An empty folder, for the library.
        size: Columns and lines.
        actor: Whose statements to show; None for everyone's.

    Raises:
        BriefingError: The library cannot be filled.
    """
    app = BriefingApp(lambda: Desk.open(name="seeds", data_dir=data_dir))
    async with app.run_test(size=size) as pilot:
        await _filled(app, pilot)
        if actor is not None:
            app.desk_screen.choose_actor(await _actor_id(app, actor))
            await app.workers.wait_for_complete()
            await pilot.pause()
        return _without_remote_fonts(app.export_screenshot(title="briefing"))


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
    """Write the picture into the file named on the command line."""
    if len(sys.argv) != 2 or not sys.argv[1].endswith(".svg"):
        sys.exit("Name the file to write: python -m briefing.tui.picture FILE.svg")
    with tempfile.TemporaryDirectory(prefix="briefing-picture-") as folder:
        try:
            svg = asyncio.run(draw(Path(folder), actor=ACTOR))
        except BriefingError as error:
            sys.exit(str(error))
    Path(sys.argv[1]).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
