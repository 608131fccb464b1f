"""The one list: as long as it likes, and steady while rows come and go."""

from __future__ import annotations

import time

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.content import Content
from textual.strip import Strip

from briefing.tui.content import outside
from briefing.tui.widgets.rows import RowList
from tests.tui.steps import until

MANY = 100_000


class Numbers(RowList[int]):
    """Numbers; every tenth is a heading, every third takes two lines."""

    def key_of(self, row: int) -> str:
        return str(row)

    def measure(self, row: int, width: int) -> int:
        return 2 if row % 3 == 0 else 1

    def is_heading(self, row: int) -> bool:
        return row % 10 == 0

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.drawn: list[tuple[int, int]] = []
        self.rendered: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.rendered.append(y)
        return super().render_line(y)

    def is_alike(self, row: int, before: int) -> bool:
        return row == before

    def draw(self, row: int, width: int, *, current: bool) -> list[Content]:
        self.drawn.append((row, width))
        return [outside(f"row {row}"), outside("second line")]


class Host(App[None]):
    """A list and nothing else."""

    CSS = "LineView { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; scrollbar-gutter: stable; }"

    def __init__(self) -> None:
        super().__init__()
        self.moved: list[str] = []
        self.chosen: list[str] = []
        self.numbers = Numbers(id="numbers")

    def compose(self) -> ComposeResult:
        yield self.numbers

    def on_mount(self) -> None:
        self.numbers.focus()

    @on(RowList.Moved)
    def note_moved(self, message: RowList.Moved) -> None:
        (self.chosen if isinstance(message, RowList.Chosen) else self.moved).append(message.key)


@pytest.fixture
def host() -> Host:
    return Host()


async def test_other_rows_move_nothing_else_on_the_screen(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(1, 500))
        await pilot.pause()
        assert host.numbers.show_vertical_scrollbar
        before = host.screen._layout_updates
        host.numbers.show(range(1, 300))
        await pilot.press("G")
        assert host.numbers.current == 299
        assert host.numbers.max_scroll_y == host.numbers.line_count - host.numbers.page_lines
        assert host.numbers.vertical_scrollbar.window_virtual_size == host.numbers.line_count
        assert host.screen._layout_updates == before
        host.numbers.show(range(1, 3))
        await pilot.pause()
        assert not host.numbers.show_vertical_scrollbar
        assert host.numbers.scroll_offset.y == 0


async def test_a_hundred_thousand_rows(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        began = time.perf_counter()
        host.numbers.show(range(MANY))
        await pilot.pause()
        for _ in range(3):
            await pilot.press("pagedown")
        await pilot.press("G")
        took = time.perf_counter() - began
        assert host.numbers.current == MANY - 1
        assert host.numbers.scroll_offset.y == host.numbers.line_count - host.numbers.page_lines
        assert host.numbers.line(host.numbers.line_count - 1).plain.strip() in ("second line", f"row {MANY - 1}")
        await pilot.press("g")
        assert host.numbers.current == 1, "the first row is a heading"
        assert host.numbers.scroll_offset.y == 0, "the heading above the first row is seen too"
        assert took < 5


async def test_keys_move_over_headings(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(40))
        await pilot.press("j", "j", "down")
        assert host.moved == ["1", "2", "3"]
        host.numbers.select("9")
        await pilot.press("j")
        assert host.numbers.current == 11
        await pilot.press("k")
        assert host.numbers.current == 9
        await pilot.press("ctrl+d")
        after_half = host.numbers.current
        assert after_half is not None
        assert after_half > 11
        await pilot.press("ctrl+u", "G", "end", "g", "home")
        assert host.numbers.current == 1


async def test_rows_come_and_go_and_the_cursor_stays_on_the_screen_line(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(100, 200))
        host.numbers.select("151")
        await pilot.pause()
        line = host.numbers._line_of_cursor() - host.numbers.scroll_offset.y
        host.numbers.show(range(300))
        await pilot.pause()
        assert host.numbers.current == 151
        assert host.numbers._line_of_cursor() - host.numbers.scroll_offset.y == line
        host.numbers.show([row for row in range(300) if row != 151])
        assert host.numbers.current == 152
        host.numbers.show([])
        assert host.numbers.current is None
        await pilot.press("j", "G", "g", "pagedown", "ctrl+d")
        assert host.numbers.current is None


async def test_the_mouse_selects_opens_and_scrolls(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(1, 500))
        await pilot.click("#numbers", offset=(5, 5))  # rows 1, 2, 3 (two lines), 4, 5
        assert host.numbers.current == 5
        await pilot.click("#numbers", offset=(5, 5), times=2)
        assert host.chosen == ["5"]
        assert not host.screen.selections, "a second click is no selection of the whole list"
        host.numbers._on_mouse_scroll_down(events.MouseScrollDown(host.numbers, 5, 5, 0, 1, 0, False, False, False))
        await until(pilot, lambda: host.numbers.scroll_offset.y > 0)
        assert host.numbers.scroll_offset.y > 0
        assert host.numbers.current == 5, "the wheel leaves the cursor alone"


async def test_words_in_the_list_can_be_selected(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(1, 500))
        await pilot.pause()
        await pilot.mouse_down("#numbers", offset=(0, 0))
        await pilot.hover("#numbers", offset=(4, 1))
        await pilot.mouse_up("#numbers", offset=(4, 1))
        assert (host.screen.get_selected_text() or "").startswith("row 1\nrow")


async def test_resizing_keeps_the_cursor_in_sight(host: Host) -> None:
    async with host.run_test(size=(80, 40)) as pilot:
        host.numbers.show(range(1, 500))
        host.numbers.select("29")
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        top = host.numbers.scroll_offset.y
        assert top <= host.numbers._line_of_cursor() < top + host.numbers.page_lines


async def test_another_size_draws_every_line_once_and_in_its_width(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(1, 500))
        await pilot.pause()
        for width in (50, 90):
            host.numbers.drawn.clear()
            host.numbers.rendered.clear()
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert {room for _, room in host.numbers.drawn} == {host.numbers.columns}
            assert len(host.numbers.rendered) == 24


async def test_the_cursor_draws_the_rows_it_leaves_and_enters(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(1, 500))
        host.numbers.select("1")
        await pilot.pause()
        host.numbers.drawn.clear()
        await pilot.press("j")
        await pilot.pause()
        assert {row for row, _ in host.numbers.drawn} == {1, 2}
        host.numbers.drawn.clear()
        host.screen.set_focus(None)
        await pilot.pause()
        assert [row for row, _ in host.numbers.drawn] == [2]


async def test_rows_that_stay_where_they_are_are_not_drawn_again(host: Host) -> None:
    async with host.run_test(size=(40, 12)) as pilot:
        rows = host.numbers

        async def drawn(*numbers: int) -> list[int]:
            rows.drawn.clear()
            rows.show(numbers)
            rows.select_first()
            await pilot.pause()
            seen = [rows.line(line).plain.split()[-1] for line in range(rows.line_count)]
            assert [word for word in seen if word != "line"] == [str(number) for number in numbers]
            return [number for number, _ in rows.drawn]

        assert await drawn(1, 2, 4, 5) == [1, 2, 4, 5]
        assert await drawn(1, 2, 4, 5) == []
        assert await drawn(1, 7, 4) == [7]
        assert await drawn(1, 3, 4) == [3], "another height moves the others, and they look as before"
        assert await drawn(2, 1, 4) == [2, 1]
        await pilot.press("down")
        rows.show([2, 1, 4])
        await pilot.pause()
        assert rows.current == 1, "who moves it finds it there"
        assert await drawn(2, 1, 4) == [2, 1], "the cursor has gone to the other"
        rows.speaker_numbers["somebody"] = 1
        assert await drawn(2, 1, 4) == [2, 1, 4], "colours of speakers have come"
        await pilot.press("G")
        rows.drawn.clear()
        rows.show([2, 1])
        await pilot.pause()
        assert [number for number, _ in rows.drawn] == [1], "the cursor's row has gone: it is on the one before"


async def test_the_scrollbar_is_dragged_through_a_million_rows(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.numbers.show(range(1, 1_000_000))
        host.numbers.select_first()
        await pilot.pause()
        before = host.numbers.current
        await pilot.mouse_down(offset=(79, 0))
        await pilot.hover(offset=(79, 12))
        await pilot.mouse_up(offset=(79, 12))
        await until(pilot, lambda: host.numbers.scroll_offset.y > 400_000)
        assert host.numbers.scroll_offset.y < 900_000, "about the middle"
        assert host.numbers.current == before, "the cursor stays where it was"
        assert not host.screen.selections
        first = host.numbers.scroll_offset.y
        assert host.numbers.line(first).plain.strip()
