"""Who speaks in the library, as lists and by name."""

from __future__ import annotations

from collections.abc import Callable

from briefing.actors import folded
from briefing.errors import UsageError
from briefing.library.store import Store
from briefing.model import Actor

_ORDERS: dict[str, Callable[[Actor], tuple[int, str, str]]] = {
    "said": lambda actor: (-actor.said, actor.name.casefold(), actor.id),
    "mentioned": lambda actor: (-actor.mentioned, actor.name.casefold(), actor.id),
    "name": lambda actor: (0, actor.name.casefold(), actor.id),
}


class Cast:
    """The actors of a record, read again only when it has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: tuple[int, list[Actor]] | None = None
        self._forms: dict[tuple[str, ...], tuple[str, ...]] = {}

    def actors(self, *, order: str, prefix: str) -> list[Actor]:
        """Actors who said something.

        Args:
            order: "said", "mentioned" or "name".
            prefix: Only those with a name or alias in which some word begins so.

        Raises:
            UsageError: There is no such order.
        """
        if order not in _ORDERS:
            raise UsageError(f"Actors cannot be sorted by “{order}”: choose one of {', '.join(_ORDERS)}.")
        actors = [actor for actor in self._everybody() if actor.said]
        if wanted := _plain(prefix):
            actors = [actor for actor in actors if any(f" {wanted}" in form for form in self._forms_of(actor))]
        return sorted(actors, key=_ORDERS[order])

    def ids_of(self, name: str) -> list[str]:
        """The keys of the actors that an id, a name or an alias means; a name counts before an alias."""
        actors = self._everybody()
        if any(actor.id == name for actor in actors):
            return [name]
        wanted = f" {_plain(name)}"
        named = [actor.id for actor in actors if self._forms_of(actor)[0] == wanted]
        return named or [actor.id for actor in actors if wanted in self._forms_of(actor)]

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


def _plain(name: str) -> str:
    """A name without case, accents and articles; what has no letters stays as it is."""
    return folded(name) or name.strip().casefold()


__all__ = ["Cast"]
