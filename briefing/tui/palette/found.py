"""What the search engine finds for the palette: statements by what was said, and the searches that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.command import Hit, Hits

from briefing.errors import BriefingError
from briefing.services.speakers import speaker_name
from briefing.tui.content import outside, visible
from briefing.tui.palette.provider import Command, DeskCommands, shown
from briefing.tui.widgets.statements import day

if TYPE_CHECKING:
    from briefing.services.views import Hit as FoundHit
    from briefing.services.views import SavedSearch, StatementCard

_SHARE: Final = 0.5
"""Of what a name would weigh: whoever types a name means it before what was said with the same words."""
_LEAST: Final = 1.0
_STEP: Final = 0.01


class StatementCommands(DeskCommands):
    """Go to a statement by what was said."""

    async def search(self, query: str) -> Hits:
        """The best of those that the search engine finds, in its order."""
        if self.reader is None:
            return
        try:
            found = await self.reader.said(query)
        except BriefingError:
            return  # whatever is wrong is told where it can be mended: at the search box, or by briefing doctor
        typed = self.typed(query)
        for place, hit in enumerate(found):
            if hit.statement is not None:
                weight = max(_LEAST, _SHARE * typed.weigh(hit.snippet).score) - _STEP * place
                yield self._listed(hit, hit.statement, weight)

    def _listed(self, hit: FoundHit, card: StatementCard, weight: float) -> Hit:
        words = outside(hit.snippet)
        for start, end in hit.marks:
            words = words.stylize("bold", start, end)
        outlet = card.article.outlet or card.article.path.rpartition("/")[2]
        note = f"{speaker_name(card)} · {outlet} · {day(card.article.published)}"
        return Hit(weight, shown(words, note), self.on_desk(partial(self._go, card)), text=visible(hit.snippet))

    def _go(self, card: StatementCard) -> None:
        self.desk_screen.pick(card)
        self.desk_screen.action_pane("article")


class SavedSearchCommands(DeskCommands):
    """Search again for what was kept."""

    _saved: list[SavedSearch] | None = None

    async def commands(self) -> Iterable[Command]:
        """One for each; they are asked for once for every opening of the palette."""
        if self._saved is None and self.reader is not None:
            try:
                self._saved = await self.reader.kept_searches()
            except BriefingError:
                self._saved = []
        return [self._command(one) for one in self._saved or ()]

    def _command(self, saved: SavedSearch) -> Command:
        new = f", {saved.new} new" if saved.new else ""
        query = f"{saved.query} · " if saved.name else ""
        run = self.on_desk(partial(self.desk_screen.search_for, saved.query))
        return Command(f"Search: {saved.title}", f"{query}{saved.found} found{new}", run)


__all__ = ["SavedSearchCommands", "StatementCommands"]
