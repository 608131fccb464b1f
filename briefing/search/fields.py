"""What may stand before and after a field's colon, and what was probably meant by what stands there."""

from __future__ import annotations

import re

from briefing.model.fields import CHOICES, FieldName
from briefing.search.vocabulary import distance
from briefing.search.words import stem

LIKE_A_FIELD = re.compile(r"([A-Za-z]{2,}):(?=[^\s/])")
"""What looks like a field, and is none unless it bears the name of one."""

_SHORTEST = 4
_SLIPS = 2
_IN_TEXT = re.compile(rf"(?<![^\s(-]){LIKE_A_FIELD.pattern}")
_CHOSEN = re.compile(rf"(?<![^\s(-])({'|'.join(CHOICES)})([:=])(\w+)", re.IGNORECASE)
# What other search languages, and mail, call it.
_ELSEWHERE = {
    name: field
    for field, names in {
        "speaker:": "by from who source author",
        "title:": "subject headline intitle",
        "outlet:": "site paper newspaper publisher publication",
        "date:": "on published year month day",
        "date:>": "after",
        "date:>=": "since",
        "date:<": "before",
        "date:<=": "until",
        "kind:": "type",
        "tag:": "label",
    }.items()
    for name in names.split()
}


def meant_field(name: str) -> str:
    """What was probably meant, with its colon: "spaeker", "by"; "" when it is like no field, or is one."""
    if elsewhere := _ELSEWHERE.get(name.lower()):
        return elsewhere
    near = min(FieldName, key=lambda one: distance(name.lower(), one, _SLIPS))
    is_near = len(name) >= _SHORTEST and 0 < distance(name.lower(), near, _SLIPS) <= _SLIPS
    return f"{near}:" if is_near else ""


def choice(name: FieldName, written: str) -> str | None:
    """What may stand after a field, as it is written there or in another of its forms: “denies”."""
    if written in CHOICES[name] or not written:
        return written or None
    return next((one for one in sorted(CHOICES[name]) if stem(one) == stem(written)), None)


def mended_fields(text: str) -> str:
    """A query with fields put right that are called otherwise or misspelt, and what stands after them."""
    text = _IN_TEXT.sub(lambda found: meant_field(found[1]) or found[0], text)
    return _CHOSEN.sub(
        lambda found: f"{found[1]}{found[2]}{_meant_choice(FieldName(found[1].lower()), found[3])}", text
    )


def _meant_choice(name: FieldName, written: str) -> str:
    if choice(name, written.lower()) or len(written) < _SHORTEST:
        return written
    near = min(sorted(CHOICES[name]), key=lambda one: distance(written.lower(), one, _SLIPS))
    return near if distance(written.lower(), near, _SLIPS) <= _SLIPS else written


__all__ = ["CHOICES", "LIKE_A_FIELD", "choice", "meant_field", "mended_fields"]
