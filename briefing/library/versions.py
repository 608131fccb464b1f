"""The same article twice is one article with versions: which belong together, and which of them is shown.

Inside a transaction of the store's. A version that is not shown keeps its text and its statements, and is no more
counted, listed or found than an article that no file holds.
"""

from __future__ import annotations

import sqlite3

from briefing.library.alike import address_key, is_same, sketch
from briefing.library.columns import ARTICLE, article_of
from briefing.model import Article
from briefing.model.outlets import outlet_key

MOST_EARLIER = 9
"""So many earlier versions are kept of those that stand in no file any more, because it was written over."""

_MOST_CANDIDATES = 20
# Of sixteen: two texts that have half of their shingles in common share fewer in one of five hundred cases.
_SHARED = 3
# A value that more articles share is one of a phrase that all of an outlet's articles hold.
_MOST_SHARING = 100


def gather(connection: sqlite3.Connection, article_id: str) -> list[str]:
    """Make an article one with those that are the same, the first time that it is met.

    Returns:
        The ids of the other versions of it.
    """
    (noted,) = connection.execute("SELECT noted FROM articles WHERE id = ?", (article_id,)).fetchone()
    if not noted:
        article = _article(connection, article_id)
        values = sketch(article)
        for other in _candidates(connection, article, values):
            outlets = (outlet_key(article.outlet or ""), outlet_key(other.outlet or ""))
            if is_same(article, other, outlets=outlets):
                _unite(connection, article_id, other.id)
        _note(connection, article, values)
    return [other for other in of_story(connection, article_id) if other != article_id]


def is_newest(connection: sqlite3.Connection, article_id: str) -> bool:
    """Whether an article is the one of its versions to show; the only one is."""
    return of_story(connection, article_id)[:1] == [article_id]


def of_story(connection: sqlite3.Connection, article_id: str) -> list[str]:
    """The ids of all versions of an article, itself included, the newest first.

    Newest is one that a file still holds, with the latest day of publication, in the file that was written last.
    """
    (story,) = connection.execute("SELECT story FROM articles WHERE id = ?", (article_id,)).fetchone() or (None,)
    if story is None:
        return [article_id]
    rows = connection.execute(
        "SELECT a.id FROM articles a LEFT JOIN file_articles t ON t.article = a.id LEFT JOIN files f ON f.id = t.file "
        "WHERE a.story = ? GROUP BY a.id ORDER BY max(f.id) IS NULL, a.published IS NULL, a.published DESC, "
        "max(f.mtime_ns) DESC, a.number DESC",
        (story,),
    ).fetchall()
    return [row[0] for row in rows]


def dispensable(connection: sqlite3.Connection, article_id: str) -> list[str]:
    """What need not be kept when no file holds an article any more: all versions of it, or only the oldest."""
    versions = of_story(connection, article_id)
    held = {
        row[0]
        for version in versions
        for row in connection.execute("SELECT article FROM file_articles WHERE article = ? LIMIT 1", (version,))
    }
    loose = [version for version in versions if version not in held]
    return loose[MOST_EARLIER:] if held else loose


def _note(connection: sqlite3.Connection, article: Article, values: tuple[int, ...]) -> None:
    """Note by what an article can be found again."""
    connection.executemany("INSERT OR IGNORE INTO sketches VALUES (?, ?)", [(value, article.id) for value in values])
    address = address_key(article.url) if article.url else None
    connection.execute("UPDATE articles SET noted = 1, address = ? WHERE id = ?", (address, article.id))


def _candidates(connection: sqlite3.Connection, article: Article, values: tuple[int, ...]) -> list[Article]:
    """Articles that may be the same: those with its address, and those with most words in common."""
    shared: dict[str, int] = {}
    for value in values:
        rows = connection.execute(
            "SELECT article FROM sketches WHERE value = ? AND article != ? LIMIT ?", (value, article.id, _MOST_SHARING)
        ).fetchall()
        for (other,) in rows if len(rows) < _MOST_SHARING else ():
            shared[other] = shared.get(other, 0) + 1
    likely = [
        other for other, number in shared.items() if number >= _SHARED or _title(connection, other) == article.title
    ]
    found = sorted(likely, key=lambda other: (-shared[other], other))[:_MOST_CANDIDATES]
    if article.url:
        rows = connection.execute(
            "SELECT id FROM articles WHERE address = ? AND id != ? ORDER BY number DESC LIMIT ?",
            (address_key(article.url), article.id, _MOST_CANDIDATES),
        ).fetchall()
        found += [other for (other,) in rows if other not in found]
    return [_article(connection, other) for other in found]


def _title(connection: sqlite3.Connection, article_id: str) -> str:
    return str(connection.execute("SELECT title FROM articles WHERE id = ?", (article_id,)).fetchone()[0])


def _article(connection: sqlite3.Connection, article_id: str) -> Article:
    return article_of(connection.execute(f"SELECT {ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchone())


def _unite(connection: sqlite3.Connection, one: str, other: str) -> None:
    """Put two articles, and all that belong to either, under one name."""
    rows = connection.execute("SELECT id, story FROM articles WHERE id IN (?, ?)", (one, other)).fetchall()
    names = sorted({story or article for article, story in rows})
    connection.execute("UPDATE articles SET story = ? WHERE id IN (?, ?)", (names[0], one, other))
    for name in names[1:]:
        connection.execute("UPDATE articles SET story = ? WHERE story = ?", (names[0], name))


__all__ = ["MOST_EARLIER", "dispensable", "gather", "is_newest", "of_story"]
