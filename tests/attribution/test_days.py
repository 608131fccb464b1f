"""Words for days, counted back from the day of publication: a Wednesday."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.days import TRIGGERS, WHEN, Days, days_of

PUBLISHED = dt.date(2021, 3, 3)


def iso(days: Days | None) -> str:
    """Days as a reader would note them."""
    if days is None:
        return "none"
    return days.first.isoformat() if days.first == days.last else f"{days.first} to {days.last}"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("on Wednesday", "2021-03-03"),
        ("Tuesday", "2021-03-02"),
        ("late on Thursday", "2021-02-25"),
        ("last Tuesday", "2021-03-02"),
        ("last Wednesday", "2021-02-24"),
        ("Tuesday of last week", "2021-02-23"),
        ("on Friday, 26 February", "2021-02-26"),
        ("yesterday", "2021-03-02"),
        ("Yesterday morning", "2021-03-02"),
        ("today", "2021-03-03"),
        ("this morning", "2021-03-03"),
        ("last night", "2021-03-02"),
        ("overnight", "2021-03-02 to 2021-03-03"),
        ("earlier this week", "2021-03-01 to 2021-03-03"),
        ("last week", "2021-02-22 to 2021-02-28"),
        ("over the weekend", "2021-02-27 to 2021-02-28"),
        ("this month", "2021-03-01 to 2021-03-03"),
        ("last month", "2021-02-01 to 2021-02-28"),
        ("last year", "2020-01-01 to 2020-12-31"),
        ("in March", "2021-03-01 to 2021-03-03"),
        ("last March", "2020-03-01 to 2020-03-31"),
        ("in December", "2020-12-01 to 2020-12-31"),
        ("in 2019", "2019-01-01 to 2019-12-31"),
        ("in early 2019", "2019-01-01 to 2019-12-31"),
        ("in July 2015", "2015-07-01 to 2015-07-31"),
        ("on 3 March", "2021-03-03"),
        ("March 3, 2021", "2021-03-03"),
        ("Oct. 21, 2011", "2011-10-21"),
        ("on December 30", "2020-12-30"),
        ("two days ago", "2021-03-01"),
        ("three months ago", "2020-12-01 to 2020-12-31"),
        ("a week earlier", "2021-02-17 to 2021-02-24"),
        ("next Monday", "none"),
        ("on 20 March", "none"),
        ("on February 30", "none"),
        ("recently", "none"),
        ("last summer", "none"),
        ("that day", "none"),
    ],
)
def test_days_are_counted_back_from_publication(when: str, expected: str) -> None:
    found = WHEN.search(when)
    assert found is not None
    assert found.group() == when
    assert iso(days_of(when, PUBLISHED)) == expected


def test_january_looks_back_over_the_turn_of_the_year() -> None:
    assert iso(days_of("20 December", dt.date(2020, 1, 4))) == "2019-12-20"
    assert iso(days_of("on 9 January", dt.date(2019, 12, 20))) == "none"


def test_an_undated_article_gives_a_day_only_for_a_full_date() -> None:
    assert days_of("yesterday", None) is None
    assert days_of("on March 3", None) is None
    assert iso(days_of("3 March 2019", None)) == "2019-03-03"
    assert days_of(None, PUBLISHED) is None


@pytest.mark.parametrize("words", ["may go on Sundays", "march 3 miles", "In May they", "12 October 2020s"])
def test_verbs_and_plurals_are_no_days(words: str) -> None:
    found = WHEN.search(words)
    assert found is None or found.group() in ("In May", "12 October")


@given(
    st.lists(
        st.sampled_from([*sorted(TRIGGERS), "last", "in", "two", "ago", "99", "31", "2020", "0001", "May", "the"])
    ),
    st.dates() | st.none(),
)
def test_no_words_break_the_calendar(words: list[str], published: dt.date | None) -> None:
    found = days_of(" ".join(words), published)
    if found is not None:
        assert found.first <= found.last


@given(st.sampled_from(["on Monday", "last week", "in June", "last night", "this year", "two days ago"]), st.dates())
def test_what_was_said_lies_in_no_future(when: str, published: dt.date) -> None:
    found = days_of(when, published)
    assert found is None or found.last <= published
