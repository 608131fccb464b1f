"""Countries and seats of power, and the government each stands for when it speaks ("Ankara", "the Kremlin")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.attribution.lexicon import REMEMBERED, lexicon
from briefing.model import ActorKind

_WORDS = frozenset(["us", "who", "un", "fed", "au"])
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
            atlas.powers.setdefault(_bare(form), Power(government, ActorKind.GOVERNMENT, place, by_seat=True))
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
            atlas.powers[_bare(form)] = power
    return atlas


def _bare(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.replace("’", "'").split())).removesuffix("'s").removesuffix("'").casefold()


def own_powers(extra: Mapping[str, str] | None) -> dict[str, Power]:
    """The reader's own places or nicknames, folded, with who speaks there."""
    powers = {}
    for form, written in (extra or {}).items():
        bare, name = _bare(form), " ".join(written.split())
        if bare and bare != "the" and name:
            kind = ActorKind.GOVERNMENT if name.casefold().endswith("government") else ActorKind.ORGANISATION
            powers[bare] = Power(name, kind, place_of(name) or bare, by_seat=True)
    return powers


def power_of(words: str, extra: Mapping[str, Power] | None = None) -> Power | None:
    """The government or body that a place, used as a source, stands for; None when the words are no such place.

    Args:
        words: The source as written; "the" and a possessive ending do not matter.
        extra: The reader's own places, as `own_powers` gives them.
    """
    bare = _bare(words)
    if extra and (own := extra.get(bare)) is not None:
        return own
    power = _atlas().powers.get(bare)
    return None if power is not None and bare in _WORDS and words.islower() else power  # "who" and "us" are words too


@lru_cache(maxsize=REMEMBERED)
def place_of(word: str) -> str | None:
    """The country that a name or adjective means ("US" and "American" are one); None when it means none."""
    places = _atlas().places
    bare = _bare(word)
    return places.get(bare) or places.get(bare.partition(" ")[0])


def citizens_of(words: str) -> str | None:
    """The people of a country ("the Turks" → "Turks"), or None."""
    return _atlas().people.get(_bare(words))
