"""A day is read in full or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.intake.dates import find_date, find_date_words

DAY = dt.date(2021, 3, 3)


@pytest.mark.parametrize(
    "words",
    [
        "2021-03-03",
        "2021-03-03T10:20:30.123+01:00",
        "2021/3/3",
        "3 March 2021",
        "3rd of March 2021",
        "03rd March, 2021",
        "March 3, 2021",
        "Mar. 3, 2021",
        "MARCH 3RD, 2021",
        "Wed 03rd March 2021 | 05:00 PM",
        "Wednesday, 3 Mar 2021 10.15 GMT",
        "March 3, 2021, at 5:04 p.m. EST",
        "3.3.2021",
        "03/03/2021 5pm",
    ],
)
def test_a_day_with_all_its_words(words: str) -> None:
    dated = find_date(f"Posted {words} in Harbour")
    assert dated is not None
    assert (dated.day, dated.words) == (DAY, words)
    assert f"Posted {words} in Harbour"[dated.start : dated.end] == words


@pytest.mark.parametrize("words", ["13/03/2021", "03/13/2021", "13.03.2021"])
def test_numbers_that_can_be_read_in_one_way(words: str) -> None:
    dated = find_date(words)
    assert dated is not None
    assert dated.day == dt.date(2021, 3, 13)


@pytest.mark.parametrize(
    "words", ["03/04/2021", "3.4.2021", "31 February 2021", "2021-13-01", "0/0/2021", "13/14/2021"]
)
def test_no_day_or_two(words: str) -> None:
    assert find_date(words) is None
    assert find_date_words(words) is not None


@pytest.mark.parametrize(
    "words", ["March 3", "May 2021", "last Tuesday", "20210303", "S-300-2021-03-03-7", "yesterday"]
)
def test_no_full_day(words: str) -> None:
    assert find_date(words) is None
    assert find_date_words(words) is None


@given(st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    for words in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}"):
        dated = find_date(words)
        assert dated is not None
        assert dated.day == day


@given(st.text())
def test_nothing_breaks_it(line: str) -> None:
    find_date(line)
