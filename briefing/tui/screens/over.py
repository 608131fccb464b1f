"""Screens that lie over another one, which shines through where they let it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any, ClassVar, Final, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.app import RenderResult
from textual.color import Color
from textual.css.styles import RulesMap
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from briefing.tui.layout import NORMAL
from briefing.tui.screens.fresh import FreshScreen
from briefing.tui.widgets.kept import Kept

Result = TypeVar("Result")
_CLEAR: Final = Color(0, 0, 0, 0)
_DIM: Final = Color(0, 0, 0, ansi=-1)
"""In place of a shade: the terminal's own background, of which nobody knows what it is."""


class Over(FreshScreen[Result], Generic[Result]):
    """What a screen that lies over another shows of it.

    Attributes:
        dims: Whether what is below is to be dimmed where the terminal's own colours cannot be mixed into a shade.
    """

    dims: ClassVar[bool] = True

    def render(self) -> RenderResult:  # type: ignore[override]  # Textual's own says less than is taken from it
        """The screen below, in the shade of this one's background."""
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else 0
        shade = self.styles.background
        if place and self.app.native_ansi_color:
            return Shaded(self, stack[place - 1], _DIM if self.dims else _CLEAR)
        return Shaded(self, stack[place - 1], shade) if place and shade.a < 1 else super().render()

    def drawn_over(self, strips: list[Strip]) -> list[Strip]:
        """Draw something over what is below, line by line; subclasses may."""
        return strips


class OverScreen(ModalScreen[Result], Over[Result], Generic[Result]):
    """A screen of ours that lies over another; what it shows takes all the width there is where that is little."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NORMAL, "-normal")]  # noqa: RUF012 - Textual's own annotation forbids ClassVar


class Shaded(Visual):
    """A screen in the shade of another: Textual's own looks at every character's style anew each time.

    Args:
        over: The screen that lies over it.
        below: The screen.
        shade: The colour of the shade.
    """

    def __init__(self, over: Over[Any], below: Screen[Any], shade: Color) -> None:
        self._over, self._below, self._shade = over, below, shade

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines of the screen, shaded, with what is drawn over them."""
        return self._over.drawn_over(self._lines())

    def _lines(self) -> list[Strip]:
        """The lines in the shade; those that are made of the same pieces as the last time are the same lines."""
        compositor, shade = self._below._compositor, self._shade
        lines = compositor._render_chops(compositor.size.region, lambda y: True)
        kept = self._below.shaded if isinstance(self._below, FreshScreen) else Kept[Strip]()
        made = [tuple(line.values()) for line in lines]
        return [kept.of(y, (*shade, *pieces), partial(_made_of, pieces, shade)) for y, pieces in enumerate(made)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """All there is."""
        return self._over.size.height


def _made_of(pieces: Iterable[Strip], shade: Color) -> Strip:
    return _shaded(Strip.join(pieces), shade)


def _shaded(strip: Strip, shade: Color) -> Strip:
    """A line in the shade; what looks alike is one piece, since the mouse takes hold of nothing in it."""
    pieces: list[tuple[RichStyle, list[str]]] = []
    for text, style, _ in strip:
        look = _look(style or RichStyle.null(), shade)
        if pieces and pieces[-1][0] == look:
            pieces[-1][1].append(text)
        else:
            pieces.append((look, [text]))
    return Strip((Segment("".join(texts), look) for look, texts in pieces), strip.cell_length)


@lru_cache(8192)
def _look(style: RichStyle, shade: Color) -> RichStyle:
    return _shaded_look(style.clear_meta_and_links(), shade)


@lru_cache(1024)
def _shaded_look(style: RichStyle, shade: Color) -> RichStyle:
    """As Textual shades a style: its colours under that of the shade."""
    if shade == _DIM:
        return style + RichStyle(dim=True)
    if shade.a == 0:
        return style
    front, back = (
        None if colour is None else (Color.from_rich_color(colour) + shade).rich_color
        for colour in (style.color, style.bgcolor)
    )
    return style + RichStyle.from_color(front, back)


def inserted(strip: Strip, x: int, pieces: Iterable[Segment]) -> Strip:
    """A line in which something stands in the place of what was drawn there.

    Args:
        strip: The line.
        x: The cell where it begins.
        pieces: What stands there.
    """
    new = Strip(pieces)
    return Strip.join([strip.crop(0, x), new, strip.crop(x + new.cell_length, strip.cell_length)])


__all__ = ["Over", "OverScreen", "inserted"]
