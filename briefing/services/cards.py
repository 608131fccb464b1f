"""From the record's rows to the cards that faces show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from briefing.library.rows import StatementRow
from briefing.model import ArticleCard
from briefing.model.decision import Decided, Verdict
from briefing.model.outlets import Outlets
from briefing.search.ask import Answer
from briefing.services.views import Found, Hit, StatementCard


def article_card(row: ArticleCard, outlets: Outlets) -> ArticleCard:
    """An article's card as the reader wants it.

    Args:
        row: The article as the record has it.
        outlets: What outlets are called.
    """
    name = outlets.name(row.outlet) if row.outlet else None
    return row if name == row.outlet else replace(row, outlet=name)


def statement_cards(
    rows: Iterable[StatementRow],
    articles: Mapping[str, ArticleCard],
    threshold: float,
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> list[StatementCard]:
    """The cards of statements, those left out whose article went away meanwhile.

    Args:
        rows: The statements.
        articles: The cards of their articles, by id.
        threshold: With less certainty a statement is one to review.
        renamed: What the reader calls actors, by id.
    """
    return [
        StatementCard(
            id=f"{row.article}:{row.first}",
            statement=row.statement,
            article=articles[row.article],
            content=row.content,
            cue=row.cue,
            source=row.source,
            paragraph=row.paragraph,
            actor_id=row.actor,
            unsure=row.statement.certainty < threshold or is_doubted(row.decided),
            decided=row.decided,
            known_as=renamed.get(row.actor or ""),
            saying=row.saying,
            place=row.place,
            places=row.places,
            number=row.position + 1,
        )
        for row in rows
        if row.article in articles
    ]


def is_doubted(decided: Decided | None) -> bool:
    """Whether the reader is unsure who said it."""
    return decided is not None and decided.holds and decided.verdict is Verdict.UNSURE


def found(
    query: str,
    answer: Answer,
    articles: Mapping[str, ArticleCard],
    statements: Mapping[tuple[str, int], StatementCard],
) -> Found:
    """An engine's answer with cards in place of names; what went away since it was indexed is left out."""
    hits = tuple(
        Hit(
            article=articles[hit.article_id],
            statement=None if hit.statement is None else statements.get((hit.article_id, hit.statement)),
            snippet=hit.snippet,
            marks=hit.marks,
            spans=hit.spans,
            score=hit.score,
        )
        for hit in answer.matches
        if hit.article_id in articles
    )
    return Found(
        query=query,
        explained=answer.explained,
        hits=hits,
        articles=answer.articles,
        partial=answer.partial,
        advice=answer.advice,
        corrected=answer.corrected,
        records=answer.records,
        instead=answer.instead,
    )


__all__ = ["article_card", "found", "statement_cards"]
