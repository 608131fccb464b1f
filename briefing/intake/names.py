"""The writers' names that a byline begins with."""

from __future__ import annotations

import re
from typing import Final

from briefing.intake.words import JOB_WORDS, NAME_PARTICLES, NOT_NAMES, OUTLET_WORDS

EDGES: Final = " \t\u00a0|,·•;:–—-/"

_MOST_WORDS = 9
_NAME_WORD: Final = re.compile(r"(?:[dlo]['’])?[A-Z\u00c0-\u024f\u0370-\u1fff][\w.'’-]*|[^\W\d_a-zA-Z][\w.'’-]*")
_AFTER: Final = re.compile(r"\s*[|·•;(/]|\s[–—-]\s|,?\s(?:in|for|at|of|from|special\s+to)\s", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(,\s+(?:and\s+)?|\s+(?:and|&)\s+)")


def names_in(text: str) -> str | None:
    """The name or names that a byline begins with, as written; None when it begins with none.

    "JANE DOE, Staff Writer" is JANE DOE; "Ann Lee, Bo Kim and Cy Roe in Paris" are three; "Jane Doe Health editor"
    stays whole, because nothing tells the name's end from the role's beginning.
    """
    end = _AFTER.search(text)
    names = (text[: end.start()] if end else text).strip(EDGES)
    first, *others = _BETWEEN.split(names)
    if not _is_name(first):
        return _with_role(text.strip(EDGES))
    kept = first
    listed = bool(re.search(r"\s(?:and|&)\s", names))
    for between, name in zip(others[::2], others[1::2], strict=True):
        if not listed or len(name.split()) < 2 or not _is_name(name) or _has_role(name):
            break
        kept += between + name
    return kept


def _is_name(text: str) -> bool:
    """Whether every word can be part of a person's or an organisation's name."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or words[0].lower().strip(".,") in NOT_NAMES:
        return False
    named = [word for word in words if _NAME_WORD.fullmatch(word)]
    return bool(named) and all(word in NAME_PARTICLES for word in words if word not in named)


def _has_role(text: str) -> bool:
    """Whether words name a job or an outlet."""
    words = {word.lower() for word in text.split()}
    return bool(words & (JOB_WORDS | OUTLET_WORDS))


def _with_role(text: str) -> str | None:
    """A name and a role that run into one another, or None."""
    words = text.split()
    named = len(words) > 2 and all(_NAME_WORD.fullmatch(word) for word in words[:2])
    return text if named and len(words) <= _MOST_WORDS and words[-1].lower() in JOB_WORDS else None
