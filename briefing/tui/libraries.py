"""The library that the app shows: opened, shown where the reader left it, exchanged for another, and closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.css.query import NoMatches
from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, MouseUp, Paste
from textual.notifications import SeverityLevel

from briefing.errors import BriefingError
from briefing.tui.content import visible
from briefing.tui.ending import EndingApp
from briefing.tui.in_order import OrderedApp
from briefing.tui.lanes import Lane
from briefing.tui.layout import Layout
from briefing.tui.memory import UnhurriedApp
from briefing.tui.screens.opening import OpeningScreen
from briefing.tui.sparing import SparingApp

if TYPE_CHECKING:  # the desk and the library are loaded while the first frame is already to be seen
    from rich.console import RenderableType
    from textual.screen import Screen

    from briefing.services.desk import Desk
    from briefing.services.session import Session
    from briefing.tui.reader import Reader
    from briefing.tui.screens.desk import DeskScreen

KEEP_EVERY: Final = 3.0
"""Seconds after which it is looked whether the reader is somewhere else, so that a sudden end forgets little."""
CLOSING_TIME: Final = 0.6
_TURNS: Final = 20
"""Turns of the event loop in which a message goes from a widget up to the app, and what that asks for down again."""


_AT_WORK: Final = Key | MouseDown | MouseScrollDown | MouseScrollUp | Paste


class LibraryApp(EndingApp, OrderedApp, UnhurriedApp, SparingApp):
    """An app that shows one library at a time.

    Attributes:
        reader: The library's, once it is open.
        touched: Whether the reader has pressed a key or the mouse since the library was opened.
        layout: How the panes share the screen, as it is written down; or None.
        opening: The name of the library that is being opened; "" when it is not known yet.
    """

    opening = ""
    DEFAULT_MODE: ClassVar[str] = "library-1"  # one for each library opened, of which there is one at a time

    def __init__(self, open_desk: Callable[[], Desk], layout: str | None) -> None:
        """Prepare the app; nothing is opened yet.

        Args:
            open_desk: Opens the first library; called in a thread.
            layout: How the panes shared the screen last, as it was written down.
        """
        super().__init__()
        self.reader: Reader | None = None
        self.layout = layout
        self.touched = False
        self._early: list[Event] | None = []
        self._open_desk = open_desk
        self._opening = Lane("open")
        self._shutting = Lane("close")
        self._leaving = False
        self._session: Session | None = None
        self._kept: Session | None = None

    def watch_progress(self) -> None:
        """Something may be going on again; who looks says what that means."""

    def begin_anew(self) -> None:
        """Another library is shown; who looks says what that means."""

    def get_default_screen(self) -> Screen[None]:
        """The first screen, which is light: what the desk is made of is loaded when this one is to be seen."""
        return OpeningScreen(Layout.read(self.layout), self.opening)

    @property
    def has_desk(self) -> bool:
        """Whether the desk has taken the first screen's place; what is typed before is kept for it."""
        return self._early is None

    @property
    def desk_screen(self) -> DeskScreen:
        """The one screen, whatever stands in front of it; there once `has_desk` says so."""
        desk_screen = _desk_screen()
        return next(screen for screen in self.screen_stack if isinstance(screen, desk_screen))

    async def leave_pages(self) -> None:
        """Go back to the desk, whatever lies over it."""
        while self.screen is not self.desk_screen:
            await self.screen.dismiss(None)

    async def show_desk(self) -> None:
        """Load the desk, put it over the first screen, and give it what was typed meanwhile, in its order."""
        desk = (await self._opening.ask(_desk_screen))()
        for sheet in desk.css_path:  # Textual would read it too, but parse all others anew
            self.stylesheet.add_source(Path(sheet).read_text(encoding="utf-8"), (str(sheet), ""))
        with self.batch_update():  # it is drawn once, when all has its size
            await self.push_screen(desk)
            await _settled()
        self.add_mode(self.current_mode, type(desk))  # or it could not be removed for another library's
        await desk.wait_for_refresh()
        while self._early:
            await super().on_event(self._early.pop(0))
            await _settled()
            await self.screen.wait_for_refresh()
        self._early = None

    def tell(self, sentence: str, *, severity: SeverityLevel = "information", seconds: float | None = None) -> None:
        """Say one sentence at the edge of the screen, for so many seconds."""
        seconds = seconds or (4 if severity == "information" else 8)
        self.notify(visible(sentence), severity=severity, timeout=seconds, markup=False)

    async def open_first(self) -> None:
        """Open the first library and show it.

        Raises:
            BriefingError: It cannot be opened.
        """
        await self._show_library(await self._opening.ask(self._open))

    def _open(self) -> Desk:
        desk = self._open_desk()
        if self._leaving:
            desk.close()
        return desk

    async def _show_library(self, desk: Desk) -> None:
        """Show a library where the reader left it, and begin the work on it."""
        from briefing.tui.reader import Reader

        self.reader = reader = Reader(desk)
        screen = self.desk_screen
        screen.reader = reader
        session, sentence = await reader.last_session()
        if sentence:
            self.tell(sentence, severity="warning")
        if not self.touched:
            screen.go_back_to(session)
        await screen.refresh_all()
        screen.resume_search()
        loop = asyncio.get_running_loop()
        await reader.start(lambda: self._files_changed(loop))
        screen.prepare_help()  # nobody waits for it now

    async def on_event(self, event: Event) -> None:
        """Note that the reader did something: from then on nothing moves by itself."""
        self.touched = self.touched or isinstance(event, _AT_WORK)
        fresh = isinstance(event, _AT_WORK | MouseUp) and not event.is_forwarded
        if self._early is not None and fresh and not self._quits(event):
            self._early.append(event)
        else:
            await super().on_event(event)

    def _quits(self, event: Event) -> bool:
        """Whether it is a key that ends the app, which waits for nothing."""
        bound = self.screen.active_bindings.get(event.key) if isinstance(event, Key) else None
        return bound is not None and bound.binding.action == "quit"

    @work(exclusive=True, group="library")
    async def open_library(self, folder: str) -> None:
        """Open another library in place of this one.

        Args:
            folder: The name of its folder.
        """
        before = self.reader
        if before is None or folder == before.library:
            return
        from briefing.services.desk import Desk

        try:
            desk = await self._opening.ask(lambda: Desk.open(name=folder, data_dir=before.desk.data_dir))
        except BriefingError as error:
            self.tell(str(error), severity="error")
            return
        self._note_session()
        self.reader = None
        await self._shutting.ask(partial(self._close, before))
        self._kept, self.touched, self.opening = None, False, desk.name
        self.begin_anew()
        await self._clear_screen()
        try:
            await self._show_library(desk)
        except BriefingError as error:
            self.tell(str(error), severity="error")
        self.watch_progress()

    async def _clear_screen(self) -> None:
        """A new screen in place of the one there is, with nothing on it."""
        old = self.current_mode
        new = f"library-{int(old.rpartition('-')[2]) + 1}"
        self.add_mode(new, type(self.desk_screen))
        await self.switch_mode(new)
        await self.remove_mode(old)

    def _note_session(self) -> None:
        """Note where the reader is, while there is a screen to be at."""
        if self.reader is not None and self.screen_stack and self.desk_screen.is_mounted:
            with suppress(NoMatches):  # quitting: the panes have gone before it
                self._session = self.desk_screen.where() or self._session

    @work(exclusive=True, group="session")
    async def _keep_session(self) -> None:
        """Write where the reader is, when that has changed."""
        self._note_session()
        if self.reader is not None and self._session is not None and self._session != self._kept:
            self._kept = self._session
            await self.reader.keep_session(self._session)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the app; where the reader is, is noted while the screen is there."""
        self._note_session()
        super().exit(result, return_code, message)

    def _close(self, reader: Reader) -> None:
        """Keep where the reader was, and close the library."""
        if self._session is not None:
            reader.desk.session.keep(self._session)
        self._session = None
        reader.close()

    def keep_sessions(self) -> None:
        """From now on, look now and then where the reader is."""
        self.set_interval(KEEP_EVERY, self._keep_session)

    def _files_changed(self, loop: asyncio.AbstractEventLoop) -> None:
        """A file changed on disk; told in a thread of the watcher's, which may outlive the app and its loop."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self.watch_progress)

    async def on_unmount(self) -> None:
        """Close the desk; whoever does not come back in time is left behind."""
        self._leaving = True
        if self.reader is not None:
            with suppress(TimeoutError, BriefingError):
                await asyncio.wait_for(self._shutting.ask(partial(self._close, self.reader)), CLOSING_TIME)


async def _settled() -> None:
    """Let what a key or a new screen brings with it come, from widget to widget."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def _desk_screen() -> type[DeskScreen]:
    """Load what the desk is made of."""
    from briefing.tui.screens.desk import DeskScreen

    return DeskScreen
