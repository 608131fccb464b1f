"""The command palette: everything by name. Loaded when it is first opened, not before the first frame."""

from briefing.tui.palette.actions import ActionCommands
from briefing.tui.palette.exports import ExportCommands
from briefing.tui.palette.found import SavedSearchCommands, StatementCommands
from briefing.tui.palette.places import ActorCommands, ArticleCommands
from briefing.tui.palette.settings import SettingCommands

PROVIDERS = (
    ActionCommands,
    ActorCommands,
    ArticleCommands,
    StatementCommands,
    SavedSearchCommands,
    ExportCommands,
    SettingCommands,
)

__all__ = ["PROVIDERS"]
