"""One open library, as both faces see it.

Every method may be called from any thread; none blocks on the background work, and all read what is there now.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from briefing.model import Actor, Kind, Mode
from briefing.services.views import ArticleCard, ArticleView, Found, Progress, StatementCard, Summary


class Desk:
    """The open library.

    Example:
        with Desk.open(name="seeds") as desk:
            desk.start()
            for card in desk.statements(actor="Hulusi Akar"):
                print(card.content)
    """

    @classmethod
    def open(
        cls,
        paths: Sequence[Path] = (),
        *,
        name: str | None = None,
        data_dir: Path | None = None,
    ) -> Self:
        """Open a library: the one on `paths`, the one named `name`, or the last one; the seeds' the very first time.

        Opening is cheap: no article and no index is loaded. A library remembers the paths it was opened on.

        Args:
            paths: Files or folders of articles; they are never written to.
            name: The library's name; with `paths`, the name to give it (else derived from the first path).
            data_dir: Where libraries live; None for the setting, or the platform's data directory.

        Raises:
            LibraryError: The record cannot be opened.
            NewerLibraryError: A newer `briefing` wrote it.
            IntakeError: A path does not exist.
        """
        raise NotImplementedError

    @property
    def name(self) -> str:
        """The library's name."""
        raise NotImplementedError

    def start(self, *, attribute: bool = True) -> None:
        """Begin the background work: read what changed, index it, and attribute it in worker processes."""
        raise NotImplementedError

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the background work is idle; False when the time ran out first."""
        raise NotImplementedError

    def progress(self) -> Progress:
        """How far the background work is; cheap enough to ask ten times a second."""
        raise NotImplementedError

    def prefer(self, article_id: str) -> None:
        """Attribute this article before all others: the reader has just opened it."""
        raise NotImplementedError

    def close(self) -> None:
        """End the background work at once and close the record; safe to call twice."""
        raise NotImplementedError

    def summary(self) -> Summary:
        """The library in one line."""
        raise NotImplementedError

    def articles(self) -> list[ArticleCard]:
        """Every article, newest first, undated last."""
        raise NotImplementedError

    def article(self, key: str) -> ArticleView:
        """One article with its statements.

        Args:
            key: Its id, a prefix of it that is unique, or its file's name.

        Raises:
            NothingFoundError: There is no such article, or more than one.
        """
        raise NotImplementedError

    def actors(self, *, order: str = "said", prefix: str = "") -> list[Actor]:
        """Every actor.

        Args:
            order: "said", "mentioned" or "name".
            prefix: Only those with a name or alias in which some word begins so.
        """
        raise NotImplementedError

    def statements(
        self,
        *,
        actor: str | None = None,
        article: str | None = None,
        kinds: Sequence[Kind] = (),
        modes: Sequence[Mode] = (Mode.SPEECH,),
        limit: int | None = None,
    ) -> list[StatementCard]:
        """Statements, newest article first, then by place in the article.

        Args:
            actor: An actor's id, or a name or alias; matched without regard to case.
            article: An article's id.
            kinds: Only these kinds; all when empty.
            modes: Only these modes.
            limit: At most so many.
        """
        raise NotImplementedError

    def find(self, query: str, *, limit: int = 50, typing: bool = False) -> Found:
        """Search articles and statements.

        Args:
            query: Plain words, "phrases", -not, speaker:, outlet:, date:, kind:.
            limit: At most so many hits.
            typing: The last word may be unfinished.
        """
        raise NotImplementedError

    def cite(self, card: StatementCard, form: str = "markdown") -> str:
        """A statement as text to paste.

        Args:
            card: The statement.
            form: "verbatim" (the content, character for character) or "markdown" (a block quote with speaker, role,
                outlet, title, date and place in the article; indirect speech is marked as a paraphrase).
        """
        raise NotImplementedError

    def rebuild(self) -> None:
        """Throw the search index away and make it again from the record."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """The desk itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
