"""Days as articles write them. Never from the clock; a day that could be two days is none."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from briefing.intake.words import MONTHS

_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_WEEKDAY: Final = r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_ZONE: Final = r"(?:\s*(?:Z|[+-]\d\d:?\d\d|(?-i:GMT|UTC|CET|EET|MSK|[ECMP]T|[A-Z]{1,3}[SD]T)\b(?:[+-]\d+)?))?"
_HALF: Final = r"[ap](?:m\b|\.m\.)"
_CLOCK: Final = rf"\d{{1,2}}[:.]\d\d(?::\d\d(?:\.\d+)?)?(?:\s*{_HALF})?|\d{{1,2}}\s*{_HALF}|\d{{4}}\s*(?:hrs|GMT|UTC)\b"
_TIME: Final = rf"(?:(?:\s*[|,@·•/–—-]\s*|,?\s+at\s+|\s+|T)(?:{_CLOCK}){_ZONE})?"

YEARLESS: Final = rf"{_WEEKDAY}(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})"
"""A pattern for a day without its year, as datelines have it ("March 3"); it names no day until a year is known."""

_SHAPES: Final = tuple(
    re.compile(rf"(?<![\w/.-]){_WEEKDAY}{shape}(?![\w/-])", re.IGNORECASE)
    for shape in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d){_TIME}",
        rf"{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?){_TIME}",
        rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+{_YEAR}{_TIME}",
        rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY}),?\s+{_YEAR}{_TIME}",
        rf"(?P<first>\d\d?)(?P<sign>[/.-])(?P<second>\d\d?)(?P=sign){_YEAR}{_TIME}",
    )
)


class Dated(NamedTuple):
    """A day and the words it was read from.

    Attributes:
        day: The day.
        words: As written, with weekday and time.
        start: Where the words begin in the line.
        end: Where they end.
    """

    day: dt.date
    words: str
    start: int
    end: int


def find_date(line: str) -> Dated | None:
    """The first day that a line names in full, or None.

    "03/04/2021" is two days to two readers, so it is none; "13/04/2021" is one.
    """
    found = [dated for shape in _SHAPES if (dated := _read(shape.search(line)))]
    return min(found, key=lambda dated: (dated.start, -dated.end), default=None)


def find_date_words(line: str) -> tuple[int, int] | None:
    """Where a line names a day, even one that could be two; None when it names none."""
    spans = [found.span() for shape in _SHAPES if (found := shape.search(line))]
    return min(spans, key=lambda span: (span[0], -span[1]), default=None)


def _read(found: re.Match[str] | None) -> Dated | None:
    """The day that a match means, or None when there is no such day or there are two."""
    if not found:
        return None
    parts = found.groupdict()
    if "first" in parts:
        month, day = _order(int(parts["first"]), int(parts["second"]))
    else:
        month, day = _month(parts["month"]), int(parts["day"].rstrip("stndrhSTNDRH"))
    try:
        return Dated(dt.date(int(parts["year"]), month, day), found.group(), *found.span())
    except ValueError:
        return None


def _order(first: int, second: int) -> tuple[int, int]:
    """Month and day of two numbers; (0, 0), which is no day, when either could be the month."""
    if first == second or first > 12:
        return second, first
    return (first, second) if second > 12 else (0, 0)


def _month(word: str) -> int:
    """A month's number from its name, its abbreviation or its digits."""
    if word.isdecimal():
        return int(word)
    return 1 + next(number for number, name in enumerate(MONTHS) if name.startswith(word.lower()[:3]))
