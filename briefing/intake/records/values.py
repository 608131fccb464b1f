"""What stands in one field of a record: words, people, a moment; records come from anywhere and say it in many ways."""

from __future__ import annotations

import ast
import datetime as dt
import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from briefing.intake.clipping import Piece, pieces_of
from briefing.intake.dates import find_date
from briefing.intake.markup import looks_like_html, pieces_of_html
from briefing.model import ParagraphKind

DayOrder = Literal["day", "month"]
"""What the first number of "03/04/2021" is in a column."""

_NOTHING: Final = frozenset({"", "nan", "none", "null", "nil", "n/a", "undefined", "[]", "{}", "nat", "-", "–", "—"})
_INSIDE: Final = (
    *("name", "rendered", "value", "text", "content", "html", "title", "label", "displayname", "fullname"),
    *("$date", "#text", "_text", "$t", "__cdata", "cdata", "plain", "body", "paragraph", "data"),
)
_NAME_PARTS: Final = (("firstname", "lastname"), ("givenname", "familyname"), ("first", "last"))
_BLOCK_HEADINGS: Final = re.compile(r"h[1-6]$|head(?:er|ing|line)|subhead", re.I)
_BLOCK_PICTURES: Final = re.compile(r"image|photo|picture|video|gallery|figure|graphic", re.I)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
_NUMBERS: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)\b")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[T ]?\d{4,6}(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d)?)?")
_EPOCH: Final = re.compile(r"\d{9,19}(?:\.\d{1,9})?")
_UNITS: Final = ((1e8, 1), (1e11, 1_000), (1e14, 1_000_000), (1e17, 1_000_000_000))
"""From which number on seconds, then their thousandths and so on: years from 1973 to 5138."""
_DEEPEST = 6
_LONGEST_LITERAL = 5_000
_MIDNIGHT: Final = dt.time(tzinfo=dt.UTC)


def normal(name: str) -> str:
    """A column's name without case and separators: "Publication_Date" and "publicationDate" are one."""
    if name[:1] in "$#_" and name.lower() in _INSIDE:
        return name.lower()
    return "".join(char for char in name.casefold() if char.isalnum())


def words_of(value: object, depth: int = 0) -> str:
    """A value's words as they are written; "" for nothing, and for what holds no words.

    Args:
        value: Anything that JSON can hold.
        depth: How deep it stands in another value.
    """
    if isinstance(value, str):
        return "" if len(value) < 10 and value.strip().casefold() in _NOTHING else value
    if isinstance(value, bool) or value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, int | float):
        return str(value) if isinstance(value, int) or math.isfinite(value) else ""
    if isinstance(value, list):
        return "\n\n".join(filter(None, (words_of(item, depth + 1) for item in value)))
    return _inside(value, depth) if isinstance(value, Mapping) else ""


def line_of(value: object) -> str:
    """A value that is one line, such as a title: without markup and entities."""
    words = words_of(value)
    if looks_like_html(words):
        words = " ".join(piece.text for piece in pieces_of_html(words))
    return " ".join(plain(words).split())


def plain(words: str) -> str:
    """Words with their entities ("&amp;", "&#8217;") written out."""
    return html.unescape(words) if "&" in words and _ENTITY.search(words) else words


def people_of(value: object) -> str:
    """Names, parted by commas, of a list of names, of objects with a name, or of a list written as text."""
    if isinstance(value, str):
        listed = _listed(value)
        if listed is None:
            return line_of(value)
        value = listed
    people = value if isinstance(value, list) else [value]
    return ", ".join(dict.fromkeys(filter(None, (line_of(person) for person in people))))


def pieces_in(value: object, place: str) -> Iterator[Piece]:
    """The paragraphs of an article's text: plain, HTML, a list of paragraphs or a list of blocks.

    Args:
        value: What the column holds.
        place: Where it stands in the file.
    """
    if not isinstance(value, list):
        yield from _pieces(words_of(value), place)
        return
    for block in value:
        for piece in _pieces(words_of(block), place):
            yield Piece(piece.text, _kind_of(block) or piece.kind, place)


def day_of(value: object, order: DayOrder | None = None) -> str:
    """A day in a form that can be read: as it is written where that is clear.

    Args:
        value: What the column holds: words, or seconds since 1970.
        order: What the first of two numbers is in this column, when that is known.
    """
    words = words_of(value).strip()
    if not words or find_date(words[:200]):
        return words
    if found := _NUMBERS.search(words):
        first, second = found[1], found[3]
        if order:
            day, month = (first, second) if order == "day" else (second, first)
            return f"{found[4]}-{int(month):02}-{int(day):02}"
    elif found := _COMPACT.fullmatch(words):
        return "-".join(found.groups()[:3])
    elif _EPOCH.fullmatch(words) and (moment := _since_1970(float(words))):
        return moment.date().isoformat()
    return words


def moment_of(value: object, order: DayOrder | None = None) -> int | None:
    """When it was, in seconds since 1970, to put records in order; None when that cannot be read."""
    words = words_of(value).strip()
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError:
        if _EPOCH.fullmatch(words) and (since := _since_1970(float(words))):
            return int(since.timestamp())
        dated = find_date(day_of(words, order)[:200])
        if not dated:
            return None
        moment = dt.datetime.combine(dated.day, _MIDNIGHT)
    try:
        return int((moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp())
    except OverflowError:  # the year 1 or 9999, moved by its time zone
        return None


def day_order(values: Iterator[object]) -> DayOrder | None:
    """What the first number of days such as "03/04/2021" is, when some of a column's days can only be one way."""
    days = [(int(found[1]), int(found[3])) for value in values if (found := _NUMBERS.search(words_of(value)[:200]))]
    first, second = any(day[0] > 12 for day in days), any(day[1] > 12 for day in days)
    if first == second:
        return None
    return "day" if first else "month"


def _inside(value: Mapping[object, object], depth: int) -> str:
    """The words of an object that stands where words are expected: {"name": …}, {"rendered": …}."""
    keys = {normal(key): key for key in value if isinstance(key, str)}
    for name in _INSIDE:
        if name in keys and (words := words_of(value[keys[name]], depth + 1)):
            return words
    for parts in _NAME_PARTS:
        words = " ".join(words_of(value[keys[part]], depth + 1) for part in parts if part in keys)
        if words.strip():
            return words.strip()
    return ""


def _listed(text: str) -> list[object] | None:
    """A list that was written as text, as tables have it ("['Jane Doe', 'John Roe']"), or None."""
    text = text.strip()
    if not (text.startswith("[") and text.endswith("]") and len(text) <= _LONGEST_LITERAL):
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            listed = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):  # MemoryError: nested too deeply
            continue
        return listed if isinstance(listed, list) else None
    return None


def _pieces(words: str, place: str) -> Iterator[Piece]:
    """The paragraphs of plain text or HTML."""
    yield from pieces_of_html(words, place=place) if looks_like_html(words) else pieces_of(plain(words), place=place)


def _kind_of(block: object) -> ParagraphKind | None:
    """What a block of an article is, where it says so."""
    kind = block.get("type") or block.get("kind") if isinstance(block, dict) else None
    if not isinstance(kind, str):
        return None
    if _BLOCK_HEADINGS.match(kind):
        return ParagraphKind.HEADING
    return ParagraphKind.CAPTION if _BLOCK_PICTURES.match(kind) else None


def _since_1970(number: float) -> dt.datetime | None:
    """The moment that a count of seconds, or of their parts, means."""
    unit = next((unit for least, unit in reversed(_UNITS) if number >= least), None)
    try:
        return dt.datetime.fromtimestamp(number / unit, dt.UTC) if unit else None
    except (ValueError, OverflowError, OSError):
        return None


__all__ = [
    "DayOrder",
    "day_of",
    "day_order",
    "line_of",
    "moment_of",
    "normal",
    "people_of",
    "pieces_in",
    "plain",
    "words_of",
]
