"""What was made of rows the last time, so that what has not changed is not made again.

A list of thousands is read anew whenever one article has come; nearly all of it is what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Generic, TypeVar

Row = TypeVar("Row")
Made = TypeVar("Made")

_MANY: Final = 500
"""Fewer rows are made sooner than remembered, and do not push out what is."""


class Remembered(Generic[Row, Made]):
    """Makes things of rows; the same row twice is the same thing. Any thread may ask.

    Args:
        make: What makes a thing of a row.
    """

    def __init__(self, make: Callable[[Row], Made]) -> None:
        self._make = make
        self._known: dict[Row, Made] = {}

    def of(self, rows: Iterable[Row]) -> list[Made]:
        """What is made of some rows, in their order."""
        known = self._known
        made = {row: known[row] if row in known else self._make(row) for row in rows}
        if len(made) >= _MANY:
            self._known = made
        return list(made.values())


__all__ = ["Remembered"]
