"""Cards as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.model import Actor, Kind, Span, Statement, adds_to
from briefing.model.clean import clean, clean_line
from briefing.services.about import Fact
from briefing.services.views import ArticleCard, Hit, StatementCard

_LONGEST_TITLE = 100
_KINDS = {
    Kind.DIRECT: "in direct speech",
    Kind.MIXED: "partly in direct speech",
    Kind.INDIRECT: "in the article's words",
}


def article_line(card: ArticleCard) -> str:
    """An article in one line: title, outlet, date, file."""
    title = card.title if len(card.title) <= _LONGEST_TITLE else f"{card.title[: _LONGEST_TITLE - 1].rstrip()}…"
    title = title if card.title_is_own else f"{title} [no title; its first sentence]"
    gone = ", which is gone" if card.gone else ""
    return clean_line(f"{title} — {card.outlet or 'unknown outlet'}, {date_of(card)} ({file_of(card)}{gone})")


def fact_line(fact: Fact) -> str:
    """One thing known of an article: "published  2021-03-03  (byline: “Wed 03rd March 2021”)"."""
    return clean_line(f"{fact.name:<10}{fact.value}{f'  ({fact.origin})' if fact.origin else ''}")


def date_of(card: ArticleCard) -> str:
    """When it was published, or that nobody knows."""
    return card.published.isoformat() if card.published else "undated"


def file_of(card: ArticleCard) -> str:
    """The name of the article's file."""
    return clean_line(card.path.replace("\\", "/").rpartition("/")[2])


def said_line(card: StatementCard) -> str:
    """Who said it and how, in one line: "Hulusi Akar, Turkish Defense Minister, said, in direct speech (96 %)"."""
    statement = card.statement
    speaker = statement.speaker
    who = "Somebody who is not named" if speaker is None else speaker.name
    role = f", {speaker.role_beside_name}," if speaker is not None and speaker.role_beside_name else ""
    sure = f"{round(100 * statement.confidence)} %{', to review' if card.unsure else ''}"
    return clean_line(f"{who}{role} {statement.polarity}, {_KINDS[statement.kind]} ({sure})")


def place_line(card: StatementCard, *, in_article: bool = True) -> str:
    """Where a statement stands, and on which way it came there."""
    parts = [f"¶{card.paragraph}"]
    if in_article:
        parts = [
            card.article.outlet or "unknown outlet",
            date_of(card.article),
            f"{file_of(card.article)} ¶{card.paragraph}",
        ]
    given = card.statement.provenance
    parts += [f"via {given.via}"] if given.via else []
    parts += [given.venue] if given.venue else []
    parts += [given.said_on.isoformat() if given.said_on else given.said_when or ""]
    return clean_line(", ".join(part for part in parts if part))


def statement_lines(card: StatementCard, *, in_article: bool = True) -> Iterator[str]:
    """A statement as a short paragraph: who, what, where."""
    yield f"{said_line(card)}:"
    for line in clean(card.content).splitlines():
        yield f"    {line}".rstrip()
    yield f"    [{place_line(card, in_article=in_article)}]"


def actor_line(actor: Actor) -> str:
    """An actor in one line; the numbers come first, so that names of any width stay in order."""
    told = [role for role in actor.roles if adds_to(actor.name, role)][:2]
    roles = f", {'; '.join(told)}" if told else ""
    return clean_line(f"{actor.said:5} said {actor.mentioned:5} mentioned  {actor.kind:<12}  {actor.name}{roles}")


def article_json(card: ArticleCard) -> dict[str, Any]:
    """An article for programs."""
    return {
        "id": card.id,
        "title": card.title,
        "title_is_own": card.title_is_own,
        "outlet": card.outlet,
        "published": card.published.isoformat() if card.published else None,
        "path": card.path,
        "file_gone": card.gone,
        "statements": card.statements,
    }


def statement_json(card: StatementCard) -> dict[str, Any]:
    """A statement with its article for programs."""
    return {
        "id": card.id,
        "article": article_json(card.article),
        "paragraph": card.paragraph,
        "content": card.content,
        "cue": card.cue,
        "source": card.source,
        "actor": card.actor_id,
        "unsure": card.unsure,
        **statement_facts(card.statement),
    }


def statement_facts(statement: Statement) -> dict[str, Any]:
    """What is known of a statement beside its words."""
    given = statement.model_dump(mode="json")
    spans = {name: given.pop(name) for name in ("content", "cue", "source")}
    return {"spans": spans, **given}


def actor_json(actor: Actor) -> dict[str, Any]:
    """An actor for programs."""
    return actor.model_dump(mode="json")


def hit_json(hit: Hit) -> dict[str, Any]:
    """A search result for programs."""
    return {
        "type": "article" if hit.statement is None else "statement",
        "article": article_json(hit.article),
        "statement": None if hit.statement is None else statement_json(hit.statement),
        "snippet": hit.snippet,
        "marks": _pairs(hit.marks),
        "spans": _pairs(hit.spans),
        "score": round(hit.score, 4),
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]
