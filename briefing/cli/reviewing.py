"""Reviewing without the screen: what is doubtful, with its evidence, and the reader's word on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.completing import ACTORS, FILES
from briefing.cli.library import up_to_date
from briefing.cli.options import EXAMPLES, Helpful, Where, json_option, wait_option, where_options
from briefing.cli.output import narrate, say, say_json
from briefing.cli.statement import reading, statement_of
from briefing.errors import NothingFoundError
from briefing.model.clean import clean, clean_line
from briefing.model.kinds import Verdict

if TYPE_CHECKING:
    from briefing.model.decision import Chosen
    from briefing.services.desk import Desk
    from briefing.services.review import Evidence, OnActors, OnStatement, Question


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing review
  briefing review --actors --limit 5

What is asked about a statement is answered with briefing decide, what is asked about two actors with briefing actors
merge or briefing actors apart.""",
)
@click.option("--actors", "actors_first", is_flag=True, help="First whether actors are one, then who said what.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many questions.")
@wait_option
@json_option
@where_options
def review(*, actors_first: bool, limit: int, wait: bool, as_json: bool, where: Where) -> None:
    """List what is doubtful, each with the sentences that speak for it."""
    with up_to_date(where, attribute=wait) as desk:
        questions = desk.review.questions(actors_first=actors_first)
        if not questions:
            raise NothingFoundError("Nothing is doubtful here.")
        for number, question in enumerate(questions[:limit], start=1):
            evidence = desk.review.evidence(question)
            if as_json:
                say_json(_json(question, evidence))
                continue
            say(f"{number}. {_asked(question)}")
            for line in _lines(question, evidence):
                say(f"    {line}".rstrip())
            say()
    if len(questions) > limit:
        narrate(f"{limit} of {len(questions):,} questions; --limit shows more.")


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing decide budget.html 2 right
  briefing decide budget.html 2 wrong --speaker 'Ada Quill' --everywhere
  briefing decide budget.html 2 wrong --nobody

What was decided is taken back with briefing decisions undo.""",
)
@click.argument("article", shell_complete=FILES)
@click.argument("number", type=click.IntRange(1))
@click.argument("verdict", type=click.Choice([verdict.value for verdict in Verdict]), metavar="VERDICT")
@click.option(
    "--speaker", metavar="NAME", shell_complete=ACTORS, help="Who said it, when it is wrong: an actor, or a new name."
)
@click.option("--nobody", is_flag=True, help="Nobody who can be named said it.")
@click.option("--everywhere", is_flag=True, help="Decide so at every place at which the same is said.")
@json_option
@where_options
def decide(
    *,
    article: str,
    number: int,
    verdict: str,
    speaker: str | None,
    nobody: bool,
    everywhere: bool,
    as_json: bool,
    where: Where,
) -> None:
    """Say that who said statement NUMBER of ARTICLE is VERDICT: right, unsure or wrong."""
    wrong = verdict == Verdict.WRONG
    if (speaker is not None) + nobody != wrong:
        raise click.UsageError("Say who said it with --speaker NAME, or --nobody, when it is wrong, and only then.")
    with reading(where, article) as (desk, view):
        card = statement_of(view, number)
        places = view.places_of(card) if everywhere else ()
        chosen = None if speaker is None else _chosen(desk, speaker)
        done = desk.deciding.on_statement(card, Verdict(verdict), chosen, places=places)
    if as_json:
        for data in done.every:
            say_json(data)
        return
    say(clean_line(done.sentence))
    if card.places > 1 and not everywhere:
        narrate(f"It is said in {card.places} places; --everywhere decides on all of them.")


def _chosen(desk: Desk, name: str) -> Chosen:
    """The actor of a name, or somebody new."""
    from briefing.model.decision import Chosen
    from briefing.services.naming import somebody_new

    try:
        actor = desk.deciding.actor(name)
    except NothingFoundError:
        return somebody_new(name)
    return Chosen(name=actor.name, kind=actor.kind, actor=actor.id)


def _asked(question: Question) -> str:
    from briefing.services.review import OnStatement
    from briefing.services.why import percent

    if not isinstance(question, OnStatement):
        return clean_line(f"Are {question.one.name} and {question.other.name} one? {percent(question.score)}")
    statement = question.card.statement
    if statement.speaker is None:
        return "Who said this? Nobody is named."
    return clean_line(f"Did {statement.speaker.name} say this? {percent(statement.certainty)}")


def _lines(question: Question, evidence: tuple[Evidence | None, Evidence | None]) -> Iterator[str]:
    """What is asked about, the two sentences, and how to answer."""
    from briefing.services.review import OnStatement

    if isinstance(question, OnStatement):
        yield from _on_statement(question, evidence)
    else:
        yield from _on_actors(question, evidence)


def _on_statement(question: OnStatement, evidence: tuple[Evidence | None, Evidence | None]) -> Iterator[str]:
    from briefing.cli.present import file_of, place_line

    card = question.card
    yield from clean(card.content).splitlines()
    yield f"[{place_line(card)}]"
    source, name = evidence
    yield _sentence("the source", source)
    if name is not None and (source is None or source.text != name.text):
        yield _sentence("the name", name)
    speaker = card.statement.speaker
    if speaker is not None and speaker.how:
        yield clean_line(f"known by: {speaker.how}")
    if card.places > 1:
        yield f"said in: {card.places} places; --everywhere decides on all of them"
    yield f"answer: briefing decide {file_of(card.article)} {card.number} right"


def _on_actors(question: OnActors, evidence: tuple[Evidence | None, Evidence | None]) -> Iterator[str]:
    import shlex

    yield clean_line(question.why)
    for actor, sentence in zip((question.one, question.other), evidence, strict=True):
        yield _sentence(clean_line(actor.name), sentence)
    pair = shlex.join([question.one.id, question.other.id])
    yield clean_line(f"answer: briefing actors merge {pair}")
    yield clean_line(f"or: briefing actors apart {pair}")


def _sentence(label: str, evidence: Evidence | None) -> str:
    if evidence is None:
        return f"{label}: no such sentence in the article"
    return clean_line(f"{label}, paragraph {evidence.paragraph}: {evidence.text}")


def _json(question: Question, evidence: tuple[Evidence | None, Evidence | None]) -> dict[str, Any]:
    from dataclasses import asdict

    from briefing.services.json_lines import statement_json
    from briefing.services.review import OnStatement

    sentences = [None if one is None else asdict(one) for one in evidence]
    if isinstance(question, OnStatement):
        return {"type": "statement", "statement": statement_json(question.card), "evidence": sentences}
    pair = {"one": question.one.id, "other": question.other.id, "why": question.why, "score": question.score}
    return {"type": "actors", **pair, "evidence": sentences}


__all__ = ["decide", "review"]
