"""A margin without a record."""

from __future__ import annotations

from collections.abc import Collection

from briefing.services.marking import Marking
from briefing.services.views import Margin, TagCount


class FakeMarking(Marking):
    """A margin in which nothing is written; what is read is kept in memory."""

    def __init__(self) -> None:
        """Know no record."""
        self.read: frozenset[str] = frozenset()
        self._margin = Margin(known=True)

    def margin(self) -> Margin:
        if self._margin.read != self.read:
            self._margin = Margin(known=True, read=self.read)
        return self._margin

    def mark(self, articles: Collection[str], *, read: bool = True) -> None:
        self.read = self.read | set(articles) if read else self.read - set(articles)

    def tags(self) -> list[TagCount]:
        return []
