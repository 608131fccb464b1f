"""The command palette: actors, articles, and everything a key does. All from what is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from briefing.tui.content import outside, visible
from briefing.tui.widgets.actors import LETTERS
from briefing.tui.widgets.statements import day

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.tui.screens.desk import DeskScreen


class Command(NamedTuple):
    """One line of the palette.

    Attributes:
        name: What is matched and shown.
        note: Shown after it.
        run: What it does.
    """

    name: str
    note: str
    run: IgnoreReturnCallbackType


class DeskCommands(Provider):
    """The base: subclasses list their commands."""

    @property
    def briefing(self) -> BriefingApp:
        """The app."""
        return cast("BriefingApp", self.app)

    @property
    def desk_screen(self) -> DeskScreen:
        """The screen under the palette."""
        return self.briefing.desk_screen

    def commands(self) -> Iterator[Command]:
        """Every command there is now; subclasses say."""
        raise NotImplementedError

    async def search(self, query: str) -> Hits:
        """Those that match what was typed, letters in order."""
        matcher = self.matcher(query)
        for command in self.commands():
            name = visible(command.name)
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, self._show(command), command.run, text=name)

    def _show(self, command: Command) -> Content:
        return outside(command.name) + outside(f"  {command.note}").stylize("dim")


class ActorCommands(DeskCommands):
    """Go to an actor's statements."""

    def commands(self) -> Iterator[Command]:
        """One for each actor."""
        screen = self.desk_screen
        for actor in screen.overview.actors if screen.overview else ():
            note = f"{LETTERS[actor.kind]} · {actor.said} statements"
            yield Command(actor.name, note, partial(self._go, actor.id))

    def _go(self, actor_id: str) -> None:
        self.desk_screen.choose_actor(actor_id)
        self.desk_screen.action_pane("middle")


class ArticleCommands(DeskCommands):
    """Open an article."""

    def commands(self) -> Iterator[Command]:
        """One for each article."""
        screen = self.desk_screen
        for card in screen.overview.articles if screen.overview else ():
            note = f"{card.outlet or card.path.rpartition('/')[2]} · {day(card.published)}"
            yield Command(card.title, note, partial(self._go, card.id))

    def _go(self, article_id: str) -> None:
        self.desk_screen.open_article(article_id, None, ())
        self.desk_screen.action_pane("article")


class ActionCommands(DeskCommands):
    """Everything a key does, and a few things that no key does."""

    def commands(self) -> Iterator[Command]:
        """In the order of use."""
        screen, app = self.desk_screen, self.briefing
        yield Command("Copy the words", "y", partial(screen.action_copy, "verbatim"))
        yield Command("Copy with citation", "Y", partial(screen.action_copy, "markdown"))
        yield Command("Select words in the article", "v", screen.action_select)
        yield Command("Search", "/", screen.action_search)
        yield Command("Go anywhere that is seen by its label", "ctrl+o", screen.action_jump)
        yield Command("Group statements by speaker", "p", screen.action_group)
        yield Command("Show attitudes and acts too", "m", screen.action_attitudes)
        yield Command("Review what is doubtful", "r", screen.action_review)
        yield Command("Take the last decision back", "u", screen.action_undo)
        yield Command("Decide again what was taken back", "U", screen.action_redo)
        yield Command("Show every place of what is said again", "c", screen.action_copies)
        yield Command("Where else it stands, and in which words", "w", screen.action_wordings)
        yield Command("Tag the statement, or the article you are in", "T", screen.action_tags)
        yield Command("Note on the statement, or on the article you are in", "M", screen.action_note)
        yield Command("Mark the article as read or unread", ".", screen.action_mark_read)
        yield Command("Mark all in the list as read", "unread", partial(screen.mark_shown, read=True))
        yield Command("Mark all in the list as unread", "read", partial(screen.mark_shown, read=False))
        yield Command("Open another library", "L", screen.action_libraries)
        yield Command("Sort actors", "s", screen.actors.action_sort)
        yield Command("The actor is another, or has another name", "a", screen.action_same)
        yield Command("Rename the actor", "R", screen.action_rename)
        yield Command("Say of what kind the actor is", "K", screen.action_kind)
        yield Command("Take the actor's names apart", "S", screen.action_split)
        yield Command("Leave the actor out of the list, or let it back in", "x", screen.action_hide)
        yield Command("Show actors left out of the list", "X", screen.action_hidden)
        yield Command("The actor's page", "A", screen.action_portrait)
        yield Command("Statements over time", "t", screen.action_timeline)
        yield Command("Who relies on unnamed sources", "outlets", screen.action_reliance)
        yield Command("About the article", "i", screen.action_about)
        yield Command("What changed between versions", "V", screen.action_changes)
        yield Command("Open the original", "o", screen.action_original)
        yield Command("Open the folder of the file", "O", screen.action_folder)
        yield Command("Open the file in your editor", "e", screen.action_editor)
        yield Command("Read the article in your pager", "P", screen.action_pager)
        yield Command("Give the statement to a command", "|", screen.action_pipe)
        yield Command("Give the panes their usual sizes", "=", screen.action_even)
        yield Command("Zoom", "z", screen.action_zoom)
        yield Command("Problems with files", f"{len(app.problems)}", self._problems)
        yield Command("Change theme", "colours", app.search_themes)
        yield Command("Help", "?", screen.action_help)
        yield Command("Quit", "ctrl+q", app.exit)

    async def discover(self) -> Hits:
        """Shown before anything is typed."""
        for command in self.commands():
            yield DiscoveryHit(self._show(command), command.run, text=command.name)

    def _problems(self) -> None:
        from briefing.tui.screens.text import TextScreen

        problems = self.briefing.problems
        text = "\n\n".join(problems) if problems else "Every file could be read."
        self.briefing.push_screen(TextScreen("Problems with files", text))
