"""How fast statements are found, and in how much memory: the worker process as the library runs it, beside spaCy."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from briefing.bench import bare_spacy
from briefing.bench.processes import cost_of
from briefing.errors import IntakeError

ENOUGH_WORDS: Final = 20_000
_WORKER: Final = (sys.executable, "-m", "briefing.attribution.worker")
_SPACY: Final = (sys.executable, "-m", "briefing.bench.bare_spacy")
_LITTLE: Final = "The mayor said that the bridge would open."
_ONE_CORE: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one process took to read some texts, its start left out.

    Attributes:
        words: So many were read.
        start: Seconds from its start to the end of a first sentence.
        seconds: By the clock.
        core_seconds: What its threads spent: what it takes one core that is left alone.
        peak_bytes: The most memory it held.
    """

    words: int
    start: float
    seconds: float
    core_seconds: float
    peak_bytes: int

    @property
    def words_per_core_second(self) -> float:
        """How many words one core reads in a second."""
        return self.words / self.core_seconds


@dataclass(frozen=True, slots=True)
class Speed:
    """What finding statements costs, one reading a round; in each round both were measured once.

    Attributes:
        ours: The worker's.
        spacy: Those of spaCy's small English pipeline; none when it is not installed.
    """

    ours: Sequence[Reading]
    spacy: Sequence[Reading]

    def lines(self) -> Iterator[str]:
        """Medians, as text."""
        yield f"worker, first statement   {median(one.start for one in self.ours):6.3f} s from its start"
        yield _line("worker", self.ours)
        if not self.spacy:
            yield "spaCy is not installed, so there is no peer: pip install -e '.[bench]'"
            return
        yield _line("spaCy", self.spacy)
        ratio = median(
            mine.words_per_core_second / theirs.words_per_core_second
            for mine, theirs in zip(self.ours, self.spacy, strict=True)
        )
        yield f"worker / spaCy            {ratio:6.2f} of its words a second and core"


def _line(name: str, readings: Sequence[Reading]) -> str:
    by_core = median(one.words_per_core_second for one in readings)
    by_clock = median(one.words / one.seconds for one in readings)
    peak = max(one.peak_bytes for one in readings)
    return (
        f"{name + ',':7} {readings[0].words:7,} words {by_core:8,.0f} words a second and core"
        f" ({by_clock:,.0f} by the clock), at most {peak / 2**20:,.0f} MB"
    )


def speed(texts: Sequence[str], environment: Mapping[str, str], *, rounds: int, told: Callable[[str], None]) -> Speed:
    """Measure in turns, so that whatever else the machine does slows both alike.

    Args:
        texts: What is read, over and over until it has been enough.
        environment: The processes'.
        rounds: How often each.
        told: Hears what is being done.
    """
    series: tuple[list[Reading], list[Reading]] = ([], [])
    commands = (_WORKER, _SPACY) if bare_spacy.installed() else (_WORKER,)
    for number in range(1, rounds + 1):
        told(f"speed, round {number} of {rounds}")
        for readings, command in zip(series, commands, strict=False):
            readings.append(_reading(command, texts, {**environment, **_ONE_CORE}))
    return Speed(*series)


def _reading(command: Sequence[str], texts: Sequence[str], environment: Mapping[str, str]) -> Reading:
    """Let a process read a sentence, and another one the sentence and the texts: the texts cost the difference."""
    once = sum(len(text.split()) for text in texts)
    times = max(1, -(-ENOUGH_WORDS // max(1, once)))
    little = cost_of(command, environment, given=_questions([_LITTLE]))
    much = cost_of(command, environment, given=_questions([_LITTLE, *list(texts) * times]))
    return Reading(
        words=once * times,
        start=little.seconds,
        seconds=much.seconds - little.seconds,
        core_seconds=much.cpu_seconds - little.cpu_seconds,
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


def _questions(texts: Sequence[str]) -> bytes:
    """What the library asks a worker, one article a line."""
    rows = ({"id": str(number), "text": text, "paragraphs": []} for number, text in enumerate(texts))
    return "".join(json.dumps(row) + "\n" for row in rows).encode("ascii")


__all__ = ["Reading", "Speed", "read_texts", "speed"]
