"""Which statements are meant, and the days they fall on."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.library import identities
from briefing.library.columns import day_of
from briefing.model import Day, Kind, Mode

_TOLD = """iif(instr({s}.body, '"said_on":"'), json_extract({s}.body, '$.provenance.said_on'), NULL)"""
"""The day it was said: looked for in the few statements that tell one, for taking all apart takes its time."""
_SAID_ON = (
    f"coalesce({_TOLD}, iif({{s}}.saying IS NULL, NULL, "
    f"(SELECT min({_TOLD.format(s='w')}) FROM statements w WHERE w.saying = {{s}}.saying)))"
)
"""The same, told at this or at another place where it is said."""
_DAY = f"coalesce({_SAID_ON}, (SELECT published FROM articles WHERE id = {{s}}.article))"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which statements are meant; those in articles out of view never are.

    Attributes:
        actors: Only these actors'; None for everybody's.
        articles: Only in these articles; None for all.
        places: Only those that begin here: an article's id and a code point each; None for all.
        kinds: Only these kinds; all when empty.
        modes: Only these modes; all when empty.
        copies: Of one said in several of the places asked for, all of them; else the earliest of them only.
        unsure_below: Only those with less confidence than this.
        days: Only those of these days, from the first to the last; the day is that on which it was said where that is
            known, else the article's. None for all.
        undated: Only those of which no day is known.
    """

    actors: Sequence[str] | None = None
    articles: Sequence[str] | None = None
    places: Sequence[tuple[str, int]] | None = None
    kinds: Sequence[Kind] = ()
    modes: Sequence[Mode] = ()
    copies: bool = True
    unsure_below: float | None = None
    days: tuple[dt.date, dt.date] | None = None
    undated: bool = False


def condition(connection: sqlite3.Connection, asked: Asked) -> tuple[str, list[str | float]]:
    """What holds of the statements `s` in the articles `a` that are meant, and its values.

    Args:
        connection: To read with.
        asked: Which are meant.
    """
    where, values = list[str](), list[str | float]()

    def among(column: str, wanted: Sequence[str]) -> None:
        where.append(f"{column} IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([str(one) for one in wanted]))

    if asked.actors is not None:
        among("{s}.actor", [key for actor in asked.actors for key in identities.keys_of(connection, actor)])
    if asked.articles is not None:
        among("{s}.article", asked.articles)
    if asked.places is not None:
        where.append(
            "({s}.article, {s}.first) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') "
            "FROM json_each(?))"
        )
        values.append(json.dumps(asked.places))
    for column, chosen in (("{s}.kind", asked.kinds), ("{s}.mode", asked.modes)):
        if chosen:
            among(column, chosen)
    if asked.unsure_below is not None:
        where.append("+{s}.confidence < ?")
        values.append(asked.unsure_below)
    if asked.days is not None:
        where.append(f"{_DAY} BETWEEN ? AND ?")
        values += [day.isoformat() for day in asked.days]
    if asked.undated:
        where.append(f"{_DAY} IS NULL")
    mine = [each.format(s="s") for each in where]
    if not asked.copies:
        earlier = " AND ".join(["o.saying = s.saying", "o.place < s.place", *(each.format(s="o") for each in where)])
        mine.append(f"(s.place = 0 OR NOT EXISTS (SELECT 1 FROM statements o WHERE {earlier}))")
        values *= 2
    is_few = asked.actors is not None or asked.articles is not None or asked.places is not None
    shown = "+a.shown = 1" if is_few else "a.shown = 1"  # or SQLite goes through all articles, by their dates
    return " AND ".join([*mine, shown]), values


def days(connection: sqlite3.Connection, asked: Asked) -> list[Day]:
    """How many statements fall on each day, in order, those of no day last.

    Args:
        connection: To read with.
        asked: Which are meant.
    """
    where, values = condition(connection, asked)
    rows = connection.execute(
        f"SELECT coalesce(on_day, published) AS day, count(on_day), count(*) - count(on_day) FROM "
        # Its limit keeps SQLite from finding out the day anew wherever it is named: a second more for everyone.
        f"(SELECT {_SAID_ON.format(s='s')} AS on_day, a.published FROM statements s "
        f"JOIN articles a ON a.id = s.article WHERE {where} LIMIT -1) GROUP BY day ORDER BY day IS NULL, day",
        values,
    )
    return [Day(day_of(day), said, published) for day, said, published in rows]


def published(connection: sqlite3.Connection) -> list[Day]:
    """How many articles in view are of each day, in order; those of no day are left out."""
    rows = connection.execute(
        "SELECT published, count(*) FROM articles WHERE shown = 1 AND published IS NOT NULL GROUP BY published"
    )
    return [Day(day_of(day), 0, count) for day, count in rows]


def spoken(connection: sqlite3.Connection, actors: Sequence[str]) -> dict[str, list[Day]]:
    """How much each of some actors says in the articles of each day; undated articles are left out.

    Args:
        connection: To read with.
        actors: Their ids.
    """
    keys = {key: actor for actor in actors for key in identities.keys_of(connection, actor)}
    rows = connection.execute(
        "SELECT p.actor, a.published, p.said FROM json_each(?) k CROSS JOIN appearances p ON p.actor = k.value "
        "CROSS JOIN articles a ON a.id = p.article WHERE a.shown = 1 AND a.published IS NOT NULL AND p.said > 0",
        (json.dumps(list(keys)),),
    )
    found: dict[str, list[Day]] = {actor: [] for actor in actors}
    for key, day, said in rows:
        found[keys[key]].append(Day(day_of(day), 0, said))
    return found


__all__ = ["Asked", "condition", "days", "published", "spoken"]
