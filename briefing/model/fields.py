"""What a query can ask about by name: plain values, for a shell completes them and waits."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from briefing.model.kinds import Kind, Polarity


class FieldName(StrEnum):
    """What a query can ask about by name."""

    SPEAKER = "speaker"
    ACTOR = "actor"
    OUTLET = "outlet"
    VIA = "via"
    TITLE = "title"
    KIND = "kind"
    POLARITY = "polarity"
    DATE = "date"
    SAID = "said"
    IS = "is"
    TAG = "tag"


CHOICES: Final[dict[FieldName, frozenset[str]]] = {
    FieldName.KIND: frozenset(Kind),
    FieldName.POLARITY: frozenset(Polarity),
}
"""What may stand after some fields."""
MARKS: Final = ("noted", "read", "tagged", "unread")
"""What can stand after `is:` in a query."""

__all__ = ["CHOICES", "MARKS", "FieldName"]
