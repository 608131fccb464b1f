"""The word lists in `data/`: read once, when they are first needed."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

REMEMBERED = 65536  # words whose answers are kept at hand


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The word list `data/NAME.toml`, as it is written there; nobody may change it."""
    source = resources.files("briefing.actors").joinpath("data", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def listed(file: str, name: str) -> frozenset[str]:
    """A list of words as a set."""
    return frozenset(lexicon(file)[name].split())


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Each given name or short form → the numbers of the lines in which it stands: sharing one is being related."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lexicon("names")["nicknames"]):
        for word in line.split():
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def given_names() -> frozenset[str]:
    """Names that are given ones as far as is known."""
    return listed("names", "given") | nicknames().keys()


class Romanised(NamedTuple):
    """How spellings in Latin letters vary.

    Attributes:
        rules: Patterns and what stands for them, in order.
        shortest: The shortest word in which the rules are believed.
        variants: A spelling → the one that stands for all of its line.
        letters: Letters that have no accents to take off, and what stands for them.
        lookalikes: Letters of other scripts and the Latin ones they look like.
    """

    rules: tuple[tuple[re.Pattern[str], str], ...]
    shortest: int
    variants: dict[str, str]
    letters: dict[int, str]
    lookalikes: dict[int, str]


@cache
def romanised() -> Romanised:
    """The table of romanised spellings."""
    data = lexicon("romanised")
    variants: dict[str, str] = {}
    for line in data["variants"]:
        words = [word.replace("'", "") for word in line.split()]
        first = next((variants[word] for word in words if word in variants), words[0])
        variants.update(dict.fromkeys(words, first))
    return Romanised(
        rules=tuple((re.compile(pattern), instead) for pattern, instead in data["rules"]),
        shortest=data["shortest"],
        variants=variants,
        letters=str.maketrans(data["letters"]),
        lookalikes=str.maketrans(data["lookalikes"]),
    )


__all__ = ["REMEMBERED", "Romanised", "given_names", "lexicon", "listed", "nicknames", "romanised"]
