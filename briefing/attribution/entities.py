"""The names in an article, from the encoder's entity head: word by word, each name's kind pooled over the article."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from briefing.attribution.draft import Entity
from briefing.attribution.encoder import Floats, Ints, Reading

KINDS = ("person", "organisation", "place", "group")
LEAST = 0.5  # probability of being part of any name
LONGEST = 30  # words of a name at most
INNER = frozenset("of the and for de la le al bin ibn van von der den del du da di el ben abu".split())


class _Word(NamedTuple):
    """One word: its code points and its probabilities.

    Attributes:
        start: First code point.
        end: One past the last.
        begins: Probability, over its first piece, that a name begins here.
        kinds: Mean probability of each of KINDS, shape (4,).
    """

    start: int
    end: int
    begins: float
    kinds: Floats


def entities_of(text: str, reading: Reading) -> list[Entity]:
    """The names in an article, in order.

    A name that stands several times has one kind: the encoder's probabilities for all its places decide together.

    Args:
        text: The article's text.
        reading: The encoder's reading of it.
    """
    found: list[tuple[int, int, Floats]] = []
    run: list[_Word] = []
    for word in _likely(text, reading):
        if run and any(map(str.isalnum, text[run[-1].end : word.start])):  # a word that is none of a name's
            found += _closed(text, run)
            run = []
        named = _is_written(text, word, inside=bool(run))
        if run and (not named or _is_apart(text, run, word)):
            found += _closed(text, run)
            run = []
        if named:
            run.append(word)
    found += _closed(text, run)
    pooled: dict[str, Floats] = defaultdict(lambda: np.zeros(len(KINDS), dtype=np.float32))
    for start, end, kinds in found:
        pooled[_key(text, start, end)] += kinds
    entities = []
    for start, end, kinds in found:
        together = pooled[_key(text, start, end)]
        kind = int(together.argmax())
        entities.append(Entity(start, end, KINDS[kind], float(max(kinds[kind], together[kind] / together.sum() * 0.5))))
    return entities


def _likely(text: str, reading: Reading) -> list[_Word]:
    """The words of an article that are likely enough to be of a name, with their probabilities."""
    starts, ends = reading.pieces.starts, reading.pieces.ends
    if not len(starts):
        return []
    by_kind = reading.entities[:, 1::2] + reading.entities[:, 2::2]
    begins = reading.entities[:, 1::2].sum(axis=1)
    bounds = np.nonzero(~_continued(text, starts, ends))[0]
    stops = np.append(bounds[1:], len(starts))
    means = (np.add.reduceat(by_kind, bounds, axis=0) / (stops - bounds)[:, None]).astype(np.float32)
    words = []
    for position in np.nonzero((means.sum(axis=1) >= LEAST) & (starts[bounds] < ends[bounds]))[0].tolist():
        first, start = bounds[position], int(starts[bounds[position]])
        if text[start].isalnum():
            words.append(_Word(start, int(ends[stops[position] - 1]), float(begins[first]), means[position]))
    return words


def _continued(text: str, starts: Ints, ends: Ints) -> npt.NDArray[np.bool_]:
    """For each piece whether it goes on with the word of the piece before: they touch between letters."""
    continued = np.zeros(len(starts), dtype=bool)
    touching = np.nonzero((starts[1:] == ends[:-1]) & (starts[1:] < ends[1:]))[0] + 1
    between = starts[touching].tolist()
    continued[touching] = [text[at - 1].isalnum() and text[at].isalnum() for at in between]
    return continued


def _is_written(text: str, word: _Word, *, inside: bool) -> bool:
    """Whether a word is written as those of names are."""
    written = text[word.start : word.end]
    return not written[0].islower() or (inside and written in INNER)


def _is_apart(text: str, run: list[_Word], word: _Word) -> bool:
    """Whether a name begins anew at a word, or has gone on for longer than names do.

    Two people are never named with a mere blank between: a first name and what follows it are one name, however much
    the second word looks like a beginning.
    """
    if len(run) == LONGEST or not _adjacent(text, run[-1].end, word.start):
        return True
    both = len(run) == 1 and text[run[0].end : word.start] == " " and _is_person(run[0]) and _is_person(word)
    return word.begins > LEAST and not both


def _is_person(word: _Word) -> bool:
    return KINDS[int(word.kinds.argmax())] == "person"


def _adjacent(text: str, end: int, start: int) -> bool:
    """Whether only a blank, a point or a joining mark stands between two words of a name."""
    return text[end:start] in (" ", ". ", "-", "’", "'", "&", " & ", "/", ".")


def _closed(text: str, run: list[_Word]) -> list[tuple[int, int, Floats]]:
    """A run of words as one name, lower-case words at its end left out."""
    while run and text[run[-1].start].islower():
        run = run[:-1]
    if not run or (len(run) == 1 and run[0].end - run[0].start == 1):
        return []
    return [(run[0].start, run[-1].end, np.mean([word.kinds for word in run], axis=0))]


def _key(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].casefold().split())
