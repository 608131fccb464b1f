"""What a Markdown file says about itself between two lines of `---`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.intake.bylines import field_of

_FENCED: Final = re.compile(r"\ufeff?\s*---[ ]*\n(?P<block>(?:.*\n)*?)(?:---|\.\.\.)[ ]*(?:\n+|$)")
_LARGEST = 50_000
_LINE: Final = re.compile(r"\s{0,3}(?P<key>[A-Za-z][\w -]{0,30}?)\s*[:=]\s*(?P<value>\S.*?)\s*")
_LONGEST_VALUE = 1_000


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Part what a file says about itself from the article.

    Where the YAML is broken, the lines that read "key: value" still count. What is not front matter stays text.

    Args:
        text: The cleaned text of a file.

    Returns:
        Keys and values as written, and the text that remains.
    """
    found = _FENCED.match(text[:_LARGEST])
    if not found:
        return {}, text
    pairs = dict(_pairs(found["block"]))
    return (pairs, text[found.end() :]) if pairs else ({}, text)


def _pairs(block: str) -> Iterator[tuple[str, str]]:
    """Every key whose value is words or a list of words."""
    import yaml

    try:
        # The base loader makes strings only: nothing is executed, no "no" becomes False, and no date fails.
        loaded = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        loaded = None
    if not isinstance(loaded, dict):
        yield from _salvaged(block)
        return
    for key, value in loaded.items():
        items = value if isinstance(value, list) else [value]
        words = [item for item in items[:20] if isinstance(item, str)]
        if isinstance(key, str) and words and len(words) == len(items):
            yield key, ", ".join(words)[:_LONGEST_VALUE]


def _salvaged(block: str) -> Iterator[tuple[str, str]]:
    """The lines of broken YAML that can still be read; nothing when none of them is about the article."""
    found = [match for line in block.split("\n") if (match := _LINE.fullmatch(line))]
    if any(field_of(match["key"]) for match in found):
        yield from ((match["key"], match["value"].strip("\"'")) for match in found)
