"""For whom a spokesperson speaks: "a spokesman for the ministry", "Kremlin spokeswoman", "speaking for the union"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.attribution import titles
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import Mention
from briefing.attribution.metonyms import power_of
from briefing.attribution.referents import Referent, Tie
from briefing.attribution.words import Words
from briefing.model import ActorKind, Span

_LINKS = frozenset(["for", "of", "at"])
_OWN = frozenset(["his", "her", "its", "their"])
_LONGEST = 12  # words of whom somebody speaks for
# What says which spokesperson it is, and not for whom.
_RANKS = listed(
    "chief senior deputy former acting lead leading official longtime national press media principal second then new "
    "main assistant ex late veteran interim outgoing incoming male female foreign-language top another one"
)
_NAMES = frozenset(["person", "organisation", "group"])


class Principals:
    """Finds for whom the spokespeople of an article speak.

    Args:
        words: The article's words.
        ties: Its mentions with who they are.
    """

    def __init__(self, words: Words, ties: Mapping[Mention, Tie]) -> None:
        self._words = words
        self._ties = ties
        self._ending: dict[int, Mention] | None = None
        self._owning: dict[int, Mention] = {}
        self._known: dict[Referent, str | None] = {}

    def of(self, referent: Referent, source: Sequence[Span]) -> str | None:
        """For whom a person speaks, by what the source or the article says of them; None when nothing says so."""
        if referent.kind not in (ActorKind.PERSON, ActorKind.UNNAMED) or referent.plural:
            return None
        said = self._on_behalf(source)
        if said is None and referent not in self._known:
            self._known[referent] = self._by_role(referent)
        return said or self._known.get(referent)

    def _by_role(self, referent: Referent) -> str | None:
        phrases = [span for _, span, sense in referent.roles if titles.is_spokes(sense)]
        sense = referent.proof.description
        if referent.kind is ActorKind.UNNAMED and sense is not None and titles.is_spokes(sense):
            every = self._words.all
            last = max(referent.proof.last, referent.proof.reach)
            phrases.append(Span(every[referent.proof.first].start, every[last - 1].end))
        found = (self._principal(span) for span in phrases[:_LONGEST])
        return next((name for name in found if name), None)

    def _principal(self, phrase: Span) -> str | None:
        """For whom "the ministry's chief spokesman" or "spokesman for the ministry" speaks."""
        numbers = self._words.within(phrase.start, phrase.end)
        every = self._words.all
        head = next((n for n in numbers if _speaks(every[n].base.casefold(), every[n - 1].low if n else "")), None)
        if head is None:
            return None
        after = head + 1
        if after < numbers.stop and every[after].low in _LINKS:
            return self._named(after + 1, numbers.stop)
        first = numbers.start
        if first and every[first].low not in _OWN and every[first - 1].low in _OWN:
            first -= 1
        if every[first].low in _OWN:
            owner = self._indexed()._owning.get(first)
            return _named_by(self._ties[owner].referent) if owner is not None else None
        last = head
        while last > first and (every[last - 1].low in _RANKS or not every[last - 1].is_word):
            last -= 1
        while first < last and (every[first].low in _RANKS or every[first].low in titles.DETERMINERS):
            first += 1
        possessor = next((n for n in range(first, last) if every[n].is_possessive), None)
        if possessor is not None:  # "the party's health spokesman"
            return self._named(first, possessor + 1)
        while last > first and every[last - 1].text.islower() and not titles.is_body(every[last - 1].base):
            last -= 1  # "Green Party health spokesman"
        return self._named(first, last)

    def _on_behalf(self, source: Sequence[Span]) -> str | None:
        """For whom a source itself says that it speaks ("Jane Doe, speaking for the union,")."""
        if not source:
            return None
        numbers = self._words.within(source[0].start, source[-1].end)
        every = self._words.all
        for number in range(numbers.start, min(numbers.stop, numbers.start + 4 * _LONGEST) - 2):
            pair = (every[number].low, every[number + 1].low)
            if pair in (("speaking", "for"), ("behalf", "of")):
                return self._named(number + 2, numbers.stop)
        return None

    def _indexed(self) -> Principals:
        """This, with the article's names and possessors found by where they stand."""
        if self._ending is None:
            self._ending = {m.last: m for m in self._ties if m.kind in _NAMES}
            self._owning = {m.first: m for m in self._ties if m.kind == "pronoun"}
        return self

    def _named(self, first: int, last: int) -> str | None:
        """Words as the name of whom they stand for: a fuller one when the article has it."""
        every = self._words.all
        while first < last and (every[first].low in titles.DETERMINERS or not every[first].is_word):
            first += 1
        stop = first
        while stop < min(last, first + _LONGEST) and (every[stop].is_word or every[stop].text in ("&", ".")):
            stop += 1
        while stop > first and not every[stop - 1].is_word:
            stop -= 1
        if stop == first:
            return None
        ending = self._indexed()._ending or {}
        mention = ending.get(stop)
        if mention is not None and mention.first <= first:
            return _named_by(self._ties[mention].referent)
        name = self._words.slice(first, stop).removesuffix("'s").removesuffix("’s")
        power = power_of(name)  # "No 10"
        return power.name if power is not None else name or None


def _speaks(word: str, before: str) -> bool:
    return word.startswith("spokes") or (word == "secretary" and before == "press")


def _named_by(referent: Referent) -> str | None:
    return referent.owned or referent.name or None
