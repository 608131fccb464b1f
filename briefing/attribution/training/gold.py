"""Gold articles, and how to rewrite one without losing its annotations."""

from __future__ import annotations

import bisect
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One annotated statement; spans are code points into the article's text."""

    content: Spans
    cue: Spans
    source: Spans


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article.

    Attributes:
        id: Its name in the gold file.
        text: Its text.
        statements: Every statement in it.
        entities: (start, end, kind) from the teacher, kind being person, organisation, place or group.
    """

    id: str
    text: str
    statements: tuple[GoldStatement, ...]
    entities: tuple[tuple[int, int, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace text[start:end] by `new`."""

    start: int
    end: int
    new: str


def read_gold(path: Path, entities: Path | None = None) -> list[GoldArticle]:
    """Read a gold file (JSON lines of id, text, statements), with the teacher's entities where there are any."""
    taught: dict[str, list[list[object]]] = {}
    if entities is not None:
        for line in entities.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            taught[row["id"]] = row["entities"]
    articles = []
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        statements = tuple(
            GoldStatement(*(tuple((a, b) for a, b in one.get(role) or ()) for role in ("content", "cue", "source")))
            for one in row["statements"]
        )
        kinds = tuple((int(str(a)), int(str(b)), str(kind)) for a, b, kind in taught.get(row["id"], ()))
        articles.append(GoldArticle(row["id"], row["text"], statements, kinds))
    return articles


def rewrite(article: GoldArticle, edits: Iterable[Edit]) -> GoldArticle:
    """Apply edits to an article's text and carry every span along.

    Args:
        article: The article.
        edits: Replacements that do not overlap, in any order.

    Returns:
        The new article; a span that began or ended inside a replaced stretch takes the whole replacement.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return article
    parts: list[str] = []
    position = 0
    for edit in ordered:
        parts += [article.text[position : edit.start], edit.new]
        position = edit.end
    parts.append(article.text[position:])
    shifts = list(itertools.accumulate(len(edit.new) - (edit.end - edit.start) for edit in ordered))
    starts = [edit.start for edit in ordered]

    def moved(offset: int, *, is_end: bool) -> int:
        index = (bisect.bisect_left if is_end else bisect.bisect_right)(starts, offset) - 1
        if index < 0:
            return offset
        edit = ordered[index]
        before = shifts[index - 1] if index else 0
        if offset < edit.end:
            return edit.start + before + (len(edit.new) if is_end else 0)
        return offset + shifts[index]

    def carried(spans: Sequence[tuple[int, int]]) -> Spans:
        return tuple((moved(a, is_end=False), moved(b, is_end=True)) for a, b in spans)

    return replace(
        article,
        text="".join(parts),
        statements=tuple(
            GoldStatement(carried(one.content), carried(one.cue), carried(one.source)) for one in article.statements
        ),
        entities=tuple((*carried([(a, b)])[0], kind) for a, b, kind in article.entities),
    )
