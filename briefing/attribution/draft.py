"""What the encoder hands to the rules: statements before their speakers are known."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model import Span


class Entity(NamedTuple):
    """A name, or a group of people or a body, as the encoder found it.

    Attributes:
        start: The first code point.
        end: One past the last.
        kind: "person", "organisation", "place" or "group".
        probability: 0 to 1, that there is such an entity here.
    """

    start: int
    end: int
    kind: str
    probability: float = 1.0


class Draft(NamedTuple):
    """A statement before its speaker, provenance and class are known.

    Attributes:
        content: What was said; several spans when it is interrupted.
        cue: The words that report it; empty when there are none.
        source: The words that name who said it; empty when there are none.
        confidence: 0 to 1, that content and source are right.
        verbatim: True when the layout says that the words are the speaker's own, as in a turn of a conversation.
        within: What stands in the quotation that it was found in, when that was read by itself; None otherwise.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    confidence: float = 1.0
    verbatim: bool = False
    within: Span | None = None
