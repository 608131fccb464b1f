"""Speakers of invented articles, and what is settled of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.actors import Bearer, Doubt, Issue, Settled, aggregate, key_of, settle
from briefing.actors.aggregate import Sighting
from briefing.model import ActorKind, Speaker

PERSON, BODY, GROUP, UNNAMED = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.UNNAMED


class Said(NamedTuple):
    """One statement of an invented article."""

    article: str
    name: str
    role: str | None = None
    kind: ActorKind = PERSON
    written: str = ""
    issue: Issue = Issue()

    @property
    def key(self) -> str:
        key = key_of(Speaker(name=self.name, kind=self.kind), self.article)
        assert key is not None
        return key


def bearers(said: Iterable[Said]) -> list[Bearer]:
    found: dict[str, Bearer] = {}
    for one in said:
        speaker = Speaker(name=one.name, kind=one.kind, role=one.role)
        for part in aggregate([Sighting(speaker, one.written)], one.article):
            found.setdefault(part.id, Bearer(part.id)).see(one.article, part.name, part.roles, part.aliases, one.issue)
    return list(found.values())


def settled(*said: Said) -> Settled:
    return settle(bearers(said))


def are_one(*said: Said, among: Sequence[Said] = ()) -> bool:
    found = settled(*said, *among)
    return len({found.actor_of(one.key) for one in said}) == 1


def asked(found: Settled, *names: str) -> Doubt | None:
    return next((doubt for doubt in found.doubts if {doubt.key, doubt.other} == set(names)), None)
