"""`briefing [PATH]…`: open a library in the app, or print it whole."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.library import open_desk, up_to_date
from briefing.cli.options import Where, where_options
from briefing.cli.output import say
from briefing.errors import IntakeError, NothingFoundError
from briefing.model import Mode
from briefing.model.clean import clean_path


@click.command(hidden=True)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--plain", is_flag=True, help="Print the whole briefing as plain text instead of opening the app.")
@where_options
@click.pass_context
def open_paths(ctx: click.Context, paths: tuple[Path, ...], plain: bool, where: Where) -> None:
    """Open a library on files or folders."""
    for path in paths:
        _must_exist(path)
    if plain or ctx.meta.get("plain"):
        _print_plainly(where, paths)
        return
    from briefing.cli.launch import LAST, launch

    launch(lambda: open_desk(where, paths, on_screen=True), where.data_dir, None if paths else where.library or LAST)


def _must_exist(path: Path) -> None:
    """Say so now: once the app is on the screen it is too late for a mistyped name."""
    try:
        path.expanduser().stat()
    except FileNotFoundError as error:
        raise IntakeError(f"There is no file or folder {clean_path(path)}: check the name.") from error
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise IntakeError(f"{clean_path(path)} cannot be reached ({reason}): check it.") from error


def _print_plainly(where: Where, paths: tuple[Path, ...]) -> None:
    from briefing.cli.plain import briefing_lines

    with up_to_date(where, paths, attribute=True) as desk:
        summary, articles = desk.summary(), desk.articles()
        cards = desk.statements(modes=(Mode.SPEECH,), copies=True)
        places, margin = desk.places(cards), desk.marking.margin()
    if not articles:
        raise NothingFoundError(f"The library “{summary.name}” holds no article: add some with briefing add PATH.")
    for line in briefing_lines(summary, articles, cards, places, margin):
        say(line)
