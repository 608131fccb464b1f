"""The words after `briefing`: a command, or paths to open, or nothing."""

from __future__ import annotations

import difflib
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from briefing import __version__
from briefing.cli.add import add
from briefing.cli.commands import actors, search, show, statements
from briefing.cli.config import config
from briefing.cli.deciding import decisions
from briefing.cli.doctor import doctor
from briefing.cli.evaluate import evaluate
from briefing.cli.extract import extract
from briefing.cli.keys import keys
from briefing.cli.libraries import libraries
from briefing.cli.manual import completion, man
from briefing.cli.marking import note, tags
from briefing.cli.opening import open_paths
from briefing.cli.options import EXAMPLES, Helpful, Where, where_options
from briefing.cli.pictures import timeline
from briefing.cli.read import read
from briefing.cli.reviewing import decide, review
from briefing.cli.sample import sample
from briefing.cli.searches import alerts, searches
from briefing.cli.serve import serve
from briefing.cli.statement import cite, like, why, wordings

_OPEN = "open"


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
        return _OPEN, open_paths, args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The first word may be a command or a path."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return [name for name, command in self.commands.items() if not command.hidden]


@click.group(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=f"""{EXAMPLES}
  briefing                        open the last library (the first time: two articles that come with it)
  briefing ~/news                 open a library on a folder of .txt and .md files
  briefing ./search               open a file or folder that is called like a command
  briefing --plain | less         read the whole briefing as plain text
  briefing search 'sanctions -turkey speaker:Akar'

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
        ctx.invoke(open_paths, paths=(), plain=plain, library=None, data_dir=None)


for command in (
    search,
    searches,
    alerts,
    statements,
    actors,
    timeline,
    show,
    tags,
    note,
    why,
    wordings,
    cite,
    like,
    review,
    decide,
    decisions,
    libraries,
    add,
    read,
    extract,
    evaluate,
    sample,
    serve,
    config,
    keys,
    doctor,
    completion,
    man,
):
    briefing.add_command(command)
briefing.add_command(open_paths, _OPEN)
