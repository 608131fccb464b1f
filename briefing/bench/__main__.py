"""`python -m briefing.bench`: start-up, speed and memory, and with gold files how right the statements are."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from briefing.errors import BriefingError

PARTS = ("startup", "screen", "speed", "search", "gold")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("texts", nargs=-1, type=click.Path(path_type=Path))
@click.option("--gold", multiple=True, type=click.Path(path_type=Path), help="Score our statements against this file.")
@click.option("--runs", type=click.IntRange(1), default=7, show_default=True, help="How often each is measured.")
@click.option(
    "--statements",
    type=click.Path(path_type=Path),
    help="For search: where the statements in TEXTS are, as JSON lines.",
)
@click.option("--judged", type=click.Path(path_type=Path), help="For search: a folder of judged questions (TIME).")
@click.option(
    "--mixed",
    type=click.IntRange(0),
    default=0,
    help="For search: so many articles, mixed from TEXTS by a seed, for the engine for large libraries.",
)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="For startup, screen and search: a data folder whose last library is opened (a copy of it); else the seeds.",
)
@click.option("--only", "parts", multiple=True, type=click.Choice(PARTS), help="Measure this alone.")
def bench(
    *,
    texts: tuple[Path, ...],
    gold: tuple[Path, ...],
    runs: int,
    statements: Path | None,
    judged: Path | None,
    mixed: int,
    data: Path | None,
    parts: tuple[str, ...],
) -> None:
    """Print what `briefing` costs, beside its peers in the same run.

    TEXTS are plain-text articles to measure the speed of attribution on; without any, the packaged ones.
    A gold file holds one JSON object a line: {"id", "text", "statements": [{"content", "cue", "source"}]}.
    Search is measured on TEXTS of any format that is read, and only when there are some or --judged is given;
    with --data, what the app makes of it is too.
    """
    wanted = parts or PARTS
    _say(f"{platform.platform()}, Python {platform.python_version()}")
    try:
        with tempfile.TemporaryDirectory(prefix="briefing-bench-") as folder:
            on_library = {"startup", "screen", *(["search"] if data else [])}
            library = _library(data, Path(folder) / "library") if on_library & set(wanted) else Path()
            if "startup" in wanted:
                _print_startup(runs, library)
            if "screen" in wanted:
                _print_screen(texts, runs, library, Path(folder) / "second")
            if "speed" in wanted:
                _print_speed(texts, runs, Path(folder))
            if "search" in wanted and (parts or texts or judged):
                _print_search(texts, statements, judged, mixed, Path(folder), library if data else None)
        # Last, because it loads the language model here, and what is started from a large process is large.
        if "gold" in wanted:
            _print_scores(gold)
    except BriefingError as error:
        _narrate(str(error))
        sys.exit(error.exit_code)


def _library(data: Path | None, place: Path) -> Path:
    """A data folder that may be written to."""
    if data is None:
        place.mkdir()
    else:
        _narrate(f"copying {data}")
        shutil.copytree(data, place)
    return place


def _print_startup(runs: int, folder: Path) -> None:
    from briefing.bench.startup import measure

    for line in measure(runs, folder, _narrate).lines():
        _say(line)


def _print_screen(files: Sequence[Path], runs: int, library: Path, second: Path) -> None:
    from briefing.bench.attribution import read_texts
    from briefing.bench.screen import measure
    from briefing.bench.startup import surroundings

    for line in measure(read_texts(files), surroundings(library), second, rounds=runs, told=_narrate).lines():
        _say(line)


def _print_speed(files: Sequence[Path], runs: int, folder: Path) -> None:
    from briefing.bench.attribution import read_texts, speed
    from briefing.bench.folder import filling
    from briefing.bench.resolution import line as share
    from briefing.bench.resolution import resolution
    from briefing.bench.startup import surroundings

    texts, environment = read_texts(files), surroundings(folder)
    for line in speed(texts, environment, rounds=runs, told=_narrate).lines():
        _say(line)
    _say(share(resolution(texts, rounds=runs, told=_narrate)))
    _narrate("a folder on all cores")
    for line in filling(texts, folder / "folder", environment).lines():
        _say(line)


def _print_search(
    files: Sequence[Path],
    statements: Path | None,
    judged: Path | None,
    mixed: int,
    folder: Path,
    library: Path | None,
) -> None:
    from briefing.bench.search import lines

    for line in lines(files, statements, judged, mixed, folder, library, _narrate):
        _say(line)


def _print_scores(files: Sequence[Path]) -> None:
    from briefing.services.evaluation.evaluate import evaluate, table

    for file, scored in evaluate(files, told=_narrate):
        for line in table(file, scored):
            _say(line)


def _say(line: str) -> None:
    click.echo(line)


def _narrate(line: str) -> None:
    click.echo(f"bench: {line}", err=True)


if __name__ == "__main__":
    bench(prog_name="python -m briefing.bench")
