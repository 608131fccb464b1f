"""The one screen: actors, statements or results, why, and the article, moving along with each other."""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import events, on, work
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import HelpPanel, Input

from briefing.model import Mode, Span
from briefing.services.views import ArticleCard, ArticleView, Found, Hit, StatementCard
from briefing.tui.content import outside, title
from briefing.tui.keymap import ON_SCREEN, bind
from briefing.tui.reader import MOST_STATEMENTS, Overview, Reader
from briefing.tui.screens.panes import PaneScreen
from briefing.tui.screens.text import ChangesScreen
from briefing.tui.told import told
from briefing.tui.widgets.actors import EVERYONE, TO_REVIEW, ActorsPane, sidebar_rows
from briefing.tui.widgets.article import ArticlePane
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.masthead import SearchBox, Standing
from briefing.tui.widgets.rows import RowList
from briefing.tui.widgets.statements import Heading, by_speaker, cards_of

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

TYPING_PAUSE: Final = 0.06


class DeskScreen(PaneScreen):
    """Panes that move along with each other: what is selected in one is shown in all."""

    BINDINGS: ClassVar[list[BindingType]] = bind(*ON_SCREEN)

    def __init__(self) -> None:
        super().__init__()
        self.reader: Reader | None = None
        self.overview: Overview | None = None
        self.actor = EVERYONE
        self.modes: tuple[Mode, ...] = (Mode.SPEECH,)
        self.grouped = False
        self.card: StatementCard | None = None
        self._listed: int | None = None
        self._speaker_numbers: dict[str, int] = {}
        self._hits: dict[str, Hit] = {}

    def on_mount(self) -> None:
        """Name the panes before there is anything in them."""
        for pane in self.query(LineView):
            pane.speaker_numbers = self._speaker_numbers
        self.actors.say("Opening …")
        self._name_statements()
        self.show_pane("middle")

    @property
    def briefing(self) -> BriefingApp:
        """The app."""
        return cast("BriefingApp", self.app)

    def told(self) -> AbstractContextManager[None]:
        """Say an error of ours in the reader's words instead of ending the app."""
        return told(self.briefing)

    async def refresh_all(self) -> None:
        """Show what the library holds now; cursor and place stay."""
        if self.reader is None:
            return
        with self.told():
            self.overview = await self.reader.overview()
            self._show_overview(self.overview)
            await self._load_statements(first=self.card is None)
            await self._reload_article()

    def _show_overview(self, overview: Overview) -> None:
        for actor in sorted(overview.actors, key=lambda actor: -actor.said):
            self._speaker_numbers.setdefault(actor.id, len(self._speaker_numbers))
        self._show_sidebar()
        self.query_one(Standing).show(overview.summary, self.query_one(Standing).progress)
        if self.finding and not self.search_box.value:
            self._show_articles()

    def _show_sidebar(self) -> None:
        if self.overview is None:
            return
        summary = self.overview.summary
        listed = summary.statements if self._listed is None else self._listed
        self.actors.show(sidebar_rows(self.overview.actors, self.actors.order, listed, summary.unsure))
        if self.actors.current is None:
            self.actors.select(self.actor)

    async def _load_statements(self, *, first: bool) -> None:
        """Fill the quote view.

        Args:
            first: Go to the first statement; otherwise stay at the one selected.
        """
        if self.reader is None:
            return
        cards = await self.reader.statements(self.actor, self.modes)
        if self.actor == EVERYONE:
            self._listed = None if len(cards) == MOST_STATEMENTS else len(cards)
            self._show_sidebar()
        rows: list[StatementCard | Heading] = by_speaker(cards) if self.grouped else list(cards)
        self.statements.show(rows)
        self.statements.say(self._nothing_yet())
        if first:
            card = self.statements.select_first()
            if isinstance(card, StatementCard) and not self.finding:
                self.follow(card)
            elif self.article.view is None and self.overview and self.overview.articles:
                self.open_article(self.overview.articles[0].id, None, ())
        elif self.card is not None:
            self.statements.select(self.card.id)
        self._name_statements()

    def _nothing_yet(self) -> str:
        standing = self.query_one(Standing)
        if standing.progress is not None and standing.progress.stage != "idle":
            return "Statements appear here as they are found."
        if self.overview is not None and not self.overview.articles:
            return "This library holds no articles. Open one with: briefing FOLDER"
        view = self.article.view
        return (view.card.unread if view is not None else None) or "No statements here."

    async def _reload_article(self) -> None:
        view = self.article.view
        if self.reader is None or view is None:
            return
        view = await self.reader.article(view.card.id)
        if self.article.view is not None and self.article.view.card.id == view.card.id:
            self._show_article(view, go=False)

    # Selecting anywhere moves the others along.

    def follow(self, card: StatementCard, spans: tuple[Span, ...] = (), *, go: bool = True) -> None:
        """Make a statement the selected one in every pane."""
        self.card = card
        self.actors.mark(None if card.unsure else card.actor_id)
        view = self.article.view
        self.why.show(card, view)
        self.statements.select(card.id)
        self._name_statements()
        if view is not None and view.card.id == card.article.id:
            self.article.show_hits(spans, go=False)
            self.article.show_statement(card, go=go)
            self.workers.cancel_group(self, "article")
        else:
            self.open_article(card.article.id, card, spans)

    @work(exclusive=True, group="article")
    async def open_article(self, article_id: str, card: StatementCard | None, spans: tuple[Span, ...]) -> None:
        """Show an article at a statement or at the words found."""
        if self.reader is None:
            return
        with self.told():
            view = await self.reader.article(article_id, prefer=self._unread(article_id))
            self._show_article(view)
            self.article.show_hits(spans, go=card is None)
            self.article.show_statement(card)
            if card is not None or self.card is None:
                self.why.show(card, view)
            self.briefing.watch_progress()

    def _unread(self, article_id: str) -> bool:
        articles = self.overview.articles if self.overview else ()
        return any(card.id == article_id and card.statements is None for card in articles)

    def _show_article(self, view: ArticleView, *, go: bool = True) -> None:
        cards = [card for card in view.statements if card.statement.mode in self.modes]
        self.article.show(view, cards)
        self.statements.say(self._nothing_yet())
        if not go and self.card is not None:
            fresh = next((card for card in view.statements if card.id == self.card.id), None)
            if fresh is not None:
                self.card = fresh
                self.article.show_statement(fresh, go=False)
                self.why.show(fresh, view)

    @on(RowList.Moved, "#actors")
    def _actor_moved(self, message: RowList.Moved) -> None:
        self.choose_actor(message.key)

    def choose_actor(self, key: str) -> None:
        """Show an actor's statements."""
        self.actor = key
        if self.finding:
            self._stop_finding()
        self.actors.select(key)
        self._fill_statements(first=True)

    @work(exclusive=True, group="statements")
    async def _fill_statements(self, *, first: bool) -> None:
        with self.told():
            await self._load_statements(first=first)

    @on(RowList.Moved, "#statements")
    def _statement_moved(self, message: RowList.Moved) -> None:
        row = self.statements.current
        if isinstance(row, StatementCard):
            self.follow(row)

    @on(ArticlePane.Picked)
    def _statement_picked(self, message: ArticlePane.Picked) -> None:
        self.pick(message.card, go=False)

    def pick(self, card: StatementCard, *, go: bool = True) -> None:
        """Select a statement from the article; the quote view widens to its speaker when it does not show it."""
        listed = self.statements.has(card.id)
        self.follow(card, tuple(self.article.hits), go=go)
        if not listed and not self.finding:
            self.actor = TO_REVIEW if card.unsure else card.actor_id or EVERYONE
            self.actors.select(self.actor)
            self._fill_statements(first=False)

    @on(ActorsPane.Sorted)
    def _actors_sorted(self) -> None:
        self._show_sidebar()

    @on(RowList.Chosen)
    def _row_chosen(self, message: RowList.Chosen) -> None:
        self.action_pane("middle" if message.rows is self.actors else "article")

    # Searching.

    @on(Input.Changed, "#search")
    def _query_changed(self, event: Input.Changed) -> None:
        self._find(event.value, typing=True)

    @on(Input.Submitted, "#search")
    def _query_submitted(self, event: Input.Submitted) -> None:
        self._find(event.value, typing=False)
        self._leave_box()

    @on(SearchBox.Left)
    def _leave_box(self) -> None:
        self.action_pane("middle")

    @work(exclusive=True, group="search")
    async def _find(self, query: str, *, typing: bool) -> None:
        if not query.strip():
            self._show_articles()
            return
        if typing:
            await asyncio.sleep(TYPING_PAUSE)
        if self.reader is None:
            return
        self._set_finding(True)
        with self.told():
            found = await self.reader.find(query, typing=typing)
            if not typing and not found.hits:  # an unfinished word keeps what it found while it was typed
                found = await self.reader.find(query, typing=True)
            self._show_found(found)

    def _show_found(self, found: Found) -> None:
        results = self.results
        results.show(found.hits)
        self._hits = {results.key_of(hit): hit for hit in found.hits}
        results.say(found.advice or found.explained or "Nothing found.")
        more = ", not everything was looked at" if found.partial else ""
        name = f"RESULTS {len(found.hits)} · {found.articles} {'article' if found.articles == 1 else 'articles'}{more}"
        title(results, outside(name), outside(found.explained) if found.explained else None)
        if isinstance(results.select_first(), Hit):
            self._follow_result()

    def _show_articles(self) -> None:
        articles = self.overview.articles if self.overview else ()
        self.results.show(articles)
        if self.results.current is None:
            self.results.select_first()
        self.results.say("No articles yet.")
        title(self.results, Content(f"ARTICLES {len(articles)}"), Content("type to search"))
        self.article.show_hits(())

    @on(RowList.Moved, "#results")
    def _result_moved(self) -> None:
        self._follow_result()

    def _follow_result(self) -> None:
        row = self.results.current
        if isinstance(row, ArticleCard):
            self._to_article(row.id, ())
        elif row is not None and row.statement is not None:
            self.follow(row.statement, row.spans)
        elif row is not None:
            self._to_article(row.article.id, row.spans)

    def _to_article(self, article_id: str, spans: tuple[Span, ...]) -> None:
        self.card = None
        self.actors.mark(None)
        self.why.show(None, None)
        self.open_article(article_id, None, spans)

    def _stop_finding(self) -> None:
        self.workers.cancel_group(self, "search")
        with self.prevent(Input.Changed):
            self.search_box.value = ""
        self.article.show_hits(())
        self._set_finding(False)

    # Moving between panes.

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focused pane is the one that is shown where there is room for one only."""
        widget = event.widget
        if isinstance(widget, LineView):
            self.show_pane("middle" if widget.id in ("statements", "results") else str(widget.id))
        elif isinstance(widget, SearchBox):
            if not self.finding and not widget.value:
                self._show_articles()
            self._set_finding(True)
            self.show_pane("middle")

    def action_clear_search(self) -> None:
        """Forget the search and go back to the statements."""
        if self.finding:
            self._stop_finding()
            self.action_pane("middle")
            if self.statements.current is not None and self.card is None:
                self._statement_moved(RowList.Moved(self.statements, ""))
        else:
            self.clear_selection()

    def action_back(self) -> None:
        """Undo the last step in: help, zoom, article, search, actor."""
        if self.query(HelpPanel):
            self.action_help()
        elif self.has_class("-zoomed"):
            self.remove_class("-zoomed")
        elif self.pane in ("why", "article"):
            self.action_pane("middle")
        elif self.finding:
            self.action_clear_search()
        elif self.actor != EVERYONE:
            self.choose_actor(EVERYONE)
        else:
            self.briefing.tell("This is where it begins. Press ctrl+q to quit.")

    def action_hit(self, step: int) -> None:
        """Go to another hit, or to another statement when nothing was searched for."""
        if not self.article.next_hit(step):
            self.action_statement(step)

    def action_statement(self, step: int) -> None:
        """Select the article's next or previous statement."""
        card = self.article.neighbour(step)
        if card is not None:
            self.pick(card)

    # What is shown, and copying it.

    def _name_statements(self) -> None:
        place, count = self.statements.place_of_cursor()
        cut_at = self.actor == EVERYONE and count >= MOST_STATEMENTS and self.overview is not None
        of = f" of {self.overview.summary.statements:,}" if cut_at and self.overview else ""
        name = Content("STATEMENTS ")
        row = self.actors.current
        if self.actor != EVERYONE and row is not None and row.key == self.actor:
            name += outside(row.name, self.statements.ink(row.key)) + Content(" ")
        name += Content(f"{place:,}/{count:,}{of}").stylize(self.statements.look("faint")) if count else Content("")
        attitudes = "m speech only" if Mode.ATTITUDE in self.modes else "m attitudes"
        title(self.statements, name, Content(f"p {'ungroup' if self.grouped else 'by speaker'}  {attitudes}"))

    def action_attitudes(self) -> None:
        """Show attitudes and acts beside speech, or speech only."""
        self.modes = (Mode.SPEECH,) if Mode.ATTITUDE in self.modes else (Mode.SPEECH, Mode.ATTITUDE)
        self._fill_statements(first=False)
        if self.article.view is not None:
            self._show_article(self.article.view, go=False)

    def action_group(self) -> None:
        """Group the statements by speaker, or list them by article."""
        self.grouped = not self.grouped
        rows = cards_of(self.statements.rows)
        self.statements.show(by_speaker(rows) if self.grouped else list(rows))
        self._fill_statements(first=False)

    @work(group="changes")
    async def action_changes(self) -> None:
        """Show what changed between the versions of the article."""
        view = self.article.view
        if view is None or self.reader is None or len(view.versions) < 2:
            self.briefing.tell("There is one version of this article.")
            return
        with self.told():
            self.briefing.push_screen(ChangesScreen(await self.reader.compare(view)))

    @work(group="copy")
    async def action_copy(self, form: str) -> None:
        """Copy the selected statement, verbatim or with its citation."""
        if self.card is None or self.reader is None:
            self.briefing.tell("Select a statement to copy: tab goes to the list, ] to the article's next one.")
            return
        with self.told():
            self.briefing.copy_to_clipboard(await self.reader.cite(self.card, form))
