"""Who is who across articles."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel


class ActorKind(StrEnum):
    """What sort of speaker this is; the sidebar shows the first letter."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    GROUP = "group"
    UNNAMED = "unnamed"


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
    """

    id: str
    name: str
    kind: ActorKind
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    said: int = 0
    mentioned: int = 0
