"""`briefing add`: the command that fills a library, tells what came of it, and may stay to follow what changes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.library import bring_up_to_date, open_desk
from briefing.cli.options import EXAMPLES, Helpful, Where, json_option, wait_option, where_options
from briefing.cli.output import counted, narrate, say_json
from briefing.errors import IntakeError, UsageError
from briefing.model.clean import clean_path

if TYPE_CHECKING:
    from briefing.services.desk import Desk
    from briefing.services.views import ReadingReport

SEEDS = "seeds"
_LOOK_SECONDS = 1.0


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing add ~/news
  briefing add report.txt page.html --library ministry
  briefing add ~/archive --no-wait --report report.json
  briefing add ~/inbox --watch
  briefing add --prune

What was read before and has not changed is not read again. Articles whose file is gone stay, with a mark, until --prune
drops them; your own files are never touched.""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH…")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what was read, what changed and what was skipped, and why, to FILE as JSON.",
)
@click.option("--watch", is_flag=True, help="Stay, and read again whenever a file changes; ctrl+c ends it.")
@click.option("--prune", is_flag=True, help="Also drop the articles whose files are gone from the library.")
@wait_option
@json_option
@where_options
def add(
    *,
    paths: tuple[Path, ...],
    report: Path | None,
    watch: bool,
    prune: bool,
    wait: bool,
    as_json: bool,
    where: Where,
) -> None:
    """Add files or folders of articles to a library.

    To the one that --library names, or else to the one opened last. The articles that come with the program are a
    library of their own, which stays as it is: then a new library is named after the first path. Without a PATH, the
    library's own files and folders are looked through again.
    """
    if not (paths or watch or prune or report):
        raise click.UsageError("Missing argument 'PATH…'.")
    began = time.monotonic()
    with _library_to_fill(where, paths) as desk:
        known = {card.id for card in desk.articles()}
        problems = bring_up_to_date(desk, attribute=wait)
        dropped = desk.prune() if prune else 0
        if dropped:
            bring_up_to_date(desk, attribute=False)
        _tell(desk, known, dropped, as_json=as_json)
        if report is not None:
            _write_report(report, desk, dropped, time.monotonic() - began)
        if watch:
            _follow(desk, wait=wait)
        empty = not desk.summary().articles
    if paths and (problems or empty):
        given = ", ".join(str(path) for path in paths[:3])
        raise IntakeError(
            f"No article was found in {given}: give files of articles, or a folder that holds some."
            if empty
            else "Not everything could be read: see above."
        )


def _tell(desk: Desk, known: set[str], dropped: int, *, as_json: bool) -> None:
    """Tell what is new, and what the library holds now."""
    fresh = [card for card in desk.articles() if card.id not in known]
    if as_json:
        from briefing.services.json_lines import article_json

        for card in fresh:
            say_json(article_json(card))
    result, summary = desk.report(), desk.summary()
    more = [
        f"{result.changed} changed" if result.changed else "",
        f"{result.removed} removed" if result.removed else "",
        f"{counted(result.gone, 'file')} gone" if result.gone else "",
        f"{counted(dropped, 'article')} dropped" if dropped else "",
    ]
    told = "".join(f", {part}" for part in more if part)
    narrate(
        f"{counted(len(fresh), 'new article')}{told} in the library “{desk.name}”: now "
        f"{counted(summary.articles, 'article')} and {counted(summary.statements, 'statement')}."
    )


def _write_report(file: Path, desk: Desk, dropped: int, seconds: float) -> None:
    """Write what came of it.

    Raises:
        UsageError: The file cannot be written.
    """
    result, summary = desk.report(), desk.summary()
    told = {
        "library": desk.name,
        "files": {"read": result.files, "gone": result.gone, "back": result.back},
        "articles": {
            "new": result.new,
            "changed": result.changed,
            "unchanged": result.unchanged,
            "removed": result.removed,
            "dropped": dropped,
            "total": summary.articles,
        },
        "statements": summary.statements,
        "skipped": [asdict(one) for one in result.skipped],
        "seconds": {**result.seconds, "total": round(seconds, 3)},
    }
    try:
        file.expanduser().write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise UsageError(f"The report {clean_path(file)} cannot be written ({reason}): name another file.") from error


def _follow(desk: Desk, *, wait: bool) -> None:
    """Read again whenever something changes, one line for each time, until interrupted."""
    changed = threading.Event()
    desk.watch(changed.set)
    narrate("Watching for changes; ctrl+c ends it.")
    before = desk.report()
    while True:
        while not changed.wait(_LOOK_SECONDS):  # a wait without end could not be interrupted everywhere
            pass
        changed.clear()
        bring_up_to_date(desk, attribute=wait)
        after = desk.report()
        if line := _difference(before, after):
            summary = desk.summary()
            narrate(f"{time.strftime('%H:%M:%S')} {line}; now {counted(summary.articles, 'article')}.")
        before = after


def _difference(before: ReadingReport, after: ReadingReport) -> str:
    """What one more reading brought; "" for nothing."""
    parts = [
        (after.files - before.files, "file", "read"),
        (after.gone - before.gone, "file", "gone"),
        (after.back - before.back, "file", "back"),
        (after.new - before.new, "article", "new"),
        (after.changed - before.changed, "article", "changed"),
        (after.removed - before.removed, "article", "removed"),
    ]
    return ", ".join(f"{counted(number, thing)} {what}" for number, thing, what in parts if number)


@contextmanager
def _library_to_fill(where: Where, paths: Sequence[Path]) -> Iterator[Desk]:
    """The library that `add` fills, holding the paths already, with nothing of them read yet."""
    if where.library is None:
        with open_desk(where) as last:
            if last.name != SEEDS or not paths:
                last.add(paths)
                yield last
                return
    with open_desk(where, paths) as desk:
        yield desk


__all__ = ["add"]
