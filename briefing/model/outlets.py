"""The names of outlets: which of them are one outlet, and how it is shown.

A key compares names; it is never shown. It leaves out what the same outlet's name has here and lacks there: the article
before it, "News" or "Online" behind it, the parts of a host that every host has, case, accents, blanks and signs. It
keeps every word that can tell two outlets apart.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

# What may be left out behind a name ("Gazette Online"), unless nothing but such words would be left.
_TRAILING: Final = ("newsagency", "newspapers", "newspaper", "website", "online", "news", "web")
_TRAILING_WORDS: Final = re.compile(r"\s+(?:news\s+agency|newspapers?|website|online|news|web)$", re.I)
_GENERIC: Final = re.compile(
    r"(?:the|and|a|of|in|on|news|newspapers?|newsagency|agency|online|web|website|site|page|home|paper|press|media|com|"
    r"daily|weekly|monthly|morning|evening|night|sunday|saturday|today|live|latest|breaking|local|national|world|global|"
    r"international|business|sports?|politics|tv|radio|channel|blog)+"
)
_SHORTEST = 2
_LONGEST = 400
_LONGEST_GENERIC = 40

# Parts of a host that name an edition or a device rather than an outlet; so do all of two letters ("uk.", "en.").
_EDITIONS: Final = frozenset("www web m mobile amp news edition online beta old new rss feeds".split())
_SECOND_LEVEL: Final = frozenset("ac co com edu go gob gov gouv in mil ne net nom or org".split())
_HOST: Final = re.compile(
    r"(?:https?://)?(?P<host>(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,18})\.?(?::\d+)?(?P<path>/\S*)?", re.I
)
_ENDING: Final = re.compile(r"(?<=\w)\.(?:com|net|org|info|news|online|tv|(?:co|com|net|org)\.[a-z]{2})$", re.I)
_THE: Final = re.compile(r"the\s+(?=\S)", re.I)
_RUN_TOGETHER: Final = re.compile(r"The(?=[A-Z])")
_WWW: Final = re.compile(r"^(?:www\d?\.)+(?=.+\.)", re.I)


def outlet_key(name: str) -> str:
    """What the names of one outlet have in common: "The Gazette", "Gazette News" and "www.gazette.com" are "gazette".

    Args:
        name: A name as written, or a host.

    Returns:
        Letters and digits without blanks; the name in lower case when it has none; "" only for blanks. The key of a
        key is the key itself.
    """
    name = " ".join(name.split())[:_LONGEST].rstrip()
    bare = _without_trailing_words(name)
    host = _HOST.fullmatch(bare)
    bare = _without_the(_name_in_host(host["host"]) if host else _ENDING.sub("", bare), in_host=bool(host))
    return _without_trailing(_letters(bare)[:_LONGEST]) or _letters(name)[:_LONGEST] or name.casefold()


class Outlets:
    """Outlets as the user wants them named."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        """Take the user's names.

        Args:
            aliases: The name to show for a name that is written; it counts for every way to write that name.
        """
        told = {written: " ".join(shown.split()) for written, shown in aliases.items()}
        told = {written: shown for written, shown in told.items() if shown and written.strip()}
        self.told = told
        self._by_key = {outlet_key(written): shown for written, shown in told.items()}
        self._as_written = {_plain(written): shown for written, shown in told.items()}
        self._named: dict[str, str] = {}

    def name(self, written: str) -> str:
        """The name to show: the user's, or else the written one, a host without "www.".

        Args:
            written: The name in the article.
        """
        if written not in self._named:
            told = self._as_written.get(_plain(written)) or self._by_key.get(outlet_key(written))
            self._named[written] = told or _shown(written)
        return self._named[written]

    def names(self, written: str) -> tuple[str, ...]:
        """Every name by which an outlet may be searched for: the one to show, the written one and their keys.

        Args:
            written: The name in the article.
        """
        shown = self.name(written)
        return tuple(dict.fromkeys((shown, written, outlet_key(shown), outlet_key(written))))

    @property
    def stamp(self) -> str:
        """A few letters that are others when the user's names are."""
        told = sorted(self._as_written.items())
        return hashlib.sha256(repr(told).encode()).hexdigest()[:8] if told else ""

    def key(self, written: str) -> str:
        """The key of the name to show: two names with one key are one outlet to the user.

        Args:
            written: The name in the article.
        """
        return outlet_key(self.name(written))


def _plain(written: str) -> str:
    """A name as written, but for case and blanks."""
    return " ".join(written.split()).casefold()


def _shown(written: str) -> str:
    """A name to show when the user has none for it."""
    written = " ".join(written.split())
    host = _HOST.fullmatch(written)
    return _WWW.sub("", host["host"], count=1) if host and host["path"] in (None, "/") else written


def _name_in_host(host: str) -> str:
    """The parts of a host that name the outlet: no ending, no edition; all of them when nothing else tells it apart."""
    labels = _WWW.sub("", host.lower(), count=1).split(".")
    whole = "".join(labels)
    labels.pop()
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    *before, own = labels
    name = "".join([label for label in before if len(label) > _SHORTEST and not _is_edition(label)] + [own])
    return name if _tells_apart(_letters(name)) else whole


def _is_edition(label: str) -> bool:
    """Whether a part of a host names an edition or a device."""
    return label.rstrip("0123456789") in _EDITIONS


def _without_the(name: str, *, in_host: bool) -> str:
    """A name without its article, unless only generic words would be left; a host has no blank behind it."""
    found = _THE.match(name) or _RUN_TOGETHER.match(name)
    if found:
        rest = name[found.end() :]
    elif in_host and name.startswith("the"):
        rest = name[3:]
    else:
        return name
    return rest if _tells_apart(_letters(rest)) else name


def _without_trailing_words(name: str) -> str:
    """A name without the generic words behind it, which may follow a host ("Gazette.com News")."""
    while found := _TRAILING_WORDS.search(name):
        rest = name[: found.start()]
        if not _tells_apart(_letters(_ENDING.sub("", rest))):
            break
        name = rest
    return name


def _without_trailing(letters: str) -> str:
    """The same for letters without blanks between them ("gazettenews")."""
    while ending := next((word for word in _TRAILING if letters.endswith(word)), None):
        rest = letters.removesuffix(ending)
        if not _tells_apart(rest):
            break
        letters = rest
    return letters


def _tells_apart(letters: str) -> bool:
    """Whether letters are enough of a name."""
    return len(letters) >= _SHORTEST and (len(letters) > _LONGEST_GENERIC or not _GENERIC.fullmatch(letters))


def _letters(text: str) -> str:
    """Letters and digits in lower case, without accents."""
    text = text.replace("&", " and ")
    for _ in range(3):  # folding case can bring a mark to light, and the other way round
        text = "".join(filter(_is_kept, unicodedata.normalize("NFKD", text).casefold()))
    return text


def _is_kept(char: str) -> bool:
    """Whether a character is a letter or digit, or one of the signs that some scripts write vowels with."""
    return char.isalnum() or (unicodedata.category(char)[0] == "M" and not "\u0300" <= char <= "\u036f")


__all__ = ["Outlets", "outlet_key"]
