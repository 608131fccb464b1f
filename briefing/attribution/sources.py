"""From the words that name a source to the mention that heads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.lexicon import listed
from briefing.attribution.mentions import FIRST, PRONOUNS, Mention, describe_at, phrase_reach
from briefing.attribution.metonyms import citizens_of, power_of
from briefing.attribution.titles import Description
from briefing.attribution.words import Words
from briefing.model import ActorKind, Span

_BEFORE_OTHERS = listed("of for to at from with in on by about against behind")
LONGEST = 100  # words of a source that are read
_WIDEST = 25  # words before a mention's first word that a mention reaching into a source can begin at


class SourceMentions:
    """Finds, for each source, the mention that heads it; makes one where nothing was found before.

    Attributes:
        made: The mentions made for sources, to be read along with the others.
    """

    def __init__(self, words: Words, mentions: Sequence[Mention], extra: Mapping[str, str] | None = None) -> None:
        self._words = words
        self._mentions = list(mentions)
        self._starts = [mention.first for mention in mentions]
        self._extra = extra
        self._named_so = {m.name.casefold(): m.kind for m in mentions if m.kind != "description"}
        self.made: list[Mention] = []
        self._made: dict[tuple[int, int, str], Mention] = {}

    def head(self, source: Sequence[Span]) -> Mention | None:
        """The mention that heads a source; None when the source has no words."""
        numbers = self._words.within(source[0][0], source[-1][1]) if source else range(0)
        first, last = numbers.start, numbers.stop
        while first < last and not self._words.all[first].is_word:
            first += 1
        while first < last and not self._words.all[last - 1].is_word:
            last -= 1
        if first >= last or self._words.all[first].low.partition("’")[0].partition("'")[0] == "you":
            return None  # whoever reads or hears it
        last = min(last, first + LONGEST)
        return self._pronoun(first, last) or self._known(first, last) or self._make(first, last)

    def _pronoun(self, first: int, last: int) -> Mention | None:
        opening = self._words.all[first].low
        if opening not in PRONOUNS or (last - first > 1 and opening in titles.DETERMINERS):
            return None
        known = next((m for m in self._touching(first, last) if m.kind == "pronoun" and m.first == first), None)
        return known or self._added(Mention(first, first + 1, "pronoun", opening, reach=first + 1))

    def _touching(self, first: int, last: int) -> list[Mention]:
        low = bisect_left(self._starts, first - _WIDEST)
        high = bisect_left(self._starts, last)
        return [m for m in self._mentions[low:high] if m.last > first]

    def _known(self, first: int, last: int) -> Mention | None:
        """The first mention in the source that is neither a modifier nor a complement of something else."""
        whole = self._words.slice(first, last)
        if power_of(whole, self._extra) and not any(m.kind == "person" for m in self._touching(first, last)):
            return None
        within = [
            m
            for m in self._touching(first, last)
            if first <= m.last - 1 < last and m.kind != "pronoun" and (m.first >= first or m.kind == "description")
        ]
        mention = next((m for m in within if self._is_complement(m, first) or not self._modifies(m, last)), None)
        if mention is None or self._is_complement(mention, first):
            return None
        if mention.first < first and self._shouted(mention.first, first):
            return None
        if together := self._together(mention, within, first, last):
            return together
        named = mention.named
        return named if named is not None and first <= named.first < last else mention

    def _is_complement(self, mention: Mention, first: int) -> bool:
        """Whether something before the mention in the source governs it ("a friend of Doe")."""
        return mention.first > first and self._words.all[mention.first - 1].low in _BEFORE_OTHERS

    def _shouted(self, first: int, last: int) -> bool:
        """Whether words are capitals only, or a headline's, so that the phrase may not really begin there."""
        return self._words.is_headline(first) or all(word.text.isupper() for word in self._words.all[first:last])

    def _modifies(self, mention: Mention, last: int) -> bool:
        """Whether the mention only sets apart what follows it in the source ("Doe's lawyer", "Doe supporters")."""
        words = self._words.all
        if mention.last >= last:
            return False
        after = words[mention.last]
        if words[mention.last - 1].is_possessive or after.text in ("'", "’"):
            return True
        if not after.is_word or titles.breaks(after.text):
            return False
        if mention.kind == "person":
            return not after.is_capital or titles.is_body(after.base)
        return mention.kind in ("place", "organisation", "group")

    def _together(self, mention: Mention, within: list[Mention], first: int, last: int) -> Mention | None:
        """Take "Doe and Roe" as one, when the two names are all there is."""
        people = [m for m in within if m.kind == "person"]
        if (mention.kind != "person" and mention.named is None) or len(people) < 2:
            return None
        for one, other in pairwise(people):
            between = self._words.slice(one.last, other.first).casefold()
            joining = [word for word in between.split() if titles.courtesy(word) is None]
            if " ".join(joining) not in ("and", ",", ", and", "&"):
                return None
        return self._added(Mention(first, last, "group", self._words.slice(first, last), reach=last))

    def _added(self, mention: Mention) -> Mention:
        key = (mention.first, mention.last, mention.kind)
        if key in self._made:
            return self._made[key]
        self._made[key] = mention
        self.made.append(mention)
        return mention

    def _make(self, first: int, last: int) -> Mention | None:
        """A mention for a source in which nobody was seen before."""
        words = self._words
        start = first
        while start < last and (words.all[start].low in titles.DETERMINERS or titles.breaks(words.all[start].text)):
            start += 1
        if start >= last:  # "those", "some of": the determiner is all there is
            start = first
        if start == last - 1 and words.all[start].text.islower() and is_cue_verb(words.all[start].low):
            return None
        stop = start + 1
        while stop < last and words.all[stop].is_word and not titles.breaks(words.all[stop].text):
            stop += 1
        name = words.slice(start, stop)
        name = name.removesuffix("'s").removesuffix("’s").rstrip("'’")
        made = self._collective(name, first, start, stop, last) or describe_at(words, stop - 1)
        if made is None and self._is_name(start, stop):
            made = Mention(start, stop, self._kind_of_name(name, start, stop), name, reach=stop)
        return self._added(made or self._plain(first, start, stop))

    def _collective(self, name: str, first: int, start: int, stop: int, last: int) -> Mention | None:
        """A mention of several names, of a place that speaks, or of a country's people."""
        if self._listed(stop, last) and self._words.all[start].is_capital:
            return Mention(first, last, "group", self._words.slice(start, last), reach=last)
        if power_of(name, self._extra):
            return Mention(first, last, "place", name, reach=last)
        if citizens := citizens_of(name):
            return Mention(first, last, "group", citizens, reach=last)
        return None

    def _listed(self, stop: int, last: int) -> bool:
        """Whether the rest of a source goes on with more names ("…, Britain and France")."""
        rest = self._words.all[stop:last]
        joined = any(word.low in ("and", "&") for word in rest)
        return joined and all(word.is_capital or word.low in (",", "and", "&", "the") for word in rest)

    def _is_name(self, start: int, stop: int) -> bool:
        words = self._words.all[start:stop]
        capitals = [word for word in words if word.is_capital]
        return words[-1].is_capital and len(capitals) * 2 >= len(words) and words[0].low not in FIRST

    def _kind_of_name(self, name: str, start: int, stop: int) -> str:
        known = self._named_so.get(name.casefold())
        if known in ("person", "organisation", "place", "group"):
            return known
        plain = all(word.text.replace("-", "").isalpha() and word.is_capital for word in self._words.all[start:stop])
        body = any(titles.is_body(word.base) for word in self._words.all[start:stop])
        acronym = len(name) > 1 and self._words.all[stop - 1].text.isupper()  # "Q" and "A" are people who talk
        preceded = start > 0 and self._words.all[start - 1].low == "the"
        return "person" if plain and not body and not acronym and not preceded and stop - start <= 3 else "organisation"

    def _plain(self, first: int, start: int, stop: int) -> Mention:
        """Anything else: "the poll", "critics of the plan", "many"."""
        words = self._words
        head = words.all[stop - 1]
        reach = phrase_reach(words, stop)
        marks = titles.marks_of(word.base for word in words.all[start : stop - 1])
        plural = (head.low.endswith("s") and not head.low.endswith(("ss", "us", "is"))) or head.low in (
            "many",
            "some",
            "several",
            "others",
            "most",
            "few",
            "both",
            "all",
        )
        definite = words.all[first].low in titles.DEFINITE
        sense = Description(head.base.casefold(), marks, plural=plural, definite=definite)
        name = words.slice(start, stop).removesuffix("'s").removesuffix("’s")
        return Mention(first, stop, "description", name, description=sense, reach=reach)


def kind_of_phrase(name: str) -> ActorKind:
    """What a described source is: a body when its last word says so, else unnamed."""
    last = name.rpartition(" ")[2]
    if titles.is_body(last):
        return ActorKind.GROUP if last.endswith("s") and not last.endswith("ss") else ActorKind.ORGANISATION
    return ActorKind.UNNAMED
