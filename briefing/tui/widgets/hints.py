"""The bottom line: what the keys do here, as many of them as fit, each whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen

from briefing.tui.content import outside
from briefing.tui.widgets.looks import Looks

MOST: Final = 8
"""More are read by nobody: the help has them all."""
_ROOMY: Final = 60
"""Columns from which a blank stands at both ends, as it does above."""
_EDGE: Final = 2
"""Cells before the palette's: a line, and a blank before that."""
PALETTE: Final = "command_palette"
QUIT: Final = "quit"
_BACK: Final = ("leave", "clear_search")
"""The actions that lead out of where one is; where there is none of them, the way out is to quit."""
_SEARCH: Final = "search"
_ALWAYS: Final = (*_BACK, QUIT, "help", PALETTE)
"""The actions that lead out and to all others."""


class Hint(NamedTuple):
    """What a key does.

    Attributes:
        key: The key, for Textual.
        shown: As it is written.
        says: What it does.
        action: The action's name.
    """

    key: str
    shown: str
    says: str
    action: str

    @property
    def width(self) -> int:
        """Cells it takes."""
        return cell_len(self.shown) + 1 + cell_len(self.says)

    @property
    def room(self) -> int:
        """Cells it takes beside others."""
        return self.width + (_EDGE if self.action == PALETTE else 1)


def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
    """Those there is room for in their order.

    The way out, the help and the palette are given it before all others, then searching.

    Args:
        hints: What could be shown.
        width: Cells there are; a blank stands between two.
    """
    kept: list[int] = []
    room = width + 1
    for place in sorted(range(len(hints)), key=lambda place: _rank(hints[place].action)):
        if len(kept) < MOST and hints[place].room <= room:
            kept.append(place)
            room -= hints[place].room
    return [hints[place] for place in sorted(kept)]


def _rank(action: str) -> int:
    return 0 if action in _ALWAYS else 1 if action == _SEARCH else 2


class Hints(Looks):
    """One line in place of Textual's footer, which makes a widget for every key anew at every focus."""

    ALLOW_SELECT = False

    def __init__(self, *, palette: bool = True) -> None:
        """Prepare it.

        Args:
            palette: Whether the palette can be asked for here.
        """
        super().__init__()
        self._palette = palette
        self._hints: Sequence[Hint] | None = None
        self._over: Hint | None = None

    def on_mount(self) -> None:
        """Learn when the keys do something else."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        """Keys do something else now; while the terminal has no focus nothing has, and the hints stay."""
        if screen.app.app_focus:
            self._hints = self._over = None
            self.refresh()

    @property
    def hints(self) -> Sequence[Hint]:
        """What the keys do here that are worth a hint."""
        if self._hints is None:
            self._hints = list(self._find())
        return self._hints

    def _find(self) -> Iterator[Hint]:
        """One hint for each action, the palette's last; one way out is enough."""
        found: dict[str, Hint] = {}
        palette = None
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            action = binding.action.rpartition(".")[2]
            hint = Hint(binding.key, self.app.get_key_display(binding), binding.description, action)
            if action == PALETTE:
                palette = hint if self._palette else None
            elif binding.show and enabled:
                found.setdefault(binding.action, hint)
        if any(hint.action in _BACK for hint in found.values()):
            found.pop(QUIT, None)
        yield from found.values()
        if palette is not None:
            yield palette

    def _placed(self) -> Iterator[tuple[int, Hint]]:
        """What is shown, and in which columns; the palette stands at the right."""
        column = margin = 1 if self.size.width >= _ROOMY else 0
        for hint in fitting(self.hints, self.size.width - 2 * margin):
            if hint.action == PALETTE:
                column = self.size.width - margin - hint.width
            yield column, hint
            column += hint.width + 1

    def render(self) -> RenderResult:
        """The line."""
        line = Content("")
        for column, hint in self._placed():
            blank = column - line.cell_length
            if hint.action == PALETTE and blank:
                line += Content(" " * (blank - 1)) + Content("▏").stylize(self.look("edge"))
            else:
                line += Content(" " * blank)
            words = outside(hint.shown, self.look("key")) + outside(f" {hint.says}", self.look("does"))
            line += words.stylize(self.look("hover")) if hint == self._over else words
        return line

    def _at(self, x: int) -> Hint | None:
        return next((hint for column, hint in self._placed() if column <= x < column + hint.width), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would do."""
        over = self._at(event.x)
        if over != self._over:
            self._over = over
            self.refresh()

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._over = None
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click is the key."""
        hint = self._at(event.x)
        if hint is not None:
            self.app.simulate_key(hint.key)


__all__ = ["Hint", "Hints", "fitting"]
