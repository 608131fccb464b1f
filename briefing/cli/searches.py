"""The commands about searches that were saved: what there are, and which of them find something new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from briefing.cli.completing import SEARCHES
from briefing.cli.library import open_desk, up_to_date
from briefing.cli.options import EXAMPLES, Helpful, Where, json_option, where_options
from briefing.cli.output import narrate, say, say_json
from briefing.errors import NothingFoundError

if TYPE_CHECKING:
    from briefing.services.views import SavedSearch


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing searches
  briefing searches --history
  briefing searches --pin 'S-400 desk'
  briefing searches --forget 'S-400 desk'""",
)
@click.option("--history", is_flag=True, help="Every search that was made, the last one first.")
@click.option(
    "--pin",
    metavar="SEARCH",
    shell_complete=SEARCHES,
    help="Let a search, its name or its words, stand above the others.",
)
@click.option("--unpin", metavar="SEARCH", shell_complete=SEARCHES, help="Let it stand among the others again.")
@click.option("--forget", metavar="NAME", shell_complete=SEARCHES, help="Let a saved search go.")
@json_option
@where_options
def searches(
    *, history: bool, pin: str | None, unpin: str | None, forget: str | None, as_json: bool, where: Where
) -> None:
    """List the searches that were saved; `briefing search --save NAME` saves one."""
    with open_desk(where) as desk:
        for key, pinned in ((pin, True), (unpin, False)):
            if key is not None:
                desk.finding.pin(desk.finding.query_of(key), pinned)
                narrate(f"{'Pinned' if pinned else 'Not pinned any more'}: {key}")
        if pin is not None or unpin is not None:
            return
        if forget is not None:
            desk.finding.forget(forget)
            narrate(f"Forgotten: {forget}")
            return
        if history:
            for query in desk.finding.history():
                say_json({"query": query}) if as_json else say(query)
            return
        saved = desk.finding.saved()
    if not saved:
        raise NothingFoundError("No search was saved yet: `briefing search --save NAME WORDS` saves one.")
    for one in saved:
        say_json(_json(one)) if as_json else say(_line(one))


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing alerts
  briefing alerts --seen --json | jq -r .name
  */30 * * * *  briefing alerts --seen --library desk && notify-send 'briefing: something new'

It ends with 0 when a saved search finds something new, and with 3 when none does.""",
)
@click.option("--seen", is_flag=True, help="Count what is told now as seen, so that the next time tells newer.")
@click.option("--wait", is_flag=True, help="First wait until statements have been found in every article.")
@json_option
@where_options
def alerts(seen: bool, wait: bool, as_json: bool, where: Where) -> None:
    """Tell which saved searches find articles that you have not seen."""
    with up_to_date(where, attribute=wait) as desk:
        saved = desk.finding.saved()
        fresh = [one for one in saved if one.new]
        if seen:
            for one in fresh:
                desk.finding.look(one.query)
    if not saved:
        raise NothingFoundError("No search was saved yet: `briefing search --save NAME WORDS` saves one.")
    if not fresh:
        raise NothingFoundError("None of your saved searches finds anything new.")
    for one in fresh:
        say_json(_json(one)) if as_json else say(_line(one))


def _line(saved: SavedSearch) -> str:
    pinned = "  (pinned)" if saved.pinned else ""
    query = f"  {saved.query}" if saved.name else ""
    return f"{saved.new:>6} new of {saved.found:>6} found  {saved.title}{query}{pinned}"


def _json(saved: SavedSearch) -> dict[str, Any]:
    return {
        "name": saved.name,
        "query": saved.query,
        "pinned": saved.pinned,
        "found": saved.found,
        "new": saved.new,
        "looked": saved.looked.isoformat() if saved.looked else None,
    }


__all__ = ["alerts", "searches"]
