"""What the reader writes in the margin of an article or a statement, as it stands there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Tag:
    """What something is filed under.

    Attributes:
        name: As it was written.
        holds: Whether it counts; it does not when the article has changed since.
    """

    name: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader noted.

    Attributes:
        text: One line or more.
        holds: Whether it counts; it does not when the article has changed since.
    """

    text: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Remarks:
    """What stands beside one statement or article.

    Attributes:
        tags: By what makes two of them one, in the order in which they were given.
        note: The note, or None.
    """

    tags: Mapping[str, Tag] = field(default_factory=lambda: MappingProxyType({}))
    note: Note | None = None

    def __bool__(self) -> bool:
        return bool(self.tags) or self.note is not None


__all__ = ["Note", "Remarks", "Tag"]
