"""The way a statement took to the page: who carried it, where it was said, to whom, and when."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from briefing.attribution.addressees import Addressees
from briefing.attribution.beforehand import Beforehand
from briefing.attribution.carriers import Carriers
from briefing.attribution.cues import mode_of
from briefing.attribution.days import days_of
from briefing.attribution.draft import Draft, Entity
from briefing.attribution.frames import Frame, Frames
from briefing.attribution.outlets import OutletNames, outlet_words, written
from briefing.attribution.venues import Occasion, Occasions, cue_kinds, kinds
from briefing.attribution.when import Times, is_trigger
from briefing.attribution.words import Words
from briefing.model import ActorKind, Mode, Paragraph, Provenance, Span, Speaker, Venue

_KNOWN = frozenset(["the", "this", "that", "his", "her", "their", "its"])  # an occasion told of before
_CARRIED = frozenset([ActorKind.PERSON, ActorKind.UNNAMED])


class Found(NamedTuple):
    """What one sentence says of the way."""

    via: tuple[str, ...] = ()
    venue: str | None = None
    venue_kind: Venue | None = None
    addressee: str | None = None
    when: str | None = None
    inferred: bool = False


def provenance_of(
    text: str,
    paragraphs: Sequence[Paragraph],
    drafts: Sequence[Draft],
    speakers: Sequence[Speaker | None],
    entities: Sequence[Entity],
    *,
    words: Words | None = None,
    published: dt.date | None = None,
) -> list[Provenance]:
    """The provenance of each draft, as far as its sentence, the one before, or its speaker's other statements give it.

    What an outlet was told by somebody named or described is taken to cover that source's other statements in the
    article, unless one names an outlet, an addressee or a day of its own.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        drafts: The statements.
        speakers: Who each draft's source is.
        entities: The names in the article.
        words: The article's words, where they have been read already.
        published: When the article was published, which "on Monday" counts from; None when nobody knows.
    """
    if not drafts:
        return []
    words = Words(text, paragraphs, ()) if words is None else words
    reader = _Reader(words, drafts, entities)
    found = [reader.read(draft, speaker) for draft, speaker in zip(drafts, speakers, strict=True)]
    found = _carry(reader, text, drafts, speakers, found)
    return [_provenance(one, published) for one in found]


def _provenance(found: Found, published: dt.date | None) -> Provenance:
    via, venue, kind, addressee, when, inferred = found
    if not (via or venue or addressee or when):
        return _NOTHING
    days = days_of(when, published) if when else None
    first, last = days if days is not None else (None, None)
    return Provenance(
        via=via,
        via_inferred=inferred,
        venue=venue,
        venue_kind=kind,
        addressee=addressee,
        said_on=first,
        said_until=last if last != first else None,
        said_when=when,
    )


_NOTHING = Provenance()


@cache
def _interesting() -> dict[str, tuple[str, ...]]:
    """The words that something about the way is told by, and what they tell."""
    told: dict[str, tuple[str, ...]] = {}
    venues = frozenset([*kinds(), *outlet_words().social])
    for what, words in (("carrier", Carriers.WORDS), ("addressee", Addressees.WORDS), ("venue", venues)):
        for word in words:
            told[word] = (*told.get(word, ()), what)
    return told


class _Reader:
    """Reads one article's sentences for outlets, occasions, addressees and days."""

    def __init__(self, words: Words, drafts: Sequence[Draft], entities: Sequence[Entity]) -> None:
        self._words = words
        self._frames = Frames(words, drafts)
        self.names = OutletNames(words, entities)
        self._occasions = Occasions(words, self.names)
        self._addressees = Addressees(words, self.names)
        self._carriers = Carriers(words, self.names)
        self._times = Times(words)
        self._at: dict[str, list[int]] = {"carrier": [], "addressee": [], "venue": [], "time": []}
        told = _interesting()
        for number, word in enumerate(words.all):
            for what in told.get(word.low, ()):
                self._at[what].append(number)
            if is_trigger(word):
                self._at["time"].append(number)
        at = self._at
        self._beforehand = Beforehand(words, drafts, self._occasions, self._times, at["venue"], at["time"])

    def read(self, draft: Draft, speaker: Speaker | None) -> Found:
        """What stands around a draft's cue and source, outside the content; else what the sentence before tells."""
        found = self._around(draft)
        if found != Found():
            return found
        scene = self._beforehand.scene(draft, speaker)
        if scene is None:
            return found
        return Found((scene.outlet,) if scene.outlet else (), scene.venue, scene.kind, None, scene.when, inferred=True)

    def _around(self, draft: Draft) -> Found:
        """What stands in the clause of a draft's cue and source."""
        frame = self._frames.of(draft) if draft.content else None
        if frame is None:
            return Found()
        at, words = self._at, self._words
        occasion = self._occasion(list(frame.among(at["venue"])), frame)
        told = self._addressees.of(list(frame.among(at["addressee"])), frame)
        carrier = self._carriers.of(list(frame.among(at["carrier"])), frame, draft)
        of_occasion = written(words, occasion.outlet) if occasion is not None and occasion.outlet else None
        via = tuple(dict.fromkeys(one for one in (self._credit(draft) or of_occasion or told.outlet, carrier) if one))
        addressee, phrase = told.addressee, told.phrase
        venue, kind = None, told.venue
        if occasion is not None:
            phrase, kind = occasion.phrase, occasion.kind
            if addressee is None and occasion.addressee is not None:
                addressee = self._addressees.phrase(occasion.addressee, phrase.stop, frame)
        if kind is not None:
            venue = words.slice(phrase.start, phrase.stop)
        elif frame.anchors:
            venue, kind = self._by_cue(frame.cue)
        return Found(via, venue, kind, addressee, self._times.of(at["time"], frame, phrase))

    def _by_cue(self, cue: int) -> tuple[str | None, Venue | None]:
        """The occasion that the verb tells ("tweeted")."""
        word = self._words.all[cue]
        kind = cue_kinds().get(word.low)
        return (word.text, kind) if kind is not None else (None, None)

    def _occasion(self, nouns: Sequence[int], frame: Frame) -> Occasion | None:
        """The occasion told nearest to the cue; one of an outlet before others."""
        found = [one for noun in nouns if (one := self._occasions.at(noun, frame)) is not None]
        return min(found, key=lambda one: (one.outlet is None, abs(one.head - frame.cue))) if found else None

    def _credit(self, draft: Draft) -> str | None:
        """The name in brackets at the end of the line that a statement begins in."""
        line = self.line_of(draft)
        return self.names.credit(line, draft.content) if line is not None else None

    def line_of(self, draft: Draft) -> Span | None:
        """The line that a statement begins in."""
        at = self._words.at(draft.content[0].start)
        return self._words.lines[self._words.all[at].paragraph] if at < len(self._words.all) else None


def _carry(
    reader: _Reader, text: str, drafts: Sequence[Draft], speakers: Sequence[Speaker | None], found: Sequence[Found]
) -> list[Found]:
    """Let the same named or described source's other statements share the outlet that carried one of them."""
    carriers: dict[tuple[str, ActorKind], list[tuple[int, Found]]] = {}
    for draft, speaker, own in zip(drafts, speakers, found, strict=True):
        if speaker is not None and own.via and speaker.kind in _CARRIED and not _is_caption(reader, draft):
            carriers.setdefault((speaker.name, speaker.kind), []).append((draft.content[0].start, own))
    if not carriers:
        return list(found)
    for options in carriers.values():
        options.sort(key=lambda option: option[0])
    result = []
    for draft, speaker, own in zip(drafts, speakers, found, strict=True):
        options = carriers.get((speaker.name, speaker.kind), []) if speaker is not None else []
        if not options or own.via or own.addressee or not draft.content or not _is_speech(text, draft):
            result.append(own)
            continue
        chosen = _covering(own, draft.content[0].start, options, text)
        result.append(own if chosen is None else own._replace(via=chosen.via, inferred=True))
    return result


def _covering(own: Found, at: int, options: Sequence[tuple[int, Found]], text: str) -> Found | None:
    """Which of a speaker's statements, of which an outlet is known, covers another that stands at a place; or None."""
    start, chosen = options[max(0, bisect_right(options, at, key=lambda option: option[0]) - 1)]
    if own.venue_kind is not None:
        same = own.venue_kind is chosen.venue_kind and start < at
        return chosen if same and str(own.venue).split()[0].casefold() in _KNOWN else None
    if own.when and chosen.when and own.when != chosen.when:
        return None
    several = any(other.via != chosen.via for _, other in options)
    return None if several and not (start <= at and _are_near(text, start, at)) else chosen


def _is_speech(text: str, draft: Draft) -> bool:
    """Whether a statement was spoken or written, and is no act or attitude."""
    return mode_of(" ".join(text[start:end] for start, end in draft.cue)) is Mode.SPEECH


def _are_near(text: str, start: int, end: int) -> bool:
    """Whether no more than one blank line stands between two places."""
    blank = text.find("\n\n", start, end)
    return blank < 0 or text.find("\n\n", blank + 2, end) < 0


def _is_caption(reader: _Reader, draft: Draft) -> bool:
    """Whether a statement stands in a line that ends with a credit in brackets."""
    line = reader.line_of(draft)
    return line is not None and reader.names.in_brackets(line) is not None


__all__ = ["Found", "provenance_of"]
