"""The occasion that the sentence before a statement tells: "Doe gave an interview to Radio Nord on Tuesday. He said …".

Such a sentence reports no statement of its own; it sets the scene for the next one, if that is by the same speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from briefing.attribution.draft import Draft
from briefing.attribution.frames import Frame
from briefing.attribution.lexicon import listed
from briefing.attribution.outlets import written
from briefing.attribution.venues import Occasion, Occasions
from briefing.attribution.when import Times
from briefing.attribution.words import Words
from briefing.model import ActorKind, Speaker, Venue

# Verbs that make an occasion of what stands behind them, and verbs of speaking somewhere.
_MADE = listed("gave gives held holds delivered delivers issued issues published released wrote sent posted penned")
_SPOKE = listed("spoke speaks appeared appears testified testifies")
_SUBJECTS = listed("he she they")
_LONGEST = 60  # words of such a sentence


class Scene(NamedTuple):
    """What the sentence before says of the way.

    Attributes:
        outlet: The outlet's name, or None.
        venue: The words for the occasion.
        kind: What sort of occasion it is.
        when: The words for the day, or None.
    """

    outlet: str | None
    venue: str
    kind: Venue
    when: str | None


class Beforehand:
    """Reads sentences before statements for the occasion that they tell.

    Args:
        words: The article's words.
        drafts: Its statements.
        occasions: Its occasions.
        times: Its words for days.
        venues: The numbers of the words that an occasion is told by, in order.
        triggers: Those of the words that a day is told by.
    """

    def __init__(
        self,
        words: Words,
        drafts: Sequence[Draft],
        occasions: Occasions,
        times: Times,
        venues: Sequence[int],
        triggers: Sequence[int],
    ) -> None:
        self._words, self._occasions, self._times = words, occasions, times
        self._venues, self._triggers = venues, triggers
        self._starts = [word.sentence for word in words.all]
        cues = (number for draft in drafts for span in draft.cue for number in words.within(*span))
        self._reporting = {words.all[number].sentence for number in cues}

    def scene(self, draft: Draft, speaker: Speaker | None) -> Scene | None:
        """What the sentence before a statement tells of its occasion, when that sentence is about its speaker."""
        if speaker is None or speaker.is_open or speaker.kind is not ActorKind.PERSON or not draft.source:
            return None
        spans = (*draft.content, *draft.cue, *draft.source)
        first = self._words.at(min(span.start for span in spans))
        before = self._before(first)
        if not before or self._words.all[before.start].sentence in self._reporting:
            return None
        verb = self._verb(before, speaker)
        return self._told(before, verb) if verb is not None else None

    def _before(self, first: int) -> range:
        """The words of the sentence before a word's own, in its paragraph or at the end of the one before."""
        every = self._words.all
        if first >= len(every):
            return range(0)
        stop = bisect_left(self._starts, every[first].sentence)
        if not stop or every[first].paragraph - every[stop - 1].paragraph > 1:
            return range(0)
        start = bisect_left(self._starts, every[stop - 1].sentence)
        return range(start, stop) if stop - start <= _LONGEST else range(0)

    def _verb(self, sentence: range, speaker: Speaker) -> int | None:
        """The verb of such a sentence, when the speaker is named before it, or a pronoun opens the sentence."""
        words = self._words.all
        surname = speaker.name.split()[-1].casefold()
        for number in sentence:
            if words[number].low in _MADE | _SPOKE:
                subject = words[sentence.start : number]
                named = any(word.base.casefold() == surname for word in subject)
                return number if named or (subject and subject[0].low in _SUBJECTS) else None
        return None

    def _told(self, sentence: range, verb: int) -> Scene | None:
        """The occasion behind the verb."""
        words = self._words
        frame = Frame(words, [sentence], [], verb, [])
        at = bisect_left(self._venues, verb)
        while at < len(self._venues) and self._venues[at] < sentence.stop:
            noun = self._venues[at]
            found = self._occasions.at(noun, frame) if frame.is_open(noun) else None
            if found is not None and self._fits(found, verb):
                outlet = written(words, found.outlet) if found.outlet else None
                when = self._times.of(self._triggers, frame, found.phrase)
                return Scene(outlet, words.slice(found.phrase.start, found.phrase.stop), found.kind, when)
            at += 1
        return None

    def _fits(self, found: Occasion, verb: int) -> bool:
        """Whether the verb makes the occasion ("gave an interview"), or is of speaking there ("spoke at a rally")."""
        if self._words.all[verb].low in _SPOKE:
            return True
        return found.phrase.start == verb + 1


__all__ = ["Beforehand", "Scene"]
