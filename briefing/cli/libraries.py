"""`briefing libraries`: which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from briefing.cli.options import EXAMPLES, Helpful, Where, json_option, where_options
from briefing.cli.output import counted, say, say_json
from briefing.errors import NothingFoundError
from briefing.model.clean import clean_line, clean_path

if TYPE_CHECKING:
    from briefing.services.libraries import LibraryRow


@click.command(
    cls=Helpful,
    epilog=f"{EXAMPLES}\n  briefing libraries\n  briefing libraries --json | jq -r .name\n  briefing --library NAME",
)
@json_option
@where_options
def libraries(as_json: bool, where: Where) -> None:
    """List the libraries there are, the one opened last first."""
    from briefing.services.libraries import known_libraries

    found = known_libraries(where.data_dir)
    if not found:
        raise NothingFoundError("There is no library yet: briefing PATH makes one.")
    for row in found:
        say_json(_json(row)) if as_json else say(_line(row))


def _line(row: LibraryRow) -> str:
    from briefing.services.libraries import made_of

    if row.problem:
        return clean_line(f"{row.name}  {row.problem}")
    opened = f"opened {row.opened.astimezone():%Y-%m-%d %H:%M}" if row.opened else "not opened yet"
    much = f"{counted(row.articles, 'article')}, {counted(row.statements, 'statement')}"
    return clean_line(f"{row.name}  {much}, {opened}  {made_of(row)}".rstrip())


def _json(row: LibraryRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "folder": clean_path(row.folder),
        "paths": [clean_path(root) for root in row.roots],
        "articles": row.articles,
        "statements": row.statements,
        "opened": row.opened.isoformat(timespec="seconds") if row.opened else None,
        "problem": row.problem,
    }


__all__ = ["libraries"]
