"""The sidebar: who speaks, and how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from briefing.bars import sparkline
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
PICTURE: Final = 30
"""Parts of the time in which it is counted how much an actor says; as many cells show it, or so many that share."""
_CELLS: Final = ((100, 30), (70, 15), (42, 10))
"""From so many columns on, so many cells."""
PICTURED_FROM: Final = _CELLS[-1][0]
_COUNT: Final = 5
"""Cells of a column of counts below a thousand: "said" and a blank. What more the others take goes from the names."""
_MANY: Final = 500
"""So many rows are not looked through for how large their counts are."""


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
    the statement you are reading. Where there is room, small bars show how much each says over time, from the first
    articles to the last.

    You decide who is who: `a` says that an actor is another or has another name, `S` takes names apart, `R` renames,
    `K` says of what kind, `x` leaves an actor out of this list (`X` shows those, marked ×). `u` undoes the last
    decision.
    """
    even = True
    BINDINGS: ClassVar[list[BindingType]] = [*bind(*OF_ACTORS), *bind("open", says="statements")]

    class Sorted(Message):
        """The reader wants another order.

        Attributes:
            order: "said", "mentioned" or "name".
        """

        def __init__(self, order: str) -> None:
            super().__init__()
            self.order = order

    class Unpictured(Message):
        """Actors are seen of whom it is not known how much they say over time: `unpictured` tells which."""

    def __init__(self, *, id: str = "actors") -> None:
        super().__init__(id=id)
        self.order = ORDERS[0]
        self._trends: dict[str, tuple[int, ...]] = {}
        self._pictured: set[str] = set()
        self._speaking: str | None = None
        self._count = _COUNT

    def name_pane(self) -> None:
        """Write the name and the columns' names into the frame, the order below."""
        rule = "─" * max(1, self.content_region.width - 12 - 2 * self._count)
        title(self, Content(f"ACTORS {rule} said{'ment':>{self._count}}"), Content(f"s sort: {self.order}"))

    def on_resize(self, event: events.Resize) -> None:
        """The columns' names stand above their columns."""
        self.name_pane()
        self._look()

    def mark(self, actor_id: str | None) -> None:
        """Mark who says the statement that is being read."""
        if actor_id != self._speaking:
            before, self._speaking = self._speaking, actor_id
            self._draw_those([one for one in (before, actor_id) if one is not None])

    def show(self, rows: Sequence[SidebarRow]) -> None:
        """Show these rows instead; how much each says over time is asked for anew, and stays until it is known."""
        self._pictured.clear()
        before = self._count
        self._count = _COUNT if all(_is_small(row) for row in rows[:_MANY]) and len(rows) <= _MANY else _COUNT + 1
        self.name_pane()
        if self._count != before:
            self.refresh_drawn()
        super().show(rows)
        self._look()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Others are seen now."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._look()

    def picture(self, trends: Mapping[str, tuple[int, ...]]) -> None:
        """Draw how much some actors say over time."""
        other = [actor for actor, trend in trends.items() if self._trends.get(actor) != trend]
        self._trends.update(trends)
        self._pictured.update(trends)
        self._draw_those(other)

    def _draw_those(self, actors: Iterable[str]) -> None:
        for actor in actors:
            self._draw_again(self._place_of(actor))

    def unpictured(self) -> list[str]:
        """Who is seen, where there is room for pictures, and is not pictured yet."""
        if self.columns < PICTURED_FROM:
            return []
        first = round(self.scroll_offset.y)
        seen = [row.id for row in self.rows[first : first + self.page_lines] if isinstance(row, ActorCard)]
        return [one for one in seen if one not in self._pictured]

    def _look(self) -> None:
        """Ask for the pictures of those that are seen."""
        if self.unpictured():
            self.post_message(self.Unpictured())

    def key_of(self, row: SidebarRow) -> str:
        """The actor's id."""
        return row.id

    def is_alike(self, row: SidebarRow, before: SidebarRow) -> bool:
        """Whether nothing has changed about an actor; how much they say over time is drawn when it is known."""
        return row == before

    def draw(self, row: SidebarRow, width: int, *, current: bool) -> list[Content]:
        """Letter, name, said, mentioned, in columns."""
        faint = self.look("faint")
        is_actor = isinstance(row, ActorCard)
        ink = self.ink(row.id) if is_actor else self.look("doubt" if row.id == TO_REVIEW else "strong")
        bar = Content("▌").stylize(self.look("mark")) if current else Content(" ")
        speaking = is_actor and row.id == self._speaking
        dot = Content("•" if speaking else " ").stylize(self.look("mark"))
        said = Content(_short(row.said)).stylize(self.look("strong")) if row.said else Content("·").stylize(faint)
        hidden = isinstance(row, ActorCard) and row.hidden
        mentioned = (_short(row.mentioned) if row.mentioned else "·") if isinstance(row, ActorCard) else ""
        name = outside(row.name)
        letter = outside(LEFT_OUT if hidden else _letter(row), faint if hidden else ink)
        if hidden:
            name = name.stylize(faint)
        if speaking or not is_actor:
            name = name.stylize(self.look("strong"))
        picture = self._picture(row, next((cells for least, cells in _CELLS if width >= least), 0))
        counts = column(said, self._count, right=True) + column(outside(mentioned, faint), self._count, right=True)
        counts += Content(" " * max(0, self.columns - self.content_region.width + 2))
        room = width - 3 - counts.cell_length - picture.cell_length
        return [bar + letter + dot + column(name, max(4, room)) + picture + counts]

    def _picture(self, row: SidebarRow, cells: int) -> Content:
        """How much somebody says over time, in a few bars."""
        if not cells:
            return Content("")
        trend = self._trends.get(row.id, ())
        drawn = sparkline(trend, cells, low=True) if any(trend) else ""
        return Content(" ") + column(outside(drawn, self.look("mark")), cells)

    def action_sort(self) -> None:
        """Take the next order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.name_pane()
        self.post_message(self.Sorted(self.order))


def _is_small(row: SidebarRow) -> bool:
    """Whether its counts take three cells at most."""
    return row.said < 1000 and not (isinstance(row, ActorCard) and row.mentioned >= 1000)


def _letter(row: SidebarRow) -> str:
    """The kind in one letter, or what stands in its place."""
    if isinstance(row, ActorCard):
        return LETTERS[row.kind]
    return "!" if row.id == TO_REVIEW else " "


def _short(count: int) -> str:
    """A count in five cells at most: "4,111", "13.8k", "112k"."""
    if count < 10_000:
        return f"{count:,}"
    for size, sign in ((1_000, "k"), (1_000_000, "M")):
        if count < 999.5 * size:
            return f"{count / size:.1f}{sign}" if count < 99.95 * size else f"{count / size:.0f}{sign}"
    return f"{count / 1e9:.1f}G"
