"""From the words that name a source to the mention that heads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.leadup import leads_up
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import FIRST, WHO, Mention, pronoun_in
from briefing.attribution.metonyms import Power, citizens_of, power_of
from briefing.attribution.phrases import describe_at, phrase_reach
from briefing.attribution.quantities import is_anybody, is_share, past_quantity, without_making
from briefing.attribution.titles import Description
from briefing.attribution.words import Words
from briefing.model import ActorKind, Span

_POSSESSIVES = listed("his her its their")
_CLAUSE = frozenset(["who", "whom", "whose", "which"])
_BEFORE_OTHERS = listed("but except than including of for to at from with in on by about against behind")
_GOVERNING = _BEFORE_OTHERS | listed(
    "into over towards toward near after between among under around without within like"
)
_BESIDES = listed("himself herself itself themselves too also alone each both all alike then now")
_INDEFINITE = listed(
    "both two these those anyone anybody everyone everybody someone somebody nobody many some others most few several "
    "people another one each either neither none such"
)
_CAUSE = frozenset(["for", "of", "against", "without", "and", "the", "in"])
_SAYINGS = listed(
    "account accounts accusation accusations admission allegation allegations announcement argument assertion "
    "assertions claim claims comment comments complaint complaints criticism opinion remark remarks speech statement "
    "statements testimony view views warning warnings word words"
)
_SOME = listed("some those others many anyone everyone all few most several people one")
_SEVERAL = listed("many some several others most few both all two pair duo couple")
_GATHERINGS = listed("group team crowd coalition panel band delegation")  # "a group of MPs"
_MARKS = frozenset("\"“‘'«")
_NUMBERS = {"figure": "statistic", "figures": "statistics"}  # those that are people are described already
_WRITINGS = frozenset(["report", "reports", "study", "studies", "survey", "surveys", "poll", "polls"])
_EACH = frozenset(["each", "both", "all", "alike"])
_LEADING = 6  # words from a noun to the name that it leads up to
_AFTER = 6  # words of a complement ("of the bank") between a first one and "and"
LONGEST = 100  # words of a source that are read
_WIDEST = 25  # words before a mention's first word that a mention reaching into a source can begin at


class SourceMentions:
    """Finds, for each source, the mention that heads it; makes one where nothing was found before.

    Attributes:
        made: The mentions made for sources, to be read along with the others.
    """

    def __init__(self, words: Words, mentions: Sequence[Mention], extra: Mapping[str, Power] | None = None) -> None:
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
        if is_anybody(self._words, first, last):
            return None
        last = min(last, first + LONGEST)
        if last - first > 1 and self._words.all[last - 1].low in _EACH:
            last -= 1  # "Doe and Roe both"
        if self._words.all[first].low in ("both", "all") and last - first > 1:
            if self._words.all[first + 1].low == "of" and pronoun_in(self._words.all[last - 1].low) in WHO:
                first = last - 1  # "both of whom"
            elif self._words.all[first].low == "both" and self._joint(first + 1, last) is not None:
                first += 1
        first = past_quantity(self._words, first, last)
        found = self._alone(first, last)
        found = self._named_after(found, last) or found
        joint = None if found is None else self._joint(found.last, last)
        if found is None or joint is None or joint - found.last > _AFTER:
            return found
        other = self._alone(joint + 1, last)
        return found if other is None else self._jointly(found, other, joint)

    def _alone(self, first: int, last: int) -> Mention | None:
        """The mention that heads some words, which may go on with others."""
        return (
            self._pronoun(first, last)
            or self._movement(first, last)
            or self._known(first, last)
            or self._make(first, last)
        )

    def _named_after(self, found: Mention | None, last: int) -> Mention | None:
        """Whom a description introduces in the source: "senators Doe and Roe", "one of the senators, Jane Doe,"."""
        if found is None or found.description is None:
            return None
        comma = found.reach < last and self._words.all[found.reach].text == ","
        start = found.reach + comma
        for mention in self._touching(start, last):
            ends = mention.last >= last or self._words.all[mention.last].text in (",", "(")
            if not ends or mention.first != start or mention.last > last:
                continue
            if (mention.parts and found.description.plural) or (mention.kind == "person" and comma):
                return mention
            if mention.named is not None and comma and mention.last <= mention.named.first < last:
                return mention.named
        return None

    def _joint(self, start: int, last: int) -> int | None:
        """Where "and" joins a first one that has ended with a second; None when no "and" does."""
        found = (number for number in range(start, last - 1) if self._words.all[number].low in ("and", "&"))
        return next(found, None)

    def _jointly(self, one: Mention, other: Mention, joint: int) -> Mention:
        """Two who are the source together; the first alone when "and" goes on about the same one or the same name."""
        if one.description is not None and one.description.head in _GATHERINGS:
            return one  # "a group of ministers and peers"
        opening = self._words.all[joint + 1]
        own = opening.low in titles.DETERMINERS or pronoun_in(opening.low) is not None
        own = own or (opening.is_capital and other.kind != "description")
        several = other.description is not None and other.description.plural
        if one.last < joint:  # "supporters of Doe and Roe", "brothers Jim and Jack Doe"
            between = self._words.all[one.last]
            own = opening.low in _POSSESSIVES
            several = several and opening.text.islower() and (between.low in _BEFORE_OTHERS or between.text == ",")
            several = several or (between.text == "(" and self._words.all[joint - 1].text == ")")
        if not (own or several) or other.first < joint or opening.low in WHO:
            return one
        name = self._words.slice(one.first, other.last)
        closing = self._words.all[other.last - 1]
        shared = closing.text.islower() and closing.base.endswith("s") and opening.is_capital and not several
        if shared and one.kind != "description":  # "the Doe and Roe campaigns"
            return self._added(Mention(one.first, other.last, "group", name, reach=other.last))
        inner = [m for m in self._touching(one.last, joint) if m.kind == one.kind and m.first >= one.last]
        parts = (*(one.parts or (one,)), *inner, *(other.parts or (other,)))
        return self._added(Mention(one.first, other.last, "group", name, reach=other.last, parts=parts))

    def _pronoun(self, first: int, last: int) -> Mention | None:
        written = self._words.all[first].low
        opening = pronoun_in(written)
        if opening is None or (last - first > 1 and (written in titles.DETERMINERS or self._is_abbreviation(first))):
            return None
        if opening in WHO and first and self._words.all[first - 1].low in _SOME:
            return self._added(self._plain(first - 1, first - 1, first))  # "some who"
        known = next((m for m in self._touching(first, last) if m.kind == "pronoun" and m.first == first), None)
        return known or self._added(Mention(first, first + 1, "pronoun", opening, reach=first + 1))

    def _is_abbreviation(self, number: int) -> bool:
        """Whether what reads like a pronoun is in capitals and the word after it is not ("US officials")."""
        word, after = self._words.all[number : number + 2]
        return len(word.text) > 1 and word.text.isupper() and not after.text.isupper()

    def _touching(self, first: int, last: int) -> list[Mention]:
        low = bisect_left(self._starts, first - _WIDEST)
        high = bisect_left(self._starts, last)
        return [m for m in self._mentions[low:high] if m.last > first]

    def _known(self, first: int, last: int) -> Mention | None:
        """The first mention in the source that is neither a modifier nor a complement of something else."""
        whole = self._words.slice(first, last)
        power = power_of(whole, self._extra)
        own = power is not None and self._extra is not None and power in self._extra.values()  # the reader knows better
        if power and (own or not any(m.kind == "person" for m in self._touching(first, last))):
            return None
        within = [
            m
            for m in self._touching(first, last)
            if first <= m.last - 1 < last and m.kind != "pronoun" and (m.first >= first or m.kind == "description")
            if not self._ends_a_name(m, first)
        ]
        if (person := self._led_up_to(within, first, last)) is not None:
            return person
        mention = next((m for m in within if self._is_complement(m, first) or not self._modifies(m, last)), None)
        if mention is None or self._is_complement(mention, first) or self._shouted(mention.first, first):
            return None
        if together := self._together(mention, within, last):
            return together
        if mention.kind == "description" and (introduced := self._introduced(mention, within)) is not None:
            return introduced
        named = mention.named
        return named if named is not None and first <= named.first < last else mention

    def _led_up_to(self, within: list[Mention], first: int, last: int) -> Mention | None:
        """The person whom all of a source's words before the name lead up to ("Bank of England governor Jane Doe")."""
        person = next((m for m in within if m.kind == "person" and " " in m.name and m.first > first), None)
        if person is None or not leads_up(self._words, first, person.first) or self._modifies(person, last):
            return None
        return person

    def _ends_a_name(self, mention: Mention, first: int) -> bool:
        """Whether a place is the last word of a longer name in the source ("Humanists UK"): no government speaks."""
        if mention.kind != "place" or mention.first <= first:
            return False
        before = self._words.all[mention.first - 1]
        if not before.is_capital or before.is_possessive or titles.breaks(before.text):
            return False
        return before.low not in titles.DETERMINERS

    def _introduced(self, mention: Mention, within: list[Mention]) -> Mention | None:
        """The person whom words in a row lead up to ("conservative radio host Jane Doe")."""
        if mention.description is None or mention.description.plural:
            return None
        person = next((m for m in within if m.kind == "person" and m.first >= mention.last), None)
        if person is None or person.first - mention.last > _LEADING:
            return None
        between = self._words.all[mention.last - 1 : person.first]
        plain = all((w.is_word and not titles.breaks(w.text) and not w.is_possessive) or w.text == "." for w in between)
        return person if plain or self._leads_on(mention, person, within) else None

    def _leads_on(self, mention: Mention, person: Mention, within: list[Mention]) -> bool:
        """Whether a second role of the same one stands between: "the veteran and former minister Jane Doe"."""
        second = next((m for m in within if m.named is person and mention.last < m.first < person.first), None)
        if second is None or self._words.all[second.first - 1].low != "and" or second.first - 1 != mention.reach:
            return False
        return self._words.all[second.first].low not in titles.DETERMINERS

    def _is_complement(self, mention: Mention, first: int) -> bool:
        """Whether something before the mention in the source governs it ("a friend of Doe", "those who met Doe")."""
        before = self._words.all[first : mention.first]
        while before and before[-1].low in titles.DETERMINERS:
            before = before[:-1]
        return bool(before) and (before[-1].low in _GOVERNING or any(word.low in _CLAUSE for word in before))

    def _shouted(self, first: int, last: int) -> bool:
        """Whether words are capitals only, or a headline's, so that the phrase may not really begin there."""
        shouted = self._words.is_headline(first) or all(word.text.isupper() for word in self._words.all[first:last])
        return first < last and shouted

    def _modifies(self, mention: Mention, last: int) -> bool:
        """Whether the mention only sets apart what follows it in the source ("Doe's lawyer", "Doe supporters")."""
        words = self._words.all
        if mention.last >= last:
            return False
        after = words[mention.last]
        if words[mention.last - 1].is_possessive or after.text in ("'", "’"):
            return words[last - 1].low not in _SAYINGS  # "Doe's remarks" are Doe's
        if after.text == "/" and mention.kind != "person":
            return True  # "the Herald/Acme poll"
        if not after.is_word or titles.breaks(after.text) or after.low in _BESIDES:
            return False
        if mention.kind == "person":
            return not after.is_capital or titles.is_body(after.base) or titles.person_noun(after.base) is not None
        return mention.kind in ("place", "organisation", "group")

    def _together(self, mention: Mention, within: list[Mention], last: int) -> Mention | None:
        """Take "Doe and Roe" as one, when it begins with the mention and nothing that it sets apart follows."""
        return next(
            (m for m in within if m.parts and m.parts[0] in (mention, mention.named) and not self._modifies(m, last)),
            None,
        )

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
        if (whole := words.slice(first, last)) and power_of(whole, self._extra):
            return self._added(Mention(first, last, "place", whole, reach=last))
        start = first
        while start < last and (words.all[start].low in titles.DETERMINERS or titles.breaks(words.all[start].text)):
            start += 1
        while start < last - 1 and (words.all[start].text == "." or titles.courtesy(words.all[start].low) is not None):
            start += 1
        if start >= last:  # "those", "some of": the determiner is all there is
            start = first
        if start == first == last - 1 and words.all[start].text.islower() and is_cue_verb(words.all[start].low):
            return None
        stop = start + 1
        while (
            stop < last
            and (self._owns(stop, last) or words.all[stop].is_word)
            and not titles.breaks(words.all[stop].text)
        ):
            stop += 1
        stop = without_making(words, start, stop, last)
        if last - first > 1 and is_share(words, first, last):
            start, stop = first, last + (last < len(words.all) and words.all[last].text == "%")
        name = words.slice(start, stop)
        name = name.removesuffix("'s").removesuffix("’s").rstrip("'’")
        if stop < last and words.all[stop - 1].is_possessive and (thing := self._thing(start, stop, last)) is not None:
            return self._added(thing)
        made = self._collective(name, first, start, stop, last) or describe_at(words, stop - 1)
        if made is None and self._is_name(start, stop) and not (stop < last and self._opens(start, stop)):
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
        if len(words) == 1 and (words[0].low in _INDEFINITE or titles.is_thing(words[0].low)):
            return False
        return words[-1].is_capital and len(capitals) * 2 >= len(words) and words[0].low not in FIRST

    def _movement(self, first: int, last: int) -> Mention | None:
        """A body called after its members ("Citizens for Open Harbours"): people, and capitals to the end."""
        every = self._words.all
        start = first + (every[first].low == "the")
        stop = next((n for n in range(start, last) if not every[n].is_capital), last)
        if not start < stop < last - 1 or every[stop].low not in _CAUSE or not titles.is_plural(every[stop - 1].base):
            return None
        end = next((n for n in range(stop + 1, last) if not every[n].is_word), last)
        capitals = all(word.is_capital or word.low in _CAUSE for word in every[stop:end])
        if end - stop < 3 or not capitals or any(m.kind != "description" for m in self._touching(stop, end)):
            return None
        return self._added(Mention(start, end, "organisation", self._words.slice(start, end), reach=end))

    def _thing(self, start: int, stop: int, last: int) -> Mention | None:
        """What somebody owns, when its name stands in quotation marks (Doe's "Long Way")."""
        if self._words.all[stop].text not in _MARKS:
            return None
        ends = next((n for n in range(last - 1, stop, -1) if self._words.all[n].is_word), None)
        if ends is None:
            return None
        sense = Description("work", titles.marks_of(word.base for word in self._words.all[start:ends]), definite=True)
        name = self._words.slice(start, ends + 1)
        return Mention(start, ends + 1, "description", name, description=sense, reach=ends + 1)

    def _owns(self, number: int, last: int) -> bool:
        """Whether a mark joins words of one name: a possessor in the plural ("the Does' lawyer"), two names' slash."""
        word = self._words.all[number]
        if word.text == "/" and number + 1 < last:
            return True
        own = word.text in ("'", "’") and number + 1 < last and self._words.all[number - 1].end == word.start
        return own and self._words.all[last - 1].low not in _SAYINGS

    def _opens(self, start: int, stop: int) -> bool:
        """Whether one word stands where any would have a capital: at the beginning of a sentence or quotation."""
        before = self._words.all[start - 1] if start else None
        first = before is None or not before.is_word or before.sentence != self._words.all[start].sentence
        return first and stop - start == 1 and self._words.all[start].text[1:].islower()

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
        plural = (head.low.endswith("s") and not head.low.endswith(("ss", "us", "is"))) or head.low in _SEVERAL
        definite = words.all[first].low in titles.DEFINITE
        noun = head.base.casefold()
        sense = Description(_NUMBERS.get(noun, noun), marks, plural=plural, definite=definite)
        people = [n for n in range(stop, reach) if noun in _GATHERINGS and titles.is_plural(words.all[n].base)]
        name = words.slice(start, people[0] + 1 if people else stop).removesuffix("'s").removesuffix("’s")
        return Mention(first, stop, "description", name, description=sense, reach=reach)


def kind_of_phrase(name: str) -> ActorKind:
    """What a described source is: a body when its last word says so, else unnamed; what is read is nobody."""
    last = name.rpartition(" ")[2]
    if titles.is_body(last) and last.casefold() not in _WRITINGS:
        return ActorKind.GROUP if last.endswith("s") and not last.endswith("ss") else ActorKind.ORGANISATION
    return ActorKind.UNNAMED
