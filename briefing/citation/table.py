"""A statement as a row of a table that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from briefing.citation.words import extract_words, paragraph_numbers
from briefing.model.clean import clean, clean_path

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Article, Statement

COLUMNS: Final = (
    "id",
    "speaker",
    "role",
    "polarity",
    "kind",
    "content",
    "cue",
    "source",
    "via",
    "said_on",
    "certainty",
    "to_review",
    "outlet",
    "title",
    "published",
    "paragraph",
    "file",
    "address",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of an order to it."""


def heading() -> str:
    """The names of the columns."""
    return _line(COLUMNS)


def row(statement: Statement, article: Article, *, unsure: bool) -> str:
    """One statement.

    A cell that a spreadsheet would carry out stands after an apostrophe, which it does not show.

    Args:
        statement: What was said.
        article: Where.
        unsure: The statement is one to review.
    """
    speaker, way = statement.speaker, statement.provenance
    first, _ = paragraph_numbers(article, statement.content)
    cells = (
        f"{article.id}:{statement.content[0].start}",
        speaker.name if speaker else "",
        (speaker.role_beside_name or "") if speaker else "",
        statement.polarity,
        statement.kind,
        extract_words(article, statement.content),
        extract_words(article, statement.cue),
        extract_words(article, statement.source),
        " ← ".join(reversed(way.via)),
        way.said_on.isoformat() if way.said_on else "",
        f"{statement.certainty:.2f}",
        "yes" if unsure or speaker is None or speaker.is_open else "no",
        article.outlet or "",
        article.title,
        article.published.isoformat() if article.published else "",
        str(first or ""),
        clean_path(PurePath(article.path).name),
        article.url or "",
    )
    return _line(map(_inert, cells))


def _inert(cell: str) -> str:
    return f"'{clean(cell)}" if cell.startswith(_FORMULA) else clean(cell)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


__all__ = ["COLUMNS", "heading", "row"]
