"""What every sort of line in the palette has in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from briefing.tui.content import outside, visible
from briefing.tui.palette.matching import Typed, Weighed
from briefing.tui.screens.helped import HelpedScreen

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.tui.reader import Reader
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
    """The base: subclasses list their commands, or look them up.

    Attributes:
        weight: How much a match counts here beside one elsewhere: there are more headlines than names.
    """

    weight: ClassVar[float] = 1.0

    @property
    def briefing(self) -> BriefingApp:
        """The app."""
        return cast("BriefingApp", self.app)

    @property
    def desk_screen(self) -> DeskScreen:
        """The desk, over which there may be a page under the palette."""
        return self.briefing.desk_screen

    @property
    def page(self) -> HelpedScreen[Any]:
        """What is under the palette: the desk, or a page over it.

        Textual's own `screen` may be the palette itself, when a key that came meanwhile has opened something over it.
        """
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, HelpedScreen))

    def on_desk(self, run: Callable[[], object]) -> Callable[[], Awaitable[None]]:
        """What is to be done on the desk: any page over it is left before."""

        async def leave_and_run() -> None:
            await self.briefing.leave_pages()
            run()

        return leave_and_run

    @property
    def reader(self) -> Reader | None:
        """Who asks the library; None while it is being opened."""
        return self.briefing.reader

    async def commands(self) -> Iterable[Command]:
        """Every command there is now; subclasses say."""
        raise NotImplementedError

    async def search(self, query: str) -> Hits:
        """Those that match what was typed best."""
        for weighed, command in await self.typed(query).best(await self.commands(), lambda one: one.name):
            yield self.hit(command, weighed)

    def typed(self, query: str) -> Typed:
        """What was typed, ready to be compared."""
        return Typed(self.matcher(query))

    def hit(self, command: Command, weighed: Weighed) -> Hit:
        """A command as the palette lists it, the letters that were typed marked."""
        name = outside(command.name)
        for at in weighed.letters if self.match_style is not None else ():
            name = name.stylize(self.match_style or "", at, at + 1)
        return Hit(weighed.score * self.weight, shown(name, command.note), command.run, text=visible(command.name))


def shown(name: Content, note: str) -> Content:
    """A name with its note behind it."""
    return name + outside(f"  {note}").stylize("dim") if note else name


__all__ = ["Command", "DeskCommands", "shown"]
