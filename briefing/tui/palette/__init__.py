"""The command palette: everything by name. Loaded when it is first opened, not before the first frame."""

from textual.command import CommandList, CommandPalette
from textual.content import Content

from briefing.tui.content import title
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
_HIGH = 20
"""Rows from which some of what is below is seen above it."""
PLACEHOLDER = "what to do, where to go, who or what was said"


class Palette(CommandPalette, Over[None]):
    """Textual's, in a frame of ours, over what is drawn as quickly as under any of our screens."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (_HIGH, "-high")]  # noqa: RUF012 - Textual's own annotation forbids ClassVar

    def on_mount(self) -> None:
        """Name it, and say how to go on and leave."""
        title(self.query_one("#--input"), Content("PALETTE"))
        title(self.query_one(CommandList), Content(""), "enter do it", "esc leave it")

    def _action_command_list(self, action: str) -> None:
        """Move in the list, once it has a place on the screen: Textual looks for lines that it has not made yet."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


__all__ = ["PLACEHOLDER", "PROVIDERS", "Palette"]
