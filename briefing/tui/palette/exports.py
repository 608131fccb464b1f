"""What leaves the app by name: statements copied in a form, or written into a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from briefing.services.exports import ENDINGS, FORMS
from briefing.tui.palette.provider import Command, DeskCommands


class ExportCommands(DeskCommands):
    """Copy or write the statement, the statements listed, or all of an actor."""

    async def commands(self) -> Iterable[Command]:
        """One for each of them to be written, and one for each in each form to be copied."""
        return self._commands()

    def _commands(self) -> Iterator[Command]:
        screen, scopes = self.desk_screen, self.page.scopes()
        for scope in scopes:
            yield Command(f"Write {scope.name} to a file", " ".join(ENDINGS), partial(screen.write, scope))
        for scope in scopes:
            number = f"{scope.number:,}" if scope.number > 1 else ""
            for form in FORMS.values():
                copy = partial(screen.copy_as, scope, form.name)
                yield Command(f"Copy {scope.name} as {form.says}", number, copy)
