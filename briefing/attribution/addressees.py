"""To whom something was said: "told Sullivan", "speaking to reporters", "asked by the Herald"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.frames import Frame
from briefing.attribution.lexicon import listed
from briefing.attribution.outlets import OutletNames, closed, is_time, is_titled, outlet_words, written
from briefing.attribution.words import Word, Words
from briefing.model import Venue

_TELLING = listed(
    "told tells telling informed informs informing assured assures assuring reminded reminds reminding warned warns "
    "warning advised advises advising asked asks urged urges notified notifies briefed"
)
_SAYING = listed("said says saying wrote writes writing tweeted spoke announced explained apologised apologized added")
_SPEAKING = listed("speaking talking spoke appearing testifying writing interviewed replying responding response")
_BE = listed("is are was were be been being am")
_NEVER = listed("me him her them us you it himself herself themselves himself who what why how that if whether")
_LONGEST = 16
_NO_PEOPLE = listed("questions question be have say")
_TIMES = listed("last this yesterday today tonight earlier late early recently again")
_LASTS = listed("week month year morning afternoon evening night weekend yesterday today")
_OPEN = frozenset('"“‘«')


class Told(NamedTuple):
    """To whom, and by what outlet that went.

    Attributes:
        addressee: The words for them, or None.
        outlet: The outlet's name, or None.
        venue: The occasion, where the words tell it, or None.
        phrase: The numbers of the words for the occasion.
    """

    addressee: str | None = None
    outlet: str | None = None
    venue: Venue | None = None
    phrase: range = range(0)


class Addressees:
    """Finds to whom statements of one article were made.

    Args:
        words: The article's words.
        names: Its names.
    """

    WORDS = frozenset([*_TELLING, *_SPEAKING, *outlet_words().questions, "on", "to", "addressing"])

    def __init__(self, words: Words, names: OutletNames) -> None:
        self._words, self._names = words, names

    def of(self, numbers: Sequence[int], frame: Frame) -> Told:
        """To whom a statement was made, as its clause tells.

        Args:
            numbers: Those of the clause's words that can tell it.
            frame: The clause.
        """
        told = Told()
        for number in numbers:
            found = self._read(number, frame)
            told = Told(
                told.addressee or found.addressee,
                told.outlet or found.outlet,
                told.venue or found.venue,
                told.phrase or found.phrase,
            )
        return told

    def _read(self, n: int, frame: Frame) -> Told:
        low, words = self._words.all[n].low, self._words.all
        after = words[n + 1].low if n + 1 < len(words) else ""
        if low in _TELLING and (frame.is_anchor(n) or after == "by"):
            return self._asked(n, after, frame) if n and words[n - 1].low in _BE else self._told(n, after, frame)
        if low in _SPEAKING:
            return self._speaking(n, low, after, frame)
        if low in outlet_words().questions:
            return self._to(n + 2, frame, hosted=True) if after in {"from", "by", "to", "of"} else Told()
        return self._before(n, low, frame)

    def _before(self, n: int, low: str, frame: Frame) -> Told:
        """To whom, or where, by a small word: "said to reporters", "said on Radio Nord", "addressing parliament"."""
        words = self._words.all
        if n + 1 >= len(words):
            return Told()
        if low == "addressing":
            found = self._to(n + 1, frame) if self._is_adverbial(n, frame) else Told()
            return found if found.addressee and _is_crowd(found.addressee) else Told()
        if low == "to" and n and self._is_of_saying(n, frame) and self._is_people(words[n + 1]):
            return self._to(n + 1, frame)
        if low == "on" and n and self._is_by_itself(n, frame):
            return self._on(n, frame)
        return Told()

    def _is_by_itself(self, n: int, frame: Frame) -> bool:
        """Whether "on" goes with the saying: it opens the clause, or follows its verb or its day."""
        before = self._words.all[n - 1]
        opens = any(n == piece.start for piece in frame.left)
        return (
            opens
            or before.low in _SAYING
            or is_time(self._words.all, n - 1)
            or before.low in _LASTS
            or frame.is_anchor(n - 1)
        )

    def _told(self, n: int, after: str, frame: Frame) -> Told:
        """Whom somebody told, or who asked somebody."""
        return self._to(n + 2 if after == "by" else n + 1, frame)

    def _asked(self, n: int, after: str, frame: Frame) -> Told:
        """Who asks, in "he was asked by the Herald"; who was told by somebody says nothing of the way."""
        return self._to(n + 2, frame) if self._words.all[n].low == "asked" and after == "by" else Told()

    def _is_of_saying(self, n: int, frame: Frame) -> bool:
        """Whether "to" stands right behind a verb of saying, or behind a source with the verb yet to come."""
        words = self._words.all
        if words[n - 1].low in _SAYING:
            return frame.is_anchor(n - 1)
        before = next((anchor for anchor in frame.anchors if anchor.stop in (n, n - 1)), None)
        return before is not None and n < frame.cue and frame.cue not in before and words[n + 1].is_capital

    def _is_people(self, word: Word) -> bool:
        low = word.low
        return word.is_capital or low in titles.DETERMINERS or titles.person_noun(low) is not None

    def _is_adverbial(self, n: int, frame: Frame) -> bool:
        """Whether "speaking" opens a clause of its own: at its start, or behind a comma."""
        words = self._words.all
        before = words[n - 1] if n else None
        return (
            before is None
            or before.sentence != words[n].sentence
            or not before.is_word
            or before.low in {"while", "when", "and", "was", "later", "also", "as"}
            or not frame.piece_of(n - 1)
        )

    def _speaking(self, n: int, low: str, after: str, frame: Frame) -> Told:
        """Whom he speaks to, or where: "speaking to reporters", "writing in the Herald", "interviewed by X"."""
        if after in {"to", "with"} and low in {"speaking", "talking", "spoke", "replying", "responding", "response"}:
            if low == "response" and self._question_between(n + 2):
                return Told()
            found = self._to(n + 2, frame)
            sure = low not in {"response", "responding", "replying"} or found.outlet or self._names.is_other(n + 2)
            return found if sure and found.addressee and _is_crowd(found.addressee) else Told()
        if after == "before" and low in {"testifying", "speaking", "appearing"}:
            return self._to(n + 2, frame)
        if after in {"on", "in", "for", "by"} and low in {"speaking", "talking", "appearing", "writing", "interviewed"}:
            kind = Venue.WRITING if low == "writing" else Venue.INTERVIEW if low == "interviewed" else Venue.APPEARANCE
            return self._on(n + 1, frame, kind)
        return Told()

    def _question_between(self, n: int) -> bool:
        return any(word.low in outlet_words().questions for word in self._words.all[n : n + 3])

    def _on(self, n: int, frame: Frame, kind: Venue | None = Venue.APPEARANCE) -> Told:
        """The outlet behind "on": one that its name shows."""
        held = self._phrase(n + 1, len(self._words.all), frame)
        name = self._names.first_in(held, hosted=False) if held else None
        if name is None or name.start > held.start + 2:
            return Told()
        outlet = written(self._words, name)
        if outlet.casefold() in outlet_words().social:
            return Told()
        return Told(outlet=outlet, venue=kind, phrase=range(n + 1, held.stop) if kind else range(0))

    def _to(self, first: int, frame: Frame, *, hosted: bool = False) -> Told:
        """The noun phrase that begins at a word, and the outlet in it."""
        held = self._phrase(first, len(self._words.all), frame)
        if not held:
            return Told()
        name = self._names.first_in(held, hosted=hosted)
        outlet = written(self._words, name) if name is not None else None
        if outlet is not None and outlet.casefold() in outlet_words().social:
            outlet = None
        return Told(self._said(held), outlet)

    def phrase(self, first: int, stop: int, frame: Frame) -> str | None:
        """The words for those whom a phrase names."""
        held = self._phrase(first, stop, frame)
        return self._said(held) if held else None

    def _said(self, held: range) -> str:
        words = self._words.all
        start = held.start
        if words[start].low in {"the", "a"} and start + 1 < held.stop and words[start + 1].is_capital:
            start += 1
        return written(self._words, range(start, held.stop)).rstrip(" ,")

    def _phrase(self, first: int, stop: int, frame: Frame) -> range:
        """The numbers of a noun phrase's words, "of …" behind its noun included; empty when there is none."""
        words, n = self._words.all, first
        if first >= len(words) or words[first].low in _NEVER or words[first].low in _NO_PEOPLE:
            return range(0)
        stop = min(stop, len(words), first + _LONGEST)
        own = next((anchor for anchor in frame.anchors if first - 1 in anchor), range(0))
        while n < stop and words[n].sentence == words[first].sentence and frame.piece_of(n) is not None:
            word = words[n]
            if word.text in _OPEN and n > first and words[n - 1].is_possessive:
                n = closed(words, n, stop)
                break
            timely = is_time(words, n) or (word.low in _TIMES and not word.is_capital)
            if frame.is_anchor(n) and n not in own:
                break
            before = words[n - 1].text
            initial = word.text == "." and n > first and (len(before) == 1 or titles.courtesy(before) is not None)
            owning = word.text in {"'", "’"} and before.endswith("s") and words[n + 1 : n + 2] and words[n + 1].is_word
            if not initial and not owning and (not word.is_word or timely or not self._goes_on(n, first, stop)):
                break
            n += 1
        while n > first and words[n - 1].low in {"of", "and", "."}:
            n -= 1
        held = range(first, n)
        return held if any(words[k].low not in titles.DETERMINERS for k in held) else range(0)

    def _goes_on(self, n: int, first: int, stop: int) -> bool:
        words = self._words.all
        word, low = words[n], words[n].low
        if low in titles.DETERMINERS:
            return n == first or words[n - 1].low == "of"
        if low in {"of", "and", "&"} and n > first and n + 1 < stop:
            after = words[n + 1]
            return after.is_capital or (low != "&" and (titles.person_noun(after.low) is not None or low == "of"))
        if titles.breaks(word.text):
            return is_titled(words, n, stop)
        verbal = low.endswith(("ing", "ed")) and not word.is_capital
        return not (verbal and n > first and words[n - 1].low not in titles.DETERMINERS and words[n - 1].low != "of")


def _is_crowd(phrase: str) -> bool:
    """Whether words name people or a body."""
    return any(titles.person_noun(w) or titles.is_body(w) or w[0].isupper() or w in _CROWDS for w in phrase.split())


_CROWDS = frozenset(["crowd", "crowds", "audience", "nation", "rally", "class", "room", "house", "press", "gathering"])

__all__ = ["Addressees", "Told"]
