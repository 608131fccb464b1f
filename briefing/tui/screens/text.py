"""A page of plain text over the desk."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.tui.content import outside, title


class TextScreen(ModalScreen[None]):
    """Text to read and close."""

    CSS_PATH = "../styles/text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss", "close", id="text.close")]

    def __init__(self, name: str, text: str) -> None:
        """Prepare the page.

        Args:
            name: Our own words, in the frame.
            text: Text from outside.
        """
        super().__init__()
        self._heading = name
        self._text = text

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with VerticalScroll(id="page") as page:
            yield Static(outside(self._text, lines=True))
        title(page, outside(self._heading), Content("q close"))
