"""Pages over the desk that show actors and time: where they are opened, and where they lead back to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual import on, work

from briefing.model import ActorCard
from briefing.services.views import StatementCard
from briefing.tui.screens.remembering import RememberingScreen
from briefing.tui.widgets.actors import EVERYONE, PICTURE, TO_REVIEW, ActorsPane

if TYPE_CHECKING:
    from briefing.services.timeline import Subject

_PAUSE: Final = 0.05
"""Seconds before the pictures of the actors that are seen are asked for."""


class LookingScreen(RememberingScreen):
    """Opens the actor's page, the timeline, and who relies on unnamed sources."""

    @on(ActorsPane.Unpictured)
    @work(exclusive=True, group="trends")
    async def _picture_actors(self) -> None:
        """Find out how much those say over time who are seen in the sidebar."""
        await asyncio.sleep(_PAUSE)  # whoever scrolls on has not seen them
        with self.told():
            seen = self.actors.unpictured()
            if self.reader is not None and seen:
                self.actors.picture(await self.reader.trends(seen, PICTURE))

    def action_portrait(self) -> None:
        """Show the page of the actor at the cursor, or of who says the selected statement."""
        from briefing.tui.screens.portrait import PortraitScreen

        actor_id = self._looked_at()
        if self.reader is None or actor_id is None:
            self.briefing.tell("Select an actor, or a statement whose speaker is known, first.")
            return
        self.briefing.push_screen(PortraitScreen(self.reader, self._speaker_numbers, actor_id), self._gone_to)

    def action_timeline(self) -> None:
        """Show statements over time: of the search, of the actor, or of everyone."""
        from briefing.tui.screens.timeline import TimelineScreen

        if self.reader is not None:
            screen = TimelineScreen(self.reader, self._speaker_numbers, self._subject())
            self.briefing.push_screen(screen, self._gone_to)

    def action_reliance(self) -> None:
        """Show who relies on unnamed sources."""
        from briefing.tui.screens.reliance import RelianceScreen

        if self.reader is not None:
            self.briefing.push_screen(RelianceScreen(self.reader, self._speaker_numbers), self._gone_to)

    def _looked_at(self) -> str | None:
        """The actor that is meant."""
        row = self.actors.current
        if self.actors.has_focus and isinstance(row, ActorCard):
            return row.id
        if self.card is not None and self.card.actor_id is not None:
            return self.card.actor_id
        return row.id if isinstance(row, ActorCard) else None

    def _subject(self) -> Subject:
        """Whose statements are meant."""
        from briefing.services.timeline import Subject

        query = self.search_box.value.strip()
        if self.finding and query:
            return Subject(query, query=query)
        row = self.actors.current
        if self.actor not in (EVERYONE, TO_REVIEW) and isinstance(row, ActorCard):
            return Subject(row.name, actor=row.id)
        return Subject()

    def _gone_to(self, card: StatementCard | None) -> None:
        """Back from a page: read the statement that was chosen there."""
        if card is not None:
            self.follow(card)
            self.action_pane("article")
