"""What the reader decides: about one statement's speaker, about who is who, and what they write beside the text.

A decision is kept for ever, in the order in which it was made, and taken back rather than deleted. What counts is what
all of them come to (see `briefing.library.fold`). Their JSON, one object a line, is the format in which decisions are
exported and imported.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from briefing.model.clean import clean, clean_line
from briefing.model.kinds import ActorKind, Span, Verdict
from briefing.model.statement import Speaker

FORMAT = 1
"""The version of the exported format."""

LONGEST_NAME = 300
LONGEST_TAG = 60
LONGEST_NOTE = 100_000


def tidy_name(name: str) -> str:
    """A name on one line, without what a terminal would obey.

    Raises:
        ValueError: Nothing is left of it, or too much.
    """
    name = " ".join(clean_line(unicodedata.normalize("NFC", name)).split())
    if not name or len(name) > LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} characters")
    return name


def _tag(name: str) -> str:
    """A tag, which is a short name without a comma."""
    name = tidy_name(name)
    if len(name) > LONGEST_TAG or "," in name or not any(char.isalnum() for char in name):
        raise ValueError(f"a tag has 1 to {LONGEST_TAG} characters, one of them a letter or a digit, and no comma")
    return name


def _ordered(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that are some."""
    if any(span.start < 0 or span.end <= span.start for span in spans):
        raise ValueError("a span begins at 0 or later and ends after its beginning")
    return spans


Name = Annotated[str, AfterValidator(tidy_name)]
TagName = Annotated[str, AfterValidator(_tag)]
NoteText = Annotated[
    str, Field(max_length=LONGEST_NOTE), AfterValidator(lambda text: clean(unicodedata.normalize("NFC", text)).strip())
]
Spans = Annotated[tuple[Span, ...], AfterValidator(_ordered)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Key = Annotated[str, Field(min_length=1, max_length=2 * LONGEST_NAME)]


class _Part(BaseModel):
    """A part of a decision: nothing in it changes, and nothing stands in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Part):
    """The statement that a decision is about, however it may be found again.

    Attributes:
        text: SHA-256 of the article's text, in UTF-8.
        article: The article's id when it was decided.
        content: The content's spans.
        source: The source's spans.
        words: The content's words, to know whether they have changed.
        source_words: The source's words.
    """

    text: Hash
    article: str = ""
    content: Spans = Field(min_length=1)
    source: Spans = ()
    words: str = ""
    source_words: str = ""


class Spot(_Part):
    """What a tag or a note is on: a statement, or an article.

    Attributes:
        text: SHA-256 of the article's text, in UTF-8.
        article: The article's id when it was written.
        content: The statement's content spans; none for the article.
        words: The content's words, or the article's title.
    """

    text: Hash
    article: str = ""
    content: Spans = ()
    words: str = ""


class Chosen(_Part):
    """Somebody by name.

    Attributes:
        name: The name.
        kind: What sort of speaker.
        actor: The key of the actor who was chosen; None for somebody new, or when the article's speaker was confirmed.
    """

    name: Name
    kind: ActorKind
    actor: Key | None = None


class Known(_Part):
    """An actor of a library.

    Attributes:
        actor: The actor's key.
        name: What it was called when that was decided.
    """

    actor: Key
    name: str = ""


class Joined(Known):
    """An actor with all that belonged to it.

    Attributes:
        keys: The other keys that belonged to it.
    """

    keys: tuple[Key, ...] = ()


class Said(_Part):
    """The reader's word on a statement's speaker.

    Attributes:
        verdict: Right, unsure or wrong.
        speaker: Who said it: the one found when that is right, the one chosen when it is wrong; None for nobody.
    """

    verdict: Verdict
    speaker: Chosen | None = None


class Forms(_Part):
    """Keys that are actors of their own."""

    keys: tuple[Key, ...] = Field(min_length=1)


class Apart(Known):
    """Another actor that is not the same, or of whom the reader is not sure.

    Attributes:
        verdict: Wrong when they are two; unsure.
    """

    verdict: Literal[Verdict.WRONG, Verdict.UNSURE] = Verdict.WRONG


class Renamed(_Part):
    """The name to show; None for the articles' own."""

    name: Name | None


class Alias(_Part):
    """Another name.

    Attributes:
        name: The name.
        holds: Whether it is the actor's.
    """

    name: Name
    holds: bool = True


class Sort(_Part):
    """The kind to show; None for the one that was found."""

    kind: ActorKind | None


class Hidden(_Part):
    """Whether the actor is left out of lists."""

    hidden: bool = True


class Tags(_Part):
    """Tags that are given and taken away.

    Attributes:
        added: Those that are given.
        removed: Those that are taken away.
    """

    added: tuple[TagName, ...] = ()
    removed: tuple[TagName, ...] = ()

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.added or self.removed):
            raise ValueError("there is a tag to give or to take away")
        return self


class Written(_Part):
    """A note; without text, the one that was there is taken away."""

    text: NoteText = ""


class _Decision(_Part):
    """What all decisions have.

    Attributes:
        id: A name that no other decision has, here or elsewhere.
        made_at: When it was made.
        undone: It was taken back and does not count.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-zA-Z_-]{8,64}$")]
    made_at: AwareDatetime
    undone: bool = False
    format: Annotated[int, Field(ge=1, le=FORMAT)] = FORMAT


class OnLink(_Decision):
    """Who said one statement."""

    kind: Literal["link"] = "link"
    subject: Place
    value: Said

    @model_validator(mode="after")
    def _confirms_somebody(self) -> Self:
        if self.value.verdict is Verdict.RIGHT and self.value.speaker is None:
            raise ValueError("what is right names its speaker")
        return self


class OnMerge(_Decision):
    """One actor, with all that belongs to it, is another."""

    kind: Literal["merge"] = "merge"
    subject: Joined
    value: Known


class OnSplit(_Decision):
    """Some keys of an actor are actors of their own."""

    kind: Literal["split"] = "split"
    subject: Known
    value: Forms


class OnApart(_Decision):
    """Two actors are not one, whatever their names say; or the reader is not sure."""

    kind: Literal["apart"] = "apart"
    subject: Known
    value: Apart


class OnName(_Decision):
    """An actor is called otherwise."""

    kind: Literal["rename"] = "rename"
    subject: Known
    value: Renamed


class OnAlias(_Decision):
    """A name is an actor's, or is not."""

    kind: Literal["alias"] = "alias"
    subject: Known
    value: Alias


class OnKind(_Decision):
    """An actor is of another kind."""

    kind: Literal["kind"] = "kind"
    subject: Known
    value: Sort


class OnHide(_Decision):
    """An actor is left out of lists, or is not."""

    kind: Literal["hide"] = "hide"
    subject: Known
    value: Hidden


class OnTag(_Decision):
    """What a statement or an article is filed under."""

    kind: Literal["tag"] = "tag"
    subject: Spot
    value: Tags


class OnNote(_Decision):
    """What the reader notes on a statement or an article."""

    kind: Literal["note"] = "note"
    subject: Spot
    value: Written


class Decided(_Part):
    """What a decision comes to for the statement it is about.

    Attributes:
        id: The decision's.
        made_at: When it was made.
        verdict: What the reader said.
        speaker: Whom the reader confirmed or chose; None for nobody.
        holds: Whether it counts; it does not when the article has changed since, or the statement is found otherwise.
        found: Whom the machine names; None for nobody.
        confidence: How sure the machine is, 0 to 1.
    """

    id: str
    made_at: AwareDatetime
    verdict: Verdict
    speaker: Chosen | None
    holds: bool
    found: Speaker | None
    confidence: float


# Decisions on who is who; what is written beside the text; and all that is on what stands in one article.
Rule = OnMerge | OnSplit | OnApart | OnName | OnAlias | OnKind | OnHide
Remark = OnTag | OnNote
InArticle = OnLink | Remark
Decision = OnLink | Rule | Remark
DECISION: TypeAdapter[Decision] = TypeAdapter(Annotated[Decision, Field(discriminator="kind")])
"""Reads a decision from JSON."""


__all__ = [
    "DECISION",
    "FORMAT",
    "LONGEST_NAME",
    "LONGEST_NOTE",
    "LONGEST_TAG",
    "Alias",
    "Apart",
    "Chosen",
    "Decided",
    "Decision",
    "Forms",
    "Hidden",
    "InArticle",
    "Joined",
    "Known",
    "OnAlias",
    "OnApart",
    "OnHide",
    "OnKind",
    "OnLink",
    "OnMerge",
    "OnName",
    "OnNote",
    "OnSplit",
    "OnTag",
    "Place",
    "Remark",
    "Renamed",
    "Rule",
    "Said",
    "Sort",
    "Spot",
    "Tags",
    "Verdict",
    "Written",
    "tidy_name",
]
