"""The top of the screen: which library this is, how far the reading is, and the search box."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from briefing.services.views import Progress, Summary
from briefing.tui.content import cut, outside, visible
from briefing.tui.keymap import bind
from briefing.tui.widgets.looks import Looks
from briefing.tui.widgets.statements import percent

STAGES: Final = {"reading": "reading", "indexing": "indexing", "attributing": "finding statements"}
BAR: Final = 8


class SearchBox(Input):
    """One box over articles and statements."""

    HELP = """
    ## Search

    Type plain words, "an exact phrase", `-not this`, `speaker:akar`, `outlet:urdupoint`, `date:2021-03` or
    `kind:direct`. Results come as you type; `enter` or `down` goes to them, `esc` clears.
    """
    BINDINGS: ClassVar[list[BindingType]] = bind("search.results", "search.clear", foot=True)

    class Left(Message):
        """The reader goes on to the results."""

    def __init__(self) -> None:
        super().__init__(placeholder="/ search articles and statements", id="search", compact=True)

    def validate_value(self, value: str) -> str:
        """A query is text from outside too."""
        return visible(value)

    def action_results(self) -> None:
        """Go to the results."""
        self.post_message(self.Left())


class Standing(Looks):
    """The library in one line, and what is going on in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"faint", "strong", "doubt", "mark"}

    def __init__(self) -> None:
        super().__init__(id="standing")
        self.summary: Summary | None = None
        self.progress: Progress | None = None

    def show(self, summary: Summary | None, progress: Progress | None) -> None:
        """Show these."""
        self.summary, self.progress = summary, progress
        self.refresh()

    def render(self) -> RenderResult:
        """Name, figures, progress; what does not fit is cut at the end."""
        name = Content(" briefing ").stylize(self.look("mark"))
        faint = self.look("faint")
        if self.summary is None:
            return name + Content(" opening …").stylize(faint)
        head = name + outside(self.summary.name, self.look("strong"))
        doing, figures = self._progress(), self._figures(self.summary)
        while figures and head.cell_length + _length([*doing, *figures]) > self.size.width:
            figures.pop(0)  # the last ones matter most
        for number, part in enumerate([*doing, *figures]):
            head += Content("   " if number == 0 else " · ").stylize(faint) + part
        return cut(head, self.size.width)

    def _figures(self, summary: Summary) -> list[Content]:
        faint = self.look("faint")
        parts = [
            outside(_count(summary.articles, "article"), faint),
            outside(_count(summary.statements, "statement"), faint),
        ]
        if summary.statements:
            parts.append(Content(f"{percent(summary.attributed / summary.statements)} attributed").stylize(faint))
        if summary.unsure:
            doubt = self.look("doubt")
            parts.append(Content(f"{summary.unsure:,} to review").stylize(doubt))
        return parts

    def _progress(self) -> list[Content]:
        progress = self.progress
        if progress is None or progress.stage == "idle":
            return []
        mark = self.look("mark")
        stage = STAGES.get(progress.stage, progress.stage)
        if not progress.total:
            return [outside(f"{stage} …", mark)]
        share = progress.done / progress.total if progress.share is None else progress.share
        filled = min(BAR, int(BAR * share))
        bar = "━" * filled + "╌" * (BAR - filled)
        parts = [outside(f"{stage} {bar} {progress.done:,}/{progress.total:,}", mark)]
        if progress.stage == "reading" and progress.articles > progress.total:
            parts = [outside(f"{stage} {bar} {_count(progress.articles, 'article')}", mark)]
        if progress.left is not None:
            parts.append(outside(f"{_duration(progress.left)} left", self.look("faint")))
        return parts


class Masthead(Container):
    """The line, and the box."""

    def compose(self) -> ComposeResult:
        """Side by side where there is room."""
        yield Standing()
        yield SearchBox()


def _length(parts: list[Content]) -> int:
    return sum(part.cell_length + 3 for part in parts)


def _duration(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 60 else f"{round(seconds / 60):,} min"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
