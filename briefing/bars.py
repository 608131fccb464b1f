"""Counts as bars of characters, for both faces: blocks where they can be shown, else plain signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

BLOCKS: Final = "▁▂▃▄▅▆▇█"
_PLAIN: Final = "._-=+*#@"
SOLID, LIGHT, THIN, TRACE = "█", "▒", "━", "▏"
PLAIN_SOLID, PLAIN_LIGHT, PLAIN_TRACE = "#", "-", "."


def shows_blocks(encoding: str | None) -> bool:
    """Whether what is written in an encoding can hold blocks.

    Args:
        encoding: The encoding's name, as of `sys.stdout.encoding`.
    """
    return (encoding or "").lower().replace("-", "").replace("_", "") in ("utf8", "utf16", "utf32")


def sparkline(counts: Sequence[int], width: int, *, blocks: bool = True, low: bool = False) -> str:
    """Bars for some counts, in order; several counts share a bar where there are more of them than cells.

    Args:
        counts: What to show.
        width: Cells there are.
        blocks: Whether blocks can be shown.
        low: Leave the top of the line free, so that what stands above is not touched.
    """
    cells = max(1, min(width, len(counts)))
    sums = [sum(counts[place * len(counts) // cells : (place + 1) * len(counts) // cells]) for place in range(cells)]
    most = max(sums) or 1
    signs = (BLOCKS if blocks else _PLAIN)[: -1 if low else None]
    return "".join(signs[-(-one * len(signs) // most) - 1] if one else " " for one in sums)


def bar(solid: int, light: int, most: int, width: int, *, blocks: bool = True, thin: bool = False) -> str:
    """A bar of two parts; what is more than nothing is seen.

    Args:
        solid: One part.
        light: The other.
        most: The sum that fills the width.
        width: Cells there are.
        blocks: Whether blocks can be shown.
        thin: Draw the first part as a line.
    """
    total = solid + light
    if total <= 0 or most <= 0 or width <= 0:
        return ""
    if 2 * total * width < most:
        return TRACE if blocks else PLAIN_TRACE
    cells = min(width, max(round(total * width / most), bool(solid) + bool(light)))
    first = min(max(1, round(solid * cells / total)), max(1, cells - 1)) if solid and light else cells * bool(solid)
    signs = (THIN if thin else SOLID, LIGHT) if blocks else (PLAIN_SOLID, PLAIN_LIGHT)
    return signs[0] * first + signs[1] * (cells - first)


__all__ = ["BLOCKS", "LIGHT", "PLAIN_LIGHT", "PLAIN_SOLID", "SOLID", "bar", "shows_blocks", "sparkline"]
