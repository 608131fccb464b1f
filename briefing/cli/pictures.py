"""Actors and time without the screen: an actor seen whole, statements over time, who relies on unnamed sources."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from briefing.bars import bar, shows_blocks
from briefing.cli.commands import actors
from briefing.cli.completing import ACTORS, OUTLETS, QUERIES
from briefing.cli.library import up_to_date
from briefing.cli.options import EXAMPLES, Helpful, Where, json_option, wait_option, where_options
from briefing.cli.output import counted, narrate, say, say_json, tallied
from briefing.cli.search import joined
from briefing.errors import NothingFoundError, UsageError
from briefing.model import ENOUGH
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from briefing.model import Reliance, UnnamedSource
    from briefing.services.portrait import Line, Portrait
    from briefing.services.timeline import Timeline

_BAR = 24
_LATEST = 5
_UNKNOWN = "unknown outlet"
_UNDATED = "undated"


@actors.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing actors show 'Hulusi Akar'
  briefing actors show 'Ismail Demir' --json | jq -r '.sections.outlets[] | [.name, .statements] | @tsv'""",
)
@click.argument("actor", shell_complete=ACTORS)
@wait_option
@json_option
@where_options
def show(actor: str, wait: bool, as_json: bool, where: Where) -> None:
    """Show ACTOR whole: names, roles over time, how they are quoted, where, via whom, to whom, and when."""
    from briefing.services.portrait import MOST_LINES, portrait

    with up_to_date(where, attribute=wait) as desk:
        found = portrait(desk, desk.deciding.actor(actor).id, most=None if as_json else MOST_LINES)
    if as_json:
        say_json(_portrait_json(found))
    else:
        _say_portrait(found)


@actors.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing actors unnamed
  briefing actors unnamed official --outlet UrduPoint.com
  briefing actors unnamed --by-outlet
  briefing actors unnamed --by-outlet --json | jq -r 'select(.ranked) | [.outlet, .share] | @tsv'""",
)
@click.argument("containing", default="")
@click.option("--outlet", metavar="NAME", shell_complete=OUTLETS, help="Only this outlet's.")
@click.option("--by-outlet", is_flag=True, help="What share of its statements each outlet has from unnamed people.")
@wait_option
@json_option
@where_options
def unnamed(*, containing: str, outlet: str | None, by_outlet: bool, wait: bool, as_json: bool, where: Where) -> None:
    """List people whom outlets only describe; CONTAINING narrows it to descriptions in which a word begins so."""
    if by_outlet and (containing or outlet):
        raise UsageError("--by-outlet lists every outlet: leave out the description and --outlet.")
    with up_to_date(where, attribute=wait) as desk:
        outlets = desk.cast.reliance() if by_outlet else []
        sources = [] if by_outlet else desk.cast.unnamed(containing=containing, outlet=outlet)
    if not outlets and not sources:
        raise NothingFoundError("There is no source without a name like that in this library.")
    if outlets and not as_json and not all(one.is_ranked for one in outlets):
        narrate(f"Outlets with fewer than {ENOUGH} statements stand last, and are not ranked by their share.")
    for one in outlets:
        if as_json:
            say_json({**one.model_dump(mode="json"), "share": round(one.share, 4), "ranked": one.is_ranked})
        else:
            say(_reliance_line(one))
    for source in sources:
        if as_json:
            say_json(source.model_dump(mode="json"))
        else:
            say(_source_line(source))


@click.command(
    cls=Helpful,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog=f"""{EXAMPLES}
  briefing timeline
  briefing timeline --actor 'Hulusi Akar'
  briefing timeline sanctions kind:direct --by day
  briefing timeline --json | jq -r '[.first, .said + .published] | @tsv'""",
)
@click.argument("query", nargs=-1, shell_complete=QUERIES)
@click.option("--actor", metavar="NAME", shell_complete=ACTORS, help="Only what this actor said: a name or an alias.")
@click.option("--by", type=click.Choice(["year", "month", "day"]), help="How long a line is; else what fits.")
@wait_option
@json_option
@where_options
def timeline(
    *, query: tuple[str, ...], actor: str | None, by: str | None, wait: bool, as_json: bool, where: Where
) -> None:
    """Count statements over time: all of them, an actor's, or those that QUERY finds."""
    from briefing.services.timeline import Step, Subject, timeline

    if query and actor:
        raise UsageError("Give a query or --actor: in a query, actor:NAME does the same.")
    with up_to_date(where, attribute=wait) as desk:
        known = desk.deciding.actor(actor) if actor else None
        subject = Subject(actor=known.id if known else None, query=joined(query) if query else None)
        found = timeline(desk.timelines.days(subject), Step(by) if by else None)
    if not found.count:
        raise NothingFoundError("There is no statement like that in this library.")
    if as_json:
        for bucket in found.buckets:
            say_json(
                {
                    "first": bucket.first.isoformat(),
                    "last": bucket.last.isoformat(),
                    "said": bucket.said,
                    "published": bucket.published,
                }
            )
        if found.undated:
            say_json({"first": None, "last": None, "said": 0, "published": found.undated})
        return
    _say_timeline(found)


def _say_timeline(found: Timeline) -> None:
    from briefing.services.timeline import bucket_name

    drawing = sys.stdout.isatty()  # what is read aloud, or by a program, has the numbers
    solid, light = (" (solid)", " (light)") if drawing else ("", "")
    published = found.count - found.said - found.undated
    narrate(
        f"{counted(found.count, 'statement')}: {found.said} on the day the article says it was said{solid}, "
        f"{published} on the article's own day{light}, {found.undated} undated"
    )
    most = max((bucket.count for bucket in found.buckets), default=0)
    for bucket in found.buckets:
        told = f"{tallied(bucket.count, 'statement')}  {bucket.said:6} said then {bucket.published:6} published then"
        drawn = bar(bucket.said, bucket.published, most, _BAR, blocks=shows_blocks(sys.stdout.encoding))
        if bucket.count:
            name = bucket_name(bucket, found.step)
            say(f"{name:<{len(_UNDATED)}} {told}  {drawn if drawing else ''}".rstrip())
    if found.undated:
        width = len(bucket_name(found.buckets[0], found.step)) if found.buckets else 0
        say(f"{_UNDATED:<{width}} {tallied(found.undated, 'statement')}".rstrip())


def _say_portrait(found: Portrait) -> None:
    from briefing.cli.present import place_line, statement_lines

    actor = found.actor
    say(clean_line(f"{actor.name}, {actor.kind}"))
    mentioned = f", mentioned {counted(actor.mentioned, 'time')}" if actor.mentioned else ""
    say(f"{counted(len(found.cards), 'statement')} in {counted(found.articles, 'article')}{mentioned}")
    if actor.aliases:
        say(clean_line(f"Also: {'; '.join(actor.aliases)}"))
    for section in found.sections:
        say(f"\n{section.title[:1].upper()}{section.title[1:]}:")
        for line in section.lines:
            shown = f"; {place_line(line.earliest)}" if line.note and line.earliest else ""
            note = f" ({line.note}{shown})" if line.note else ""
            say(clean_line(f"{tallied(line.count, 'statement')}  {line.name}{note}"))
        if section.more:
            say(f"        and {section.more} more; --json has them all")
    if found.cards:
        say("\nLatest:\n")
    for card in found.cards[:_LATEST]:
        say("\n".join([*statement_lines(card), ""]))


def _portrait_json(found: Portrait) -> dict[str, Any]:
    return {
        **found.actor.model_dump(mode="json"),
        "articles": found.articles,
        "statements": [card.id for card in found.cards],
        "days": [
            {"day": one.day.isoformat() if one.day else None, "said": one.said, "published": one.published}
            for one in found.days
        ],
        "sections": {section.key: [_line_json(line) for line in section.lines] for section in found.sections},
    }


def _line_json(line: Line) -> dict[str, Any]:
    return {"name": line.name, "note": line.note, "statements": line.count, "places": [card.id for card in line.cards]}


def _reliance_line(one: Reliance) -> str:
    share = f"{100 * one.share:8.0f} %" if one.is_ranked else "not ranked"
    told = f"{one.unnamed:6} of {tallied(one.statements, 'statement')} from unnamed people"
    return clean_line(f"{share}  {told}  {one.outlet or _UNKNOWN}")


def _source_line(one: UnnamedSource) -> str:
    told, articles = tallied(one.statements, "statement"), counted(one.articles, "article")
    return clean_line(f"{told}  {one.description}  ({one.outlet or _UNKNOWN}, {articles})")


__all__ = ["show", "timeline", "unnamed"]
