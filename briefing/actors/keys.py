"""The base key of a speaker: what is one actor at the least.

A key holds together only what is surely one: the same name but for case, accents, articles and forms of address. Which
keys are one actor is for `settle` to find, and for the reader to say; a key is never taken apart again. So it is fine:
"Joseph R. Berg", "Joseph Berg" and "Joseph Berg Jr." are three keys.

A person of whom an article gives one name only ("Akar", "Lord Hale", "Di Maio", "John") has a key of that article,
"person:akar@1f0c…": another article's Akar need not be the same man. What is only described ("the company",
"officials") is counted by its description, whatever it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from briefing.actors.lexicon import REMEMBERED, given_names, lexicon, listed
from briefing.model import ActorKind, Speaker

IN_ARTICLE: Final = "@"
_UNNAMED = re.compile(r"\s*\(unnamed\)\s*$", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|s|m|bn|pm|am)?")
_LONE_NAMES = frozenset({"may", "will"})  # of little words, those that are somebody when they stand alone
_LONGEST = 300  # code points of a name that are read


def flattened(text: str) -> str:
    """A text without case and accents, with straight apostrophes."""
    plain = text.replace("’", "'").replace("ʼ", "'")
    if plain.isascii():
        return plain.lower()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=REMEMBERED)
def folded(name: str) -> str:
    """A name without what varies between articles: case, accents, articles, dots and typographic apostrophes.

    Example:
        >>> folded("The Élysée’s")
        "elysee"
    """
    words = _WORD.findall(flattened(name))
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    while words and words[-1].endswith("'s"):
        words[-1] = words[-1].removesuffix("'s")
    return " ".join(words)


@lru_cache(maxsize=REMEMBERED)
def person_words(name: str) -> tuple[str, ...]:
    """A person's folded name in words, without forms of address and offices before it and honours behind it.

    "Pope Francis" keeps its title, for Francis alone is somebody else; "Junior" is "jr".
    """
    words = folded(name[:_LONGEST]).split()
    while len(words) > 1 and words[0] in listed("names", "titles"):
        words.pop(0)
    ranks = listed("names", "titles") | listed("words", "offices")
    if words and words[0] not in given_names():  # "Fisheries Minister Ana Ferrer"
        words = words[max((at + 1 for at, word in enumerate(words[:-1]) if word in ranks), default=0) :]
    while len(words) > 2 and words[-1] in listed("names", "honours"):
        words.pop()
    loose = listed("words", "function") - listed("words", "also_names")
    while len(words) > 2 and words[-1] in loose:  # "Ana Ferrer The": the next sentence's first word
        words.pop()
    while len(words) > 2 and words[0] in loose:
        words.pop(0)
    same: dict[str, str] = lexicon("names")["same_suffix"]
    return tuple([*words[:-1], same.get(words[-1], words[-1])] if len(words) > 1 else words)


def is_actor(speaker: Speaker) -> bool:
    """Whether a speaker's name is one: not a pronoun, a number, a day, or what newspapers print over a piece."""
    return _names_somebody(_UNNAMED.sub("", speaker.name), speaker.kind)


@lru_cache(maxsize=REMEMBERED)
def _names_somebody(name: str, kind: ActorKind) -> bool:
    form = folded(name[:_LONGEST])
    words = form.split()
    if name.isupper() and len(words) == 1 and len(form) > 1:
        return True  # "WHO", "IT": an acronym, not a pronoun
    labels = kind is not ActorKind.UNNAMED and all(word in listed("words", "labels") for word in words)
    if labels or form.startswith(tuple(lexicon("words")["label_openings"])):
        return False
    nobody = listed("words", "function") | listed("words", "calendar")
    if kind is ActorKind.PERSON:  # May, June and Will are people too
        nobody -= listed("words", "also_people") | (listed("words", "also_names") if len(words) > 1 else _LONE_NAMES)
    return any(_is_word(word) and word not in nobody for word in words)


def _is_word(word: str) -> bool:
    return any(letter.isalpha() for letter in word) and not _NUMBER.fullmatch(word)


@lru_cache(maxsize=REMEMBERED)
def kind_of_name(name: str, kind: ActorKind) -> ActorKind:
    """What a speaker counts as across articles: what has no name of its own is a description, whatever it is."""
    words = folded(name).split()
    if kind not in (ActorKind.PERSON, ActorKind.ORGANISATION) or not words:
        return kind
    last, bodies = words[-1], listed("words", "bodies")
    office = last in listed("words", "offices") and (len(words) == 1 or kind is ActorKind.ORGANISATION)
    if name.islower() or office:
        return ActorKind.UNNAMED  # "the company"; "MP", "Labour MP": an office, of which many are held
    if last in listed("words", "people") - bodies:
        return ActorKind.GROUP
    if len(words) > 1 and words[0] not in given_names() and last in bodies - listed("words", "also_families"):
        return ActorKind.ORGANISATION  # "Victoria Police" is one, Charlotte Church is not
    return kind


def actor_key(speaker: Speaker, article: str = "") -> str:
    """The stable base key of a speaker: its kind and its folded name.

    Args:
        speaker: Who speaks.
        article: The article's id; a person of one name has a key of the article. Without it the key is the one that
            such a name has when its bearers are one ("person:akar").
    """
    name = _UNNAMED.sub("", speaker.name)
    kind = kind_of_name(name, speaker.kind)
    if kind is not ActorKind.PERSON:
        return f"{kind.value}:{folded(name) or _odd(name)}"
    words = person_words(name)
    if words and article and is_single(words):
        return f"{kind.value}:{' '.join(words)}{IN_ARTICLE}{article}"
    return f"{kind.value}:{' '.join(words) or _odd(name)}"


def is_single(words: Sequence[str]) -> bool:
    """Whether a person's folded name is one word only, but for particles before it and "jr" behind it."""
    if len(words) > 1 and words[-1] in listed("names", "suffixes"):
        words = words[:-1]
    return all(word in listed("names", "particles") for word in words[:-1])


def _odd(name: str) -> str:
    """What stands for a name without letters."""
    return name.strip().casefold().replace(IN_ARTICLE, "")


def key_of(speaker: Speaker | None, article: str) -> str | None:
    """The base key of a statement's speaker, or None when it has none, or one whose name is nobody's."""
    return actor_key(speaker, article) if speaker is not None and is_actor(speaker) else None


def parted(key: str) -> tuple[ActorKind, str, str]:
    """A key's kind, its folded name, and the article that it is of, or ""."""
    kind, _, body = key.partition(":")
    body, _, article = body.partition(IN_ARTICLE)
    return ActorKind(kind), body, article


__all__ = [
    "IN_ARTICLE",
    "actor_key",
    "folded",
    "is_actor",
    "is_single",
    "key_of",
    "kind_of_name",
    "parted",
    "person_words",
]
