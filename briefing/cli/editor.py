"""Opening a file in the user's editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from briefing.errors import UsageError

_USUAL = ("nano", "vi", "notepad")


def editor_words(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words that start the user's editor: `$VISUAL`, `$EDITOR`, or one that is usually there.

    Raises:
        UsageError: There is none, or the variable is not a command's words.
    """
    for variable in ("VISUAL", "EDITOR"):
        if chosen := environment.get(variable, "").strip():
            try:
                return shlex.split(chosen, posix=os.name != "nt")
            except ValueError as error:
                raise UsageError(f"${variable} is not a command ({error}): write it as in a shell.") from error
    for usual in _USUAL:
        if found := shutil.which(usual):
            return [found]
    raise UsageError("There is no editor: name one in $EDITOR.")


def edit_file(file: Path) -> None:
    """Open a file in the user's editor and wait until it is closed; no shell has a say in it.

    Raises:
        UsageError: The editor cannot be started, or says that it failed.
    """
    words = editor_words()
    try:
        done = subprocess.run([*words, str(file)], check=False)
    except OSError as error:
        raise UsageError(
            f"The editor {words[0]} cannot be started ({error.strerror or error}): name another in $EDITOR."
        ) from error
    if done.returncode:
        raise UsageError(f"The editor {words[0]} ended with {done.returncode}: what it says stands above.")
