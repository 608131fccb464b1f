"""Whose a single word is: "Akar" and "Lord Hale" in articles that give no fuller name.

Such a key is of one article, so each is decided by itself. It joins somebody with a fuller name when that is the only
one in the library who bears the name and the article agrees (what it calls him, or beside whom he speaks), or when of
several only one agrees well. A name that nobody bears more fully is one actor in all articles. A given name alone
("John") is nobody in particular and stays in its article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.actors.bearers import Bearer, Company, Doubt, Group, at_the_time, evidence, is_kin
from briefing.actors.keys import folded, parted
from briefing.actors.lexicon import given_names, listed
from briefing.actors.names import PersonName, SingleName, name_of, single_of
from briefing.actors.people import Links, doubt_between
from briefing.actors.spelling import Likeness, letters, likeness

_AGREES: Final = 0.3  # evidence that is enough when only one person bears the name
_TELLS: Final = 0.6  # and when several do: the next best may have no more than half of it
_FAMOUS: Final = 100  # so many times: there is nobody else to think of
_FAR: Final = 20  # so many times as many articles make somebody far better known
NOBODY_ELSE: Final = "nobody else here bears the name"
_OFTENER: Final = 3  # so many times as many articles with the one word alone make it a name of its own
_MOST: Final = 60  # people of one family name among whom somebody is looked for


class Whose(NamedTuple):
    """Whose a word is: the key that stands for the actor, and why."""

    actor: str
    why: str


class Bare(NamedTuple):
    """Whose single words are.

    Attributes:
        links: Base key → the key that stands for its actor, and why.
        doubts: Pairs for the reader.
        free: The keys of words that nobody bears more fully, each with the key that they have in common.
    """

    links: Links
    doubts: list[Doubt]
    free: dict[str, str]


def settle_bare(bearers: Sequence[Bearer], people: Iterable[Group], company: Company) -> Bare:
    """Find whose the single words are that are spelled alike.

    Args:
        bearers: Keys of one word each.
        people: Everybody in the library who bears such a name with another word, as family name or as given name.
        company: Who speaks in some articles.
    """
    found = Bare({}, [], {})
    known = sorted(people, key=lambda group: group.actor)
    first = _first_words(known)
    alone: defaultdict[tuple[str, str], list[Bearer]] = defaultdict(list)
    bearing: dict[SingleName, list[Group]] = {}
    for bearer in sorted(bearers, key=lambda one: one.key):
        single = single_of(bearer.key)
        if single is None:
            continue
        word = single.word
        if single not in bearing:
            bearing[single] = [group for group in known if _bears(group, single)]
        fitting = bearing[single]
        given = first[word] > sum(len(group.articles) for group in fitting)
        if (given or word in given_names()) and not _is_formal(bearer, word):
            continue
        told_apart = len(fitting) > _MOST or is_kin(bearer.roles)
        whose = _whose(bearer, fitting, company) if fitting and not told_apart else None
        if isinstance(whose, Whose):
            found.links[bearer.key] = (whose.actor, whose.why)
            continue
        alone[letters(word), single.suffix].append(bearer)
        if whose is not None:
            found.doubts.append(whose)
    for those in alone.values():
        names = {single for bearer in those if (single := single_of(bearer.key))}
        fuller = sum(len(group.articles) for group in known if any(_bears(group, name) for name in names))
        if len(those) < _OFTENER * fuller:
            continue
        actor = min(f"person:{parted(bearer.key)[1]}" for bearer in those)
        found.free.update(dict.fromkeys((bearer.key for bearer in those), actor))
        found.links.update({key: (actor, NOBODY_ELSE) for bearer in those if (key := bearer.key) != actor})
    return found


def _first_words(people: Iterable[Group]) -> Counter[str]:
    """The words that people's names begin with, and in how many articles; family names that stand first left out."""
    found: Counter[str] = Counter()
    for group in people:
        for bearer in group.bearers:
            name = name_of(bearer.key)
            if name and name.given[0] not in listed("names", "family_first"):
                found[name.given[0]] += len(bearer.articles)
    return found


def _is_formal(bearer: Bearer, word: str) -> bool:
    """Whether an article puts "Lord" or "Mrs" before the word, as only before a family name."""
    formal = listed("names", "formal")
    if any(folded(role).rpartition(" ")[2] in formal for role in bearer.roles):
        return True
    for form in (*bearer.written, *bearer.names):
        words = folded(form).split()
        if any(here in formal and there == word for here, there in pairwise(words)):
            return True
    return False


def _bears(group: Group, single: SingleName) -> bool:
    return any(_fits(name, single) for bearer in group.bearers if (name := name_of(bearer.key)))


def _fits(name: PersonName, single: SingleName) -> bool:
    if single.suffix not in ("", name.suffix):
        return False
    if likeness(name.family, single.word) > Likeness.LOOKS:
        return True
    return name.given[0] in listed("names", "family_first") and letters(name.given[0]) == letters(single.word)


def _whose(bearer: Bearer, fitting: Sequence[Group], company: Company) -> Whose | Doubt | None:
    """The actor and why, or a doubt, or None when nothing points to anybody."""
    one = Group([bearer])
    first = max(fitting, key=lambda group: (len(group.articles), group.actor))
    others = sum(len(group.articles) for group in fitting) - len(first.articles)
    rivals = [group for group in fitting if len(group.articles) * _FAR >= len(first.articles)]
    only = len(rivals) == 1
    beside = [group for group in rivals if not group.articles.keys().isdisjoint(bearer.articles)]
    if len(beside) == 1:
        return Whose(beside[0].actor, "the article names nobody else who bears the name")
    weighed = sorted(
        ((evidence(one, group, company), group) for group in beside or rivals),
        key=lambda pair: (-pair[0].score, pair[1].actor),
    )
    best, group = weighed[0]
    rest = weighed[1][0].score if len(weighed) > 1 else 0.0
    if only and best.score >= _AGREES:
        alone = "nobody else who bears the name is near as well known here" if others else NOBODY_ELSE
        return Whose(group.actor, f"{alone}, and {best.words}")
    if only and others * _FAMOUS <= len(first.articles) and at_the_time(one, group):
        return Whose(group.actor, "nobody else here bears the name, and the outlet had both within a month")
    if not only and best.score >= _TELLS and rest <= best.score / 2:
        return Whose(group.actor, f"of those who bear the name, the only one who fits: {best.words}")
    if only or best.score >= _AGREES:
        told = "the best known here who bears the name" if only else "one of several who bear the name"
        found = doubt_between(one, group, f"{told}; {best.words or 'nothing else speaks for it'}", max(best.score, 0.2))
        return found._replace(key=bearer.key, other=group.actor, here=min(one.articles), there=min(group.articles))
    return None


__all__ = ["Bare", "settle_bare"]
