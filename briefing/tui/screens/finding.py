"""Searching: results in place of the statements, and the other panes moving along with them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import AbstractContextManager
from typing import Final

from textual import events, on, work
from textual.content import Content
from textual.widgets import Input

from briefing.counts import counted
from briefing.model import Span
from briefing.services.sayings import once_each
from briefing.services.views import ArticleCard, Found, Hit, SavedSearch, Spread
from briefing.tui.content import outside, title
from briefing.tui.reader import FIRST_HITS, MOST_HITS, Reader
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.following import FollowingScreen
from briefing.tui.together import Together
from briefing.tui.widgets.facets import FacetRow, FacetsPane
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.masthead import Asked, SearchBox
from briefing.tui.widgets.results import LINES_EACH
from briefing.tui.widgets.rows import RowList

FOLLOW_AFTER: Final = 0.15
"""Seconds without a key after which the article of the first result is opened; the results are there at once."""
SPREAD_AFTER: Final = 0.25
"""Seconds without a key after which it is counted how the results spread."""
_SPARE: Final = 3
"""Results beyond those that are seen: some may say the same as others, and are listed with them."""
ONLY: Final = ("all", "articles", "statements")
_NEXT_ONLY: Final = {"all": "articles only", "articles": "statements only", "statements": "both"}
"""What is found after the key that changes it."""


class FindingScreen(FollowingScreen):
    """The search box, and what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.only = ONLY[0]
        self.found: Found | None = None
        self._together = Together(self)

    def on_mount(self) -> None:
        """Results come with every letter."""
        self.search_box.typed = self._query_typed

    def _query_typed(self, query: str) -> None:
        self.workers.cancel_group(self, "following")  # the results it would follow are about to go
        asked = None
        if self.reader is not None and self.finding and query.strip():  # now, not when the worker has its turn
            asked = self._asked(self.reader, query, typing=True)
            self._together.keep_back()
        self._find(query, typing=True, asked=asked)

    @on(Input.Submitted, "#search")
    def _query_submitted(self, event: Input.Submitted) -> None:
        self.search_for(event.value)

    @on(SearchBox.Left)
    def _leave_box(self) -> None:
        self.action_pane("middle")
        self._follow_result()  # now: a key that copies may come next, and what is shown is what it copies

    def search_for(self, query: str) -> None:
        """Search for a whole query, keep it, and go to what it finds."""
        with self.prevent_search():
            self.search_box.value = query
        if query.strip() and self.reader is not None and not self.finding:
            self._set_finding(True)  # now, for results to be there to go to
        self._find(query, typing=False)
        self.action_pane("middle")

    def prevent_search(self) -> AbstractContextManager[None]:
        """While the box is filled by us, nothing is searched for."""
        return self.search_box.filling()

    def resume_search(self) -> None:
        """Search for what was searched for the last time, or was typed before there was a library to search in."""
        if self.finding and self._where_it_was() is not None:
            self._find(self.search_box.value, typing=False, keep=False)
        elif self.finding and self.search_box.value and self.found is None:
            self._find(self.search_box.value, typing=self.search_box.has_focus)

    @work(exclusive=True, group="search")
    async def _find(
        self, query: str, *, typing: bool, keep: bool = True, asked: Awaitable[Found] | None = None
    ) -> None:
        if not query.strip():
            self.show_articles()
            return
        if self.reader is None:
            return
        if not self.finding:
            self._set_finding(True)
        entered = not typing and keep
        with self.told():
            found = await (asked or self._asked(self.reader, query, typing=typing))
            if not typing and not found.hits:  # an unfinished word keeps what it found while it was typed
                unfinished = await self.reader.find(query, typing=True, only=self.only, most=FIRST_HITS)
                found, typing = (unfinished, True) if unfinished.hits else (found, False)
            self.show_found(found)
            self._follow_soon(FOLLOW_AFTER if typing else 0.0)
            if typing:
                await asyncio.sleep(SPREAD_AFTER)
                if found.records > len(found.hits) or found.partial:
                    self._show_rest(await self.reader.find(query, typing=True, only=self.only, most=FIRST_HITS))
            self.query_one(FacetsPane).spread(await self.reader.spread(query, typing=typing, only=self.only))
            if entered:
                await self.reader.keep_query(query)

    def _asked(self, reader: Reader, query: str, *, typing: bool) -> Awaitable[Found]:
        """The answer to a query, on its way from now on: while one types, a few results more than are seen of them."""
        most = among = MOST_HITS
        if typing:
            seen = -(-self.results.page_lines // LINES_EACH)
            most, among = seen + _SPARE, 2 * seen + 2  # half of those ranked may be articles, all seen statements
        return reader.find(query, typing=typing, only=self.only, most=most, among=among)

    @work(exclusive=True, group="following")
    async def _follow_soon(self, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        with self.told():
            if self.finding:
                self._follow_result()

    def show_found(self, found: Found) -> None:
        """Show what was found, and how it was asked for."""
        self.found = found
        results = self.results
        results.show(self._listed_hits(found))
        results.say(found.advice or found.explained or "Nothing found.")
        results.select_first()
        last = self._where_it_was()
        if last is not None:
            results.select(last.statement or f"article:{last.article}")
        self.query_one(Asked).show(found)
        self.search_box.meant = found.instead
        self._name_results()
        self._together.let_go()

    def _show_rest(self, found: Found) -> None:
        """Show more of the same results, below those that are seen."""
        self.found = found
        self.results.show(self._listed_hits(found))
        self._name_results()

    def _listed_hits(self, found: Found) -> Sequence[Hit]:
        return found.hits if self.unfolded else once_each(found.hits)

    def show_copies(self) -> None:
        """Show results that say the same once, or each at its place, as is wanted now."""
        if self.finding and self.found is not None:
            self.results.show(self._listed_hits(self.found))
            self._name_results()

    def _name_results(self) -> None:
        found = self.found
        if found is None or not self.finding:
            return
        place, _ = self.results.place_of_cursor()
        count = max(found.records, len(found.hits))
        more = ", not everything was looked at" if found.partial else ""
        articles = counted(found.articles, "article")
        only = "" if self.only == ONLY[0] else f" · {self.only} only"
        name = f"RESULTS {place}/{count:,} · {articles}{only}{more}"
        copies = "c once each" if self.unfolded else "c copies"
        title(self.results, outside(name), f"f {_NEXT_ONLY[self.only]}", "l like", copies)

    @property
    def listing(self) -> bool:
        """Whether every article is listed where results stand, for nothing was found yet."""
        return self.found is None and not self.search_box.value

    def show_articles(self) -> None:
        """List the searches that were saved, and every article, where results stand."""
        self.found = None
        self.query_one(Asked).show(None)
        self.query_one(FacetsPane).spread(Spread())
        self._list([])
        self._list_saved()

    def _list(self, saved: list[SavedSearch]) -> None:
        articles = self.overview.articles if self.overview else ()
        self.results.show([*saved, *articles])
        if self.results.current is None:
            self.results.select_first()
        self.results.say("No articles yet.")
        title(self.results, Content(f"ARTICLES {len(articles)}"), Content("type to search"))
        self.article.show_hits(())

    @work(exclusive=True, group="saved")
    async def _list_saved(self) -> None:
        if self.reader is None:
            return
        with self.told():
            saved = await self.reader.saved()
            if saved and self.finding and self.found is None:
                self._list(saved)
                if self.search_box.has_focus:  # whoever has gone on to the list stays where they are in it
                    self.results.select_first()

    @on(RowList.Moved, "#results")
    def _result_moved(self) -> None:
        self._name_results()
        self._follow_result()

    @on(RowList.Chosen, "#results")
    def _result_chosen(self, message: RowList.Chosen) -> None:
        row = self.results.current
        if isinstance(row, SavedSearch):
            message.stop()
            self.search_for(row.query)

    @on(RowList.Chosen, "#facets")
    def _facet_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        row = self.query_one(FacetsPane).current
        if isinstance(row, FacetRow) and row.narrows:
            self.search_for(f"{self.search_box.value.rstrip()} {row.narrows}".strip())

    def _follow_result(self) -> None:
        row = self.results.current
        if isinstance(row, ArticleCard):
            self._to_article(row.id, ())
        elif isinstance(row, Hit) and row.statement is not None:
            self.follow(row.statement, row.spans)
        elif isinstance(row, Hit):
            self._to_article(row.article.id, row.spans)
        else:
            self._select_no_statement()
            self.article.show_statement(None, go=False)

    def _keep_to_results(self) -> None:
        """Let whoever comes to the list see and copy what is selected there, and not what was selected elsewhere."""
        row = self.results.current
        if isinstance(row, Hit) and row.statement != self.card:
            self._follow_result()

    def _is_under_way(self, group: str) -> bool:
        """Whether something else is on its way into a list."""
        return any(worker.group == group and worker.is_running for worker in self.workers)

    def _to_article(self, article_id: str, spans: tuple[Span, ...]) -> None:
        self._select_no_statement()
        self.open_article(article_id, None, spans)

    def _select_no_statement(self) -> None:
        self.card = None
        self.actors.mark(None)
        self.why.show(None, None)

    def stop_finding(self) -> None:
        """Forget the search, and show the statements again."""
        for group in ("search", "following", "saved"):
            self.workers.cancel_group(self, group)
        with self.prevent_search():
            self.search_box.value = ""
        self.found = None
        self.article.show_hits(())
        self._set_finding(False)
        if self._behind:
            self._fill_statements(first=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focused pane is the one that is shown where there is room for one only."""
        widget = event.widget
        self.query_one(Asked).in_box(isinstance(widget, SearchBox))
        if isinstance(widget, LineView):
            places = {"statements": "middle", "results": "middle", "facets": "actors"}
            self.show_pane(places.get(widget.id or "", str(widget.id)))
            if widget is self.results and not self._is_under_way("search"):  # it selects what it finds
                self._keep_to_results()
            elif widget is self.statements and not self._is_under_way("statements"):
                self.keep_to_statements()
        elif isinstance(widget, SearchBox):
            if self.reader is not None:
                widget.completions, widget.history = self.reader.completions, self.reader.history
                if not widget.value:  # or what was typed meanwhile would be put off for it
                    self.reader.prepare_to_find()
            if not self.finding and not widget.value:
                self._set_finding(True)
                self.show_articles()
            self._set_finding(True)
            self.show_pane("middle")
            self._together.let_go()

    def action_search(self) -> None:
        """Go to the search box; what it brings is shown in one frame with it."""
        self._together.keep_back()
        super().action_search()

    def action_clear_search(self) -> None:
        """Put the help away; else forget the search and go back to the statements."""
        if self.helping:
            self.action_help()
        elif self.finding:
            self.stop_finding()
            self.action_pane("middle")
            if self.card is not None and not self.statements.holds(self.card):
                self._widen_to(self.card)  # or another one than is copied would shine in the list
            elif self.statements.current is not None and self.card is None:
                self._statement_moved(RowList.Moved(self.statements, ""))
        else:
            self.clear_selection()

    def action_only(self) -> None:
        """Find articles and statements, or articles alone, or statements alone."""
        self.only = ONLY[(ONLY.index(self.only) + 1) % len(ONLY)]
        if self.finding and self.search_box.value:
            self._find(self.search_box.value, typing=False)
        said = "articles and statements" if self.only == ONLY[0] else f"{self.only} only"
        self.briefing.tell(f"Searches find {said}.")

    def action_meant(self) -> None:
        """Search for what was probably meant."""
        if self.found is not None and self.found.instead:
            self.search_for(self.found.instead)
        else:
            self.briefing.tell("There is no other spelling to offer.")

    @work(exclusive=True, group="search")
    async def action_like(self) -> None:
        """Find what is like the statement, or like the article, that is selected."""
        view = self.article.view
        if self.reader is None or view is None:
            return
        with self.told():
            found = await self.reader.more_like(view.card.id, self.card)
            self._set_finding(True)
            with self.prevent_search():
                self.search_box.value = ""
            self.query_one(FacetsPane).spread(Spread())
            self.show_found(found)
            self.action_pane("middle")
            self._follow_result()  # or another statement than the one selected would be copied

    def action_save_search(self) -> None:
        """Give this search a name, under which it is kept and what is new in it is counted."""
        query = self.search_box.value.strip()
        reader = self.reader
        if not query or reader is None:
            self.briefing.tell("Search for something first: / goes to the search box.")
            return

        def named(name: str | None) -> None:
            if name:
                self._keep(query, name)

        self.app.push_screen(AskScreen("CALL THIS SEARCH", written=query), named)

    @work(group="keep")
    async def _keep(self, query: str, name: str) -> None:
        if self.reader is None:
            return
        with self.told():
            await self.reader.save_search(query, name)
            self.briefing.tell(f"“{name}” is kept: it stands above the articles when the search box is empty.")

    @work(group="keep")
    async def action_pin_search(self) -> None:
        """Pin this search above the others, or let it go."""
        row = self.results.current
        query = row.query if isinstance(row, SavedSearch) else self.search_box.value.strip()
        if self.reader is None or not query:
            return
        with self.told():
            pinned = await self.reader.pin_search(query)
            where = "it stands above the articles when the search box is empty"
            self.briefing.tell(f"Pinned: {where}." if pinned else "Not pinned any more.")
            if isinstance(row, SavedSearch):
                self._list_saved()
