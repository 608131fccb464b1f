"""Picking one of many over the desk, by typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from briefing.errors import BriefingError
from briefing.tui.content import cells, column, cut, outside, title
from briefing.tui.screens.over import OverScreen
from briefing.tui.widgets.rows import RowList

Value = TypeVar("Value")
_SIGNS: Final = 6
"""Cells of a line that are neither name nor note: the cursor's bar, the letter, and blanks."""
_NAME: Final = 30
"""Cells that are enough for a name where its note needs the rest."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One of those that can be picked.

    Attributes:
        value: What is picked.
        name: As it is shown.
        note: Shown behind it.
        letter: Shown before it.
    """

    value: Value
    name: str
    note: str = ""
    letter: str = " "


class ChoiceList(RowList[Choice[Value]]):
    """The choices, one a line."""

    can_focus = False
    keyless = True

    def __init__(self, *, id: str, whole: bool = False) -> None:
        """Prepare the list.

        Args:
            id: The widget's id.
            whole: Notes are shown whole, below the names where they have no room beside them.
        """
        super().__init__(id=id)
        self._whole = whole
        self._below = False

    def sizes(self, width: int) -> Iterable[int]:
        """A line each, or two where a note stands below."""
        self._below = self._whole and any(cells(row.name) + cells(row.note) + _SIGNS > width for row in self.rows)
        return [2 if self._below else 1] * len(self.rows)

    def key_of(self, row: Choice[Value]) -> str:
        """What is picked."""
        return repr(row.value)

    def draw(self, row: Choice[Value], width: int, *, current: bool) -> list[Content]:
        """Letter, name, note."""
        bar = Content("▌").stylize(self.look("mark")) if current else Content(" ")
        note = outside(f" {row.note} ", self.look("faint"))
        name = outside(row.name, self.look("strong") if current else None)
        if self._below:
            first = bar + outside(row.letter, self.look("faint")) + Content(" ") + cut(name, width - 4)
            return [first, bar + Content(" ") + cut(note, width - 2)]
        most = max(width // 2, width - 4 - min(name.cell_length, _NAME))
        if note.cell_length > most:
            note = column(note, most)
        room = max(4, width - note.cell_length - 3)
        return [bar + outside(row.letter, self.look("faint")) + Content(" ") + column(name, room) + note]


class PickScreen(OverScreen[Choice[Value] | None], Generic[Value]):
    """A line to type in and a list that follows; answers None when the reader thinks better of it."""

    CSS_PATH = "../styles/review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave it", id="pick.close"),
        Binding("down,ctrl+n", "move(1)", "down", id="pick.down", show=False),
        Binding("up,ctrl+p", "move(-1)", "up", id="pick.up", show=False, priority=True),
        Binding("pagedown", "move(8)", "further down", id="pick.page_down", show=False),
        Binding("pageup", "move(-8)", "further up", id="pick.page_up", show=False),
    ]

    def __init__(
        self,
        heading: str,
        ask: Callable[[str], Awaitable[Sequence[Choice[Value]]]],
        *,
        hint: str = "type to narrow",
        nothing: str = "Nobody goes by that.",
        whole: bool = False,
    ) -> None:
        """Prepare the list.

        Args:
            heading: Our own words, in the frame; names in them are cleaned.
            ask: Gives the choices for what is typed.
            hint: Shown while nothing is typed.
            nothing: Said when there is no choice.
            whole: Notes are shown whole, below the names where they have no room beside them.
        """
        super().__init__()
        self._whole = whole
        self._nothing = nothing
        self._heading, self._ask, self._hint = heading, ask, hint

    def compose(self) -> ComposeResult:
        """The line above the list."""
        with Vertical(id="pick") as frame:
            yield Input(placeholder=self._hint, id="typed", compact=True)
            yield ChoiceList(id="choices", whole=self._whole)
        title(frame, outside(self._heading), Content("enter pick  esc leave it"))

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self._narrow("")

    @property
    def choices(self) -> ChoiceList[Value]:
        """The list."""
        return self.query_one(ChoiceList)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    @work(exclusive=True, group="pick")
    async def _narrow(self, typed: str) -> None:
        try:
            found = await self._ask(typed)
        except BriefingError as error:
            self.choices.show([])
            self.choices.say(str(error))
            return
        self.choices.show(found)
        self.choices.say(self._nothing)
        self.choices.select_first()

    @on(Input.Submitted)
    async def _picked(self, event: Input.Submitted) -> None:
        narrowing = [one for one in self.workers if one.group == "pick"]
        if narrowing:  # of none, all would be waited for
            await self.workers.wait_for_complete(narrowing)
        if self.choices.current is not None:
            self.dismiss(self.choices.current)

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        self.dismiss(self.choices.current)

    def action_move(self, by: int) -> None:
        """Move in the list while the line keeps what is typed."""
        self.choices.action_move(by)
