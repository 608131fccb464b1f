"""Taking statements out: one, those listed, or all that an actor said, in the form one asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from io import StringIO
from pathlib import Path

from textual import work

from briefing.counts import counted
from briefing.errors import UsageError
from briefing.model.clean import clean_path
from briefing.services.exports import form_of
from briefing.services.views import Hit, StatementCard
from briefing.tui.scopes import Scope, here
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.handing import HandingScreen
from briefing.tui.widgets.statements import cards_of


class ExportingScreen(HandingScreen):
    """Copies and writes statements."""

    def scopes(self) -> list[Scope]:
        """What can be taken out now."""
        found = here(self.card, self._listed_cards())
        if self.card is None or self.card.unsure:
            return found
        actors = self.overview.actors if self.overview else ()
        spoken = (actor for actor in actors if actor.id == self.card.actor_id)
        return [*found, *(Scope(f"all that {one.name} said", one.said, self._said_by(one.id)) for one in spoken)]

    def _listed_cards(self) -> list[StatementCard]:
        """The statements that stand in the list, in its order."""
        if self.finding:
            return [row.statement for row in self.results.rows if isinstance(row, Hit) and row.statement is not None]
        return cards_of(self.statements.rows)

    def _said_by(self, actor: str) -> Callable[[], Awaitable[Sequence[StatementCard]]]:
        async def said() -> Sequence[StatementCard]:
            return await self.reader.said_by(actor, self.modes) if self.reader is not None else ()

        return said

    @work(group="copy")
    async def copy_as(self, scope: Scope, form: str) -> None:
        """Copy statements in a form."""
        if self.reader is not None:
            with self.told():
                self.briefing.copy_to_clipboard(await self.reader.export(await scope.cards(), form))

    @work(group="write")
    async def write(self, scope: Scope) -> None:
        """Ask for a file and write statements into it, in the form that its ending names."""
        asking = AskScreen(f"WRITE TO A FILE: {scope.name}", hint="a .md, .txt, .csv, .bib or .jsonl")
        name = await self.briefing.push_screen_wait(asking)
        if name is None or self.reader is None:
            return
        with self.told():
            file = self._file(name)
            cards, form = await scope.cards(), form_of(file).name
            if self.briefing.is_web:
                self.briefing.deliver_text(StringIO(await self.reader.export(cards, form)), save_filename=file.name)
                return
            await self.reader.write(cards, form, file)
            self.briefing.tell(f"Written: {counted(len(cards), 'statement')} in {clean_path(file)}")

    def _file(self, name: str) -> Path:
        """The file of a name as the user writes it.

        Raises:
            UsageError: There is no such user's folder.
        """
        try:
            return Path(name).expanduser().absolute()
        except RuntimeError as error:
            raise UsageError(f"{clean_path(name)} names no folder: write out where the file is to stand.") from error
