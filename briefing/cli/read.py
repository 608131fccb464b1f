"""`briefing read`: files in, articles out; no library is touched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.options import EXAMPLES, Helpful
from briefing.cli.output import narrate, say, say_json
from briefing.errors import IntakeError

if TYPE_CHECKING:  # what checks is loaded when something is read
    from briefing.model import Article

_FIELDS = ("title", "outlet", "author", "published", "language", "url")


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing read page.html
  briefing read ~/clippings | jq -r '[.published, .outlet, .title] | @tsv'
  briefing read archive.jsonl | briefing extract > statements.jsonl
  briefing read --formats

Out: one JSON object a line, {{"id", "title", "outlet", "author", "published", "language", "url", "text",
"paragraphs": [{{"kind", "start", "end", "place"}}], "origins": {{"title": …}}, "path", "part", "words", …}}. Offsets
count code points of "text". "origins" says where a value was read; what is not known is null, its origin "none".""",
)
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, wanted: _tell_formats(ctx) if wanted else None,
    help="List the formats that can be read, and leave.",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def read(files: tuple[Path, ...]) -> None:
    """Print the articles in files and folders as JSON lines, without any library."""
    from briefing.services.read import read as service

    articles = problems = 0
    for found in service(files):
        if isinstance(found, str):
            problems += 1
            narrate(found)
        else:
            articles += 1
            say_json(article_json(found))
            sys.stdout.flush()
    if problems:
        raise IntakeError("Not everything could be read: see above.")
    if not articles:
        raise IntakeError("No article was found; name files or folders that hold some.")


def _tell_formats(ctx: click.Context) -> None:
    """Print each format with the endings of its files' names."""
    from briefing.services.read import formats

    for name, suffixes, extra in formats():
        more = f" (not installed; run: python -m pip install 'briefing[{extra}]')" if extra else ""
        say(f"{name}: {' '.join(suffixes) or 'known by what is in it'}{more}")
    ctx.exit()


def article_json(article: Article) -> dict[str, Any]:
    """An article with everything that was read of it."""
    values = article.model_dump(mode="json")
    return {
        "id": article.id,
        **{name: values[name] for name in _FIELDS},
        "published_from": article.published_from,
        "place": article.place,
        "agency": article.agency,
        "title_is_own": article.title_is_own,
        "text": article.text,
        "paragraphs": values["paragraphs"],
        "origins": {name: values["origins"].get(name, "none") for name in _FIELDS},
        "words": len(article.text.split()),
        "caution": article.caution,
        "path": article.path,
        "part": article.part,
        "sha256": article.sha256,
    }
