"""What was found in the articles: statements, and where an article stands in the queue for them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import Any

from briefing.actors import key_of
from briefing.library import asked as asking
from briefing.library import judging, margin, roster, sayings, settling, traits
from briefing.library.asked import Asked
from briefing.library.connections import Connections
from briefing.library.remembered import Remembered
from briefing.library.rows import Counts, StatementRow
from briefing.model import Actor, ActorCard, Article, Day, Kind, Mode, RoleHeld, Span, Statement, UnnamedSource

_COLUMNS = "article, position, first, paragraph, kind, mode, polarity, confidence, actor, content, cue, source, body"
_STATEMENT = (
    "s.article, s.position, s.first, s.paragraph, coalesce(b.actor, s.actor), s.content, s.cue, s.source, s.body, "
    "s.saying, s.place, s.places, d.body, j.holds, j.speaker"
)
# The actor that counts, and the reader's decision on the statement.
_WITH_DECISIONS = (
    "LEFT JOIN belongs b ON b.key = s.actor LEFT JOIN judged j ON j.article = s.article AND j.position = s.position "
    "LEFT JOIN decisions d ON d.id = j.decision"
)


class Findings:
    """The statements and actors of one record."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._known: dict[roster.Row, Actor] = {}  # read before: most actors are the same when one article is new
        self._rows = Remembered(_row)

    # The queue

    def renew(self, version: str) -> None:
        """Put back into the queue what another version of the attribution has looked at; its answers stay till then."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE articles SET attribution = 'pending' WHERE attribution != 'pending' AND attributed_by != ?",
                (version,),
            )

    def next_pending(self, preferred: Sequence[str], busy: Collection[str]) -> str | None:
        """The article to look at next: the one preferred last, else the newest; None when there is none.

        Args:
            preferred: Articles the reader has opened, latest last.
            busy: Articles that are being looked at.
        """
        with self._connections.reading() as connection:
            for article in reversed(preferred):
                if article not in busy and _is_pending(connection, article):
                    return article
            rows = connection.execute(
                "SELECT id FROM articles WHERE attribution = 'pending' AND shown = 1 ORDER BY published DESC LIMIT ?",
                (len(busy) + 1,),
            ).fetchall()
        return next((row[0] for row in rows if row[0] not in busy), None)

    def keep(self, article: Article, statements: Sequence[Statement], version: str) -> None:
        """Write an article's statements in place of those it had."""
        with self._connections.writing() as connection:
            shown = connection.execute("SELECT shown FROM articles WHERE id = ?", (article.id,)).fetchone()
            if shown is None:
                return  # its file changed while somebody looked at it
            connection.execute("DELETE FROM statements WHERE article = ?", (article.id,))
            connection.executemany(
                f"INSERT INTO statements ({_COLUMNS}) VALUES ({','.join('?' * 13)})",
                [_columns(article, position, statement) for position, statement in enumerate(statements)],
            )
            judging.judge(connection, article, statements, counts=bool(shown[0]))
            margin.lay(connection, article, statements)
            sayings.note(connection, article, statements)
            said = len(sayings.units(statements))
            connection.execute(
                "UPDATE articles SET attribution = 'done', attributed_by = ?, failure = NULL, said = ?, revision = ? "
                "WHERE id = ?",
                (version, said, next_revision(connection), article.id),
            )

    def keep_failure(self, article: str, sentence: str, version: str) -> None:
        """Note that an article cannot be attributed, so that the next start does not try in vain."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE articles SET attribution = 'failed', attributed_by = ?, failure = ?, revision = ? WHERE id = ?",
                (version, sentence, next_revision(connection), article),
            )

    def retry(self, articles: Collection[str]) -> None:
        """Put articles back into the queue."""
        with self._connections.writing() as connection:
            connection.executemany(
                "UPDATE articles SET attribution = 'pending', failure = NULL WHERE id = ?", [(a,) for a in articles]
            )

    def failures(self) -> tuple[str, ...]:
        """One sentence for each article that could not be attributed."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT failure FROM articles WHERE attribution = 'failed' AND shown = 1 ORDER BY number"
            ).fetchall()
        return tuple(row[0] for row in rows if row[0])

    # Statements

    def statements(
        self,
        *,
        actors: Sequence[str] | None = None,
        articles: Sequence[str] | None = None,
        kinds: Sequence[Kind] = (),
        modes: Sequence[Mode] = (),
        limit: int | None = None,
        copies: bool = True,
        unsure_below: float | None = None,
    ) -> list[StatementRow]:
        """Statements in articles in view, newest article first, then by place in the article.

        Args:
            actors: Only these actors'; None for everybody's.
            articles: Only in these articles; None for all.
            kinds: Only these kinds; all when empty.
            modes: Only these modes; all when empty.
            limit: At most so many.
            copies: Of one said in several of the places asked for, all of them; else the earliest of them only.
            unsure_below: Only those with less confidence than this.
        """
        return self.asked(
            Asked(actors, articles, None, kinds, modes, copies=copies, unsure_below=unsure_below), limit=limit
        )

    def asked(self, asked: Asked, *, limit: int | None = None) -> list[StatementRow]:
        """The statements that are meant, newest article first, then by place in the article.

        Args:
            asked: Which.
            limit: At most so many.
        """
        with self._connections.reading() as connection:
            where, values = asking.condition(connection, asked)
            rows = connection.execute(
                f"SELECT {_STATEMENT} FROM statements s JOIN articles a ON a.id = s.article {_WITH_DECISIONS} "
                f"WHERE {where} ORDER BY a.published DESC, a.id, s.first, s.position LIMIT ?",
                [*values, -1 if limit is None else max(0, limit)],
            ).fetchall()
        return self._rows.of(rows)

    def days(self, asked: Asked) -> list[Day]:
        """How many of the statements that are meant fall on each day, in order; those of no day last."""
        with self._connections.reading() as connection:
            return asking.days(connection, asked)

    def published(self) -> list[Day]:
        """How many articles in view are of each day."""
        with self._connections.reading() as connection:
            return asking.published(connection)

    def spoken(self, actors: Sequence[str]) -> dict[str, list[Day]]:
        """How much each of some actors says in the articles of each day."""
        with self._connections.reading() as connection:
            return asking.spoken(connection, actors)

    def at(self, places: Sequence[tuple[str, int]]) -> list[StatementRow]:
        """The statements that begin at some places: an article's id and a code point each."""
        question = (
            f"SELECT {_STATEMENT} FROM json_each(?) place JOIN statements s "
            "ON s.article = json_extract(place.value, '$[0]') AND s.first = json_extract(place.value, '$[1]') "
            f"{_WITH_DECISIONS}"
        )
        with self._connections.reading() as connection:
            rows = connection.execute(question, (json.dumps(places),)).fetchall()
        return [_row(row) for row in rows]

    def doubtful(self, threshold: float, limit: int) -> list[StatementRow]:
        """Statements of speech for the reader to judge.

        First those on which a decision counts no more, for the article has changed; then the newest of those without
        enough confidence; last those of which the reader was unsure.

        Args:
            threshold: So much is enough.
            limit: At most so many.
        """
        judged = f"SELECT {_STATEMENT} FROM judged t CROSS JOIN statements s ON s.article = t.article AND s.position = "
        judged += f"t.position JOIN articles a ON a.id = s.article {_WITH_DECISIONS} WHERE a.shown = 1"
        in_order = "ORDER BY a.published DESC, a.id, s.first LIMIT :limit"
        questions = (
            f"{judged} AND t.holds = 0 {in_order}",
            # Article by article, the newest first: it ends as soon as there are enough.
            f"SELECT {_STATEMENT} FROM articles a CROSS JOIN statements s ON s.article = a.id {_WITH_DECISIONS} "
            "WHERE a.shown = 1 AND +s.mode = 'speech' AND +s.place = 0 AND +s.confidence < :threshold "
            f"AND j.holds IS NULL {in_order}",
            f"{judged} AND t.holds = 1 AND s.mode = 'speech' AND s.place = 0 AND s.confidence < :threshold {in_order}",
        )
        with self._connections.reading() as connection:
            rows: list[Sequence[Any]] = []
            for question in questions:
                values = {"threshold": threshold, "limit": limit - len(rows)}
                rows += connection.execute(question, values).fetchall()
        return [_row(row) for row in rows]

    def places(self, of: Collection[int]) -> dict[int, list[StatementRow]]:
        """All places at which each of some sayings stands, the earliest first."""
        question = (
            f"SELECT {_STATEMENT} FROM json_each(?) wanted JOIN statements s ON s.saying = wanted.value "
            f"{_WITH_DECISIONS} ORDER BY s.saying, s.place"
        )
        with self._connections.reading() as connection:
            rows = [_row(row) for row in connection.execute(question, (json.dumps(sorted(of)),))]
        found: dict[int, list[StatementRow]] = {saying: [] for saying in of}
        for row in rows:
            found[row.saying or 0].append(row)
        return found

    # Actors

    def actors(self) -> list[Actor]:
        """Every actor, those included who only think and do."""
        with self._connections.reading() as connection:
            known = roster.everybody(connection, self._known)
            said = traits.read(connection)
            actors = sayings.counted_once(connection, known.values())
        self._known = known
        return traits.lay_over(actors, said)

    def names(self) -> list[tuple[str, str]]:
        """Every actor's id, and all that it goes by, without case and accents: far quicker than reading them all."""
        with self._connections.reading() as connection:
            said = traits.read(connection)
            return roster.written(connection, {actor: (one.name or "", *one.aliases) for actor, one in said.items()})

    def named(self, actors: Collection[str]) -> list[Actor]:
        """The actors of some ids, as far as there are any."""
        with self._connections.reading() as connection:
            found = sayings.counted_once(connection, roster.named(connection, actors))
            return traits.lay_over(found, traits.read(connection))

    def actor(self, actor_id: str) -> Actor | None:
        """One actor, or None when there is none of that id."""
        return next(iter(self.named([actor_id])), None)

    def actor_cards(self) -> list[ActorCard]:
        """Every actor as lists hold it, in no order, those included who only think and do."""
        with self._connections.reading() as connection:
            return traits.lay_over_cards(roster.cards(connection), traits.read(connection))

    def renamed(self) -> dict[str, str]:
        """What the reader calls actors, by id."""
        with self._connections.reading() as connection:
            return {actor: one.name for actor, one in traits.read(connection).items() if one.name}

    def names_of(self, actors: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The names by which each of some actors is to be found, beside those in the articles."""
        with self._connections.reading() as connection:
            return traits.names_of(connection, actors)

    def roles_held(self, actor: str) -> list[RoleHeld]:
        """What articles call an actor, and when."""
        with self._connections.reading() as connection:
            return roster.roles_held(connection, actor)

    def unnamed(self) -> list[UnnamedSource]:
        """Sources without a name, by description and outlet."""
        with self._connections.reading() as connection:
            return roster.unnamed(connection)

    def statements_by_outlet(self) -> list[tuple[str | None, int, int]]:
        """Each outlet with the number of statements that somebody made in it, and of articles in which somebody did."""
        with self._connections.reading() as connection:
            return roster.statements_by_outlet(connection)

    def is_settled(self) -> bool:
        """Whether it is known of every speaker who they are, and how often they are named: quick."""
        with self._connections.reading() as connection:
            revision, counted = _revisions(connection)
            unsettled = connection.execute("SELECT EXISTS (SELECT 1 FROM unsettled)").fetchone()[0]
        return not unsettled and revision == counted

    def settle(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Find out which speakers are one actor, where something came or went since the last time."""
        if settling.settle_actors(self._connections, stop):
            with self._connections.writing() as connection:
                next_revision(connection)

    def count_mentions(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Count how often the articles in view name each actor, unless nothing has changed since the last time."""
        with self._connections.reading() as connection:
            revision, counted = _revisions(connection)
            if revision == counted:
                return
            counts = roster.mentions(connection, roster.everybody(connection, self._known).values(), stop)
        if counts is None:
            return
        with self._connections.writing() as connection:
            changed = roster.keep_mentions(connection, counts)
            # What came while it was counted is counted next time.
            fresh = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()[0]
            counted = revision if fresh != revision else fresh + changed
            if changed:
                next_revision(connection)
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('counted', ?)", (counted,))

    def count(self, connection: sqlite3.Connection, threshold: float, *, articles: int, pending: int) -> Counts:
        """How much was found, given how many articles there are."""
        total, sure, unsure = 0, 0, 0
        # All there are, from an index alone, less those in articles out of view, which are few.
        for sign, source in ((1, ""), (-1, "articles a CROSS JOIN ")):
            hidden = " AND a.shown = 0 AND s.article = a.id" if source else ""
            row = connection.execute(
                "SELECT count(*), count(s.actor) FILTER (WHERE s.confidence >= :least), "
                f"count(*) FILTER (WHERE s.confidence < :least) FROM {source}statements s "
                f"WHERE {'+' * bool(source)}s.mode = 'speech' AND {'+' * bool(source)}s.place = 0{hidden}",
                {"least": threshold},
            ).fetchone()
            total, sure, unsure = total + sign * row[0], sure + sign * row[1], unsure + sign * row[2]
        left_out = [actor for actor, said in traits.read(connection).items() if said.hidden]
        (actors,) = connection.execute(
            "SELECT count(*) FROM actors WHERE said > 0 AND id NOT IN (SELECT value FROM json_each(?))",
            (json.dumps(left_out),),
        ).fetchone()
        return Counts(articles, articles - pending, pending, total, sure, unsure, actors)


def next_revision(connection: sqlite3.Connection) -> int:
    """Count one change, inside the transaction that makes it."""
    row = connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision' RETURNING value").fetchone()
    return int(row[0])


def _is_pending(connection: sqlite3.Connection, article: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM articles WHERE id = ? AND attribution = 'pending' AND shown = 1", (article,)
    ).fetchone()
    return row is not None


def _revisions(connection: sqlite3.Connection) -> tuple[int, int | None]:
    """The record's revision, and that at which it was last counted who is named where; None for never."""
    known = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('revision', 'counted')"))
    return known["revision"], known.get("counted")


def _row(columns: Sequence[Any]) -> StatementRow:
    article, position, first, paragraph, actor, content, cue, source, body, saying, place, places, *judgement = columns
    statement, decided = judging.laid_over(Statement.model_validate_json(body), *judgement)
    return StatementRow(
        article,
        position,
        first,
        paragraph,
        actor,
        content,
        cue,
        source,
        statement,
        decided,
        saying=saying,
        place=place,
        places=places,
    )


def words(text: str, spans: Sequence[Span]) -> str:
    """The words at some spans, verbatim."""
    return " … ".join(text[span.start : span.end] for span in spans)


def _columns(article: Article, position: int, statement: Statement) -> tuple[str | int | float | None, ...]:
    first = statement.content[0].start
    return (
        article.id,
        position,
        first,
        article.paragraph_at(first),
        statement.kind,
        statement.mode,
        statement.polarity,
        statement.certainty,
        key_of(statement.speaker, article.id),
        words(article.text, statement.content),
        words(article.text, statement.cue),
        words(article.text, statement.source),
        statement.model_dump_json(),
    )


__all__ = ["Findings", "next_revision", "words"]
