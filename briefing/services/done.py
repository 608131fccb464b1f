"""What came of deciding, as the faces get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Form:
    """One of the names that make up an actor.

    Attributes:
        key: What it goes by in the library.
        name: The name.
        said: How many statements are attributed to it.
        why: Why it is this actor's, or "" when it is its own.
    """

    key: str
    name: str
    said: int
    why: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of importing decisions.

    Attributes:
        new: How many were not here.
        known: How many were here already.
        undone: How many were taken back there, and therefore here.
        differing: One sentence for each that contradicts one that is here, saying which counts.
        mistaken: The number of each line that is no decision, and what is wrong with it.
    """

    new: int
    known: int
    undone: int
    differing: tuple[str, ...]
    mistaken: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was made, taken back or brought back.

    Attributes:
        sentence: What was done, in one sentence.
        decision: The decision.
        others: Those that were made together with it, on other places of what is said.
    """

    sentence: str
    decision: Decision
    others: tuple[Decision, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """The decision as it is exported."""
        return as_data(self.decision)

    @property
    def every(self) -> list[dict[str, Any]]:
        """All that was decided together, as it is exported."""
        return [as_data(one) for one in (self.decision, *self.others)]


def as_data(decision: Decision) -> dict[str, Any]:
    """A decision as it is exported."""
    given = decision.model_dump(mode="json")
    names = ["format", "id", "made_at", "kind", "subject", "value", *(["undone"] if decision.undone else [])]
    return {name: given[name] for name in names}


__all__ = ["Done", "Form", "Loaded", "as_data"]
