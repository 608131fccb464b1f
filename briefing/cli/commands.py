"""The commands that read a library: search, statements, actors, show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from briefing.cli.library import open_desk, read_article, up_to_date
from briefing.cli.options import EXAMPLES, Actors, Helpful, Where, json_option, wait_option, where_options
from briefing.cli.output import counted, emphasised, heading, narrate, say, say_json, say_prepared
from briefing.errors import AttributionError, BriefingError, NothingFoundError, UsageError
from briefing.model import Kind, Mode
from briefing.services.exports import FORMS

if TYPE_CHECKING:
    from briefing.services.views import Hit, Summary


@click.command(
    cls=Helpful,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog=f"""{EXAMPLES}
  briefing search sanctions
  briefing search '"air defense" speaker:Demir kind:direct'
  briefing search sanctions -turkey date:2021-03-01..2021-03-05
  briefing search 'turkey (sanctions OR embargo) said:2021-03'
  briefing search --save 'S-400 desk' 'S-400 actor:Akar'
  briefing search --saved 'S-400 desk'
  briefing search --json S-400 | jq -r .snippet

Plain words must all occur, "quoted words" stand together, -word and NOT take away, OR joins its neighbours,
(parentheses) hold together, word* means any ending, word~ forgives slips; speaker: actor: outlet: via: title: date:
said: kind:direct|mixed|indirect polarity:denied|... narrow the answer.""",
)
@click.argument("query", nargs=-1)
@click.option("--only", type=click.Choice(["articles", "statements"]), help="Only articles, or only statements.")
@click.option("--save", metavar="NAME", help="Keep the search under this name; `briefing alerts` counts what is new.")
@click.option("--saved", metavar="NAME", help="Search again for what was kept under this name.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many results.")
@click.option("--wait", is_flag=True, help="First wait until statements have been found in every article.")
@json_option
@where_options
def search(
    *,
    query: tuple[str, ...],
    only: str | None,
    save: str | None,
    saved: str | None,
    limit: int,
    wait: bool,
    as_json: bool,
    where: Where,
) -> None:
    """Search articles and statements."""
    if bool(query) == bool(saved):
        raise UsageError("Nothing was asked: give words to search for, or --saved NAME.")
    with up_to_date(where, attribute=wait) as desk:
        asked = desk.finding.saved(saved)[0].query if saved else joined(query)
        found = desk.finding.find(asked, limit=limit, only=only or "all")
        desk.finding.note(asked)
        if save:
            desk.finding.save(asked, save)
        desk.finding.look(asked)
        waiting = desk.summary()
    unlooked = waiting.articles - waiting.attributed_articles
    if unlooked:
        narrate(
            f"In {unlooked} of {counted(waiting.articles, 'article')} statements are still to be found;"
            " --wait waits for them."
        )
    if not found.hits:
        instead = f" Did you mean {found.instead}?" if found.instead else ""
        raise NothingFoundError(f"Nothing found: {found.explained.rstrip('.')}. {found.advice}{instead}".strip())
    narrate(f"{found.explained}: {counted(found.articles, 'article')}")
    if found.partial:
        narrate("Time ran out before everything was looked at; ask for more.")
    for hit in found.hits:
        say_hit(hit, as_json=as_json)


def say_hit(hit: Hit, *, as_json: bool) -> None:
    """Print one of those that were found."""
    from briefing.cli.present import article_line, place_line, said_line
    from briefing.services.json_lines import hit_json

    if as_json:
        say_json(hit_json(hit))
        return
    if hit.statement is None:
        say_prepared(heading(article_line(hit.article)))
    else:
        say_prepared(heading(f"{said_line(hit.statement)} [{place_line(hit.statement)}]"))
    say_prepared(f"    {emphasised(hit.snippet, hit.marks)}\n")


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing statements --actor Akar
  briefing statements --actor 'Ismail Demir' --kind direct
  briefing statements --article 003_fd1aee54e6a12c6a.txt --all
  briefing statements --actor Akar --form csv > akar.csv
  briefing statements --json | jq -r '[.speaker.name, .content] | @tsv'""",
)
@click.option("--actor", metavar="NAME", help="Only what this actor said: a name or an alias.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind]), help="Only this kind."
)
@click.option(
    "--article", metavar="ARTICLE", help="Only in this article: an id, the beginning of one, or a file's name."
)
@click.option(
    "--all", "everything", is_flag=True, help="Also attitudes and acts (praised, refused to), not only speech."
)
@click.option("--copies", is_flag=True, help="What is said in several places at each of them, not once.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@click.option(
    "--form", type=click.Choice(list(FORMS)), help="Print them to be pasted or kept: as a citation, a table …"
)
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
    limit: int | None,
    form: str | None,
    wait: bool,
    as_json: bool,
    where: Where,
) -> None:
    """List who said what."""
    from briefing.cli.present import remark_lines, statement_lines
    from briefing.services.exports import written
    from briefing.services.json_lines import places_json, statement_json

    with up_to_date(where, attribute=wait) as desk:
        found = desk.statements(
            actor=actor,
            article=desk.article(article).card.id if article else None,
            kinds=[Kind(kind) for kind in kinds],
            modes=tuple(Mode) if everything else (Mode.SPEECH,),
            limit=limit,
            copies=copies,
        )
        places = {} if form else desk.places(found)
        waiting, margin = desk.summary(), desk.marking.margin()
        text = written(found, form, desk.cite) if form and found else ""
    if not found:
        raise _nothing(_no_statements(actor, kinds, article), waiting, wait=wait)
    if form:
        say(text.rstrip("\n"))
        return
    for card in found:
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
@click.argument("prefix", default="")
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
  briefing show report.txt --marked | less""",
)
@click.argument("article")
@click.option("--changes", is_flag=True, help="Print what changed from version to version instead, the newest first.")
@click.option("--marked", is_flag=True, help="Mark in the text where each statement begins and ends, and whose it is.")
@wait_option
@json_option
@where_options
def show(*, article: str, changes: bool, marked: bool, wait: bool, as_json: bool, where: Where) -> None:
    """Print ARTICLE with its statements: an id, the beginning of one, or a file's name."""
    from briefing.cli.plain import article_with_statements, versions_compared, view_json

    with open_desk(where) as desk:
        view = read_article(desk, article, wait=wait)
        if changes:
            for line in versions_compared(view, desk.compare):
                say(line)
            return
        margin = desk.marking.margin()
    if as_json:
        say_json(view_json(view, margin))
        return
    for line in article_with_statements(view, margin, marked=marked):
        say(line)


def joined(words: Sequence[str]) -> str:
    """The words of a query as one; what the shell was told to keep together among others is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if any(map(str.isspace, word)) and _is_bare(word) else word for word in words)


def _is_bare(word: str) -> bool:
    return not any(mark in word for mark in '":“”')


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
