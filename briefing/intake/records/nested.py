"""The records in one JSON object: below some key of it, or in the shapes that tables are written in."""

from __future__ import annotations

from collections import deque
from typing import Final

from briefing.intake.records.columns import Record, has_named

_DEEPEST = 5
_MOST_LOOKED_AT = 10_000
_LOOKED_INTO: Final = 20


def records_in(value: object) -> list[object]:
    """The records in a value: the object itself when it is an article, else the longest list that looks like articles.

    Args:
        value: What a file holds as a whole.
    """
    if not isinstance(value, dict):
        return []
    if has_named(value, "title") and (has_named(value, "text") or has_named(value, "standfirst")):
        table = _from_columns(value)
        return list(table) if table else [value]
    lists = [found for found in _lists_in(value) if _are_articles(found)]
    if lists:
        return max(lists, key=len)
    return list(_from_split(value) or ([] if has_named(value, "text") else _from_columns(value))) or [value]


def _lists_in(value: object) -> list[list[object]]:
    """Every list in a value, not too deep, and objects whose values are all objects as a list of them."""
    found: list[list[object]] = []
    queue = deque([(value, 0)])
    for _ in range(_MOST_LOOKED_AT):
        if not queue:
            break
        value, depth = queue.popleft()
        items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        if items and all(isinstance(item, dict) for item in items):
            found.append(items)
        if depth < _DEEPEST:
            queue.extend((item, depth + 1) for item in items[:_MOST_LOOKED_AT] if isinstance(item, dict | list))
    return found


def _are_articles(items: list[object]) -> bool:
    """Whether items have titles or texts, as articles do, and authors and pictures do not."""
    looked = [item for item in items[:_LOOKED_INTO] if isinstance(item, dict)]
    kinds = [[has_named(_unwrapped(item), field) for field in ("title", "text", "standfirst")] for item in looked]
    articles = sum(text or (title and summary) for title, text, summary in kinds)
    return 2 * articles > len(looked)


def _unwrapped(item: Record) -> Record:
    """What stands in the one object that is around a record, if there is one ("_source", "data")."""
    inner = [value for value in item.values() if isinstance(value, dict) and has_named(value, "title")]
    return inner[0] if len(inner) == 1 and not has_named(item, "title") else item


def _from_split(value: Record) -> list[Record]:
    """The records of {"columns": ["title", …], "data": [["A title", …], …]}."""
    names, rows = value.get("columns"), value.get("data")
    if not isinstance(names, list) or not isinstance(rows, list) or not all(isinstance(name, str) for name in names):
        return []
    return [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)]


def _from_columns(value: Record) -> list[Record]:
    """The records of {"title": {"0": "A title", …}, "text": {"0": …}} or {"title": ["A title", …], "text": […]}."""
    columns = list(value.values())
    if len(columns) < 2:
        return []
    if all(isinstance(column, dict) for column in columns):
        rows = [dict(column) for column in columns if isinstance(column, dict)]
        if not rows[0] or any(row.keys() != rows[0].keys() for row in rows) or not next(iter(rows[0])).isdecimal():
            return []
        return [{name: row[key] for name, row in zip(value, rows, strict=True)} for key in rows[0]]
    lists = [column for column in columns if isinstance(column, list)]
    if len(lists) < len(columns) or len({len(column) for column in lists}) > 1:
        return []
    return [dict(zip(value, row, strict=True)) for row in zip(*lists, strict=True)]


__all__ = ["records_in"]
