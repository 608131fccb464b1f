"""What keys do, and a few things that no key does, by name.

The list is made from the table of keys, so that no key is missing here, and shows the user's own keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from textual.command import DiscoveryHit, Hits
from textual.widget import Widget

from briefing.keys import KEYS
from briefing.tui.content import outside
from briefing.tui.keymap import OF_ACTORS, ON_SCREEN, shown_key
from briefing.tui.palette.provider import Command, DeskCommands, shown

_FULLER: Final = {
    "copy.verbatim": "Copy the words",
    "copy.cited": "Copy with citation",
    "search.clear": "Forget the search",
    "attitudes": "Show attitudes and acts too, or speech only",
    "copies": "Show every place of what is said again, or each thing once",
    "wordings": "Where else it is said, and in which words",
    "group": "Group statements by speaker, or by article",
    "zoom": "Zoom: one pane alone, or all of them",
    "review": "Review what is doubtful",
    "undo": "Take the last decision back",
    "redo": "Decide again what was taken back",
    "actors.sort": "Sort actors",
    "pane.actors": "Go to the actors",
    "pane.statements": "Go to the statements or results",
    "pane.why": "Go to the evidence: why it is theirs",
    "pane.article": "Go to the article",
}
"""What a key does, where its few words in the footer are too few to look for."""
_LEFT_OUT: Final = ("help", "pane.next", "pane.previous", "back", "page.help", "page.back_pane", "review.help")


class ActionCommands(DeskCommands):
    """Everything a key does, and a few things that no key does."""

    weight = 1.2

    async def commands(self) -> Iterable[Command]:
        """In the order of the table of keys."""
        app = self.briefing
        return [
            *(self._of_desk() if self.page is self.desk_screen else self._of_page()),
            Command("Problems with files", f"{len(app.problems)}", self._problems),
            Command("Change theme", "colours", app.search_themes),
            Command("Help", shown_key("help", app.own_keys), self.page.action_help),
            Command("Quit", shown_key("quit", app.own_keys), app.exit),
        ]

    def _of_desk(self) -> Iterator[Command]:
        screen = self.desk_screen
        for name in (*ON_SCREEN, *OF_ACTORS):
            if name not in _LEFT_OUT:
                yield self._of_key(name, screen.actors if name in OF_ACTORS else screen)
        yield Command("Mark all in the list as unread", "", partial(screen.mark_shown, read=False))
        yield Command("Who relies on unnamed sources", "outlets", screen.action_reliance)

    def _of_page(self) -> Iterator[Command]:
        """What the page under the palette understands: it is about what is selected there, not on the desk below."""
        understood = {active.binding.id for active in self.page.active_bindings.values() if active.node is self.page}
        return (self._of_key(name, self.page) for name in KEYS if name in understood and name not in _LEFT_OUT)

    def _of_key(self, name: str, where: Widget) -> Command:
        says = _FULLER.get(name) or f"{KEYS[name].says[:1].upper()}{KEYS[name].says[1:]}"
        return Command(says, shown_key(name, self.briefing.own_keys), partial(where.run_action, KEYS[name].action))

    async def discover(self) -> Hits:
        """Shown before anything is typed."""
        scopes, write = self.page.scopes(), self.desk_screen.write
        written = [Command(f"Write {one.name} to a file", "", partial(write, one)) for one in scopes]
        for command in (*await self.commands(), *written):
            yield DiscoveryHit(shown(outside(command.name), command.note), command.run, text=command.name)

    def _problems(self) -> None:
        from briefing.tui.screens.text import TextScreen

        problems = self.briefing.problems
        text = "\n\n".join(problems) if problems else "Every file could be read."
        self.briefing.push_screen(TextScreen("PROBLEMS WITH FILES", text))
