"""Where the panes stand, and how one moves between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.css.query import NoMatches
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Static

from briefing.services.about import about
from briefing.tui.content import outside
from briefing.tui.layout import NORMAL, TOO_SMALL, WIDE
from briefing.tui.screens.helped import HelpedScreen
from briefing.tui.screens.jump import JumpScreen
from briefing.tui.screens.text import AboutScreen
from briefing.tui.widgets.actors import ActorsPane
from briefing.tui.widgets.article import ArticlePane
from briefing.tui.widgets.facets import FacetsPane
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.lines import LineView, Target
from briefing.tui.widgets.looks import covered
from briefing.tui.widgets.masthead import Asked, Masthead, SearchBox
from briefing.tui.widgets.results import ResultsPane
from briefing.tui.widgets.statements import StatementsPane
from briefing.tui.widgets.switch import PANES, PaneSwitch
from briefing.tui.widgets.why import WhyPane

NO_ARTICLE: Final = "No article is open yet."
_NOT_SELECTING: Final = ("search", "review", "hit", "statement")
"""What the keys do not do while words are selected."""


class Panes(Container):
    """What all panes stand in."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), init=False, repaint=False)
    """Textual lays the screen out once more, and draws all that is in here, whenever it changes: it says nothing."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing of it is seen between the panes."""
        return covered(self, crop)

    class Sized(Message):
        """There is more or less room for them."""

    def on_resize(self) -> None:
        """Tell whoever shares the room among them."""
        self.post_message(self.Sized())


class PaneScreen(HelpedScreen[None]):
    """Everything at once, or one pane at a time where the terminal is narrow."""

    AUTO_FOCUS = "#statements"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # Textual's own annotation forbids ClassVar
        (0, "-tiny"),
        (40, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-flat"),
        (10, "-low"),
        (30, "-tall"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.zoomed = False
        self.finding = False
        self.pane = "middle"

    def compose(self) -> ComposeResult:
        """Masthead, panes, switches, footer."""
        yield Masthead(id="masthead")
        yield Asked()
        with Panes(id="panes"):
            yield ActorsPane()
            yield FacetsPane()
            yield StatementsPane(id="statements")
            yield ResultsPane(id="results")
            yield WhyPane()
            yield ArticlePane()
        yield PaneSwitch()
        yield Static(outside(TOO_SMALL), id="too-small")
        yield Hints()

    @property
    def actors(self) -> ActorsPane:
        """The sidebar."""
        return self.query_one(ActorsPane)

    @property
    def statements(self) -> StatementsPane:
        """The quote view."""
        return self.query_one(StatementsPane)

    @property
    def results(self) -> ResultsPane:
        """What was found."""
        return self.query_one(ResultsPane)

    @property
    def why(self) -> WhyPane:
        """The evidence."""
        return self.query_one(WhyPane)

    @property
    def article(self) -> ArticlePane:
        """The source."""
        return self.query_one(ArticlePane)

    @property
    def search_box(self) -> SearchBox:
        """The search box."""
        return self.query_one(SearchBox)

    def widget_of(self, pane: str) -> LineView:
        """The pane that goes by a name; the middle one shows statements or results."""
        if pane == "middle":
            return self.results if self.finding else self.statements
        if pane == "actors" and self.finding:
            return self.query_one(FacetsPane)
        return self.query_one(f"#{pane}", LineView)

    def show_pane(self, pane: str) -> None:
        """Show this one where there is room for one only."""
        self.pane = pane
        if pane != "article":
            self.article.action_leave()
        self.query_one(PaneSwitch).show(pane, finding=self.finding)
        self.lay_out()

    @property
    def alone(self) -> bool:
        """Whether one pane is shown at a time: where it is narrow, and where the reader zooms."""
        return self.zoomed or self.size.width < NORMAL

    def lay_out(self) -> None:
        """Give the panes their places; here and not by classes of the screen, which would style everything anew."""
        shown = {self.widget_of(pane) for pane in PANES if not self.alone or pane == self.pane}
        for pane in self.query_one(Panes).query_children(LineView):
            pane.display = pane in shown
        across = 1 if self.alone else 3 if self.size.width >= WIDE else 2
        styles = self.query_one(Panes).styles
        styles.grid_size_columns, styles.grid_size_rows = across, min(across, 2)
        self.article.styles.column_span = 3 if across == 3 else 1

    def on_resize(self) -> None:
        """Another terminal: other places, before anything is drawn in it."""
        if self.is_mounted:
            self.lay_out()

    def _set_finding(self, finding: bool) -> None:
        self.finding = finding
        for widget in (self.search_box, self.query_one(Asked)):
            widget.set_class(finding, "-finding")
        self.show_pane(self.pane)

    @on(PaneSwitch.Switched)
    def _switched(self, message: PaneSwitch.Switched) -> None:
        self.action_pane(message.pane)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the search box, a slash is a slash; while words are selected, only what concerns them is offered."""
        try:
            if action in _NOT_SELECTING and self.article.selecting:
                return False
        except NoMatches:  # a key has come while the desk of another library takes the place of this one
            return False
        return action != "search" or self.focused is not self.search_box

    def action_search(self) -> None:
        """Go to the search box."""
        self.close_help()
        self.set_focus(self.search_box)  # at once, unlike focus(): what is typed next belongs to it already

    def action_pane(self, pane: str) -> None:
        """Go to a pane."""
        self.show_pane(pane)
        widget = self.widget_of(pane)
        self.set_focus(widget, scroll_visible=False)  # at once, unlike focus(): keys typed on belong to it already
        if self.focused is not widget:  # it is only about to be shown
            widget.focus()

    def targets(self) -> Iterator[Target]:
        """Everything that is seen and can be gone to: the panes by their numbers, what is in them by letters."""
        switch = self.query_one(PaneSwitch)
        places = {pane: (x, y) for pane, x, y in switch.targets()} if switch.region.area else {}
        for number, pane in enumerate(PANES, start=1):
            widget = self.widget_of(pane)
            if widget.region.area:
                places.setdefault(pane, (widget.region.x + 1, widget.region.y))
                for target in widget.targets():
                    yield target._replace(go=partial(self._go_in, pane, target))
            if pane in places:
                yield Target(*places[pane], partial(self.action_pane, pane), str(number))

    def _go_in(self, pane: str, target: Target) -> None:
        self.action_pane(pane)
        target.go()

    def action_jump(self) -> None:
        """Label everything that is seen, and go where the label leads that is typed."""

        def go(target: Target | None) -> None:
            if target is not None:
                target.go()

        self.app.push_screen(JumpScreen(list(self.targets()), self.size), go)

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane, round and round."""
        names = list(PANES)
        self.action_pane(names[(names.index(self.pane) + step) % len(names)])

    def action_zoom(self) -> None:
        """One pane alone, or all of them again."""
        self.zoomed = not self.zoomed
        self.lay_out()

    def action_about(self) -> None:
        """Show what is known of the article, and where it was read."""
        view = self.article.view
        if view is None:
            self.notify(NO_ARTICLE, markup=False)
        else:
            self.app.push_screen(AboutScreen(about(view)))
