"""From the speakers of many articles to actors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.actors.keys import actor_key, folded, is_actor, person_words
from briefing.model import Actor, ActorKind, Speaker

ROLES_KEPT = 6
ALIASES_KEPT = 12
_UNNAMED = " (unnamed)"
# A source as written that is one of these says nothing about who it is, and would be a poor alias.
_PRONOUNS = frozenset(
    "i me my we us our you your he him his she her hers it its they them their theirs who whom which "
    "that this these those himself herself itself themselves both".split()
)

# What is told of somebody behind their name: "Gove, a rival of Johnson", "Gove (Conservative)"; "(FCO)" is a name.
_TOLD = re.compile(r"\s*(?:[,;:\[–—]|\((?![A-Z]{2,}\)))|\s-\s|\s(?:who|whom|whose|which|that)\s")


class Sighting(NamedTuple):
    """One statement's speaker and how its source was written there.

    Attributes:
        speaker: The resolved speaker.
        written: The source's words as written ("the Turkish minister"); "" when there were none.
        key: The actor's base key where the reader chose one; None for the one that follows from the speaker.
    """

    speaker: Speaker
    written: str = ""
    key: str | None = None


@dataclass
class _Tally:
    """What has been seen of one actor so far."""

    kind: ActorKind
    said: int = 0
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)

    def _is_odd(self, name: str) -> bool:
        """Whether a name is less or more than itself: a family name alone, a title, a sentence's capital letter."""
        if self.kind is ActorKind.PERSON:
            words = person_words(name)
            return len(words) < 2 or folded(name) != " ".join(words)
        return self.kind is ActorKind.UNNAMED and name[:1].isupper()

    def actor(self, key: str) -> Actor:
        """The tally as an actor: its most frequent name, roles and other forms."""
        name = min(self.names, key=lambda name: (self._is_odd(name), -self.names[name], -len(name), name))
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


def aggregate(sightings: Iterable[Sighting], article: str = "") -> list[Actor]:
    """One actor for each key, those who said most first; names that are nobody's are left out.

    Args:
        sightings: Every statement's speaker, in any order.
        article: The id of the article that they speak in, or "".
    """
    tallies: dict[str, _Tally] = {}
    for speaker, written, chosen in sightings:
        if chosen is None and not is_actor(speaker):
            continue
        key = chosen or actor_key(speaker, article)
        tally = tallies.setdefault(key, _Tally(ActorKind(key.partition(":")[0])))
        tally.said += 1
        tally.names[speaker.name] += 1
        for role in (speaker.role_beside_name or "").split("; "):
            if role:
                tally.roles[role] += 1
        if form := " ".join(_TOLD.split(written, maxsplit=1)[0].split()):
            tally.aliases[form] += 1
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


def combine(actor_id: str, parts: Iterable[Actor]) -> Actor:
    """One actor from its parts, an article each: what most of them say comes first, in whatever order they come.

    Args:
        actor_id: The actor's key, which says what kind it is.
        parts: At least one; their own ids do not matter.
    """
    kind = ActorKind(actor_id.partition(":")[0])
    tally = _Tally(kind)
    mentioned = 0
    for part in parts:
        tally.said += part.said
        mentioned += part.mentioned
        tally.names[part.name if kind is ActorKind.UNNAMED else part.name.removesuffix(_UNNAMED)] += 1
        tally.roles.update(part.roles)
        tally.aliases.update(part.aliases)
    return tally.actor(actor_id).model_copy(update={"mentioned": mentioned})


def names_of(actor: Actor) -> tuple[str, ...]:
    """The name and those aliases that begin with a capital letter: what counts as a mention."""
    if actor.kind is ActorKind.UNNAMED:
        return ()
    return tuple(name for name in (actor.name, *actor.aliases) if name[:1].isupper() and not name.startswith("The "))


def _by_said(actors: Iterable[Actor]) -> list[Actor]:
    return sorted(actors, key=lambda actor: (-actor.said, folded(actor.name), actor.id))
