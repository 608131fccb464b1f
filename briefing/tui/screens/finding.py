"""Searching: results in place of the statements, and the other panes moving along with them."""

from __future__ import annotations

import asyncio
from typing import Final

from textual import events, on, work
from textual.content import Content
from textual.widgets import Input

from briefing.model import Span
from briefing.services.views import ArticleCard, Found, Hit
from briefing.tui.content import outside, title
from briefing.tui.screens.following import FollowingScreen
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.masthead import SearchBox
from briefing.tui.widgets.rows import RowList

TYPING_PAUSE: Final = 0.06


class FindingScreen(FollowingScreen):
    """The search box, and what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: dict[str, Hit] = {}

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
            self.show_articles()
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

    def show_articles(self) -> None:
        """List every article where results stand."""
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

    def stop_finding(self) -> None:
        """Forget the search, and show the statements again."""
        self.workers.cancel_group(self, "search")
        with self.prevent(Input.Changed):
            self.search_box.value = ""
        self.article.show_hits(())
        self._set_finding(False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focused pane is the one that is shown where there is room for one only."""
        widget = event.widget
        if isinstance(widget, LineView):
            self.show_pane("middle" if widget.id in ("statements", "results") else str(widget.id))
        elif isinstance(widget, SearchBox):
            if not self.finding and not widget.value:
                self.show_articles()
            self._set_finding(True)
            self.show_pane("middle")

    def action_clear_search(self) -> None:
        """Forget the search and go back to the statements."""
        if self.finding:
            self.stop_finding()
            self.action_pane("middle")
            if self.statements.current is not None and self.card is None:
                self._statement_moved(RowList.Moved(self.statements, ""))
        else:
            self.clear_selection()
