"""`briefing doctor`: what works here, what does not, and what to do about it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from briefing.cli.launch import LOWEST, NARROWEST
from briefing.cli.options import EXAMPLES, Helpful, Where, json_option, where_options
from briefing.cli.output import say, say_json
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from briefing.services.doctor import Finding

_MARKS = {"good": "good ", "doubt": "doubt", "bad": "BAD  "}
_TMUX_SECONDS = 2.0


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing doctor
  briefing doctor --json | jq -r 'select(.standing != "good") | .says'

Exit code 0 when nothing is bad; else the code of what is bad first (see briefing --help).""",
)
@json_option
@where_options
@click.pass_context
def doctor(ctx: click.Context, as_json: bool, where: Where) -> None:
    """Test the terminal, the clipboard, the data folder, the library, its index and the language model."""
    from briefing.services.doctor import examine

    code = 0
    for finding in (*_terminal(os.environ), *_clipboard(os.environ), *examine(where.library, where.data_dir)):
        code = code or finding.code
        if as_json:
            say_json({"name": finding.name, "standing": finding.standing, "says": finding.says})
        else:
            say(f"{_MARKS[finding.standing]}  {finding.name:<14}  {finding.says}")
    if code:
        ctx.exit(code)


def _terminal(environment: Mapping[str, str]) -> Iterator[Finding]:
    from briefing.services.doctor import Finding

    kind = environment.get("TERM", "")
    if not sys.stdout.isatty():
        yield Finding("terminal", "doubt", "Output goes elsewhere, so it cannot be tested; run this in a terminal.")
    elif kind in ("", "dumb", "unknown") and os.name != "nt":
        yield Finding("terminal", "doubt", f"It cannot place words (TERM={kind!r}): read with briefing --plain.")
    else:
        columns, lines = shutil.get_terminal_size()
        small = columns < NARROWEST or lines < LOWEST
        says = f"{clean_line(kind) or 'Windows'}, {columns}x{lines}{', too small for the app' if small else ''}"
        yield Finding("terminal", "doubt" if small else "good", says)
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") != "utf8":
        says = f"It is {encoding or 'unknown'}: set LANG to a UTF-8 locale, or marks are lost."
        yield Finding("encoding", "doubt", says)
    if "NO_COLOR" in environment:
        yield Finding("colours", "good", "none, as NO_COLOR asks")
    elif environment.get("COLORTERM", "") not in ("truecolor", "24bit"):
        says = "Perhaps only 256 (COLORTERM is not truecolor); the theme ansi-dark uses the terminal's own."
        yield Finding("colours", "good", says)


def _clipboard(environment: Mapping[str, str]) -> Iterator[Finding]:
    from briefing.clipboard import has_native_clipboard
    from briefing.services.doctor import Finding

    if has_native_clipboard(environment):
        import pyperclip

        if pyperclip.determine_clipboard()[0]:
            yield Finding("clipboard", "good", "the platform's own")
        else:
            yield Finding("clipboard", "doubt", "The platform's is out of reach: install xclip, xsel or wl-clipboard.")
    elif environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        yield Finding("clipboard", "good", "through the terminal (OSC 52), which must allow it; you are here over ssh")
    else:
        yield Finding("clipboard", "good", "through the terminal (OSC 52), which must allow it; there is no display")
    if environment.get("TMUX"):
        yield _tmux()
    elif environment.get("STY"):
        yield Finding("screen", "doubt", "GNU screen passes on short copies only; last-copy.txt holds all of them.")


def _tmux() -> Finding:
    """Whether tmux hands a copy on to the terminal outside."""
    from briefing.services.doctor import Finding

    try:
        words = ["tmux", "show-options", "-gv", "set-clipboard"]
        asked = subprocess.run(words, capture_output=True, text=True, timeout=_TMUX_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return Finding("tmux", "doubt", "It does not answer; a copy goes to the terminal and to last-copy.txt.")
    value = asked.stdout.strip()
    if value in ("on", "external"):
        return Finding("tmux", "good", f"set-clipboard is {value}: what is copied reaches the terminal outside")
    return Finding("tmux", "doubt", "set-clipboard is off, so copies stay in tmux: tmux set -g set-clipboard on")
