"""The one door from the command line to the app, opened only when there is a terminal to draw on."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.guarding import guarded, keys_kept
from briefing.errors import TerminalError
from briefing.paths import config_file, default_data_dir, last_layout, last_library, last_theme

if TYPE_CHECKING:
    from briefing.services.desk import Desk

_WHERE = {"BRIEFING_DATA_DIR", "BRIEFING_LIBRARY"}
NARROWEST, LOWEST = 20, 6
LAST = ""
"""In place of a library's name: the one that the settings name, or else the one that was open last."""
_INSTEAD = "print it as text with: briefing --plain"


@dataclass(frozen=True, slots=True)
class Look:
    """What of the settings the app needs before its first frame.

    Attributes:
        theme: A theme's name, or None.
        keys: The user's own keys, by binding id.
        mouse: Whether the app listens to the mouse.
        animations: Whether things may glide.
        layout: How the panes shared the screen last, as it was written down; or None.
        library: The name of the library that is opened; None when that is only known once it is open.
    """

    theme: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    mouse: bool = True
    animations: bool = False
    layout: str | None = None
    library: str | None = None


def launch(open_desk: Callable[[], Desk], data_dir: Path | None = None, library: str | None = None) -> None:
    """Show the app, which opens the library after its first frame.

    Args:
        open_desk: Opens the library.
        data_dir: Where libraries live; None for the setting, or the platform's place.
        library: The name of the library that is opened, or `LAST`; None when that is not known yet.

    Raises:
        TerminalError: There is no terminal, or it is too simple or too small.
        BriefingError: What ended the app, when it did not end by itself.
        Exception: A mistake of ours that ended it.
    """
    _check_terminal()
    look = _look(data_dir, library)
    gc.disable()  # until all of the app is loaded, as it will know
    with guarded(), keys_kept() as terminal:
        from briefing.tui.app import BriefingApp
        from briefing.tui.themes import fitting

        theme = look.theme or fitting(os.environ)
        app = BriefingApp(open_desk, keys=look.keys, theme=theme, animations=look.animations, layout=look.layout)
        app.opening = look.library or ""
        app.terminal_before = terminal
        app.run(mouse=look.mouse)
    if app.ended_by is not None:
        _end_by(app.ended_by)
    if error := app.failure or app.mistake:
        raise error


def _end_by(number: int) -> None:
    """End as the signal would have ended this process, so that whoever sent it sees so."""
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _look(data_dir: Path | None, library: str | None = None) -> Look:
    """How the app is to look and listen; the settings are only loaded when something is set that bears on it."""
    own = {name for name in os.environ if name.upper().startswith("BRIEFING_")}
    if not (config_file().exists() or own - _WHERE):
        data = (data_dir or Path(os.environ.get("BRIEFING_DATA_DIR") or default_data_dir())).expanduser()
        named = os.environ.get("BRIEFING_LIBRARY") or last_library(data) if library == LAST else library
        return Look(last_theme(data), layout=last_layout(data), library=named)
    from briefing.settings import load_settings

    settings = load_settings()
    data = (data_dir or settings.data_dir or default_data_dir()).expanduser()
    theme, layout = settings.theme or last_theme(data), last_layout(data)
    named = settings.library or last_library(data) if library == LAST else library
    return Look(theme, settings.keys, settings.mouse, settings.animations, layout, named)


def _check_terminal() -> None:
    """See whether the app can draw here, without loading anything of it."""
    if "web_driver" in os.environ.get("TEXTUAL_DRIVER", ""):
        return  # the screen is a browser's, which `briefing serve` sees to
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):  # it draws on the last of them
        raise TerminalError(f"The app needs a terminal, and this is none; {_INSTEAD}")
    kind = os.environ.get("TERM", "")
    if os.name != "nt" and kind in ("", "dumb", "unknown"):
        raise TerminalError(f"The terminal says that it cannot place words on a screen (TERM={kind!r}); {_INSTEAD}")
    encoding = (sys.stderr.encoding or "").lower()
    if encoding.replace("-", "") != "utf8":
        raise TerminalError(
            f"The terminal's encoding is {encoding or 'unknown'}, in which no frames can be drawn: set LANG to a UTF-8 "
            f"locale, or {_INSTEAD}"
        )
    columns, lines = _size()
    if 0 < columns < NARROWEST or 0 < lines < LOWEST:
        raise TerminalError(
            f"The terminal is {columns}x{lines}, and the app needs {NARROWEST}x{LOWEST}: enlarge it, or {_INSTEAD}"
        )


def _size() -> tuple[int, int]:
    """The terminal's columns and lines; 0 when it does not know them."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return 0, 0
    return size.columns, size.lines
