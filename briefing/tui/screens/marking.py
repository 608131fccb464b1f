"""The margin at the desk: what was read, and tags and notes on statements and articles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from textual import events, work

from briefing.counts import counted
from briefing.services.views import ArticleCard, ArticleView, Hit, Markable
from briefing.tui.screens.deciding import DecidingScreen
from briefing.tui.screens.panes import NO_ARTICLE
from briefing.tui.widgets.actors import EVERYONE
from briefing.tui.widgets.statements import cards_of

if TYPE_CHECKING:
    from briefing.services.decisions import Done
    from briefing.services.marking import Marking

READ_AFTER = 1.5
"""Seconds in the article after which it counts as read."""
Marks = tuple[frozenset[str], bool]
"""Articles that were marked together, and whether as read."""


class MarkingScreen(DecidingScreen):
    """What the reader does in the margin, from anywhere at the desk."""

    def __init__(self) -> None:
        super().__init__()
        self._marked: list[Marks] = []
        self._unmarked: list[Marks] = []

    # Read and unread.

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Whoever goes into the article begins to read it."""
        if event.widget is self.article:
            self._read_soon()

    def _show_article(self, view: ArticleView, *, go: bool = True) -> None:
        super()._show_article(view, go=go)
        if self.focused is self.article:
            self._read_soon()

    @work(exclusive=True, group="read-soon")
    async def _read_soon(self) -> None:
        view = self.article.view
        if view is None or not self.margin.is_unread(view.card.id):
            return
        await asyncio.sleep(READ_AFTER)
        with self.told():
            shown = self.article.view
            if self.focused is self.article and shown is not None and shown.card.id == view.card.id:
                self._mark({view.card.id}, read=True)

    def action_mark_read(self) -> None:
        """Say that the article was read, or that it was not."""
        article = self._article_meant()
        if article is None:
            self.briefing.tell(NO_ARTICLE)
            return
        self.workers.cancel_group(self, "read-soon")
        self._mark({article}, read=self.margin.is_unread(article), by_hand=True)

    def action_mark_list(self) -> None:
        """Say that all articles in the list were read."""
        self.mark_shown(read=True)

    def mark_shown(self, *, read: bool) -> None:
        """Say that all articles in the list were read, or that none was."""
        shown = self._articles_shown()
        if not shown:
            self.briefing.tell("There is no article in the list.")
            return
        self.workers.cancel_group(self, "read-soon")
        self._mark(shown, read=read, by_hand=True, where="in the list")

    def _articles_shown(self) -> set[str]:
        """The articles in the list; where everyone's statements stand, all there are, whoever speaks in them or not."""
        if self.finding:
            return {_article_of(row) for row in self.results.rows if isinstance(row, Hit | ArticleCard)}
        if self.actor == EVERYONE:
            return set(self._articles)
        return {card.article.id for card in cards_of(self.statements.rows)}

    @work(group="decide")
    async def _mark(self, articles: Collection[str], *, read: bool, by_hand: bool = False, where: str = "") -> None:
        """Mark articles.

        Args:
            articles: Their ids.
            read: Whether they were read.
            by_hand: Whether the reader said so, and can take it back.
            where: Where they stand, when that is to be told.
        """
        if self.reader is None:
            return
        with self.told():
            marked, margin = await self.reader.mark(lambda marking: marking.mark(articles, read=read))
            self.show_margin(margin)
            if by_hand and marked:
                self._marked.append((marked, read))
                self._unmarked.clear()
            if where and marked:
                self.briefing.tell(f"{_told(marked, f' {where}', read=read)}  u takes it back.")
            elif where:
                self.briefing.tell(f"All articles {where} are marked as {_how(read)} already.")

    # What was marked last is taken back before what was decided earlier; a decision makes an end of it.

    def action_undo(self) -> None:
        """Take back what was marked since the last decision, else that decision."""
        if not self._turned(self._marked, self._unmarked, back=True):
            super().action_undo()

    def action_redo(self) -> None:
        """Mark again what was taken back last, else let the decision count again."""
        if not self._turned(self._unmarked, self._marked, back=False):
            super().action_redo()

    def _turned(self, taken: list[Marks], given: list[Marks], *, back: bool) -> bool:
        """Take back what was marked last, or mark it again; False when there is nothing."""
        if not taken:
            return False
        articles, read = taken.pop()
        given.append((articles, read))
        self._mark_again(articles, read != back, f"{'Taken back' if back else 'Again'}: {_told(articles, read=read)}")
        return True

    @work(group="decide")
    async def _mark_again(self, articles: Collection[str], read: bool, told: str) -> None:
        if self.reader is None:
            return
        with self.told():
            _, margin = await self.reader.mark(lambda marking: marking.mark(articles, read=read))
            self.show_margin(margin)
            self.briefing.tell(told)

    def decided(self) -> None:
        """Something was decided, and is what is taken back next."""
        super().decided()
        self._marked.clear()
        self._unmarked.clear()

    def _article_meant(self) -> str | None:
        """The article of what is selected; the one that is open when one is in it."""
        if self.card is not None and self.focused is not self.article:
            return self.card.article.id
        return self.article.view.card.id if self.article.view is not None else None

    # Tags and notes.

    def _meant(self) -> Markable | None:
        """The article when one is in it, else the statement that is selected; the article where none is."""
        view = self.article.view
        if self.card is not None and self.focused is not self.article:
            return self.card
        if view is None:
            self.briefing.tell("There is nothing to write on yet.")
            return None
        return view.card

    # The line and the page stand at once, so that what is typed next is written on them.

    def action_tags(self) -> None:
        """Give the statement or the article tags, or take them away."""
        item = self._meant()
        if item is None or self.reader is None:
            return
        from briefing.services.marking import split_tags
        from briefing.tui.screens.remark import TagScreen

        def write(line: str | None) -> None:
            if line is not None:
                self._write(lambda marking: marking.retag(item, split_tags(line)))

        self.briefing.push_screen(TagScreen(item, self.margin.beside(item), self.reader.tags), write)

    def action_note(self) -> None:
        """Write on the statement or the article."""
        item = self._meant()
        if item is None:
            return
        from briefing.tui.screens.remark import NoteScreen

        before = self.margin.beside(item).note

        def write(text: str | None) -> None:
            if text is not None and (text.strip() or before is not None):
                self._write(lambda marking: marking.note(item, text))

        self.briefing.push_screen(NoteScreen(item, before), write)

    @work(group="decide")
    async def _write(self, write: Callable[[Marking], Done | None]) -> None:
        if self.reader is None:
            return
        with self.told():
            done, margin = await self.reader.mark(write)
            self.decided()
            self.show_margin(margin)
            self.briefing.tell(f"{done.sentence}  u takes it back." if done is not None else "Nothing was changed.")


def _told(marked: Collection[str], where: str = "", *, read: bool) -> str:
    """What was marked, in words."""
    return f"{counted(len(marked), 'article')}{where} marked as {_how(read)}."


def _how(read: bool) -> str:
    return "read" if read else "unread"


def _article_of(row: Hit | ArticleCard) -> str:
    return row.article.id if isinstance(row, Hit) else row.id


__all__ = ["MarkingScreen"]
