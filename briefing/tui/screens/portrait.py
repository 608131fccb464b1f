"""The actor's page: what they are called, what they said and how, where it stands, and when."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from briefing.bars import sparkline
from briefing.counts import counted
from briefing.model import ActorKind
from briefing.services.portrait import SHARES, Portrait, Section
from briefing.services.timeline import Subject, bucket_name, bulk, timeline
from briefing.services.views import StatementCard
from briefing.tui.content import outside, title
from briefing.tui.keymap import bind
from briefing.tui.reader import Reader
from briefing.tui.screens.tally import Line, TallyScreen
from briefing.tui.screens.timeline import TimelineScreen
from briefing.tui.widgets.tally import TallyRow

_EVERYTHING = "everything"
_TIME = "time"
_RELIANCE = "reliance"
_WIDEST = 48


class PortraitScreen(TallyScreen):
    """One actor whole; every line leads to the statements that show it."""

    HELP = """
    ## The actor's page

    What articles call them and when, how they are quoted, what they did by saying it, who published and who carried it,
    on what occasions and to whom. The statements that a line counts are listed beside it, newest first, what is said in
    several places once; `tab` goes there, and `enter` on one of them reads it in its article.

    `t` shows their statements over time.
    """
    BINDINGS = bind("timeline", foot=True)

    def __init__(self, reader: Reader, speaker_numbers: dict[str, int], actor_id: str) -> None:
        """Prepare the page.

        Args:
            reader: Who is asked.
            speaker_numbers: The colours of speakers, by id.
            actor_id: Whose page.
        """
        super().__init__(reader, speaker_numbers)
        self._actor_id = actor_id
        self._portrait: Portrait | None = None
        self._cards: dict[str, Sequence[StatementCard]] = {}

    async def fetch(self) -> None:
        """Ask for the actor."""
        found = self._portrait = await self.reader.portrait(self._actor_id)
        self._say_who(found)
        self.put(self._rows(found))

    def _say_who(self, found: Portrait) -> None:
        actor, faint = found.actor, self.tally.look("faint")
        figures = [f"{actor.kind}", f"said {len(found.cards):,}", counted(found.articles, "article")]
        if actor.mentioned:
            figures.insert(2, f"mentioned {actor.mentioned:,}")
        name = outside(actor.name, self.tally.ink(actor.id)).stylize(self.tally.look("strong"))
        lines: list[Line] = [(name, [outside(one, faint) for one in figures])]
        if actor.aliases:
            lines.append((outside("also ", faint) + outside(" · ".join(actor.aliases)), ()))
        self.head(*lines)
        title(self.tally, Content("THE ACTOR"), Content("t over time"))

    def _rows(self, found: Portrait) -> list[TallyRow]:
        self._cards = {_EVERYTHING: found.cards}
        rows = [TallyRow(_EVERYTHING, "everything they said", len(found.cards))]
        shown = timeline(bulk(found.days))
        if len(shown.buckets) > 1:
            names = [bucket_name(one, shown.step) for one in (shown.buckets[0], shown.buckets[-1])]
            name = " – ".join(dict.fromkeys(" ".join(one.split()) for one in names))
            room = max(4, min(_WIDEST, self.tally.columns - len(name) - 4))
            rows.append(TallyRow(_TIME, name, chart=sparkline([one.count for one in shown.buckets], room)))
            self._cards[_TIME] = found.cards
        for section in found.sections:
            rows += self._section(section, len(found.cards))
        if found.actor.aliases:
            rows.append(TallyRow("heading aliases", "ALSO WRITTEN", heading=True, apart=True))
            rows += [TallyRow(f"alias {alias}", alias, count=" ") for alias in found.actor.aliases]
        if found.actor.kind is ActorKind.UNNAMED:
            rows.append(TallyRow(f"heading {_RELIANCE}", "", heading=True))
            rows.append(TallyRow(_RELIANCE, "who relies on unnamed sources", count="→"))
        return rows

    def _section(self, section: Section, said: int) -> list[TallyRow]:
        rows = [TallyRow(f"heading {section.key}", section.title.upper(), heading=True, apart=True)]
        most = said if section.key in SHARES else max(line.count for line in section.lines)
        for line in section.lines:
            key = f"{section.key} {line.name}"
            share = f"{round(100 * line.count / said)} %  {line.count:,}" if section.key in SHARES and said else ""
            rows.append(TallyRow(key, line.name, line.count, 0, most, share, line.note))
            self._cards[key] = line.cards
        if section.more:
            rows.append(TallyRow(f"more {section.key}", f"  and {section.more:,} more", heading=True))
        return rows

    async def cards_of(self, row: TallyRow) -> Sequence[StatementCard]:
        """The statements that show it."""
        return self._cards.get(row.key, ())

    def go_in(self, row: TallyRow) -> None:
        """To the statements, or to the other pages."""
        if row.key == _TIME:
            self.action_timeline()
        elif row.key == _RELIANCE:
            self._to_reliance()
        else:
            super().go_in(row)

    def action_timeline(self) -> None:
        """Show the actor's statements over time."""
        name = self._portrait.actor.name if self._portrait else ""
        subject = Subject(name, actor=self._actor_id)
        self.app.push_screen(TimelineScreen(self.reader, self._speaker_numbers, subject), self._gone_to)

    def _to_reliance(self) -> None:
        from briefing.tui.screens.reliance import RelianceScreen

        self.app.push_screen(RelianceScreen(self.reader, self._speaker_numbers), self._gone_to)

    def _gone_to(self, card: StatementCard | None) -> None:
        """A page over this one was left for a statement: so is this one."""
        if card is not None:
            self.call_later(self._leave_for, card)

    def _leave_for(self, card: StatementCard) -> None:
        self.dismiss(card)


__all__ = ["PortraitScreen"]
