"""The way a statement took to the page, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.model.kinds import Venue

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model.statement import Provenance

_VENUES = {
    Venue.APPEARANCE: "on air",
    Venue.BRIEFING: "press briefing",
    Venue.RALLY: "public event",
    Venue.WRITING: "article",
}


_INFERRED = " (as another statement of theirs)"


def chain_in_words(provenance: Provenance, speaker: str = "") -> str:
    """Who carried it, from the page back to the mouth: "Bloomberg News ← Turkish officials"; "" when nobody is named.

    Args:
        provenance: The way.
        speaker: Who said it, to end the chain; "" where that stands beside it.
    """
    if not provenance.via:
        return ""
    chain = " ← ".join([*reversed(provenance.via), *([speaker] if speaker else [])])
    return chain + (_INFERRED if provenance.via_inferred else "")


def addressee_in_words(provenance: Provenance) -> str:
    """To whom it was said; "" when nobody is told, or only the outlet that carried it."""
    addressee = provenance.addressee or ""
    return "" if addressee in provenance.via else addressee


def venue_in_words(provenance: Provenance) -> str:
    """The occasion and the article's words for it: "call: “a telephone conversation”"; "" when none is told."""
    if not provenance.venue:
        return ""
    kind = provenance.venue_kind
    words = f"“{provenance.venue}”"
    return words if kind is None else f"{_VENUES.get(kind, kind.value)}: {words}"


def said_in_words(provenance: Provenance, published: dt.date | None, day: Callable[[dt.date], str]) -> str:
    """When it was said and the words that say so, or why no day can be told; "" when the article does not say.

    Args:
        provenance: The way.
        published: When the article was published; None when nobody knows.
        day: How to write a day.
    """
    words = f"“{provenance.said_when}”" if provenance.said_when else ""
    if provenance.said_on is None:
        if not words:
            return ""
        return f"{words}, but the article is undated" if published is None else f"{words}: no day can be told"
    days = day(provenance.said_on)
    if provenance.said_until is not None:
        days = f"{days} to {day(provenance.said_until)}"
    return f"{days} ({words})" if words else days


__all__ = ["addressee_in_words", "chain_in_words", "said_in_words", "venue_in_words"]
