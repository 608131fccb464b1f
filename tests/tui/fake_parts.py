"""Parts of a desk without a record: a margin, and what is decided and doubtful, which is nothing."""

from __future__ import annotations

from collections.abc import Collection

from briefing.errors import NothingFoundError
from briefing.services.decisions import Deciding, Done
from briefing.services.marking import Marking
from briefing.services.review import Question, Review
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

    def mark(self, articles: Collection[str], *, read: bool = True) -> frozenset[str]:
        fresh = frozenset(articles) - self.read if read else self.read.intersection(articles)
        self.read = self.read ^ fresh
        return fresh

    def tags(self) -> list[TagCount]:
        return []


class NothingDoubtful(Review):
    """A review without a question."""

    def __init__(self) -> None:
        """Ask nothing."""

    def questions(self, *, actors_first: bool = False) -> list[Question]:
        return []


class NothingDecided(Deciding):
    """Decides nothing and has nothing to take back; deciding itself is tried on a real desk."""

    def __init__(self) -> None:
        """Know no record."""

    def undo(self, number: int | None = None) -> Done:
        raise NothingFoundError("There is no decision that counts, so nothing was taken back.")

    def redo(self) -> Done:
        raise NothingFoundError("Nothing was taken back that could count again.")
