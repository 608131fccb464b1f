"""Words for a day or a stretch of days, and the days they mean."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ["", "a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
    for word in words.split()
}
_UNITS = ("day", "week", "month", "year")
_SOON = 62  # days after publication that a date without a year is yet to come
_YEAR_DAYS = 12 * 31
_FARTHEST = 1000  # units ago that are counted

# A word without which no words for a day are looked for.
_OTHERS = (
    "yesterday today tonight overnight ago week month year weekend night morning afternoon evening summer spring "
    "autumn winter fall recently earlier before day"
)
TRIGGERS = frozenset([*DAYS, *MONTHS, *_SHORT, *_OTHERS.split()])
_DAY = "|".join(day.capitalize() for day in DAYS)
_MONTH = "(?:" + "|".join(m.capitalize() for m in MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_PART = "(?:morning|afternoon|evening|night)"
_DATE = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?:19|20)\d\d\b"
_FULL = rf"(?:{_MONTH}\s+{_DATE}|{_DATE}\s+(?:of\s+)?{_MONTH})(?:,?\s+{_YEAR})?"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a\s+few|a\s+couple\s+of)"
_STRETCH = rf"(?:week|month|year|night|weekend|day|{_PART}|summer|spring|autumn|winter|fall)"
# Names of days and months keep their capitals ("may", "march"); all else is written either way.
WHEN = re.compile(
    rf"\b(?i:(?:on|late|early|earlier|last|this|past|next|that)\s+){{0,3}}(?:{_DAY})\b(?:\s+{_PART}\b)?"
    rf"(?:,?\s+(?:the\s+)?{_FULL})?(?:,?\s+(?:of\s+)?(?:last|this)\s+week\b)?"
    rf"|\b(?i:(?:on|early|late)\s+)*{_FULL}"
    rf"|\b(?i:(?:in|since|last|this|early|late|back|mid)[\s-]+){{0,3}}{_MONTH}\s*,?\s+{_YEAR}"
    rf"|\b(?i:(?:(?:back|earlier)\s+)?(?:in|last|this)\s+(?:(?:early|late|mid)[\s-]+)?){_MONTH}(?!\w)"
    rf"|\b(?i:(?:(?:back|earlier)\s+)?in\s+(?:(?:early|late|mid)[\s-]+)?){_YEAR}"
    rf"|(?i:\b(?:(?:earlier|later|late|early)\s+)?(?:(?:on|in|over|during|at)\s+)?"
    rf"(?:this|last|the\s+(?:past|previous|same)|that|(?<=over\s)the|(?<=at\s)the|(?<=during\s)the)\s+{_STRETCH}\b"
    rf"|\b{_COUNT}\s+(?:days?|weeks?|months?|years?|hours?|minutes?)\s+(?:ago|earlier|before)\b"
    rf"|\bthe\s+(?:day|week|month|year|night)\s+before\b"
    rf"|\b(?:(?:earlier|late|early)\s+)?(?:yesterday(?:\s+{_PART})?|today|tonight)\b|\bovernight\b|\brecently\b)"
    rf"|(?<!\d)\b{_YEAR}"
)


class Days(NamedTuple):
    """A stretch of days; one day when both are the same.

    Attributes:
        first: The first day.
        last: The last day, which is one of them.
    """

    first: dt.date
    last: dt.date


def days_of(when: str | None, published: dt.date | None) -> Days | None:
    """The days that words such as "on Wednesday" or "last week" mean in an article of a given day; None when unclear.

    A day of the week is the last such day, the day of publication included; "last Tuesday" is before it. A month or a
    year that is not over ends with the day of publication. What is told as earlier than something else ("a week
    earlier") is counted from some day of the week before publication. Nothing that has been said lies in the future.

    Args:
        when: The words.
        published: The day of publication; None when nobody knows, and then only a full date means anything.
    """
    if not when:
        return None
    low = when.casefold().replace("-", " ").replace(".", " ").replace(",", " ").split()
    found = _by_calendar(low, published)
    if found is None and published is not None:
        found = _by_weekday(low, published) or _by_count(low, published) or _by_word(low, published)
    if found is None or published is None:
        return found
    if found.first <= published:
        return Days(found.first, min(found.last, published))
    return found if any(len(word) == 4 and word.isdigit() for word in low) else None


def _by_calendar(low: list[str], published: dt.date | None) -> Days | None:
    """Days given by month, number or year, in the year of publication or the one before."""
    month = next((n for word in low if (n := _month(word))), None)
    year = next((int(word) for word in low if len(word) == 4 and word.isdigit()), None)
    numbers = (re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word) for word in low)
    day = next((int(number[1]) for number in numbers if number), None)
    if month is None:
        return Days(dt.date(year, 1, 1), dt.date(year, 12, 31)) if year and 1 < year < 9999 else None
    if year is None:
        if published is None:
            return None
        year = _year_of(month, day, published, last="last" in low)
    try:
        if day:
            return Days(dt.date(year, month, day), dt.date(year, month, day))
        return Days(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    except ValueError:
        return None


def _year_of(month: int, day: int | None, published: dt.date, *, last: bool) -> int:
    """The year of a month, or of a day in it, that is told without one: a day of the next weeks is yet to come."""
    if day is None:
        return published.year - (month > published.month or (last and month == published.month))
    ahead = (month - published.month) * 31 + day - published.day
    if ahead > _SOON:
        return published.year - 1
    return published.year + (ahead + _YEAR_DAYS <= _SOON)


def _month(word: str) -> int:
    return MONTHS.index(word) + 1 if word in MONTHS else _SHORT.get(word, 0)


def _by_weekday(low: list[str], published: dt.date) -> Days | None:
    """A day of the week."""
    number = next((DAYS.index(word) for word in low if word in DAYS), None)
    if number is None or "next" in low:
        return None
    back = (published.weekday() - number) % 7
    if low[-2:] == ["last", "week"]:
        back = published.weekday() - number + 7
    elif "last" in low and back == 0:
        back = 7
    day = _back(published, back)
    return Days(day, day)


def _by_count(low: list[str], published: dt.date) -> Days | None:
    """So many days, weeks, months or years ago; or before something that itself was in the last week."""
    number = next((n for word in low if (n := int(word) if word.isdigit() else _NUMBERS.get(word, 0))), 0)
    unit = next((unit for word in low for unit in _UNITS if word in (unit, f"{unit}s")), None)
    if low[:1] == ["the"] and low[-1:] == ["before"]:
        number = 1
    if unit is None or low[-1] not in ("ago", "earlier", "before") or not 0 < number < _FARTHEST or "few" in low:
        return None
    if low[-1] != "ago":
        days = number * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
        return Days(_back(published, days + 7), _back(published, days))
    match unit:
        case "day":
            return Days(_back(published, number), _back(published, number))
        case "week":
            return Days(_back(published, number * 7 + 3), _back(published, number * 7 - 3))
        case "month":
            return _month_back(published, number)
        case _:
            year = published.year - number
            return Days(dt.date(year, 1, 1), dt.date(year, 12, 31)) if year > 1 else None


def _by_word(low: list[str], published: dt.date) -> Days | None:
    """Yesterday, last night, this week, over the weekend."""
    words = set(low)
    if "yesterday" in words or ("night" in words and "last" in words):
        return Days(_back(published, 1), _back(published, 1))
    if words & {"today", "tonight"} or ("this" in words and words & {"morning", "afternoon", "evening"}):
        return Days(published, published)
    if "overnight" in words:
        return Days(_back(published, 1), published)
    if words & {"that", "same", "previous"}:
        return None
    return _stretch(words, published)


def _stretch(words: set[str], published: dt.date) -> Days | None:
    """A week, a weekend, a month or a year: this one up to the day of publication, or the last."""
    last, monday = "last" in words, _back(published, published.weekday())
    if "weekend" in words:
        saturday = _back(published, (published.weekday() - 5) % 7)
        return Days(saturday, saturday + dt.timedelta(days=1))
    if "week" in words:
        if "past" in words:
            return Days(_back(published, 7), published)
        return Days(_back(monday, 7), _back(monday, 1)) if last else Days(monday, published)
    if "month" in words:
        return _month_back(published, int(last))
    if "year" in words and published.year > 2:
        year = published.year - last
        return Days(dt.date(year, 1, 1), dt.date(year, 12, 31))
    return None


def _month_back(published: dt.date, number: int) -> Days | None:
    """The month that was so many months before."""
    year, month = divmod(published.year * 12 + published.month - 1 - number, 12)
    if year < 1:
        return None
    return Days(dt.date(year, month + 1, 1), dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1]))


def _back(day: dt.date, days: int) -> dt.date:
    """So many days before."""
    return dt.date.fromordinal(max(1, day.toordinal() - days))


__all__ = ["DAYS", "MONTHS", "TRIGGERS", "WHEN", "Days", "days_of"]
