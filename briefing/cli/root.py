"""The words after `briefing`: a command, or paths to open, or nothing."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from briefing import __version__
from briefing.cli.options import EXAMPLES, Helpful, Where, where_options

_OPEN: Final = "open"
# Where each command is, in the order in which one meets them; of several modules the first holds it, and the others
# give it commands of its own.
_PLACES: Final = {
    "search": "search",
    "searches": "searches",
    "alerts": "searches",
    "statements": "commands",
    "actors": "commands deciding pictures",
    "timeline": "pictures",
    "show": "commands",
    "tags": "marking",
    "note": "marking",
    "why": "statement",
    "wordings": "statement",
    "cite": "statement",
    "like": "statement",
    "review": "reviewing",
    "decide": "reviewing",
    "decisions": "deciding",
    "libraries": "libraries",
    "add": "add",
    "read": "read",
    "extract": "extract",
    "eval": "evaluate",
    "sample": "sample",
    "serve": "serve",
    "config": "config",
    "keys": "keys",
    "doctor": "doctor",
    "completion": "manual",
    "man": "manual",
    _OPEN: "opening",
}
_SECTIONS: Final = {  # the first command of each
    "search": "Find and read",
    "tags": "One article or statement",
    "review": "Decide",
    "libraries": "Libraries and files",
    "serve": "The program",
}
_CALLED: Final = {"eval": "evaluate", _OPEN: "open_paths"}  # in its module, where that is not the command's name


class Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded when it is asked for: the app opens without any of the others."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}
        self._names = list(_PLACES)

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            first, *_ = [importlib.import_module(f"briefing.cli.{module}") for module in _PLACES[name].split()]
            self._loaded[name] = getattr(first, _CALLED.get(name, name))
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command
        if name not in self._names:
            self._names.append(name)

    def __delitem__(self, name: str) -> None:
        self._names.remove(name)
        self._loaded.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Root(Helpful, click.Group):
    """A group whose first word is a command's name, or else a path."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take words that name no command for paths; `./search` is a path even though `search` is a command."""
        if self.get_command(ctx, args[0]) is not None and args[0] != _OPEN:
            return super().resolve_command(ctx, args)
        name = args[0]
        if not Path(name).exists() and "/" not in name:
            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1, cutoff=0.7)
            if near:
                raise click.UsageError(
                    f"There is no command {name!r} and no such file or folder; did you mean {near[0]!r}?", ctx
                )
        return _OPEN, self.commands[_OPEN], args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The first word may be a command or a path."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what there is in sections: who listens to thirty lines in a row has forgotten the first."""
        sections: dict[str, list[tuple[str, str]]] = {}
        title = ""
        for name in self.list_commands(ctx):
            title = _SECTIONS.get(name, title)
            sections.setdefault(title, []).append((name, self.commands[name].get_short_help_str()))
        for heading, rows in sections.items():
            with formatter.section(heading):
                formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return [name for name in self.commands if name != _OPEN]


@click.group(
    cls=Root,
    commands=Commands(),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=f"""{EXAMPLES}
  briefing                        open the last library (the first time: two articles that come with it)
  briefing ~/news                 open a library on a folder of .txt and .md files
  briefing ./search               open a file or folder that is called like a command
  briefing search 'sanctions -turkey speaker:Akar'

Without the screen (with a screen reader, in a pipe, over a slow line) every command prints plain lines, and each
explains itself with --help. A statement is named by its article and its number there:
  briefing --plain                read everything that was said, article by article
  briefing show 003               read the article whose file, or id, begins so, and its numbered statements
  briefing why 003 6              hear why statement 6 is theirs, and by which words it is known
  briefing cite 003 6 --copy      copy it with its citation

Exit codes: 0 done, 1 unexpected, 2 not understood, 3 nothing found, 4 a file or folder cannot be read,
5 the library cannot be used, 6 no terminal to draw on, 7 statements cannot be found, 130 interrupted.""",
)
@where_options
@click.option("--plain", is_flag=True, help="Print the whole briefing as plain text instead of opening the app.")
@click.version_option(__version__, prog_name="briefing", message="%(prog)s %(version)s")
@click.pass_context
def briefing(ctx: click.Context, where: Where, plain: bool) -> None:
    """Who said what, when and where, in the articles of a folder.

    Without a command it opens the reader in the terminal: `briefing [PATH]…`
    """
    ctx.obj = where
    ctx.meta["plain"] = plain
    if ctx.invoked_subcommand is None:
        ctx.invoke(briefing.commands[_OPEN], paths=(), plain=plain, library=None, data_dir=None)
