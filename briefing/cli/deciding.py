"""Deciding without the screen: who is who (`briefing actors …`), and what was decided (`briefing decisions …`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.commands import actors
from briefing.cli.completing import ACTORS
from briefing.cli.library import open_desk
from briefing.cli.options import EXAMPLES, Helpful, HelpfulGroup, Where, json_option, where_options
from briefing.cli.output import counted, narrate, say, say_json
from briefing.errors import IntakeError, NothingFoundError
from briefing.model import ActorKind
from briefing.model.clean import clean_line, clean_path

if TYPE_CHECKING:
    from briefing.services.decisions import Done, Entry, Form

_FOUND = "found"
_SHOWN = 20  # mistaken or differing lines of an import that are told


@actors.command(cls=Helpful, epilog=f"{EXAMPLES}\n  briefing actors merge 'Joseph Berg' 'Joe Berg'")
@click.argument("actor", shell_complete=ACTORS)
@click.argument("into", shell_complete=ACTORS)
@json_option
@where_options
def merge(actor: str, into: str, as_json: bool, where: Where) -> None:
    """Let ACTOR be INTO: all that ACTOR said is INTO's, and ACTOR's name one of its names."""
    with open_desk(where) as desk:
        decide = desk.deciding
        _tell(decide.merge(decide.actor(actor), decide.actor(into)), as_json=as_json)


@actors.command(
    cls=Helpful,
    epilog=f"{EXAMPLES}\n  briefing actors split 'Joe Berg' 'Joseph Berg'\n  briefing actors split 'Joe Berg'",
)
@click.argument("actor", shell_complete=ACTORS)
@click.argument("name", default="")
@json_option
@where_options
def split(actor: str, name: str, as_json: bool, where: Where) -> None:
    """Let NAME, which was joined to ACTOR, be an actor of its own again; without NAME, all that were joined."""
    with open_desk(where) as desk:
        _tell(desk.deciding.split(desk.deciding.actor(actor), name), as_json=as_json)


@actors.command(cls=Helpful, epilog=f"{EXAMPLES}\n  briefing actors apart 'Joe Berg' 'Joe Burg'")
@click.argument("actor", shell_complete=ACTORS)
@click.argument("other", shell_complete=ACTORS)
@click.option("--unsure", is_flag=True, help="It cannot be told; they are asked about last.")
@json_option
@where_options
def apart(*, actor: str, other: str, unsure: bool, as_json: bool, where: Where) -> None:
    """Say that ACTOR and OTHER are two, whatever their names are like."""
    with open_desk(where) as desk:
        decide = desk.deciding
        _tell(decide.apart(decide.actor(actor), decide.actor(other), unsure=unsure), as_json=as_json)


@actors.command(cls=Helpful, epilog=f"{EXAMPLES}\n  briefing actors forms 'Joe Berg'")
@click.argument("actor", shell_complete=ACTORS)
@json_option
@where_options
def forms(actor: str, as_json: bool, where: Where) -> None:
    """List the names that make up ACTOR, how much is said under each, and why it is the actor's."""
    with open_desk(where) as desk:
        found = desk.deciding.forms(desk.deciding.actor(actor))
    for form in found:
        if as_json:
            say_json({"key": form.key, "name": form.name, "said": form.said, "why": form.why})
        else:
            say(_form_line(form))


@actors.command(
    cls=Helpful,
    epilog=f"{EXAMPLES}\n  briefing actors rename 'J. Berg' 'Joe Berg'\n  briefing actors rename 'Joe Berg' --as-found",
)
@click.argument("actor", shell_complete=ACTORS)
@click.argument("name", default="")
@click.option("--as-found", is_flag=True, help="Call it what the articles call it.")
@json_option
@where_options
def rename(*, actor: str, name: str, as_found: bool, as_json: bool, where: Where) -> None:
    """Call ACTOR by NAME; the articles' names stay names of it."""
    if bool(name) == as_found:
        raise click.UsageError("Give the new NAME, or --as-found.")
    with open_desk(where) as desk:
        _tell(desk.deciding.rename(desk.deciding.actor(actor), name or None), as_json=as_json)


@actors.command(cls=Helpful, epilog=f"{EXAMPLES}\n  briefing actors alias 'Hulusi Akar' 'the defence minister'")
@click.argument("actor", shell_complete=ACTORS)
@click.argument("name")
@click.option("--remove", is_flag=True, help="NAME is not a name of ACTOR.")
@json_option
@where_options
def alias(*, actor: str, name: str, remove: bool, as_json: bool, where: Where) -> None:
    """Let NAME mean ACTOR wherever a speaker goes by it."""
    with open_desk(where) as desk:
        _tell(desk.deciding.alias(desk.deciding.actor(actor), name, holds=not remove), as_json=as_json)


@actors.command(
    cls=Helpful, epilog=f"{EXAMPLES}\n  briefing actors kind Ankara government\n  briefing actors kind Ankara found"
)
@click.argument("actor", shell_complete=ACTORS)
@click.argument("kind", metavar="KIND", type=click.Choice([*(kind.value for kind in ActorKind), _FOUND]))
@json_option
@where_options
def kind(actor: str, kind: str, as_json: bool, where: Where) -> None:
    """Say of what KIND an actor is; "found" for the kind that was found."""
    with open_desk(where) as desk:
        chosen = None if kind == _FOUND else ActorKind(kind)
        _tell(desk.deciding.kind(desk.deciding.actor(actor), chosen), as_json=as_json)


@actors.command(
    cls=Helpful, epilog=f"{EXAMPLES}\n  briefing actors hide 'officials'\n  briefing actors hide 'officials' --back"
)
@click.argument("actor", shell_complete=ACTORS)
@click.option("--back", is_flag=True, help="Let it back into lists.")
@json_option
@where_options
def hide(*, actor: str, back: bool, as_json: bool, where: Where) -> None:
    """Leave ACTOR out of lists of actors; its statements stay."""
    with open_desk(where) as desk:
        _tell(desk.deciding.hide(desk.deciding.actor(actor), hidden=not back), as_json=as_json)


@click.group(
    cls=HelpfulGroup,
    invoke_without_command=True,
    epilog=f"""{EXAMPLES}
  briefing decisions
  briefing decisions undo

Decisions are made in the app (r reviews what is doubtful), and with briefing decide, briefing actors merge and the
like.""",
)
@where_options
@click.pass_context
def decisions(ctx: click.Context, where: Where) -> None:
    """List, take back, export and import what you decided."""
    ctx.obj = where
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_decisions, stale=False, as_json=False, library=None, data_dir=None)


@decisions.command(
    "list",
    cls=Helpful,
    epilog=f"{EXAMPLES}\n  briefing decisions list\n  briefing decisions list --stale",
)
@click.option("--stale", is_flag=True, help="Only those whose article, or what is found in it, has changed since.")
@json_option
@where_options
def list_decisions(*, stale: bool, as_json: bool, where: Where) -> None:
    """List every decision with its number, the oldest first; what was taken back is marked."""
    from briefing.services.decisions import as_data
    from briefing.services.told import told

    with open_desk(where) as desk:
        found = [entry for entry in desk.deciding.journal() if not stale or entry.stale or entry.lost]
    if not found:
        raise NothingFoundError("There are no such decisions in this library." if stale else "Nothing was decided yet.")
    for entry in found:
        if as_json:
            say_json(as_data(entry.decision))
        else:
            moment = entry.decision.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
            say(clean_line(f"{entry.number:5}  {moment}  {told(entry.decision)}{_marks(entry)}"))


@decisions.command(cls=Helpful, epilog=f"{EXAMPLES}\n  briefing decisions undo\n  briefing decisions undo 12")
@click.argument("number", type=click.IntRange(1), required=False)
@json_option
@where_options
def undo(number: int | None, as_json: bool, where: Where) -> None:
    """Take back the last decision made here, or the one that the list gives NUMBER."""
    with open_desk(where) as desk:
        _tell(desk.deciding.undo(number), as_json=as_json)


@decisions.command(cls=Helpful)
@json_option
@where_options
def redo(as_json: bool, where: Where) -> None:
    """Let the decision count again that was taken back last."""
    with open_desk(where) as desk:
        _tell(desk.deciding.redo(), as_json=as_json)


@decisions.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing decisions export decisions.jsonl
  briefing decisions export | jq -r .kind | sort | uniq -c

Each line is one decision: format, id, made_at (UTC), kind (link, merge, split, apart, rename, alias, kind, hide),
subject and value. A statement is named by the SHA-256 of its article's text and the code points of its content and
source; no article's text is exported but the words of those.""",
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default="-")
@click.option("--all", "everything", is_flag=True, help="Also what was taken back, marked as such.")
@where_options
def export(*, file: Path, everything: bool, where: Where) -> None:
    """Write the decisions that count as JSON lines to FILE, or to standard output."""
    with open_desk(where) as desk:
        lines = list(desk.deciding.export(undone=everything))
    if str(file) == "-":
        for line in lines:
            say_json(line)
        return
    try:
        file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        reason = str(error.strerror or error).lower()
        raise IntakeError(f"{clean_path(file)} cannot be written ({reason}): name another file.") from error
    narrate(f"{counted(len(lines), 'decision')} written to {clean_path(file)}.")


@decisions.command(
    "import",
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing decisions import decisions.jsonl
  ssh desk briefing decisions export | briefing decisions import -

What is here already changes nothing. Of two decisions on the same thing the later counts, and both are told.""",
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@json_option
@where_options
def import_decisions(file: Path, as_json: bool, where: Where) -> None:
    """Take in decisions from FILE, as they were exported; lines that are none are named and left out."""
    lines = _lines(file)
    with open_desk(where) as desk:
        loaded = desk.deciding.load(lines)
    _tell_some([f"Line {number} is no decision ({why}): left out." for number, why in loaded.mistaken])
    _tell_some(list(loaded.differing))
    if as_json:
        say_json(
            {
                "new": loaded.new,
                "known": loaded.known,
                "undone": loaded.undone,
                "differing": list(loaded.differing),
                "mistaken": [{"line": number, "why": why} for number, why in loaded.mistaken],
            }
        )
    else:
        undone = f", {loaded.undone} taken back" if loaded.undone else ""
        narrate(f"{counted(loaded.new, 'new decision')}, {loaded.known} known already{undone}.")
    if loaded.mistaken and not (loaded.new or loaded.known or loaded.undone):
        raise IntakeError(f"No line of {clean_path(file)} is a decision: export some with briefing decisions export.")


def _lines(file: Path) -> list[str]:
    """The lines of a file; bytes that are no UTF-8 make a mistaken line, not a failure.

    Raises:
        IntakeError: It cannot be read.
    """
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        reason = str(error.strerror or error).lower()
        raise IntakeError(f"{clean_path(file)} cannot be read ({reason}): check the name.") from error
    return [line.decode("utf-8-sig", "replace") for line in raw.split(b"\n")]


def _tell(done: Done, *, as_json: bool) -> None:
    """Say what was decided."""
    if as_json:
        say_json(done.data)
    else:
        say(clean_line(done.sentence))


def _tell_some(sentences: list[str]) -> None:
    for sentence in sentences[:_SHOWN]:
        narrate(sentence)
    if len(sentences) > _SHOWN:
        narrate(f"and {len(sentences) - _SHOWN} more of these.")


def _form_line(form: Form) -> str:
    why = f"  ({form.why})" if form.why else ""
    return clean_line(f"{form.said:5} said  {form.name or form.key}{why}")


def _marks(entry: Entry) -> str:
    marks = [
        *(["taken back"] if entry.decision.undone else []),
        *(["imported"] if entry.imported else []),
        *(["the article has changed since: it does not count"] if entry.stale else []),
        *(["its article or statement is not in this library"] if entry.lost else []),
    ]
    return f"  [{'; '.join(marks)}]" if marks else ""


__all__ = ["decisions"]
