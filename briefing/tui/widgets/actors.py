"""The sidebar: who speaks, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from briefing.model import ActorCard, ActorKind
from briefing.tui.content import column, outside, title
from briefing.tui.keymap import OF_ACTORS, bind
from briefing.tui.widgets.rows import RowList

EVERYONE: Final = ""
TO_REVIEW: Final = "?review"
LETTERS: Final = {
    ActorKind.PERSON: "P",
    ActorKind.ORGANISATION: "O",
    ActorKind.GOVERNMENT: "G",
    ActorKind.GROUP: "U",
    ActorKind.UNNAMED: "?",
}
LEFT_OUT: Final = "×"
ORDERS: Final = ("said", "mentioned", "name")


class Gathered(NamedTuple):
    """A line above the actors: the statements of many of them.

    Attributes:
        id: `EVERYONE` or `TO_REVIEW`.
        name: As shown.
        said: How many statements.
    """

    id: str
    name: str
    said: int


SidebarRow = ActorCard | Gathered


def sidebar_rows(actors: Sequence[ActorCard], statements: int, unsure: int) -> list[SidebarRow]:
    """Everyone, what is to be reviewed, then the actors in their order."""
    review = [Gathered(TO_REVIEW, "to review", unsure)] if unsure else []
    return [Gathered(EVERYONE, "everyone", statements), *review, *actors]


class ActorsPane(RowList[SidebarRow]):
    """Actors with how often they speak and are named; the cursor says whose statements are shown."""

    HELP = """
    ## Actors

    Everybody the articles quote or paraphrase, with how many statements are attributed to them (*said*) and how often
    they are named (*ment*). Moving the cursor shows that actor's statements; **everyone** shows all of them.

    **P** person, **O** organisation, **G** government, **U** group, **?** unnamed source. A dot marks the speaker of
    the statement you are reading.

    You decide who is who: `a` says that an actor is another or has another name, `S` takes names apart, `R` renames,
    `K` says of what kind, `x` leaves an actor out of this list (`X` shows those, marked ×). `u` undoes the last
    decision.
    """
    even = True
    BINDINGS: ClassVar[list[BindingType]] = bind(*OF_ACTORS, "open")

    class Sorted(Message):
        """The reader wants another order.

        Attributes:
            order: "said", "mentioned" or "name".
        """

        def __init__(self, order: str) -> None:
            super().__init__()
            self.order = order

    def __init__(self, *, id: str = "actors") -> None:
        super().__init__(id=id)
        self.order = ORDERS[0]
        self._speaking: str | None = None

    def name_pane(self) -> None:
        """Write the name and the columns' names into the frame, the order below."""
        rule = "─" * max(1, self.content_region.width - 21)
        title(self, Content(f"ACTORS {rule} said ment"), Content(f"s sort: {self.order}"))

    def on_resize(self, event: events.Resize) -> None:
        """The columns' names stand above their columns."""
        super().on_resize(event)
        self.name_pane()

    def mark(self, actor_id: str | None) -> None:
        """Mark who says the statement that is being read."""
        if actor_id != self._speaking:
            self._speaking = actor_id
            self.refresh_drawn()

    def key_of(self, row: SidebarRow) -> str:
        """The actor's id."""
        return row.id

    def draw(self, row: SidebarRow, width: int, *, current: bool) -> list[Content]:
        """Letter, name, said, mentioned, in columns."""
        faint = self.look("faint")
        is_actor = isinstance(row, ActorCard)
        ink = self.ink(row.id) if is_actor else self.look("doubt" if row.id == TO_REVIEW else "strong")
        bar = Content("▌").stylize(self.look("mark")) if current else Content(" ")
        speaking = is_actor and row.id == self._speaking
        dot = Content("•" if speaking else " ").stylize(self.look("mark"))
        said = Content(f"{row.said:,}").stylize(self.look("strong")) if row.said else Content("·").stylize(faint)
        hidden = isinstance(row, ActorCard) and row.hidden
        mentioned = (f"{row.mentioned:,}" if row.mentioned else "·") if isinstance(row, ActorCard) else ""
        name = outside(row.name)
        letter = outside(LEFT_OUT if hidden else _letter(row), faint if hidden else ink)
        if hidden:
            name = name.stylize(faint)
        if speaking or not is_actor:
            name = name.stylize(self.look("strong"))
        counts = column(said, 5, right=True) + column(outside(mentioned, faint), 5, right=True)
        counts += Content(" " * max(0, self.columns - self.content_region.width + 2))
        return [bar + letter + dot + column(name, max(4, width - 3 - counts.cell_length)) + counts]

    def action_sort(self) -> None:
        """Take the next order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.name_pane()
        self.post_message(self.Sorted(self.order))


def _letter(row: SidebarRow) -> str:
    """The kind in one letter, or what stands in its place."""
    if isinstance(row, ActorCard):
        return LETTERS[row.kind]
    return "!" if row.id == TO_REVIEW else " "
