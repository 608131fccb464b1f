"""The margin without the screen: tags (`briefing tags …`) and notes (`briefing note …`)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.completing import FILES, TAGS
from briefing.cli.library import open_desk, read_article
from briefing.cli.options import EXAMPLES, Helpful, HelpfulGroup, Where, json_option, where_options
from briefing.cli.output import counted, narrate, say, say_json
from briefing.cli.statement import statement_of
from briefing.errors import NothingFoundError
from briefing.model.clean import clean_line
from briefing.services.views import ArticleCard

if TYPE_CHECKING:
    from briefing.model.remark import Remarks
    from briefing.services.desk import Desk
    from briefing.services.views import Markable

_ITEM = """ITEM is an article (an id or a file's name, or the beginning of one); with --statement NUMBER it is that
statement of it, as `briefing show` numbers it. The id that `briefing statements --json` gives is a statement, too."""
_statement_option = click.option(
    "--statement", "number", type=click.IntRange(1), help="Not the article, but its statement of this number."
)
_CARRY = "Tags and notes are carried to another library with briefing decisions export and import."


@click.group(
    cls=HelpfulGroup,
    invoke_without_command=True,
    epilog=f"""{EXAMPLES}
  briefing tags
  briefing tags list sanctions
  briefing tags add report.txt sanctions 'air defence'
  briefing tags add report.txt sanctions --statement 3
  briefing search tag:sanctions

{_ITEM}
{_CARRY}""",
)
@json_option
@where_options
@click.pass_context
def tags(ctx: click.Context, as_json: bool, where: Where) -> None:
    """List your tags, and give them to articles and statements."""
    ctx.obj = where
    if ctx.invoked_subcommand is not None:
        return
    with open_desk(where) as desk:
        found = desk.marking.tags()
    if not found:
        raise NothingFoundError("Nothing is tagged in this library: briefing tags add ITEM TAG does it.")
    for one in found:
        if as_json:
            say_json({"tag": one.name, "articles": one.articles, "statements": one.statements})
        else:
            where_it_is = f"{counted(one.articles, 'article')}, {counted(one.statements, 'statement')}"
            say(clean_line(f"{one.name}  ({where_it_is})"))


@tags.command("list", cls=Helpful, epilog=f"{EXAMPLES}\n  briefing tags list\n  briefing tags list sanctions --json")
@click.argument("tag", default="", shell_complete=TAGS)
@json_option
@where_options
def list_tagged(tag: str, as_json: bool, where: Where) -> None:
    """List what is tagged TAG, or all that has a tag."""
    with open_desk(where) as desk:
        found = [(item, beside) for item, beside in desk.marking.remarked(tag or None) if beside.tags]
    if not found:
        raise NothingFoundError(f"Nothing is tagged “{tag}” here." if tag else "Nothing is tagged in this library.")
    _list(found, as_json=as_json)


@tags.command(cls=Helpful, epilog=f"{EXAMPLES}\n  briefing tags add report.txt sanctions 'air defence'\n\n{_ITEM}")
@click.argument("item", shell_complete=FILES)
@click.argument("tags", nargs=-1, required=True, shell_complete=TAGS)
@_statement_option
@json_option
@where_options
def add(*, item: str, tags: tuple[str, ...], number: int | None, as_json: bool, where: Where) -> None:
    """Give ITEM some TAGS."""
    with open_desk(where) as desk:
        done = desk.marking.tag(_found(desk, item, number), tags)
    say_json(done.data) if as_json else say(clean_line(done.sentence))


@tags.command(cls=Helpful, epilog=f"{EXAMPLES}\n  briefing tags remove report.txt sanctions\n\n{_ITEM}")
@click.argument("item", shell_complete=FILES)
@click.argument("tags", nargs=-1, required=True, shell_complete=TAGS)
@_statement_option
@json_option
@where_options
def remove(*, item: str, tags: tuple[str, ...], number: int | None, as_json: bool, where: Where) -> None:
    """Take TAGS from ITEM."""
    with open_desk(where) as desk:
        done = desk.marking.tag(_found(desk, item, number), removed=tags)
    say_json(done.data) if as_json else say(clean_line(done.sentence))


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing note
  briefing note report.txt 'ask who the second source is'
  briefing note report.txt 'ask her twice' --statement 3
  briefing note report.txt - < note.txt
  briefing note report.txt --remove

{_ITEM}
{_CARRY}""",
)
@click.argument("item", default="", shell_complete=FILES)
@click.argument("text", default="")
@_statement_option
@click.option("--remove", "gone", is_flag=True, help="Take the note away.")
@json_option
@where_options
def note(*, item: str, text: str, number: int | None, gone: bool, as_json: bool, where: Where) -> None:
    """List your notes; show the one on ITEM; or write TEXT on ITEM ("-" reads it from standard input)."""
    if gone and (text or not item):
        raise click.UsageError("--remove takes an ITEM and no TEXT.")
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
        if not text.strip():
            raise click.UsageError("There is no text on standard input: give some, or --remove.")
    with open_desk(where) as desk:
        if text or gone:
            done = desk.marking.note(_found(desk, item, number), text)
            say_json(done.data) if as_json else say(clean_line(done.sentence))
            return
        wanted = _found(desk, item, number) if item else None
        found = [(one, beside) for one, beside in desk.marking.remarked() if beside.note is not None]
    if wanted is not None:
        found = [(one, beside) for one, beside in found if one.id == wanted.id]
    if not found:
        raise NothingFoundError("There is no note on it." if wanted else "There are no notes in this library.")
    _list(found, as_json=as_json)


def _found(desk: Desk, item: str, number: int | None) -> Markable:
    """The article or the statement that is meant.

    Args:
        desk: The library.
        item: What names it.
        number: Of which number in the article it is; None for the article, or where a statement's id names it.

    Raises:
        NothingFoundError: There is none.
    """
    if number is not None:
        return statement_of(read_article(desk, item), number)
    article, colon, first = item.rpartition(":")
    if not colon or not first.isdigit():
        return desk.article(item).card
    view = desk.article(article)
    wanted = f"{view.card.id}:{first}"
    card = next((card for card in view.statements if card.id == wanted), None)
    if card is None:
        raise NothingFoundError(
            f"There is no statement “{clean_line(item)}”: briefing statements --json gives the ids of those there are."
        )
    return card


def _list(found: list[tuple[Markable, Remarks]], *, as_json: bool) -> None:
    for item, beside in found:
        if as_json:
            say_json(_json(item, beside))
            continue
        for line in _lines(item, beside):
            say(line)
        say()
    stale = sum(not all(one.holds for one in _parts(beside)) for _, beside in found)
    if stale:
        narrate(f"{stale} of these are about a text that has changed since: look at it, and tag or note it again.")


def _lines(item: Markable, beside: Remarks) -> list[str]:
    from briefing.cli.present import article_line, place_line, remark_lines, said_line

    if isinstance(item, ArticleCard):
        lines = [article_line(item)]
    else:
        lines = [f"{said_line(item)} [{place_line(item)}]", f"    {clean_line(item.content)}"]
    return [*lines, *remark_lines(beside)]


def _json(item: Markable, beside: Remarks) -> dict[str, Any]:
    from briefing.services.json_lines import remarks_json

    article = item if isinstance(item, ArticleCard) else item.article
    return {
        "id": item.id,
        "on": "article" if article is item else "statement",
        "title": article.title,
        "content": None if isinstance(item, ArticleCard) else item.content,
        **remarks_json(beside),
    }


def _parts(beside: Remarks) -> list[Any]:
    return [*beside.tags.values(), *([beside.note] if beside.note else [])]


__all__ = ["note", "tags"]
