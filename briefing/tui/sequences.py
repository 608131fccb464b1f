"""What a terminal is sent for a line: its letters, and of their styles only what changes from one to the next."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from textual.strip import Strip

_RESET: Final = "\x1b[0m"
_FRONT: Final = frozenset(map(str, (*range(30, 38), 39, *range(90, 98))))
_BACK: Final = frozenset(map(str, (*range(40, 48), 49, *range(100, 108))))
_OF_MANY: Final = {"38": _FRONT, "48": _BACK}
"""What begins a colour of more than sixteen, and which it is."""
_PARTS: Final = {"5": 3, "2": 5}
"""How many numbers such a colour has: one of a table, or one of red, green and blue."""


class _Look(NamedTuple):
    """A style in a terminal's numbers."""

    attributes: frozenset[str]
    front: str
    back: str


def sequences(strip: Strip, console: Console) -> str:
    """A line as a terminal is sent it, after which it writes as it did before; kept where Textual keeps its own.

    Textual tells every style whole, and takes it back after each piece of text. Told here is what changes, which is
    half of it or less: over ssh that is what one waits for.

    Args:
        strip: The line, or a piece of one.
        console: Knows what colours the terminal has.
    """
    if strip._render_cache is None:
        strip._render_cache = _written(strip, console._color_system or ColorSystem.TRUECOLOR)
    return strip._render_cache


def _written(strip: Strip, colours: ColorSystem) -> str:
    written: list[str] = []
    before = ""
    for text, style, _ in strip:
        is_link = style is not None and style._link is not None
        after = "" if style is None or is_link else style._ansi or strip.render_ansi(style, colours)
        if after != before:
            written.append(_change(before, after))
            before = after
        written.append(strip.render_style(style, text, colours) if style is not None and is_link else text)
    if before:
        written.append(_RESET)
    return "".join(written)


@lru_cache(8192)
def _change(before: str, after: str) -> str:
    """From one style to another, as what is to be told of it; attributes can be taken back together only."""
    if not after:
        return _RESET
    if not before:
        return f"\x1b[{after}m"
    old, new = _look(before), _look(after)
    if not old.attributes <= new.attributes or (old.front and not new.front) or (old.back and not new.back):
        return f"\x1b[0;{after}m"
    front, back = new.front if new.front != old.front else "", new.back if new.back != old.back else ""
    return f"\x1b[{';'.join(filter(None, (*sorted(new.attributes - old.attributes), front, back)))}m"


@lru_cache(8192)
def _look(told: str) -> _Look:
    numbers = told.split(";")
    attributes, front, back, at = set[str](), "", "", 0
    while at < len(numbers):
        kind = _OF_MANY.get(numbers[at])
        end = at + (_PARTS[numbers[at + 1]] if kind else 1)
        number = ";".join(numbers[at:end])
        if kind is _FRONT or number in _FRONT:
            front = number
        elif kind is _BACK or number in _BACK:
            back = number
        else:
            attributes.add(number)
        at = end
    return _Look(frozenset(attributes), front, back)


__all__ = ["sequences"]
