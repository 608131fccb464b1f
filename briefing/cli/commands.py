"""The commands that list what is in a library: statements, actors, show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from briefing.cli.completing import ACTORS, FILES, QUERIES
from briefing.cli.copying import DEFAULT_FORM, copied, copy_option, form_option
from briefing.cli.library import open_desk, read_article, up_to_date
from briefing.cli.options import COPIES, EXAMPLES, Actors, Helpful, Where, json_option, wait_option, where_options
from briefing.cli.output import counted, emphasised, narrate, say, say_json, say_prepared
from briefing.errors import AttributionError, BriefingError, NothingFoundError
from briefing.model import Kind, Mode
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from briefing.services.views import HitInArticle, Summary


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing statements --actor Akar
  briefing statements --actor 'Ismail Demir' --kind direct
  briefing statements --article 003_fd1aee54e6a12c6a.txt --all
  briefing statements --by-speaker
  briefing statements --actor Akar --form csv > akar.csv
  briefing statements --actor Akar --copy
  briefing statements --json | jq -r '[.speaker.name, .content] | @tsv'""",
)
@click.option("--actor", metavar="NAME", shell_complete=ACTORS, help="Only what this actor said: a name or an alias.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind]), help="Only this kind."
)
@click.option(
    "--article",
    metavar="ARTICLE",
    shell_complete=FILES,
    help="Only in this article: an id or a file's name, or the beginning of one.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Also attitudes and acts (praised, refused to), not only speech."
)
@click.option("--copies", is_flag=True, help=COPIES)
@click.option("--by-speaker", is_flag=True, help="Under their speakers, those with most to say first.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@form_option
@copy_option
@wait_option
@json_option
@where_options
def statements(
    *,
    actor: str | None,
    kinds: tuple[str, ...],
    article: str | None,
    everything: bool,
    copies: bool,
    by_speaker: bool,
    limit: int | None,
    form: str | None,
    copy: bool,
    wait: bool,
    as_json: bool,
    where: Where,
) -> None:
    """List who said what."""
    from briefing.cli.present import remark_lines, statement_lines
    from briefing.services.exports import written
    from briefing.services.json_lines import places_json, statement_json
    from briefing.services.speakers import Spoken
    from briefing.services.speakers import by_speaker as grouped

    form = form or (DEFAULT_FORM if copy else None)
    with up_to_date(where, attribute=wait) as desk:
        found = desk.statements(
            actor=actor,
            article=desk.article(article).card.id if article else None,
            kinds=[Kind(kind) for kind in kinds],
            modes=tuple(Mode) if everything else (Mode.SPEECH,),
            limit=limit,
            copies=copies,
        )
        groups = grouped(found) if by_speaker else [Spoken("", "", tuple(found))]
        found = [card for group in groups for card in group.cards]
        places = {} if form else desk.places(found)
        waiting, margin = desk.summary(), desk.marking.margin()
        text = written(found, form, desk.cite) if form and found else ""
        if copy and found:
            narrate(copied(desk, text))
    if not found:
        raise _nothing(_no_statements(actor, kinds, article), waiting, wait=wait)
    if form:
        say(text.rstrip("\n"))
        return
    for group in groups:
        if by_speaker and not as_json:
            say(f"{clean_line(group.name)}: {counted(len(group.cards), 'statement')}\n")
        for card in group.cards:
            standing = places.get(card.saying or 0, ())
            if as_json:
                say_json({**statement_json(card, margin.beside(card)), "said_in": places_json(standing)})
            else:
                say("\n".join([*statement_lines(card, places=standing), *remark_lines(margin.beside(card)), ""]))


@click.group(
    cls=Actors,
    invoke_without_command=True,
    epilog=f"""{EXAMPLES}
  briefing actors
  briefing actors Ak --order name
  briefing actors --json | jq -r 'select(.kind == "unnamed") | .name'""",
)
@click.argument("prefix", default="", shell_complete=ACTORS)
@click.option(
    "--order",
    type=click.Choice(["said", "mentioned", "name"]),
    default="said",
    show_default=True,
    help="What comes first.",
)
@click.option("--hidden", is_flag=True, help="Also those that you left out of lists.")
@wait_option
@json_option
@where_options
@click.pass_context
def actors(
    ctx: click.Context, *, prefix: str, order: str, hidden: bool, wait: bool, as_json: bool, where: Where
) -> None:
    """List who speaks; PREFIX narrows it to names in which a word begins so."""
    ctx.obj = where
    if ctx.invoked_subcommand is not None:
        return
    from briefing.cli.present import actor_line
    from briefing.services.json_lines import actor_json

    with up_to_date(where, attribute=wait) as desk:
        found = desk.actors(order=order, prefix=prefix, hidden=hidden)
        waiting = desk.summary()
    if not found:
        named = f" whose name has a word that begins with “{prefix}”" if prefix else ""
        raise _nothing(f"There is no actor{named} in this library.", waiting, wait=wait)
    for actor in found:
        if as_json:
            say_json(actor_json(actor))
        else:
            say(actor_line(actor))


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing show 003_fd1aee54e6a12c6a.txt
  briefing show 5c0f3e --json | jq '.statements | length'
  briefing show report.txt --changes
  briefing show report.txt --marked | less
  briefing show report.txt --hits sanctions""",
)
@click.argument("article", shell_complete=FILES)
@click.option("--changes", is_flag=True, help="Print what changed from version to version instead, the newest first.")
@click.option("--marked", is_flag=True, help="Mark in the text where each statement begins and ends, and whose it is.")
@click.option(
    "--hits",
    metavar="QUERY",
    shell_complete=QUERIES,
    help="Print where the words of a search stand in it instead, one hit a line.",
)
@click.option("--read/--unread", default=None, help="Also note that you have read it, or that you have not.")
@wait_option
@json_option
@where_options
def show(
    *,
    article: str,
    changes: bool,
    marked: bool,
    hits: str | None,
    read: bool | None,
    wait: bool,
    as_json: bool,
    where: Where,
) -> None:
    """Print ARTICLE with its statements: an id or a file's name, or the beginning of one."""
    from briefing.cli.plain import article_with_statements, versions_compared, view_json

    with open_desk(where) as desk:
        view = read_article(desk, article, wait=wait)
        if read is not None:
            desk.marking.mark([view.card.id], read=read)
        if changes:
            for line in versions_compared(view, desk.compare):
                say(line)
            return
        margin = desk.marking.margin()
        places = desk.finding.hits_in(view, hits) if hits else ()
    if hits:
        _say_hits(places, hits, as_json=as_json)
        return
    if as_json:
        say_json(view_json(view, margin))
        return
    for line in article_with_statements(view, margin, marked=marked):
        say(line)


def _say_hits(places: Sequence[HitInArticle], query: str, *, as_json: bool) -> None:
    """Print each place at which the words of a search stand in an article.

    Raises:
        NothingFoundError: They stand nowhere in it.
    """
    from briefing.cli.plain import hit_json, hit_line

    if not places:
        raise NothingFoundError(f"Nothing of “{clean_line(query)}” stands in the words of this article.")
    for number, place in enumerate(places, start=1):
        if as_json:
            say_json(hit_json(place))
        else:
            say_prepared(f"hit {number} of {len(places)}, {hit_line(place)}: {emphasised(place.shown, place.marks)}")


def _nothing(sentence: str, summary: Summary, *, wait: bool) -> BriefingError:
    """What to tell when there is nothing: that there is none, or that nobody has looked everywhere."""
    unlooked = summary.articles - summary.attributed_articles
    if not unlooked:
        return NothingFoundError(sentence)
    articles = f"in {unlooked} of {counted(summary.articles, 'article')}"
    if wait:
        return AttributionError(f"Statements could not be found {articles}: what stands above says why.")
    return NothingFoundError(f"{sentence} Nobody has looked for statements {articles} yet; --wait does.")


def _no_statements(actor: str | None, kinds: Sequence[str], article: str | None) -> str:
    """One sentence that names what was asked for and is not there."""
    kind = f"{' or '.join(kinds)} " if kinds else ""
    by = f" by “{actor}”" if actor else ""
    where = f" in “{article}”" if article else " in this library"
    return f"There is no {kind}statement{by}{where}; --all shows attitudes and acts too."
