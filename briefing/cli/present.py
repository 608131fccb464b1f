"""Cards as lines of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from briefing.model import Actor, Kind, adds_to
from briefing.model.clean import clean, clean_line
from briefing.model.remark import Remarks
from briefing.model.way import addressee_in_words, chain_in_words, said_in_words, venue_in_words
from briefing.services.about import Fact
from briefing.services.changes import Line
from briefing.services.views import ArticleCard, StatementCard
from briefing.services.wordings import place_line as short_place

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
    who = f"Perhaps {who}" if speaker is not None and card.is_doubtful else who
    role = f", {speaker.role_beside_name}," if speaker is not None and speaker.role_beside_name else ""
    behalf = f", speaking for {speaker.speaks_for}," if speaker is not None and speaker.speaks_for else ""
    sure = f"{round(100 * statement.certainty)} %{', to review' if card.unsure else ''}"
    return clean_line(f"{who}{behalf or role} {statement.polarity}, {_KINDS[statement.kind]} ({sure})")


def place_line(card: StatementCard, *, in_article: bool = True) -> str:
    """Where a statement stands, and on which way it came there."""
    parts = [f"paragraph {card.paragraph}"]
    if in_article:
        parts = [
            card.article.outlet or "unknown outlet",
            date_of(card.article),
            f"{file_of(card.article)} paragraph {card.paragraph}, statement {card.number}",
        ]
    given = card.statement.provenance
    via, addressee = chain_in_words(given), addressee_in_words(given)
    parts += [f"via {via}"] if via else []
    parts += [venue_in_words(given), f"to {addressee}" if addressee else ""]
    said = said_in_words(given, card.article.published, dt.date.isoformat)
    parts += [f"said {said}"] if said else []
    return clean_line(", ".join(part for part in parts if part))


def where_line(card: StatementCard) -> str:
    """One of the places of what is said in several, in a few words."""
    return f"{short_place(card, paragraph='paragraph ')}{'' if card.place else ' (the earliest)'}"


def statement_lines(
    card: StatementCard, *, in_article: bool = True, places: Sequence[StatementCard] = ()
) -> Iterator[str]:
    """A statement as a short paragraph: who, what, where, and at which of its places else.

    Args:
        card: The statement.
        in_article: Its article is to be told.
        places: All places at which it is said, the earliest first.
    """
    yield f"{said_line(card)}:"
    for line in clean(card.content).splitlines():
        yield f"    {line}".rstrip()
    yield f"    [{place_line(card, in_article=in_article)}]"
    if len(places) > 1:
        others = [where_line(place) for place in places]
        told = "; ".join(line for line, place in zip(others, places, strict=True) if place.id != card.id)
        yield clean_line(f"    [in {len(places)} places, also: {told}]")


def compared_line(line: Line, before: str, after: str) -> str:
    """A line of a comparison, read aloud as well as seen: which side it is, and in brackets the words that differ.

    Args:
        line: The line.
        before: What the older side is called.
        after: What the newer side is called.
    """
    if not line.mark:
        return clean_line(line.text)
    side, differs = (before, "gone") if line.mark == "-" else (after, "new")
    pieces, at = [], 0
    for start, end in line.spans:
        if end - start < len(line.text):
            pieces += [line.text[at:start], f"[{differs}: {line.text[start:end]}]"]
            at = end
    return clean_line(f"{side}: {''.join([*pieces, line.text[at:]])}")


def remark_lines(beside: Remarks) -> Iterator[str]:
    """What the reader wrote beside an article or a statement: its tags, and the note line by line."""
    if beside.tags:
        tagged = (f"#{tag.name}{'' if tag.holds else ' [the text has changed]'}" for tag in beside.tags.values())
        yield f"    tagged: {clean_line('  '.join(tagged))}"
    if beside.note is not None:
        if not beside.note.holds:
            yield "    [the text has changed since this was noted]"
        for number, line in enumerate(beside.note.text.splitlines()):
            yield f"    {'      ' if number else 'note: '}{clean_line(line)}".rstrip()


def actor_line(actor: Actor) -> str:
    """An actor in one line; the numbers come first, so that names of any width stay in order."""
    told = [role for role in actor.roles if adds_to(actor.name, role)][:2]
    roles = f", {'; '.join(told)}" if told else ""
    return clean_line(f"{actor.said:5} said {actor.mentioned:5} mentioned  {actor.kind:<12}  {actor.name}{roles}")
