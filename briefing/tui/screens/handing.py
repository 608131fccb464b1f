"""Handing what is shown to other programs: the original, the editor, the pager, a command."""

from __future__ import annotations

import re
import subprocess
from functools import partial
from pathlib import Path
from typing import Final

from textual import work
from textual.app import SuspendNotSupported

from briefing.editor import editor_words, pager_words, words_at
from briefing.errors import UsageError
from briefing.model.clean import clean_path
from briefing.services.views import ArticleView
from briefing.tui import programs
from briefing.tui.lanes import Lane
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.finding import FindingScreen
from briefing.tui.screens.panes import NO_ARTICLE
from briefing.tui.screens.text import TextScreen

_LINE: Final = re.compile(r"line (\d+)")
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


class HandingScreen(FindingScreen):
    """Opens elsewhere what is shown here."""

    def __init__(self) -> None:
        super().__init__()
        self._command_lane = Lane("command")
        self._command = ""

    def _shown(self) -> ArticleView | None:
        view = self.article.view
        if view is None:
            self.briefing.tell(NO_ARTICLE)
        return view

    def action_original(self) -> None:
        """Open the article's page on the web, or else its file."""
        view = self._shown()
        if view is None:
            return
        address = view.article.url or ""
        if _ADDRESS.match(address) and (self.briefing.is_web or programs.opener() is not None):
            self.briefing.open_url(address)
            self.briefing.tell(f"Opened {address}")
        elif _ADDRESS.match(address):
            self.briefing.tell(f"There is no screen to open it on: {address}")
        else:
            self._open_outside(view.article.path)

    def action_folder(self) -> None:
        """Open the folder that the article's file is in."""
        view = self._shown()
        if view is not None:
            self._open_outside(str(Path(view.article.path).parent))

    def _open_outside(self, path: str) -> None:
        words = None if self.briefing.is_web else programs.opener()
        if words is None:
            self.briefing.tell(f"There is no screen to open it on: {clean_path(path)}")
            return
        with self.told():
            programs.show_outside(words, path)
            self.briefing.tell(f"Opened {clean_path(path)}")

    def action_editor(self) -> None:
        """Open the article's file in the user's editor, at the statement where that is known."""
        view = self._shown()
        if view is None:
            return
        with self.told():
            if not Path(view.article.path).exists():
                raise UsageError(f"The file is no longer there: {clean_path(view.article.path)}.")
            self._step_aside(words_at(editor_words(), view.article.path, self._line_of(view)))
            self.briefing.watch_progress()

    def _line_of(self, view: ArticleView) -> int | None:
        """The line of the file on which the selected statement's paragraph begins."""
        if self.card is None or self.card.article.id != view.card.id:
            return None
        paragraphs = view.article.paragraphs
        number = self.card.paragraph - 1
        found = _LINE.search(paragraphs[number].place or "") if 0 <= number < len(paragraphs) else None
        return int(found[1]) if found else None

    def action_pager(self) -> None:
        """Read the whole article in the user's pager."""
        view = self._shown()
        if view is not None:
            with self.told():
                self._step_aside(pager_words(), f"{view.article.title}\n\n{view.article.text}\n")

    def edit_settings(self) -> None:
        """Open the settings file in the user's editor, and say what is wrong in it afterwards."""
        from briefing.settings_file import problems_in, to_edit

        with self.told():
            file = to_edit()
            self._step_aside([*editor_words(), str(file)])
            problems = problems_in(file.read_bytes()) if file.exists() else []
            self.briefing.tell(problems[0] if problems else "Settings count when briefing is opened next.")

    def _step_aside(self, words: list[str], text: str | None = None) -> None:
        """Give the terminal to a program until it ends.

        Args:
            words: What starts it.
            text: What it reads; None when it reads the keyboard.

        Raises:
            UsageError: It cannot be started, or there is no terminal to give.
        """
        given = None if text is None else text.encode("utf-8", "replace")
        try:
            with self.briefing.suspend():
                done = subprocess.run(words, input=given, check=False)
        except SuspendNotSupported as error:
            raise UsageError("This terminal cannot be given to another program.") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(f"{words[0]} cannot be started ({reason}): name another in $EDITOR or $PAGER.") from error
        if done.returncode:
            self.briefing.tell(f"{Path(words[0]).name} ended with {done.returncode}.", severity="warning")

    @work(group="pipe")
    async def action_pipe(self) -> None:
        """Ask for a command, give it the statement with its citation, and show what it answers."""
        card, reader = self.card, self.reader
        if self.briefing.is_web:
            self.briefing.tell("In a browser no command is started: whoever opens the page could start any.")
            return
        if card is None or reader is None:
            self.briefing.tell("Select a statement first.")
            return
        asking = AskScreen("GIVE THE STATEMENT TO A COMMAND", hint="wc -w", written=self._command)
        command = await self.briefing.push_screen_wait(asking)
        if command is None:
            return
        self._command = command
        with self.told():
            text = await reader.cite(card, "markdown")
            ran = await self._command_lane.ask(partial(programs.run_on, command, f"{text}\n"))
            if ran.said.strip():
                self.briefing.push_screen(TextScreen(f"WHAT THE COMMAND ANSWERED ({ran.code})", ran.said))
            else:
                self.briefing.tell(f"The command ended with {ran.code}, and said nothing.")
