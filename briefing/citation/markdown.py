"""Text from outside as Markdown that reads as it was written: no link, no tag, no emphasis of its own."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from briefing.model.clean import clean, clean_line

_ALWAYS: Final = r"[\\`*<~]"
_UNDERSCORE: Final = r"(?<![^\W_])_|_(?![^\W_])"  # inside a word it marks nothing
_ENTITY: Final = r"&(?=#?\w{1,32};)"
# A bracket around plain words ("[sic]") reads well as it is, unless what follows would make it a link or a definition.
_BRACKET: Final = r"\[(?![\w ,.;'’“”\"?…-]{1,80}\](?![\[(:{]))"
_ACTIVE: Final = re.compile(f"{_ALWAYS}|{_UNDERSCORE}|{_ENTITY}|{_BRACKET}", re.MULTILINE)
_AT_LINE_START: Final = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|[>|=]|-(?=[-\s|:]*$)|:(?=-))")
_IN_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%~-._"
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Text as Markdown on one line."""
    return _ACTIVE.sub(lambda found: "\\" + found.group(), clean_line(text))


def quoted_block(text: str) -> str:
    """Text as a block quote, every line of it."""
    return "\n".join(f"> {_line(line)}" for line in clean(text).split("\n"))


def emphasised(text: str) -> str:
    """Text in italics, on one line."""
    return f"*{escaped(' '.join(text.split()))}*"


def web_link(url: str | None) -> str | None:
    """A web address as a link whose words are the address; None for anything but http and https."""
    try:
        parts = urlsplit(clean_line(url or "").strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return f"<{quote(parts.geturl(), safe=_IN_ADDRESSES)}>"


def _line(line: str) -> str:
    """One line of a block quote: indented text would be code, a number with a full stop a list."""
    line = _ACTIVE.sub(lambda found: "\\" + found.group(), line.strip())
    line = _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
    return "\\" + line if _AT_LINE_START.match(line) else line
