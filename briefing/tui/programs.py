"""Other programs: what opens a file here, and running a command on some words. Argument lists only, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple

from briefing.errors import UsageError
from briefing.model.clean import clean_line

PATIENCE: Final = 30.0
"""Seconds a command may take."""
MOST_SHOWN: Final = 200_000
"""Characters of a command's answer that are shown."""


class Ran(NamedTuple):
    """What came of a command.

    Attributes:
        code: What it ended with.
        said: What it wrote, to both of its outputs.
    """

    code: int
    said: str


def opener(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> list[str] | None:
    """The words before a path that show it as a double click would; None where there is no screen to show it on."""
    if platform == "darwin":
        return ["open"]
    if platform.startswith(("win", "cygwin")):
        return ["explorer"]
    if environment.get("WSL_DISTRO_NAME") and shutil.which("wslview"):
        return ["wslview"]
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return None
    return ["xdg-open"] if shutil.which("xdg-open") else None


def show_outside(words: list[str], path: str) -> None:
    """Start what shows a file or folder, and do not wait for it.

    Raises:
        UsageError: It cannot be started.
    """
    nowhere = subprocess.DEVNULL
    try:
        subprocess.Popen([*words, path], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
    except OSError as error:
        raise UsageError(f"{words[0]} cannot be started ({error.strerror or error}): open {path} yourself.") from error


def run_on(command: str, text: str) -> Ran:
    """Give some words to a command, and take what it answers.

    Args:
        command: As written in a shell, but no shell reads it: no pipes, no redirection.
        text: What it reads.

    Raises:
        UsageError: It is no command, cannot be started, or does not end.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"That is not a command ({error}): close its quotation marks.") from error
    if not words:
        raise UsageError("There is no command: write one, such as wc -w.")
    try:
        done = subprocess.run(
            words, input=text.encode("utf-8", "replace"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UsageError(
            f"{clean_line(words[0])} had not ended after {PATIENCE:.0f} seconds, and was ended."
        ) from error
    except (OSError, ValueError) as error:  # the latter: a null character in it
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{clean_line(words[0])} cannot be started ({reason}): check the command.") from error
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace")[:MOST_SHOWN])
