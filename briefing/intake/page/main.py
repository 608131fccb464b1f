"""Which words of a page are its article's, and whether a page is one that a program may go through in full."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 3
_ENOUGH: Final = 0.6  # of a paragraph's runs of words must be known for it to be known
_MOST_ELEMENTS: Final = 25_000
_LARGEST: Final = 2_000_000  # characters of text


def main_text(root: HtmlElement) -> str:
    """The article's words as Trafilatura finds them, or ""."""
    from trafilatura import bare_extraction

    silence("trafilatura", "justext")
    found = bare_extraction(copy(root), include_comments=False)
    return found.text or "" if found else ""


def depth(root: HtmlElement) -> int:
    """How many elements stand in one another."""
    from lxml.etree import iterwalk

    level = deepest = 0
    for event, _ in iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def is_usual(root: HtmlElement, size: int) -> bool:
    """Whether a page is no larger than pages are: on others Trafilatura would take minutes."""
    return size <= _LARGEST and sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS)) < _MOST_ELEMENTS


def silence(*names: str) -> None:
    """Keep libraries from writing to the terminal what they log: a page without an article is nothing to warn of."""
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class Words:
    """The words that were found to be the article's."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines: set[str] = set()
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            self._lines.update(" ".join(words_of(line)) for line in text.split("\n"))
            self._runs.update(_runs(words_of(text)))

    def holds(self, text: str) -> bool:
        """Whether nearly all of a paragraph is among them."""
        words = words_of(text)
        if len(words) < 2 * _RUN:
            return " ".join(words) in self._lines
        runs = list(_runs(words))
        return sum(run in self._runs for run in runs) >= _ENOUGH * len(runs)


def words_of(text: str) -> list[str]:
    """The words of a text, without case."""
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every few words that follow one another."""
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


__all__ = ["Words", "depth", "is_usual", "main_text", "silence", "words_of"]
