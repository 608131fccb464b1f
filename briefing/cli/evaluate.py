"""`briefing eval`: how right our statements are, against gold files; no library is touched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.options import EXAMPLES, Helpful, json_option
from briefing.cli.output import narrate, say, say_json
from briefing.model.clean import clean_path

if TYPE_CHECKING:
    from briefing.services.evaluation.mistakes import Mistake, Passage
    from briefing.services.evaluation.scorer import Row, Score


@click.command(
    "eval",
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing eval gold.jsonl
  briefing eval gold.jsonl interviews.jsonl --threads 4
  briefing eval gold.jsonl --errors 5 | less
  briefing eval --json gold.jsonl | jq .speech.full

In: one JSON object a line, {{"id": …, "text": …, "statements": [{{"content": [[start, end], …], "cue": …,
"source": …}}], "discard": [[start, end], …]}}; offsets are code points into the text, and what lies
mostly in "discard" counts for nothing. Out, in percent: the words of contents; statements whose words
overlap by a half ("relation"), and whose source is right too ("full"), as precision/recall/F1; how many
of the sources are right; and how far confidence is from the truth.""",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD…")
@click.option(
    "--errors",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Also show the first N errors of each sort: wrong source, missed, spurious.",
)
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True, help="Cores to use.")
@json_option
def evaluate(files: tuple[Path, ...], errors: int, threads: int, as_json: bool) -> None:
    """Score the statements that are found in texts against gold ones."""
    from briefing.services.evaluation.evaluate import evaluate as service
    from briefing.services.evaluation.evaluate import table

    for file, scored in service(files, threads=threads, told=narrate):
        if as_json:
            say_json({"file": clean_path(file), **score_json(scored, errors)})
        else:
            for line in table(file, scored):
                say(line)
            for mistake in scored.first_mistakes(errors):
                say("\n".join(["", *mistake.lines()]))
        sys.stdout.flush()


def score_json(scored: Score, errors: int) -> dict[str, Any]:
    """A score for programs, with at most so many errors of each sort."""
    figures = {
        "articles": scored.articles,
        "content": list(scored.content),
        **{kind: _row_json(row) for kind, row in scored.rows.items()},
        "calibration": scored.calibration,
    }
    return {**figures, "errors": [_mistake_json(one) for one in scored.first_mistakes(errors)]} if errors else figures


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "gold": row.gold,
        "said": row.said,
        "relation": list(row.relation),
        "full": list(row.full),
        "source": row.source,
    }


def _mistake_json(mistake: Mistake) -> dict[str, Any]:
    def sides(passage: Passage | None) -> dict[str, str] | None:
        return None if passage is None else passage._asdict()

    return {
        "sort": mistake.sort.value,
        "article": mistake.article,
        "gold": sides(mistake.gold),
        "said": sides(mistake.said),
    }
