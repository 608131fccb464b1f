"""Which people of one family name are one: base keys with two words or more, gathered into groups.

Names that have the same letters are one at once. Names that are the same but for a middle initial or for a spelling
that a rule of romanisation explains are one unless somebody comes in between: "George Bush" is neither George W. nor
George H. W. while both are there. Everything else (nicknames, initials, parts of names, doubtful spellings) needs
evidence: what both are called, and beside whom they speak; and two who speak in one article as two are not joined.

The order of the keys makes no difference: each step looks at all pairs before it joins any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, product
from typing import Final, NamedTuple

from briefing.actors.bearers import Bearer, Company, Doubt, Group, evidence
from briefing.actors.names import MIDDLE, Bond, PersonName, Relation, joints, name_of, relate, spelled

CROWD: Final = 150  # so many names with one joint are too common to be compared
_LARGEST: Final = 60  # names of one person
_WELL_KNOWN: Final = 5  # articles
_WORTH_ASKING: Final = 0.2  # evidence from which on the reader is asked

_FEW: Final = 3  # people of one family name who are hardly anybody

Links = dict[str, tuple[str, str]]
Edge = tuple[int, int]


class Settled(NamedTuple):
    """Who is who.

    Attributes:
        links: Base key → the key under which it stands, and why, in words; only where that is another.
        doubts: Pairs for the reader.
    """

    links: Links
    doubts: list[Doubt]

    def actor_of(self, key: str) -> str:
        """The key of the actor that a key belongs to: the end of its chain."""
        seen = {key}
        while key in self.links and self.links[key][0] not in seen:
            key = self.links[key][0]
            seen.add(key)
        return key


class _Pairs:
    """How the groups of one family name stand to each other."""

    def __init__(self, names: Sequence[PersonName]) -> None:
        self._names = names
        self.near = sorted(self._candidates())
        self.relations = {pair: found for pair in self.near if (found := self._between(pair)).bond is not Bond.APART}

    def _between(self, pair: Edge) -> Relation:
        return relate(self._names[pair[0]], self._names[pair[1]])

    def are_apart(self, one: int, other: int) -> bool:
        """Whether two names cannot be one person's."""
        return relate(self._names[one], self._names[other]).bond is Bond.APART

    def _candidates(self) -> set[Edge]:
        by_joint: defaultdict[str, list[int]] = defaultdict(list)
        initials: defaultdict[str, list[int]] = defaultdict(list)
        whole: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for joint in joints(name):
                by_joint[joint].append(number)
            (initials if len(name.given[0]) == 1 else whole)[name.given[0][0]].append(number)
        found: set[Edge] = set()
        for numbers in by_joint.values():
            if len(numbers) <= CROWD:
                found.update(combinations(numbers, 2))
        for letter, short in initials.items():
            if len(short) * len(whole[letter]) <= CROWD:
                found.update((min(pair), max(pair)) for pair in product(short, whole[letter]))
        return found


def settle_people(bearers: Sequence[Bearer], company: Company) -> Settled:
    """Gather the people of one family name, all of whose keys have two words or more."""
    groups = _same_letters(bearers)
    names = [name for group in groups if (name := name_of(group.actor)) is not None]
    pairs = _Pairs(names)
    sure = [pair for pair, relation in pairs.relations.items() if relation.bond is Bond.SAME]
    kept, dropped = _consistent(len(groups), sure, pairs.are_apart)
    parts = _components(len(groups), kept)
    merged = [Group(bearer for number in part for bearer in groups[number].bearers) for part in parts]
    doubts = [_torn(groups[one], groups[other]) for one, other in dropped]
    links = _links(merged, "the same name, or the same but for a middle initial or a spelling")
    more = _likely(parts, merged, pairs, company)
    return Settled(links | more.links, doubts + more.doubts)


def _same_letters(bearers: Iterable[Bearer]) -> list[Group]:
    """Keys with the same letters, together."""
    left = sorted(bearers, key=lambda bearer: bearer.key)
    by_letters: defaultdict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in left:
        by_letters[spelled(bearer.key)].append(bearer)
    return [Group(found) for found in by_letters.values()]


def _likely(parts: Sequence[Sequence[int]], merged: Sequence[Group], pairs: _Pairs, company: Company) -> Settled:
    """Join what is likely one and has evidence, the lesser to the greater; ask about what has some."""
    home = {number: place for place, part in enumerate(parts) for number in part}
    between: dict[Edge, Relation] = {}
    for (one, other), relation in sorted(pairs.relations.items()):
        low, high = sorted((home[one], home[other]))
        if low == high or relation.bond is Bond.SAME:
            continue
        known = between.get((low, high))
        if known is None or (relation.bond, -relation.needs) > (known.bond, -known.needs):
            between[low, high] = relation
    doubts: list[Doubt] = []
    reasons: dict[Edge, str] = {}
    for (low, high), relation in between.items():
        found = _weighed(merged[low], merged[high], relation, company, alone=len(parts) <= _FEW)
        if isinstance(found, Doubt):
            doubts.append(found)
        elif found:
            minor, major = sorted((low, high), key=lambda place: _rank(merged[place]))
            reasons[minor, major] = found

    def are_apart(one: int, other: int) -> bool:
        return any(pairs.are_apart(here, there) for here in parts[one] for there in parts[other])

    def goes_further(edge: Edge) -> bool:
        """Whether the lesser name is the greater one with more words in front, which cannot stand in the way."""
        minor, major = (len(name_of(merged[place].actor).given) for place in edge)  # type: ignore[union-attr]
        return between[min(edge), max(edge)].part and minor > major

    kept = _attached(list(reasons), are_apart, goes_further)
    dropped = [edge for edge in reasons if edge not in kept]
    links: Links = {}
    for component in _components(len(parts), kept):
        if len(component) > 1:
            whole = Group(bearer for place in component for bearer in merged[place].bearers)
            for place in component:
                why = reasons[min(edge for edge in kept if place in edge)]
                links.update({key: (whole.actor, why) for key in merged[place].keys if key != whole.actor})
    return Settled(links, [*doubts, *(_torn(merged[minor], merged[major]) for minor, major in dropped)])


def _rank(group: Group) -> tuple[int, str]:
    return len(group.articles), group.actor


def _attached(
    edges: Sequence[Edge], are_apart: Callable[[int, int], bool], goes_further: Callable[[Edge], bool]
) -> set[Edge]:
    """The edges from a lesser to a greater by which nobody becomes one with two who are apart."""
    majors: defaultdict[int, list[int]] = defaultdict(list)
    for minor, major in edges:
        majors[minor].append(major)
    kept = [edge for edge in edges if not _any_apart(majors[edge[0]], are_apart)]
    minors: defaultdict[int, list[int]] = defaultdict(list)
    for edge in kept:
        if not goes_further(edge):
            minors[edge[1]].append(edge[0])
    torn = {major for major, those in minors.items() if _any_apart(those, are_apart)}
    kept = [edge for edge in kept if goes_further(edge) or edge[1] not in torn]
    further = {edge[0] for edge in kept if goes_further(edge)}
    count = max((max(edge) for edge in kept), default=-1) + 1
    for component in _components(count, kept):
        plain = [place for place in component if place not in further]
        if len(component) > _LARGEST or (len(plain) > 2 and _any_apart(plain, are_apart)):
            kept = [edge for edge in kept if edge[0] not in component]
    return set(kept)


def _any_apart(places: Sequence[int], are_apart: Callable[[int, int], bool]) -> bool:
    return len(places) > _LARGEST or any(are_apart(*pair) for pair in combinations(places, 2))


def _weighed(one: Group, other: Group, relation: Relation, company: Company, *, alone: bool) -> Doubt | str | None:
    """Why two groups are one; a doubt when there is too little evidence, or something against it; else None.

    Args:
        one: One of them.
        other: The other.
        relation: How their names stand to each other.
        company: Who speaks in some articles.
        alone: Whether hardly anybody else bears the family name.
    """
    if relation.bond is Bond.LOOKS:
        return doubt_between(one, other, relation.why, 0.5)
    found = evidence(one, other, company)
    told = f"{relation.why}; {found.words}" if found.words else relation.why
    together = not one.articles.keys().isdisjoint(other.articles)  # an article that may tell them apart
    if alone and not together and relation.why == MIDDLE and max(map(_rank, (one, other)))[0] >= _WELL_KNOWN:
        return f"{relation.why}, and hardly anybody else here bears the family name"
    if (found.role if together else found.score) >= relation.needs:
        return f"{relation.why}; {found.words}"
    return doubt_between(one, other, told, found.score) if found.score >= _WORTH_ASKING and not together else None


def _torn(one: Group, other: Group) -> Doubt:
    return doubt_between(one, other, "the name fits more than one person here", 0.3)


def doubt_between(one: Group, other: Group, why: str, score: float) -> Doubt:
    """A doubt about two groups; the one with more articles would stay."""
    less, more = sorted((one, other), key=lambda group: (len(group.articles), group.actor))
    return Doubt(less.actor, more.actor, why, round(score, 2), min(less.articles), min(more.articles))


def _links(groups: Iterable[Group], why: str) -> Links:
    return {key: (group.actor, why) for group in groups for key in group.keys if key != group.actor}


def _consistent(
    count: int, edges: Sequence[Edge], are_apart: Callable[[int, int], bool]
) -> tuple[list[Edge], list[Edge]]:
    """Drop edges until no two that are apart hang together: first of those in between, then all of a torn component."""
    kept, dropped = list(edges), list[Edge]()
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in kept:
        neighbours[one].add(other)
        neighbours[other].add(one)
    torn = {number for number, near in neighbours.items() if _any_apart(sorted(near), are_apart)}
    dropped += [pair for pair in kept if torn.intersection(pair)]
    kept = [pair for pair in kept if not torn.intersection(pair)]
    for component in _components(count, kept):
        if len(component) > 2 and _any_apart(component, are_apart):
            inside = [pair for pair in kept if pair[0] in component]
            kept = [pair for pair in kept if pair not in inside]
            dropped += inside
    return kept, dropped


def _components(count: int, edges: Iterable[Edge]) -> list[list[int]]:
    """Numbers that hang together, each list in order, the lists in the order of their first."""
    above = list(range(count))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for one, other in edges:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(count):
        found[top(number)].append(number)
    return list(found.values())


__all__ = ["Links", "Settled", "doubt_between", "settle_people"]
