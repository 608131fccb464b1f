"""Ways to go on with a query that is being typed: the names of fields, and what may stand after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from briefing.letters import fold
from briefing.model.fields import CHOICES, MARKS, FieldName
from briefing.services.facets import in_query

_LAST = re.compile(r'(?:^|[\s(])-?([^\s("“”-][^\s("“”]*)$')
_QUOTED = re.compile(r'(?:^|[\s(])-?(?P<field>\w+):(?P<mark>["“])(?P<value>[^"“”]*)$')
_DESCRIBES = re.compile(r"['’]s\b|\b[a-zß-öø-ÿ]\w{3}|^[a-zß-öø-ÿ]|\(")
_MOST = 8
_FIELDS = {name.value: name for name in FieldName}

Names = Callable[[str, str], Sequence[str]]
"""Given a field and how a value begins: names that may be meant, the likeliest first."""


def complete(typed: str, names: Names) -> tuple[str, ...]:
    """Whole queries that go on with what was typed, the likeliest first.

    A name is offered with `_` between its words, so that it needs no quotation marks: speaker:Hulusi_Akar; or, where
    such a mark was opened, as it is written, with the mark that closes.

    Args:
        typed: The query so far; its last word is gone on with.
        names: Who knows names.
    """
    if quoted := _QUOTED.search(typed):
        return _in_marks(typed, quoted, names)
    last = _LAST.search(typed)
    if last is None or not last[1]:
        return ()
    before, word = typed[: last.start(1)], last[1]
    field, colon, value = word.partition(":")
    if not colon:
        fields = [f"{name}:" for name in _FIELDS if name.startswith(word.lower()) and len(word) > 1]
        return tuple(f"{before}{word}{name[len(word) :]}" for name in fields)
    name = _FIELDS.get(field.lower())
    if name is None:
        return ()
    if name in CHOICES:
        offered: Iterable[str] = sorted(CHOICES[name])
    elif name is FieldName.IS:
        offered = MARKS
    else:
        offered = map(in_query, names(name, value.replace("_", " "))) if value or name is FieldName.TAG else ()
    return tuple(f"{before}{field}:{value}{one[len(value) :]}" for one in _going_on(offered, value))


def _in_marks(typed: str, quoted: re.Match[str], names: Names) -> tuple[str, ...]:
    name, value = _FIELDS.get(quoted["field"].lower()), quoted["value"]
    if name is None or name in CHOICES or name is FieldName.IS or not value:
        return ()
    close = "”" if quoted["mark"] == "“" else '"'
    offered = [one for one in names(name, value) if '"' not in one]
    return tuple(f"{typed}{one[len(value) :]}{close}" for one in _going_on(offered, value))


def _going_on(offered: Iterable[str], value: str) -> list[str]:
    """What begins with the letters typed, each once."""
    wanted = _plain(value)
    found = dict.fromkeys(one for one in offered if len(one) > len(value) and _plain(one[: len(value)]) == wanted)
    return list(found)[:_MOST]


def names_first(names: Iterable[str]) -> list[str]:
    """Names in the order given, and after them what only describes: "Akar’s lawyer", "Akar himself"."""
    return sorted(names, key=lambda name: bool(_DESCRIBES.search(name)))


def _plain(text: str) -> str:
    return "_".join(fold(part) for part in text.split("_"))


__all__ = ["complete", "names_first"]
