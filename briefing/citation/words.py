"""The words that spans stand for, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.model.clean import clean

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Article, Span

GAP = " … "
"""Stands between the parts of a quotation that the article interrupts."""


def extract_words(article: Article, spans: Iterable[Span]) -> str:
    """The words of some spans, character for character, joined by " … ".

    Args:
        article: Where they stand.
        spans: Half-open ranges of code points.
    """
    # An article's text is clean already; cleaning again changes nothing and holds whatever wrote the record.
    return clean(GAP.join(article.text[span.start : span.end] for span in spans))


def paragraph_numbers(article: Article, spans: Iterable[Span]) -> tuple[int, int]:
    """The first and last paragraph, from 1, that spans touch; (0, 0) when they stand in none."""
    touched = [
        number
        for span in spans
        for offset in (span.start, max(span.start, span.end - 1))
        if (number := article.paragraph_at(offset))
    ]
    return (min(touched), max(touched)) if touched else (0, 0)
