"""`briefing sample`: a folder of invented articles to try things on."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from briefing.cli.options import EXAMPLES, Helpful
from briefing.cli.output import counted, narrate, say
from briefing.model.clean import clean_path


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing sample
  briefing sample ~/try-this
  briefing sample && briefing read briefing-sample | jq -r '[.published, .outlet, .title] | @tsv'

One of the files is broken on purpose, so that one sees how that is told. A folder that is not empty is left alone.""",
)
@click.argument("folder", required=False, default="briefing-sample", type=click.Path(path_type=Path))
@click.pass_context
def sample(ctx: click.Context, folder: Path) -> None:
    """Write a small folder of invented articles in many formats, to try things on."""
    from briefing.services.sample import write_sample

    place = folder.expanduser()
    written = write_sample(place)
    for path, what in written.items():
        say(f"{clean_path(path)} – {what}")
    narrate(f"{counted(len(written), 'file')} written; now type: briefing {_typed(place, ctx)}")


def _typed(folder: Path, ctx: click.Context) -> str:
    """The folder as the next command needs it: what looks like a command or an option is told from one."""
    name = str(folder)
    root = ctx.find_root().command
    taken = isinstance(root, click.Group) and root.get_command(ctx, name) is not None
    return shlex.quote(f"./{name}" if taken or name.startswith("-") else name)
