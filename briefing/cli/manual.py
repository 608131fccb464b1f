"""`briefing man` and `briefing completion`: made from the command line itself, so they are never behind it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from briefing import __version__
from briefing.cli.completing import teach_shells
from briefing.cli.options import COMPLETE, EXAMPLES, Helpful
from briefing.cli.output import say
from briefing.errors import UsageError

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing man | man -l -
  briefing man > ~/.local/share/man/man1/briefing.1""",
)
@click.pass_context
def man(ctx: click.Context) -> None:
    """Print the manual page."""
    for line in manual(ctx.find_root().command):
        say(line)


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  eval "$(briefing completion bash)"                                  in ~/.bashrc
  eval "$(briefing completion zsh)"                                   in ~/.zshrc
  briefing completion fish > ~/.config/fish/completions/briefing.fish""",
)
@click.argument("shell", type=click.Choice(_SHELLS), metavar="SHELL")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes SHELL (bash, zsh or fish) complete briefing's commands, options and names."""
    from click.shell_completion import get_completion_class

    teach_shells()
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"There is no completion for {shell}: choose one of {', '.join(_SHELLS)}.")
    try:
        say(kind(ctx.find_root().command, {}, "briefing", COMPLETE).source())
    except RuntimeError as error:  # a bash that is too old
        raise UsageError(f"The shell cannot be served: {error}") from error


def manual(root: click.Command) -> Iterator[str]:
    """The manual page, as the lines of a roff file.

    Args:
        root: The command line.
    """
    yield f'.TH BRIEFING 1 "" "briefing {__version__}" "User Commands"'
    yield from (".SH NAME", r"briefing \- who said what, when and where, in the articles of a folder")
    with click.Context(root, info_name="briefing") as context:
        yield from (".SH SYNOPSIS", ".B briefing", r"[\fIPATH\fR]\&...", ".br", ".B briefing", r"\fICOMMAND\fR [...]")
        yield from (".SH DESCRIPTION", *_prose(root.help or ""))
        yield from (".SH OPTIONS", *_options(root, context))
        yield ".SH COMMANDS"
        if isinstance(root, click.Group):
            yield from _commands(root, context)
        yield from (".SH EXAMPLES AND EXIT CODES", *_verbatim(root.epilog or ""))


def _commands(group: click.Group, parent: click.Context) -> Iterator[str]:
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        if command is None or command.hidden:
            continue
        with click.Context(command, info_name=name, parent=parent) as context:
            usage = " ".join(command.collect_usage_pieces(context))
            yield f".SS {_roff(f'{context.command_path} {usage}'.strip())}"
            yield from _prose(command.help or "")
            yield from _options(command, context)
            if isinstance(command, click.Group):
                yield from _commands(command, context)
            elif command.epilog:
                yield from _verbatim(command.epilog)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record is not None:
            yield from (".TP", rf"\fB{_roff(record[0])}\fR", _roff(record[1]))


def _prose(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from (".PP", _roff(" ".join(paragraph.split())))


def _verbatim(text: str) -> Iterator[str]:
    yield from (".PP", ".nf")
    for line in text.splitlines():
        yield _roff(line)
    yield ".fi"


def _roff(text: str) -> str:
    """Text in which nothing is an order to roff."""
    safe = text.replace("\\", r"\e").replace("-", r"\-").replace("…", r"\&...")
    return rf"\&{safe}" if safe.startswith((".", "'")) else safe


__all__ = ["completion", "man", "manual"]
