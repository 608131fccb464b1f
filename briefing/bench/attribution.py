"""How fast statements are found, and in how much memory: the worker process as the library runs it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.bench.processes import cost_of
from briefing.bench.scorer import GoldArticle, Said, Score, score
from briefing.errors import IntakeError

ENOUGH_WORDS: Final = 20_000
_WORKER: Final = (sys.executable, "-m", "briefing.attribution.worker")
_LITTLE: Final = "The mayor said that the bridge would open."


@dataclass(frozen=True, slots=True)
class Speed:
    """What finding statements costs.

    Attributes:
        words: So many were read.
        start: Seconds from the worker's start to the statements of one sentence.
        words_per_second: By the clock.
        words_per_core_second: By the time that its threads spent: what one core manages when it is left alone.
        peak_bytes: The most memory the worker held.
    """

    words: int
    start: float
    words_per_second: float
    words_per_core_second: float
    peak_bytes: int

    def lines(self) -> Iterator[str]:
        """The figures as text."""
        yield f"worker, first statement   {self.start:6.3f} s from its start"
        yield (
            f"worker, {self.words:7,} words {self.words_per_core_second:8,.0f} words a second and core"
            f" ({self.words_per_second:,.0f} by the clock), at most {self.peak_bytes / 2**20:,.0f} MB"
        )


def speed(texts: Sequence[str], environment: Mapping[str, str]) -> Speed:
    """Measure one worker.

    Args:
        texts: What it reads, over and over until it has been enough.
        environment: The worker's.
    """
    once = sum(len(text.split()) for text in texts)
    times = max(1, -(-ENOUGH_WORDS // max(1, once)))
    little = cost_of(_WORKER, environment, given=_questions([_LITTLE]))
    much = cost_of(_WORKER, environment, given=_questions([_LITTLE, *list(texts) * times]))
    return Speed(
        words=once * times,
        start=little.seconds,
        words_per_second=once * times / (much.seconds - little.seconds),
        words_per_core_second=once * times / (much.cpu_seconds - little.cpu_seconds),
        peak_bytes=much.peak_bytes,
    )


def read_texts(files: Sequence[Path]) -> list[str]:
    """The texts of files; the packaged articles when there are none.

    Raises:
        IntakeError: A file cannot be read.
    """
    from briefing.paths import packaged_seeds

    texts = []
    for file in files or sorted(packaged_seeds().glob("*.txt")):
        try:
            texts.append(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise IntakeError(f"The text {file} cannot be read ({reason}): check it.") from error
    return texts


def score_ours(gold: Sequence[GoldArticle]) -> Score:
    """What the scorer says of our own statements.

    Raises:
        AttributionError: The language model is missing or cannot be read.
    """
    from briefing.services.extract import extract

    found = extract((article.id, article.text) for article in gold)
    return score(gold, {name: [Said.from_statement(one) for one in statements] for name, statements in found})


def _questions(texts: Sequence[str]) -> bytes:
    """What the library asks a worker, one article a line."""
    rows = ({"id": str(number), "text": text, "paragraphs": []} for number, text in enumerate(texts))
    return "".join(json.dumps(row) + "\n" for row in rows).encode("ascii")


__all__ = ["Speed", "read_texts", "score_ours", "speed"]
