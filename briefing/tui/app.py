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
from textual.timer import Timer

from briefing import clipboard
from briefing.errors import BriefingError
from briefing.keys import KEYS, clashes, unknown
from briefing.model.clean import clean_path
from briefing.paths import remember_theme, themes_folder
from briefing.tui import themes
from briefing.tui.lanes import Lane
from briefing.tui.libraries import LibraryApp
from briefing.tui.warming import WarmApp

if TYPE_CHECKING:  # the desk and the library is loaded while the first frame is already to be seen
    from briefing.services.desk import Desk

POLL_EVERY: Final = 0.2
LONGEST_BEHIND: Final = 5.0
"""Seconds that the lists may lag behind the library while somebody presses keys, who would be kept waiting for them."""
QUIET_POLLS: Final = 5
"""So many idle answers in a row, and nobody asks any more."""
REDRAW_SHARE: Final = 4
"""Refreshing may take one part in so many of the time while statements come in."""
NATIVE_COPY_TIME: Final = 1.5
NEWS_SECONDS: Final = 12.0
"""For so long stands what is told only once, and may name a command to be typed."""


class BriefingApp(LibraryApp, WarmApp):
    """The reader.

    Attributes:
        failure: The error that ended it, for the caller to tell; None when the reader quit.

    Example:
        app = BriefingApp(lambda: Desk.open(name="seeds"))
        app.run()
        if error := app.failure or app.mistake:
            raise error
    """

    TITLE = "briefing"
    CSS_PATH = "styles/opening.tcss"  # here, because the default screen's own is not read
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", priority=True, id="quit"),
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
        super().__init__(open_desk, layout)
        self.failure: BriefingError | None = None
        self.own_keys = dict(keys or {})
        self._native = Lane("clipboard")
        self._polling: Timer | None = None
        self._quiet = 0
        self._seen_change = -1
        self._seen_stage = ""
        self._seen_problems = self._seen_news = 0
        self._not_before = 0.0
        self._newest = 0.0
        own = list(themes.own_themes(themes_folder()))
        for one in (themes.DARK, themes.LIGHT, *(one for one in own if not isinstance(one, str))):
            self.register_theme(one)
        self._complaints = [one for one in own if isinstance(one, str)]
        if theme and theme not in self.available_themes:
            self._complaints.append(f"There is no theme named {theme}: the palette (ctrl+p) lists them.")
        self.theme = theme if theme in self.available_themes else themes.DARK.name
        if "TEXTUAL_ANIMATIONS" not in os.environ and not animations:
            self.animation_level = "none"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The speakers' colours, for themes that are not ours."""
        return themes.speaker_colours(self.current_theme)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, with frames that are seen."""
        variables = super().get_css_variables()
        variables = {**variables, **themes.seen_on_black(self.current_theme)}
        self.theme_variables = {**variables, **themes.seen_frames(variables)}
        return self.theme_variables

    def on_mount(self) -> None:
        """Take the user's keys; load the desk as soon as the first frame is out."""
        self.set_keymap({name: keys for name, keys in self.own_keys.items() if name in KEYS})
        self.screen.call_after_refresh(self._begin)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Clashes are told once, at the start."""

    @work
    async def _begin(self) -> None:
        await self.show_desk()
        self.everything_is_loaded()
        self._complain()
        try:
            await self.open_first()
        except BriefingError as error:
            self.failure = error
            self.exit(return_code=error.exit_code)
            return
        self._polling = self.set_interval(POLL_EVERY, self._poll)
        self.keep_sessions()
        await self.warm_up()

    def _complain(self) -> None:
        """Tell what of the user's own looks and keys cannot be had."""
        odd = [f"There is no key named {name}: the help (?) lists those there are." for name in unknown(self.own_keys)]
        for sentence in (*self._complaints, *odd, *clashes(self.own_keys)):
            self.tell(sentence, severity="warning")

    def watch_progress(self) -> None:
        """Something may be going on again."""
        self._quiet = 0
        if self._polling is not None:
            self._polling.resume()

    def action_command_palette(self) -> None:
        """Open the palette, which is loaded now and not before."""
        from briefing.tui.palette import PLACEHOLDER, PROVIDERS, Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(providers=PROVIDERS, placeholder=PLACEHOLDER))  # the last may not be gone yet

    def search_themes(self, keep: Callable[[str], object] | None = None) -> None:
        """Choose a theme, seeing each while one chooses; unless `keep` keeps it, it is noted beside the libraries."""
        from briefing.tui.screens.theme import ThemeScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                (keep or self._keep_theme)(name)

        self.push_screen(ThemeScreen(), chosen)

    def _keep_theme(self, name: str) -> None:
        if self.reader is not None:
            remember_theme(self.reader.desk.data_dir, name)

    def begin_anew(self) -> None:
        """Another library is shown: nothing of it was seen yet."""
        self._seen_change, self._not_before, self._newest = -1, 0.0, 0.0
        self._seen_problems = self._seen_news = 0

    def _poll(self) -> None:
        """Look how far the background work is; redraw only what changed, and not all the time."""
        from briefing.tui.widgets.masthead import Standing

        standing = self.desk_screen.query(Standing) if self.screen_stack else ()
        if self.reader is None or not standing:  # quitting: the screen is gone before its timers are
            return
        progress = self.reader.progress()
        for line in standing:
            line.show(line.summary, progress)
        if len(progress.problems) > self._seen_problems:
            self._tell_problems(progress.problems)
        for sentence in progress.news[self._seen_news :]:
            self.tell(sentence, seconds=NEWS_SECONDS)
        self._seen_news = len(progress.news)
        if progress.stage != self._seen_stage:
            self._seen_stage = progress.stage
            self.desk_screen.say_nothing_yet()
        now = asyncio.get_running_loop().time()
        if progress.changed == self._seen_change:
            self._newest = now
        elif now >= self._not_before and (self.is_at_rest() or now >= self._newest + LONGEST_BEHIND):
            self._seen_change = progress.changed
            self._not_before = float("inf")
            self._refresh()
        is_shown = progress.changed == self._seen_change and self._not_before <= now
        self._quiet = self._quiet + 1 if progress.stage == "idle" and is_shown else 0
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

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by every route, and say which were taken."""
        self._clipboard = text
        self._copy(text)

    @work(group="copy")
    async def _copy(self, text: str) -> None:
        driver = self._driver
        taken, kept = [], None
        asked = "browser" if self.is_web else "terminal"
        if driver is not None and clipboard.send_to_terminal(text, driver.write):
            taken.append(asked)
        if self.reader is not None:
            kept = await self.reader.keep(text)
        if kept is not None:
            taken.append("file")
        # Whoever sits at a browser may sit at another machine, whose clipboard is not the one of this.
        for name, copy in () if self.is_web else clipboard.asked_aside().items():
            with suppress(TimeoutError):
                if await asyncio.wait_for(self._native.ask(partial(copy, text)), NATIVE_COPY_TIME):
                    taken.insert(0, name)
        self.tell(clipboard.receipt(text, taken, clean_path(kept) if kept is not None else "", asked=asked))
