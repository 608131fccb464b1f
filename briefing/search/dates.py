"""Days, months and years in a query: 2021, 2021-03, 2021-03-03, 2021-03-01..2021-03-05, <2021, >=2021-03.

Months can be named: March 2021, 3 Mar 2021; with `_` for the blanks where there are no quotation marks.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from briefing.search.tree import Dated, FieldName

_NAMED = re.compile(r"(?:(\d{1,2}) )?([a-z]{3,9})\.? (\d{4})", re.IGNORECASE)
_SHORTEST_MONTH = 3
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


class _Days(NamedTuple):
    """The first and the last day of a year, a month or a day, and what one calls it."""

    first: dt.date
    last: dt.date
    name: str


def read_dates(written: str, field: FieldName = FieldName.DATE) -> Dated | None:
    """The days that a date filter names, or None when it names none."""
    plain = written.strip()
    for sign in ("<=", ">=", "<", ">"):
        if plain.startswith(sign):
            return _one_sided(sign, plain.removeprefix(sign), field)
    if ".." in plain:
        first, _, last = plain.partition("..")
        return _between(first.strip(), last.strip(". "), field)
    days = _days(plain)
    if days is None:
        return None
    return _dated(days.first, days.last, f"{'on' if days.first == days.last else 'in'} {days.name}", plain, field)


def is_month(written: str) -> bool:
    """Whether it is a month's name alone."""
    return len(written.strip()) >= _SHORTEST_MONTH and _month(written.strip()) > 0


def _month(name: str) -> int:
    """A month's number by its name, or by three letters of it and more; 0 for none."""
    return next((at for at in range(1, 13) if calendar.month_name[at].lower().startswith(name.lower())), 0)


def _days(written: str) -> _Days | None:
    numbers = _numbers(written.strip())
    if numbers is None:
        return None
    year, month, day = numbers
    try:
        first = dt.date(year, month or 1, day or 1)
        end = day or calendar.monthrange(year, month or 12)[1]
        last = dt.date(year, month or 12, end)
    except (ValueError, calendar.IllegalMonthError):
        return None
    name = f"{calendar.month_name[first.month]} {year}" if month else str(year)
    return _Days(first, last, f"{day} {name}" if day else name)


def _numbers(written: str) -> tuple[int, int, int] | None:
    """Year, month and day as they are written, 0 for what is not."""
    if match := _DAY.fullmatch(written):
        year, month, day = match.groups()
        return int(year), int(month or 0), int(day or 0)
    match = _NAMED.fullmatch(written.replace("_", " "))
    month = _month(match[2]) if match else 0
    return (int(match[3]), month, int(match[1] or 0)) if match and month else None


def _one_sided(sign: str, written: str, field: FieldName) -> Dated | None:
    days = _days(written)
    if days is None:
        return None
    text = f"{sign}{written.strip()}"
    if sign == "<":
        before = days.first - dt.timedelta(1) if days.first > dt.date.min else None
        return None if before is None else _dated(None, before, f"before {days.name}", text, field)
    if sign == ">":
        after = days.last + dt.timedelta(1) if days.last < dt.date.max else None
        return None if after is None else _dated(after, None, f"after {days.name}", text, field)
    if sign == "<=":
        return _dated(None, days.last, f"up to {days.name}", text, field)
    return _dated(days.first, None, f"from {days.name} on", text, field)


def _between(first: str, last: str, field: FieldName) -> Dated | None:
    if not first or not last:
        open_ended = _one_sided(">=" if first else "<=", first or last, field)
        return open_ended and open_ended.model_copy(update={"text": f"{first}..{last}"})
    begin, end = _days(first), _days(last)
    if begin is None or end is None:
        return None
    if begin.first > end.last:
        begin, end, first, last = end, begin, last, first
    return _dated(begin.first, end.last, f"from {begin.name} to {end.name}", f"{first}..{last}", field)


def _dated(first: dt.date | None, last: dt.date | None, words: str, text: str, field: FieldName) -> Dated:
    return Dated(field=field, first=first, last=last, words=words, text=text)


__all__ = ["is_month", "read_dates"]
