"""Every place in an article where somebody who may speak is named, described or stood for by a pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb, is_speech_verb
from briefing.attribution.draft import Entity
from briefing.attribution.lexicon import listed
from briefing.attribution.metonyms import place_of, power_of
from briefing.attribution.titles import Description
from briefing.attribution.words import Word, Words
from briefing.model import Span

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
WHO = frozenset(["who", "whom", "whose", "which", "that"])
FIRST = listed("i me my mine myself we us our ours ourselves")
PRONOUNS = HE | SHE | THEY | IT | WHO | FIRST
_THIRD = HE | SHE | THEY
_AUXILIARIES = listed(
    "is are was were be been has have had do does did will would can could may might must should shall also then"
)
_LINKS = listed("of for at from with in to on and the &")
_FIRST_LINKS = listed("of for at from with in to")
_NAME_TITLES = listed("dean don baron duke earl prince king pope guy judge major star")
_LOOSE_NOUNS = listed(
    "general major moderate liberal conservative senior principal progressive executive star patient guide "
    "guard republican democrat official expert chief head fellow individual candidate citizen youth voter "
    "student worker employee leader host partner champion player senate minister party figure"
)
_PARTICLES = listed("de da di von van bin al el la le ben ibn der den dos del")
LONGEST_PHRASE = 9


@dataclass(eq=False)
class Mention:
    """One mention.

    Attributes:
        first: The number of its first word.
        last: One past the number of its last word.
        kind: "person", "organisation", "place", "group", "description" or "pronoun".
        name: A person's name without titles; what it is called otherwise.
        description: What the phrase says of somebody, for a description.
        roles: What is said of a named person here: the words, where they stand, and their sense.
        courtesy: "men" or "women" when the form of address tells.
        named: The named mention that a description stands in apposition to.
        reach: One past the last word of what belongs to the phrase ("of the bank").
    """

    first: int
    last: int
    kind: str
    name: str
    description: Description | None = None
    roles: list[tuple[str, Span, Description]] = field(default_factory=list)
    courtesy: str | None = None
    named: Mention | None = None
    reach: int = 0


def find_mentions(words: Words, entities: Sequence[Entity]) -> list[Mention]:
    """Names, descriptions and third-person pronouns, in order; names in apposition know their roles."""
    names = _names(words, entities)
    taken = {number for mention in names for number in range(mention.first, mention.last)}
    names += _names_again(words, names, taken)
    taken = {number for mention in names if mention.kind == "person" for number in range(mention.first, mention.last)}
    nouns = [number for number, word in enumerate(words.all) if titles.person_noun(word.base)]
    described = [mention for number in nouns if (mention := describe_at(words, number, taken))]
    pronouns = [
        Mention(number, number + 1, "pronoun", word.low, reach=number + 1)
        for number, word in enumerate(words.all)
        if word.low in _THIRD
    ]
    _appose(words, names, described)
    covered = {number for mention in described for number in range(mention.first, mention.last)}
    names.sort(key=lambda m: m.kind != "person" and any(n in covered for n in range(m.first, m.last)))
    return sorted([*names, *described, *pronouns], key=lambda mention: (mention.first, -mention.last))


def _names(words: Words, entities: Iterable[Entity]) -> list[Mention]:
    """The encoder's entities as mentions, mended at their edges; of two that overlap the likelier stays."""
    found: list[Mention] = []
    taken: set[int] = set()
    for entity in sorted(entities, key=lambda e: (-e.probability, e.start)):
        numbers = words.within(entity.start, entity.end)
        if not numbers:
            continue
        first, last = numbers.start, numbers.stop
        opening = words.all[first]
        last = next((n for n in range(first, last) if _splits(words.all[n], opening)), last)
        if taken.intersection(range(first, last)):
            continue
        mention = _person(words, first, last) if entity.kind == "person" else _other(words, first, last, entity.kind)
        if mention is not None:
            taken.update(range(mention.first, mention.last))
            found.append(mention)
    full = {word for m in found if m.kind == "person" and len(m.name.split()) > 1 for word in m.name.split()}
    surnames = {m.name.split()[-1] for m in found if m.kind == "person" and len(m.name.split()) > 1}
    for mention in found:
        if mention.kind == "person" and mention.name not in full and _is_no_person(words, mention):
            mention.kind = "place" if power_of(mention.name) else "organisation"
        elif mention.kind != "person" and mention.name in surnames and not power_of(mention.name):
            mention.kind = "person"
    return [m for m in found if m.kind != "person" or m.name in full or not _is_bare_title(m)]


def _is_bare_title(mention: Mention) -> bool:
    """Whether a lone "name" is only a title ("Secretary"); somebody named in full may bear it as a surname."""
    alone = len(mention.name.split()) == 1
    return alone and (titles.person_noun(mention.name) is not None or titles.courtesy(mention.name) is not None)


def _is_no_person(words: Words, mention: Mention) -> bool:
    """Whether a lone name taken for a person's is a country's, a capital's, or "the newspaper, X"."""
    if mention.courtesy or len(mention.name.split()) > 1:
        return False
    at = mention.first - 1
    at -= at >= 0 and words.all[at].text == ","
    after_body = at >= 0 and titles.is_body(words.all[at].low) and words.all[at].text.islower()
    return after_body or power_of(mention.name) is not None


def _splits(word: Word, opening: Word) -> bool:
    """Whether no name goes on across a word: another paragraph, a dash between words."""
    return word.paragraph != opening.paragraph or (word.text in ("-", "–", "—") and word is not opening)


def _trim(words: Words, first: int, last: int) -> tuple[int, int]:
    """Without determiners and marks at the edges."""
    while first < last and (words.all[first].low in titles.DETERMINERS or not words.all[first].is_word):
        first += 1
    while first < last and not words.all[last - 1].is_word and words.all[last - 1].text != ".":
        last -= 1
    return first, last


def _other(words: Words, first: int, last: int, kind: str) -> Mention | None:
    first, last = _trim(words, first, last)
    if first >= last:
        return None
    name = words.slice(first, last)
    name = name.removesuffix("'s").removesuffix("’s")
    return Mention(first, last, kind, name, reach=last)


def _person(words: Words, first: int, last: int) -> Mention | None:
    """A person's name: titles taken off its front, a surname that was cut off put back."""
    first, last = _trim(words, first, last)
    form = None
    while last - first > 1:
        word = words.all[first]
        low = word.low.rstrip(".")
        only_surname = last - first == 2
        title = titles.courtesy(low) is not None or titles.person_noun(low) is not None or titles.is_modifier(low)
        if word.text != "." and (not title or (only_surname and low in _NAME_TITLES)):
            break
        known = titles.courtesy(low)
        form = known if known in ("men", "women") else form
        first += 1
    while last - first > 1 and words.is_headline(first) and is_speech_verb(words.all[last - 1].low):
        last -= 1  # "Doe Says", in a headline's capitals
    if first >= last:
        return None
    before = words.all[first - 1] if first else None
    if form is None and before is not None:
        address = words.all[first - 2] if before.text == "." and first > 1 else before
        known = titles.courtesy(address.low)
        form = known if known in ("men", "women") else None
    last = _reach_of_name(words, first, last)
    while last - first > 1 and not words.all[last - 1].is_word:
        last -= 1
    name = f"{words.slice(first, last - 1)} {words.all[last - 1].base}".strip()
    if not name or name.casefold() in PRONOUNS or not any(letter.isalpha() for letter in name):
        return None
    return Mention(first, last, "person", name, courtesy=form, reach=last)


def _reach_of_name(words: Words, first: int, last: int) -> int:
    """Where a name really ends: the encoder may have cut "Jane Doe" after "Jane"."""
    if last - first != 1 or words.is_headline(first) or words.all[first].is_possessive or last >= len(words.all):
        return last
    after, name = words.all[last], words.all[first]
    joined = after.start == name.end + 1 and after.is_capital and after.sentence == name.sentence
    plain = not (titles.is_modifier(after.low) or titles.person_noun(after.low) or power_of(after.base))
    return last + 1 if joined and plain and after.text.isalpha() and not after.text.isupper() else last


def _names_again(words: Words, names: list[Mention], taken: set[int]) -> list[Mention]:
    """Surnames of people known from elsewhere in the article, where the encoder saw no name."""
    surnames = {m.name.split()[-1] for m in names if m.kind == "person" and len(m.name.split()) > 1}
    surnames = {name for name in surnames if len(name) > 2 and not titles.person_noun(name) and not place_of(name)}
    found: list[Mention] = []
    for number, word in enumerate(words.all if surnames else ()):
        if number not in taken and word.base in surnames:
            before = words.all[number - 1] if number else None
            form = titles.courtesy(before.low) if before else None
            found.append(
                Mention(
                    number,
                    number + 1,
                    "person",
                    word.base,
                    reach=number + 1,
                    courtesy=form if form in ("men", "women") else None,
                )
            )
    return found


def _stops(words: Words, number: int) -> bool:
    """Whether a phrase cannot reach across this word to the left."""
    word = words.all[number]
    if not word.is_word:
        return word.text not in ("’", "'")
    return titles.breaks(word.text) or _acts(word)


def _acts(word: Word) -> bool:
    """Whether a word is more likely a verb that reports than a noun ("state" is both)."""
    return word.text.islower() and is_cue_verb(word.low) and not titles.is_modifier(word.low)


def phrase_start(words: Words, head: int) -> int:
    """The first word of the noun phrase that a noun heads, its determiner included."""
    sentence = words.all[head].sentence
    first = head
    for number in range(head - 1, max(-1, head - LONGEST_PHRASE), -1):
        word = words.all[number]
        if word.sentence != sentence:
            break
        if word.low in titles.DETERMINERS:
            return number
        if _stops(words, number):
            break
        first = number
    while first < head and not _modifies(words, first):
        first += 1
    tight = head
    while tight > first and _modifies(words, tight - 1):
        tight -= 1
    return tight


def _modifies(words: Words, number: int) -> bool:
    word = words.all[number]
    low = word.low
    return (
        word.is_capital
        or "-" in low
        or titles.is_modifier(low)
        or titles.person_noun(low) is not None
        or (low.endswith(("al", "ic", "ary", "ian", "ive")))
    )


def phrase_reach(words: Words, last: int) -> int:
    """One past the last word of a complement that follows a noun ("of the Central Bank", "with Acme Corp")."""
    size = len(words.all)
    if last >= size or words.all[last].low not in _FIRST_LINKS:
        return last
    sentence, reach = words.all[last].sentence, last
    for number in range(last, min(size, last + LONGEST_PHRASE)):
        word = words.all[number]
        if word.sentence != sentence or not word.is_word or _loose_place(words, number):
            break
        if word.low not in _LINKS and (titles.breaks(word.text) or _acts(word)):
            break
        reach = number + 1
    while reach > last and words.all[reach - 1].low in _LINKS:
        reach -= 1
    return reach


def _loose_place(words: Words, number: int) -> bool:
    """Whether "in" or "on" here begins a circumstance ("in an interview") and not a place ("in Ohio")."""
    if words.all[number].low not in ("in", "on") or number + 1 >= len(words.all):
        return False
    after = words.all[number + 1]
    return not (
        after.is_capital or (after.low == "the" and number + 2 < len(words.all) and words.all[number + 2].is_capital)
    )


def describe_at(words: Words, head: int, taken: Set[int] = frozenset()) -> Mention | None:
    """The description that a noun for a person or people heads, or None when the word is no such head."""
    word = words.all[head]
    noun = titles.person_noun(word.base) if head not in taken else None
    if noun is None or _goes_on(words, head):
        return None
    return _described(words, head, noun, plural=titles.is_plural(word.base))


def _described(words: Words, head: int, noun: str, *, plural: bool) -> Mention:
    first = phrase_start(words, head)
    reach = phrase_reach(words, head + 1)
    opening = words.all[first].low
    inner = [words.all[n].base for n in range(first, reach) if n != head and words.all[n].is_word]
    sense = Description(noun, titles.marks_of(inner), plural=plural, definite=opening in titles.DEFINITE)
    start = first + (opening in titles.DETERMINERS and first < head)
    name = words.slice(start, head + 1).removesuffix("'s").removesuffix("’s")
    return Mention(first, head + 1, "description", name, description=sense, reach=reach)


def _goes_on(words: Words, head: int) -> bool:
    """Whether the noun is not the head, because another noun follows ("official statement")."""
    if head + 1 >= len(words.all) or words.all[head].is_possessive:
        return False
    after = words.all[head + 1]
    if not after.is_word or titles.breaks(after.text) or after.sentence != words.all[head].sentence:
        return False
    if titles.person_noun(after.base) or (titles.is_body(after.base) and not after.is_capital):
        return True
    if after.is_capital or is_cue_verb(after.low) or after.low in _AUXILIARIES or after.low.endswith(("ly", "ed")):
        return False
    return words.all[head].low in _LOOSE_NOUNS


def _appose(words: Words, names: list[Mention], described: list[Mention]) -> None:
    """Tie descriptions to the names beside them: title before, ", title," after, "title, Name," before, "Name is a"."""
    starts = {m.first: m for m in names if m.kind == "person"}
    ends = {m.last: m for m in names if m.kind == "person"}
    for mention in described:
        sense = mention.description
        if sense is None or sense.plural or words.all[mention.last - 1].is_possessive:
            continue
        after = mention.last + (mention.last < len(words.all) and words.all[mention.last].text == ".")
        named = starts.get(after)
        if named is None:
            named = _named_before(words, mention, ends) or _named_after(words, mention, starts)
        if named is not None:
            mention.named = named
            first = mention.first + (words.all[mention.first].low in titles.DETERMINERS)
            stop = mention.reach if named.first < mention.first else mention.last
            span = Span(words.all[first].start, words.all[stop - 1].end)
            named.roles.append((words.slice(first, stop), span, sense))


def _named_before(words: Words, mention: Mention, ends: dict[int, Mention]) -> Mention | None:
    """The name in "Name, the description" or "Name is a description"."""
    at = mention.first - 1
    if at >= 0 and words.all[at].text == ",":
        return ends.get(at)
    if at >= 0 and words.all[at].low in ("is", "was", "as"):
        return ends.get(at) if words.all[at].low != "as" else None
    if at >= 1 and words.all[at].low in ("is", "was") and words.all[at - 1].low in (",", "who"):
        return ends.get(at - 1) or ends.get(at - 2)
    return None


def _named_after(words: Words, mention: Mention, starts: dict[int, Mention]) -> Mention | None:
    """The name in "the description, Name," where the name's own end is marked too."""
    comma = mention.reach
    if comma + 1 >= len(words.all) or words.all[comma].text != ",":
        return None
    named = starts.get(comma + 1)
    if named is None or named.last >= len(words.all):
        return None
    closes = words.all[named.last].text in (",", ".", ";", ")")  # "…, Name said" ends a clause: no apposition
    return named if closes and words.all[named.last].sentence == words.all[mention.first].sentence else None
