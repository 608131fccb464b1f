"""The key that makes two speakers one actor, and the user's own word on it."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from briefing.errors import UsageError
from briefing.model import ActorKind, Speaker

_UNNAMED = re.compile(r"\s*\(unnamed\)\s*$", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def folded(name: str) -> str:
    """A name without what varies between articles: case, accents, articles, dots and typographic apostrophes.

    Example:
        >>> folded("The Élysée’s")
        "elysee"
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    words = _WORD.findall(plain)
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    while words and words[-1].endswith("'s"):
        words[-1] = words[-1].removesuffix("'s")
    return " ".join(words)


def _person(name: str) -> str:
    """A person's folded name, without middle initials and "Jr.": articles write them or not as they please."""
    words = folded(name).split()
    while len(words) > 2 and words[-1] in _SUFFIXES:
        words.pop()
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return " ".join(words)


class Aliases(BaseModel, frozen=True):
    """What the user knows better: other names of actors.

    Attributes:
        names: Another name → the name to use, both as people write them.
    """

    names: Mapping[str, str] = {}

    @classmethod
    def read(cls, path: Path) -> Aliases:
        """Read a flat mapping "other name" → "name" from a .toml or .json file; no file means no aliases.

        Raises:
            UsageError: The file is there and is not such a mapping.
        """
        try:
            raw = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return cls()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"The aliases in {path} cannot be read ({error}); check the file.") from error
        try:
            found = json.loads(raw) if path.suffix == ".json" else tomllib.loads(raw)
        except ValueError as error:
            raise UsageError(f"The aliases in {path} are not valid {path.suffix[1:].upper()}: {error}.") from error
        if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
            raise UsageError(f'The aliases in {path} must be lines such as "Joseph R. Biden" = "Joe Biden".')
        return cls(names=found)

    def name_of(self, name: str) -> str:
        """The name to use for `name`: itself, unless the user said otherwise; chains are followed, loops end."""
        by_key = {folded(other): use for other, use in self.names.items()}
        seen = set[str]()
        while (key := folded(name)) in by_key and key not in seen:
            seen.add(key)
            name = by_key[key]
        return name


_NO_ALIASES = Aliases()


def actor_key(speaker: Speaker, aliases: Aliases = _NO_ALIASES) -> str:
    """The stable key of the actor a speaker is: its kind and its folded name.

    The user's aliases may say that an unnamed source has a name: then the key is a person's.
    """
    name = aliases.name_of(_UNNAMED.sub("", speaker.name))
    kind = speaker.kind
    if kind is ActorKind.UNNAMED and name != _UNNAMED.sub("", speaker.name):
        kind = ActorKind.PERSON
    body = _person(name) if kind is ActorKind.PERSON else folded(name)
    return f"{kind.value}:{body or name.strip().casefold()}"
