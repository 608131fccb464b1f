"""Cards as what JSON can hold, for programs: one object a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.model import Actor, Span, Statement
from briefing.model.remark import Remarks
from briefing.services.views import ArticleCard, Hit, StatementCard


def article_json(card: ArticleCard) -> dict[str, Any]:
    """An article for programs."""
    return {
        "id": card.id,
        "title": card.title,
        "title_is_own": card.title_is_own,
        "outlet": card.outlet,
        "agency": card.agency,
        "published": card.published.isoformat() if card.published else None,
        "path": card.path,
        "file_gone": card.gone,
        "statements": card.statements,
    }


def statement_json(card: StatementCard, beside: Remarks | None = None) -> dict[str, Any]:
    """A statement with its article for programs.

    Args:
        card: The statement.
        beside: What the reader wrote beside it; None to say nothing of that.
    """
    return {"id": card.id, "article": article_json(card.article), **said_json(card, beside)}


def said_json(card: StatementCard, beside: Remarks | None = None) -> dict[str, Any]:
    """What a statement says itself, without its id and article, for programs."""
    return {
        "number": card.number,
        "paragraph": card.paragraph,
        "content": card.content,
        "cue": card.cue,
        "source": card.source,
        "actor": card.actor_id,
        "certainty": round(card.statement.certainty, 4),
        "unsure": card.unsure,
        "place": card.place + 1,
        "places": card.places,
        **({"decided": card.decided.model_dump(mode="json")} if card.decided else {}),
        **({} if beside is None else remarks_json(beside)),
        **statement_facts(card.statement),
    }


def remarks_json(beside: Remarks) -> dict[str, Any]:
    """Tags and the note beside an article or a statement, for programs."""
    return {
        "tags": [{"name": tag.name, "holds": tag.holds} for tag in beside.tags.values()],
        "note": None if beside.note is None else {"text": beside.note.text, "holds": beside.note.holds},
    }


def places_json(places: Sequence[StatementCard]) -> list[dict[str, Any]]:
    """The places at which something is said, the earliest first, for programs."""
    return [
        {
            "id": card.id,
            "article": card.article.id,
            "outlet": card.article.outlet,
            "published": card.article.published.isoformat() if card.article.published else None,
            "paragraph": card.paragraph,
            "content": card.content,
        }
        for card in places
    ]


def statement_facts(statement: Statement) -> dict[str, Any]:
    """What is known of a statement beside its words."""
    given = statement.model_dump(mode="json")
    spans = {name: given.pop(name) for name in ("content", "cue", "source")}
    return {"spans": spans, **given}


def actor_json(actor: Actor) -> dict[str, Any]:
    """An actor for programs."""
    return actor.model_dump(mode="json")


def hit_json(hit: Hit, places: Mapping[int, Sequence[StatementCard]]) -> dict[str, Any]:
    """A search result for programs.

    Args:
        hit: The result.
        places: All places of what is said in several, by `StatementCard.saying`.
    """
    card = hit.statement
    return {
        "type": "article" if hit.statement is None else "statement",
        "article": article_json(hit.article),
        "statement": None
        if card is None
        else {**statement_json(card), "said_in": places_json(places.get(card.saying or 0, ()))},
        "snippet": hit.snippet,
        "marks": _pairs(hit.marks),
        "spans": _pairs(hit.spans),
        "score": round(hit.score, 4),
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


__all__ = ["actor_json", "article_json", "hit_json", "places_json", "statement_facts", "statement_json"]
