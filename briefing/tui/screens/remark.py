"""Writing in the margin: a line of tags, or a note, over the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from briefing.errors import BriefingError
from briefing.model.remark import Note, Remarks
from briefing.services.views import Markable, StatementCard, TagCount
from briefing.tui.content import Framed, cut, outside, title, visible, wrap
from briefing.tui.screens.over import OverScreen

_LINES: Final = 2
"""So many lines of what is written on are shown."""
_SHOWN: Final = 40
"""So many tags are offered at once."""


class Frame(Framed, Vertical):
    """What is written in, with its keys below."""


class Subject(Widget):
    """What is tagged or noted on, in its own words: as many as two lines hold."""

    def __init__(self, item: Markable) -> None:
        super().__init__(id="about")
        self._words = " ".join(visible(_words(item)).split())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that it takes."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        rows = wrap(self._words, max(8, width))
        lines = [outside(self._words[start:end].rstrip()) for start, end in rows[:_LINES]]
        if len(rows) > _LINES:
            lines[-1] = cut(outside(self._words[rows[_LINES - 1][0] :]), max(8, width))
        return lines


class TagScreen(OverScreen[str | None]):
    """A line in which commas stand between tags; answers None when the reader thinks better of it."""

    CSS_PATH = "../styles/remark.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave it", id="tags.close"),
        Binding("tab", "accept", "go on with what is offered", id="tags.accept", priority=True),
    ]

    def __init__(self, item: Markable, beside: Remarks, known: Callable[[], Awaitable[Sequence[TagCount]]]) -> None:
        """Prepare the line, which can be written on before the tags there are have come.

        Args:
            item: What is tagged.
            beside: What stands beside it.
            known: Asks for every tag there is.
        """
        super().__init__()
        self._item = item
        self._written = "".join(f"{tag.name}, " for tag in beside.tags.values() if tag.holds)
        self._stale = [tag.name for tag in beside.tags.values() if not tag.holds]
        self._ask, self._known = known, list[TagCount]()

    def compose(self) -> ComposeResult:
        """What it is about, the line, and the tags there are."""
        with Frame(id="tags") as frame:
            yield Subject(self._item)
            yield Input(
                self._written, placeholder="tags, with commas between them", compact=True, suggester=_Tags(self)
            )
            yield Static(id="known")
        title(frame, outside(f"TAGS OF {_name(self._item)}"), "enter keep", "esc leave it", "tab go on")

    def on_mount(self) -> None:
        """Show the tags there are."""
        self._learn()

    @work
    async def _learn(self) -> None:
        with suppress(BriefingError):  # the line serves without what is offered
            self._known = sorted(await self._ask(), key=lambda one: -(one.articles + one.statements))
        self._offer(self.query_one(Input).value)

    def going_on(self, written: str) -> str | None:
        """The line with its last tag written out, when there is one that begins so."""
        before, _, last = written.rpartition(",")
        begun = last.strip().casefold()
        given = {name.strip().casefold() for name in before.split(",")}
        for name in (*self._stale, *(one.name for one in self._known)):
            if begun and name.casefold().startswith(begun) and name.casefold() not in given:
                return written + visible(name[len(begun) :])
        return None

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._offer(event.value)

    def _offer(self, written: str) -> None:
        begun = written.rpartition(",")[2].strip().casefold()
        fitting = [one for one in self._known if begun in one.name.casefold()] or self._known
        offered = outside(" · ".join(f"{one.name} {one.articles + one.statements}" for one in fitting[:_SHOWN]))
        if self._stale:
            stale = f"given before the text changed, write it again if it holds: {', '.join(self._stale)}"
            offered = outside(stale).stylize("$text-warning") + Content("\n") + offered
        nothing = Content("No tags yet: the first is what you write.")
        self.query_one("#known", Static).update(offered if self._known else nothing)

    def action_accept(self) -> None:
        """Write out the tag that is offered, and be ready for the next."""
        line = self.query_one(Input)
        whole = self.going_on(line.value)
        if whole is not None:
            line.value = f"{whole}, "
            line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class _Tags(Suggester):
    """Offers to write out the last tag of the line."""

    def __init__(self, screen: TagScreen) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._screen = screen

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last tag written out."""
        return self._screen.going_on(value)


class NoteScreen(OverScreen[str | None]):
    """A page to write on; answers None when nothing is to be kept."""

    CSS_PATH = "../styles/remark.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", id="note.keep", priority=True),
        Binding("escape", "leave", "leave it", id="note.close"),
    ]

    def __init__(self, item: Markable, note: Note | None) -> None:
        """Prepare the page.

        Args:
            item: What is noted on.
            note: What stands there already.
        """
        super().__init__()
        self._item, self._note = item, note
        self._before = visible(note.text, lines=True) if note is not None else ""
        self._asked = False

    def compose(self) -> ComposeResult:
        """What it is about, and the page."""
        with Frame(id="note"):
            yield Subject(self._item)
            if self._note is not None and not self._note.holds:
                yield Static(outside("Written before the text changed; ctrl+s keeps it for this text."), id="stale")
            yield TextArea(self._before, soft_wrap=True, compact=True, id="written")

    def on_mount(self) -> None:
        """Go on where the note ends."""
        self._entitle()
        page = self.query_one(TextArea)
        page.move_cursor(page.document.end)
        page.focus()

    def _entitle(self) -> None:
        leave = ("esc throw away", "not kept yet") if self._asked else ("esc leave it",)
        title(self.query_one("#note"), outside(f"NOTE ON {_name(self._item)}"), "ctrl+s keep", *leave)
        self.query_one("#note").set_class(self._asked, "-asking")

    @on(TextArea.Changed)
    def _goes_on(self) -> None:
        if self._asked:
            self._asked = False
            self._entitle()

    def action_keep(self) -> None:
        """Keep what is written."""
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """Leave; ask first when something was written that is not kept."""
        if self._asked or self.query_one(TextArea).text == self._before:
            self.dismiss(None)
        else:
            self._asked = True
            self._entitle()


def _name(item: Markable) -> str:
    return "THE STATEMENT" if isinstance(item, StatementCard) else "THE ARTICLE"


def _words(item: Markable) -> str:
    """What is tagged or noted on, in its own words."""
    return item.content if isinstance(item, StatementCard) else item.title


__all__ = ["NoteScreen", "TagScreen"]
