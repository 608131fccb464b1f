"""A pane made of lines: draws only what is seen, however long it is, and lets its text be selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.binding import BindingType
from textual.color import Color
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from briefing.services.views import Margin
from briefing.tui.content import Framed, column, graphemes, is_even, outside
from briefing.tui.keymap import MOVES, bind
from briefing.tui.themes import SPEAKERS
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.frames import FrameCache
from briefing.tui.widgets.kept import Kept
from briefing.tui.widgets.looks import Looks

_EMPTY: Final = Content(" ")
MOST_SELECTED = 5_000
"""Lines that one selection can hold: nobody pastes more."""


class Target(NamedTuple):
    """A place on the screen to which one can go by a label.

    Attributes:
        x: The column of the screen where the label stands.
        y: Its row.
        go: Goes there.
        label: What to type; "" for whichever is free.
    """

    x: int
    y: int
    go: Callable[[], object]
    label: str = ""


class LineView(ScrollView, Looks, Framed, can_focus=True, inherit_bindings=False):
    """The base of every pane: subclasses say how many lines there are and what stands in each."""

    BINDINGS: ClassVar[list[BindingType]] = bind(*MOVES)

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), init=False, repaint=False)
    """The room that all lines take. Textual lays out the whole screen and draws the pane whenever it changes; neither
    is changed by it here."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.message = Content("")
        self._prepared_for = -1
        self._styles_cache = FrameCache()
        self._strips, self._edged = Kept[Strip](), Kept[Strip]()
        self._said = Kept[list[Content]]()
        self._columns: int | None = None
        self._selection: Selection | None = None
        self.speaker_numbers: dict[str, int] = {}
        self.margin = Margin()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for, as Textual makes its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    @property
    def columns(self) -> int:
        """Cells there are for text."""
        return self.scrollable_content_region.width if self._columns is None else self._columns

    @property
    def page_lines(self) -> int:
        """Lines that are seen at once."""
        return max(1, self.scrollable_content_region.height)

    @property
    def line_count(self) -> int:
        """How many lines there are; subclasses say."""
        raise NotImplementedError

    def line(self, number: int) -> Content:
        """The text of one line; subclasses say."""
        raise NotImplementedError

    def gutter_of(self, number: int) -> Content | None:
        """What stands before a line and is no part of its text."""
        return None

    def edge_of(self, y: int) -> Content | None:
        """What stands at the right edge of a line of the pane, whatever is scrolled there."""
        return None

    def targets(self) -> Iterator[Target]:
        """The places in it to which one can go by a label; subclasses say."""
        yield from ()

    def say(self, text: str) -> None:
        """What to show instead of lines while there are none."""
        self.message = outside(text, self.look("faint"), lines=True)
        if not self.line_count:
            self.redraw()

    def show_margin(self, margin: Margin) -> None:
        """Show what was read, tagged and noted."""
        if margin is not self.margin:
            self.margin = margin
            self.refresh_margin()

    def refresh_margin(self) -> None:
        """The margin has changed; subclasses draw again what shows it."""

    def ink(self, actor_id: str | None) -> Style:
        """The colour in which a speaker is written; the app gives the numbers, so that all panes agree."""
        number = self.speaker_numbers.get(actor_id or "")
        return self.look("faint") if number is None else self.look(f"speaker-{number % SPEAKERS}")

    def tint(self, ink: Style, strength: float, *, strong: bool) -> Style:
        """The background under words in a colour; an underline where backgrounds cannot be mixed."""
        if self.app.native_ansi_color or self.app.no_color:
            return Style(foreground=ink.foreground, underline=True, bold=strong or None, reverse=strong or None)
        colour = ink.foreground or Color(128, 128, 128)
        return Style(background=colour.with_alpha(strength))

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Textual draws a pane's scrollbar anew in every layout; in one that leaves the pane as it is, it stays."""
        if size == self._size and self._container_size == size - self.styles.gutter.totals:
            return False
        return super()._size_updated(size, virtual_size, container_size, layout)

    def watch_virtual_size(self, size: Size) -> None:
        """Only the scrollbar follows, unless the pane is as large as what it holds."""
        self._scroll_update(size)
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def prepare(self) -> None:
        """Break what is shown into lines for the width there is; subclasses do."""

    def _prepare_for(self, columns: int) -> None:
        if self._prepared_for != columns:
            self._prepared_for = columns
            self.prepare()

    def redraw(self) -> None:
        """Measure and draw everything again."""
        self._prepared_for = self.columns
        self.prepare()
        self._take_room()
        self.refresh()

    def _take_room(self) -> None:
        """Say how many lines there are, and do not stay behind the last."""
        count = self.line_count
        self.virtual_size = Size(self.columns, count)
        if self.scroll_offset.y > max(0, count - self.page_lines):
            self.jump(max(0, count - self.page_lines))

    def jump(self, line: int) -> None:
        """Scroll so that a line is the first one seen."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is seen; for all lines the width is found out once, and what is selected."""
        self._columns, self._selection = self.columns, self.text_selection
        try:
            return super().render_lines(crop)
        finally:
            self._columns = self._selection = None

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen; in a width that is new, right from the first time."""
        width = self.columns
        self._prepare_for(width)
        base = self.visual_style
        number = self.scroll_offset.y + y
        if not self.line_count:
            return self._message_strip(y, base, width)
        edge = self.edge_of(y)
        room = width if edge is None else width - edge.cell_length
        strip = self._line_strip(number, base, room) if number < self.line_count else Strip.blank(room, base.rich_style)
        if edge is None:
            return strip
        return self._edged.of(y, (strip, edge, base), lambda: _joined(strip, edge, base))

    def _line_strip(self, number: int, base: Style, width: int) -> Strip:
        """A line with what stands before it; that of the last time while both are the very ones drawn then."""
        content, gutter = self._with_selection(self.line(number) or _EMPTY, number), self.gutter_of(number)
        parts = (content, gutter, base, width)
        return self._strips.of(number, parts, lambda: _strip_of(content, gutter, number, base, width))

    def _message_strip(self, y: int, base: Style, width: int) -> Strip:
        lines = self._said.of(0, (self.message, width), lambda: self.message.wrap(max(1, width - 2)))
        if not (self.message and 0 < y <= len(lines)):
            return Strip.blank(width, base.rich_style)
        content = column(Content(" ") + lines[y - 1], width)
        return Strip(content.render_segments(base), content.cell_length)

    def _with_selection(self, content: Content, number: int) -> Content:
        if self._selection is None:
            return content
        span = self.selected_of(self._selection, number)
        if span is None:
            return content
        return content.stylize(self.screen.get_visual_style("screen--selection", partial=True), *span)

    def selected_of(self, selection: Selection, number: int) -> tuple[int, int | None] | None:
        """Which characters of a line a selection made with the mouse holds; None for its end is the end."""
        span = selection.get_span(number)
        return None if span is None else (span[0], None if span[1] == -1 else span[1])

    def selected_lines(self, selection: Selection) -> tuple[Offset, Offset]:
        """The first and the last place of a selection, as column and line."""
        start = selection.start or Offset(0, 0)
        end = selection.end or Offset(1_000_000, min(self.line_count - 1, start.y + MOST_SELECTED))
        return start, end

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words under a selection made with the mouse."""
        if not self.line_count:
            return None
        start, end = self.selected_lines(selection)
        last = min(end.y, self.line_count - 1)
        lines = [self.line(number).plain for number in range(start.y, last + 1)]
        if not lines:
            return None
        if last == end.y:
            lines[-1] = lines[-1][: end.x]
        lines[0] = lines[0][start.x :]
        return "\n".join(line.rstrip() for line in lines), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show the selection as it grows."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A second click goes into what was clicked on; it does not select the whole of the pane."""
        if event.chain > 1:
            event.prevent_default()

    def on_resize(self, event: events.Resize) -> None:
        """Lines break elsewhere now; Textual draws what has another size by itself."""
        self._prepare_for(self.columns)
        self._take_room()

    def action_move(self, by: int) -> None:
        """Scroll by lines."""
        self.jump(max(0, min(self.scroll_offset.y + by, self.max_scroll_y)))

    def action_first(self) -> None:
        """Go to the first line."""
        self.jump(0)

    def action_last(self) -> None:
        """Go to the last line."""
        self.jump(self.max_scroll_y)

    def action_half(self, direction: int) -> None:
        """Go half a page."""
        self.action_move(direction * max(1, self.page_lines // 2))

    def action_page(self, direction: int) -> None:
        """Go a page."""
        self.action_move(direction * max(1, self.page_lines - 1))


def _strip_of(content: Content, gutter: Content | None, number: int, base: Style, width: int) -> Strip:
    """A line of so many cells, in which every one knows for the mouse which place in the text it is."""
    blank = base.rich_style
    segments: list[Segment] = []
    used = x = 0
    if gutter is not None:
        at_start = _at(0, number)
        for text, style, _ in gutter.render_segments(base):
            segments += [Segment(one, (style or blank) + at_start) for one in text]
        used += gutter.cell_length
    for text, style, _ in _characters(content.render_segments(base)):
        segments.append(Segment(text, (style or blank) + _at(x, number)))
        x += len(text)
    used += content.cell_length
    if used < width:
        segments.append(Segment(" " * (width - used), blank))
    strip = Strip(segments, max(used, width))
    return strip if used <= width else strip.crop(0, width)


@lru_cache(4096)
def _at(x: int, number: int) -> RichStyle:
    """What says which place in the text this is."""
    return RichStyle.from_meta({"offset": (x, number)})


def _joined(strip: Strip, edge: Content, base: Style) -> Strip:
    return Strip.join([strip, Strip(edge.render_segments(base), edge.cell_length)])


def _characters(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Segments in which every cell belongs to the character that is drawn in it: Textual finds a place by counting."""
    for segment in segments:
        text, style, control = segment
        if control or is_even(text):
            yield segment
        else:
            for start, end, _ in graphemes(text):
                yield Segment(text[start:end], style)
