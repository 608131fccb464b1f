"""A page of counts: what is counted at one side, the statements that a count stands for at the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size

from briefing.services.views import StatementCard
from briefing.tui.content import cut, outside, title
from briefing.tui.keymap import bind
from briefing.tui.reader import Reader
from briefing.tui.scopes import Scope, here
from briefing.tui.screens.helped import HelpedScreen
from briefing.tui.told import told
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.looks import Looks
from briefing.tui.widgets.rows import RowList
from briefing.tui.widgets.statements import StatementsPane, cards_of
from briefing.tui.widgets.tally import TallyPane, TallyRow

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


class ShownPane(StatementsPane):
    """The statements that a count stands for."""

    HELP = """
    ## Statements

    Those that the line at the other side counts, each with its date, outlet, speaker, kind (*direct*, *mixed*,
    *indirect*) and how sure the attribution is. What is set in *italics* is a paraphrase, not the speaker's own words.
    **to review** means: not sure enough to be a fact. What is said **in 3 places** stands here once.

    `y` copies the words, `Y` the words with their citation. `enter` reads the statement in its article.
    """


Line = tuple[Content, Sequence[Content]]
"""A name, and figures behind it."""


class HeadingLines(Looks):
    """The lines above everything: of the figures in each, as many as there is room for, the last before the first."""

    def __init__(self) -> None:
        super().__init__(id="heading")
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self._lines = lines
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row a line."""
        return len(self._lines)

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._fitting(name, list(figures)) for name, figures in self._lines)

    def _fitting(self, name: Content, figures: list[Content]) -> Content:
        width = self.size.width
        while figures and name.cell_length + sum(3 + one.cell_length for one in figures) > width:
            figures.pop(0)
        told = Content(" · ").stylize(self.look("faint")).join(figures)
        return cut(name + Content("  ") + told if name and told else name + told, width)


class TallyScreen(HelpedScreen[StatementCard | None]):
    """The base: subclasses fetch the rows and say which statements a row stands for.

    Dismissed with the statement that the reader wants to read, or None.
    """

    CSS_PATH = "../styles/tally.tcss"
    AUTO_FOCUS = "#tally"
    thin: ClassVar[bool] = True
    """Bars are lines; where they have two parts, they are blocks."""
    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (90, "-beside")]  # noqa: RUF012 - Textual's own annotation forbids ClassVar
    BINDINGS: ClassVar[list[BindingType]] = [
        *bind("copy.verbatim", "copy.cited", "page.pane", "page.close", "page.help", foot=True),
        *bind("page.back_pane"),
    ]

    def __init__(self, reader: Reader, speaker_numbers: dict[str, int]) -> None:
        """Prepare the page.

        Args:
            reader: Who is asked.
            speaker_numbers: The colours of speakers, by id.
        """
        super().__init__()
        self.reader = reader
        self._speaker_numbers = speaker_numbers

    def compose(self) -> ComposeResult:
        """The heading, the two sides, the keys."""
        yield HeadingLines()
        with Container(id="sides"):
            yield TallyPane(thin=self.thin)
            yield ShownPane(id="shown")
        yield Hints()

    def on_mount(self) -> None:
        """Fetch what is counted."""
        for pane in self.query(LineView):
            pane.speaker_numbers = self._speaker_numbers
        self.tally.say("Counting …")
        title(self.shown, Content("STATEMENTS"))
        self.load()

    @property
    def briefing(self) -> BriefingApp:
        """The app."""
        return cast("BriefingApp", self.app)

    @property
    def tally(self) -> TallyPane:
        """What is counted."""
        return self.query_one(TallyPane)

    @property
    def shown(self) -> StatementsPane:
        """The statements that the count at the cursor stands for."""
        return self.query_one(StatementsPane)

    @property
    def card(self) -> StatementCard | None:
        """The statement at the cursor."""
        row = self.shown.current
        return row if isinstance(row, StatementCard) else None

    def scopes(self) -> Sequence[Scope]:
        """The statement at the cursor, and those that are listed with it."""
        return here(self.card, cards_of(self.shown.rows))

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Fetch what is counted, and show it."""
        with told(self.briefing):
            await self.fetch()

    async def fetch(self) -> None:
        """Fetch what is counted and hand it to `put`; subclasses say."""
        raise NotImplementedError

    async def cards_of(self, row: TallyRow) -> Sequence[StatementCard]:
        """The statements that a row stands for; subclasses say."""
        raise NotImplementedError

    def go_in(self, row: TallyRow) -> None:
        """The reader wants to go into a row: to its statements, unless a subclass knows better."""
        self.set_focus(self.shown)  # at once, unlike focus(): the next key is for it already

    def head(self, *lines: Line) -> None:
        """Write the lines above everything."""
        self.query_one(HeadingLines).show(lines)

    def put(self, rows: Sequence[TallyRow], *, select: str | None = None) -> None:
        """Show what is counted, and the statements of the row at the cursor.

        Args:
            rows: The rows.
            select: The row to go to; None to stay, or to begin at the first.
        """
        self.tally.show(rows)
        self.tally.say("Nothing to count.")
        if (select is None or not self.tally.select(select)) and self.tally.current is None:
            self.tally.select_first()
        self.list_cards()

    @on(RowList.Moved, "#tally")
    def _tally_moved(self, message: RowList.Moved) -> None:
        if not isinstance(message, RowList.Chosen):
            self.list_cards()

    @work(exclusive=True, group="list")
    async def list_cards(self) -> None:
        """List the statements of the row at the cursor."""
        row = self.tally.current
        with told(self.briefing):
            cards = [] if row is None else list(await self.cards_of(row))
            self.shown.show(cards)
            self.shown.say("No statements here.")
            self.shown.select_first()
            self._name_shown()

    @on(RowList.Moved, "#shown")
    def _name_shown(self) -> None:
        place, count = self.shown.place_of_cursor()
        row = self.tally.current
        whole = row.solid + row.light if row is not None else 0
        of = f" of {whole:,}" if count < whole and not (row and row.count) else ""
        name = outside(f" {' '.join(row.name.split())}", self.shown.look("strong")) if row is not None else Content("")
        figures = Content(f" {place:,}/{count:,}{of}" if count else "").stylize(self.shown.look("faint"))
        title(self.shown, Content("STATEMENTS") + name, Content("enter read"), tail=figures)

    @on(RowList.Chosen, "#tally")
    def _row_chosen(self) -> None:
        row = self.tally.current
        if row is not None:
            self.go_in(row)

    @on(RowList.Chosen, "#shown")
    def _card_chosen(self) -> None:
        if self.card is not None:
            self.dismiss(self.card)

    def action_next_pane(self, step: int) -> None:
        """Go to the other side."""
        self.set_focus(self.tally if self.shown.has_focus else self.shown)

    def action_leave(self) -> None:
        """From the statements to the counts, and from these to the desk."""
        if self.shown.has_focus:
            self.set_focus(self.tally)
        else:
            self.dismiss(None)

    @work(group="copy")
    async def action_copy(self, form: str) -> None:
        """Copy the statement at the cursor, verbatim or with its citation."""
        card = self.card
        if card is None:
            self.briefing.tell("There is no statement to copy here.")
            return
        with told(self.briefing):
            self.briefing.copy_to_clipboard(await self.reader.cite(card, form))


__all__ = ["Line", "TallyScreen"]
