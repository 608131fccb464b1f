"""The names in an article, from the encoder's entity head: word by word, each name's kind pooled over the article."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from briefing.attribution.draft import Entity
from briefing.attribution.encoder import Floats, Reading

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
    for word in _words(text, reading):
        named = _is_named(text, word, inside=bool(run))
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


def _words(text: str, reading: Reading) -> list[_Word]:
    """The words of an article with their probabilities; pieces that touch between letters are one word."""
    starts, ends = reading.pieces.starts.tolist(), reading.pieces.ends.tolist()
    by_kind = reading.entities[:, 1::2] + reading.entities[:, 2::2]
    begins = reading.entities[:, 1::2].sum(axis=1)
    bounds = [piece for piece in range(len(starts)) if not _continues(text, starts, ends, piece)]
    if not bounds:
        return []
    stops = [*bounds[1:], len(starts)]
    means = np.add.reduceat(by_kind, bounds, axis=0) / np.diff([*bounds, len(starts)])[:, None]
    words = []
    for first, last, kinds in zip(bounds, stops, means.astype(np.float32), strict=True):
        if starts[first] < ends[first] and text[starts[first]].isalnum():
            words.append(_Word(starts[first], ends[last - 1], float(begins[first]), kinds))
    return words


def _continues(text: str, starts: list[int], ends: list[int], piece: int) -> bool:
    at = starts[piece]
    touches = piece > 0 and at == ends[piece - 1] and at < ends[piece]
    return touches and text[at - 1].isalnum() and text[at].isalnum()


def _is_named(text: str, word: _Word, *, inside: bool) -> bool:
    """Whether a word is part of a name: likely enough, and written as names are."""
    if float(word.kinds.sum()) < LEAST:
        return False
    written = text[word.start : word.end]
    return not written[0].islower() or (inside and written in INNER)


def _is_apart(text: str, run: list[_Word], word: _Word) -> bool:
    """Whether a name begins anew at a word, or has gone on for longer than names do."""
    return word.begins > LEAST or len(run) == LONGEST or not _adjacent(text, run[-1].end, word.start)


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
