"""A page of plain text over the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from briefing.services.about import Fact
from briefing.services.changes import Line
from briefing.services.views import StatementCard
from briefing.services.wordings import Worded, place_line
from briefing.tui.content import column, outside, title, wrap
from briefing.tui.screens.over import OverScreen

_NAMES: Final = 11
"""Cells for what a fact is called."""
_FAINT: Final = "dim"
"""Textual mixes it where colours can be mixed; what a style sheet names shines white inside a text."""


class TextScreen(OverScreen[None]):
    """Text to read and close."""

    CSS_PATH = "../styles/text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss", "close", id="text.close")]

    def __init__(self, name: str, text: str | Content) -> None:
        """Prepare the page.

        Args:
            name: Our own words, in the frame.
            text: Text from outside, or what was made of it.
        """
        super().__init__()
        self._heading = name
        self._text = outside(text, lines=True) if isinstance(text, str) else text

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with VerticalScroll(id="page") as page:
            yield from self.compose_words()
        title(page, outside(self._heading), Content("q close"))

    def compose_words(self) -> ComposeResult:
        """What stands on the page."""
        yield Static(self._text, id="words", markup=False)


class AboutScreen(TextScreen):
    """What is known of an article apart from its words, and where each value was read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "dismiss", "close", id="about.close", show=False)]

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Prepare the page.

        Args:
            facts: What is known of the article.
        """
        super().__init__("ABOUT THE ARTICLE", "")
        self._facts = list(facts)

    def compose_words(self) -> ComposeResult:
        """A fact a row, long ones under themselves."""
        yield _Facts(self._facts)


class _Facts(Widget):
    """A fact a row, long ones under themselves; one widget, since many are waited for."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__(id="facts")
        self._facts = facts

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that all of them take."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The rows."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = []
        for fact in self._facts:
            words = outside(fact.value) + (outside(f"  {fact.origin}").stylize(_FAINT) if fact.origin else "")
            name = outside(fact.name).stylize(_FAINT)
            for start, end in wrap(words.plain, max(8, width - _NAMES)):
                at = start + len(words.plain[start:end]) - len(words.plain[start:end].lstrip())
                lines.append(column(name, _NAMES) + words[at:end].rstrip())
                name = Content("")
        return lines


class ChangesScreen(TextScreen):
    """What changed between the versions of an article: "-" before what was, "+" before what is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("V", "dismiss", "close", id="changes.close", show=False)]

    def __init__(self, compared: Iterable[tuple[str, Sequence[Line]]]) -> None:
        """Prepare the page.

        Args:
            compared: Two versions, and the lines of their comparison.
        """
        pages = [
            Content("\n\n").join([outside(heading).stylize("bold"), *map(_compared, lines)])
            for heading, lines in compared
        ]
        super().__init__("WHAT CHANGED", Content("\n\n").join(pages))


class WordingsScreen(TextScreen):
    """Where one thing is said and in which words, beside the earliest: "-" before what others leave out, "+" theirs."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "dismiss", "close", id="wordings.close", show=False)]

    def __init__(self, found: Sequence[Worded]) -> None:
        """Prepare the page.

        Args:
            found: The wordings, the earliest first.
        """
        places = sum(len(worded.places) for worded in found)
        pages = [
            Content("\n").join(
                [
                    *(outside(place_line(card) + self._note(card)).stylize("bold") for card in worded.places),
                    *map(_compared, worded.lines),
                ]
            )
            for worded in found
        ]
        super().__init__(f"SAID IN {places} PLACES, {_counted(len(found))}", Content("\n\n").join(pages))

    def _note(self, card: StatementCard) -> str:
        return " · the earliest" if card.place == 0 else ""


def _counted(wordings: int) -> str:
    return f"IN {wordings} WORDINGS" if wordings > 1 else "IN THE SAME WORDS"


def _compared(line: Line) -> Content:
    """A line with its mark, the words that differ set apart: struck through where they went, underlined where new."""
    if not line.mark:
        return outside(f"· {line.text}").stylize(_FAINT)
    words = outside(line.text)
    if words.plain == line.text:  # else something in it is shown that cannot be, and places moved
        for start, end in line.spans:
            words = words.stylize("strike $text-error" if line.mark == "-" else "underline $text-success", start, end)
    return outside(f"{line.mark} ") + words


__all__ = ["AboutScreen", "ChangesScreen", "TextScreen", "WordingsScreen"]
