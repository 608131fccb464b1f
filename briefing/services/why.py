"""Why a statement is attributed as it is: the evidence in words, the same for every face."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefing.model import Kind, Mode, Polarity
from briefing.model.way import addressee_in_words, chain_in_words, said_in_words, venue_in_words
from briefing.services.views import ArticleView, StatementCard

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Span, Speaker

MOST_PLACES: Final = 12
"""Places of one statement that are listed."""
KINDS: Final = {
    Kind.DIRECT: "direct: the speaker's own words",
    Kind.MIXED: "mixed: a paraphrase with quoted words",
    Kind.INDIRECT: "indirect: a paraphrase",
}

Standing = Literal["", "speaker", "good", "doubt", "faint"]


class Ground(NamedTuple):
    """One thing that is known about a statement.

    Attributes:
        label: What it is; "" where it goes on with the one above.
        text: What it says.
        standing: How it is to be taken: the speaker, something sure, a doubt, something beside the point.
    """

    label: str
    text: str
    standing: Standing = ""


def percent(probability: float) -> str:
    """A probability as the faces write it; certainty is not claimed for less than all of it."""
    return f"{min(99, round(probability * 100)) if probability < 1 else 100}\u00a0%"


def grounds(card: StatementCard, view: ArticleView | None, day: Callable[[dt.date | None], str]) -> Iterator[Ground]:
    """Everything that is known about a statement, the speaker first.

    Args:
        card: The statement.
        view: Its article; without it, what needs its words is left out.
        day: How to write a day, or that there is none.
    """
    statement, speaker = card.statement, card.statement.speaker
    doubtful = card.is_doubtful
    yield Ground("speaker", _speaker(speaker, doubtful=doubtful), "doubt" if doubtful else "speaker")
    if speaker is not None:
        if speaker.role_beside_name:
            yield Ground("role", speaker.role_beside_name)
        if speaker.speaks_for:
            yield Ground("for", f"speaks for {speaker.speaks_for}")
        yield Ground("known by", _resolution(speaker, view))
        if speaker.runners_up:
            others = "; ".join(f"{other.name} {percent(other.probability)}" for other in speaker.runners_up)
            yield Ground("or else", others, "faint")
    yield Ground("source", f"“{card.source}”" if card.source else "not named there")
    yield Ground("cue", f"“{card.cue}”" if card.cue else "none: it follows another quotation")
    polarity = "" if statement.polarity is Polarity.SAID else f"; {statement.polarity}"
    attitude = "; an attitude or act" if statement.mode is Mode.ATTITUDE else ""
    yield Ground("kind", KINDS[statement.kind] + polarity + attitude)
    yield Ground("sure", _sure(card), "doubt" if card.unsure else "good")
    yield from _way(card, view, day)


def found_by(card: StatementCard) -> tuple[str, ...]:
    """How a statement was found, in words."""
    return card.statement.reasons or ("nobody wrote down how",)


def _way(card: StatementCard, view: ArticleView | None, day: Callable[[dt.date | None], str]) -> Iterator[Ground]:
    chain = card.statement.provenance
    speaker = card.statement.speaker
    mouth = speaker.name if speaker is not None else card.source or "a source that is not named"
    told = (
        ("via", chain_in_words(chain, mouth)),
        ("where", venue_in_words(chain)),
        ("to", addressee_in_words(chain)),
        ("said", said_in_words(chain, card.article.published, day)),
    )
    for label, words in told:
        if words:
            yield Ground(label, words)
    outlet = card.article.outlet or card.article.path.rpartition("/")[2]
    yield Ground("article", f"{outlet}, {day(card.article.published)}")
    if card.article.agency and card.article.agency != card.article.outlet:
        yield Ground("wire", card.article.agency)
    yield Ground("place", f"paragraph {card.paragraph}")
    if card.places > 1:
        yield from _places(card, view, day)
    elif card.statement.duplicate_of is not None:
        yield Ground("again", "an earlier statement of this article says the same", "faint")


def _places(card: StatementCard, view: ArticleView | None, day: Callable[[dt.date | None], str]) -> Iterator[Ground]:
    """Where else it is said, the earliest place first."""
    yield Ground("said in", f"{card.places} places")
    places = view.places_of(card) if view is not None else ()
    for place in places[:MOST_PLACES] if len(places) > 1 else ():
        notes = [note for note, true in (("the earliest", not place.place), ("here", place.id == card.id)) if true]
        outlet = place.article.outlet or place.article.path.rpartition("/")[2]
        words = f"{day(place.article.published)} {outlet} ¶{place.paragraph}"
        yield Ground("", ", ".join([words, *notes]), "" if notes else "faint")
    if len(places) > MOST_PLACES:
        yield Ground("", f"and {len(places) - MOST_PLACES:,} more", "faint")


def _sure(card: StatementCard) -> str:
    if card.decided is None or not card.is_settled:
        return percent(card.statement.certainty)
    return f"you decided; the machine {percent(card.decided.confidence)}"


def _speaker(speaker: Speaker | None, *, doubtful: bool) -> str:
    if speaker is None:
        return "nobody can be named with enough certainty"
    return f"{'perhaps ' if doubtful else ''}{speaker.name}  {percent(speaker.probability)}"


def _resolution(speaker: Speaker, view: ArticleView | None) -> str:
    """How one comes from the source as written to the speaker: “he” → “Akar”, subject of the previous sentence."""
    steps = [(" ".join(_words(view, step.span).split()), step.how) for step in speaker.steps]
    told = [f"“{words}”{f', {how}' if how else ''}" for words, how in steps if words]
    if len(told) < 2:
        return speaker.how or "its full name there"
    return " → ".join(told)


def _words(view: ArticleView | None, span: Span) -> str:
    return view.article.text[span.start : span.end] if view is not None else ""


__all__ = ["KINDS", "MOST_PLACES", "Ground", "found_by", "grounds", "percent"]
