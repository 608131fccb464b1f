"""What the reader's rules on actors come to: pure functions, from decisions in their order to what counts.

The order is that of the moments at which they were made, so that two journals joined in either order come to the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self, assert_never

from briefing.actors import actor_key, folded
from briefing.model import ActorKind, Speaker
from briefing.model.decision import (
    Decision,
    InArticle,
    OnAlias,
    OnApart,
    OnHide,
    OnKind,
    OnMerge,
    OnName,
    OnSplit,
    Rule,
    Verdict,
)

Pair = tuple[str, str]


@dataclass
class Traits:
    """What the reader says of one actor.

    Attributes:
        name: The name to show, or None.
        kind: The kind to show, or None.
        hidden: Left out of lists.
        aliases: Names that are this actor's.
        refused: Names that are not, folded.
    """

    name: str | None = None
    kind: ActorKind | None = None
    hidden: bool = False
    aliases: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self != Traits()

    def add(self, name: str) -> None:
        """A name is this actor's."""
        self.drop(name)
        self.refused.remove(folded(name))
        self.aliases.append(name)

    def drop(self, name: str) -> None:
        """A name is not this actor's."""
        form = folded(name)
        self.aliases = [known for known in self.aliases if folded(known) != form]
        if form not in self.refused:
            self.refused.append(form)


@dataclass
class Rules:
    """What the rules come to.

    Attributes:
        joined: The key under which the reader puts a key, and why; a key that is its own stays by itself.
        apart: Pairs of actors, in alphabetical order, that are not one, or of which the reader is not sure.
        traits: What the reader says of actors, by key.
    """

    joined: dict[str, tuple[str, str]] = field(default_factory=dict)
    apart: dict[Pair, Verdict] = field(default_factory=dict)
    traits: dict[str, Traits] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _titles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Rule]) -> Self:
        """Fold decisions, of which each counts, in their order."""
        rules = cls()
        for decision in decisions:
            rules._take(decision)
        rules._name_the_joined()
        return rules

    def _take(self, decision: Rule) -> None:
        actor, when = decision.subject.actor, decision.made_at.date().isoformat()
        match decision:
            case OnMerge():
                self._names.update({actor: decision.subject.name} if decision.subject.name else {})
                self._titles[decision.value.actor] = decision.value.name
                self._join((actor, *decision.subject.keys), decision.value.actor, f"you made them one on {when}")
            case OnSplit():
                for key in decision.value.keys:
                    self.joined[key] = (key, f"you took them apart on {when}")
            case OnApart():
                self._part(actor, decision.value.actor, decision.value.verdict, when)
            case OnName():
                self._traits(actor).name = decision.value.name
            case OnKind():
                self._traits(actor).kind = decision.value.kind
            case OnHide():
                self._traits(actor).hidden = decision.value.hidden
            case OnAlias():
                self._titles[actor] = decision.subject.name
                self._alias(actor, decision.value.name, when, holds=decision.value.holds)
            case _:
                assert_never(decision)

    def _join(self, keys: Iterable[str], target: str, why: str) -> None:
        """Put keys under another. What the other stood under stays, unless that is one of them: there are no loops."""
        under = [key for key in dict.fromkeys(keys) if key != target]
        for above in self._above(target):
            if self.joined[above][0] in under:
                self.joined[above] = (above, why)
        for key in under:
            self.joined[key] = (target, why)

    def _above(self, key: str) -> list[str]:
        """The keys that lead from one to the topmost, in so far as the reader joined them."""
        chain: list[str] = []
        while key in self.joined and self.joined[key][0] != key:
            chain.append(key)
            key = self.joined[key][0]
        return chain

    def _part(self, one: str, other: str, verdict: Verdict, when: str) -> None:
        if one == other:
            return
        self.apart[_pair(one, other)] = verdict
        if verdict is not Verdict.WRONG:
            return
        for key, target in ((one, other), (other, one)):
            if self.joined.get(key, ("", ""))[0] == target:
                self.joined[key] = (key, f"you took them apart on {when}")

    def _alias(self, actor: str, name: str, when: str, *, holds: bool) -> None:
        keys = [key for key in keys_named(name) if key != actor]
        if holds:
            self._traits(actor).add(name)
            self._join(keys, actor, f"you made “{name}” a name of theirs on {when}")
            return
        self._traits(actor).drop(name)
        for key in keys:
            if actor in (self.joined[above][0] for above in self._above(key)):
                self.joined[key] = (key, f"you said on {when} that “{name}” is no name of theirs")

    def _traits(self, actor: str) -> Traits:
        return self.traits.setdefault(actor, Traits())

    def _name_the_joined(self) -> None:
        """Names of actors that were put under another are that one's, which keeps its own, however much they say."""
        for key in sorted(self.joined):
            chain = self._above(key)
            if not chain:
                continue
            actor = self.joined[chain[-1]][0]
            top, name = self._traits(actor), self._names.get(key, "")
            top.name = top.name or self._titles.get(actor) or None
            if name and folded(name) not in (*map(folded, top.aliases), *top.refused):
                top.aliases.append(name)
        self.traits = {actor: traits for actor, traits in self.traits.items() if traits}


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions in the order in which they count, those taken back left out."""
    return sorted((one for one in decisions if not one.undone), key=lambda one: (one.made_at, one.id))


def rules_among(decisions: Iterable[Decision]) -> list[Rule]:
    """Those that are about who is who."""
    return [decision for decision in decisions if not isinstance(decision, InArticle)]


def keys_named(name: str) -> list[str]:
    """The key that a speaker of this name has, for every kind of speaker."""
    return list(dict.fromkeys(actor_key(Speaker(name=name, kind=kind)) for kind in ActorKind))


def resolve(machine: Mapping[str, str], reader: Mapping[str, str], apart: Iterable[Pair] = ()) -> dict[str, str]:
    """Work out who every key belongs to.

    The reader's word on a key stands before the machine's; links are followed to their end, and a loop, which only the
    machine's word can close, ends at a key under which the reader put something.

    Args:
        machine: Key → the key under which the machine puts it.
        reader: The same by the reader; a key under itself is on its own.
        apart: Pairs that must not be one by the machine's word.

    Returns:
        Key → actor, without the keys that are their own.
    """
    links = {**machine, **reader}
    targets = {target for key, target in reader.items() if key != target}
    for one, other in sorted(apart):
        if _top(one, links, targets) != _top(other, links, targets):
            continue
        free = [key for key in (one, other) if key in machine and key not in reader]
        for cut in (*([key] for key in free), free):  # one of them, or both where they are a loop
            alone = {**links, **{key: key for key in cut}}
            if _top(one, alone, targets) != _top(other, alone, targets):
                links = alone
                break
    tops = {key: _top(key, links, targets) for key in links}
    return {key: top for key, top in tops.items() if top != key}


def _top(key: str, links: Mapping[str, str], targets: Collection[str]) -> str:
    """The end of a key's chain."""
    chain: dict[str, int] = {}
    while key not in chain:
        chain[key] = len(chain)
        above = links.get(key, key)
        if above == key:
            return key
        key = above
    loop = [one for one, place in chain.items() if place >= chain[key]]
    return min([one for one in loop if one in targets] or loop)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


__all__ = ["Pair", "Rules", "Traits", "in_order", "keys_named", "resolve", "rules_among"]
