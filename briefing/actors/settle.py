"""Who is who in a library: all base keys, and which of them are one actor.

Every decision on a key depends only on the keys that share a block with it, and on those that share one with them:

    p:  a family name, or the only word of a person's name, in all its spellings
    x:  the first word of a person's name, or the only one
    n:  a whole name, whatever kind it is taken for
    s:  an acronym, or the initials of a name

So when articles come or go, only what shares blocks with their keys is looked at again, and the answer is the same as
if everything had been. Nothing depends on the order in which anything came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from briefing.actors.bare import settle_bare
from briefing.actors.bearers import Bearer, Company, Doubt, Group
from briefing.actors.bodies import core_key, name_key, settle_kinds, settle_short, short_keys
from briefing.actors.keys import parted
from briefing.actors.lexicon import REMEMBERED, given_names
from briefing.actors.names import name_of, single_of
from briefing.actors.people import Links, Settled, settle_people
from briefing.actors.spelling import skeleton
from briefing.model import ActorKind


@lru_cache(maxsize=REMEMBERED)
def blocks_of(key: str) -> frozenset[str]:
    """The blocks that a base key is in."""
    kind = parted(key)[0]
    found = {f"n:{name_key(key)}"}
    if kind is ActorKind.PERSON:
        name, single = name_of(key), single_of(key)
        if name is not None:
            found |= {f"p:{skeleton(name.family)}", f"x:{skeleton(name.given[0])}"}
        elif single is not None:
            found |= {f"p:{skeleton(single.word)}", f"x:{skeleton(single.word)}"}
        return frozenset(found)
    found.update(f"s:{short}" for short in short_keys(key))
    if core := core_key(key):
        found.add(f"n:{core}")
    return frozenset(found)


@lru_cache(maxsize=REMEMBERED)
def needs(key: str) -> frozenset[str]:
    """The blocks that bear on a key: when keys in them come or go, this one is to be settled again.

    Of first words only single words need to know, and of those no given names.
    """
    blocks = blocks_of(key)
    first = frozenset(block for block in blocks if block.startswith("x:"))
    single = single_of(key)
    return blocks if single is not None and single.word not in given_names() else blocks - first


def settle(bearers: Iterable[Bearer], company: Company | None = None) -> Settled:
    """Find out which base keys are one actor.

    Args:
        bearers: All of a library's, or all that share blocks.
        company: The keys of those who speak in some articles; found among the bearers when not given.

    Returns:
        Links and doubts. Links can be chained (an organisation's name → a person of that name → his other spelling):
        so each says only what its own blocks say.
    """
    everybody = sorted(bearers, key=lambda bearer: bearer.key)
    beside = company or _company_of(everybody)
    blocks: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in everybody:
        for block in blocks_of(bearer.key):
            blocks[block].append(bearer)
    links: Links = {}
    doubts: list[Doubt] = []
    for block in _shared(blocks, "p:"):
        found = settle_people([one for one in blocks[block] if name_of(one.key)], beside)
        links |= found.links
        doubts += found.doubts
    free = _settle_single(blocks, links, doubts, beside)
    for block in _shared(blocks, "n:"):
        links |= settle_kinds([one for one in blocks[block] if name_key(one.key) == block[2:]], free).links
    short = settle_short([one for one in everybody if not one.key.startswith(("person:", "unnamed:"))])
    links = short.links | links
    asked = {(doubt.key, doubt.other): doubt for doubt in sorted([*doubts, *short.doubts])}
    return Settled(links, sorted(asked.values(), key=lambda one: (-one.score, one.key, one.other)))


def _shared(blocks: Mapping[str, Sequence[Bearer]], sort: str) -> list[str]:
    """The blocks of one sort with more than one key, in order."""
    return sorted(block for block, those in blocks.items() if len(those) > 1 and block.startswith(sort))


def _settle_single(
    blocks: Mapping[str, Sequence[Bearer]], links: Links, doubts: list[Doubt], company: Company
) -> dict[str, str]:
    """Settle the people of one word; those that may be no people, each with the key they would have in common."""
    free: dict[str, str] = {}
    for block in sorted(block for block in blocks if block.startswith("p:")):
        single = [one for one in blocks[block] if single_of(one.key)]
        if not single:
            continue
        fuller = {one.key: one for one in (*blocks[block], *blocks.get(f"x:{block[2:]}", ())) if name_of(one.key)}
        people = _groups(fuller.values(), links)
        bodies = {one.key for one in single if _is_rather_a_body(one, people, blocks)}
        free.update({key: f"person:{parted(key)[1]}" for key in bodies})
        found = settle_bare([one for one in single if one.key not in bodies], people, company)
        links.update(found.links)
        doubts += found.doubts
        free.update(found.free)
    return free


def _is_rather_a_body(bearer: Bearer, people: Sequence[Group], blocks: Mapping[str, Sequence[Bearer]]) -> bool:
    """Whether more articles have a body of that name than people who bear it with another word."""
    single = single_of(bearer.key)
    if single is None or single.word in given_names():
        return False
    name = name_key(bearer.key)
    same = [one for one in blocks[f"n:{name}"] if not one.key.startswith("person:") and name_key(one.key) == name]
    weight = sum(len(one.articles) for one in same)
    return weight > 0 and weight >= sum(len(group.articles) for group in people)


def _groups(bearers: Iterable[Bearer], links: Links) -> list[Group]:
    found: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        found[links.get(bearer.key, (bearer.key, ""))[0]].append(bearer)
    return [Group(those) for those in found.values()]


def _company_of(bearers: Collection[Bearer]) -> Company:
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for bearer in bearers:
        for article in bearer.articles:
            by_article[article].add(bearer.key)

    def company(articles: Collection[str]) -> set[str]:
        return set[str]().union(*(by_article[article] for article in articles))

    return company


__all__ = ["blocks_of", "settle"]
