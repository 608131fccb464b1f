"""The whole briefing, or one article, as linear text: for pipes, for paper and for screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from briefing.cli.output import counted
from briefing.cli.present import article_line, compared_line, fact_line, remark_lines, statement_lines
from briefing.model.clean import clean, clean_line
from briefing.services.about import about, version_line
from briefing.services.changes import Line
from briefing.services.json_lines import article_json, places_json, remarks_json, said_json
from briefing.services.views import ArticleCard, ArticleView, HitInArticle, Margin, StatementCard, Summary


def briefing_lines(
    summary: Summary,
    articles: list[ArticleCard],
    statements: list[StatementCard],
    places: Mapping[int, Sequence[StatementCard]],
    margin: Margin,
) -> Iterator[str]:
    """Every article and every statement in it.

    Args:
        summary: The library in one line.
        articles: Its articles, in the order to print.
        statements: Its statements, those of one article in their order.
        places: All places of those that are said in several, by `StatementCard.saying`.
        margin: What the reader wrote beside them.
    """
    yield clean_line(
        f"Library “{summary.name}”: {counted(summary.articles, 'article')}, {counted(summary.statements, 'statement')},"
        f" {summary.unsure} of them to review, {counted(summary.actors, 'actor')}."
    )
    by_article: dict[str, list[StatementCard]] = {}
    for card in statements:
        by_article.setdefault(card.article.id, []).append(card)
    for number, article in enumerate(articles, start=1):
        yield ""
        read = "" if margin.is_unread(article.id) else ", which you have read"
        yield f"Article {number}{read}. {article_line(article)}"
        yield from remark_lines(margin.beside(article))
        yield from _statements(by_article.get(article.id, []), article, places, margin)


def article_with_statements(view: ArticleView, margin: Margin, *, marked: bool = False) -> Iterator[str]:
    """One article, its paragraphs numbered, then its statements.

    Args:
        view: The article.
        margin: What the reader wrote beside it and its statements.
        marked: Say in the text where each statement begins and ends, and whose it is.
    """
    yield from (fact_line(fact) for fact in about(view))
    yield from remark_lines(margin.beside(view.card))
    yield ""
    for number, paragraph in enumerate(view.article.paragraphs, start=1):
        words = view.article.text[paragraph.start : paragraph.end]
        text = clean(_with_marks(view, paragraph.start, paragraph.end) if marked else words).strip()
        yield f"paragraph {number}: {text}"
    yield ""
    yield counted(len(view.statements), "statement")
    yield from _statements(list(view.statements), view.card, view.places, margin)


def _with_marks(view: ArticleView, start: int, end: int) -> str:
    """A part of an article's text in which it is said where statements begin and end."""
    marks: list[tuple[int, int, int, str]] = []
    for card in view.statements:
        speaker = card.statement.speaker
        who = "nobody named" if speaker is None else f"{'perhaps ' if card.is_doubtful else ''}{speaker.name}"
        for span in card.statement.content:
            if start <= span.start < end:
                marks.append((span.start, 1, -span.end, f"[{card.number} {who}: "))
            if start < span.end <= end:
                marks.append((span.end, 0, -span.start, f" end of {card.number}]"))
    pieces, at = [], start
    for place, _, _, words in sorted(marks):
        pieces += [view.article.text[at:place], words]
        at = place
    return "".join([*pieces, view.article.text[at:end]])


def versions_compared(view: ArticleView, compare: Callable[[str, str], Sequence[Line]]) -> Iterator[str]:
    """What changed from version to version, newest first: how it was before, how it is now, and in which words."""
    if len(view.versions) < 2:
        yield "There is one version of this article."
    for newer, older in pairwise(view.versions):
        yield f"From {version_line(older)} to {version_line(newer)}:"
        for line in compare(older.id, newer.id):
            yield compared_line(line, "before", "now")
        yield ""


def hit_line(place: HitInArticle) -> str:
    """Where a hit stands: the paragraph, and whose statement it is in."""
    card = place.statement
    if card is None:
        return f"paragraph {place.paragraph}"
    speaker = card.statement.speaker
    who = "somebody who is not named" if speaker is None else f"{'perhaps ' if card.is_doubtful else ''}{speaker.name}"
    return clean_line(f"paragraph {place.paragraph}, in statement {card.number}, {who}")


def hit_json(place: HitInArticle) -> dict[str, Any]:
    """A hit in an article, for programs."""
    return {
        "start": place.span.start,
        "end": place.span.end,
        "paragraph": place.paragraph,
        "statement": place.statement.number if place.statement else None,
        "snippet": place.shown,
        "marks": [list(mark) for mark in place.marks],
    }


def view_json(view: ArticleView, margin: Margin) -> dict[str, Any]:
    """One article with its text and its statements, for programs."""
    article = view.article
    return {
        **article_json(view.card),
        "author": article.author,
        "place": article.place,
        "agency": article.agency,
        "language": article.language,
        "url": article.url,
        "origins": {name: origin.value for name, origin in article.origins.items()},
        "caution": article.caution,
        "part": article.part,
        "words": len(article.text.split()),
        "file_state": view.file_state,
        "versions": [card.id for card in view.versions],
        **remarks_json(margin.beside(view.card)),
        "text": article.text,
        "paragraphs": [paragraph.model_dump(mode="json") for paragraph in article.paragraphs],
        "statements": [
            {
                "id": card.id,
                **said_json(card, margin.beside(card)),
                "said_in": places_json(view.places_of(card)) if card.places > 1 else [],
            }
            for card in view.statements
        ],
    }


def _statements(
    cards: list[StatementCard], article: ArticleCard, places: Mapping[int, Sequence[StatementCard]], margin: Margin
) -> Iterator[str]:
    if not cards and article.unread is not None:
        yield article.unread
    elif article.statements is None:
        yield "Nobody has looked for statements in it yet."
    elif not cards:
        yield "No statements."
    for card in cards:
        yield ""
        first, *rest = statement_lines(card, in_article=False, places=places.get(card.saying or 0, ()))
        yield f"{card.number}. {first}"
        yield from rest
        yield from remark_lines(margin.beside(card))
