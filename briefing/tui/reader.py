"""What the screen asks the desk: always aside, a newer question before an older one of its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import clipboard
from briefing.model import Actor, Mode
from briefing.services.about import version_line
from briefing.services.changes import Line
from briefing.services.views import ArticleCard, ArticleView, Found, Progress, StatementCard, Summary
from briefing.tui.lanes import Lane
from briefing.tui.widgets.actors import EVERYONE, TO_REVIEW

if TYPE_CHECKING:  # the library is loaded while the first frame is already to be seen
    from briefing.services.desk import Desk

MOST_STATEMENTS: Final = 5_000
"""So many are listed for everyone together; an actor's are listed whole."""
MOST_HITS: Final = 100


@dataclass(frozen=True, slots=True)
class Overview:
    """What the masthead and the sidebar show."""

    summary: Summary
    actors: Sequence[Actor]
    articles: Sequence[ArticleCard]


class Reader:
    """One open desk, asked without waiting."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._overview = Lane("overview")
        self._statements = Lane("statements")
        self._article = Lane("article")
        self._search = Lane("search")
        self._copy = Lane("copy")

    async def start(self, changed: Callable[[], None] = lambda: None) -> None:
        """Begin the background work, and go on with it whenever a file changes.

        Args:
            changed: Called, in another thread, when there is something to read again.
        """

        def begin() -> None:
            self.desk.start()
            self.desk.watch(changed)

        await self._overview.ask(begin)

    def progress(self) -> Progress:
        """How far it is; cheap, so asked at once."""
        return self.desk.progress()

    async def overview(self) -> Overview:
        """Figures, actors and articles."""
        return await self._overview.ask(lambda: Overview(self.desk.summary(), self.desk.actors(), self.desk.articles()))

    async def statements(self, actor: str, modes: Sequence[Mode]) -> list[StatementCard]:
        """The statements of an actor, of everyone, or those to review."""
        return await self._statements.ask(lambda: self._statements_of(actor, modes))

    def _statements_of(self, actor: str, modes: Sequence[Mode]) -> list[StatementCard]:
        if actor == EVERYONE:
            return self.desk.statements(modes=modes, limit=MOST_STATEMENTS)
        if actor == TO_REVIEW:
            return [card for card in self.desk.statements(modes=modes) if card.unsure]
        return self.desk.statements(actor=actor, modes=modes)

    async def article(self, article_id: str, *, prefer: bool = False) -> ArticleView:
        """An article with its statements; with `prefer`, its statements are to be found before all others."""

        def ask() -> ArticleView:
            if prefer:
                self.desk.prefer(article_id)
            return self.desk.article(article_id)

        return await self._article.ask(ask)

    async def compare(self, view: ArticleView) -> list[tuple[str, tuple[Line, ...]]]:
        """What changed from version to version of an article, the newest first, each under a heading."""

        def ask() -> list[tuple[str, tuple[Line, ...]]]:
            return [
                (f"{version_line(older)} → {version_line(newer)}", self.desk.compare(older.id, newer.id))
                for newer, older in pairwise(view.versions)
            ]

        return await self._article.ask(ask)

    async def find(self, query: str, *, typing: bool) -> Found:
        """Search."""
        return await self._search.ask(lambda: self.desk.find(query, limit=MOST_HITS, typing=typing))

    async def cite(self, card: StatementCard, form: str) -> str:
        """A statement as text to paste."""
        return await self._copy.ask(lambda: self.desk.cite(card, form))

    async def keep(self, text: str) -> bool:
        """Write the last copy into its file."""
        path: Path = self.desk.last_copy
        return await self._copy.ask(lambda: clipboard.keep(text, path))
