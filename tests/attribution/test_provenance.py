import datetime as dt

import pytest

from briefing.attribution.days import said_on
from briefing.model import Provenance
from tests.attribution.marked import Marked


def only(source: str) -> Provenance:
    return Marked(source).provenance()[-1]


@pytest.mark.parametrize(
    ("source", "via"),
    [
        ("The {o:Evening Herald} quoted [s:port officials] [q:as saying] [c:the strike ends].", "Evening Herald"),
        ("[s:{p:Jan Nowak}] [q:told] the {o:Evening Herald} [c:the strike ends].", "Evening Herald"),
        ("In an interview published Friday in the daily, Kurant, [s:{p:Jan Nowak}] [q:said] [c:it ends].", "Kurant"),
        ("[s:{p:Jan Nowak}] [q:said] in an interview with {o:Radio Nord} [c:it ends].", "Radio Nord"),
        ("In an appearance on broadcaster TVX, [s:{p:Jan Nowak}] [q:said] [c:it ends].", "TVX"),
        ("In response to a question from {o:Kurant}, [s:{p:Jan Nowak}] [q:said] [c:it ends].", "Kurant"),
        ("[s:{p:Nowak}][q::] [c:We will end it] (Kurant)", "Kurant"),
        ("[s:{p:Jan Nowak}] [q:told] the {o:Fisheries Committee} [c:it ends].", None),
        ("In a speech in {l:Gdynia}, [s:{p:Jan Nowak}] [q:said] [c:it ends].", None),
        ("In an interview in {l:Gdynia}, [s:{p:Jan Nowak}] [q:said] [c:it ends].", None),
        ("[s:{p:Jan Nowak}] [q:said] [c:it ends] (NATO)", None),
        ("[s:{p:Jan Nowak}] [q:said] [c:the Evening Herald quoted nobody].", None),
    ],
)
def test_the_outlet_that_carried_it(source: str, via: str | None) -> None:
    assert only(source).via == via


def test_venue_addressee_and_day() -> None:
    found = only("In a telephone call last week, [s:{p:Jan Nowak}] [q:told] his lawyers [c:it ends].")
    assert found == Provenance(venue="a telephone call", addressee="his lawyers", said_when="last week")


def test_words_inside_the_content_say_nothing_of_the_way() -> None:
    found = only("[s:{p:Jan Nowak}] [q:said] [c:he had told the Herald on Monday in an interview].")
    assert found == Provenance()


def test_the_same_sources_other_statements_share_the_outlet() -> None:
    source = (
        "[s1:{p:Jan Nowak}] [q1:said] [c1:it ends].\n\nIn an interview with {o:Radio Nord}, [s2:{p:Nowak}] [q2:said] "
        "[c2:workers agree].\n\n[s3:{p:Tom Berg}] [q3:said] [c3:they do not].\n\n[s4:{p:Nowak}] [q4:told] reporters "
        "[c4:no]."
    )
    assert [found.via for found in Marked(source).provenance()] == ["Radio Nord", "Radio Nord", None, None]


def test_governments_share_no_outlet() -> None:
    source = "[s1:{l:Lima}] [q1:told] {o:Radio Nord} [c1:no]. [s2:{l:Lima}] [q2:said] [c2:never]."
    assert [found.via for found in Marked(source).provenance()] == ["Radio Nord", None]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("on Wednesday", dt.date(2024, 5, 15)),
        ("Friday", dt.date(2024, 5, 17)),
        ("Saturday night", dt.date(2024, 5, 11)),
        ("yesterday", dt.date(2024, 5, 16)),
        ("today", dt.date(2024, 5, 17)),
        ("on March 3", dt.date(2024, 3, 3)),
        ("on December 30", dt.date(2023, 12, 30)),
        ("3 March 2019", dt.date(2019, 3, 3)),
        ("last week", None),
        ("next Monday", None),
        ("on February 30", None),
        (None, None),
    ],
)
def test_days_are_counted_back_from_publication(when: str | None, day: dt.date | None) -> None:
    assert said_on(when, dt.date(2024, 5, 17)) == day


def test_an_undated_article_gives_no_day() -> None:
    assert said_on("yesterday", None) is None
