"""Days, months and years in a query: 2021, 2021-03, 2021-03-03, 2021-03-01..2021-03-05, <2021, >=2021-03."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """Published within these days.

    Attributes:
        first: The first day, or None for no beginning.
        last: The last day, or None for no end.
        words: The same in words: "2021-03-01 to 2021-03-05".
    """

    first: dt.date | None
    last: dt.date | None
    words: str


def read_dates(written: str) -> Dated | None:
    """The days that a date filter names, or None when it names none."""
    written = written.strip()
    for sign in ("<=", ">=", "<", ">"):
        if written.startswith(sign):
            return _one_sided(sign, written.removeprefix(sign))
    if ".." in written:
        first, _, last = written.partition("..")
        return _between(first, last.strip("."))
    days = _days(written)
    return Dated(*days, written) if days else None


def _days(written: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a year, a month or a day."""
    match = _DAY.fullmatch(written.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = dt.date(year, month or 1, day or 1)
        end = day or calendar.monthrange(year, month or 12)[1]
        return first, dt.date(year, month or 12, end)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _one_sided(sign: str, written: str) -> Dated | None:
    days = _days(written)
    if days is None:
        return None
    first, last = days
    written = written.strip()
    if sign == "<":
        return Dated(None, first - dt.timedelta(1), f"before {written}") if first > dt.date.min else None
    if sign == ">":
        return Dated(last + dt.timedelta(1), None, f"after {written}") if last < dt.date.max else None
    return Dated(None, last, f"up to {written}") if sign == "<=" else Dated(first, None, f"from {written} on")


def _between(first: str, last: str) -> Dated | None:
    if not first.strip():
        return _one_sided("<=", last)
    if not last.strip():
        return _one_sided(">=", first)
    begin, end = _days(first), _days(last)
    if begin is None or end is None:
        return None
    if begin[0] > end[1]:
        begin, end, first, last = end, begin, last, first
    return Dated(begin[0], end[1], f"{first.strip()} to {last.strip()}")
