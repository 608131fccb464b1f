"""What is printed: data to stdout, narration to stderr, and nothing that a terminal would obey."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from briefing.model import Span
from briefing.model.clean import clean, clean_line

# What JSON allows inside a string and a terminal would obey, or an editor would hide.
_STEERING = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def safe_streams() -> None:
    """Let a terminal that cannot show a character show its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def narrate(text: str) -> None:
    """Tell the reader something that is not data."""
    _write(sys.stderr, f"briefing: {clean_line(text)}\n")


def counted(number: int, thing: str) -> str:
    """A number of things: "1 article", "2 articles"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def tallied(number: int, thing: str) -> str:
    """The same as a column of a list, so that no number stands without its thing: "     1 article "."""
    return f"{number:6} {thing if number == 1 else f'{thing}s':<{len(thing) + 1}}"


def say(text: str = "") -> None:
    """Print lines of data for a person."""
    _write(sys.stdout, f"{clean(text)}\n")


def say_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print one JSON value on one line, with everything that could steer a terminal written as its code."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    _write(sys.stdout, f"{_STEERING.sub(_coded, line)}\n")


def emphasised(text: str, marks: Iterable[Span]) -> str:
    """Text with some of its words in bold, when stdout is a terminal that shows it; cleaned either way."""
    if not in_colour():
        return clean(text)
    pieces, at = [], 0
    for start, end in marks:
        pieces += [clean(text[at:start]), "\x1b[1m", clean(text[start:end]), "\x1b[22m"]
        at = end
    return "".join([*pieces, clean(text[at:])])


def heading(text: str) -> str:
    """A line that begins something, in bold where that can be seen."""
    return f"\x1b[1m{clean_line(text)}\x1b[22m" if in_colour() else clean_line(text)


def say_prepared(text: str) -> None:
    """Print what `emphasised` and `heading` made: already cleaned, and possibly bold."""
    _write(sys.stdout, f"{text}\n")


def in_colour() -> bool:
    """Whether stdout is a terminal that may be sent bold letters."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb"


def _coded(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
