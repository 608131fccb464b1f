"""Organisations, governments and groups: one name in two kinds, short names and long ones, and what goes unnamed.

* One name that is a person here and an organisation there is what it is in more articles; a given name in front
  speaks for a person. "The Guardian" as an unnamed source is the Guardian; "Research" as somebody's name is research.
* What firms put behind their name ("Inc."), and two ways to spell a word ("organisation"), make no difference.
* An acronym is the body whose initials it has, if an article uses both for one speaker, and no article another.
* "Labour" is the Labour party when an article calls it both, or when the table of bodies says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from briefing.actors.bearers import Bearer, Doubt, Group
from briefing.actors.keys import folded, parted
from briefing.actors.lexicon import REMEMBERED, given_names, lexicon, listed
from briefing.actors.names import name_of
from briefing.actors.people import Links, Settled, doubt_between
from briefing.model import ActorKind

_SMALL: Final = frozenset("of and for the in on to a an at de la du des".split())
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z&.]{1,7}")
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&]{1,7})(?=\)|$)")
_LONGEST_ACRONYM: Final = 8
_GIVEN_COUNTS: Final = 3  # so much more an article with a given name in front counts for a person
_COMMON: Final = 1 / 3  # share of articles that write it small, from which a word is a common one
_LONG: Final = 3  # words, from which on singular and plural are one
_SHORT: Final = 3  # letters of a word that keeps its s
_CLEAR: Final = 0.8  # share of the uses of an acronym that says what it means
_BODIES: Final = (ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.GROUP)


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lexicon("words")["known"]["bodies"]:
        names = [_plain(folded(name)) for name in line.split("|")]
        found.update(dict.fromkeys(names, names[0]))
    return found


def _plain(body: str) -> str:
    spelled: dict[str, str] = lexicon("words")["spelled"]
    words = [spelled.get(word, word) for word in body.split()]
    while len(words) > 1 and words[-1] in listed("words", "legal"):
        words.pop()
    if len(words) >= _LONG:  # "Accident(s) Investigation Branch"
        words = [word.removesuffix("s") if len(word) > _SHORT else word for word in words]
    return " ".join(words)


@lru_cache(maxsize=REMEMBERED)
def name_key(key: str) -> str:
    """What the names of one body have in common, whatever kind it is taken for."""
    plain = _plain(parted(key)[1])
    return _known().get(plain, plain)


def short_keys(key: str) -> frozenset[str]:
    """The acronyms that a body may go by, or the one that it is."""
    kind, body, _ = parted(key)
    if kind not in _BODIES:
        return frozenset()
    words = _plain(body).split()
    if len(words) == 1:
        return frozenset([words[0]] if 1 < len(words[0]) <= _LONGEST_ACRONYM else [])
    every, great = ("".join(word[0] for word in some) for some in (words, [w for w in words if w not in _SMALL]))
    return frozenset(short for short in (every, great) if 1 < len(short) <= _LONGEST_ACRONYM)


def core_key(key: str) -> str | None:
    """The name of a body without the word that may go unsaid ("Labour party" → "labour"), as `name_key` gives it."""
    kind, body, _ = parted(key)
    rest, _, last = body.rpartition(" ")
    if kind not in _BODIES or not rest or last not in listed("words", "understood"):
        return None
    return _known().get(_plain(rest), _plain(rest))


def settle_kinds(bearers: Sequence[Bearer], free: Mapping[str, str]) -> Settled:
    """Decide what the bearers of one name are.

    Args:
        bearers: All keys of one `name_key`.
        free: The keys of one word that nobody bears more fully, each with the key that they have in common: only
            these can turn out to be something else than people.
    """
    people = [one for one in bearers if name_of(one.key) or one.key in free]
    unnamed = [one for one in bearers if one.key.startswith("unnamed:")]
    bodies = [one for one in bearers if parted(one.key)[0] in _BODIES]
    common = _small(unnamed)
    if unnamed and common >= _COMMON * _weight(bearers):
        small = [one for one in (*people, *bodies) if " " not in parted(one.key)[1]]
        return _all_to(min(one.key for one in unnamed), small, "most articles write it as a common word")
    proper = unnamed if common < _COMMON * _weight(unnamed) else []
    if _are_people(people, bodies, free):
        target = Group(people).actor
        single = [one for one in people if one.key in free]
        target = free.get(target, target)
        return _all_to(target, [*single, *bodies, *proper], "the same name, which most articles give a person")
    if not bodies:
        return Settled({}, [])
    kind = max(_BODIES, key=lambda one: (_weight(_of_kind(bodies, one)), -_BODIES.index(one)))
    target = Group(_of_kind(bodies, kind)).actor
    why = f"the same name, of what most articles take for a{'n' if kind.value[0] in 'aeiou' else ''} {kind.value}"
    return _all_to(target, [*people, *bodies, *proper], why)


def _are_people(people: Sequence[Bearer], bodies: Sequence[Bearer], free: Mapping[str, str]) -> bool:
    """Whether a name is rather a person's."""
    weight = _weight(people)
    if any(name.given[0] in given_names() for one in people if (name := name_of(one.key))):
        weight *= _GIVEN_COUNTS
    elif bodies and all(one.key in free for one in people):
        weight //= _GIVEN_COUNTS  # a single word that nobody bears more fully is rather a body's
    return bool(people) and weight > _weight(bodies)


def _all_to(target: str, bearers: Iterable[Bearer], why: str) -> Settled:
    return Settled({one.key: (target, why) for one in bearers if one.key != target}, [])


def _of_kind(bodies: Iterable[Bearer], kind: ActorKind) -> list[Bearer]:
    return [one for one in bodies if parted(one.key)[0] is kind]


def _weight(bearers: Iterable[Bearer]) -> int:
    return sum(len(one.articles) for one in bearers)


def _small(bearers: Iterable[Bearer]) -> int:
    forms = ((name.removesuffix(" (unnamed)"), times) for one in bearers for name, times in one.names.items())
    return sum(times for name, times in forms if name.islower())


def settle_short(bearers: Sequence[Bearer]) -> Settled:
    """Join acronyms, and names that lack a word, to the full names that articles use for the same speaker.

    Args:
        bearers: Bodies; the short names and the long ones that may be theirs.
    """
    whole: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        if parted(bearer.key)[0] in _BODIES:
            whole[name_key(bearer.key)].append(bearer)
    meant: defaultdict[str, Counter[str]] = defaultdict(Counter)
    could: defaultdict[str, set[str]] = defaultdict(set)
    for name, those in whole.items():
        for bearer in those:
            for short, times in _short_forms(bearer).items():
                meant[short][name] += times
            if " " in bearer.key:
                for short in short_keys(bearer.key):
                    could[short].add(name)
    links: Links = {}
    doubts: list[Doubt] = []
    for short, those in whole.items():
        long = {name: times for name, times in meant[short].items() if name != short and name in whole}
        clear = [name for name, times in long.items() if times >= _CLEAR * sum(long.values())]
        if clear:
            target = Group(whole[clear[0]])
            said = max((form for one in those for form in one.names), key=lambda form: (len(form), form))
            why = f"an article calls {target.name} “{said}”"
            links.update({one.key: (target.actor, why) for one in those})
            continue
        for name in sorted(long or _guessed(short, those, could[short], whole)):
            why = "articles use it for several" if long else "it has the initials, but no article uses both"
            doubts.append(doubt_between(Group(those), Group(whole[name]), why, 0.4 if long else 0.3))
    return Settled(links, doubts)


def _guessed(
    short: str, those: Sequence[Bearer], could: Collection[str], whole: Mapping[str, Sequence[Bearer]]
) -> list[str]:
    """The only body that has an acronym's letters as its initials, when both are written as names are."""
    capitals = sum(form.isupper() for bearer in those for form in bearer.names)
    if len(could) != 1 or len(short) < _LONG or not capitals:
        return []
    (name,) = could
    words = [word for word in Group(whole[name]).name.split() if word.casefold() not in _SMALL]
    return [name] if name != short and all(word[:1].isupper() for word in words) else []


def _short_forms(bearer: Bearer) -> Counter[str]:
    """The shorter names, as `name_key` gives them, that articles use for a body, and how many do."""
    found: Counter[str] = Counter()
    shorts, core = short_keys(bearer.key), core_key(bearer.key)
    if " " not in bearer.key:
        return found
    for form, times in (bearer.written + bearer.names).items():
        bare = re.sub(r"^[Tt]he\s+|['’]s?$", "", form.strip())
        if core is not None and bare[:1].isupper() and name_key(f"organisation:{folded(bare)}") == core:
            found[core] += times
        for short in [bare] if _ACRONYM.fullmatch(bare) else _IN_BRACKETS.findall(form):
            plain = folded(short).replace(" ", "")
            if plain in shorts:
                found[_known().get(plain, plain)] += times
    return found


__all__ = ["core_key", "name_key", "settle_kinds", "settle_short", "short_keys"]
