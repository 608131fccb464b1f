"""Where the reader is in the library, to begin there the next time; and going to another library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Mode
from briefing.tui.screens.finding import ONLY
from briefing.tui.screens.marking import MarkingScreen
from briefing.tui.widgets.actors import ORDERS
from briefing.tui.widgets.switch import PANES

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.services.session import Session


class RememberingScreen(MarkingScreen):
    """Says where one is, and goes back to where one was."""

    def where(self) -> Session | None:
        """Where the reader is; None before there is anything to be at."""
        view = self.article.view
        if self.overview is None or self._where_it_was() is not None:
            return None
        from briefing.services.session import LONGEST, Session

        query = self.search_box.value if len(self.search_box.value) <= LONGEST else ""  # pasted, and seldom meant
        return Session(
            finding=self.finding and bool(query),
            query=query,
            only=self.only,
            actor=self.actor,
            order=self.actors.order,
            statement=self.card.id if self.card is not None else "",
            article=view.card.id if view is not None else "",
            at=self.article.seen.start,
            attitudes=Mode.ATTITUDE in self.modes,
            copies=self.unfolded,
            grouped=self.grouped,
            pane=self.pane,
            zoomed=self.zoomed,
        )

    def go_back_to(self, session: Session) -> None:
        """Let things stand as they stood, before anything of the library is shown."""
        self.modes = (Mode.SPEECH, Mode.ATTITUDE) if session.attitudes else (Mode.SPEECH,)
        self.unfolded, self.grouped, self.actor = session.copies, session.grouped, session.actor
        self.only = session.only if session.only in ONLY else ONLY[0]
        self.actors.order = session.order if session.order in ORDERS else ORDERS[0]
        self.actors.name_pane()
        if session.finding:
            with self.prevent_search():
                self.search_box.value = session.query
            self._set_finding(True)
        self.zoomed = session.zoomed
        self.lay_out()
        if session.pane in PANES:
            self.action_pane(session.pane)
        self.resume = session

    def action_libraries(self) -> None:
        """Open another library."""
        reader = self.reader
        if reader is None:
            return
        from briefing.tui.screens.pick import Choice, PickScreen

        async def choices(typed: str) -> list[Choice[str]]:
            wanted = typed.strip().casefold()
            return [
                Choice(folder, name, much, "•" if folder == reader.library else " ")
                for folder, name, much in await reader.libraries()
                if wanted in name.casefold()
            ]

        def picked(choice: Choice[str] | None) -> None:
            if choice is not None:
                self.briefing.open_library(choice.value)

        nothing = "No library goes by that."
        self.briefing.push_screen(PickScreen("OPEN A LIBRARY", choices, nothing=nothing, whole=True), picked)


__all__ = ["RememberingScreen"]
