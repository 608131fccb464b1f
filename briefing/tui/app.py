"""The terminal app: shows its first frame, then opens the desk."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste
from textual.notifications import SeverityLevel
from textual.timer import Timer

from briefing import clipboard
from briefing.errors import BriefingError
from briefing.keys import KEYS, clashes, unknown
from briefing.paths import remember_theme, themes_folder
from briefing.tui import themes
from briefing.tui.commands import ActionCommands, ActorCommands, ArticleCommands
from briefing.tui.content import visible
from briefing.tui.ending import EndingApp
from briefing.tui.lanes import Lane
from briefing.tui.memory import UnhurriedApp
from briefing.tui.reader import Reader
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.told import told
from briefing.tui.widgets.masthead import Standing

if TYPE_CHECKING:  # the library is loaded while the first frame is already to be seen
    from rich.console import RenderableType

    from briefing.services.desk import Desk
    from briefing.services.session import Session

POLL_EVERY: Final = 0.2
QUIET_POLLS: Final = 5
"""So many idle answers in a row, and nobody asks any more."""
REDRAW_SHARE: Final = 4
"""Refreshing may take one part in so many of the time while statements come in."""
KEEP_EVERY: Final = 3.0
"""Seconds after which it is looked whether the reader is somewhere else, so that a sudden end forgets little."""
CLOSING_TIME: Final = 0.6
NATIVE_COPY_TIME: Final = 1.5


class BriefingApp(EndingApp, UnhurriedApp):
    """The reader.

    Attributes:
        failure: The error that ended it, for the caller to tell; None when the reader quit.
        touched: Whether the reader has pressed a key or the mouse since the library was opened.

    Example:
        app = BriefingApp(lambda: Desk.open(name="seeds"))
        app.run()
        if error := app.failure or app.mistake:
            raise error
    """

    TITLE = "briefing"
    CSS_PATH = "styles/desk.tcss"  # here, because the default screen's own is not read
    COMMANDS: ClassVar = {ActionCommands, ActorCommands, ArticleCommands}
    ENABLE_COMMAND_PALETTE = True
    MODES: ClassVar = {"library-1": DeskScreen}  # one for each library opened, of which there is one at a time
    DEFAULT_MODE: ClassVar[str] = "library-1"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", show=False, priority=True, id="quit"),
    ]

    def __init__(
        self,
        open_desk: Callable[[], Desk],
        *,
        keys: Mapping[str, str] | None = None,
        theme: str | None = None,
        animations: bool = False,
        layout: str | None = None,
    ) -> None:
        """Prepare the app; nothing is opened yet.

        Args:
            open_desk: Opens the library; called in a thread after the first frame.
            keys: The user's own keys, by binding id (see `briefing.keys.KEYS`).
            theme: The name of a theme; None for our dark one.
            animations: Whether things may glide.
            layout: How the panes shared the screen last, as it was written down.
        """
        super().__init__()
        self.failure: BriefingError | None = None
        self.reader: Reader | None = None
        self._open_desk = open_desk
        self._keys = dict(keys or {})
        self.layout = layout
        self._opening = Lane("open")
        self._shutting = Lane("close")
        self._native = Lane("clipboard")
        self._leaving = False
        self._polling: Timer | None = None
        self._quiet = 0
        self._seen_change = -1
        self._seen_problems = self._seen_news = 0
        self._not_before = 0.0
        self.touched = False
        self._session: Session | None = None
        self._kept: Session | None = None
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        self._complaints: list[str] = []
        for own in themes.own_themes(themes_folder()):
            if isinstance(own, str):
                self._complaints.append(own)
            else:
                self.register_theme(own)
        if theme and theme not in self.available_themes:
            self._complaints.append(f"There is no theme named {theme}: the palette (ctrl+p) lists them.")
        self.theme = theme if theme in self.available_themes else themes.DARK.name
        if "TEXTUAL_ANIMATIONS" not in os.environ and not animations:
            self.animation_level = "none"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The speakers' colours, for themes that are not ours."""
        return themes.speaker_colours(self.current_theme)

    @property
    def desk_screen(self) -> DeskScreen:
        """The one screen, whatever stands in front of it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, DeskScreen))

    def on_mount(self) -> None:
        """Take the user's keys; open the desk as soon as the first frame is out."""
        self.set_keymap({name: keys for name, keys in self._keys.items() if name in KEYS})
        for sentence in self._complaints:
            self.tell(sentence, severity="warning")
        for name in unknown(self._keys):
            self.tell(f"There is no key named {name}: the help (?) lists those there are.", severity="warning")
        for sentence in clashes(self._keys):
            self.tell(sentence, severity="warning")
        self.screen.call_after_refresh(self._begin)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Clashes are told once, at the start."""

    @work
    async def _begin(self) -> None:
        try:
            await self._show_library(await self._opening.ask(self._open))
        except BriefingError as error:
            self.failure = error
            self.exit(return_code=error.exit_code)
            return
        self._polling = self.set_interval(POLL_EVERY, self._poll)
        self.set_interval(KEEP_EVERY, self._keep_session)

    async def _show_library(self, desk: Desk) -> None:
        """Show a library where the reader left it, and begin the work on it."""
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

    async def on_event(self, event: Event) -> None:
        """Note that the reader did something: from then on nothing moves by itself."""
        self.touched = self.touched or isinstance(event, Key | MouseDown | MouseScrollDown | MouseScrollUp | Paste)
        await super().on_event(event)

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
        self._seen_change, self._seen_problems, self._not_before, self._kept = -1, 0, 0.0, None
        self.touched = False
        await self._clear_screen()
        with told(self):
            await self._show_library(desk)
        self.watch_progress()

    async def _clear_screen(self) -> None:
        """A new screen in place of the one there is, with nothing on it."""
        old = self.current_mode
        new = f"library-{int(old.rpartition('-')[2]) + 1}"
        self.add_mode(new, DeskScreen)
        await self.switch_mode(new)
        await self.remove_mode(old)

    def _note_session(self) -> None:
        """Note where the reader is, while there is a screen to be at."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, DeskScreen)]
        if screens and self.reader is not None and screens[0].is_mounted:
            self._session = screens[0].where() or self._session

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
        reader.desk.close()

    def _open(self) -> Desk:
        desk = self._open_desk()
        if self._leaving:
            desk.close()
        return desk

    def watch_progress(self) -> None:
        """Something may be going on again."""
        self._quiet = 0
        if self._polling is not None:
            self._polling.resume()

    def _files_changed(self, loop: asyncio.AbstractEventLoop) -> None:
        """A file changed on disk; told in a thread of the watcher's, which may outlive the app and its loop."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self.watch_progress)

    def search_themes(self) -> None:
        """Choose a theme, seeing each while one chooses."""
        self.push_screen(ThemeScreen(), self._keep_theme)

    def _keep_theme(self, name: str | None) -> None:
        if name is not None and self.reader is not None:
            remember_theme(self.reader.desk.data_dir, name)

    def _poll(self) -> None:
        """Look how far the background work is; redraw only what changed, and not all the time."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, DeskScreen)]
        standing = screens[0].query(Standing) if screens else ()
        if self.reader is None or not standing:  # quitting: the screen is gone before its timers are
            return
        progress = self.reader.progress()
        for line in standing:
            line.show(line.summary, progress)
        if len(progress.problems) > self._seen_problems:
            self._tell_problems(progress.problems)
        for sentence in progress.news[self._seen_news :]:
            self.tell(sentence)
        self._seen_news = len(progress.news)
        now = asyncio.get_running_loop().time()
        if progress.changed != self._seen_change and now >= self._not_before:
            self._seen_change = progress.changed
            self._not_before = float("inf")
            self._refresh()
        self._quiet = self._quiet + 1 if progress.stage == "idle" and self._not_before <= now else 0
        if self._quiet > QUIET_POLLS and self._polling is not None:
            self._polling.pause()

    @work(exclusive=True, group="refresh")
    async def _refresh(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            await self.desk_screen.refresh_all()
        finally:
            now = loop.time()
            self._not_before = now + REDRAW_SHARE * (now - began)

    def _tell_problems(self, problems: tuple[str, ...]) -> None:
        fresh = len(problems) - self._seen_problems
        self._seen_problems = len(problems)
        others = f" ({fresh - 1} more: ctrl+p, problems)" if fresh > 1 else ""
        self.tell(problems[-1] + others, severity="warning")

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each file that could not be read."""
        return self.reader.progress().problems if self.reader is not None else ()

    def tell(self, sentence: str, *, severity: SeverityLevel = "information") -> None:
        """Say one sentence at the edge of the screen."""
        self.notify(visible(sentence), severity=severity, timeout=4 if severity == "information" else 8, markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by every route, and say which were taken."""
        self._clipboard = text
        self._copy(text)

    @work(group="copy")
    async def _copy(self, text: str) -> None:
        driver = self._driver
        taken = []
        if driver is not None and clipboard.send_to_terminal(text, driver.write):
            taken.append("terminal")
        if self.reader is not None and await self.reader.keep(text):
            taken.append("file")
        for name, copy in clipboard.asked_aside().items():
            with suppress(TimeoutError):
                if await asyncio.wait_for(self._native.ask(partial(copy, text)), NATIVE_COPY_TIME):
                    taken.insert(0, name)
        self.tell(clipboard.receipt(text, taken))

    async def on_unmount(self) -> None:
        """Close the desk; whoever does not come back in time is left behind."""
        self._leaving = True
        if self.reader is not None:
            with suppress(TimeoutError, BriefingError):
                await asyncio.wait_for(self._shutting.ask(partial(self._close, self.reader)), CLOSING_TIME)
