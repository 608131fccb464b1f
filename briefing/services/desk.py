"""One open library, as both faces see it.

Every method may be called from any thread; none blocks on the background work, and all read what is there now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from briefing import paths as places
from briefing.errors import LibraryError, NothingFoundError
from briefing.library.library import Library
from briefing.library.rows import StatementRow
from briefing.library.survey import state_of
from briefing.model import Actor, Kind, Mode
from briefing.model.outlets import Outlets
from briefing.search.ask import Answer
from briefing.services import which
from briefing.services.cards import article_card, found, statement_cards
from briefing.services.cast import Cast
from briefing.services.changes import Line, changes, lines
from briefing.services.course import progress_of, report_of
from briefing.services.decisions import Deciding
from briefing.services.finding import Finding
from briefing.services.marking import Marking
from briefing.services.opening import absolute, open_library
from briefing.services.review import Review
from briefing.services.session import SessionFile
from briefing.services.timelines import Timelines
from briefing.services.views import ArticleCard, ArticleView, Found, Progress, ReadingReport, StatementCard, Summary

_AT_ONCE = 50  # articles that search learns of while the reader waits


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
        self.cast = self._cast = Cast(library.store, outlets)
        self._deciding = Deciding(library.store, self._cast, self._has_decided)
        self._review = Review(library.store, self._cast, threshold, self._cards)
        self.marking = Marking(library.store, self._cards, self._article_cards)  # read and unread, tags and notes
        self._finding = Finding(library, self._cast, self.marking, self._found, self._make_ready)
        self.session = SessionFile(library.folder)  # where the reader was
        self.timelines = Timelines(library.store, self._cast, self._finding, self._cards)
        self._decided = False
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

    def advise(self) -> None:
        """Let what would make this library quicker be among the news, unless that was told before."""
        self._library.advise()

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
        return progress_of(stage, problems, self._changed, self._library.index.news)

    def prefer(self, article_id: str) -> None:
        """Attribute this article before all others: the reader has just opened it."""
        self._library.ingest.prefer(article_id)

    def on_waiting(self, told: Callable[[], None]) -> None:
        """Let somebody be told, in whatever thread, when another process keeps this one from writing for long."""
        self._library.store.on_waiting(told)

    def close(self) -> None:
        """End the background work at once and close the record; safe to call twice."""
        self._library.close()

    def size(self) -> int:
        """How many articles there are."""
        return self._library.store.size()

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
        return self._article_cards()

    def article(self, key: str) -> ArticleView:
        """One article with its statements.

        Args:
            key: Its id or its file's name, or a beginning of one that is unique.

        Raises:
            NothingFoundError: There is no such article, or more than one.
        """
        store = self._library.store
        article_id = which.article_id(store, key)
        article = store.article(article_id, earlier=True)
        versions = tuple(article_card(row, self._outlets) for row in store.versions(article_id))
        card = next((card for card in versions if card.id == article_id), None)
        if article is None or card is None:
            raise NothingFoundError(f"The article {article_id} has just gone away: its file changed or was removed.")
        file = store.file_of(article_id)
        statements = self._cards(store.findings.statements(articles=[article_id]), [card])
        return ArticleView(
            card=card,
            article=article,
            statements=tuple(statements),
            places=self.places(statements),
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

    @property
    def finding(self) -> Finding:
        """Searching, going on from what was found, and saved searches."""
        return self._finding

    @property
    def deciding(self) -> Deciding:
        """The reader's word on who said what and on who is who."""
        return self._deciding

    @property
    def review(self) -> Review:
        """What is doubtful, as questions."""
        return self._review

    def actors(self, *, order: str = "said", prefix: str = "", hidden: bool = False) -> list[Actor]:
        """Every actor.

        Args:
            order: "said", "mentioned" or "name".
            prefix: Only those with a name or alias in which some word begins so.
            hidden: Also those that the reader wants left out of lists.
        """
        return self._cast.actors(order=order, prefix=prefix, hidden=hidden)

    def statements(
        self,
        *,
        actor: str | Sequence[str] | None = None,
        article: str | None = None,
        kinds: Sequence[Kind] = (),
        modes: Sequence[Mode] = (Mode.SPEECH,),
        limit: int | None = None,
        copies: bool = False,
        unsure: bool = False,
    ) -> list[StatementCard]:
        """Statements, newest article first, then by place in the article.

        What is said in several places stands once, at the earliest of those asked for, unless they are all wanted.

        Args:
            actor: An actor's id, or a name or alias; matched without regard to case. Or several of these.
            article: An article's id.
            kinds: Only these kinds; all when empty.
            modes: Only these modes.
            limit: At most so many.
            copies: Every place at which something is said.
            unsure: Only those to review.
        """
        wanted = [actor] if isinstance(actor, str) else actor or ()
        rows = self._library.store.findings.statements(
            actors=None if actor is None else [one for name in wanted for one in self._cast.ids_of(name)],
            articles=None if article is None else [article],
            kinds=kinds,
            modes=modes,
            limit=limit,
            copies=copies,
            unsure_below=self._threshold if unsure else None,
        )
        return self._cards(rows)

    def places(self, cards: Iterable[StatementCard]) -> dict[int, tuple[StatementCard, ...]]:
        """All places at which some statements are said, the earliest first, by `StatementCard.saying`."""
        found = self._library.store.findings.places({card.saying for card in cards if card.saying is not None})
        places: dict[int, list[StatementCard]] = {saying: [] for saying in found}
        for card in self._cards([row for rows in found.values() for row in rows]):
            places[card.saying or 0].append(card)
        return {saying: tuple(group) for saying, group in places.items()}

    def _found(self, query: str, answer: Answer) -> Found:
        """An answer with cards."""
        store = self._library.store
        articles = {card.id: card for card in self._article_cards({hit.article_id for hit in answer.matches})}
        statements = store.findings.at(
            [(hit.article_id, hit.statement) for hit in answer.matches if hit.statement is not None]
        )
        cards = statement_cards(statements, articles, self._threshold, self._cast.renamed())
        return found(query, answer, articles, {(card.article.id, _first(card)): card for card in cards})

    def cite(self, card: StatementCard, form: str = "markdown") -> str:
        """A statement as text to paste.

        Args:
            card: The statement.
            form: One of `briefing.citation.FORMS`: "verbatim" (the content, character for character), "markdown" (a
                block quote with speaker and place; indirect speech is marked as a paraphrase) …
        """
        from briefing.citation import cite

        article = self._library.store.article(card.article.id)
        if article is None:
            raise NothingFoundError(f"The article {card.article.id} has gone away: its file changed or was removed.")
        article = article.model_copy(update={"outlet": card.article.outlet})
        return cite(card.statement, article, form, unsure=card.unsure)

    def rebuild(self) -> None:
        """Throw the search index away and make it again from the record."""
        self._indexed = True
        self._library.ingest.start(attribute=False, rebuild=True)

    def _make_ready(self) -> None:
        """See to it that there is an index to ask, and that it knows what was decided."""
        if not self._indexed:
            self._indexed = True  # nobody has started the background work, which would see to it
            self._library.index_now()
        elif self._decided:
            self._follow_decisions()

    def _has_decided(self) -> None:
        """Search has to learn of a decision."""
        self._decided = True

    def _follow_decisions(self) -> None:
        """Let search know what was decided: at once when that is little, else aside."""
        self._decided = False
        if (self._library.index.behind() or 0) <= _AT_ONCE:
            self._library.index_now()
        else:
            self._library.ingest.start(attribute=False)

    def _article_cards(self, ids: Iterable[str] | None = None) -> list[ArticleCard]:
        """Articles as cards, newest first, undated last: those named, or all."""
        return [article_card(row, self._outlets) for row in self._library.store.articles(ids)]

    def _cards(self, rows: Sequence[StatementRow], articles: Sequence[ArticleCard] = ()) -> list[StatementCard]:
        """Statements as cards."""
        if not articles:
            articles = self._article_cards(dict.fromkeys(row.article for row in rows))
        renamed = self._cast.renamed()
        return statement_cards(rows, {card.id: card for card in articles}, self._threshold, renamed)

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
