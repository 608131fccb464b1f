"""Every place in an article where somebody who may speak is named, described or stood for by a pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefing.attribution import titles
from briefing.attribution.apposition import appose
from briefing.attribution.cues import is_speech_verb
from briefing.attribution.draft import Entity
from briefing.attribution.lexicon import listed
from briefing.attribution.lonenames import is_affair, is_firm, kinds_by_use, whole_people
from briefing.attribution.mention import FIRST, HE, IT, PRONOUNS, SHE, THEY, THIRD_FORMS, WHO, Mention
from briefing.attribution.metonyms import citizens_of, place_of, power_of
from briefing.attribution.outlets import named_with_day
from briefing.attribution.pairs import pairs
from briefing.attribution.phrases import describe_at, phrase_start
from briefing.attribution.titles import Description
from briefing.attribution.words import Word, Words

_NAME_TITLES = listed("dean don baron duke earl prince king pope guy judge major star hunter")
_TITLE_WITHIN = 3  # words of what was taken for a name, before its "Sen."
_SHORT = 3  # letters of a surname that in capitals may be an abbreviation
_BELONGING = frozenset(["of", "from", "at", "for", "in"])  # between somebody and whom they speak for
_MOST_NAMES = 4  # words of somebody's name before that


def find_mentions(words: Words, entities: Sequence[Entity]) -> list[Mention]:
    """Names, descriptions and third-person pronouns, in order; names in apposition know their roles."""
    names = _names(words, entities)
    taken = {number for mention in names for number in range(mention.first, mention.last)}
    names += _names_again(words, names, taken)
    taken = {number for mention in names if mention.kind == "person" for number in range(mention.first, mention.last)}
    taken |= _inside_names(words, names)
    nouns = [number for number, word in enumerate(words.all) if titles.person_noun(word.base)]
    described = [mention for number in nouns if (mention := describe_at(words, number, taken))]
    _begin_with_names(words, names, described)
    pronouns = [
        Mention(number, number + 1, "pronoun", pronoun, reach=number + 1)
        for number, word in enumerate(words.all)
        if (pronoun := THIRD_FORMS.get(word.low)) is not None
    ]
    appose(words, names, described)
    covered = {number for mention in described for number in range(mention.first, mention.last)}
    names.sort(key=lambda m: m.kind != "person" and any(n in covered for n in range(m.first, m.last)))
    found = sorted([*names, *described, *pronouns], key=lambda mention: (mention.first, -mention.last))
    return sorted([*found, *pairs(words, found)], key=lambda mention: (mention.first, -mention.last))


def _begin_with_names(words: Words, names: Sequence[Mention], described: Iterable[Mention]) -> None:
    """Let descriptions begin where the body's name does that they would begin inside ("[Bank of] England governor")."""
    within = {n: m for m in names if m.kind == "organisation" for n in range(m.first + 1, m.last)}
    for mention in described:
        body, sense = within.get(mention.first), mention.description
        if body is None or sense is None or body.last >= mention.last:
            continue
        determined = body.first > 0 and words.all[body.first - 1].low in titles.DETERMINERS
        mention.first = body.first - determined
        marks = sense.marks | titles.marks_of(word.base for word in words.all[body.first : body.last] if word.is_word)
        definite = words.all[mention.first].low in titles.DEFINITE
        mention.description = sense._replace(marks=marks, definite=definite)
        mention.name = words.slice(body.first, mention.last).removesuffix("'s").removesuffix("’s")


def _inside_names(words: Words, names: Sequence[Mention]) -> set[int]:
    """Nouns for people that a body's name goes on after ("Communications Workers of America", "Refugee Convention")."""
    bodies = (mention for mention in names if mention.kind == "organisation")
    inner = (number for mention in bodies for number in range(mention.first, mention.last - 1))
    return {
        number
        for number in inner
        if words.all[number].is_capital
        and (titles.is_plural(words.all[number].base) or words.all[number + 1].is_capital)
    }


def _names(words: Words, entities: Iterable[Entity]) -> list[Mention]:
    """The encoder's entities as mentions, mended at their edges; of two that overlap the likelier stays."""
    found: list[Mention] = []
    taken: set[int] = set()
    for entity, numbers in _apart(words, entities):
        first, last = numbers.start, numbers.stop
        opening = words.all[first]
        last = next((n for n in range(first, last) if _splits(words.all[n], opening)), last)
        if taken.intersection(range(first, last)) or (entity.kind != "group" and _are_people(words, first, last)):
            continue
        mention = _person(words, first, last) if entity.kind == "person" else _other(words, first, last, entity.kind)
        if mention is None or is_affair(mention.name):
            continue
        if not taken.intersection(range(mention.first, mention.last)):
            taken.update(range(mention.first, mention.last))
            found.append(mention)
    whole_people(found)
    for mention in found:
        if mention.kind == "person" and is_firm(mention.name):
            mention.kind = "organisation"
    full = {word for m in found if m.kind == "person" and len(m.name.split()) > 1 for word in m.name.split()}
    surnames = {m.name.split()[-1] for m in found if m.kind == "person" and len(m.name.split()) > 1}
    surnames |= {name.upper() for name in surnames if len(name) > _SHORT}
    used = kinds_by_use(words, found)
    for mention in found:
        if mention.kind == "person" and mention.name not in full and mention.name in used:
            mention.kind = used[mention.name]
        elif mention.kind == "person" and mention.name not in full and citizens_of(mention.name):
            mention.kind = "group"
        elif mention.kind == "person" and mention.name not in full and _is_no_person(words, mention):
            mention.kind = "place" if power_of(mention.name) else "organisation"
        elif mention.kind != "person" and mention.name in surnames and not power_of(mention.name):
            mention.kind = "person"
    return [m for m in _mend_headlines(words, found) if m.kind != "person" or m.name in full or not _is_bare_title(m)]


def _are_people(words: Words, first: int, last: int) -> bool:
    """Whether a "name" is only a noun for people that has to have its capital ("MPs", "Doctors" in a headline)."""
    word = words.all[first]
    if last != first + 1 or not titles.is_plural(word.text):
        return False
    before = words.all[first - 1] if first else None
    opens = before is None or not before.is_word or before.sentence != word.sentence
    return word.text[1:2].isupper() or ((opens or words.is_headline(first)) and not words.is_named(word.text))


def _apart(words: Words, entities: Iterable[Entity]) -> Iterator[tuple[Entity, range]]:
    """The entities and their words, likeliest first; "Doe and Roe" taken for one are two, as is "Jane Doe of Acme"."""
    for entity in sorted(entities, key=lambda e: (-e.probability, e.start)):
        numbers = words.within(entity.start, entity.end)
        at = _belongs_at(words, numbers, entity.kind)
        if at is not None:
            yield entity._replace(kind="person"), range(numbers.start, at)
            yield entity._replace(kind="organisation"), range(at + 1, numbers.stop)
            continue
        joints = [n for n in numbers if words.all[n].low in ("and", "&")] if entity.kind == "person" else []
        for first, last in pairwise([numbers.start, *joints, numbers.stop]):
            start = first + (first in joints)
            if start < last:
                yield entity, range(start, last)


def _belongs_at(words: Words, numbers: range, kind: str) -> int | None:
    """The "of" in "Prof Jane Doe of the Acme Institute", where all of it was taken for one name; else None.

    What was taken for a body must begin with a form of address or a first name: "Acme Institute of Art" does not.
    """
    at = next((n for n in numbers if words.all[n].low in _BELONGING), numbers.stop)
    if kind == "place" or at + 1 >= numbers.stop:
        return None
    front = [words.all[n] for n in range(numbers.start, at) if words.all[n].is_word]
    addressed = [word for word in front if titles.courtesy(word.low) or titles.means(word.low)]
    names = [word for word in front if word not in addressed]
    if not 2 <= len(names) <= _MOST_NAMES or not all(word.is_capital for word in names):
        return None
    bearer = kind == "person" or bool(addressed) or titles.mostly_for(names[0].low) is not None
    last = names[-1].low
    return at if bearer and not (titles.is_body(last) or titles.person_noun(last) or titles.is_thing(last)) else None


def _mend_headlines(words: Words, names: list[Mention]) -> list[Mention]:
    """The names without those that only a headline's capitals made; "Doe Breaks" is the Doe whom the article knows."""
    plain = {m.name for m in names if m.kind == "person" and not words.is_headline(m.first)}
    if not plain:
        return names
    known = {part for name in plain for part in name.split()}
    kept = []
    for mention in names:
        parts = mention.name.split()
        if mention.kind != "person" or len(parts) < 2 or mention.name in plain or not words.is_headline(mention.first):
            kept.append(mention)
            continue
        place = next((n for n in range(mention.first, mention.last) if words.all[n].base in known), None)
        if place is None:
            continue
        # A known name that stands last may well have its first name before it; the line's first word is often none.
        opens = not mention.first or words.all[mention.first - 1].paragraph != words.all[mention.first].paragraph
        lone = place == mention.last - 1 == mention.first + 1
        if lone and opens and not titles.mostly_for(parts[0].casefold()):
            mention.first, mention.name = place, words.all[place].base
        elif place < mention.last - 1:
            both = words.all[place + 1].base in known
            mention.first, mention.last = place, place + 1 + both
            mention.name = f"{words.all[place].text} {words.all[place + 1].base}" if both else words.all[place].base
            mention.reach = mention.last
        kept.append(mention)
    return kept


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
    if last + 1 < len(words.all) and last - 1 in (whole := named_with_day(words.all, last + 1)):
        last = whole.stop  # "the Mail on Sunday"
    elif first and first in named_with_day(words.all, first - 1):
        first -= 1
    name = words.slice(first, last)
    name = name.removesuffix("'s").removesuffix("’s")
    return Mention(first, last, kind, name, reach=last)


def _person(words: Words, first: int, last: int) -> Mention | None:
    """A person's name: titles taken off its front, a surname that was cut off put back."""
    first, last = _trim(words, first, last)
    form = None
    inner = (n for n in range(min(last - 2, first + _TITLE_WITHIN), first, -1) if _introduces(words.all[n], last - n))
    if (
        title := next(inner, None)
    ) is not None:  # "Ohio Sen. Jane Doe", "Home Secretary Jane Doe", "Ravens QB Jane Doe"
        first = title + (
            titles.person_noun(words.all[title].low) is None and titles.means(words.all[title].low) is None
        )
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
    before = words.all[first - 1] if first and last - first == 1 else None
    if (
        before is not None
        and before.is_capital
        and titles.mostly_for(before.low)
        and before.end + 1 == words.all[first].start
    ):
        first -= 1  # a first name that was cut off
    address = first - 1 - (first > 1 and words.all[first - 1].text == ".")
    if form is None and address >= 0:
        known = titles.courtesy(words.all[address].low)
        form = known if known in ("men", "women") else None
    last = _reach_of_name(words, first, last)
    while last - first > 1 and not words.all[last - 1].is_word:
        last -= 1
    name = f"{words.slice(first, last - 1)} {words.all[last - 1].base}".strip()
    if not name or name.casefold() in PRONOUNS or not any(letter.isalpha() for letter in name):
        return None
    return Mention(first, last, "person", name, title=_title(words, address), courtesy=form, reach=last)


def _introduces(word: Word, left: int) -> bool:
    """Whether a word within what was taken for a name tells the office or the place on a team of whom it names."""
    if titles.means(word.low):
        return True
    short = word.text.isupper() and 2 <= len(word.text) <= _SHORT and word.text.isalpha()
    office = word.is_capital and titles.person_noun(word.low) is not None and word.low not in _NAME_TITLES
    return left > 2 and (office or short)


def _title(words: Words, address: int) -> Description | None:
    """What a shortened form of address says of whom it introduces ("Ohio Sen.")."""
    said = titles.means(words.all[address].low) if address >= 0 and words.all[address].is_capital else None
    if said is None:
        return None
    before = [words.all[n].base for n in range(phrase_start(words, address), address) if words.all[n].is_word]
    return Description(said, titles.marks_of(before))


def _reach_of_name(words: Words, first: int, last: int) -> int:
    """Where a name really ends: the encoder may have cut "Jane Doe" after "Jane"."""
    if last - first != 1 or words.is_headline(first) or words.all[first].is_possessive or last >= len(words.all):
        return last
    after, name = words.all[last], words.all[first]
    if titles.courtesy(name.low) is not None or titles.person_noun(name.low) is not None:
        return last
    joined = after.start == name.end + 1 and after.is_capital and after.sentence == name.sentence
    plain = not (titles.is_modifier(after.low) or titles.person_noun(after.low) or power_of(after.base))
    return last + 1 if joined and plain and after.text.isalpha() and not after.text.isupper() else last


def _names_again(words: Words, names: list[Mention], taken: set[int]) -> list[Mention]:
    """Surnames of people known from elsewhere in the article, where the encoder saw no name."""
    surnames = {m.name.split()[-1] for m in names if m.kind == "person" and len(m.name.split()) > 1}
    surnames = {name for name in surnames if len(name) > 2 and not titles.person_noun(name) and not place_of(name)}
    surnames |= {name.upper() for name in surnames if len(name) > _SHORT}
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


__all__ = ["FIRST", "HE", "IT", "PRONOUNS", "SHE", "THEY", "WHO", "Mention", "find_mentions"]
