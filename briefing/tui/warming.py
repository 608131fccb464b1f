"""What other screens than the desk are made of: loaded and parsed once the desk is filled, not at their first key."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path
from typing import Final

from textual.app import App

from briefing.tui.lanes import Lane

STYLES: Final = Path(__file__).parent / "styles"
_MODULES: Final = (
    "palette",
    "screens.ask",
    "screens.pick",
    "screens.portrait",
    "screens.remark",
    "screens.review",
    "screens.timeline",
)
_BETWEEN: Final = 0.05
"""Seconds from one to the next: whoever presses a key meanwhile waits for one at most."""


class WarmApp(App[None]):
    """An app whose other screens are at hand."""

    _warming = Lane("warming")

    async def warm_up(self) -> None:
        """Load the modules of other screens aside, and parse their style sheets one after the other."""
        for module in _MODULES:
            await self._warming.ask(lambda module=module: import_module(f"briefing.tui.{module}"))  # type: ignore[misc]
        for sheet in sorted(STYLES.glob("*.tcss")):
            if not self.stylesheet.has_source(str(sheet)):
                self.stylesheet.add_source(sheet.read_text(encoding="utf-8"), (str(sheet), ""))
                self.stylesheet.parse()
                await asyncio.sleep(_BETWEEN)


__all__ = ["STYLES", "WarmApp"]
