"""Screens that are styled once when they are opened, and draw only what is seen of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Generic, TypeVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.worker import Worker, WorkType

from briefing.tui.compositor import FrontCompositor
from briefing.tui.widgets.kept import Kept

Result = TypeVar("Result")
Done = TypeVar("Done")


class FreshScreen(Screen[Result], Generic[Result]):
    """A screen whose first frame is as all later ones are, and no more work than one.

    Textual gives every widget its styles when it comes to the screen, and all of them once more before the first frame;
    after that frame it finds out how wide the terminal is, and where styles hang on it gives them a third time.

    Attributes:
        shaded: Its lines as they were drawn the last time in the shade of another screen.
    """

    _is_fresh = True

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._compositor = FrontCompositor()
        self.shaded = Kept[Strip]()

    def on_compose(self) -> None:
        """Know the terminal's size before there is anything to style."""
        width, height = self.app.size
        across, down = self.HORIZONTAL_BREAKPOINTS or [], self.VERTICAL_BREAKPOINTS or []
        fitting = self._get_breakpoint_classes(width, across) | self._get_breakpoint_classes(height, down)
        self.update_classes({name: name in fitting for _, name in (*across, *down)}, animate=False)

    def post_message(self, message: Message) -> bool:
        """Workers tell nobody how they fare: at every letter there would be half a dozen such messages."""
        return not isinstance(message, Worker.StateChanged) and super().post_message(message)

    def run_worker(
        self,
        work: WorkType[Done],
        name: str | None = "",
        group: str = "default",
        description: str = "",
        exit_on_error: bool = True,
        start: bool = True,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[Done]:
        """Do something in the background, as Textual does, for as long as there are panes here to be filled by it.

        Args:
            work: What `textual.work` makes of a method.
            name: See Textual, as for all others.
            group: What is exclusive in it ends what was begun before.
            description: For Textual's log.
            exit_on_error: Whether a mistake in it ends the app.
            start: Whether it begins at once.
            exclusive: Whether it is the only one of its group.
            thread: Whether it has a thread to itself.
        """
        here = partial(self._until_left, work) if callable(work) and not thread else work
        return super().run_worker(here, name, group, description, exit_on_error, start, exclusive, thread)  # type: ignore[arg-type]

    async def _until_left(self, work: Callable[[], object]) -> object:
        """Work, and drop what was to fill panes that go one after the other when the screen does."""
        try:
            return await cast("Awaitable[object]", work())
        except NoMatches:
            if self in self.app.screen_stack:
                raise
            return None

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """It is seen for the first time, or once more: then its styles may be those of another theme."""
        if self._is_fresh:
            self._is_fresh = event.refresh_styles = False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Go, and say with what, if this is the foremost: Textual would take away whichever is.

        A second key may have come before this screen was gone, or before another was there that the first one opened.

        Args:
            result: What the reader decided on.
        """
        return super().dismiss(result) if self.app.screen_stack[-1:] == [self] else AwaitComplete()


__all__ = ["FreshScreen"]
