"""Who speaks in the library, as lists and by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from heapq import merge
from typing import Final, TypeVar

from briefing.actors import folded
from briefing.errors import UsageError
from briefing.library.store import Store
from briefing.model import Actor, ActorCard, Reliance, RoleHeld, SourceSort, UnnamedSource
from briefing.model.outlets import Outlets, outlet_key

_ORDERS: dict[str, Callable[[Actor | ActorCard], tuple[int, int, str, str]]] = {
    "said": lambda actor: (-actor.said, -actor.mentioned, actor.name.casefold(), actor.id),
    "mentioned": lambda actor: (-actor.mentioned, -actor.said, actor.name.casefold(), actor.id),
    "name": lambda actor: (0, 0, actor.name.casefold(), actor.id),
}
"""What comes first; where that is the same, the alphabet decides."""
_PORTION: Final = 2_000
"""So many are sorted at a stretch, during which no other thread does anything."""
_Listed = TypeVar("_Listed", Actor, ActorCard)


class Cast:
    """The actors of a record, read again only when it has changed.

    Args:
        store: The record.
        outlets: What outlets are called.
    """

    def __init__(self, store: Store, outlets: Outlets | None = None) -> None:
        self._store = store
        self._outlets = outlets or Outlets({})
        self._read: tuple[int, list[Actor]] | None = None
        self._names: tuple[int, list[tuple[str, str]]] | None = None
        self._cards: tuple[int, dict[str, ActorCard]] | None = None
        self._lists: dict[tuple[str, bool, bool], list[ActorCard]] = {}
        self._forms: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._alone: tuple[int, dict[str, bool]] = (-1, {})

    def actors(self, *, order: str, prefix: str, hidden: bool = False, silent: bool = False) -> list[Actor]:
        """Actors who said something.

        Args:
            order: "said", "mentioned" or "name".
            prefix: Only those with a name or alias in which some word begins so.
            hidden: Also those that the reader wants left out.
            silent: Also those who said nothing.

        Raises:
            UsageError: There is no such order.
        """
        _check(order)
        wanted = _plain(prefix)
        actors = [actor for actor in self._like(wanted) if (actor.said or silent) and (hidden or not actor.hidden)]
        if wanted:
            actors = [actor for actor in actors if any(f" {wanted}" in form for form in self._forms_of(actor))]
        return _sorted(actors, order)

    def cards(self, *, order: str = "said", hidden: bool = False, silent: bool = False) -> list[ActorCard]:
        """Actors who said something as lists hold them: quick, however many there are.

        Args:
            order: "said", "mentioned" or "name".
            hidden: Also those that the reader wants left out.
            silent: Also those who said nothing.

        Raises:
            UsageError: There is no such order.
        """
        _check(order)
        by_id = self.by_id()
        wanted = order, hidden, silent
        if wanted not in self._lists:
            chosen = (card for card in by_id.values() if (card.said or silent) and (hidden or not card.hidden))
            self._lists[wanted] = _sorted(chosen, order)
        return self._lists[wanted]

    def by_id(self) -> dict[str, ActorCard]:
        """Every actor, those included who are left out of lists and who said nothing."""
        revision = self._store.revision()
        if self._cards is None or self._cards[0] != revision:
            self._lists = {}
            self._cards = revision, {card.id: card for card in self._store.findings.actor_cards()}
        return self._cards[1]

    def actor(self, actor_id: str) -> Actor | None:
        """One actor with all that is known of it, or None when there is none of that id."""
        return self._store.findings.actor(actor_id)

    def renamed(self) -> dict[str, str]:
        """What the reader calls actors, by id."""
        return self._store.findings.renamed()

    def name_of(self, actor_id: str) -> str:
        """What an actor is called; the key itself when nobody of that key is known."""
        card = self.by_id().get(actor_id)
        return (card and card.name) or actor_id.partition(":")[2]

    def ids_of(self, name: str) -> list[str]:
        """The keys of the actors that an id, a name or an alias means.

        A name counts before an alias, unless those of that alias say more: else a surname would mean none but those
        whose other names nobody wrote.
        """
        known = self._store.decisions.actor_of(name)  # an id may be that of one who is another now
        if known in self.by_id():
            return [known]
        wanted = f" {_plain(name)}"
        actors = [actor for actor in self._like(_plain(name)) if wanted in self._forms_of(actor)]
        named = [actor for actor in actors if self._forms_of(actor)[0] == wanted]
        if named and 2 * sum(actor.said for actor in named) >= sum(actor.said for actor in actors):
            actors = named
        return [actor.id for actor in actors]

    def meant(self, name: str) -> list[str]:
        """The keys of the actors that are meant when one is to be: a name counts before an alias."""
        ids = self.ids_of(name)
        return [one for one in ids if _plain(self.name_of(one)) == _plain(name)] or ids

    def has_namesakes(self, actor_id: str) -> bool:
        """Whether an actor's name means somebody else too."""
        revision = self._store.revision()
        if self._alone[0] != revision:
            self._alone = revision, {}
        known = self._alone[1]
        if actor_id not in known:  # only short names are many people's
            name = self.name_of(actor_id)
            known[actor_id] = len(_plain(name).split()) == 1 and self.ids_of(name) != [actor_id]
        return known[actor_id]

    def roles(self, actor: str) -> list[RoleHeld]:
        """What articles call somebody, and from when to when; what most articles do comes first.

        Args:
            actor: An actor's id, or a name or alias.
        """
        return [held for known in self.ids_of(actor) for held in self._store.findings.roles_held(known)]

    def unnamed(
        self, *, containing: str = "", outlet: str | None = None, sort: SourceSort | None = SourceSort.PEOPLE
    ) -> list[UnnamedSource]:
        """Sources that are only described, by description and outlet; who said most comes first.

        Args:
            containing: Only descriptions in which some word begins so ("official").
            outlet: Only this outlet's.
            sort: Only people, bodies or documents; all when None.
        """
        wanted, known = _plain(containing), None if outlet is None else outlet_key(outlet)
        counted: dict[tuple[str, str | None], UnnamedSource] = {}
        for one in self._store.findings.unnamed():
            shown = one.model_copy(update={"outlet": one.outlet and self._outlets.name(one.outlet)})
            if (sort and one.sort is not sort) or (wanted and f" {wanted}" not in f" {_plain(one.description)}"):
                continue
            if known is not None and known not in (outlet_key(name) for name in (one.outlet, shown.outlet) if name):
                continue
            before = counted.get((shown.description, shown.outlet))
            counted[shown.description, shown.outlet] = shown if before is None else _both(before, shown)
        return sorted(counted.values(), key=lambda one: (-one.statements, one.description, one.outlet or ""))

    def reliance(self) -> list[Reliance]:
        """How far each outlet relies on people whom it does not name.

        Those with enough statements come first, by their share of such people; then the others.
        """
        unnamed = Counter[str | None]()
        for source in self.unnamed():
            unnamed[source.outlet] += source.statements
        said, articles = Counter[str | None](), Counter[str | None]()
        for outlet, statements, number in self._store.findings.statements_by_outlet():
            shown = outlet and self._outlets.name(outlet)
            said[shown] += statements
            articles[shown] += number
        found = [
            Reliance(outlet=one, unnamed=unnamed[one], statements=said[one], articles=articles[one]) for one in said
        ]
        return sorted(found, key=_by_reliance)

    def _like(self, wanted: str) -> list[Actor]:
        """Those in whose names words begin as all of some do, and perhaps a few more.

        Making an actor takes far longer than a glance at the names it goes by, and there are tens of thousands.
        """
        words = folded(wanted).split()
        revision = self._store.revision()
        if not words or (self._read is not None and self._read[0] == revision):
            return self._everybody()
        if self._names is None or self._names[0] != revision:
            self._names = revision, self._store.findings.names()
        likely = self._names[1]
        for word in sorted(words, key=len, reverse=True):
            begun = re.compile(rf"(?<![^\W_]){re.escape(word)}").search
            likely = [one for one in likely if word in one[1] and begun(one[1])]
        return self._store.findings.named([actor for actor, _ in likely])

    def _everybody(self) -> list[Actor]:
        revision = self._store.revision()
        if self._read is None or self._read[0] != revision:
            self._read = (revision, self._store.findings.actors())
        return self._read[1]

    def _forms_of(self, actor: Actor) -> tuple[str, ...]:
        """The actor's name and aliases as they are compared, each after a space."""
        names = (actor.name, *actor.aliases)
        if names not in self._forms:
            self._forms[names] = tuple(f" {_plain(name)}" for name in names)
        return self._forms[names]


def _check(order: str) -> None:
    """Refuse an order that there is none of.

    Raises:
        UsageError: There is none.
    """
    if order not in _ORDERS:
        raise UsageError(f"Actors cannot be sorted by “{order}”: choose one of {', '.join(_ORDERS)}.")


def _sorted(actors: Iterable[_Listed], order: str) -> list[_Listed]:
    """Actors in an order, sorted a portion at a time: a screen may be waiting."""
    every, by = list(actors), _ORDERS[order]
    portions = [sorted(every[at : at + _PORTION], key=by) for at in range(0, len(every), _PORTION)]
    return list(merge(*portions, key=by))


def _by_reliance(one: Reliance) -> tuple[bool, float, int, str]:
    return not one.is_ranked, -one.share if one.is_ranked else 0.0, -one.statements, one.outlet or ""


def _both(one: UnnamedSource, other: UnnamedSource) -> UnnamedSource:
    """Counts of one description in one outlet that writes its name in two ways."""
    return one.model_copy(
        update={"statements": one.statements + other.statements, "articles": one.articles + other.articles}
    )


def _plain(name: str) -> str:
    """A name without case, accents and articles; what has no letters stays as it is."""
    return folded(name) or name.strip().casefold()


__all__ = ["Cast"]
