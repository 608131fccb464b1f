"""Statements over time, by years, months or days; each can be gone into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.content import Content

from briefing.bars import LIGHT, SOLID
from briefing.counts import counted
from briefing.model import Day
from briefing.services.timeline import Bucket, Step, Subject, Timeline, bucket_name, finer, timeline, within
from briefing.services.views import StatementCard
from briefing.tui.content import outside, title
from briefing.tui.reader import Reader
from briefing.tui.screens.tally import TallyScreen
from briefing.tui.widgets.tally import TallyRow

_UNDATED = "undated"
_PLURAL = {Step.YEAR: "years", Step.MONTH: "months", Step.DAY: "days"}


_LEAST = 10
"""What holds less than such a part of the fullest bucket is not where one begins."""
_GAP = 4
"""So many empty buckets and more in a row are one line."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Where the reader is: the days that are shown, and from which bucket they come."""

    days: Sequence[Day]
    step: Step | None
    inside: str = ""


class TimelineScreen(TallyScreen):
    """A histogram of statements, with those of the bucket at the cursor beside it."""

    HELP = """
    ## Statements over time

    Each line is a year, a month or a day. The solid part of a bar is what the article says was **said then**; the light
    part is what was **published then**, where the article does not say when it was said. Statements of which no day is
    known stand last, as *undated*. What is said in several places counts once.

    `enter` goes into a year or a month, and from a day to its statements; `q` comes back. `tab` goes to the statements
    and back, `enter` on one of them reads it in its article.
    """

    thin = False

    def __init__(self, reader: Reader, speaker_numbers: dict[str, int], subject: Subject) -> None:
        """Prepare the page.

        Args:
            reader: Who is asked.
            speaker_numbers: The colours of speakers, by id.
            subject: Whose statements.
        """
        super().__init__(reader, speaker_numbers)
        self._subject = subject
        self._levels: list[_Level] = []
        self._buckets: dict[str, Bucket] = {}
        self._shown = Timeline(Step.MONTH, (), 0)

    async def fetch(self) -> None:
        """Ask for the days."""
        self._levels = [_Level(await self.reader.days(self._subject), None)]
        self._draw(newest=True)

    def _draw(self, *, newest: bool = False, select: str | None = None) -> None:
        level = self._levels[-1]
        shown = self._shown = timeline(level.days, level.step)
        self._buckets = {bucket.first.isoformat(): bucket for bucket in shown.buckets}
        most = max((bucket.count for bucket in shown.buckets), default=0)
        rows = list(_rows(shown, most))
        if newest:  # the newest of those that count, not a lone one of a mistaken year
            select = next((row.key for row in reversed(rows) if _LEAST * (row.solid + row.light) >= most > 0), None)
        if shown.undated:
            rows.append(TallyRow(_UNDATED, "undated", 0, shown.undated))  # without a bar: it is no time
        self._say_what(shown, level)
        self.put(rows, select=select)

    def _say_what(self, shown: Timeline, level: _Level) -> None:
        faint = self.tally.look("faint")
        query = self._subject.query
        name = outside(f"what {query} finds" if query else self._subject.name, self.tally.ink(self._subject.actor))
        where = outside(f"  {level.inside}", faint) if level.inside else Content("")
        mark = self.tally.look("mark")
        published = shown.count - shown.said - shown.undated
        figures = [
            outside(counted(shown.count, "statement"), faint),
            outside(SOLID, mark) + outside(f" said then {shown.said:,}", faint),
            outside(LIGHT, mark) + outside(f" published then {published:,}", faint),
            outside(f"undated {shown.undated:,}", faint),
        ]
        heading = Content("STATEMENTS OVER TIME  ").stylize(faint) + name.stylize(self.tally.look("strong")) + where
        self.head((heading, ()), (Content(""), figures))
        into = finer(shown.step)
        hint = f"enter {_PLURAL[into] if into else 'statements'}"
        title(self.tally, Content(_PLURAL[shown.step].upper()), outside(hint))

    async def cards_of(self, row: TallyRow) -> Sequence[StatementCard]:
        """The statements of a bucket."""
        if not row.solid + row.light:
            return []
        return await self.reader.bucket(self._subject, self._buckets.get(row.key))

    def go_in(self, row: TallyRow) -> None:
        """Into a year or a month; from a day to its statements."""
        bucket, into = self._buckets.get(row.key), finer(self._shown.step)
        if bucket is None or into is None or not bucket.count:
            super().go_in(row)
            return
        self._levels.append(_Level(within(self._levels[-1].days, bucket), into, row.name))
        self._draw(newest=True)

    def action_leave(self) -> None:
        """Back from the statements, then out of the month and the year, then to the desk."""
        if len(self._levels) < 2 or not self.tally.has_focus:
            super().action_leave()
            return
        left = self._levels.pop()
        here = next((key for key, one in self._buckets.items() if one), None)
        self._draw(select=self._holding(left, here))

    def _holding(self, left: _Level, here: str | None) -> str | None:
        """The bucket that holds what was looked at."""
        outer = timeline(self._levels[-1].days, self._levels[-1].step)
        day = next((one.day for one in left.days if one.day is not None), None)
        found = (bucket.first.isoformat() for bucket in outer.buckets if day and bucket.first <= day <= bucket.last)
        return next(found, here)


def _rows(shown: Timeline, most: int) -> Iterator[TallyRow]:
    """A line for each bucket, and one for many empty ones in a row."""
    for empty, group in groupby(shown.buckets, key=lambda bucket: not bucket.count):
        buckets = list(group)
        if empty and len(buckets) >= _GAP:
            yield TallyRow(f"gap {buckets[0].first}", f"  {len(buckets):,} {_PLURAL[shown.step]} without", heading=True)
            continue
        for bucket in buckets:
            name = bucket_name(bucket, shown.step)
            yield TallyRow(bucket.first.isoformat(), name, bucket.said, bucket.published, most)


__all__ = ["TimelineScreen"]
