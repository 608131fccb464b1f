"""One open library, as both faces see it.

Every method may be called from any thread; none blocks on the background work, and all read what is there now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from briefing import paths as places
from briefing.errors import LibraryError, NothingFoundError
from briefing.library.library import Library
from briefing.library.rows import StatementRow
from briefing.library.survey import state_of
from briefing.model import Actor, Kind, Mode
from briefing.model.clean import clean_line
from briefing.model.outlets import Outlets
from briefing.services.cards import article_card, found, statement_cards
from briefing.services.cast import Cast
from briefing.services.changes import Line, changes, lines
from briefing.services.course import progress_of, report_of
from briefing.services.opening import absolute, open_library
from briefing.services.views import ArticleCard, ArticleView, Found, Progress, ReadingReport, StatementCard, Summary


class Desk:
    """The open library.

    Example:
        with Desk.open(name="seeds") as desk:
            desk.start()
            for card in desk.statements(actor="Hulusi Akar"):
                print(card.content)
    """

    def __init__(self, library: Library, *, name: str, data_dir: Path, threshold: float, outlets: Outlets) -> None:
        self._library = library
        self._outlets = outlets
        self._name = name
        self._data_dir = data_dir
        self._threshold = threshold
        self._cast = Cast(library.store)
        self._summary: tuple[int, Summary] | None = None
        self._changed = 0
        self._indexed = False
        self._watched: Callable[[], None] | None = None

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
        from briefing.settings import load_settings

        settings = load_settings()
        roots = absolute(paths)
        data = data_dir or settings.data_dir or places.default_data_dir()
        data = places.make_private(data.expanduser().absolute())
        known_as, library = open_library(data, settings, roots, name)
        places.remember_library(data, known_as)
        return cls(
            library, name=known_as, data_dir=data, threshold=settings.threshold, outlets=Outlets(settings.outlets)
        )

    @property
    def name(self) -> str:
        """The library's name."""
        return self._name

    @property
    def data_dir(self) -> Path:
        """Where libraries live."""
        return self._data_dir

    @property
    def last_copy(self) -> Path:
        """The file that holds what was copied last."""
        return places.last_copy_file(self._data_dir)

    def add(self, paths: Sequence[Path]) -> None:
        """Let the library hold more files or folders; the background work reads them when it is started next.

        Args:
            paths: Files or folders of articles.

        Raises:
            IntakeError: A path does not exist.
        """
        self._library.store.add_roots(absolute(paths))
        if self._watched is not None:
            self._library.watch(self._watched)

    def start(self, *, attribute: bool = True) -> None:
        """Begin the background work: read what changed, index it, and attribute it in worker processes."""
        self._indexed = True
        self._library.ingest.start(attribute=attribute)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the background work is idle; False when the time ran out first."""
        return self._library.ingest.wait(timeout)

    def watch(self, changed: Callable[[], None] = lambda: None) -> None:
        """From now on, read what changes on disk as soon as it does, until the desk is closed.

        Args:
            changed: Called, in another thread, when there is something to read.
        """
        self._watched = changed
        self._library.watch(changed)

    def prune(self) -> int:
        """Drop the articles whose files are gone; how many there were. Nothing on the reader's disk is touched."""
        return self._library.store.prune()

    def report(self) -> ReadingReport:
        """What came of the reading since the library was opened."""
        return report_of(self._library.ingest.tally(), self._library.store.skipped())

    def progress(self) -> Progress:
        """How far the background work is; cheap enough to ask ten times a second."""
        stage = self._library.ingest.stage()
        try:
            self._changed = self._library.store.revision()
            problems = self._library.ingest.problems()
        except LibraryError as error:  # closed, or out of reach: a timer that still asks is told so, not broken
            problems = (str(error),)
        return progress_of(stage, problems, self._changed)

    def prefer(self, article_id: str) -> None:
        """Attribute this article before all others: the reader has just opened it."""
        self._library.ingest.prefer(article_id)

    def close(self) -> None:
        """End the background work at once and close the record; safe to call twice."""
        self._library.close()

    def summary(self) -> Summary:
        """The library in one line."""
        revision = self._library.store.revision()
        if self._summary is None or self._summary[0] != revision:
            counts = self._library.store.counts(self._threshold)
            summary = Summary(
                name=self._name,
                articles=counts.articles,
                attributed_articles=counts.looked_at,
                statements=counts.statements,
                attributed=counts.attributed,
                unsure=counts.unsure,
                actors=counts.actors,
            )
            self._summary = (revision, summary)
        return self._summary[1]

    def articles(self) -> list[ArticleCard]:
        """Every article, newest first, undated last."""
        return [article_card(row, self._outlets) for row in self._library.store.articles()]

    def article(self, key: str) -> ArticleView:
        """One article with its statements.

        Args:
            key: Its id, a prefix of it that is unique, or its file's name.

        Raises:
            NothingFoundError: There is no such article, or more than one.
        """
        store = self._library.store
        article_id = self._id_of(key)
        article = store.article(article_id, earlier=True)
        versions = tuple(article_card(row, self._outlets) for row in store.versions(article_id))
        card = next((card for card in versions if card.id == article_id), None)
        if article is None or card is None:
            raise NothingFoundError(f"The article {article_id} has just gone away: its file changed or was removed.")
        file = store.file_of(article_id)
        return ArticleView(
            card=card,
            article=article,
            statements=tuple(self._cards(store.findings.statements(articles=[article_id]), [card])),
            file_state="missing" if file is None else state_of(file.path, file),
            versions=versions,
        )

    def compare(self, older: str, newer: str) -> tuple[Line, ...]:
        """What changed between two versions of an article.

        Args:
            older: The id of one.
            newer: The id of another.

        Raises:
            NothingFoundError: One of them has gone away meanwhile.
        """
        before, after = (self._library.store.article(one, earlier=True) for one in (older, newer))
        if before is None or after is None:
            raise NothingFoundError("That version has just gone away: its file changed or was removed.")
        return tuple(lines(changes(before, after)))

    def actors(self, *, order: str = "said", prefix: str = "") -> list[Actor]:
        """Every actor.

        Args:
            order: "said", "mentioned" or "name".
            prefix: Only those with a name or alias in which some word begins so.
        """
        return self._cast.actors(order=order, prefix=prefix)

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
        rows = self._library.store.findings.statements(
            actors=None if actor is None else self._cast.ids_of(actor),
            articles=None if article is None else [article],
            kinds=kinds,
            modes=modes,
            limit=limit,
        )
        return self._cards(rows)

    def find(self, query: str, *, limit: int = 50, typing: bool = False) -> Found:
        """Search articles and statements.

        Args:
            query: Plain words, "phrases", -not, speaker:, outlet:, date:, kind:.
            limit: At most so many hits.
            typing: The last word may be unfinished.
        """
        if not self._indexed:
            self._indexed = True  # nobody has started the background work, which would see to it
            self._library.index_now()
        answer = self._library.search(query, limit=limit, typing=typing)
        store = self._library.store
        rows = store.articles(sorted({hit.article_id for hit in answer.hits}))
        articles = {row.id: article_card(row, self._outlets) for row in rows}
        statements = store.findings.at(
            [(hit.article_id, hit.statement) for hit in answer.hits if hit.statement is not None]
        )
        cards = statement_cards(statements, articles, self._threshold)
        return found(query, answer, articles, {(card.article.id, _first(card)): card for card in cards})

    def cite(self, card: StatementCard, form: str = "markdown") -> str:
        """A statement as text to paste.

        Args:
            card: The statement.
            form: "verbatim" (the content, character for character) or "markdown" (a block quote with speaker, role,
                outlet, title, date and place in the article; indirect speech is marked as a paraphrase).
        """
        from briefing.citation import cite

        article = self._library.store.article(card.article.id)
        if article is None:
            raise NothingFoundError(f"The article {card.article.id} has gone away: its file changed or was removed.")
        return cite(card.statement, article.model_copy(update={"outlet": card.article.outlet}), form)

    def rebuild(self) -> None:
        """Throw the search index away and make it again from the record."""
        self._indexed = True
        self._library.ingest.start(attribute=False, rebuild=True)

    def _id_of(self, key: str) -> str:
        """The id of the one article that a key means.

        Raises:
            NothingFoundError: There is none, or more than one.
        """
        store = self._library.store
        known = store.ids_like(key) if key else []
        found = [key] if key in known else store.ids_in_file(key) or known
        if len(found) == 1:
            return found[0]
        shown = clean_line(key)
        if not found:
            raise NothingFoundError(
                f"There is no article “{shown}”: give an id, the beginning of one, or a file's name."
            )
        raise NothingFoundError(f"“{shown}” is more than one article: give one of the ids {', '.join(found[:10])}.")

    def _cards(self, rows: Sequence[StatementRow], articles: Sequence[ArticleCard] = ()) -> list[StatementCard]:
        """Statements as cards."""
        if not articles:
            ids = dict.fromkeys(row.article for row in rows)
            articles = [article_card(row, self._outlets) for row in self._library.store.articles(ids)]
        return statement_cards(rows, {card.id: card for card in articles}, self._threshold)

    def __enter__(self) -> Self:
        """The desk itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def _first(card: StatementCard) -> int:
    """The code point where a statement begins: its name within the article."""
    return card.statement.content[0].start


__all__ = ["Desk"]
