"""What a shell completes after some options and arguments, and how each shell is handed it."""

from __future__ import annotations

import importlib
import os
import re
from pathlib import Path
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

# After what ends with a colon one types on, without a blank.
_BASH_STAYS = "[[ $value == *: ]] && compopt -o nospace 2>/dev/null"
_ZSH_GOING_ON = """if [[ "$descr" == "_" && "$key" == *: ]]; then
                going_on+=("$key")
            elif [[ "$descr" == "_" ]]"""
_ZSH_STAYS = """if [ -n "$going_on" ]; then
        compadd -U -V unsorted -S '' -a going_on
    fi"""
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
QUERIES, TAGS = map(Offered, ("queries", "tags"))


def _given(context: click.Context | None, name: str) -> Any:  # noqa: ANN401 - whatever was given before
    """What was said on the line so far, after the command or before it."""
    while context is not None:
        if context.params.get(name):
            return context.params[name]
        context = context.parent
    return None


class Bash(BashComplete):
    """Bash, which puts what it is handed on the line as it is: blanks and signs are escaped.

    It takes a word with a colon for several, and puts what it is handed in place of the last of them.
    """

    source_template = BashComplete.source_template.replace("read type value", "read -r type value").replace(
        "COMPREPLY+=($value)", f"COMPREPLY+=($value)\n            {_BASH_STAYS}"
    )

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and that."""
        words = self._words()
        known = split_arg_string("\n".join(words))
        return known[1 : len(words) - 1], known[len(words) - 1] if len(known) >= len(words) else ""

    def format_completion(self, item: CompletionItem) -> str:
        """One completion."""
        last = self._words()[-1]
        if item.type != "plain" or last[:1] in ("'", '"'):
            return super().format_completion(item)
        there = last.count(":") if self._raw_words()[-1] != last else 0
        return f"plain,{_SPECIAL.sub(_ESCAPED, item.value.split(':', there)[-1])}"

    def _raw_words(self) -> list[str]:
        """The words as bash has them, up to the one that is completed."""
        place = int(os.environ["COMP_CWORD"])
        line = os.environ["COMP_WORDS"]
        words = (line.split("\n") if "\n" in line else line.split())[: place + 1]
        return words if len(words) > place else [*words, ""]

    def _words(self) -> list[str]:
        """The words as they were typed, up to the one that is completed."""
        words: list[str] = []
        glued = False
        for word in self._raw_words():
            colons = set(word) == {":"}
            if words and (glued or colons):
                words[-1] += word
            else:
                words.append(word)
            glued = colons
        return words


class Zsh(ZshComplete):
    """Zsh, whose own completion may not have been begun yet where this is read."""

    source_template = (
        ZshComplete.source_template.replace(
            "    compdef %", "    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }\n    compdef %"
        )
        .replace("local -a completions\n", "local -a completions going_on\n")
        .replace('if [[ "$descr" == "_" ]]; then', f"{_ZSH_GOING_ON}; then")
        .replace('    if [ -n "$completions" ]; then', f'    {_ZSH_STAYS}\n\n    if [ -n "$completions" ]; then')
    )


class Fish(FishComplete):
    """Fish, which is handed whole values where there is a comma in them."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


def teach_shells() -> None:
    """Let click speak to shells so."""
    for kind in (Bash, Zsh, Fish):
        add_completion_class(kind)


__all__ = ["ACTORS", "FILES", "LIBRARIES", "OUTLETS", "QUERIES", "SEARCHES", "SETTINGS", "TAGS", "teach_shells"]
