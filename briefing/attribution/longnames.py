"""Names of bodies made whole, which the encoder cuts at their small words: "Bank [of England]"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.attribution import titles
from briefing.attribution.draft import Entity
from briefing.attribution.lexicon import listed
from briefing.attribution.uncut import is_headline

_HEADS = listed("house port royal ministry campaign society institute association college school federation home")
_CAUSES = ("tion", "ment", "ty", "ance", "ence", "ness")  # "for the Prevention [of Cruelty]"
_RANKS = listed("vice chief prime deputy assistant former acting senior associate executive")
_WORD = r"[A-Z][\w&-]*\w"
# "of England", "for the Prevention", "at Austin"; "on" and "to" only once one of the others has stood in the name.
_FIRST = re.compile(rf" (?:of|for)(?: the)? (?={_WORD})")
_NEXT = re.compile(rf" (?:of|for|to|on|against)(?: the)? (?={_WORD})")
_CAPITAL = re.compile(_WORD)
_LONGEST = 8  # words after the first small one
_MOST = 4  # parts of a name


def with_whole_names(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names of an article, those of bodies with all that belongs to them ("Society for the Prevention of Cruelty").

    Args:
        text: The article's text.
        entities: Its names as the encoder found them, in order.
    """
    people = {one.start for one in entities if one.kind == "person" and " " in text[one.start : one.end]}
    found: list[Entity] = []
    for entity in entities:
        if found and entity.start < found[-1].end:
            continue
        end = _end(text, entity, people)
        if end > entity.end:
            entity = entity._replace(end=end, kind="organisation")  # noqa: PLW2901
        found.append(entity)
    return found


def _end(text: str, entity: Entity, people: set[int]) -> int:
    """Where a name really ends; its own end when it is no body's, or in a headline, whose capitals tell no names."""
    end = entity.end
    words = text[entity.start : end].casefold().split()
    cause = "for" in words and words[-1].endswith(_CAUSES)
    if not (cause or words[-1] in _HEADS or titles.is_body(words[-1])) or is_headline(text, entity.start, end):
        return end
    link = _NEXT if cause else _FIRST
    for _ in range(_MOST):
        found = link.match(text, end)
        stop = _run(text, found.end(), people) if found is not None else end
        if found is None or stop <= found.end():
            break
        end, link = stop, _NEXT
    return end


def _run(text: str, at: int, people: set[int]) -> int:
    """Where the words with capitals end that begin at a place; nobody's office and no person's name is among them."""
    end = at
    for _ in range(_LONGEST):
        word = _CAPITAL.match(text, at)
        if word is None or at in people or _is_office(word.group()):
            break
        end = word.end()
        if text[end : end + 1] != " ":
            break
        at = end + 1
    return end


def _is_office(word: str) -> bool:
    return titles.person_noun(word) is not None or titles.courtesy(word) is not None or word.casefold() in _RANKS


__all__ = ["with_whole_names"]
