"""The commands on one statement of an article: why it is theirs, where else it is said, and taking it along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from briefing.cli.completing import FILES
from briefing.cli.copying import DEFAULT_FORM, copied, copy_option
from briefing.cli.library import open_desk, read_article, up_to_date
from briefing.cli.options import COPIES, EXAMPLES, Helpful, Where, json_option, wait_option, where_options
from briefing.cli.output import counted, narrate, say, say_json
from briefing.cli.search import Results
from briefing.errors import NothingFoundError, UsageError
from briefing.services.exports import FORMS

if TYPE_CHECKING:
    from briefing.services.desk import Desk
    from briefing.services.views import ArticleView, StatementCard

_NUMBER = click.IntRange(1)
_FORMS_OF_WORDS = ("markdown", "verbatim")


@contextmanager
def reading(where: Where, article: str) -> Iterator[tuple[Desk, ArticleView]]:
    """An open library and one article in it, read again if its file has changed.

    Args:
        where: Which library.
        article: An id or a file's name, or the beginning of one.
    """
    with open_desk(where) as desk:
        yield desk, read_article(desk, article)


def statement_of(view: ArticleView, number: int) -> StatementCard:
    """The statement that `briefing show` numbers so.

    Raises:
        NothingFoundError: There is none.
    """
    found = next((card for card in view.statements if card.number == number), None)
    if found is None:
        held = counted(len(view.statements), "statement")
        raise NothingFoundError(f"There is no statement {number} in it: it holds {held}, which briefing show lists.")
    return found


@click.command(
    cls=Helpful,
    epilog=f"{EXAMPLES}\n  briefing why 003_fd1aee54e6a12c6a.txt 3",
)
@click.argument("article", shell_complete=FILES)
@click.argument("number", type=_NUMBER)
@json_option
@where_options
def why(article: str, number: int, as_json: bool, where: Where) -> None:
    """Explain why statement NUMBER of ARTICLE is attributed as it is: a label and what is known in each line."""
    from briefing.cli.present import statement_lines
    from briefing.services.why import found_by, grounds

    with reading(where, article) as (_, view):
        card = statement_of(view, number)
    known = list(grounds(card, view, lambda day: day.isoformat() if day else "undated"))
    if as_json:
        say_json(
            {
                "id": card.id,
                "number": card.number,
                "to_review": card.is_doubtful,
                "known": [{"label": ground.label, "says": ground.text} for ground in known],
                "found_by": list(found_by(card)),
            }
        )
        return
    for line in statement_lines(card):
        say(line)
    say()
    if card.is_doubtful:
        say("to review: not sure enough to be a fact")
    for ground in known:
        say(f"{ground.label or 'and'}: {ground.text}")
    for reason in found_by(card):
        say(f"found by: {reason}")


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing wordings budget.html 2
  briefing wordings budget.html 2 --json | jq -r .content""",
)
@click.argument("article", shell_complete=FILES)
@click.argument("number", type=_NUMBER)
@json_option
@where_options
def wordings(article: str, number: int, as_json: bool, where: Where) -> None:
    """Show where statement NUMBER of ARTICLE is said and in which words, the earliest place first.

    Each other wording is told beside the earliest, and in brackets which words are gone from it and which are new.
    """
    from briefing.cli.present import compared_line, where_line
    from briefing.services.json_lines import places_json
    from briefing.services.wordings import wordings as compared

    with reading(where, article) as (_, view):
        places = view.places_of(statement_of(view, number))
    if as_json:
        for row in places_json(places):
            say_json(row)
        return
    found = compared(places)
    narrate(f"Said in {counted(len(places), 'place')}, in {counted(len(found), 'wording')}.")
    for worded in found:
        for place in worded.places:
            say(where_line(place))
        for line in worded.lines:
            say(compared_line(line, "the earliest", "here"))
        say()


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing cite 003_fd1aee54e6a12c6a.txt 3
  briefing cite 003_fd1aee54e6a12c6a.txt 3 5 --form plain --copy
  briefing cite 003_fd1aee54e6a12c6a.txt --words 'no noticeable impact'
  briefing statements --actor Akar --form csv > akar.csv""",
)
@click.argument("article", shell_complete=FILES)
@click.argument("numbers", type=_NUMBER, nargs=-1, metavar="NUMBER…")
@click.option("--words", metavar="WORDS", help="Instead of a statement, these words, wherever they stand in ARTICLE.")
@click.option(
    "--form", type=click.Choice(list(FORMS)), default=DEFAULT_FORM, show_default=True, help="How it is written."
)
@copy_option
@where_options
def cite(*, article: str, numbers: tuple[int, ...], words: str | None, form: str, copy: bool, where: Where) -> None:
    """Print statement NUMBER of ARTICLE with its citation, as `briefing show` numbers it."""
    from briefing.services.exports import written

    if bool(numbers) == (words is not None):
        raise UsageError("Say what is to be cited: the numbers of statements, or --words and words of the article.")
    if words is not None and form not in _FORMS_OF_WORDS:
        raise UsageError(f"Words are written as {' or '.join(_FORMS_OF_WORDS)}; {form} is for statements.")
    with reading(where, article) as (desk, view):
        if words is None:
            text = written([statement_of(view, number) for number in numbers], form, desk.cite)
        else:
            text = _passage(view, words, form)
        if copy:
            narrate(copied(desk, text))
    say(text.rstrip("\n"))


@click.command(
    cls=Helpful,
    epilog=f"{EXAMPLES}\n  briefing like 003_fd1aee54e6a12c6a.txt\n  briefing like 003_fd1aee54e6a12c6a.txt 3",
)
@click.argument("article", shell_complete=FILES)
@click.argument("number", type=_NUMBER, required=False)
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="At most so many.")
@click.option("--copies", is_flag=True, help=COPIES)
@wait_option
@json_option
@where_options
def like(
    *, article: str, number: int | None, limit: int, copies: bool, wait: bool, as_json: bool, where: Where
) -> None:
    """List articles like ARTICLE, or statements like its statement NUMBER."""
    with up_to_date(where, attribute=wait) as desk:  # like it is only what has been found already
        view = desk.article(article)
        card = None if number is None else statement_of(view, number)
        found = desk.finding.more_like(view.card.id, card, limit=limit)
        results = Results(desk, found.hits, copies=copies)
    if not found.hits:
        raise NothingFoundError("Nothing else in this library is like it.")
    results.say(as_json=as_json)


def _passage(view: ArticleView, words: str, form: str) -> str:
    """Words of an article with where they stand and whose they are; where they stand several times, the first.

    Raises:
        NothingFoundError: They do not stand there.
    """
    from briefing.services.passage import passage, places_of

    places = places_of(view.article.text, words) if words.strip() else []
    if not places:
        raise NothingFoundError("These words do not stand so in the article: give them as briefing show prints them.")
    if len(places) > 1:
        narrate(f"They stand there {len(places)} times; this is the first. More words around them tell which is meant.")
    return passage(view, places[0], form)


__all__ = ["cite", "like", "reading", "statement_of", "why", "wordings"]
