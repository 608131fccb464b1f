"""What the scorer counts as wrong, in the article's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from briefing.services.evaluation.gold import Said
from briefing.services.evaluation.words import Pair

_BETWEEN = " … "


class Sort(StrEnum):
    """The ways to be wrong."""

    WRONG_SOURCE = "wrong source"
    MISSED = "missed"
    SPURIOUS = "spurious"


class Passage(NamedTuple):
    """A statement as it stands in its article; what it lacks is empty.

    Attributes:
        source: The words that name the source.
        cue: The words that report it.
        content: What is said.
    """

    source: str
    cue: str
    content: str

    @classmethod
    def of(cls, statement: Said, text: str) -> Passage:
        """The words of a statement in an article's text."""

        def words(spans: Sequence[Pair]) -> str:
            return _BETWEEN.join(text[start:end] for start, end in spans)

        return cls(words(statement.source), words(statement.cue), words(statement.content))

    def __str__(self) -> str:
        return f"source: {self.source or '–'} | cue: {self.cue or '–'} | content: {self.content}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where a prediction and the gold differ.

    Attributes:
        sort: How.
        article: The article's id.
        gold: The gold statement; None when there is none.
        said: The prediction; None when there is none.
    """

    sort: Sort
    article: str
    gold: Passage | None = None
    said: Passage | None = None

    def lines(self) -> Iterator[str]:
        """The mistake as text, a line for it and one for each side of it."""
        yield f"{self.sort}: {self.article}"
        for side, passage in (("gold", self.gold), ("said", self.said)):
            if passage is not None:
                yield f"  {side}  {' '.join(str(passage).split())}"


__all__ = ["Mistake", "Passage", "Sort"]
