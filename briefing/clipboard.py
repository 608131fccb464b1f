"""Copying by every route there is, and saying which were taken.

No single route is sure: the platform's clipboard is missing over ssh, and a terminal never acknowledges OSC 52. So a
copy goes to the platform, to the terminal, and always into a file.
"""

from __future__ import annotations

import base64
import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

OSC52_LIMIT: Final = 74_994
"""Bytes of text: more than this, and terminals drop the whole sequence."""

TMUX_TIME: Final = 2.0
"""Seconds that tmux has to answer."""


_SCREEN_PIECE: Final = 512
"""Characters that GNU screen is handed at once: it drops what is longer than 768."""


def osc52(text: str, *, tmux: bool = False, screen: bool = False) -> str | None:
    r"""The sequence that asks the terminal to put text on its clipboard; None when the text is too long for one.

    Args:
        text: What to copy.
        tmux: Send it a second time in tmux's passthrough (`\ePtmux;…\e\\`): whichever of `set-clipboard` and
            `allow-passthrough` is on lets one of them through.
        screen: Send it a second time in pieces that GNU screen hands on (`\eP…\e\\`): it swallows the sequence itself.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > OSC52_LIMIT:
        return None
    sequence = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\a"
    if screen:
        pieces = (sequence[at : at + _SCREEN_PIECE] for at in range(0, len(sequence), _SCREEN_PIECE))
        return sequence + "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    if not tmux:
        return sequence
    return sequence + "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def has_native_clipboard(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether the platform can have a clipboard here that is the reader's.

    Without a display, asking for one only costs time; over ssh, where the display may be the reader's, any other
    clipboard is that of a machine at which nobody sits.
    """
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return True
    if environment.get("SSH_TTY") or environment.get("SSH_CONNECTION"):
        return False
    return platform.startswith(("darwin", "win", "cygwin")) or bool(environment.get("WSL_DISTRO_NAME"))


def copy_natively(text: str) -> bool:
    """Put text on the platform's clipboard; may take a while, so ask aside."""
    import pyperclip

    with contextlib.suppress(pyperclip.PyperclipException, OSError, RuntimeError):
        pyperclip.copy(text)
        return True
    return False


def copy_to_tmux(text: str) -> bool:
    """Put text into tmux's own buffer, which it hands to the terminal outside: it obeys, whatever its settings."""
    data = text.encode("utf-8", "replace")
    for words in (["tmux", "load-buffer", "-w", "-"], ["tmux", "load-buffer", "-"]):  # -w came with tmux 3.2
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(words, input=data, capture_output=True, timeout=TMUX_TIME, check=False)
            if done.returncode == 0:
                return True
    return False


def asked_aside(environment: Mapping[str, str] = os.environ) -> dict[str, Callable[[str], bool]]:
    """The routes that may take a while and tell whether they worked, by name."""
    routes: dict[str, Callable[[str], bool]] = {}
    if has_native_clipboard(environment):
        routes["clipboard"] = copy_natively
    if environment.get("TMUX"):
        routes["tmux"] = copy_to_tmux
    return routes


def keep(text: str, path: Path) -> bool:
    """Write the last copy into a file, readable by its owner only."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        beside.touch(mode=0o600)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
        return True
    return False


def send_to_terminal(text: str, write: Callable[[str], object], environment: Mapping[str, str] = os.environ) -> bool:
    """Ask the terminal to take the text; True says that it was asked, not that it obeyed."""
    tmux = bool(environment.get("TMUX"))
    sequence = osc52(text, tmux=tmux, screen=bool(environment.get("STY")) and not tmux)
    if sequence is None:
        return False
    write(sequence)
    return True


def receipt(text: str, routes: Sequence[str], kept: str = "", *, asked: str = "terminal") -> str:
    """What was copied and by which routes, in one line, and never more than is known.

    Args:
        text: What was to be copied.
        routes: Those that were taken: "clipboard" and "tmux" answered, and "file" holds it.
        kept: Where the file is, as it can be shown.
        asked: The route that is only asked, and never answers: "terminal", or "browser" where that is the terminal.
    """
    words = len(text.split())
    amount = "1 word" if words == 1 else f"{words:,} words"
    too_long = f"; too long for the {asked}" if osc52(text) is None and asked not in routes else ""
    if not routes:
        return f"Nothing was copied: no clipboard, no {asked} and no file took it{too_long}."
    if list(routes) == ["file"]:
        return f"No clipboard was reached: {amount} kept in {kept or 'a file'}{too_long}"
    told = [f"{route} (asked)" if route == asked else route for route in routes]
    return f"Copied {amount}: {', '.join(told)}{too_long}"
