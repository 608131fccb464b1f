"""The word lists in `data/`: read once, kept apart from the rules that use them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

REMEMBERED = 4096  # words whose answers are kept at hand: an article asks the same of the same few over and over


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The word list `data/NAME.toml`, as it is written there; nobody may change it."""
    source = resources.files("briefing.attribution").joinpath("data", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def listed(words: str) -> frozenset[str]:
    """Words separated by blanks, as a set."""
    return frozenset(words.split())
