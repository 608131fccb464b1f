"""One line to write over the desk."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from briefing.tui.content import outside, title
from briefing.tui.screens.over import OverScreen


class AskScreen(OverScreen[str | None]):
    """Asks for one line; answers None when the reader thinks better of it."""

    CSS_PATH = "../styles/text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "leave it", id="ask.close")]

    def __init__(self, heading: str, *, hint: str = "", written: str = "", empty: str = "") -> None:
        """Prepare the question.

        Args:
            heading: Our own words, in the frame.
            hint: An example, shown while nothing is written.
            written: What stands there already.
            empty: What an empty line means where it is an answer, in our own words; "" where it is none.
        """
        super().__init__()
        self._heading, self._hint, self._written, self._empty = heading, hint, written, empty

    def compose(self) -> ComposeResult:
        """One framed line."""
        with Vertical(id="line") as line:
            yield Input(self._written, placeholder=self._hint, id="answer", compact=True)
        title(
            line,
            outside(self._heading),
            "enter do it",
            "esc leave it",
            *([f"empty {self._empty}"] if self._empty else []),
        )

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        answer = event.value.strip()
        self.dismiss(answer if answer or self._empty else None)
