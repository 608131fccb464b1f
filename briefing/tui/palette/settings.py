"""Settings in the palette: what each is now, what it does, and changing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from briefing.errors import BriefingError
from briefing.tui.lanes import Lane
from briefing.tui.palette.provider import Command, DeskCommands

if TYPE_CHECKING:
    from briefing.settings_file import Setting
    from briefing.tui.screens.pick import Choice

_LONGEST: Final = 60
"""Code points of a value that are shown."""
_AT_ONCE: Final = ("theme", "animations")
"""Settings that count at once; others do when the app is opened next."""


class SettingCommands(DeskCommands):
    """See and change a setting."""

    _settings: Sequence[Setting] | None = None

    async def commands(self) -> Iterable[Command]:
        """One for each setting; the file is read once for every opening of the palette, aside."""
        if self._settings is None:
            from briefing.settings_file import settings_now

            try:
                self._settings = await Lane("settings").ask(settings_now)
            except BriefingError as error:
                self.briefing.tell(str(error), severity="warning")
                self._settings = ()
        return [self._command(one) for one in self._settings]

    def _command(self, setting: Setting) -> Command:
        value = _shown(setting)
        return Command(f"Setting: {setting.name} is {value}", setting.description, partial(self._change, setting))

    def _change(self, setting: Setting) -> None:
        """Toggle it, or ask what it is to be."""
        if isinstance(setting.value, bool):
            self._set(setting.name, not setting.value)
        elif isinstance(setting.value, dict):
            self.desk_screen.edit_settings()
        elif setting.name == "theme":
            self.briefing.search_themes(lambda name: self._set("theme", name))
        elif setting.choices:
            self._pick(setting)
        else:
            self._ask(setting)

    def _pick(self, setting: Setting) -> None:
        from briefing.settings_file import BUILT_IN
        from briefing.tui.screens.pick import Choice, PickScreen

        async def choices(typed: str) -> list[Choice[str]]:
            found = [one for one in setting.choices if one.startswith(typed.strip().casefold())]
            named = [Choice(one, one, "as it is" if one == setting.value else "") for one in found]
            return named if setting.origin == BUILT_IN or typed.strip() else [*named, Choice("", "as if never set")]

        def picked(choice: Choice[str] | None) -> None:
            if choice is not None:
                self._set(setting.name, choice.value)

        self.briefing.push_screen(PickScreen(f"SETTING {setting.name}", choices), picked)

    def _ask(self, setting: Setting) -> None:
        from briefing.tui.screens.ask import AskScreen

        def written(value: str | None) -> None:
            if value is not None:
                self._set(setting.name, value)

        now = "" if setting.value is None else str(setting.value)
        asking = AskScreen(f"SETTING {setting.name}", hint=setting.description, written=now, empty="as if never set")
        self.briefing.push_screen(asking, written)

    def _set(self, name: str, value: str | bool) -> None:
        from briefing.settings_file import change

        try:
            setting = change(name, value)
        except BriefingError as error:
            self.briefing.tell(str(error), severity="error")
            return
        if name == "animations":
            self.briefing.animation_level = "full" if setting.value else "none"
        later = "" if name in _AT_ONCE else " when briefing is opened next"
        beside = f" (from {setting.origin}, which counts before the file)" if "environment" in setting.origin else ""
        self.briefing.tell(f"The setting {name} is {_shown(setting)}{later}{beside}.")


def _shown(setting: Setting) -> str:
    """A setting's value in a few words."""
    value = setting.value
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, dict):
        return f"{len(value)} of your own"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
