"""Actors and articles by name: where one can go. All from what is in memory."""

from __future__ import annotations

from functools import partial

from textual.command import Hits

from briefing.tui.palette.provider import Command, DeskCommands
from briefing.tui.widgets.actors import LETTERS
from briefing.tui.widgets.statements import day


class ActorCommands(DeskCommands):
    """Go to an actor's statements."""

    weight = 1.5

    async def search(self, query: str) -> Hits:
        """Those whose names match best."""
        overview = self.desk_screen.overview
        actors = overview.actors if overview else ()
        for weighed, actor in await self.typed(query).best(actors, lambda one: one.name, lambda one: one.said):
            note = f"{LETTERS[actor.kind]} · said {actor.said:,}"
            yield self.hit(Command(actor.name, note, self.on_desk(partial(self._go, actor.id))), weighed)

    def _go(self, actor_id: str) -> None:
        self.desk_screen.choose_actor(actor_id)
        self.desk_screen.action_pane("middle")


class ArticleCommands(DeskCommands):
    """Open an article."""

    async def search(self, query: str) -> Hits:
        """Those whose titles match best."""
        overview = self.desk_screen.overview
        articles = overview.articles if overview else ()
        for weighed, card in await self.typed(query).best(articles, lambda one: one.title):
            note = f"{card.outlet or card.path.rpartition('/')[2]} · {day(card.published)}"
            yield self.hit(Command(card.title, note, self.on_desk(partial(self._go, card.id))), weighed)

    def _go(self, article_id: str) -> None:
        self.desk_screen.open_article(article_id, None, ())
        self.desk_screen.action_pane("article")
