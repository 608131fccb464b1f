"""Asking the record for statements over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.library.asked import Asked
from briefing.library.rows import StatementRow
from briefing.library.store import Store
from briefing.model import Day, Mode
from briefing.services.cast import Cast
from briefing.services.finding import Finding
from briefing.services.timeline import Bucket, Subject, bulk
from briefing.services.views import StatementCard

MOST_LISTED = 500
"""So many of the statements that fall into one bucket are listed."""
MOST_FOUND = 20_000
"""So many statements that a search finds are counted."""


class Timelines:
    """Statements over time in one library."""

    def __init__(
        self,
        store: Store,
        cast: Cast,
        finding: Finding,
        to_cards: Callable[[Sequence[StatementRow]], list[StatementCard]],
    ) -> None:
        """Look at a record.

        Args:
            store: The record.
            cast: Its actors.
            finding: Its searches.
            to_cards: What makes cards of statements.
        """
        self._store = store
        self._cast = cast
        self._finding = finding
        self._to_cards = to_cards
        self._period: tuple[int, tuple[dt.date, dt.date] | None] | None = None

    def days(self, subject: Subject, *, modes: Sequence[Mode] = (Mode.SPEECH,)) -> list[Day]:
        """How many statements fall on each day, in order, those of no day last.

        What is said in several places counts once, at the earliest of them; of what a search finds at most
        `MOST_FOUND` are counted.

        Args:
            subject: Whose.
            modes: Only these modes.
        """
        return self._store.findings.days(self._asked(subject, modes))

    def statements(
        self, subject: Subject, bucket: Bucket | None, *, modes: Sequence[Mode] = (Mode.SPEECH,)
    ) -> list[StatementCard]:
        """The statements in a bucket, newest article first, at most `MOST_LISTED`.

        Args:
            subject: Whose.
            bucket: Which; None for those of which no day is known.
            modes: Only these modes.
        """
        asked = self._asked(subject, modes)
        asked = replace(asked, undated=True) if bucket is None else replace(asked, days=(bucket.first, bucket.last))
        return self._to_cards(self._store.findings.asked(asked, limit=MOST_LISTED))

    def trends(self, actors: Sequence[str], cells: int) -> dict[str, tuple[int, ...]]:
        """How much each of some actors says over time, by the days of the articles.

        The time is that of all articles, without the few that are far from the others, so that all have the same.

        Args:
            actors: Their ids.
            cells: Into how many parts the time is divided.

        Returns:
            How many statements fall into each part, by id.
        """
        revision = self._store.revision()
        if self._period is None or self._period[0] != revision:
            days = [one.day for one in bulk(self._store.findings.published()) if one.day is not None]
            self._period = revision, (min(days), max(days)) if days else None
        period = self._period[1]
        if period is None or period[0] == period[1]:  # in one day nothing becomes more or less
            return dict.fromkeys(actors, (0,) * cells)
        found = self._store.findings.spoken(actors)
        return {actor: _divided(days, period, cells) for actor, days in found.items()}

    def _asked(self, subject: Subject, modes: Sequence[Mode]) -> Asked:
        actors = None if subject.actor is None else self._cast.ids_of(subject.actor)
        places = None if subject.query is None else self._finding.places(subject.query, MOST_FOUND)
        return Asked(actors=actors, places=places, modes=modes, copies=False)


def _divided(days: Sequence[Day], period: tuple[dt.date, dt.date], cells: int) -> tuple[int, ...]:
    """Days counted by parts of a period; those outside it are left out."""
    first, last = period
    length = (last - first).days + 1
    counts = [0] * cells
    for one in days:
        if one.day is not None and first <= one.day <= last:
            counts[(one.day - first).days * cells // length] += one.said + one.published
    return tuple(counts)


__all__ = ["MOST_FOUND", "MOST_LISTED", "Timelines"]
