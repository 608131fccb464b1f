"""`briefing search`: what is found, or how it spreads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from briefing.cli.completing import QUERIES, SEARCHES
from briefing.cli.copying import DEFAULT_FORM, copied, copy_option, form_option
from briefing.cli.library import up_to_date
from briefing.cli.options import COPIES, EXAMPLES, Helpful, Where, json_option, where_options
from briefing.cli.output import counted, emphasised, heading, narrate, say, say_json, say_prepared, tallied
from briefing.errors import NothingFoundError, UsageError
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from briefing.services.desk import Desk
    from briefing.services.exports import Cite
    from briefing.services.views import Hit, Spread, Summary

_MOST_NAMES: Final = 20


@click.command(
    cls=Helpful,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog=f"""{EXAMPLES}
  briefing search sanctions
  briefing search '"air defense" speaker:Demir kind:direct'
  briefing search sanctions -turkey date:2021-03-01..2021-03-05
  briefing search 'turkey (sanctions OR embargo) said:2021-03'
  briefing search sanctions --facets
  briefing search sanctions --form csv > sanctions.csv
  briefing search is:unread outlet:UrduPoint --limit 1000 --read
  briefing search --save 'S-400 desk' 'S-400 actor:Akar'
  briefing search --saved 'S-400 desk'
  briefing search --json S-400 | jq -r .snippet

Plain words must all occur, "quoted words" stand together, -word and NOT take away, OR joins its neighbours,
(parentheses) hold together, word* means any ending, word~ forgives slips; speaker: actor: outlet: via: title: date:
said: kind:direct|mixed|indirect polarity:denied|... narrow the answer.""",
)
@click.argument("query", nargs=-1, shell_complete=QUERIES)
@click.option("--only", type=click.Choice(["articles", "statements"]), help="Only articles, or only statements.")
@click.option("--save", metavar="NAME", help="Keep the search under this name; `briefing alerts` counts what is new.")
@click.option(
    "--saved", metavar="NAME", shell_complete=SEARCHES, help="Search again for what was kept under this name."
)
@click.option("--copies", is_flag=True, help=COPIES)
@click.option("--facets", is_flag=True, help="Count who said it, who published it and in which months, instead.")
@form_option
@copy_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many results.")
@click.option("--read/--unread", default=None, help="Also note that the articles listed were read, or not.")
@click.option("--wait", is_flag=True, help="First wait until statements have been found in every article.")
@json_option
@where_options
def search(
    *,
    query: tuple[str, ...],
    only: str | None,
    save: str | None,
    saved: str | None,
    copies: bool,
    facets: bool,
    form: str | None,
    copy: bool,
    limit: int,
    read: bool | None,
    wait: bool,
    as_json: bool,
    where: Where,
) -> None:
    """Search articles and statements."""
    if bool(query) == bool(saved):
        raise UsageError("Nothing was asked: give words to search for, or --saved NAME.")
    form = form or (DEFAULT_FORM if copy else None)
    if form and (facets or as_json or only == "articles"):
        raise UsageError("--form and --copy write statements: leave out --facets, --json and --only articles.")
    only = "statements" if form else only
    with up_to_date(where, attribute=wait) as desk:
        asked = desk.finding.saved(saved)[0].query if saved else joined(query)
        found = desk.finding.find(asked, limit=limit, only=only or "all")
        desk.finding.note(asked)
        if save:
            desk.finding.save(asked, save)
        desk.finding.look(asked)
        told = Results(desk, found.hits, copies=copies)
        spread = desk.finding.spread(asked, only=only or "all", most=_MOST_NAMES) if facets and found.hits else None
        text = told.written(form, desk.cite) if form and found.hits else ""
        if copy and text:
            narrate(copied(desk, text))
        if read is not None:
            narrate(_marked(desk, found.hits, read=read))
        waiting = desk.summary()
    _tell_of_waiting(waiting)
    if not found.hits:
        instead = f" Did you mean {found.instead}?" if found.instead else ""
        raise NothingFoundError(f"Nothing found: {found.explained.rstrip('.')}. {found.advice}{instead}".strip())
    narrate(f"{counted(found.articles, 'article')}: {found.explained}")
    if found.partial:
        narrate("Time ran out before everything was looked at; ask for more.")
    if form:
        say(text.rstrip("\n"))
    elif spread is not None:
        _say_spread(spread, as_json=as_json)
    else:
        told.say(as_json=as_json)


def _marked(desk: Desk, hits: Sequence[Hit], *, read: bool) -> str:
    """Note that what was found was read, or that it was not; of how much that is news, in words."""
    fresh = desk.marking.mark({hit.article.id for hit in hits}, read=read)
    return f"{counted(len(fresh), 'article')} marked as {'read' if read else 'unread'}."


class Results:
    """What was found, ready to be printed when the library is closed.

    Args:
        desk: The library.
        hits: Best first.
        copies: Every place of what is said again; else the earliest found, and at how many it stands.
    """

    def __init__(self, desk: Desk, hits: Sequence[Hit], *, copies: bool) -> None:
        from briefing.services.sayings import once_each

        self._hits = hits if copies else once_each(hits)
        self._places = desk.places([hit.statement for hit in self._hits if hit.statement is not None])

    def written(self, form: str, cite: Cite) -> str:
        """The statements among them in a form to paste or keep."""
        from briefing.services.exports import written

        return written([hit.statement for hit in self._hits if hit.statement is not None], form, cite)

    def say(self, *, as_json: bool) -> None:
        """Print them."""
        from briefing.services.json_lines import hit_json

        for hit in self._hits:
            if as_json:
                say_json(hit_json(hit, self._places))
            else:
                _say_hit(hit)


def _say_hit(hit: Hit) -> None:
    from briefing.cli.present import article_line, place_line, said_line

    if hit.statement is None:
        say_prepared(heading(article_line(hit.article)))
    else:
        again = f", {hit.statement.among_places}" if hit.statement.places > 1 else ""
        say_prepared(heading(f"{said_line(hit.statement)} [{place_line(hit.statement)}{again}]"))
    say_prepared(f"    {emphasised(hit.snippet, hit.marks)}\n")


def _tell_of_waiting(summary: Summary) -> None:
    unlooked = summary.articles - summary.attributed_articles
    if unlooked:
        narrate(
            f"In {unlooked} of {counted(summary.articles, 'article')} statements are still to be found;"
            " --wait waits for them."
        )


def _say_spread(spread: Spread, *, as_json: bool) -> None:
    """Print who said what was found, who published it, and when."""
    from briefing.services.facets import facets

    for facet in facets(spread):
        if as_json:
            say_json({"facet": facet.group, "name": facet.name, "count": facet.count, "narrows": facet.narrows})
        else:
            narrows = f"  ({facet.narrows})" if facet.narrows else ""
            say(clean_line(f"{facet.group:<12} {tallied(facet.count, facet.counts)}  {facet.name}{narrows}"))


def joined(words: Sequence[str]) -> str:
    """The words of a query as one; what the shell was told to keep together among others is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if any(map(str.isspace, word)) and _is_bare(word) else word for word in words)


def _is_bare(word: str) -> bool:
    return not any(mark in word for mark in '":“”')


__all__ = ["Results", "joined", "search"]
