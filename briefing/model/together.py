"""Names of decisions, by which those are known that were made together."""

from __future__ import annotations

import uuid


def ids_together(number: int) -> list[str]:
    """Names for decisions that are made, and taken back, together: they differ in what stands after a hyphen."""
    first = uuid.uuid4().hex
    return [first] if number == 1 else [f"{first}-{place}" for place in range(1, number + 1)]


def made_together(name: str) -> str:
    """What the names of decisions have in common that were made together with one; the name itself when it was alone.

    Args:
        name: The decision's id.
    """
    return name.rpartition("-")[0] or name


__all__ = ["ids_together", "made_together"]
