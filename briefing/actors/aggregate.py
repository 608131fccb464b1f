"""From the speakers of many articles to actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.actors.keys import Aliases, actor_key, folded
from briefing.model import Actor, ActorKind, Speaker

ROLES_KEPT = 6
ALIASES_KEPT = 12
# A source as written that is one of these says nothing about who it is, and would be a poor alias.
_PRONOUNS = frozenset(
    "i me my we us our you your he him his she her hers it its they them their theirs who whom which "
    "that this these those himself herself itself themselves both".split()
)


class Sighting(NamedTuple):
    """One statement's speaker and how its source was written there.

    Attributes:
        speaker: The resolved speaker.
        written: The source's words as written ("the Turkish minister"); "" when there were none.
    """

    speaker: Speaker
    written: str = ""


@dataclass
class _Tally:
    """What has been seen of one actor so far."""

    kind: ActorKind
    said: int = 0
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)

    def actor(self, key: str) -> Actor:
        """The tally as an actor: its most frequent name, roles and other forms."""
        name = min(self.names, key=lambda name: (-self.names[name], -len(name), name))
        known = {folded(name)}
        aliases = []
        for alias in [*_ranked(self.names), *_ranked(self.aliases)]:
            if (form := folded(alias)) and form not in known and form not in _PRONOUNS:
                known.add(form)
                aliases.append(alias)
        return Actor(
            id=key,
            name=name,
            kind=self.kind,
            roles=tuple(_distinct(_ranked(self.roles))[:ROLES_KEPT]),
            aliases=tuple(aliases[:ALIASES_KEPT]),
            said=self.said,
        )


def _ranked(counts: Counter[str]) -> list[str]:
    """The most frequent first; among equals the one that comes first in the alphabet, so that runs agree."""
    return sorted(counts, key=lambda form: (-counts[form], form))


def _distinct(forms: Iterable[str]) -> list[str]:
    """The forms without those that differ from an earlier one only in case, accents or article."""
    kept: dict[str, str] = {}
    for form in forms:
        kept.setdefault(folded(form), form)
    return list(kept.values())


def aggregate(sightings: Iterable[Sighting], *, aliases: Aliases | None = None) -> list[Actor]:
    """One actor for each key, those who said most first.

    Args:
        sightings: Every statement's speaker, of any number of articles, in any order.
        aliases: The user's own.
    """
    known = aliases or Aliases()
    tallies: dict[str, _Tally] = {}
    for speaker, written in sightings:
        key = actor_key(speaker, known)
        tally = tallies.setdefault(key, _Tally(ActorKind(key.partition(":")[0])))
        tally.said += 1
        tally.names[known.name_of(speaker.name)] += 1
        for role in (speaker.role or "").split("; "):
            if role:
                tally.roles[role] += 1
        if written.strip():
            tally.aliases[" ".join(written.split())] += 1
    return _by_said(tally.actor(key) for key, tally in tallies.items())


def merge(*groups: Iterable[Actor]) -> list[Actor]:
    """Join actors with one key: counts add up, roles and aliases keep the order in which they were given."""
    joined: dict[str, Actor] = {}
    for actor in (actor for group in groups for actor in group):
        before = joined.get(actor.id)
        joined[actor.id] = actor if before is None else _join(before, actor)
    return _by_said(joined.values())


def _join(one: Actor, other: Actor) -> Actor:
    """Two actors of one key as one; the name of the one who said more stands."""
    first, second = sorted((one, other), key=lambda actor: -actor.said)
    aliases = _distinct([first.name, *first.aliases, second.name, *second.aliases])[1:]
    return first.model_copy(
        update={
            "roles": tuple(_distinct([*first.roles, *second.roles])[:ROLES_KEPT]),
            "aliases": tuple(aliases[:ALIASES_KEPT]),
            "said": one.said + other.said,
            "mentioned": one.mentioned + other.mentioned,
        }
    )


def names_of(actor: Actor) -> tuple[str, ...]:
    """The name and those aliases that begin with a capital letter: what counts as a mention."""
    if actor.kind is ActorKind.UNNAMED:
        return ()
    return tuple(name for name in (actor.name, *actor.aliases) if name[:1].isupper() and not name.startswith("The "))


def _by_said(actors: Iterable[Actor]) -> list[Actor]:
    return sorted(actors, key=lambda actor: (-actor.said, folded(actor.name), actor.id))
