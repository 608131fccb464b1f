"""The top of the screen: which library this is, how far the reading is, and the search box."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.suggester import Suggester
from textual.widgets import Input
from textual.worker import Worker

from briefing.counts import counted
from briefing.services.views import Found, Progress, Summary
from briefing.services.why import percent
from briefing.tui.content import cut, outside, visible
from briefing.tui.keymap import bind, shown_key
from briefing.tui.widgets.looks import Looks
from briefing.tui.widgets.outline import opening

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

STAGES: Final = {"reading": "reading", "indexing": "indexing", "attributing": "finding statements"}
BAR: Final = 8
_EXAMPLES: Final = ' words  "a phrase"  -not this  speaker:akar  date:2021-03'
GO_ON_AFTER: Final = 0.05
"""Seconds after a letter when it is offered how to go on; whoever asks for it before is not kept waiting."""


class _GoingOn(Suggester):
    """Offers what may come next: a field, or a name."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._box = box

    async def get_suggestion(self, value: str) -> str | None:
        """The likeliest way to go on: looked up when a letter's results are there, which matter more."""
        await asyncio.sleep(GO_ON_AFTER)
        return await self._box.offered() if value == self._box.value else None


class SearchBox(Input):
    """One box over articles and statements.

    Attributes:
        completions: Finds ways to go on with a query.
        history: Finds what was asked before, newest first.
        typed: Told the query with every letter, at once: a message would come when that letter is drawn.
        meant: What was probably meant by what is typed; "" while that is not known.
    """

    HELP = """
    ## Search

    Type plain words, which all must occur, "an exact phrase", `-not this`, `this OR that`, `(groups)`, `begin*`,
    `fuzzy~`, `speaker:akar`, `actor:akar` (under any name), `outlet:urdupoint`, `via:reuters`, `title:talks`,
    `date:2021-03`, `said:2021-03..2021-04`, `kind:direct`, `polarity:denied`, `is:unread`, `is:noted` or
    `tag:sanctions`. The line below says how it was
    understood. Results come as you type; `tab` goes on with a field or a name, `up` brings back what you asked before,
    `enter` or `down` goes to the results, `ctrl+s` gives the search a name, `esc` clears.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bind("search.results", "search.clear", foot=True),
        *bind("search.older", "search.accept"),
    ]

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), init=False)
    """The room that the query takes. Textual lays out the whole screen whenever it changes: for every letter."""

    class Left(Message):
        """The reader goes on to the results."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="/ search articles and statements", id="search", compact=True, suggester=_GoingOn(self)
        )
        self.completions: Callable[[str], Awaitable[Sequence[str]]] | None = None
        self.history: Callable[[], Awaitable[Sequence[str]]] | None = None
        self.typed: Callable[[str], object] | None = None
        self.meant = ""
        self._filling = False
        self._asked: Sequence[str] = ()
        self._back = 0
        self._draft = ""

    def validate_value(self, value: str) -> str:
        """A query is text from outside too."""
        return visible(value)

    def watch_value(self, value: str) -> None:
        """Tell what is typed."""
        self.meant = ""
        if self.typed is not None and not self._filling:
            self.typed(value)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """While the box is filled by us, nobody is told."""
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def post_message(self, message: Message) -> bool:
        """What is typed is told at once, and what looks for ways to go on tells nobody how it fares."""
        return not isinstance(message, Input.Changed | Worker.StateChanged) and super().post_message(message)

    def on_focus(self) -> None:
        """What was asked before is looked up anew."""
        self._asked, self._back = (), 0

    def action_results(self) -> None:
        """Go to the results; or forward again to what was typed, when older queries were gone through."""
        if self._back:
            self._step(-1)
        else:
            self.post_message(self.Left())

    async def action_older(self) -> None:
        """Bring back the query asked before."""
        if not self._back and self.history is not None:
            self._draft, self._asked = self.value, [one for one in await self.history() if one != self.value]
        self._step(1)

    def _step(self, step: int) -> None:
        self._back = max(0, min(len(self._asked), self._back + step))
        self.value = self._asked[self._back - 1] if self._back else self._draft
        self.cursor_position = len(self.value)

    async def offered(self) -> str | None:
        """The likeliest way to go on with the query."""
        offered = await self.completions(self.value) if self.value and self.completions is not None else ()
        return visible(offered[0]) if offered else None

    async def action_accept(self) -> None:
        """Take what is offered, a way to go on or else another spelling, or go to the results when nothing is."""
        offered = self._suggestion or await self.offered() or ""
        goes_on = len(offered) > len(self.value) and self.cursor_position >= len(self.value)
        if taken := offered if goes_on else self.meant:
            self.value = taken
            self.cursor_position = len(self.value)
        else:
            self.post_message(self.Left())


class Standing(Looks):
    """The library in one line, and what is going on in it."""

    def __init__(self) -> None:
        super().__init__(id="standing")
        self.summary: Summary | None = None
        self.progress: Progress | None = None
        self.unread = 0

    def show_unread(self, number: int) -> None:
        """Show how many articles were not read yet."""
        self.unread = number
        self.refresh()

    def show(self, summary: Summary | None, progress: Progress | None) -> None:
        """Show these; nothing is drawn when they are shown already."""
        if (summary, progress) != (self.summary, self.progress):
            self.summary, self.progress = summary, progress
            self.refresh()

    def render(self) -> RenderResult:
        """Name, figures, progress; what does not fit is cut at the end."""
        name = Content(" briefing ").stylize(self.look("name"))
        faint = self.look("faint")
        if self.summary is None:
            return cut(opening(self, cast("BriefingApp", self.app).opening), self.size.width)
        head = name + outside(self.summary.name, self.look("strong"))
        doing, figures = self._progress(), self._figures(self.summary)
        while figures and head.cell_length + _length([*doing, *figures]) > self.size.width:
            figures.pop(0)  # the last ones matter most
        while len(doing) > 1 and head.cell_length + _length(doing) > self.size.width:
            doing.pop()
        if doing and head.cell_length + _length(doing) > self.size.width:
            doing = self._progress(short=True)
            head = head if head.cell_length + _length(doing) <= self.size.width else name
        for number, part in enumerate([*doing, *figures]):
            head += Content("   " if number == 0 else " · ").stylize(faint) + part
        return cut(head, self.size.width)

    def _figures(self, summary: Summary) -> list[Content]:
        faint = self.look("faint")
        parts = [
            outside(counted(summary.articles, "article"), faint),
            outside(counted(summary.statements, "statement"), faint),
        ]
        if summary.statements:
            parts.append(Content(f"{percent(summary.attributed / summary.statements)} attributed").stylize(faint))
        if self.unread:
            parts.append(Content(f"{self.unread:,} unread").stylize(faint))
        if summary.unsure:
            doubt = self.look("doubt")
            parts.append(Content(f"{summary.unsure:,} to review").stylize(doubt))
        return parts

    def _progress(self, *, short: bool = False) -> list[Content]:
        """What is going on and how far it is, with a bar or in short; nothing at rest."""
        progress = self.progress
        if progress is None or progress.stage == "idle":
            return []
        mark = self.look("name")
        stage = STAGES.get(progress.stage, progress.stage)
        if not progress.total:
            return [outside(f"{stage} …", mark)]
        share = progress.done / progress.total if progress.share is None else progress.share
        if short:
            return [outside(f"{stage} {percent(share)}", mark)]
        filled = min(BAR, int(BAR * share))
        bar = "━" * filled + "╌" * (BAR - filled)
        parts = [outside(f"{stage} {bar} {progress.done:,}/{progress.total:,}", mark)]
        if progress.stage == "reading" and progress.articles > progress.total:
            parts = [outside(f"{stage} {bar} {counted(progress.articles, 'article')}", mark)]
        if progress.left is not None:
            parts.append(outside(f"{_duration(progress.left)} left", self.look("faint")))
        return parts


class Asked(Looks):
    """How a search was understood, or what may have been meant; while nothing is searched for, how one may be put."""

    def __init__(self) -> None:
        super().__init__(id="asked")
        self.found: Found | None = None
        self._takes = "search.meant"

    def show(self, found: Found | None) -> None:
        """Say this."""
        self.found = found
        self.refresh()

    def in_box(self, typing: bool) -> None:
        """Whether keys go to the search box: another one takes the other spelling there."""
        takes = "search.accept" if typing else "search.meant"
        if takes != self._takes:
            self._takes = takes
            if self.found is not None and self.found.instead:
                self.refresh()

    def render(self) -> RenderResult:
        """One line; what was not understood stands out."""
        found = self.found
        if found is None:
            return cut(outside(_EXAMPLES, self.look("faint")), self.size.width)
        said = outside(found.explained, self.look("doubt" if found.corrected else "faint"))
        if found.instead:
            meant = Content(" did you mean ").stylize(self.look("faint")) + outside(found.instead, self.look("strong"))
            key = shown_key(self._takes, cast("BriefingApp", self.app).own_keys)
            said = meant + outside(f"? {key} · ", self.look("mark")) + said
        return cut(Content(" ") + said, self.size.width)


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
