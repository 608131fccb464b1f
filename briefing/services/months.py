"""Months in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

_MOST = 1_200


def every_month(counted: Sequence[tuple[dt.date, int]]) -> tuple[tuple[dt.date, int], ...]:
    """Every month from the first to the last that was counted, those between with nothing in them too.

    Args:
        counted: First days of months, in order, and how much falls into each.
    """
    if not counted:
        return ()
    known = dict(counted)
    months: list[tuple[dt.date, int]] = []
    month, last = counted[0][0], counted[-1][0]
    if (last.year - month.year) * 12 > _MOST:  # a mistaken date would make a row of thousands
        return tuple(counted)
    while month <= last:
        months.append((month, known.get(month, 0)))
        month = (month.replace(day=28) + dt.timedelta(4)).replace(day=1)
    return tuple(months)
