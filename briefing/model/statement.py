"""What one source said, at one place in one article."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, BeforeValidator
from pydantic.dataclasses import dataclass

from briefing.model.kinds import ActorKind, Kind, Mode, Polarity, Span, Venue

OPEN = 0.5
"""Under this probability a speaker is a question to the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)  # a library holds thousands: half the size of a model
class RunnerUp:
    """Somebody else who may have said it.

    Attributes:
        name: The name as the article gives it.
        probability: 0 to 1.
    """

    name: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step on the way from the source as written to the name.

    Attributes:
        span: The words it comes to.
        how: How it comes there from the step before ("subject of the previous sentence"); empty for the source itself.
    """

    span: Span
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a source is, in this article.

    Attributes:
        name: The fullest name or description the article gives ("Hulusi Akar", "Turkish officials").
        kind: Person, organisation, government, group or unnamed.
        role: What the article calls them ("Turkish Defense Minister"), or None.
        speaks_for: Whom a spokesperson speaks for ("the Harbour Authority"), or None.
        mentions: The spans that lead from the source as written to the name, in that order: the proof.
        steps: The same way step by step, each with how it was taken.
        how: The rule that tied the source to the name, in words a reader understands.
        probability: 0 to 1, that the tie is right.
        runners_up: Other candidates, most likely first.
    """

    name: str
    kind: ActorKind
    role: str | None = None
    speaks_for: str | None = None
    mentions: tuple[Span, ...] = ()
    steps: tuple[Step, ...] = ()
    how: str = ""
    probability: float = 1.0
    runners_up: tuple[RunnerUp, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody else is as likely: to be shown as a question, never as a fact."""
        return self.probability < OPEN

    @property
    def role_beside_name(self) -> str | None:
        """The role, unless the name says as much ("Turkish officials (unnamed)", "US government")."""
        return self.role if self.role and adds_to(self.name, self.role) else None


def adds_to(name: str, role: str) -> bool:
    """Whether a role says anything that a name does not."""
    return not set(role.casefold().split()) <= set(name.casefold().split())


def _chain(given: object) -> object:
    """One carrier, or none, as records from before chains were kept have it."""
    return () if given is None else (given,) if isinstance(given, str) else given


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The chain from the speaker to the page, as far as the article gives it.

    Attributes:
        via: Who carried it ("Bloomberg News", "Hurriyet"), nearest to the speaker first; empty when nobody is named.
        via_inferred: Whether the article says that only of another statement of the same speaker.
        venue: Where it was said, in the article's words ("an interview published Tuesday in Hurriyet"), or None.
        venue_kind: What sort of occasion that is, or None.
        addressee: To whom, or None.
        said_on: The day it was said, or the first of several that it may have been; None when nobody can tell.
        said_until: The last of several days that it may have been; None when it was one day.
        said_when: The words that say when ("on Wednesday"), or None.
    """

    via: Annotated[tuple[str, ...], BeforeValidator(_chain)] = ()
    via_inferred: bool = False
    venue: str | None = None
    venue_kind: Venue | None = None
    addressee: str | None = None
    said_on: dt.date | None = None
    said_until: dt.date | None = None
    said_when: str | None = None


class Statement(BaseModel, frozen=True):
    """What one source said, at one place in one article.

    Attributes:
        content: Spans into the article's text; several when a quotation is interrupted.
        cue: The words that report it ("said"); empty when a quotation merely follows another.
        source: The words that name the source there ("he", "Ankara"); empty when there are none.
        speaker: Who that is, or None when nobody can be named with enough probability.
        kind: Direct, mixed or indirect.
        mode: Speech, or an attitude or act.
        polarity: Said, denied, refused …
        hedge: The words that hedge or negate the report, as written ("reportedly", "did not rule out"), or None.
        provenance: The chain from the speaker to the page.
        confidence: Calibrated probability, 0 to 1, that both the content and the source are right.
        reasons: The construction and the evidence, in words a person reads.
        duplicate_of: Position, in the article's statements, of an earlier one that says the same; None otherwise.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    kind: Kind
    mode: Mode = Mode.SPEECH
    polarity: Polarity = Polarity.SAID
    hedge: str | None = None
    provenance: Provenance = Provenance()
    confidence: float
    reasons: tuple[str, ...] = ()
    duplicate_of: int | None = None

    @property
    def certainty(self) -> float:
        """How sure it is that the speaker said this: a chain holds as its weaker link does, words or speaker."""
        return self.confidence if self.speaker is None else min(self.confidence, self.speaker.probability)
