"""Panes that move along with each other: what is selected in one is shown in all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from textual import on, work
from textual.content import Content

from briefing.model import ActorCard, Mode, Span
from briefing.services.views import ArticleCard, ArticleView, Margin, StatementCard
from briefing.tui.content import outside, title
from briefing.tui.reader import MOST_STATEMENTS, Overview, Reader
from briefing.tui.screens.panes import NO_ARTICLE
from briefing.tui.screens.sizing import SizingScreen
from briefing.tui.told import told
from briefing.tui.widgets.actors import EVERYONE, TO_REVIEW, ActorsPane, sidebar_rows
from briefing.tui.widgets.article import ArticlePane
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.masthead import Standing
from briefing.tui.widgets.rows import RowList
from briefing.tui.widgets.statements import Heading, with_headings

if TYPE_CHECKING:
    from briefing.services.session import Session
    from briefing.tui.app import BriefingApp

_PORTION: Final = 2_000
"""So many actors are gone through before a key is listened for."""


class FollowingScreen(SizingScreen):
    """Fills the panes from the desk, and keeps them at one statement."""

    def __init__(self) -> None:
        super().__init__()
        self.reader: Reader | None = None
        self.overview: Overview | None = None
        self.actor = EVERYONE
        self.modes: tuple[Mode, ...] = (Mode.SPEECH,)
        self.grouped = False
        self.unfolded = False
        self.card: StatementCard | None = None
        self.margin = Margin()
        self.resume: Session | None = None
        self._listed: int | None = None
        self._cards: Sequence[StatementCard] = ()
        self._behind = False
        self._refreshing = asyncio.Lock()
        self._articles: dict[str, ArticleCard] = {}
        self._speaker_numbers: dict[str, int] = {}

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
        """Show what the library holds now; cursor and place stay. One after the other: the last knows it best."""
        async with self._refreshing:
            await self._refresh_all()

    async def _refresh_all(self) -> None:
        if self.reader is None:
            return
        with self.told():
            before = self.overview.articles if self.overview else ()
            self.overview = replace(await self.reader.overview(self.actors.order), articles=before)
            if self.resume is not None and not self._is_listed(self.actor):
                self.actor = EVERYONE
            await self._number(self.overview.actors)
            self._show_overview(self.overview)
            articles = await self.reader.articles()
            self.overview, self._articles = replace(self.overview, articles=articles), {one.id: one for one in articles}
            self.show_margin(await self.reader.margin())
            if self.finding and self.listing:
                self.show_articles()
            if self.finding and self.statements.rows:
                self._behind = True  # nobody sees them: they are listed anew when they are shown again
            else:
                await self._load_statements(first=self.card is None)
            await self._reload_article()

    async def _number(self, actors: Sequence[ActorCard]) -> None:
        """Give a colour to everybody who has none yet; a portion at a time, for there may be tens of thousands."""
        for at in range(0, len(actors), _PORTION):
            for actor in actors[at : at + _PORTION]:
                self._speaker_numbers.setdefault(actor.id, len(self._speaker_numbers))
            await asyncio.sleep(0)

    def _show_overview(self, overview: Overview) -> None:
        self._show_sidebar()
        self.query_one(Standing).show(overview.summary, self.query_one(Standing).progress)

    def _is_listed(self, actor: str) -> bool:
        """Whether an actor is in the sidebar."""
        actors = self.overview.actors if self.overview else ()
        return actor in (EVERYONE, TO_REVIEW) or any(one.id == actor for one in actors)

    def _is_known(self, article: str) -> bool:
        """Whether an article is in the library."""
        return article in self._articles

    def show_margin(self, margin: Margin) -> None:
        """Show in every pane what was read, tagged and noted."""
        self.margin = margin
        for pane in self.query(LineView):
            pane.show_margin(margin)
        articles = self.overview.articles if self.overview else ()
        self.query_one(Standing).show_unread(margin.unread(articles))

    def _show_sidebar(self) -> None:
        if self.overview is None:
            return
        summary = self.overview.summary
        listed = summary.statements if self._listed is None else self._listed
        self.actors.show(sidebar_rows(self.overview.actors, listed, summary.unsure))
        if self.actors.current is None:
            self.actors.select(self.actor)

    async def _load_statements(self, *, first: bool) -> None:
        """Fill the quote view.

        Args:
            first: Go to the first statement; otherwise stay at the one selected.
        """
        if self.reader is None:
            return
        self._behind = False
        cards = await self.reader.statements(self.actor, self.modes, copies=self.unfolded)
        if self.actor == EVERYONE:
            self._listed = None if len(cards) == MOST_STATEMENTS else len(cards)
            self._show_sidebar()
        self._cards = cards
        self.show_grouped()
        self.say_nothing_yet()
        last = self._where_it_was()
        if first:
            back = last is not None and self.statements.select(last.statement)
            card = self.statements.current if back else self.statements.select_first()
            if last is not None and not back and not self.finding and self._is_known(last.article):
                self.open_article(last.article, None, ())
            elif isinstance(card, StatementCard) and not self.finding:
                self.follow(card)
            elif self.article.view is None and self.overview and self.overview.articles and not self.finding:
                self.open_article(self.overview.articles[0].id, None, ())
        elif self.card is not None and not self.statements.select_statement(self.card):
            self.keep_to_statements()
        if self.card is None and self.article.view is None:
            self.why.show(None, None)
            self.article.say(NO_ARTICLE)
        self._name_statements()

    def show_grouped(self) -> None:
        """List the statements by speaker, or by article, as is wanted now."""
        rows: list[StatementCard | Heading] = with_headings(self._cards) if self.grouped else list(self._cards)
        self.statements.show(rows)

    def _where_it_was(self) -> Session | None:
        """Where the reader was the last time, unless they went somewhere meanwhile."""
        if self.briefing.touched:
            self.resume = None
        return self.resume

    def say_nothing_yet(self) -> None:
        """Say where there are no statements why there are none."""
        self.statements.say(self._nothing_yet())

    def _nothing_yet(self) -> str:
        standing = self.query_one(Standing)
        if standing.progress is not None and standing.progress.stage != "idle":
            return "Statements appear here as they are found."
        if self.overview is not None and not self.overview.articles:
            return "This library holds no articles. Open one with: briefing FOLDER"
        view = self.article.view
        if view is not None and view.card.unread:
            return view.card.unread
        if view is None or view.card.statements is not None:
            return "No statements here."
        return "Nobody has looked for statements here yet. ctrl+p, problems may say why."

    async def _reload_article(self) -> None:
        view = self.article.view
        if self.reader is None or view is None:
            return
        shown, view = view.card.id, await self.reader.article_again(view.card.id)  # perhaps in another version
        if self.article.view is not None and self.article.view.card.id == shown:
            self._show_article(view, go=False)

    # Selecting anywhere moves the others along.

    def follow(self, card: StatementCard, spans: tuple[Span, ...] = (), *, go: bool = True) -> None:
        """Make a statement the selected one in every pane."""
        self.card = card
        self.actors.mark(None if card.unsure else card.actor_id)
        view = self.article.view
        self.why.show(card, view)
        self.statements.select_statement(card)
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
            last = self._where_it_was()
            if last is not None and last.article == article_id and (card is None or card.id == last.statement):
                self.article.see(last.at)
            self.resume = None  # there, or somewhere else
            if card is not None or self.card is None:
                self.why.show(card, view)
            self.briefing.watch_progress()

    def _unread(self, article_id: str) -> bool:
        card = self._articles.get(article_id)
        return card is not None and card.statements is None

    def _show_article(self, view: ArticleView, *, go: bool = True) -> None:
        cards = [card for card in view.statements if card.statement.mode in self.modes]
        self.article.show(view, cards)
        self.say_nothing_yet()
        if not go and self.card is not None and self.card.article.id in {one.id for one in (view.card, *view.versions)}:
            fresh = _again(self.card, view)
            if fresh is None and view.card.statements is None:
                return  # they are only being found
            is_other = (
                fresh is not None and fresh.article.id != self.card.article.id
            )  # the text begins at its top again
            self.card = fresh
            self.article.show_statement(fresh, go=is_other)
            self.why.show(fresh, view)
            if fresh is not None:
                self.statements.select_statement(fresh)

    @on(RowList.Moved, "#actors")
    def _actor_moved(self, message: RowList.Moved) -> None:
        self.choose_actor(message.key)

    def choose_actor(self, key: str) -> None:
        """Show an actor's statements."""
        self.actor = key
        if self.finding:
            self.stop_finding()
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

    def keep_to_statements(self) -> None:
        """Let whoever is in the list see and copy what is selected there, and not what was selected elsewhere."""
        row = self.statements.current
        if self.statements.has_focus and isinstance(row, StatementCard) and not _says_same(row, self.card):
            self.follow(row)

    @on(ArticlePane.Picked)
    def _statement_picked(self, message: ArticlePane.Picked) -> None:
        self.pick(message.card, go=False)

    def pick(self, card: StatementCard, *, go: bool = True) -> None:
        """Select a statement from the article; the quote view widens to its speaker when it does not show it."""
        listed = self.statements.holds(card)
        self.follow(card, tuple(self.article.hits), go=go)
        if not listed and not self.finding:
            self._widen_to(card)

    def _widen_to(self, card: StatementCard) -> None:
        """List the statements of whoever says this one, which is not in the list."""
        self.actor = TO_REVIEW if card.unsure else card.actor_id or EVERYONE
        self.actors.select(self.actor)
        self._fill_statements(first=False)

    @on(ActorsPane.Sorted)
    @work(exclusive=True, group="sort")
    async def _actors_sorted(self) -> None:
        if self.reader is None or self.overview is None:
            return
        with self.told():
            actors = (await self.reader.overview(self.actors.order)).actors
            self.overview = replace(self.overview, actors=actors)
            self._show_sidebar()

    @on(RowList.Chosen)
    def _row_chosen(self, message: RowList.Chosen) -> None:
        self.action_pane("middle" if message.rows is self.actors else "article")

    def _name_statements(self) -> None:
        place, count = self.statements.place_of_cursor()
        of = ""
        if self.actor in (EVERYONE, TO_REVIEW) and count >= MOST_STATEMENTS and self.overview is not None:
            summary = self.overview.summary
            of = f" of {summary.unsure if self.actor == TO_REVIEW else summary.statements:,}"
        name = Content("STATEMENTS")
        row = self.actors.current
        if self.actor != EVERYONE and row is not None and row.id == self.actor:
            name += Content(" ") + outside(row.name, self.statements.ink(row.id))
        figures = Content(f" {place:,}/{count:,}{of}" if count else "").stylize(self.statements.look("faint"))
        attitudes = "m speech only" if Mode.ATTITUDE in self.modes else "m attitudes"
        copies = "c once each" if self.unfolded else "c copies"
        group = "p ungroup" if self.grouped else "p by speaker"
        title(self.statements, name, group, attitudes, copies, tail=figures)

    @property
    def listing(self) -> bool:
        """Whether every article is listed where results stand; who can search knows."""
        return False

    def show_articles(self) -> None:
        """List the articles where results stand; who can search does that."""

    def stop_finding(self) -> None:
        """Forget the search; who can search does that."""


def _says_same(row: StatementCard, card: StatementCard | None) -> bool:
    """Whether a row of the list is a statement, or stands for it."""
    return card is not None and (row.id == card.id or (row.saying is not None and row.saying == card.saying))


def _again(card: StatementCard, view: ArticleView) -> StatementCard | None:
    """A statement as it is in its article now; where that was written anew, the one that says the same."""
    same = [one for one in view.statements if one.id == card.id]
    alike = [one for one in view.statements if one.content == card.content]
    return next(iter(same + alike), None)
