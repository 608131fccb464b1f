"""A list of anything, as long as it likes: the one list that every pane uses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual import events
from textual.content import Content
from textual.message import Message

from briefing.tui.content import column
from briefing.tui.widgets.lines import LineView, Target

Row = TypeVar("Row")
_NEAR: Final = 100
"""Rows to either side; going through all of them takes its time where there are tens of thousands."""
_MOST_DRAWN: Final = 200
"""Rows drawn, more than are seen at once: whoever has gone through so many has them drawn again when others come."""


class RowList(LineView, Generic[Row]):
    """Rows of one or more lines, with a cursor that stays on its row while rows come and go around it.

    Attributes:
        even: Every row takes one line and can hold the cursor, so that nothing has to be measured.
        keyless: The keys go elsewhere and move its cursor all the same, which shines as if they came here.
    """

    even: ClassVar[bool] = False
    keyless: ClassVar[bool] = False

    class Moved(Message):
        """The reader moved the cursor.

        Attributes:
            rows: The list.
            key: The row's key.
        """

        def __init__(self, rows: RowList[Any], key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList[Any]:
            """The list, for `@on` selectors."""
            return self.rows

    class Chosen(Moved):
        """The reader wants to go into the row at the cursor."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._places: dict[str, int] | None = None  # made when it is first asked for
        self._ends: Sequence[int] = ()
        self._cursor: int | None = None
        self._measured_for = 0
        self._drawn: dict[int, list[Content]] = {}
        self._speakers_known = 0

    def key_of(self, row: Row) -> str:
        """What names a row while the list changes; subclasses say."""
        raise NotImplementedError

    def measure(self, row: Row, width: int) -> int:
        """How many lines a row takes."""
        return 1

    def sizes(self, width: int) -> Iterable[int]:
        """How many lines each row takes, in order."""
        return (self.measure(row, width) for row in self._rows)

    def draw(self, row: Row, width: int, *, current: bool) -> list[Content]:
        """The lines of a row, at most as many as it measures; subclasses say."""
        raise NotImplementedError

    def is_alike(self, row: Row, before: Row) -> bool:
        """Whether a row looks as the one that stood in its place before; where nobody knows, it does not."""
        return False

    def is_heading(self, row: Row) -> bool:
        """Whether the cursor passes over this row."""
        return False

    @property
    def rows(self) -> Sequence[Row]:
        """Every row."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row at the cursor."""
        return None if self._cursor is None else self._rows[self._cursor]

    @property
    def current_key(self) -> str | None:
        """The key of the row at the cursor."""
        row = self.current
        return None if row is None else self.key_of(row)

    @property
    def line_count(self) -> int:
        """How many lines all rows take together."""
        return self._ends[-1] if self._ends else 0

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows instead; the cursor and what is seen stay where they are, by key."""
        key, before = self.current_key, self._line_of_cursor() - self.scroll_offset.y
        index = self._cursor
        drawn = self._still_drawn(rows)
        self._rows, self._places = rows, None
        self._measure()
        kept = self._place_of(key, near=index) if key is not None else None
        if kept is None and index is not None:
            self._cursor = self._nearest(min(index, len(rows) - 1), 1)
        else:
            self._cursor = kept
        self.redraw()
        self._drawn.update(
            (place, lines) for place, lines in drawn.items() if (place == index) == (place == self._cursor)
        )
        if kept is not None:
            self.jump(max(0, self._line_of_cursor() - before))
        self.reveal()

    def _still_drawn(self, rows: Sequence[Row]) -> dict[int, list[Content]]:
        """What was drawn of rows in whose places there will be some that look alike: most, with another letter."""
        known, self._speakers_known = self._speakers_known, len(self.speaker_numbers)
        if known != self._speakers_known or self._measured_for != self.columns or len(self._drawn) > _MOST_DRAWN:
            return {}
        return {
            place: lines
            for place, lines in self._drawn.items()
            if place < min(len(rows), len(self._rows)) and self.is_alike(rows[place], self._rows[place])
        }

    def select(self, key: str) -> bool:
        """Move the cursor to a row without telling anybody; False when there is no such row."""
        place = self._place_of(key, near=self._cursor)
        if place is None:
            return False
        self._move_cursor(place)
        self.reveal()
        return True

    def select_first(self) -> Row | None:
        """Move the cursor to the first row that can hold it, without telling anybody."""
        first = self._nearest(0, 1)
        if first is None:
            self._cursor = None
        else:
            self._move_cursor(first)
        self.jump(0)
        return self.current

    def has(self, key: str) -> bool:
        """Whether a row with this key is in the list."""
        return self._place_of(key) is not None

    def place_of_cursor(self) -> tuple[int, int]:
        """The cursor's place among the rows that can hold it, from 1, and how many there are."""
        if not any(self.is_heading(row) for row in self._rows[:1]):
            return (0 if self._cursor is None else self._cursor + 1), len(self._rows)
        real = [place for place, row in enumerate(self._rows) if not self.is_heading(row)]
        return (0 if self._cursor is None else bisect_right(real, self._cursor)), len(real)

    def reveal(self) -> None:
        """Scroll as little as it takes to see the whole row at the cursor."""
        if self._cursor is None:
            return
        start, end = self._line_of_cursor(), self._ends[self._cursor]
        if start < self.scroll_offset.y:
            self.jump(0 if self._nearest(0, 1) == self._cursor else start)
        elif end > self.scroll_offset.y + self.page_lines:
            self.jump(min(start, end - self.page_lines))

    def prepare(self) -> None:
        """Measure again when the width changed, and forget what was drawn."""
        self._drawn.clear()
        if self.columns != self._measured_for:
            self._measure()

    def refresh_drawn(self) -> None:
        """Draw again: something that rows show has changed, their heights have not."""
        self._drawn.clear()
        self.refresh()

    def _draw_again(self, place: int | None) -> None:
        """Draw one row again, and leave the others as they are."""
        if place is not None and place < len(self._ends):
            self._drawn.pop(place, None)
            start = self._ends[place - 1] if place else 0
            self.refresh_lines(start, self._ends[place] - start)

    def _move_cursor(self, place: int) -> None:
        """Put the cursor on a row; it and the row where it was are drawn again."""
        if place != self._cursor:
            before, self._cursor = self._cursor, place
            self._draw_again(before)
            self._draw_again(place)

    def refresh_margin(self) -> None:
        """Rows may show what was read, tagged and noted."""
        self.refresh_drawn()

    def recolour(self) -> None:
        """Nothing drawn before is right."""
        self.refresh_drawn()

    def on_focus(self) -> None:
        """The cursor shines."""
        self._draw_again(self._cursor)

    def on_blur(self) -> None:
        """The cursor dims."""
        self._draw_again(self._cursor)

    def on_resize(self, event: events.Resize) -> None:
        """Rows measure otherwise now; the cursor's stays in sight."""
        super().on_resize(event)
        self.reveal()

    def line(self, number: int) -> Content:
        """One line of a row."""
        place = bisect_right(self._ends, number)
        start = self._ends[place - 1] if place else 0
        lines = self._drawn.get(place)
        if lines is None:
            lines = self._drawn[place] = self._draw_row(place)
        return lines[number - start] if number - start < len(lines) else lines[-1]

    def _draw_row(self, place: int) -> list[Content]:
        current = place == self._cursor
        width = self.columns
        height = self._ends[place] - (self._ends[place - 1] if place else 0)
        lines = [column(line, width) for line in self.draw(self._rows[place], width, current=current)][:height]
        lines += [Content(" " * width)] * (height - len(lines))
        if current:
            style = self.look("cursor-here" if self.has_focus or self.keyless else "cursor")
            lines = [line.stylize_before(style) for line in lines]
        return lines

    def _measure(self) -> None:
        width = self._measured_for = self.columns
        if self.even:
            self._ends = range(1, len(self._rows) + 1)
        else:
            self._ends = list(accumulate(self.sizes(width)))

    def _place_of(self, key: str, *, near: int | None = None) -> int | None:
        """Where a row stands; looked for first around where it stood before: most move by little."""
        if near is not None:
            for at in range(max(0, near - _NEAR), min(near + _NEAR, len(self._rows))):
                if self.key_of(self._rows[at]) == key:
                    return at
        if self._places is None:
            self._places = {self.key_of(row): place for place, row in enumerate(self._rows)}
        return self._places.get(key)

    def _line_of_cursor(self) -> int:
        return self._ends[self._cursor - 1] if self._cursor and self._cursor <= len(self._ends) else 0

    def _nearest(self, place: int, direction: int) -> int | None:
        """The nearest row in this direction, then in the other, that can hold the cursor."""
        for step in (direction, -direction):
            at = place
            while 0 <= at < len(self._rows):
                if not self.is_heading(self._rows[at]):
                    return at
                at += step
        return None

    def _go(self, place: int, direction: int) -> None:
        if not self._rows:
            return
        place_after = self._nearest(max(0, min(place, len(self._rows) - 1)), direction)
        if place_after is None or place_after == self._cursor:
            return
        self._move_cursor(place_after)
        self.reveal()
        self.post_message(self.Moved(self, self.key_of(self._rows[place_after])))

    def _place_at(self, line: int) -> int:
        return min(bisect_right(self._ends, max(0, line)), len(self._rows) - 1)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row under the mouse; a second click goes into it."""
        offset = event.get_content_offset(self)
        if offset is None or not self._rows or offset.y + self.scroll_offset.y >= self.line_count:
            return
        place = self._place_at(offset.y + self.scroll_offset.y)
        if self.is_heading(self._rows[place]):
            return
        self._go(place, 1)
        if event.chain > 1:
            self.post_message(self.Chosen(self, self.key_of(self._rows[place])))

    def targets(self) -> Iterator[Target]:
        """Every row whose first line is seen."""
        x, y = self.content_region.offset
        top, place = self.scroll_offset.y, self._place_at(self.scroll_offset.y)
        while 0 <= place < len(self._rows):
            line = (self._ends[place - 1] if place else 0) - top
            if line >= self.page_lines:
                return
            if line >= 0 and not self.is_heading(self._rows[place]):
                yield Target(x, y + line, partial(self._go, place, 1))
            place += 1

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._go((-1 if self._cursor is None else self._cursor) + by, 1 if by > 0 else -1)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._go(0, 1)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._go(len(self._rows) - 1, -1)

    def action_half(self, direction: int) -> None:
        """Move the cursor half a page."""
        self._go_lines(direction * max(1, self.page_lines // 2))

    def action_page(self, direction: int) -> None:
        """Move the cursor a page."""
        self._go_lines(direction * max(1, self.page_lines - 1))

    def _go_lines(self, lines: int) -> None:
        direction = 1 if lines > 0 else -1
        place = self._place_at(self._line_of_cursor() + lines)
        if place == self._cursor:
            place += direction
        self._go(place, direction)

    def action_open(self) -> None:
        """Go into the row at the cursor."""
        if self.current_key is not None:
            self.post_message(self.Chosen(self, self.current_key))
