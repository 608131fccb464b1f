"""Searching: finding, going on from what was found, and keeping what was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.errors import NothingFoundError, UsageError
from briefing.library.library import Library
from briefing.library.searches import SearchRow
from briefing.model import Span
from briefing.model.clean import clean_line
from briefing.model.fields import MARKS
from briefing.search.ask import SECONDS, Answer, ask, more_like
from briefing.search.engine import Marks, Only, Picked
from briefing.search.marks import snippet, wanted
from briefing.search.query import parse
from briefing.search.tree import FieldName, Filter, Marked, Part, Query
from briefing.services.cast import Cast
from briefing.services.completion import complete, names_first
from briefing.services.marking import Marking
from briefing.services.months import every_month
from briefing.services.views import ArticleView, Found, HitInArticle, SavedSearch, Spread, StatementCard

_TYPING_SECONDS = 0.25
_HISTORY = 200
_LONGEST_NAME = 80
_USUAL = "people"  # long enough that the index's words are looked through, and that a stem is made


class Finding:
    """The searches of one library.

    Args:
        library: The library.
        cast: Who is who in it.
        marking: Who knows what the reader marked.
        cards: What makes cards of an answer.
        ready: Called before every search: sees to it that there is an index to ask.
    """

    def __init__(
        self,
        library: Library,
        cast: Cast,
        marking: Marking,
        cards: Callable[[str, Answer], Found],
        ready: Callable[[], None],
    ) -> None:
        self._library = library
        self._cast = cast
        self._marking = marking
        self._cards = cards
        self._ready = ready

    def prepare(self) -> None:
        """Load what the first search would have to."""
        self.find(_USUAL, limit=1, typing=True)

    def find(
        self, query: str, *, limit: int = 50, among: int | None = None, typing: bool = False, only: str = Only.ALL
    ) -> Found:
        """Search articles and statements.

        Args:
            query: Plain words, "phrases", -not, OR, (groups), speaker:, outlet:, date:, kind: …
            limit: At most so many hits.
            among: How many to rank for that; see `ask`.
            typing: The last word may be unfinished.
            only: "all", "articles" or "statements".
        """
        self._ready()
        asked, marks = self._understood(query, typing)
        engine = self._library.index.engine
        seconds = _TYPING_SECONDS if typing else SECONDS
        answer = ask(engine, asked, text=query, only=Only(only), limit=limit, among=among, marks=marks, seconds=seconds)
        return self._cards(query, answer)

    def hits_in(self, view: ArticleView, query: str) -> tuple[HitInArticle, ...]:
        """Where the words of a query stand in an article, in order.

        Args:
            view: The article.
            query: The query; of its filters only `title:` has words.
        """
        look_for = wanted(self._understood(query, False)[0])
        found: list[HitInArticle] = []
        for number, paragraph in enumerate(view.article.paragraphs, start=1):
            text = view.article.text[paragraph.start : paragraph.end]
            for mark in look_for.find(text):
                span = Span(mark.start + paragraph.start, mark.end + paragraph.start)
                found.append(HitInArticle(span, number, view.statement_at(span), *snippet(text, [mark])))
        return tuple(found)

    def places(self, query: str, most: int) -> list[tuple[str, int]]:
        """Where the statements begin that a query finds: the id of an article and a code point each.

        Args:
            query: The query.
            most: At most so many, the best.
        """
        self._ready()
        asked, marks = self._understood(query, False)
        engine = self._library.index.engine
        found = engine.search(asked, only=Only.STATEMENTS, limit=most, marks=marks, seconds=SECONDS)
        return [(hit.article_id, hit.statement) for hit in found.hits if hit.statement is not None]

    def spread(self, query: str, *, typing: bool = False, only: str = Only.ALL, most: int = 8) -> Spread:
        """How what a query finds spreads over actors, outlets and months.

        Args:
            query: The query.
            typing: The last word may be unfinished.
            only: "all", "articles" or "statements".
            most: At most so many actors and outlets.
        """
        self._ready()
        asked, marks = self._understood(query, typing)
        found = self._library.index.engine.facets(asked, only=Only(only), marks=marks, most=most)
        return Spread(
            actors=tuple((key, self._cast.name_of(key), count) for key, count in found.actors),
            outlets=found.outlets,
            months=every_month(found.months),
            undated=found.undated,
            namesakes=frozenset(key for key, _ in found.actors if self._cast.has_namesakes(key)),
        )

    def more_like(self, article: str, statement: StatementCard | None = None, *, limit: int = 50) -> Found:
        """Articles like an article, or statements like a statement.

        Args:
            article: The article's id.
            statement: A statement in it.
            limit: At most so many.
        """
        self._ready()
        start = statement.statement.content[0].start if statement else None
        return self._cards("", more_like(self._library.index.engine, article, start, limit=limit))

    def completions(self, typed: str) -> tuple[str, ...]:
        """Ways to go on with a query, each the whole of it: fields, and the names of actors and outlets."""
        return complete(typed, self._names)

    def _names(self, field: str, beginning: str) -> Sequence[str]:
        if field in (FieldName.SPEAKER, FieldName.ACTOR):
            actors = self._cast.actors(order="said", prefix=beginning)[:50]
            return names_first(name for actor in actors for name in (actor.name, *actor.aliases))
        if field in (FieldName.OUTLET, FieldName.VIA):
            found = self._library.index.engine.suggest(beginning, field=FieldName(field), limit=8)
            return [one.text for one in found]
        if field == FieldName.TAG:
            return self._marking.names()
        return ()

    # What was asked

    def note(self, query: str) -> None:
        """Keep a query in the history."""
        if query.strip():
            self._library.store.searches.note(query.strip())

    def history(self) -> list[str]:
        """The queries asked last, newest first."""
        return self._library.store.searches.history(_HISTORY)

    def save(self, query: str, name: str) -> None:
        """Give a query a name; what it finds now counts as seen.

        Raises:
            UsageError: The query or the name is empty.
        """
        plain = clean_line(name).strip()[:_LONGEST_NAME]
        if not query.strip() or not plain:
            raise UsageError("A saved search needs a query and a name: give both.")
        self._library.store.searches.name(query.strip(), plain)
        self.look(query)

    def pin(self, query: str, pinned: bool = True) -> None:
        """Pin a query above the others, or let it go."""
        self._library.store.searches.pin(query.strip(), pinned)
        if pinned:
            self.look(query)

    def query_of(self, key: str) -> str:
        """The query that is meant by its name, or by itself.

        Raises:
            NothingFoundError: It was never asked.
        """
        return self._saved(key).query

    def forget(self, key: str) -> None:
        """Let a search go.

        Args:
            key: Its name, or the query.
        """
        self._library.store.searches.forget(self.query_of(key))

    def look(self, query: str) -> None:
        """Note that the reader has now seen what a saved query finds; others are not kept track of."""
        row = self._library.store.searches.find(query.strip())
        if row is not None and row.saved:
            self._library.store.searches.see(row.query, self._matching(row.query))

    def saved(self, key: str | None = None) -> list[SavedSearch]:
        """The searches with a name or a pin, and how much each finds that the reader has not seen.

        Args:
            key: Only this one: its name, or the query.

        Raises:
            NothingFoundError: There is no such search.
        """
        searches = self._library.store.searches
        rows = searches.saved() if key is None else [self._saved(key)]
        saved = []
        for row in rows:
            found = self._matching(row.query)
            new = len(found - searches.seen(row.query))
            saved.append(SavedSearch(row.query, row.name, row.pinned, len(found), new, row.looked))
        return saved

    def _saved(self, key: str) -> SearchRow:
        row = self._library.store.searches.find(key.strip())
        if row is None:
            raise NothingFoundError(f"There is no search “{clean_line(key)}”: briefing searches --history lists all.")
        return row

    def _matching(self, query: str) -> frozenset[str]:
        self._ready()
        asked, marks = self._understood(query, False)
        return self._library.index.engine.matching(asked, marks=marks)

    def _understood(self, text: str, typing: bool) -> tuple[Query, Marks]:
        """A query with its names and marks looked up."""
        asked = parse(text, typing=typing)
        marks: dict[Marked, Picked] = {}
        unknown: list[Marked] = []

        def looked_up(part: Part) -> Part | None:
            if isinstance(part, Filter) and part.field is FieldName.ACTOR and not part.unfinished:
                ids = tuple(self._cast.ids_of(part.text))
                said = self._cast.name_of(ids[0]) if ids == (part.text,) else part.text  # nobody reads an id
                return part.model_copy(update={"text": said, "ids": ids or None})
            if not isinstance(part, Marked):
                return part
            picked = self._marking.picked(part.field, part.text, unfinished=part.unfinished)
            if picked is None:
                unknown.append(part)
                return None
            marks[part] = picked
            return part

        asked = asked.mapped(looked_up)
        known = ", ".join(MARKS)
        notes = [f"“{one.text}” is no mark (one of {known}) and was left out" for one in unknown]
        return (asked.noting(*notes) if notes and not typing else asked), marks


__all__ = ["Finding"]
