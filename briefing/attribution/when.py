"""The words of a clause that say when something was said, and not when something else happened."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.attribution import titles
from briefing.attribution.days import TRIGGERS, WHEN
from briefing.attribution.frames import Frame
from briefing.attribution.lexicon import listed
from briefing.attribution.outlets import named_with_day
from briefing.attribution.words import Word, Words

# What stands behind these is the time of something else: "by Friday", "the debate of last week".
_OF_ELSE = listed("by until till from for before after since between through about next of due against with to than as")
_AHEAD = listed("will shall would expected due scheduled plans planning planned set going intends likely may might")
_JOINS = frozenset(["and", "or"])
_BEHIND = frozenset(["also", "then", "again", "first", "however", "too", "afternoon", "night", "alone", "when"])
_WINDOW = 5  # words to either side of a trigger that are of the same expression
_CLOSE = frozenset('"”’»')


def is_trigger(word: Word) -> bool:
    """Whether words for a day can stand here."""
    low = word.low.removesuffix("'s")
    return low in TRIGGERS or (len(low) == 4 and low[:2] in {"19", "20"} and low.isdigit())


class Times:
    """The words for days in one article.

    Args:
        words: The article's words.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._found: dict[int, range] = {}

    def of(self, triggers: Sequence[int], frame: Frame, occasion: range) -> str | None:
        """The words that say when a statement was made, those nearest to its cue; None when there are none.

        Args:
            triggers: The numbers of the article's words that words for a day can stand at.
            frame: The statement's clause.
            occasion: The numbers of the words that tell the occasion; a day within is its own.
        """
        best: tuple[int, range] | None = None
        for number in frame.among(triggers):
            found = self._around(number)
            if not found or not self._is_free(found, frame, occasion):
                continue
            away = abs(found.start - frame.cue)
            if best is None or away < best[0]:
                best = away, found
        if best is None or self._is_ahead(frame):
            return None
        return self._written(best[1])

    def _written(self, found: range) -> str:
        return self._words.slice(found.start, found.stop).removesuffix("'s").removesuffix("’s").rstrip("'’")

    def _around(self, number: int) -> range:
        """The words for a day that a word is one of; empty when there are none."""
        if number not in self._found:
            self._found[number] = self._read(number)
        return self._found[number]

    def _read(self, number: int) -> range:
        words = self._words.all
        sentence, first, last = words[number].sentence, number, number + 1
        while first > max(0, number - _WINDOW) and words[first - 1].sentence == sentence:
            first -= 1
        while last < min(len(words), number + _WINDOW + 1) and words[last].sentence == sentence:
            last += 1
        at = words[number].start
        for match in WHEN.finditer(self._words.text, words[first].start, words[last - 1].end):
            if match.start() <= at < match.end():
                return self._words.within(*match.span())
        return range(0)

    def _is_free(self, found: range, frame: Frame, occasion: range) -> bool:
        """Whether words for a day stand by themselves, and not as part of something else."""
        words, after = self._words.all, found.stop
        first = words[found.start]
        possessive = any(words[n].is_possessive for n in found)
        if len(found) == 1 and first.text.isdigit():  # "2019" by itself is a time only in "a 2019 memo"
            return found.start in occasion and words[found.start - 1].low in titles.DETERMINERS
        if self._is_misread(found, frame):
            return False
        if found.start in occasion or (possessive and after in occasion):
            return True
        if possessive or (found.start and self._is_of_another(found, occasion)):
            return False
        issued = not frame.is_anchor(found.start) or self._is_issued(found.start, frame)
        return issued and (after >= len(words) or self._closes(after, frame))

    def _is_misread(self, found: range, frame: Frame) -> bool:
        """Whether words look like a day's and are none: "the day before the debate", "the Today programme"."""
        words, first, after = self._words.all, self._words.all[found.start], found.stop
        if any(named_with_day(words, n) for n in found):
            return True
        if words[after - 1].low in {"before", "earlier"}:
            return after < len(words) and words[after].low in titles.DETERMINERS
        if first.low == "recently":
            return not (frame.is_anchor(found.start - 1) or frame.is_anchor(after))
        titled = len(found) == 1 and first.is_capital and first.low in {"today", "tonight"}
        return titled and found.start > 0 and words[found.start - 1].sentence == first.sentence

    def _is_of_another(self, found: range, occasion: range) -> bool:
        """Whether what stands before words for a day makes them part of something else."""
        words, before = self._words.all, self._words.all[found.start - 1]
        if before.sentence != words[found.start].sentence:
            return False
        if before.is_capital and found.stop < len(words) and words[found.stop].text in _CLOSE:
            return True  # a programme's title
        owned = before.is_possessive and found.start - 1 not in occasion
        if before.low in _JOINS:
            return found.start > 1 and words[found.start - 2].sentence == before.sentence
        return before.low in _OF_ELSE or before.low in titles.DETERMINERS or before.text in {"(", "["} or owned

    def _closes(self, after: int, frame: Frame) -> bool:
        """Whether what follows is no noun that the day belongs to ("Monday night debate")."""
        word = self._words.all[after]
        if not word.is_word or frame.is_anchor(after) or frame.piece_of(after) is None or word.is_capital:
            return True
        low = word.low
        return low in titles.BREAKS or low in titles.DETERMINERS or low in _BEHIND or low.endswith(("ly", "ing", "ed"))

    def _is_issued(self, number: int, frame: Frame) -> bool:
        """Whether a day within the cue, or within a source that was put out on it, is the day of saying."""
        anchor = next(held for held in frame.anchors if number in held)
        if frame.cue in anchor:
            return True
        words = self._words.all
        return any(words[n].low in _ISSUED for n in range(anchor.start, number))

    def _is_ahead(self, frame: Frame) -> bool:
        """Whether it is yet to be said."""
        words = self._words.all
        first = max(0, frame.cue - 12)
        piece = frame.piece_of(frame.cue) or range(0)
        near = [words[n].low for n in range(first, frame.cue) if n in piece and frame.is_open(n)]
        own = next((anchor for anchor in frame.anchors if frame.cue in anchor), range(0))
        held = [words[n].low for n in own]
        return bool(_AHEAD.intersection(near)) or held[:1] in (["will"], ["would"], ["may"])


_ISSUED = listed("released published issued delivered dated conducted written sent made posted given")

__all__ = ["Times", "is_trigger"]
