"""Words for people and bodies: which noun heads a phrase, what sets it apart, and what that says of gender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.attribution.lexicon import REMEMBERED, lexicon, listed
from briefing.attribution.metonyms import place_of

DETERMINERS = listed(
    "the a an this that these those his her its their our my your one another any some both two three several many"
)
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
_OFFICES = listed(
    "president minister premier chancellor governor senator representative congressman congresswoman mayor king queen "
    "judge justice ambassador secretary pope general vice-president"
)
_PAST = frozenset(["former", "ex", "then", "late", "one-time", "erstwhile"])
_SLIP = 5  # letters of a first name, in which one that is wrong may be a slip
# Words that no noun phrase goes on across, to the left or to the right.
BREAKS = listed(
    "about above across after against along also although am amid among and are around as at be because been "
    "before behind being below beside besides between beyond but by can could despite did do does during "
    "either even except for from had has have having he her here hers him his how however i if in inside into "
    "is it its just like may me might mine must my near neither no nor not of off on once only onto or our "
    "out outside over past per she should since so than that the their them then there these they this those "
    "though through throughout till to toward towards under until up upon us via was we were what when where "
    "whereas whether which while who whom whose why will with within without would yet you your"
)


@lru_cache(maxsize=REMEMBERED)
def breaks(word: str) -> bool:
    """Whether no noun phrase goes on across a word ("of", "who"); "US" in capitals is a country."""
    return word.casefold() in BREAKS and not (len(word) > 1 and word.isupper())


class Description(NamedTuple):
    """A noun phrase for somebody: what they are, and what sets them apart from others who are that.

    Attributes:
        head: The noun, in the singular ("official").
        marks: Its modifiers and complement, folded, countries as "@turkey".
        plural: Whether there are several.
        definite: Whether it points at somebody who is known already ("the").
    """

    head: str
    marks: frozenset[str]
    plural: bool = False
    definite: bool = False

    @property
    def places(self) -> frozenset[str]:
        """The countries among the marks."""
        return frozenset(mark for mark in self.marks if mark.startswith("@"))


class _Roles(NamedTuple):
    people: dict[str, str]
    plurals: dict[str, str]
    men: frozenset[str]
    women: frozenset[str]
    courtesy: dict[str, str]
    means: dict[str, str]
    short: dict[str, frozenset[str]]
    given: dict[str, str]
    wider: dict[str, frozenset[str]]
    bodies: frozenset[str]
    modifiers: frozenset[str]
    parties: frozenset[str]
    things: frozenset[str]


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


@cache
def _roles() -> _Roles:
    data = lexicon("roles")
    men, women = frozenset(data["men"].split()), frozenset(data["women"].split())
    nouns = {*data["people"].split(), *men, *women}
    courtesy = {word: gender for gender in ("both", "men", "women") for word in data["courtesy"][gender].split()}
    plurals = {_plural(noun): noun for noun in nouns} | {"children": "child", "people": "person"}
    return _Roles(
        people={noun: noun for noun in nouns},
        plurals=plurals,
        men=men,
        women=women,
        courtesy=courtesy,
        means=data["means"],
        given={name: sex for sex, names in data["given"].items() for name in names.split()},
        short=_short_forms(data["short"]["forms"]),
        wider={head: frozenset(words.split()) for head, words in data["wider"].items()},
        bodies=frozenset(data["bodies"]["words"].split()),
        modifiers=frozenset(data["modifiers"]["words"].split()),
        parties=frozenset(data["parties"]["words"].split()),
        things=frozenset(data["things"]["words"].split()),
    )


def _short_forms(written: str) -> dict[str, frozenset[str]]:
    """For each short form of a first name the longer ones ("chris" → "christine", "christopher")."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for entry in written.split():
        long, _, forms = entry.partition(":")
        for form in forms.split(","):
            longer[form].add(long)
    return {form: frozenset(names) for form, names in longer.items()}


def _last(word: str) -> str:
    """The part of a hyphenated word that says what it is ("vice-president", "ex-minister")."""
    return word.rpartition("-")[2]


@lru_cache(maxsize=REMEMBERED)
def person_noun(word: str) -> str | None:
    """The singular of a noun for a person or people, or None ("ministers" → "minister")."""
    roles, low = _roles(), word.casefold()
    for form in (low, _last(low)):
        if found := roles.people.get(form) or roles.plurals.get(form):
            return found
    return None


@lru_cache(maxsize=REMEMBERED)
def is_human(noun: str) -> bool:
    """Whether a noun is a person's, as far as the lists and its ending tell ("the 46-year-old", "the Ohioan")."""
    low = noun.casefold()
    if person_noun(low) is not None:
        return True
    return not is_body(low) and low.removesuffix("s").endswith(("-old", "ist", "ian", "crat", "man", "woman"))


def is_plural(word: str) -> bool:
    """Whether a noun for people is in the plural."""
    roles, low = _roles(), word.casefold()
    return low not in roles.people and _last(low) in roles.plurals


@lru_cache(maxsize=REMEMBERED)
def is_body(word: str) -> bool:
    """Whether a noun names a body that can speak ("ministry", "parties")."""
    low, bodies = word.casefold(), _roles().bodies
    return low in bodies or low.removesuffix("s") in bodies or low.removesuffix("ies") + "y" in bodies


@lru_cache(maxsize=REMEMBERED)
def is_modifier(word: str) -> bool:
    """Whether a word can stand before a noun for a person and belong to it ("former", "defense", "Turkish")."""
    low = word.casefold()
    return low in _roles().modifiers or place_of(low) is not None or is_body(low)


@lru_cache(maxsize=REMEMBERED)
def courtesy(word: str) -> str | None:
    """What a form of address before a name says of gender: "men", "women" or "both"; None when it is none."""
    return _roles().courtesy.get(word.casefold().rstrip("."))


def means(word: str) -> str | None:
    """What a shortened form of address says that its bearer is ("Sen." → "senator"), or None."""
    return _roles().means.get(word.casefold().rstrip("."))


def same_first_name(one: str, other: str) -> bool:
    """Whether two folded first names can be one person's: an initial, a short form, a slip of the pen."""
    if one == other or (1 in (len(one), len(other)) and one[:1] == other[:1]):
        return True
    short = _roles().short
    if other in short.get(one, ()) or one in short.get(other, ()):
        return True
    return min(len(one), len(other)) > _SLIP and _one_slip(one, other)


def mostly_for(first_name: str) -> str | None:
    """Whether "men" or "women" mostly bear a folded first name; None when that is not known. No reason by itself."""
    return _roles().given.get(first_name)


def _one_slip(one: str, other: str) -> bool:
    """Whether two words differ in one letter that is wrong, missing or too many, or in the order of two."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]


def is_party(word: str) -> bool:
    """Whether a name of one word is a party's or a movement's ("Labour")."""
    return word.casefold() in _roles().parties


def is_thing(word: str) -> bool:
    """Whether a word, though written with a capital, is nobody's name: an affair, a feast, a faith ("Brexit")."""
    return word.casefold() in _roles().things


def contradicts(sense: Description, others: Iterable[Description]) -> bool:
    """Whether somebody who is described so can hardly be what is said now: another office, or another country's."""
    known = list(others)
    offices = [other for other in known if other.head in _OFFICES]
    if sense.head in _OFFICES and offices and not any(_may_be_one(sense, office) for office in offices):
        return True
    places = frozenset().union(*(other.places for other in known))
    return bool(sense.places and places and sense.places.isdisjoint(places))


def _may_be_one(one: Description, other: Description) -> bool:
    """Whether two offices can be one: of the same noun, and not the home and the health secretary."""
    if not heads_agree(one.head, other.head):
        return False
    if one.head != other.head or _PAST & (one.marks | other.marks):
        return True
    if ("shadow" in one.marks) is not ("shadow" in other.marks):
        return False
    mine, theirs = (frozenset(m for m in sense.marks if not m.startswith("@")) for sense in (one, other))
    return not (mine and theirs) or bool(mine & theirs)


def is_spokes(sense: Description) -> bool:
    """Whether a description is of somebody who speaks for others."""
    return sense.head.startswith("spokes") or (sense.head == "secretary" and "press" in sense.marks)


def gender_of(word: str) -> str | None:
    """Whether a noun for a person tells a man, "m", or a woman, "f"; None when it does not."""
    roles, low = _roles(), _last(word.casefold())
    low = roles.plurals.get(low, low)
    return "m" if low in roles.men else "f" if low in roles.women else None


def marks_of(words: Iterable[str]) -> frozenset[str]:
    """The words that set a description apart, folded, with every form of a country as one."""
    marks = set()
    for word in words:
        low = word.casefold().replace("’", "'").removesuffix("'s").strip("'-.")
        if not low or breaks(word) or low in DETERMINERS:
            continue
        place = place_of(word)
        marks.add(f"@{place}" if place else low.replace("defence", "defense"))
    return frozenset(marks)


def heads_agree(later: str, earlier: str) -> float:
    """How well a noun can take up an earlier one: 1 for the same, less for a wider one, 0 for another."""
    if later == earlier:
        return 1.0
    wider = _roles().wider
    if _last(earlier) == later or _last(later) == earlier:
        return 0.9
    if earlier in wider.get(later, ()):
        return 0.6
    if later in ("man", "woman", "person"):
        told = gender_of(earlier)
        return 0.0 if told and told != gender_of(later) and later != "person" else 0.3
    return 0.0
