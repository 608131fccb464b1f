"""What it costs to tell who speaks, by which way and which actors are one, as a share of all that attribution costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from typing import Final, ParamSpec, TypeVar
from unittest.mock import patch

from briefing.actors import Bearer, Sighting, aggregate, settle
from briefing.attribution import attribute
from briefing.attribution.attribute import Attributor, Page
from briefing.model import Statement

_PARTS: Final = {
    "speakers": ("antecedents_of", "resolve_speakers"),
    "way": ("provenance_of",),
    "repetitions": ("duplicates", "settled"),
}
_MERGING: Final = "actors"
_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(slots=True)
class Share:
    """Seconds of one core that some texts took.

    Attributes:
        whole: Finding their statements, with all of the parts but the last, and settling their actors.
        parts: Of each part.
    """

    whole: float = 0.0
    parts: dict[str, float] = field(default_factory=lambda: dict.fromkeys([*_PARTS, _MERGING], 0.0))

    @property
    def share(self) -> float:
        """The parts' share of the whole, 0 to 1."""
        return sum(self.parts.values()) / self.whole


def line(shares: Sequence[Share]) -> str:
    """Medians over the rounds, as text."""
    parts = (f"{name} {median(100 * one.parts[name] / one.whole for one in shares):.1f}" for name in shares[0].parts)
    whole = median(100 * one.share for one in shares)
    return f"speakers, way and actors {whole:6.1f} % of its core ({', '.join(parts)})"


def resolution(texts: Sequence[str], *, rounds: int, told: Callable[[str], None]) -> list[Share]:
    """Find the statements of some texts in this process, and time who says them within it.

    Args:
        texts: What is read.
        rounds: How often.
        told: Hears what is being done.
    """
    attributor = Attributor()
    attributor.attribute(Page(texts[0]))
    shares = []
    for number in range(1, rounds + 1):
        told(f"who speaks, round {number} of {rounds}")
        shares.append(_share(attributor, texts))
    return shares


def _share(attributor: Attributor, texts: Sequence[str]) -> Share:
    share = Share()
    names = [(part, name) for part, functions in _PARTS.items() for name in functions]
    timed = {name: _timed(getattr(attribute, name), share, part) for part, name in names}
    with ExitStack() as stack:
        for name, function in timed.items():
            stack.enter_context(patch.object(attribute, name, function))
        begun = time.process_time()
        found = [attributor.attribute(Page(text)).statements for text in texts]
        share.whole = time.process_time() - begun
    begun = time.process_time()
    settle(_bearers(texts, found))
    share.parts[_MERGING] = time.process_time() - begun
    share.whole += share.parts[_MERGING]
    return share


def _timed(function: Callable[_P, _T], share: Share, part: str) -> Callable[_P, _T]:
    """A function whose core time is added to a part."""

    def timed(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        begun = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            share.parts[part] += time.process_time() - begun

    return timed


def _bearers(texts: Sequence[str], found: Sequence[Sequence[Statement]]) -> list[Bearer]:
    """The texts' speakers, as a library hands them over to be settled."""
    bearers: dict[str, Bearer] = {}
    for number, (text, statements) in enumerate(zip(texts, found, strict=True)):
        sightings = [
            Sighting(one.speaker, " ".join(text[start:end] for start, end in one.source))
            for one in statements
            if one.speaker is not None
        ]
        for part in aggregate(sightings, str(number)):
            bearers.setdefault(part.id, Bearer(part.id)).see(str(number), part.name, part.roles, part.aliases)
    return list(bearers.values())


__all__ = ["Share", "line", "resolution"]
