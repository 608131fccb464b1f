"""The user's editor and pager: what starts them. No shell has a say in it: words are a list from the beginning."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.errors import UsageError

_USUAL = ("nano", "vi", "notepad")
_TAKES_LINE = frozenset("vi vim nvim view nano emacs emacsclient micro joe kak ne mg".split())
"""Editors that go to line 12 for the word "+12"."""


def editor_words(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words that start the user's editor: `$VISUAL`, `$EDITOR`, or one that is usually there.

    Raises:
        UsageError: There is none, or the variable is not a command's words.
    """
    return _chosen(("VISUAL", "EDITOR"), _USUAL, "There is no editor: name one in $EDITOR.", environment)


def _chosen(variables: Sequence[str], usual: Sequence[str], none: str, environment: Mapping[str, str]) -> list[str]:
    for variable in variables:
        if chosen := environment.get(variable, "").strip():
            try:
                return shlex.split(chosen, posix=os.name != "nt")
            except ValueError as error:
                raise UsageError(f"${variable} is not a command ({error}): write it as in a shell.") from error
    for name in usual:
        if found := shutil.which(name):
            return [found]
    raise UsageError(none)


def pager_words(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words that start the user's pager: `$PAGER`, or one that is usually there.

    Raises:
        UsageError: There is none, or the variable is not a command's words.
    """
    return _chosen(("PAGER",), ("less", "more"), "There is no pager: name one in $PAGER.", environment)


def words_at(editor: Sequence[str], file: str, line: int | None) -> list[str]:
    """The words that open a file in an editor, at a line where the editor is known to take one."""
    at = [f"+{line}"] if line and editor and Path(editor[0]).stem in _TAKES_LINE else []
    return [*editor, *at, file]


def edit_file(file: Path) -> None:
    """Open a file in the user's editor and wait until it is closed.

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
