"""The occasion on which something was said, in the article's words: "an interview published Tuesday in the daily X"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.frames import Frame
from briefing.attribution.lexicon import lexicon, listed
from briefing.attribution.outlets import OutletNames, closed, is_outlet, is_time, outlet_words, written
from briefing.attribution.words import Word, Words
from briefing.model import Venue

PREPOSITIONS = frozenset(["in", "during", "at", "on", "via", "through", "by", "over"])
MADE = listed(
    "issued issuing released releasing gave giving posted posting sent sending wrote writing published publishing "
    "penned delivered delivering held holding made making issue release"
)
_PARTICIPLES = listed(
    "published broadcast aired released posted conducted recorded given carried shown delivered made issued held "
    "written taped streamed televised printed sent"
)
_TIMES = listed("last this late early earlier yesterday today week month year morning afternoon evening night weekend")
_WITHIN = frozenset(["with", "on", "in", "at", "to", "for", "by", "from", "of", "before", "between", "outside", "near"])
_ADDRESSING = {
    Venue.CALL: ("to", "with"),
    Venue.MESSAGE: ("to",),
    Venue.SPEECH: ("to", "before"),
    Venue.TESTIMONY: ("to", "before"),
    Venue.MEETING: ("with",),
    Venue.STATEMENT: ("to",),
    Venue.DOCUMENT: ("to",),
}
_OPEN = frozenset('"“‘«')
_PAGES = frozenset(["account", "feed", "page", "channel", "video", "live"])
_BEFORE = frozenset([Venue.TESTIMONY, Venue.SPEECH])
_SPOKEN = frozenset(
    [Venue.BRIEFING, Venue.TESTIMONY, Venue.RALLY, Venue.MEETING, Venue.SPEECH, Venue.INTERVIEW, Venue.APPEARANCE]
)
_SENT = frozenset([Venue.MESSAGE, Venue.CALL, Venue.POST, Venue.STATEMENT])
_LED_BY = {
    "on": frozenset([Venue.BROADCAST, Venue.POST, Venue.APPEARANCE, Venue.CALL, Venue.WRITING]),
    "at": _SPOKEN,
    "by": _SENT,
    "over": _SENT,
    "via": _SENT,
    "through": _SENT,
}
_LONGEST = 22  # words of the phrase behind its noun
_NOUN = 6  # words before it
_SMALL = frozenset(["a", "an", "the"])
_PAIRABLE = frozenset(["phone", "telephone"])


@cache
def kinds() -> dict[str, Venue]:
    """The nouns for occasions."""
    return {word: Venue(kind) for kind, words in lexicon("outlets")["venue"].items() for word in words.split()}


@cache
def cue_kinds() -> dict[str, Venue]:
    """The verbs that tell the occasion."""
    return {word: Venue(kind) for kind, words in lexicon("outlets")["cues"].items() for word in words.split()}


@cache
def _pairs() -> dict[str, Venue]:
    return {pair: Venue(kind) for pair, kind in lexicon("outlets")["venue_pairs"].items()}


@cache
def _bare() -> frozenset[str]:
    return frozenset(lexicon("outlets")["bare"]["words"].split())


class Occasion(NamedTuple):
    """Where something was said.

    Attributes:
        phrase: The numbers of its words.
        kind: What sort of occasion it is.
        head: The number of its noun.
        outlet: The numbers of the name of the outlet it is of, or None.
        addressee: Where whom it was said to begins, or None.
    """

    phrase: range
    kind: Venue
    head: int
    outlet: range | None = None
    addressee: int | None = None


class Occasions:
    """Finds the occasions that one article tells.

    Args:
        words: The article's words.
        names: Its names.
    """

    def __init__(self, words: Words, names: OutletNames) -> None:
        self._words, self._names = words, names

    def at(self, noun: int, frame: Frame) -> Occasion | None:
        """The occasion whose noun stands at a number, where a preposition or "issued" leads to it."""
        words = self._words.all
        if noun + 1 < len(words) and self._goes_on(noun):
            return None
        kind = self._kind(noun)
        opener = self._opener(noun)
        if kind is None or opener is None or kind not in _LED_BY.get(words[opener].low, (kind,)):
            return None
        first = opener + 1
        bare = words[first].low not in titles.DETERMINERS and not words[first].is_possessive
        if bare and words[first].is_capital and first < noun:
            bare = not is_outlet(written(self._words, self._names.name_from(first, noun)))
        bare = bare and not words[first].text[:1].isdigit()
        if bare and words[noun].low not in _bare() and words[opener].low not in MADE:
            return None
        if words[noun].low in outlet_words().social and noun + 1 < len(words) and words[noun + 1].low in _PAGES:
            noun += 1
        last, addressee = self._complement(noun, kind, frame)
        return Occasion(range(first, last), kind, noun, self._outlet(first, noun, last, kind), addressee)

    def _goes_on(self, noun: int) -> bool:
        """Whether the noun is but the first part of another ("press" … "release", "interview" … "question")."""
        before, after = self._words.all[noun], self._words.all[noun + 1]
        if after.sentence != before.sentence or not after.is_word or before.is_possessive:
            return before.is_possessive
        return after.low in kinds() or f"{before.low} {after.low}" in _pairs()

    def _kind(self, noun: int) -> Venue | None:
        words = self._words.all
        word = words[noun]
        if noun:
            pair = _pairs().get(f"{words[noun - 1].low} {word.low}")
            if pair is not None:
                return pair
        if word.low in outlet_words().social:
            return Venue.POST
        if word.low == "release":
            return None
        return kinds().get(word.low)

    def _opener(self, noun: int) -> int | None:
        """The preposition, or the verb for making one, that leads to a noun, with nothing but its own words between."""
        words = self._words.all
        for n in range(noun - 1, max(-1, noun - _NOUN - 2), -1):
            word = words[n]
            if word.sentence != words[noun].sentence:
                return None
            if word.low in PREPOSITIONS:
                by = word.low in {"by", "over"}
                return n if not by or words[noun].low in {"phone", "telephone", "email", "e-mail", "letter"} else None
            if word.low in MADE and n < noun - 1:
                return n
            if not word.is_word or word.low in _SMALL or (titles.breaks(word.text) and not _owns(word)):
                if word.low in _SMALL:
                    continue
                return None
        return None

    def _complement(self, noun: int, kind: Venue, frame: Frame) -> tuple[int, int | None]:
        """Where the phrase ends, and where whom it was to begins."""
        words, end, at = self._words.all, noun + 1, noun + 1
        piece = frame.piece_of(noun)
        stop = min(piece.stop if piece else noun + 1, noun + _LONGEST)
        addressee: int | None = None
        led = told = False
        while at < stop:
            word = words[at]
            if frame.is_anchor(at) and not frame.is_anchor(noun):
                break
            if word.text == ",":
                if not self._goes_over(at, stop, told=told, frame=frame):
                    break
            elif word.low in _WITHIN and (word.low != "before" or kind in _BEFORE):
                if addressee is None and word.low in _ADDRESSING.get(kind, ()):
                    addressee = at + 1
                led = True
                at += 1
                continue
            elif not self._belongs(at, led=led):
                break
            if word.is_possessive and at + 1 < stop and words[at + 1].text in _OPEN:
                end = at = closed(words, at + 1, stop)
                continue
            told = told or word.low in outlet_words().kinds
            led = led or word.low in _PARTICIPLES
            at += 1
            end = at
        return end, addressee if addressee is not None and addressee < end else None

    def _belongs(self, at: int, *, led: bool) -> bool:
        """Whether a word goes on with a phrase behind its noun."""
        word, before = self._words.all[at], self._words.all[at - 1]
        if word.low in _PARTICIPLES or word.low in _TIMES or is_time(self._words.all, at) or word.text[:1].isdigit():
            return True
        if not led or not word.is_word:
            return False
        if word.low.endswith(("ing", "ed")) and before.low not in titles.DETERMINERS and not word.is_capital:
            return False
        if word.low in titles.DETERMINERS:
            return before.low in _WITHIN
        return not titles.breaks(word.text)

    def _goes_over(self, comma: int, stop: int, *, told: bool, frame: Frame) -> bool:
        """Whether a phrase goes on behind a comma: "the newspaper, Kurant", "in Novi, Michigan"."""
        words = self._words.all
        if comma + 1 >= stop or frame.is_anchor(comma + 1) or not words[comma + 1].is_capital:
            return False
        after = self._names.name_from(comma + 1, stop).stop
        closed = after >= stop or not words[after].is_word or is_time(words, after) or words[after].low in _WITHIN
        return closed and (told or (words[comma - 1].is_capital and self._names.is_other(comma + 1)))

    def _outlet(self, first: int, noun: int, last: int, kind: Venue) -> range | None:
        """The outlet an occasion is of, before its noun or behind it."""
        words = self._words.all
        if words[noun].low in outlet_words().social:
            return None
        before = self._names.first_in(range(first, noun), hosted=False)
        if before is not None:
            return before
        hosted = words[noun].low in outlet_words().hosted or kind is Venue.APPEARANCE
        return self._names.first_in(range(noun + 1, last), hosted=hosted)


def _owns(word: Word) -> bool:
    """Whether a word is a possessor, which no phrase ends at."""
    return word.low in titles.DETERMINERS or word.is_possessive


__all__ = ["MADE", "PREPOSITIONS", "Occasion", "Occasions", "cue_kinds", "kinds"]
