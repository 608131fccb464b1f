"""Who wrote an article, out of what pages put where the writers' names belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from briefing.intake.dates import find_date_words
from briefing.intake.names import names_in
from briefing.intake.words import JOB_WORDS

_MOST: Final = 30
_LONGEST: Final = 120
_BY: Final = re.compile(
    r"^\W*(?:(?:written|reported|story|words|report|text|posted|reviewed|created|compiled|published)\s+)?by\b[\s:]*|"
    r"^\W*(?:authors?|words|text|writer)\s*:\s*",
    re.I,
)
_ADDRESS: Final = re.compile(r"[<(\[]?\S*(?:@\w[\w.-]*\.\w+|://|\bwww\.)\S*|(?<!\w)@\w+")
_BRACKET: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")
_SPLIT: Final = re.compile(r"\s*(?:[;|•·\n]|\s/\s)\s*")
_COMMA: Final = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_NOBODY: Final = frozenset(
    "admin administrator anonymous author authors by editor editors guest none null n/a newsroom nobody office staff "
    "undefined unknown user webmaster website wordpress writer root test contributor correspondent reporter".split()
)
_AND_MORE: Final = re.compile(r"\s(?:published|updated|posted|last\s+updated|first\s+published)\b", re.I)
_PICTURED: Final = re.compile(r"(?:image|photo|picture|video|credit|source)s?\b", re.I)
_WRAPPED: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FILED: Final = re.compile(r"\s+in\s+(?=[A-Z])|\s+special\s+to\b", re.I)
_DEGREES: Final = frozenset("phd ph.d. ph.d md m.d. m.d rn mba dr esq jd mph".split())
_MOST_NAME_WORDS: Final = 5
_FORENAMES_LAST: Final = re.compile(r"[^,]{2,40},\s*[^,]{1,40}")


def authors_of(values: Iterable[str], *, surname_first: bool = False, shown: bool = False) -> str | None:
    """The writers' names, joined by commas; None when there are none.

    Args:
        values: What stands in the places for them, one or more names each.
        surname_first: The values are for catalogues, which write "Doe, Jane".
        shown: The values are lines of the page, in which more may stand than names.
    """
    found: dict[str, str] = {}
    for value in list(values)[:_MOST]:
        flipped = surname_first and _FORENAMES_LAST.fullmatch(value.strip())
        written = " ".join(reversed(value.strip().split(", ", 1))) if flipped else value
        for name in _names(written, shown=shown):
            found.setdefault(re.sub(r"\W+", " ", name.casefold()), name)
    return ", ".join(found.values()) or None


def _names(value: str, *, shown: bool) -> Iterator[str]:
    """The names in one value."""
    value = "" if value.startswith(("http://", "https://")) else _ADDRESS.sub(" ", _without_day(value[:1000])).strip()
    if wrapped := _WRAPPED.fullmatch(value):
        value = wrapped[1]
    parts = _SPLIT.split(_BY.sub("", " ".join(value.split(" ")).strip()))
    for part in parts[:1] if shown else parts:
        for listed in _listed(part):
            bare = _BRACKET.sub("", _FILED.split(listed)[0])
            bare = bare.strip(" ,;:") if _initials(bare) else bare.strip(" \t,;:.*–—-|/\"“”'‘’")
            name = " ".join(bare.split())
            if _is_somebody(name) and not (shown and not _is_plain_name(name)):
                yield name


def _is_somebody(name: str) -> bool:
    """Whether words can name a writer."""
    if _PICTURED.match(name) or not name:
        return False
    return len(name) <= _LONGEST and name.casefold() not in _NOBODY and bool(re.search(r"[^\W\d_]{2}", name))


def _is_plain_name(name: str) -> bool:
    """Whether words from a line of the page are a name and nothing else."""
    return len(name.split()) <= _MOST_NAME_WORDS and name[0].isupper() and not re.search(r"[\d!?:]", name)


def _without_day(value: str) -> str:
    """What stands before a day, or before words that announce one."""
    value = _AND_MORE.split(value)[0] if _AND_MORE.search(value) and not _AND_MORE.match(value) else value
    where = find_date_words(value)
    return value[: where[0]] if where and where[0] else value


def _initials(name: str) -> bool:
    """Whether a name ends in a full stop that belongs to it: "Sammy Davis Jr."."""
    return bool(re.search(r"\b(?:[A-Z]|[JS]r)\.$", name.strip()))


def _listed(part: str) -> list[str]:
    """A list of names taken apart; roles that follow a name are left out."""
    names = [name for name in _COMMA.split(part) if name]
    if len(names) < 2:
        return names
    first = names_in(part)
    kept = [name for name in names if not _is_role(name)]
    people = [name for name in kept if len(name.split()) > 1]
    if len(people) == len(kept):
        return kept
    return [first] if first else kept


def _is_role(name: str) -> bool:
    """Whether words say what somebody is, not who."""
    words = name.casefold().split()
    return bool(words) and (
        words[-1] in JOB_WORDS or words[0] in _DEGREES or words[0] in ("in", "for", "at", "special") or " for " in name
    )


__all__ = ["authors_of"]
