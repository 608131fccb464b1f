"""What the screen asks the desk: always aside, a newer question before an older one of its kind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import clipboard
from briefing.model import ActorCard, Day, Mode
from briefing.paths import library_folder
from briefing.services.about import version_line
from briefing.services.changes import Line
from briefing.services.exports import put, written
from briefing.services.views import (
    ArticleCard,
    ArticleView,
    Found,
    Hit,
    Progress,
    SavedSearch,
    Spread,
    StatementCard,
    Summary,
)
from briefing.tui.lanes import Answer, Lane
from briefing.tui.widgets.actors import EVERYONE, TO_REVIEW

if TYPE_CHECKING:  # the library is loaded while the first frame is already to be seen
    from briefing.model import UnnamedSource
    from briefing.model.decision import Chosen, Verdict
    from briefing.services.decisions import Deciding, Done, Form
    from briefing.services.desk import Desk
    from briefing.services.marking import Marking
    from briefing.services.portrait import Portrait
    from briefing.services.review import Candidate, Evidence, Question
    from briefing.services.session import Session
    from briefing.services.timeline import Bucket, Subject
    from briefing.services.unnamed import Reliances
    from briefing.services.views import Margin, TagCount

MOST_STATEMENTS: Final = 5_000
"""So many are listed for everyone together, or to review; an actor's are listed whole."""
MOST_HITS: Final = 100
FIRST_HITS: Final = 30
"""So many are found when whoever types a query pauses; with every key, only those that are seen."""
_UNOPENED: Final = "cannot be opened: enter says why"


@dataclass(frozen=True, slots=True)
class Overview:
    """What the masthead and the sidebar show."""

    summary: Summary
    actors: Sequence[ActorCard]
    articles: Sequence[ArticleCard] = ()


class Reader:
    """One open desk, asked without waiting."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._overview = Lane("overview")
        self._statements = Lane("statements")
        self._article = Lane("article")
        self._again = Lane("again")
        self._search = Lane("search")
        self._spread = Lane("spread")
        self._completing = Lane("completing")
        self._saved = Lane("saved")
        self._copy = Lane("copy")
        self._evidence = Lane("evidence")
        self._counting = Lane("counting")
        self._counted = Lane("counted")
        self._trends = Lane("trends")
        self._candidates = Lane("candidates")
        self._decide = Lane("decide")
        self._margin = Lane("margin")
        self._session = Lane("session")
        self._said = Lane("said")
        self._kept = Lane("kept")
        self._export = Lane("export")
        self._in_order = asyncio.Lock()
        self.hidden = False

    async def start(self, changed: Callable[[], None] = lambda: None) -> None:
        """Begin the background work, and go on with it whenever a file changes.

        Args:
            changed: Called, in another thread, when there is something to read again.
        """

        def begin() -> None:
            self.desk.start()
            self.desk.watch(changed)
            self.desk.advise()

        await self._overview.ask(begin)

    def progress(self) -> Progress:
        """How far it is; cheap, so asked at once."""
        return self.desk.progress()

    async def overview(self, order: str) -> Overview:
        """Figures and actors, these in an order; no articles, which take longer.

        Args:
            order: "said", "mentioned" or "name".
        """

        def ask() -> Overview:
            return Overview(self.desk.summary(), self.desk.cast.cards(order=order, hidden=self.hidden))

        return await self._overview.ask(ask)

    async def articles(self) -> list[ArticleCard]:
        """Every article, newest first."""
        return await self._overview.ask(self.desk.articles)

    async def statements(self, actor: str, modes: Sequence[Mode], *, copies: bool = False) -> list[StatementCard]:
        """The statements of an actor, of everyone, or those to review; with `copies`, at every place they stand."""
        return await self._statements.ask(lambda: self._statements_of(actor, modes, copies=copies))

    def _statements_of(self, actor: str, modes: Sequence[Mode], *, copies: bool) -> list[StatementCard]:
        if actor == EVERYONE:
            return self.desk.statements(modes=modes, limit=MOST_STATEMENTS, copies=copies)
        if actor == TO_REVIEW:
            return self.desk.statements(modes=modes, limit=MOST_STATEMENTS, copies=copies, unsure=True)
        return self.desk.statements(actor=actor, modes=modes, copies=copies)

    async def article(self, article_id: str, *, prefer: bool = False) -> ArticleView:
        """An article with its statements; with `prefer`, its statements are to be found before all others."""

        def ask() -> ArticleView:
            if prefer:
                self.desk.prefer(article_id)
            return self.desk.article(article_id)

        return await self._article.ask(ask)

    async def article_again(self, article_id: str) -> ArticleView:
        """An article that is shown already, as it is now; asked beside those that are being opened."""
        return await self._again.ask(lambda: self.desk.article(article_id))

    async def compare(self, view: ArticleView) -> list[tuple[str, tuple[Line, ...]]]:
        """What changed from version to version of an article, the newest first, each under a heading."""

        def ask() -> list[tuple[str, tuple[Line, ...]]]:
            return [
                (f"{version_line(older)} → {version_line(newer)}", self.desk.compare(older.id, newer.id))
                for newer, older in pairwise(view.versions)
            ]

        return await self._article.ask(ask)

    def find(
        self, query: str, *, typing: bool, only: str = "all", most: int = MOST_HITS, among: int | None = None
    ) -> asyncio.Future[Found]:
        """Search, from now on.

        Args:
            query: What is asked.
            typing: The last word may be unfinished.
            only: "all", "articles" or "statements".
            most: At most so many hits.
            among: How many to rank for that, so that the first are those of a longer answer.
        """
        find = self.desk.finding.find
        return self._search.ask(lambda: find(query, limit=most, among=among, typing=typing, only=only))

    def prepare_to_find(self) -> asyncio.Future[None]:
        """Load what the first search would have to: somebody is about to search."""
        return self._search.ask(self.desk.finding.prepare)

    def close(self) -> None:
        """Close the desk, and whatever works for it; safe to call twice."""
        self.desk.close()

    async def spread(self, query: str, *, typing: bool, only: str = "all") -> Spread:
        """How what a query finds spreads."""
        return await self._spread.ask(lambda: self.desk.finding.spread(query, typing=typing, only=only))

    async def more_like(self, article_id: str, card: StatementCard | None) -> Found:
        """What is like an article, or like a statement in it."""
        return await self._search.ask(lambda: self.desk.finding.more_like(article_id, card, limit=MOST_HITS))

    async def completions(self, typed: str) -> tuple[str, ...]:
        """Ways to go on with a query."""
        return await self._completing.ask(lambda: self.desk.finding.completions(typed))

    async def history(self) -> list[str]:
        """The queries asked last, newest first."""
        return await self._completing.ask(self.desk.finding.history)

    async def saved(self) -> list[SavedSearch]:
        """The searches that are kept, and what is new in each."""
        return await self._saved.ask(self.desk.finding.saved)

    async def keep_query(self, query: str) -> None:
        """Keep a query in the history; when it is a saved one, its results now count as seen."""

        def keep() -> None:
            self.desk.finding.note(query)
            self.desk.finding.look(query)

        await self._spread.ask(keep)

    async def save_search(self, query: str, name: str) -> None:
        """Give a query a name."""
        await self._saved.ask(lambda: self.desk.finding.save(query, name))

    async def pin_search(self, query: str) -> bool:
        """Pin a query, or let it go when it is pinned; whether it is now."""

        def pin() -> bool:
            pinned = not any(one.pinned and one.query == query for one in self.desk.finding.saved())
            self.desk.finding.pin(query, pinned)
            return pinned

        return await self._saved.ask(pin)

    async def portrait(self, actor_id: str) -> Portrait:
        """An actor seen whole."""
        from briefing.services.portrait import portrait

        return await self._counting.ask(lambda: portrait(self.desk, actor_id))

    async def days(self, subject: Subject) -> list[Day]:
        """How many statements fall on each day."""
        return await self._counting.ask(lambda: self.desk.timelines.days(subject))

    async def trends(self, actors: Sequence[str], cells: int) -> dict[str, tuple[int, ...]]:
        """How much each of some actors says over time, in so many parts."""
        return await self._trends.ask(lambda: self.desk.timelines.trends(actors, cells))

    async def bucket(self, subject: Subject, bucket: Bucket | None) -> list[StatementCard]:
        """The statements in a bucket of a timeline, or those of no day."""
        return await self._counted.ask(lambda: self.desk.timelines.statements(subject, bucket))

    async def reliances(self) -> Reliances:
        """Who relies on unnamed sources."""
        from briefing.services.unnamed import reliances

        return await self._counting.ask(lambda: reliances(self.desk))

    async def unnamed(self, sources: Sequence[UnnamedSource]) -> list[StatementCard]:
        """What some unnamed sources said."""
        from briefing.services.unnamed import statements_of

        return await self._counted.ask(lambda: statements_of(self.desk, sources))

    async def said(self, typed: str) -> tuple[Hit, ...]:
        """Statements for words that are being typed; for slips in them too, when there are none."""

        def ask() -> tuple[Hit, ...]:
            find = partial(self.desk.finding.find, limit=FIRST_HITS, typing=True, only="statements")
            found = find(typed)
            if not found.hits and found.instead:
                found = find(found.instead)
            return found.hits

        return await self._said.ask(ask)

    async def kept_searches(self) -> list[SavedSearch]:
        """The searches that are kept, for whoever does not show them all."""
        return await self._kept.ask(self.desk.finding.saved)

    async def said_by(self, actor: str, modes: Sequence[Mode]) -> list[StatementCard]:
        """All that an actor said, whatever the list shows."""
        return await self._export.ask(lambda: self.desk.statements(actor=actor, modes=modes))

    async def export(self, cards: Sequence[StatementCard], form: str) -> str:
        """Statements as one text in a form."""
        return await self._export.ask(lambda: written(cards, form, self.desk.cite))

    async def write(self, cards: Sequence[StatementCard], form: str, file: Path) -> None:
        """Write statements in a form into a new file."""
        await self._export.ask(lambda: put(file, written(cards, form, self.desk.cite)))

    async def cite(self, card: StatementCard, form: str) -> str:
        """A statement as text to paste."""
        return await self._copy.ask(lambda: self.desk.cite(card, form))

    async def questions(self, *, actors_first: bool) -> list[Question]:
        """What is doubtful."""
        return await self._evidence.ask(lambda: self.desk.review.questions(actors_first=actors_first))

    async def evidence(self, question: Question) -> tuple[Evidence | None, Evidence | None]:
        """The sentences that a question is about."""
        return await self._evidence.ask(lambda: self.desk.review.evidence(question))

    async def candidates(self, card: StatementCard, typed: str) -> list[Candidate]:
        """Who may have said a statement."""
        return await self._candidates.ask(lambda: self.desk.review.candidates(card, typed))

    async def actors_like(self, typed: str) -> list[ActorCard]:
        """The actors with a name that has a word which begins so, hidden ones included."""

        def ask() -> list[ActorCard]:
            return [actor.card for actor in self.desk.actors(prefix=typed, hidden=True)]

        return await self._candidates.ask(ask)

    async def forms(self, actor: ActorCard) -> list[Form]:
        """The names that make up an actor."""
        return await self._candidates.ask(lambda: self.desk.deciding.forms(actor))

    async def decide(self, decision: Callable[[Deciding], Done]) -> Done:
        """Decide something; decisions are carried out in the order in which they were made, and none is dropped."""
        async with self._in_order:
            return await self._decide.ask(lambda: decision(self.desk.deciding))

    async def margin(self) -> Margin:
        """What stands in the margin."""
        return await self._margin.ask(self.desk.marking.margin)

    async def mark(self, change: Callable[[Marking], Answer]) -> tuple[Answer, Margin]:
        """Do something in the margin, in order and with none dropped; what came of it, and what stands there now."""

        def ask() -> tuple[Answer, Margin]:
            return change(self.desk.marking), self.desk.marking.margin()

        async with self._in_order:
            return await self._decide.ask(ask)

    async def decide_on(
        self, card: StatementCard, verdict: Verdict, speaker: Chosen | None, *, everywhere: bool
    ) -> tuple[Done, set[str]]:
        """Decide who said a statement, at every place at which it is said or there alone; also the ids of those."""

        def ask() -> tuple[Done, set[str]]:
            places = self.desk.places([card]).get(card.saying or 0, (card,)) if everywhere else (card,)
            done = self.desk.deciding.on_statement(card, verdict, speaker, places=places)
            return done, {place.id for place in places}

        async with self._in_order:
            return await self._decide.ask(ask)

    async def tags(self) -> list[TagCount]:
        """Every tag there is."""
        return await self._margin.ask(self.desk.marking.tags)

    async def last_session(self) -> tuple[Session, str]:
        """Where the reader was, and one sentence when that cannot be told."""
        return await self._session.ask(self.desk.session.load)

    async def keep_session(self, session: Session) -> None:
        """Keep where the reader is."""
        await self._session.ask(lambda: self.desk.session.keep(session))

    @property
    def library(self) -> str:
        """The folder's name of the library that is open."""
        return library_folder(self.desk.data_dir, self.desk.name).name

    async def libraries(self) -> list[tuple[str, str, str]]:
        """Every library there is: its folder's name, what it is called and made of, and how much is in it."""
        from briefing.services.libraries import described, known_libraries, made_of

        rows = await self._session.ask(lambda: known_libraries(self.desk.data_dir))
        return [
            (row.folder.name, f"{row.name}  {made_of(row)}".rstrip(), _UNOPENED if row.problem else described(row))
            for row in rows
        ]

    async def keep(self, text: str) -> Path | None:
        """Write the last copy into its file, and say which; None when it cannot be written."""
        path: Path = self.desk.last_copy
        return path if await self._copy.ask(lambda: clipboard.keep(text, path)) else None
