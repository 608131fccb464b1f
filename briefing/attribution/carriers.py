"""Who carries a statement: "X quoted officials as saying", "X reported, citing officials", "as reported by X"."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.attribution.draft import Draft
from briefing.attribution.frames import Frame, spans_in
from briefing.attribution.lexicon import listed
from briefing.attribution.metonyms import power_of
from briefing.attribution.outlets import OutletNames, is_outlet, outlet_words, written
from briefing.attribution.words import Words

_QUOTING = listed("quoted quotes quoting cited cites citing")
_REPORTING = listed("reported reports reporting carried broadcast aired published obtained seen")
_AFTER = 14  # words behind "according to" and "by" that an outlet's name stands in


class Carriers:
    """Finds the outlets that carry statements of one article.

    Args:
        words: The article's words.
        names: Its names.
    """

    WORDS = frozenset([*_QUOTING, *_REPORTING, "according"])

    def __init__(self, words: Words, names: OutletNames) -> None:
        self._words, self._names = words, names

    def of(self, numbers: Sequence[int], frame: Frame, draft: Draft) -> str | None:
        """The outlet that a statement's clause says carries it.

        Args:
            numbers: Those of the clause's words that can tell it.
            frame: The clause.
            draft: The statement.
        """
        source = spans_in(self._words, draft.source)
        for number in numbers:
            found = self._read(number, frame, source)
            if found is not None:
                return found
        return None

    def _read(self, n: int, frame: Frame, source: Sequence[range]) -> str | None:
        words = self._words.all
        after = words[n + 1].low if n + 1 < len(words) else ""
        if words[n].low == "according":
            return None if after != "to" or frame.is_anchor(n) else self._behind(n + 2, frame, source)
        if after == "as" and n + 3 < len(words) and words[n + 3].low == "by":  # "quoted as saying by the Herald"
            return self._behind(n + 4, frame, source)
        if after == "by" or (after in {"in", "on"} and words[n].low in {"quoted", "cited", "published", "carried"}):
            return self._behind(n + 2, frame, source)
        name = self._names.name_ending(n)
        if name is None:
            return self._unnamed(n, source)
        if any(_among(k, source) or self._names.is_other(k) for k in name):
            return None
        said = written(self._words, name)
        quoting = words[n].low in _QUOTING or _among(n + 1, source)
        return said if is_outlet(said) or (quoting and not power_of(said) and self._is_of_source(n, source)) else None

    def _is_of_source(self, n: int, source: Sequence[range]) -> bool:
        """Whether whom an outlet of no telling name quotes is who says it: right behind, as the grammar has it."""
        return any(0 < held.start - n <= 3 for held in source) or _among(n + 1, source)

    def _behind(self, first: int, frame: Frame, source: Sequence[range]) -> str | None:
        """The outlet behind "by" or "according to", when it is not itself the source."""
        piece = frame.piece_of(first)
        if piece is None or _among(first, source):
            return None
        name = self._names.first_in(range(first, min(piece.stop, first + _AFTER)), hosted=False)
        if name is None or any(_among(k, source) for k in name) or name.start > first + 6:
            return None
        return written(self._words, name)

    def _unnamed(self, n: int, source: Sequence[range]) -> str | None:
        """Outlets told of without a name: "state media reported"."""
        words = self._words.all
        if n < 2 or words[n - 1].low not in outlet_words().unnamed or _among(n - 1, source):
            return None
        return self._words.slice(n - 2, n) if words[n - 2].low in outlet_words().unnamed_before else None


def _among(number: int, stretches: Sequence[range]) -> bool:
    return any(number in stretch for stretch in stretches)


__all__ = ["Carriers"]
