"""Screens that are styled once when they are opened, and whose frames follow each other closely."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from textual import events
from textual.screen import UPDATE_PERIOD, Screen
from textual.timer import Timer

Result = TypeVar("Result")
BETWEEN: Final = min(UPDATE_PERIOD, 1 / 120)
"""Seconds from one frame to the next at least. What a letter finds comes right after the frame with the letter in it,
and with frames as far apart as Textual has them it would wait for as long as it takes to be found. Were they closer
still, a mouse wheel would have more of them drawn than a slow machine can."""


class FreshScreen(Screen[Result], Generic[Result]):
    """A screen whose first frame is as all later ones are, and no more work than one.

    Textual gives every widget its styles when it comes to the screen, and all of them once more before the first frame;
    after that frame it finds out how wide the terminal is, and where styles hang on it gives them a third time.
    """

    _is_fresh = True
    _next_frame: Timer | None = None

    @property
    def _update_timer(self) -> Timer:
        """What draws the next frame, made when it is first asked for, as Textual makes its own."""
        if self._next_frame is None:
            self._next_frame = self.set_interval(BETWEEN, self._on_timer_update, name="screen_update", pause=True)
        return self._next_frame

    def on_compose(self) -> None:
        """Know the terminal's size before there is anything to style."""
        width, height = self.app.size
        across, down = self.HORIZONTAL_BREAKPOINTS or [], self.VERTICAL_BREAKPOINTS or []
        fitting = self._get_breakpoint_classes(width, across) | self._get_breakpoint_classes(height, down)
        self.update_classes({name: name in fitting for _, name in (*across, *down)}, animate=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """It is seen for the first time, or once more: then its styles may be those of another theme."""
        if self._is_fresh:
            self._is_fresh = event.refresh_styles = False


__all__ = ["FreshScreen"]
