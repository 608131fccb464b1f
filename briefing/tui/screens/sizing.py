"""How the panes share the screen: by keys, by dragging the borders between them, and as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

from textual import events, on

from briefing.paths import remember_layout
from briefing.tui.layout import WIDE, Layout
from briefing.tui.screens.panes import Panes, PaneScreen

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

STEP: Final = 2
"""Columns or rows that a key moves a border."""
ONE_AT_A_TIME: Final = "One pane is shown at a time here: sizes change where several are."
Border = Literal["sidebar", "why", "article"]


class SizingScreen(PaneScreen):
    """Panes whose borders can be moved."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes = Layout()
        self._dragged: Border | None = None

    @property
    def _app(self) -> BriefingApp:
        return cast("BriefingApp", self.app)

    def on_mount(self) -> None:
        """Take the sizes that were left."""
        self.sizes = Layout.read(self._app.layout)

    @property
    def _beside(self) -> bool:
        """Whether several panes stand beside each other, in sizes that can be changed."""
        return not self.alone

    @property
    def _room(self) -> int:
        """Rows that the panes will have: what is shown beside them, all of fixed height, leaves them the rest."""
        panes = self.query_one(Panes)
        beside = (one.styles.height for one in self.children if one.display and one not in (panes, self.over))
        return self.size.height - sum(height.cells or 0 for height in beside if height is not None)

    def lay_out(self) -> None:
        """Give every pane its place and its size; where one is shown at a time, it has all there is."""
        super().lay_out()
        columns = rows = "1fr"
        if not self.alone:
            width = self.size.width
            sidebar, _, why = self.sizes.columns(width)
            above, article = self.sizes.rows(self._room, wide=width >= WIDE)
            columns = f"{sidebar} 1fr {why}" if why else f"{sidebar} 1fr"
            rows = f"{above}fr {article}fr"
        styles = self.query_one(Panes).styles
        styles.grid_columns, styles.grid_rows = columns, rows

    @on(Panes.Sized)
    def _another_room(self) -> None:
        self.lay_out()

    def _set_sizes(self, sizes: Layout, *, keep: bool = True) -> None:
        self.sizes = sizes
        self.lay_out()
        reader = self._app.reader
        if keep and reader is not None:
            self._app.layout = sizes.written()  # another library's screen takes them from here
            remember_layout(reader.desk.data_dir, self._app.layout)

    def action_wider(self, step: int) -> None:
        """Make the pane wider or narrower."""
        if not self._beside:
            self._app.tell(ONE_AT_A_TIME)
            return
        width = self.size.width
        sidebar, _, why = self.sizes.columns(width)
        by = step * STEP
        in_sidebar = self.pane == "actors" or (self.pane == "why" and not why)
        if self.pane == "why" and why:
            self._set_sizes(self.sizes.with_why(why + by, width))
        elif self.pane == "article" and why:
            self._app.tell("The article is as wide as the terminal: + and _ change its height.")
        else:
            self._set_sizes(self.sizes.with_sidebar(sidebar + (by if in_sidebar else -by), width))

    def action_taller(self, step: int) -> None:
        """Make the article taller or lower."""
        if not self._beside:
            self._app.tell(ONE_AT_A_TIME)
            return
        height = self._room
        _, article = self.sizes.rows(height, wide=self.size.width >= WIDE)
        self._set_sizes(self.sizes.with_article(article + step * STEP, height))

    def action_even(self) -> None:
        """Sizes as they come."""
        self._set_sizes(Layout())

    # Dragging a border.

    def _border_at(self, x: int, y: int) -> Border | None:
        """The border between two panes that is drawn in a cell of the screen."""
        panes = self.query_one(Panes).region
        if not (self._beside and panes.contains(x, y)):
            return None
        sidebar, _, why = self.sizes.columns(self.size.width)
        if y in (self.article.region.y - 1, self.article.region.y) and (why or x >= sidebar):
            return "article"
        if x in (sidebar - 1, sidebar):
            return "sidebar"
        if why and x in (self.size.width - why - 1, self.size.width - why):
            return "why"
        return None

    @property
    def allow_select(self) -> bool:
        """Whether the mouse selects text: not where it takes hold of a border."""
        return super().allow_select and self._border_at(*self.app.mouse_position) is None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border."""
        self._dragged = self._border_at(event.screen_x, event.screen_y)
        if self._dragged is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the border along."""
        width, panes = self.size.width, self.query_one(Panes).region
        if self._dragged == "sidebar":
            self._set_sizes(self.sizes.with_sidebar(event.screen_x, width), keep=False)
        elif self._dragged == "why":
            self._set_sizes(self.sizes.with_why(width - event.screen_x, width), keep=False)
        elif self._dragged == "article":
            self._set_sizes(self.sizes.with_article(panes.bottom - event.screen_y, panes.height), keep=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the border."""
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()
            self._set_sizes(self.sizes)
