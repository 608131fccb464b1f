"""What several commands share: where the library is, JSON, waiting, and help that shows examples."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from briefing.cli.completing import LIBRARIES

EXAMPLES = "Examples:"
COPIES = "What is said in several places at each of them, not once."  # how --copies explains itself
COMPLETE = "_BRIEFING_COMPLETE"  # set by a shell that asks for completions
_SENTENCE = 200  # characters
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Where:
    """Which library is meant.

    Attributes:
        library: Its name, or None.
        data_dir: Where libraries live, or None.
    """

    library: str | None = None
    data_dir: Path | None = None

    def or_else(self, outer: Where | None) -> Where:
        """What was said before the command counts where nothing is said after it."""
        if outer is None:
            return self
        return Where(self.library or outer.library, self.data_dir or outer.data_dir)


class Helpful(click.Command):
    """A command whose help ends with examples, each on a line of its own, and whose first sentence is never cut."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence whole, in lists of commands and where a shell completes them."""
        return super().get_short_help_str(max(limit, _SENTENCE))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they stand; click would fill them into one paragraph."""
        if self.epilog:
            formatter.write_paragraph()
            for line in self.epilog.splitlines():
                formatter.write(f"{line}\n")


class HelpfulGroup(Helpful, click.Group):
    """A group whose help ends with examples."""


class Actors(HelpfulGroup):
    """A group whose first word is one of its commands, or else narrows a list."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a word that names no command for the beginning of a name."""
        if args and args[0] in self.commands:
            args = ["", *args]
        else:
            ctx.allow_interspersed_args = True
        return super().parse_args(ctx, args)


def where_options(command: F) -> F:
    """Add `--library` and `--data-dir`, handed over as `where`."""

    @click.option(
        "--library",
        metavar="NAME",
        shell_complete=LIBRARIES,
        help="The library's name; else the last one that was opened.",
    )
    @click.option(
        "--data-dir",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help="Where libraries live; else $BRIEFING_DATA_DIR, or the platform's place.",
    )
    @functools.wraps(command)
    def with_where(*args: Any, library: str | None, data_dir: Path | None, **kwargs: Any) -> Any:  # noqa: ANN401
        outer = click.get_current_context().obj
        return command(*args, where=Where(library, data_dir).or_else(outer), **kwargs)

    return with_where  # type: ignore[return-value]


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(command)


def wait_option(command: F) -> F:
    """Add `--wait/--no-wait`."""
    return click.option(
        "--wait/--no-wait",
        default=True,
        help="Wait until statements have been found in every article (the default), or show what is known now.",
    )(command)
