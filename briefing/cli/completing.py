"""What a shell completes after some options and arguments, and how each shell is handed it."""

from __future__ import annotations

import importlib
import os
import re
from pathlib import Path
from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete, add_completion_class

_SPECIAL, _ESCAPED = re.compile(r"([^\w.,:/@%+=-])"), r"\\\1"


class Offered:
    """Completes names that stand in the library, or in the settings.

    Args:
        what: The name of a function of `briefing.services.offered`, which is loaded only when a shell asks.
    """

    def __init__(self, what: str) -> None:
        self._what = what

    def __call__(self, context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so."""
        names = getattr(importlib.import_module("briefing.services.offered"), self._what)
        given: dict[str, Any] = {"library": _given(context, "library"), "data_dir": _given(context, "data_dir")}
        if given["data_dir"]:
            given["data_dir"] = Path(given["data_dir"])
        return [CompletionItem(name) for name in names(incomplete, **given)]


ACTORS, SEARCHES, FILES = map(Offered, ("actors", "searches", "files"))
LIBRARIES, OUTLETS, SETTINGS = map(Offered, ("libraries", "outlets", "settings"))


def _given(context: click.Context | None, name: str) -> Any:  # noqa: ANN401 - whatever was given before
    """What was said on the line so far, after the command or before it."""
    while context is not None:
        if context.params.get(name):
            return context.params[name]
        context = context.parent
    return None


class Bash(BashComplete):
    """Bash, which puts what it is handed on the line as it is: blanks and signs are escaped."""

    source_template = BashComplete.source_template.replace("read type value", "read -r type value")

    def format_completion(self, item: CompletionItem) -> str:
        """One completion."""
        words = os.environ["COMP_WORDS"].split("\n")
        place = int(os.environ["COMP_CWORD"])
        quoted = place < len(words) and words[place][:1] in ("'", '"')
        if item.type != "plain" or quoted:
            return super().format_completion(item)
        return f"plain,{_SPECIAL.sub(_ESCAPED, item.value)}"


class Zsh(ZshComplete):
    """Zsh, whose own completion may not have been begun yet where this is read."""

    source_template = ZshComplete.source_template.replace(
        "    compdef %", "    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }\n    compdef %"
    )


class Fish(FishComplete):
    """Fish, which is handed whole values where there is a comma in them."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


def teach_shells() -> None:
    """Let click speak to shells so."""
    for kind in (Bash, Zsh, Fish):
        add_completion_class(kind)


__all__ = ["ACTORS", "FILES", "LIBRARIES", "OUTLETS", "SEARCHES", "SETTINGS", "teach_shells"]
