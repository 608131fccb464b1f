"""What other screens than the desk are made of: loaded and parsed once the desk is filled, not at their first key."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from textual.app import App
from textual.widget import Widget

from briefing.tui.lanes import Lane

STYLES: Final = Path(__file__).parent / "styles"
_MODULES: Final = (
    "tui.palette",
    "tui.screens.ask",
    "tui.screens.pick",
    "tui.screens.portrait",
    "tui.screens.remark",
    "tui.screens.review",
    "tui.screens.timeline",
    "services.libraries",
)
_BETWEEN: Final = 0.05
"""Seconds from one to the next: whoever presses a key meanwhile waits for one at most."""


class WarmApp(App[None]):
    """An app whose other screens are at hand."""

    _warming = Lane("warming")

    async def warm_up(self) -> None:
        """Load the modules of other screens aside, and parse their style sheets one after the other."""
        for module in _MODULES:
            await self._warming.ask(lambda module=module: import_module(f"briefing.{module}"))  # type: ignore[misc]
        for sheet in sorted(STYLES.glob("*.tcss")):
            if not self.stylesheet.has_source(str(sheet)):
                self.stylesheet.add_source(sheet.read_text(encoding="utf-8"), (str(sheet), ""))
                self.stylesheet.parse()
                await asyncio.sleep(_BETWEEN)
        for part in _parts():
            part._post_register(self)  # Textual's own, by which a widget that is new brings its styles
            self.stylesheet.parse()
            await asyncio.sleep(_BETWEEN)


def _parts() -> Iterator[Widget]:
    """Textual's widgets that other screens are made of; each has styles of its own, which are parsed when it comes."""
    from textual.command import CommandInput, CommandList, SearchIcon
    from textual.containers import Horizontal, Vertical, VerticalScroll
    from textual.widgets import LoadingIndicator, TextArea

    from briefing.tui.palette import Palette
    from briefing.tui.screens.text import TextScreen

    yield TextScreen("", "")
    yield Palette(providers=())
    for kind in (CommandList, CommandInput, SearchIcon, LoadingIndicator):
        yield kind()
    for other in (TextArea, Horizontal, Vertical, VerticalScroll):
        yield other()


__all__ = ["STYLES", "WarmApp"]
