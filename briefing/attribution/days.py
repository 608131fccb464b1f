"""Words for a day, and the day they mean."""

from __future__ import annotations

import datetime as dt
import re

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY = "|".join(day.capitalize() for day in DAYS)
_MONTH = "|".join(month.capitalize() for month in MONTHS)
WHEN = re.compile(
    rf"\b(?:(?:on|late|early|earlier|last|this|next)\s+){{0,2}}(?:{_DAY})(?:\s+(?:morning|afternoon|evening|night))?\b"
    rf"|\b(?:(?:in|on|since|last|early|late)\s+)?(?:{_MONTH})\s+(?:\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?|\d{{4}})\b"
    rf"|\b(?:on\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})(?:\s+\d{{4}})?\b"
    r"|\b(?:earlier|later)\s+(?:this|that|last)\s+(?:week|month|year|day)\b|\b(?:last|this|the\s+previous|the\s+same)"
    r"\s+(?:week|month|year|night|weekend|day|summer|spring|autumn|winter|fall)\b"
    r"|\b(?:yesterday|today|tonight|overnight|recently|earlier\s+today)\b"
)


def said_on(when: str | None, published: dt.date | None) -> dt.date | None:
    """The day that words such as "on Wednesday" or "yesterday" mean in an article of a given day; None when unclear.

    A day of the week is the last such day, the day of publication included.
    """
    if not when or published is None:
        return None
    low = when.casefold()
    if "yesterday" in low:
        return published - dt.timedelta(days=1)
    if "today" in low or "tonight" in low:
        return published
    for number, day in enumerate(DAYS):
        if day in low:
            if "next" in low:
                return None
            return published - dt.timedelta(days=(published.weekday() - number) % 7)
    return _calendar_day(low, published)


def _calendar_day(low: str, published: dt.date) -> dt.date | None:
    """A day given by month and number, in the year of publication or the one before."""
    month = next((n for n, name in enumerate(MONTHS, start=1) if name in low), None)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", low)
    year = re.search(r"\b(\d{4})\b", low)
    if month is None or day is None:
        return None
    try:
        found = dt.date(int(year[1]) if year else published.year, month, int(day[1]))
    except ValueError:
        return None
    if not year and found > published:
        try:
            return found.replace(year=found.year - 1)
        except ValueError:
            return None
    return found
