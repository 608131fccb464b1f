"""How often a text names each actor, for thousands of actors at once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from briefing.actors.keys import folded

_WORD = re.compile(r"[^\W_]+")


def _fold_word(word: str) -> str:
    if word.isascii():
        return word.casefold()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


class Mentions:
    """A counter of actors' names, compiled once and used on any number of texts.

    Names are matched whole, word by word, the longest first, without regard to accents; the first word must begin
    with a capital letter in the text. A name that several actors share ("Trump") counts for the one of them whose
    longer name stands in the same text, and for nobody when that does not decide.

    Args:
        names: Each actor's id with its names.
    """

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        owners: dict[tuple[str, ...], list[str]] = {}
        for actor, forms in names.items():
            for form in forms:
                words = tuple(_WORD.findall(folded(form)))
                if words and actor not in owners.setdefault(words, []):
                    owners[words].append(actor)
        self._owners = owners
        starts: defaultdict[str, set[int]] = defaultdict(set)
        for words in owners:
            starts[words[0]].add(len(words))
        self._lengths = {first: sorted(lengths, reverse=True) for first, lengths in starts.items()}

    def count(self, text: str) -> dict[str, int]:
        """How often each actor is named in `text`; those who are not are left out."""
        words = _WORD.findall(text)
        keys = [_fold_word(word) for word in words]
        hits = Counter[tuple[str, ...]]()
        at = 0
        while at < len(words):
            step = 1
            lengths = self._lengths.get(keys[at])
            if lengths and not words[at][0].islower():
                for length in lengths:
                    name = tuple(keys[at : at + length])
                    if name in self._owners:
                        hits[name] += 1
                        step = length
                        break
            at += step
        return self._credited(hits)

    def _credited(self, hits: Counter[tuple[str, ...]]) -> dict[str, int]:
        """Give each name's count to its owner; a shared name to the owner known in this text by a name of its own."""
        counts = Counter[str]()
        for name, times in hits.items():
            if len(owners := self._owners[name]) == 1:
                counts[owners[0]] += times
        sure = set(counts)
        for name, times in hits.items():
            owners = self._owners[name]
            present = [owner for owner in owners if owner in sure]
            if len(owners) > 1 and len(present) == 1:
                counts[present[0]] += times
        return dict(counts)


def count_mentions(text: str, names: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How often each actor is named in one text; for many texts make one `Mentions` and use it again."""
    return Mentions(names).count(text)
