"""Statements over time: of an actor, of a search, or all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.model import Day

_MONTHS_FROM = 62  # days; what spreads wider is shown by months
_YEARS_FROM = 1_500
_FAR_OUT = 0.02  # the share of statements, at either end, that may be far from the others
_LONGEST = 1_500  # buckets; where a mistaken date would make more, only those that hold something are shown


class Step(StrEnum):
    """How long a bucket is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose statements are looked at; everybody's when neither is given.

    Attributes:
        name: What to call it.
        actor: An actor's id.
        query: A search.
    """

    name: str = "everyone"
    actor: str | None = None
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Bucket:
    """A year, a month or a day, and how many statements fall into it.

    Attributes:
        first: Its first day.
        last: Its last.
        said: Statements that the article says were made then.
        published: Statements of which only the day of their article is known.
    """

    first: dt.date
    last: dt.date
    said: int = 0
    published: int = 0

    @property
    def count(self) -> int:
        """How many statements there are."""
        return self.said + self.published


@dataclass(frozen=True, slots=True)
class Timeline:
    """Statements over time.

    Attributes:
        step: How long a bucket is.
        buckets: Every bucket from the first to the last that holds something, empty ones between them too.
        undated: Statements of which no day is known.
    """

    step: Step
    buckets: tuple[Bucket, ...]
    undated: int

    @property
    def count(self) -> int:
        """How many statements there are."""
        return self.undated + sum(bucket.count for bucket in self.buckets)

    @property
    def said(self) -> int:
        """Those that the article says were made on the day they are counted to."""
        return sum(bucket.said for bucket in self.buckets)


def timeline(days: Sequence[Day], step: Step | None = None) -> Timeline:
    """Days put together.

    Args:
        days: How many statements fall on each, in any order.
        step: How long a bucket is; None for what the days spread over.
    """
    dated = [(one.day, one) for one in days if one.day is not None]
    undated = sum(one.said + one.published for one in days if one.day is None)
    if not dated:
        return Timeline(step or Step.MONTH, (), undated)
    step = step or _fitting(days)
    counted: dict[dt.date, Bucket] = {}
    for day, one in dated:
        start, end = _bounds(day, step)
        known = counted.get(start) or Bucket(start, end)
        counted[start] = replace(known, said=known.said + one.said, published=known.published + one.published)
    return Timeline(step, tuple(_in_a_row(counted, step)), undated)


def bulk(days: Sequence[Day]) -> list[Day]:
    """The days without the few that are far from the others, at either end: what a small picture is drawn of."""
    dated = sorted((one.day, one.said + one.published) for one in days if one.day is not None)
    if not dated:
        return []
    aside = sum(count for _, count in dated) * _FAR_OUT
    first, last = _reached(dated, aside), _reached(dated[::-1], aside)
    return [one for one in days if one.day is not None and first <= one.day <= last]


def within(days: Sequence[Day], bucket: Bucket) -> list[Day]:
    """The days that fall into a bucket."""
    return [one for one in days if one.day is not None and bucket.first <= one.day <= bucket.last]


def finer(step: Step) -> Step | None:
    """What a bucket is divided into; None for a day."""
    return {Step.YEAR: Step.MONTH, Step.MONTH: Step.DAY, Step.DAY: None}[step]


def bucket_name(bucket: Bucket, step: Step) -> str:
    """What a bucket is called: "2021", "Mar 2021", "Wed 3 Mar 2021"."""
    first = bucket.first
    if step is Step.YEAR:
        return f"{first.year:04}"
    return (
        f"{first:%b} {first.year:04}" if step is Step.MONTH else f"{first:%a} {first.day:2} {first:%b} {first.year:04}"
    )


def _fitting(days: Sequence[Day]) -> Step:
    """The step for what most statements spread over: a few of long ago, or of a mistaken year, do not count."""
    near = [one.day for one in bulk(days) if one.day is not None]
    spread = (max(near) - min(near)).days
    return Step.YEAR if spread > _YEARS_FROM else Step.MONTH if spread > _MONTHS_FROM else Step.DAY


def _reached(dated: Sequence[tuple[dt.date, int]], aside: float) -> dt.date:
    """The first day until which more than so many statements fall."""
    for day, count in dated:
        aside -= count
        if aside < 0:
            return day
    return dated[-1][0]


def _bounds(day: dt.date, step: Step) -> tuple[dt.date, dt.date]:
    """The first and the last day of the bucket that a day falls into."""
    if step is Step.DAY:
        return day, day
    if step is Step.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    first = day.replace(day=1)
    return first, _next(first, step) - dt.timedelta(1) if (day.year, day.month) < (9999, 12) else dt.date.max


def _next(first: dt.date, step: Step) -> dt.date:
    """The first day of the bucket after one."""
    if step is Step.DAY:
        return first + dt.timedelta(1)
    if step is Step.YEAR:
        return first.replace(year=first.year + 1)
    return (first.replace(day=28) + dt.timedelta(4)).replace(day=1)


def _in_a_row(counted: dict[dt.date, Bucket], step: Step) -> Iterable[Bucket]:
    """The buckets in order, empty ones between them too unless they would be too many."""
    first, last = min(counted), max(counted)
    length = {Step.DAY: 1, Step.MONTH: 28, Step.YEAR: 365}[step]
    if (last - first).days // length > _LONGEST:
        yield from (counted[start] for start in sorted(counted))
        return
    start = first
    while True:
        yield counted.get(start) or Bucket(*_bounds(start, step))
        if start >= last:
            return
        start = _next(start, step)


__all__ = [
    "Bucket",
    "Step",
    "Subject",
    "Timeline",
    "bucket_name",
    "bulk",
    "finer",
    "timeline",
    "within",
]
