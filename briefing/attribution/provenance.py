"""The way a statement took to the page: who carried it, where it was said, to whom, and when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.days import DAYS, MONTHS, WHEN
from briefing.attribution.draft import Draft, Entity
from briefing.attribution.lexicon import lexicon
from briefing.attribution.metonyms import power_of
from briefing.attribution.words import Word, Words
from briefing.model import ActorKind, Paragraph, Provenance, Span, Speaker

_CREDIT = re.compile(r"\(([^()\n]{2,60})\)\s*$")
_CARRIERS = frozenset(["quoted", "quotes", "quoting", "cited", "cites", "citing", "reported", "reports"])
_TOLD = frozenset(["told", "tells", "telling"])
_JOINING = frozenset(["of", "the", "and", "&", "de", "la", "le", "el", "al", "für", "der", "'", "’"])
_CARRIED = frozenset([ActorKind.PERSON, ActorKind.UNNAMED])
_WIDEST = 80  # words to either side of a cue that are read
_LONGEST = 400  # words from cue to source that are read
_NAME = 15  # words of an outlet's name
_FARTHEST = 14  # words from a venue to the outlet that it is of


class Found(NamedTuple):
    """What one sentence says of the way."""

    via: str | None = None
    venue: str | None = None
    addressee: str | None = None
    when: str | None = None


@dataclass(frozen=True)
class _Outlets:
    known: frozenset[str]
    words: frozenset[str]
    kinds: frozenset[str]
    venues: frozenset[str]
    hosted: frozenset[str]
    questions: frozenset[str]


@cache
def _outlets() -> _Outlets:
    data = lexicon("outlets")
    return _Outlets(**{name: frozenset(words.split()) for name, words in data.items()})


def provenance_of(
    text: str,
    paragraphs: Sequence[Paragraph],
    drafts: Sequence[Draft],
    speakers: Sequence[Speaker | None],
    entities: Sequence[Entity],
    *,
    words: Words | None = None,
) -> list[Provenance]:
    """The provenance of each draft, as far as its own sentence, or its speaker's other statements, give it.

    What an outlet was told by somebody named or described is taken to cover that source's other statements in the
    article, unless one names an outlet, an addressee or a day of its own.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        drafts: The statements.
        speakers: Who each draft's source is.
        entities: The names in the article.
        words: The article's words, where they have been read already.
    """
    if not drafts:
        return []
    words = Words(text, paragraphs, ()) if words is None else words
    reader = _Reader(words, drafts, entities)
    found = [reader.read(draft) for draft in drafts]
    carried = _carry(words, drafts, speakers, found)
    return [Provenance(via=f.via, venue=f.venue, addressee=f.addressee, said_when=f.when) for f in carried]


class _Reader:
    """Reads one article's sentences for outlets, venues, addressees and days."""

    def __init__(self, words: Words, drafts: Sequence[Draft], entities: Sequence[Entity]) -> None:
        self._words = words
        self._said: dict[int, list[Span]] = {}
        for span in (span for draft in drafts for span in draft.content):
            for n in words.within(*span):
                self._said.setdefault(n, []).append(span)
        self._no_outlets = {
            n
            for entity in entities
            if entity.kind in ("person", "place")
            for n in words.within(entity.start, entity.end)
        }

    def read(self, draft: Draft) -> Found:
        """What stands around a draft's cue and source, in the same sentence and outside the content."""
        anchor = draft.cue or draft.source
        if not anchor or not draft.content or not self._words.all:
            return Found()
        frame = self._frame(draft)
        cue = self._words.at(anchor[0][0])
        credit = self._credit(draft)
        asked = self._asked(frame)
        venue, of_venue = self._venue(frame)
        addressee = self._addressee(frame, cue)
        told = addressee if addressee and self._is_outlet(addressee) else None
        carrier = self._carrier(frame, draft)
        return Found(credit or carrier or asked or told or of_venue, venue, addressee or asked, self._when(frame, cue))

    def _frame(self, draft: Draft) -> dict[int, None]:
        """The numbers of the words around cue and source, in their sentences, that no statement has for content."""
        spans = [*draft.cue, *draft.source]
        words = self._words.all
        touched = [numbers for span in spans if (numbers := self._words.within(*span))]
        sentences = [range(words[n.start].sentence, words[n.stop - 1].sentence + 1) for n in touched]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        first, last = self._words.at(start), self._words.at(end - 1)
        last = min(last, first + _LONGEST)
        leftmost, rightmost = max(0, first - _WIDEST), min(len(words), last + _WIDEST)
        while first > leftmost and any(words[first - 1].sentence in near for near in sentences):
            first -= 1
        while last < rightmost and any(words[last].sentence in near for near in sentences):
            last += 1
        return {n: None for n in range(first, min(last, rightmost)) if not self._is_said(n, start)}

    def _is_said(self, number: int, anchor: int) -> bool:
        """Whether a word is content of a statement that does not hold the anchor too."""
        return any(not start <= anchor < end for start, end in self._said.get(number, ()))

    def _credit(self, draft: Draft) -> str | None:
        """The name in brackets that ends a caption or a bare "X: words" line."""
        at = self._words.at(draft.content[0][0])
        if at >= len(self._words.all):
            return None
        line = self._words.lines[self._words.all[at].paragraph]
        match = _credit_of(self._words, line)
        inside = match is not None and any(start <= match.start(1) < end for start, end in draft.content)
        if match is None or (line.end - line.start > 300 and (inside or self._words.text[match.start() - 2] in ".?!")):
            return None
        name = match.group(1).strip()
        return name if self._looks_named(name) else None

    def _looks_named(self, name: str) -> bool:
        """Whether words in brackets can be a credit: capitals, no abbreviation of what stands before."""
        words = name.split()
        capitals = sum(word[:1].isupper() for word in words)
        return (
            capitals * 2 > len(words)
            and not any(c.isdigit() for c in name)
            and (self._is_outlet(name) or (not name.isupper() and len(words) <= 4))
        )

    def _carrier(self, frame: Mapping[int, None], draft: Draft) -> str | None:
        """The outlet in "X quoted officials as saying", "X reported, citing officials"."""
        source = [self._words.within(*span) for span in draft.source]
        for n in frame:
            if self._words.all[n].low not in _CARRIERS:
                continue
            name = self._name_ending(n)
            if name is None or any(k in self._no_outlets or _among(k, source) for k in name):
                continue
            said = self._written(name)
            followed = _among(n + 1, source) or self._words.all[n].low.startswith(("quot", "cit"))
            if (followed and not power_of(said)) or self._is_outlet(said):
                return said
        return None

    def _name_ending(self, before: int) -> range | None:
        """The capitalised name that ends right before a word, adverbs and auxiliaries apart."""
        last = before
        words = self._words.all
        while last > 0 and (
            words[last - 1].low in ("has", "also", "had", "later") or words[last - 1].low.endswith("ly")
        ):
            last -= 1
        first = last
        farthest = max(0, last - _NAME)
        while first > farthest and words[first - 1].is_capital and words[first - 1].sentence == words[before].sentence:
            first -= 1
        while first < last and titles.breaks(words[first].text):
            first += 1
        return range(first, last) if first < last else None

    def _asked(self, frame: Mapping[int, None]) -> str | None:
        """The outlet in "in response to a question from X", "answering X's questions"."""
        for n in frame:
            if self._words.all[n].low in _outlets().questions and n + 1 < len(self._words.all):
                after = self._words.all[n + 1]
                if after.low in ("from", "by", "to", "of") and (name := self._outlet_after(n + 1)):
                    return name
        return None

    def _venue(self, frame: Mapping[int, None]) -> tuple[str | None, str | None]:
        """The place of saying with the outlet it is of: "in an interview published Tuesday in the daily X"."""
        words = self._words.all
        for n in frame:
            if words[n].low not in ("in", "during", "at", "on", "via", "through"):
                continue
            head = self._venue_noun(n)
            if head is None or head not in frame:
                continue
            first = n + 1 if words[n + 1].low in titles.DETERMINERS or words[n + 1].is_word else n
            outlet = self._outlet_after(head)
            hosted = words[head].low in _outlets().hosted or (outlet is not None and self._is_outlet(outlet))
            return self._words.slice(first, head + 1), outlet if hosted else None
        return None, None

    def _venue_noun(self, preposition: int) -> int | None:
        """The number of the venue's noun when a preposition opens one ("in a telephone interview")."""
        words, last = self._words.all, None
        for n in range(preposition + 1, min(len(words), preposition + 6)):
            word = words[n]
            opens = word.low in titles.DETERMINERS
            if not word.is_word or (titles.breaks(word.text) and not opens) or (opens and n > preposition + 1):
                break
            if n > preposition + 2 and words[preposition + 1].low not in titles.DETERMINERS and last is None:
                break
            if word.low in _outlets().venues:
                last = n
            elif last is not None:
                break
        return last

    def _outlet_after(self, number: int) -> str | None:
        """The first capitalised name after a word that can be an outlet, inside the same clause."""
        words = self._words.all
        n, told = number + 1, False
        while n < min(len(words), number + _FARTHEST) and words[n].sentence == words[number].sentence:
            word = words[n]
            told = told or word.low in _outlets().kinds
            if word.low in ("that", "which", "who", "said", "says") or word.text in (";", ":", '"', "“", "("):
                return None
            if word.text == "," and not told:
                return None
            if word.is_capital and word.is_word and not self._is_time(word):
                name = self._name_from(n)
                written = self._written(name)
                if (told or name.start not in self._no_outlets) and self._may_be_outlet(written, told):
                    return written
                n = name.stop
                continue
            n += 1
        return None

    def _is_time(self, word: Word) -> bool:
        return word.low in DAYS or word.low in MONTHS

    def _name_from(self, first: int) -> range:
        """A run of capitalised words, with small words joined in."""
        words, last = self._words.all, first + 1
        while last < min(len(words), first + _NAME) and words[last].sentence == words[first].sentence:
            joins = words[last].low in _JOINING and last + 1 < len(words) and words[last + 1].is_capital
            if not ((words[last].is_capital and words[last].is_word) or (joins and words[last].low in ("of", "&"))):
                break
            if words[last - 1].is_possessive:
                break
            last += 1
        return range(first, last)

    def _written(self, numbers: range) -> str:
        name = self._words.slice(numbers.start, numbers.stop)
        return name.removesuffix("'s").removesuffix("’s")

    def _may_be_outlet(self, name: str, told: bool) -> bool:
        if self._is_outlet(name):
            return True
        country = titles.marks_of([name])
        return (
            not any(mark.startswith("@") for mark in country)
            and power_of(name) is None
            and (told or titles.person_noun(name) is None)
        )

    def _is_outlet(self, name: str) -> bool:
        """Whether a name by itself shows that it is an outlet's."""
        parts = [part.strip(".,'’").casefold() for part in name.split()]
        known = _outlets()
        if not name[:1].isupper():
            return False
        return any(part in known.known for part in parts[:1]) or any(part in known.words for part in parts)

    def _addressee(self, frame: Mapping[int, None], cue: int) -> str | None:
        """Whom somebody told something: the name or noun phrase after "told"."""
        words = self._words.all
        for n in frame:
            if words[n].low not in _TOLD or abs(n - cue) > 8 or n + 1 >= len(words):
                continue
            start = n + 1
            stop = start
            while stop < min(len(words), start + 8) and words[stop].sentence == words[n].sentence:
                word = words[stop]
                if not word.is_word or self._is_time(word) or stop not in frame:
                    break
                own = word.low in ("his", "her", "their", "our", "its", "the", "a") and stop == start
                if titles.breaks(word.text) and not own:
                    break
                stop += 1
            start += words[start].low in ("the", "a") and start + 1 < stop
            name = self._words.slice(start, stop)
            return name.removesuffix("'s").removesuffix("’s") or None
        return None

    def _when(self, frame: Mapping[int, None], cue: int) -> str | None:
        """The words for the day nearest to the cue."""
        words = self._words.all
        runs: list[tuple[int, int]] = []
        for n in frame:
            if runs and n == runs[-1][1]:
                runs[-1] = (runs[-1][0], n + 1)
            else:
                runs.append((n, n + 1))
        found: list[tuple[int, str]] = []
        at = words[min(cue, len(words) - 1)].start
        for first, last in runs:
            for match in WHEN.finditer(self._words.text, words[first].start, words[last - 1].end):
                found.append((abs(match.start() - at), " ".join(match.group().split())))
        return min(found)[1] if found and min(found)[0] < 250 else None


def _carry(
    words: Words, drafts: Sequence[Draft], speakers: Sequence[Speaker | None], found: Sequence[Found]
) -> list[Found]:
    """Let the same named or described source's other statements share the outlet that carried one of them."""
    carriers: dict[tuple[str, ActorKind], list[tuple[int, Found]]] = {}
    for draft, speaker, own in zip(drafts, speakers, found, strict=True):
        if speaker is not None and own.via and not _is_caption(words, draft):
            carriers.setdefault((speaker.name, speaker.kind), []).append((draft.content[0][0], own))
    for options in carriers.values():
        options.sort(key=lambda option: option[0])
    outlets = {who: {other.via for _, other in options} for who, options in carriers.items()}
    result = []
    for draft, speaker, own in zip(drafts, speakers, found, strict=True):
        who = (speaker.name, speaker.kind) if speaker is not None else None
        options = carriers.get(who, []) if who is not None and who[1] in _CARRIED else []
        if who is None or own.via or own.addressee or not options or not draft.content:
            result.append(own)
            continue
        at = draft.content[0][0]
        start, chosen = options[max(0, bisect_right(options, at, key=lambda option: option[0]) - 1)]
        near = start <= at and _are_near(words.text, start, at)
        elsewhere = own.venue and (not chosen.venue or _noun(own.venue) != _noun(chosen.venue))
        another_day = own.when and chosen.when and own.when != chosen.when
        keep = elsewhere or another_day or (len(outlets[who]) > 1 and not near)
        result.append(own if keep else own._replace(via=chosen.via))
    return result


def _are_near(text: str, start: int, end: int) -> bool:
    """Whether no more than one blank line stands between two places."""
    blank = text.find("\n\n", start, end)
    return blank < 0 or text.find("\n\n", blank + 2, end) < 0


def _among(number: int, stretches: Sequence[range]) -> bool:
    return any(number in stretch for stretch in stretches)


def _noun(venue: str) -> str:
    return venue.rsplit(maxsplit=1)[-1].casefold()


def _is_caption(words: Words, draft: Draft) -> bool:
    """Whether a statement stands in a line that ends with a credit in brackets."""
    at = words.at(draft.content[0][0])
    return at < len(words.all) and _credit_of(words, words.lines[words.all[at].paragraph]) is not None


def _credit_of(words: Words, line: Span) -> re.Match[str] | None:
    """What stands in brackets at the end of a line."""
    return _CREDIT.search(words.text, max(line.start, line.end - 80), line.end)
