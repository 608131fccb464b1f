"""Governments, organisations, places and groups: each of their names tied to one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from briefing.attribution.mention import Mention
from briefing.attribution.metonyms import Power, power_of
from briefing.attribution.referents import Referent, Tie
from briefing.model import ActorKind

MEMORY = 60  # names back that an abbreviation can shorten
_EMPTY = frozenset(["of", "the", "for", "and", "&"])


class Bodies:
    """The bodies that an article has named so far.

    Args:
        extra: The reader's own places, as `own_powers` gives them.
    """

    def __init__(self, extra: Mapping[str, Power] | None = None) -> None:
        self._extra = extra
        self._known: dict[str, tuple[Referent, str]] = {}

    def tie(self, mention: Mention) -> Tie:
        """Tie a body's name to the body, a place's to who speaks there."""
        power = power_of(mention.name, self._extra)
        if power is not None:
            if power.name not in self._known:
                new = Referent(power.kind, power.name, mention)
                self._known[power.name] = (new, _initials(power.name.split()))
            referent = self._known[power.name][0]
            how = f"“{mention.name}” stands for the {power.name}" if power.by_seat else f"“{mention.name}” as an actor"
            return Tie(referent, 0.92 if power.by_seat else 0.9, how)
        name = mention.name
        folded = name.casefold()
        before = self._known.get(folded)
        known = before[0] if before is not None else self._spelt_out(name)
        if known is None:
            kind = ActorKind.GROUP if mention.kind == "group" else ActorKind.ORGANISATION
            known = Referent(kind, name, mention, plural=kind is ActorKind.GROUP)
        if before is None:
            self._known[folded] = (known, _initials(folded.split()))
        if name.isupper() is False and known.name.isupper() and len(name) > len(known.name):
            known.name, known.proof = name, mention
        return Tie(known, 0.9, "named")

    def _spelt_out(self, name: str) -> Referent | None:
        """The organisation that an abbreviation shortens, or that a spelt-out name was an abbreviation of."""
        short = name.replace(".", "")
        is_short = short.isupper()
        shortens = is_short and 2 <= len(short) <= 6
        own = _initials(name.split())
        opening = name.casefold() + " "
        for other, (referent, initials) in islice(reversed(self._known.items()), MEMORY):
            if shortens and initials == short:
                return referent
            if len(own) > 1 and other.upper() == own and referent.name.isupper():
                return referent
            if not is_short and len(name) > 3 and other.startswith(opening):
                return referent
        return None


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word.casefold() not in _EMPTY).upper()
