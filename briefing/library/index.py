"""Keeping the search index in step with the record.

The index carries a stamp: which record it was made from, and up to which revision. What came later is added; when the
stamp, the engine's version or the index itself is not what it should be, all of it is made again from the record.
"""

from __future__ import annotations

import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from itertools import accumulate
from pathlib import Path

from briefing.library.rows import StatementRow
from briefing.library.store import Store
from briefing.model import Article
from briefing.model.outlets import Outlets
from briefing.search.choice import changed, drop_unused, engine_of, other_folder
from briefing.search.engine import Document, SearchEngine, StatementDocument
from briefing.search.seal import note_use

BATCH = 250  # articles in the first commit: small enough to be found soon
_MOST = 2_000  # in a later one: large enough to be fast
_NOWHERE = "qzxqzxqzx"  # a word that stands nowhere
# "Wilson, whose party props up May's government": a clause tells of others, and they did not say it.
_CLAUSE = re.compile(r",?\s(?:who|whose|whom|which)\b.*", re.DOTALL | re.IGNORECASE)
_MOST_CHARACTERS = 12_000_000  # in one commit: the engine holds some ten times as many bytes


def open_engine(folder: Path) -> SearchEngine:
    """The engine that is used unless another is given; it is loaded only now."""
    from briefing.search import open_engine as engine

    return engine(folder)


class Index:
    """The search index of one record, opened when it is first asked for.

    Attributes:
        news: What the reader is to know of it, a sentence each.

    Args:
        store: The record.
        folder: Where the index lives.
        opener: What opens an engine on a folder.
        outlets: What outlets are called; when that changes, the index is made again.
    """

    def __init__(
        self,
        store: Store,
        folder: Path,
        opener: Callable[[Path], SearchEngine] = open_engine,
        outlets: Outlets = Outlets({}),  # noqa: B008 - nothing is ever changed in it
    ) -> None:
        self._outlets = outlets
        self._store = store
        self._folder = folder
        self._opener = opener
        self.news: tuple[str, ...] = ()
        self._engine: SearchEngine | None = None
        self._guard = threading.Lock()

    def behind(self) -> int | None:
        """How many articles the index still has to learn or forget; None when all of it must be made again."""
        since = self._since()
        if since is None:
            return None
        return self._store.changes_since(since)

    def catch_up(
        self, stop: Callable[[], bool], report: Callable[[int], None] = lambda done: None, batch: int | None = None
    ) -> bool:
        """Bring the index up to the record, in batches.

        Args:
            stop: Asked between batches; True ends it early, and what is done stays done.
            report: Told how many articles are done.
            batch: How many articles are in the first commit; None for as many as are found soon.

        Returns:
            False when the engine could not write: another process holds the index, or the disk is full.
        """
        if not self.begin():
            return False
        engine, since = self._open(), self._since() or 0
        done, batch = 0, batch or BATCH
        while not stop():
            target = self._store.revision()  # before the questions: what comes meanwhile is asked for again
            some = self._store.changed_since(since, batch)
            articles = _at_once(some)
            whole = len(some) < batch and len(articles) == len(some)
            upto = max(target, since) if whole else articles[-1][0]
            gone = self._store.gone_between(since, upto)
            if not articles and not gone:
                if upto > since:
                    engine.stamp = self._stamp(upto)
                note_use(engine.folder)
                drop_unused(other_folder(self._folder, engine))
                return True
            if not engine.replace(gone, self._documents([article for _, article in articles])):
                return False
            since = max([upto, *(revision for revision, _ in articles)])
            engine.stamp = self._stamp(since)
            done, batch = done + len(articles), min(2 * batch, _MOST)
            report(done)
        return True

    def put_first(self, ids: Collection[str]) -> bool:
        """Let some articles be found, or found no more, before whatever else the index has still to learn.

        It learns of them once more when it is their turn: what it holds then is the same.

        Args:
            ids: Articles that came, changed or went out of view.

        Returns:
            False when that cannot be: there is no index to add to, or another process is writing.
        """
        if self._since() is None:
            return False
        articles = [article for article in map(self._store.article, ids) if article is not None]
        return self._open().replace(ids, self._documents(articles))

    def begin(self) -> bool:
        """Begin again with an empty index, unless there is one that can be added to; False when that cannot be."""
        if self._since() is not None:
            return True
        engine = self._open()
        if other_folder(self._folder, engine).exists():
            self.news = (*self.news, changed(self._folder, engine))
        if not engine.clear():
            return False
        engine.stamp = self._stamp(0)
        return True

    def made_of(self) -> dict[str, object]:
        """What another process has to know to add to it."""
        return {
            "folder": str(self._folder),
            "engine": engine_of(self._folder, self._open()),
            "outlets": dict(self._outlets.told),
        }

    def size(self) -> int:
        """How many articles it has to hold in all."""
        return self._store.size()

    def tidy(self, told: Callable[[], None] = lambda: None) -> None:
        """Put the index in order while there is nothing else to do; see `SearchEngine.tidy`."""
        self._open().tidy(told)

    def warm(self) -> None:
        """Gather what the first misspelt word would else have to wait for."""
        self._open().did_you_mean([_NOWHERE])

    def discard(self) -> bool:
        """Empty it, so that the next `catch_up` makes all of it again."""
        engine = self._open()
        engine.stamp = ""
        return engine.clear()

    @property
    def engine(self) -> SearchEngine:
        """What is asked."""
        return self._open()

    def close(self) -> None:
        """Let go of the engine; safe to call twice."""
        with self._guard:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def _open(self) -> SearchEngine:
        with self._guard:
            if self._engine is None:
                self._engine = self._opener(self._folder)
                note_use(self._engine.folder)
            return self._engine

    def _stamp(self, revision: int) -> str:
        return f"{self._record} {revision}"

    @property
    def _record(self) -> str:
        return f"{self._store.id}{self._outlets.stamp and '-'}{self._outlets.stamp}"

    def _since(self) -> int | None:
        """The revision the index stands at; None when it is not an index of this record."""
        engine = self._open()
        if engine.state() != "ready":
            return None
        record, _, revision = engine.stamp.partition(" ")
        if record != self._record or not revision.isdecimal():
            return None
        return int(revision) if int(revision) <= self._store.revision() else None

    def _documents(self, articles: list[Article]) -> list[Document]:
        found: defaultdict[str, list[StatementRow]] = defaultdict(list)
        for row in self._store.findings.statements(articles=[article.id for article in articles]):
            found[row.article].append(row)
        actors = {row.actor for rows in found.values() for row in rows if row.actor}
        names = self._store.findings.names_of(actors)
        return [_document(article, found[article.id], names, self._outlets) for article in articles]


def _at_once(articles: list[tuple[int, Article]]) -> list[tuple[int, Article]]:
    """The first of some articles, at least one, that together are not too long for one commit."""
    lengths = accumulate(len(article.text) for _, article in articles)
    return articles[: max(1, sum(length <= _MOST_CHARACTERS for length in lengths))]


def _document(
    article: Article, rows: list[StatementRow], names: Mapping[str, tuple[str, ...]], outlets: Outlets
) -> Document:
    aliases: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        aliases[row.actor or ""].update(names.get(row.actor or "", ()))
    for row in rows:
        if row.actor and row.source:
            aliases[row.actor][_CLAUSE.sub("", row.source)] += 1
    return Document(
        article_id=article.id,
        title=article.title,
        outlets=outlets.names(article.outlet) if article.outlet else (),
        published=article.published,
        author=article.author,
        text=article.text,
        statements=tuple(_statement(row, tuple(aliases[row.actor or ""])) for row in rows),
    )


def _statement(row: StatementRow, aliases: tuple[str, ...]) -> StatementDocument:
    speaker = row.statement.speaker
    return StatementDocument(
        start=row.first,
        content=row.content,
        speaker=speaker.name if speaker else "",
        aliases=aliases,
        actor=row.actor or "",
        kind=row.statement.kind.value,
        polarity=row.statement.polarity.value,
        via=", ".join(row.statement.provenance.via),
        said_on=row.statement.provenance.said_on,
        said_until=row.statement.provenance.said_until,
        spans=row.statement.content,
    )


__all__ = ["BATCH", "Index", "open_engine"]
