"""The command palette: everything by name. Loaded when it is first opened, not before the first frame."""

from textual.command import CommandPalette

from briefing.tui.palette.actions import ActionCommands
from briefing.tui.palette.exports import ExportCommands
from briefing.tui.palette.found import SavedSearchCommands, StatementCommands
from briefing.tui.palette.places import ActorCommands, ArticleCommands
from briefing.tui.palette.settings import SettingCommands
from briefing.tui.screens.over import Over

PROVIDERS = (
    ActionCommands,
    ActorCommands,
    ArticleCommands,
    StatementCommands,
    SavedSearchCommands,
    ExportCommands,
    SettingCommands,
)


class Palette(CommandPalette, Over[None]):
    """Textual's, over what is drawn as quickly as under any of our screens."""


__all__ = ["PROVIDERS", "Palette"]
