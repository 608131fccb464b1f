"""`briefing serve`: the app in a web browser, for those who may use this machine."""

from __future__ import annotations

import ipaddress
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from briefing.cli.library import open_desk
from briefing.cli.options import EXAMPLES, Helpful, Where, where_options
from briefing.cli.output import narrate
from briefing.errors import UsageError
from briefing.model.clean import clean_line

_NO_DOOR = "Nobody is asked for a password: whoever reaches {address} reads this library and decides in it as you do."


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing serve
  briefing serve ~/news --port 8123
  ssh -L 8000:127.0.0.1:8000 desk     on the machine one sits at, to see what is served on the other

It needs briefing[serve]: pip install 'briefing[serve]'. Each page that is opened is an app of its own, on the same
library. In a browser no editor, pager or command is started, and what is written to a file is downloaded. ctrl+c ends
it.""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; any but this machine's own also needs --to-anyone.",
)
@click.option("--to-anyone", is_flag=True, help="Let others on the network in, without a password and in the clear.")
@where_options
def serve(*, paths: tuple[Path, ...], port: int, host: str, to_anyone: bool, where: Where) -> None:
    """Show the app in a web browser on this machine."""
    alone = is_loopback(host)
    if not (alone or to_anyone):
        raise UsageError(
            f"{clean_line(host)} is not this machine's own address, and nobody is asked for a password: say --to-anyone"
            " as well if everybody who reaches it may read this library and decide in it."
        )
    try:
        from briefing.cli.web import Web
    except ModuleNotFoundError as error:
        raise UsageError("Serving needs textual-serve: pip install 'briefing[serve]'") from error
    with open_desk(where, paths) as desk:  # what is wrong with the library is told here, not in a browser
        words = app_words(desk.data_dir, desk.name)
    web = Web(_command(words), host, port, alone=alone)
    narrate(f"The library “{clean_line(desk.name)}” is shown at {web.public_url}; ctrl+c ends it.")
    narrate(_NO_DOOR.format(address=web.public_url))
    try:
        web.serve()
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise UsageError(
            f"Port {port} of {clean_line(host)} cannot be listened on ({reason}): give another with --port."
        ) from error
    raise KeyboardInterrupt  # that is how it ends


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def app_words(data_dir: Path, library: str) -> list[str]:
    """The words that start the app on a library; modules that stand where one happens to be are not taken for ours."""
    return [sys.executable, "-P", "-m", "briefing", "--data-dir", str(data_dir), "--library", library]


def _command(words: Sequence[str]) -> str:
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


__all__ = ["app_words", "is_loopback", "serve"]
