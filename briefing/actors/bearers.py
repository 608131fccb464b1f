"""What is known of the bearer of one base key, and what speaks for two bearers being one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.actors.keys import IN_ARTICLE, folded
from briefing.actors.lexicon import REMEMBERED, listed
from briefing.model import SourceSort

_SOON: Final = 31  # days
_NEAR: Final = (0.0, 0.3, 0.45, 0.6)  # what so many people beside whom both speak are worth
_TOLD: Final = 0.3  # from this on it is told what both are called
_SEEN: Final = 4  # a name in fewer articles than the most frequent, so many times, does not stand for all
_MOST_ROLES: Final = 24  # roles of one bearer that are compared, the most frequent first
_TIMES = frozenset("former ex then current acting incoming outgoing new old late senior longtime top own".split())
_GOES_ON = frozenset("of for at in to on with from by and who whose which that".split())

Company = Callable[[Collection[str]], Collection[str]]
"""Tells, for some articles by id, the base keys of those who speak in them."""


class Issue(NamedTuple):
    """Where and when an article was published.

    Attributes:
        outlet: The outlet, or "".
        day: The day as a number (`datetime.date.toordinal`), or 0.
    """

    outlet: str = ""
    day: int = 0


NO_ISSUE: Final = Issue()


@dataclass(slots=True)
class Bearer:
    """One base key, as all articles of a library have it.

    Attributes:
        key: The base key.
        names: The names it was shown by, and in how many articles.
        roles: What articles call it, and how many do.
        written: How its source was written, and in how many articles.
        articles: The articles in which it speaks, by id, each with its outlet and day.
    """

    key: str
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    articles: dict[str, Issue] = field(default_factory=dict)

    def see(
        self, article: str, name: str, roles: Iterable[str] = (), written: Iterable[str] = (), issue: Issue = NO_ISSUE
    ) -> None:
        """Take in what one article has of it."""
        self.articles[article] = issue
        self.names[name] += 1
        self.roles.update(roles)
        self.written.update(written)


class Doubt(NamedTuple):
    """Two actors that may be one.

    Attributes:
        key: One's base key.
        other: The other's: the one that would stay.
        why: What speaks for it and against it, in words.
        score: How likely it is, 0 to 1.
        here: An article in which the one speaks, by id.
        there: The same of the other.
    """

    key: str
    other: str
    why: str
    score: float
    here: str = ""
    there: str = ""


class Evidence(NamedTuple):
    """What speaks for two bearers being one.

    Attributes:
        score: 0 for nothing, 1 for plenty.
        words: The same in words, or "".
        role: The part of the score that comes of what both are called.
    """

    score: float
    words: str
    role: float = 0.0


class _Role(NamedTuple):
    head: str
    words: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def _role(text: str) -> _Role | None:
    """A role's noun and the words that set it apart; what time it was held makes no difference."""
    words = [word.removesuffix("'s") for word in folded(text[:200]).split()]
    at = next((place for place, word in enumerate(words) if place and word in _GOES_ON), len(words))
    head = words[at - 1] if words else ""
    telling = frozenset(words) - _TIMES - listed("words", "function")
    return _Role(head, telling) if head in telling else None


def is_kin(roles: Iterable[str]) -> bool:
    """Whether somebody is told by whose relative they are: then they share a family name with another."""
    return any((role := _role(text)) is not None and role.head in listed("words", "kin") for text in roles)


def sort_of(description: str) -> SourceSort:
    """What a description is of: people, unless its noun says otherwise."""
    role = _role(description)
    words = folded(description).split()
    head = role.head if role else words[-1] if words else ""
    if head in listed("words", "documents"):
        return SourceSort.DOCUMENT
    singular = head.removesuffix("ies") + "y" if head.endswith("ies") else head.removesuffix("s")
    return SourceSort.BODY if {head, singular} & listed("words", "bodies") else SourceSort.PEOPLE


@lru_cache(maxsize=REMEMBERED)
def roles_agree(one: str, other: str) -> float:
    """How far two roles are one, 0 to 1: the noun must be the same, and the more telling words are, the better.

    That two are "president" says little, that both are "health secretary" much; "chief executive of Acme" is not the
    chief executive of Emca.
    """
    here, there = _role(one), _role(other)
    if here is None or there is None or here.head != there.head:
        return 0.0
    shared = min(len((here.words & there.words) - listed("words", "ranks") - {here.head}), 2)
    if here.words == there.words:
        return (0.4, 0.7, 1.0)[shared]
    if here.words <= there.words or there.words <= here.words:
        return (0.3, 0.6, 0.9)[shared]
    return (0.1, 0.4, 0.7)[shared]


def best_role(one: Mapping[str, int], other: Mapping[str, int]) -> tuple[float, str, str]:
    """The two roles that agree best, one of each bearer's, and how well."""
    best = (0.0, "", "")
    by_head: defaultdict[str, list[str]] = defaultdict(list)
    for text in _most(other):
        if role := _role(text):
            by_head[role.head].append(text)
    for here in _most(one):
        role = _role(here)
        for there in by_head.get(role.head, ()) if role else ():
            if (agreed := roles_agree(here, there)) > best[0]:
                best = (agreed, here, there)
    return best


def _most(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda form: (-counts[form], form))[:_MOST_ROLES]


class Group:
    """Bearers that are taken for one."""

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self.bearers = sorted(bearers, key=lambda bearer: bearer.key)
        self.roles: Counter[str] = Counter()
        self.articles: dict[str, Issue] = {}
        for bearer in self.bearers:
            self.roles.update(bearer.roles)
            self.articles.update(bearer.articles)
        self._company: frozenset[str] | None = None

    @property
    def keys(self) -> list[str]:
        """Its base keys."""
        return [bearer.key for bearer in self.bearers]

    @property
    def actor(self) -> str:
        """The key that stands for all: the shortest of the frequent ones, so that it seldom becomes another."""
        most = max(len(bearer.articles) for bearer in self.bearers)
        frequent = [bearer.key for bearer in self.bearers if len(bearer.articles) * _SEEN >= most]
        return min(frequent, key=lambda key: (key.count(" "), key))

    @property
    def name(self) -> str:
        """The name it is shown by most."""
        names: Counter[str] = Counter()
        for bearer in self.bearers:
            names.update(bearer.names)
        return min(names, key=lambda name: (-names[name], -len(name), name))

    def company(self, known: Company) -> frozenset[str]:
        """The people with a name of their own who speak in its articles, itself left out."""
        if self._company is None:
            near = (key for key in known(self.articles.keys()) if key.startswith("person:") and IN_ARTICLE not in key)
            self._company = frozenset(near) - set(self.keys)
        return self._company


def at_the_time(one: Group, other: Group) -> bool:
    """Whether an outlet has both within a month."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for outlet, day in other.articles.values():
        if outlet and day:
            days[outlet].append(day)
    return any(
        day and any(abs(day - there) <= _SOON for there in days.get(outlet, ()))
        for outlet, day in one.articles.values()
    )


def evidence(one: Group, other: Group, company: Company) -> Evidence:
    """What speaks for two groups being one: what they are called, and beside whom they speak."""
    agreed, here, there = best_role(one.roles, other.roles)
    shared = one.company(company) & other.company(company)
    near = _NEAR[min(len(shared), len(_NEAR) - 1)]
    said = []
    if agreed >= _TOLD:
        same = folded(here) == folded(there)
        said.append(f"both are called “{here}”" if same else f"one is called “{here}”, the other “{there}”")
    if shared:
        who = sorted(shared)[0].partition(":")[2].title()
        more = f" and {len(shared) - 1} others" if len(shared) > 2 else " and one other" if len(shared) == 2 else ""
        said.append(f"both speak beside {who}{more}")
    return Evidence(round(1 - (1 - agreed) * (1 - near), 3), ", and ".join(said), agreed)


__all__ = [
    "NO_ISSUE",
    "Bearer",
    "Company",
    "Doubt",
    "Evidence",
    "Group",
    "Issue",
    "at_the_time",
    "best_role",
    "evidence",
    "is_kin",
    "roles_agree",
    "sort_of",
]
