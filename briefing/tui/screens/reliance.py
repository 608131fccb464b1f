"""Who relies on unnamed sources: outlets by their share of them, and how these sources are described."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from briefing.counts import counted
from briefing.model import ENOUGH, Reliance, UnnamedSource
from briefing.services.unnamed import Reliances
from briefing.services.views import StatementCard
from briefing.tui.content import outside, title
from briefing.tui.reader import Reader
from briefing.tui.screens.tally import TallyScreen
from briefing.tui.widgets.tally import TallyRow

_UNKNOWN = "unknown outlet"
_PER_MILLE = 1_000


class RelianceScreen(TallyScreen):
    """Outlets by the share of statements whose source they only describe, and the descriptions."""

    HELP = """
    ## Who relies on unnamed sources

    For each outlet the share of its statements that people made whom it does not name, and beside it how many of how
    many. Only outlets with enough statements are ranked by share; the others stand below them. Then the descriptions,
    each with its outlet.

    The statements that a line stands for are listed beside it; `tab` goes there.
    """

    def __init__(self, reader: Reader, speaker_numbers: dict[str, int]) -> None:
        """Prepare the page.

        Args:
            reader: Who is asked.
            speaker_numbers: The colours of speakers, by id.
        """
        super().__init__(reader, speaker_numbers)
        self._sources: dict[str, Sequence[UnnamedSource]] = {}

    async def fetch(self) -> None:
        """Ask for the outlets and the descriptions."""
        found = await self.reader.reliances()
        unnamed = sum(one.unnamed for one in found.outlets)
        statements = sum(one.statements for one in found.outlets)
        verb = "is" if unnamed == 1 else "are"
        faint = self.tally.look("faint")
        self.head(
            (Content("WHO RELIES ON UNNAMED SOURCES").stylize(self.tally.look("strong")), ()),
            (outside(f"{unnamed:,} of {counted(statements, 'statement')} {verb} of people nobody names", faint), ()),
        )
        title(self.tally, Content("OUTLETS, DESCRIPTIONS"))
        self.put(self._rows(found))

    def _rows(self, found: Reliances) -> list[TallyRow]:
        ranked = [one for one in found.outlets if one.is_ranked]
        others = [one for one in found.outlets if not one.is_ranked]
        most = max((one.share for one in ranked), default=0.0)
        rows: list[TallyRow] = []
        if ranked:
            rows.append(TallyRow("heading ranked", "BY SHARE", heading=True, apart=True))
            rows += [self._outlet(one, found, most) for one in ranked]
        if others:
            name = f"FEWER THAN {ENOUGH} STATEMENTS: NOT RANKED"
            rows.append(TallyRow("heading others", name, heading=True, apart=True))
            rows += [self._outlet(one, found, 0.0) for one in others]
        if found.sources:
            rows.append(TallyRow("heading sources", "AS THEY ARE DESCRIBED", heading=True, apart=True))
            largest = max(one.statements for one in found.sources)
            rows += [self._source(one, largest) for one in found.sources]
        return rows

    def _outlet(self, one: Reliance, found: Reliances, most: float) -> TallyRow:
        key = f"outlet {one.outlet or ''}"
        self._sources[key] = [source for source in found.sources if source.outlet == one.outlet]
        counts = f"{one.unnamed:,} of {counted(one.statements, 'statement')}"
        name = one.outlet or _UNKNOWN
        if not one.is_ranked:
            return TallyRow(key, name, count=" ", note=counts)
        share, fills = round(one.share * _PER_MILLE), round(most * _PER_MILLE)
        return TallyRow(key, name, share, 0, fills, f"{100 * one.share:.0f} %", note=counts)

    def _source(self, one: UnnamedSource, most: int) -> TallyRow:
        key = f"source {one.outlet or ''} {one.actor}"
        self._sources[key] = [one]
        articles = counted(one.articles, "article")
        return TallyRow(key, one.description, one.statements, 0, most, note=f"{one.outlet or _UNKNOWN}, {articles}")

    async def cards_of(self, row: TallyRow) -> Sequence[StatementCard]:
        """The statements of these sources in this outlet."""
        return await self.reader.unnamed(self._sources.get(row.key, ()))


__all__ = ["RelianceScreen"]
