"""What was drawn the last time, for as long as everything that it was drawn from is the very same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from textual.style import Style

Drawn = TypeVar("Drawn")
MOST: Final = 500
"""Things that are kept, which is more than lines that any terminal shows at once."""
_VALUES: Final = (int, float, Style)
"""What is compared by what it is and not by which: the rest may be large, and another one is another."""


class Kept(Generic[Drawn]):
    """Things by number, each with all that it was made of.

    Example:
        lines = Kept[Content]()
        lines.of(7, (article, looks), lambda: draw(7))  # draws only when the article or the looks are others
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[tuple[object, ...], Drawn]] = {}

    def of(self, number: int, parts: tuple[object, ...], make: Callable[[], Drawn]) -> Drawn:
        """The thing kept under a number, made anew if any of its parts is another.

        Args:
            number: Of which thing.
            parts: All that it is made of.
            make: Makes it.
        """
        known = self._kept.get(number)
        if known is not None and _same(known[0], parts):
            return known[1]
        if len(self._kept) >= MOST:
            self._kept.clear()
        made = make()
        self._kept[number] = parts, made
        return made


def _same(parts: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(parts) == len(others) and all(
        one is other or (isinstance(one, _VALUES) and one == other) for one, other in zip(parts, others, strict=True)
    )


__all__ = ["MOST", "Kept"]
