"""Who is who across articles."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel

from briefing.model.kinds import ENOUGH, ActorCard, ActorKind, SourceSort


class Actor(BaseModel, frozen=True):
    """One speaker across all articles of a library.

    Attributes:
        id: Stable key: kind and folded name.
        name: The fullest name seen.
        kind: What sort of speaker.
        roles: What articles call them, most frequent first.
        aliases: Other forms seen ("Akar", "the Turkish minister").
        said: Number of statements attributed to them.
        mentioned: Number of articles' mentions by a name or alias that begins with a capital letter.
        hidden: Whether the reader wants it left out of lists.
    """

    id: str
    name: str
    kind: ActorKind
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    said: int = 0
    mentioned: int = 0
    hidden: bool = False

    @property
    def card(self) -> ActorCard:
        """The actor as lists hold it."""
        return ActorCard(self.id, self.name, self.kind, self.said, self.mentioned, self.hidden)


class RoleHeld(BaseModel, frozen=True):
    """What articles call somebody, and when they do ("Turkish Defense Minister, March 2021").

    Attributes:
        role: As most of the articles write it.
        first: The day of the first article that does, or None when none of them is dated.
        last: The day of the last.
        articles: How many do.
    """

    role: str
    first: dt.date | None
    last: dt.date | None
    articles: int


class UnnamedSource(BaseModel, frozen=True):
    """A source that an outlet only describes.

    Attributes:
        actor: Its key across articles.
        description: Its words, as they are mostly written ("senior officials").
        sort: People, a body ("the company") or a document ("a study").
        outlet: Who relies on it, or None when that is not known.
        statements: How many statements are its.
        articles: In how many articles.
    """

    actor: str
    description: str
    sort: SourceSort
    outlet: str | None
    statements: int
    articles: int


class Reliance(BaseModel, frozen=True):
    """How far an outlet relies on people whom it does not name.

    Attributes:
        outlet: The outlet, or None for articles of which it is not known.
        unnamed: Statements of people without a name.
        statements: Statements in all that somebody is said to have made.
        articles: Articles in which somebody speaks.
    """

    outlet: str | None
    unnamed: int
    statements: int
    articles: int

    @property
    def share(self) -> float:
        """What part of the statements is of people without a name, 0 to 1."""
        return self.unnamed / self.statements if self.statements else 0.0

    @property
    def is_ranked(self) -> bool:
        """Whether there are enough statements for the share to mean something."""
        return self.statements >= ENOUGH
