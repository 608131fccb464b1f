"""How fast a whole folder becomes a library on all cores: `briefing add`, from the shell's point of view."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from math import ceil
from pathlib import Path
from typing import Final

from briefing.bench.processes import cost_of
from briefing.bench.startup import BRIEFING

ENOUGH_WORDS: Final = 20_000
"""For each core."""
_LAST_LINE: Final = 4


@dataclass(frozen=True, slots=True)
class Filling:
    """What a folder took, from the start of `briefing add` to its end.

    Attributes:
        articles: So many were in it.
        words: And so many words in them.
        cores: So many workers found statements.
        seconds: By the clock.
    """

    articles: int
    words: int
    cores: int
    seconds: float

    def lines(self) -> Iterator[str]:
        """The figures as text."""
        yield f"briefing add, {self.words:,} words in {self.articles:,} articles, {self.cores} workers"
        yield f"{self.words / self.seconds:26,.0f} words a second by the clock, from its start to its end"


def filling(texts: Sequence[str], place: Path, environment: Mapping[str, str]) -> Filling:
    """Read, index and attribute a folder of copies of some texts, each with a last line of its own.

    Args:
        texts: What is in it, over and over until it is enough.
        place: An empty folder, for the articles and the library.
        environment: The command's.
    """
    cores = os.cpu_count() or 1
    long = sum(len(text.split()) for text in texts) / len(texts) + _LAST_LINE
    folder = copies(texts, place / "articles", ceil(ENOUGH_WORDS * cores / long))
    words = [len(file.read_text(encoding="utf-8").split()) for file in folder.iterdir()]
    surroundings = {**environment, "BRIEFING_DATA_DIR": str(place / "data"), "BRIEFING_WORKERS": str(cores)}
    seconds = cost_of([*BRIEFING, "add", str(folder)], surroundings).seconds
    return Filling(len(words), sum(words), cores, seconds)


def copies(texts: Sequence[str], folder: Path, number: int) -> Path:
    """Make a folder of so many copies of some texts, in turns, each with a last line of its own.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True)
    for place, text in zip(range(1, number + 1), cycle(texts), strict=False):
        (folder / f"{place}.txt").write_text(f"{text}\n\nThis is copy {place}.\n", encoding="utf-8")
    return folder


__all__ = ["Filling", "copies", "filling"]
