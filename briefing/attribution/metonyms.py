"""Countries and seats of power, and the government each stands for when it speaks ("Ankara", "the Kremlin")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.attribution.lexicon import REMEMBERED, lexicon
from briefing.model import ActorKind

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


class Power(NamedTuple):
    """Who speaks when a place is said to speak.

    Attributes:
        name: The government or body ("Turkish government").
        kind: Government, organisation or group.
        place: The country's own key, the same for "Turkey", "Turkish" and "Ankara".
        by_seat: True for a capital or residence, False for the country's or the body's own name.
    """

    name: str
    kind: ActorKind
    place: str
    by_seat: bool


class _Atlas(NamedTuple):
    powers: dict[str, Power]
    places: dict[str, str]
    people: dict[str, str]


@cache
def _atlas() -> _Atlas:
    data = lexicon("governments")
    atlas = _Atlas({}, {}, {})
    for country in data["country"]:
        place = country["name"].casefold()
        government = f"{country['adjectives'][0]} government"
        names = [country["name"], *country.get("names", ())]
        for form in names:
            atlas.powers[form.casefold()] = Power(government, ActorKind.GOVERNMENT, place, by_seat=False)
        for form in country.get("seats", ()):
            atlas.powers.setdefault(form.casefold(), Power(government, ActorKind.GOVERNMENT, place, by_seat=True))
        for adjective in country["adjectives"]:
            own = Power(government, ActorKind.GOVERNMENT, place, by_seat=False)
            for body in ("government", "administration", "state", "authorities", "side", "regime"):
                atlas.powers.setdefault(f"{adjective} {body}".casefold(), own)
        for form in (*names, *country["adjectives"]):
            atlas.places.setdefault(form.casefold(), place)
        for form in country.get("people", ()):
            atlas.people.setdefault(form.casefold(), form)
    for seat in data["seat"]:
        for form in (seat["name"], *seat["forms"]):
            power = Power(seat["name"], ActorKind(seat["kind"]), seat["adjective"].casefold(), form != seat["name"])
            atlas.powers[form.casefold()] = power
    return atlas


def _bare(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.replace("’", "'").split())).removesuffix("'s").removesuffix("'").casefold()


def power_of(words: str, extra: Mapping[str, str] | None = None) -> Power | None:
    """The government or body that a place, used as a source, stands for; None when the words are no such place.

    Args:
        words: The source as written; "the" and a possessive ending do not matter.
        extra: The user's own places or nicknames → the name of the government or body.
    """
    bare = _bare(words)
    for form, name in (extra or {}).items():
        if _bare(form) == bare:
            kind = ActorKind.GOVERNMENT if name.endswith("government") else ActorKind.ORGANISATION
            return Power(name, kind, place_of(name) or bare, by_seat=True)
    return _atlas().powers.get(bare)


@lru_cache(maxsize=REMEMBERED)
def place_of(word: str) -> str | None:
    """The country that a name or adjective means ("US" and "American" are one); None when it means none."""
    places = _atlas().places
    bare = _bare(word)
    return places.get(bare) or places.get(bare.partition(" ")[0])


def citizens_of(words: str) -> str | None:
    """The people of a country ("the Turks" → "Turks"), or None."""
    return _atlas().people.get(_bare(words))
