import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.draft import Draft
from briefing.attribution.provenance import provenance_of
from briefing.model import Provenance, Span, Venue
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
    assert only(source).via == ((via,) if via else ())


def test_venue_addressee_and_day() -> None:
    found = only("In a telephone call last week, [s:{p:Jan Nowak}] [q:told] his lawyers [c:it ends].")
    assert found == Provenance(
        venue="a telephone call last week", venue_kind=Venue.CALL, addressee="his lawyers", said_when="last week"
    )


def test_words_inside_the_content_say_nothing_of_the_way() -> None:
    found = only("[s:{p:Jan Nowak}] [q:said] [c:he had told the Herald on Monday in an interview].")
    assert found == Provenance()


def test_the_same_sources_other_statements_share_the_outlet() -> None:
    source = (
        "[s1:{p:Jan Nowak}] [q1:said] [c1:it ends].\n\nIn an interview with {o:Radio Nord}, [s2:{p:Nowak}] [q2:said] "
        "[c2:workers agree].\n\n[s3:{p:Tom Berg}] [q3:said] [c3:they do not].\n\n[s4:{p:Nowak}] [q4:told] reporters "
        "[c4:no]."
    )
    assert [found.via for found in Marked(source).provenance()] == [("Radio Nord",), ("Radio Nord",), (), ()]


def test_governments_share_no_outlet() -> None:
    source = "[s1:{l:Lima}] [q1:told] {o:Radio Nord} [c1:no]. [s2:{l:Lima}] [q2:said] [c2:never]."
    assert [found.via for found in Marked(source).provenance()] == [("Radio Nord",), ()]


def test_what_another_statement_says_of_the_outlet_is_marked_as_inferred() -> None:
    source = (
        "[s1:{p:Jan Nowak}] [q1:said] [c1:it ends].\n\n[s2:{p:Nowak}] [q2:told] {o:Radio Nord} [c2:workers agree].\n\n"
        "[s3:{p:Nowak}] [q3:unloaded] [c3:the crates]."
    )
    found = Marked(source).provenance()
    assert [(one.via, one.via_inferred) for one in found] == [
        (("Radio Nord",), True),
        (("Radio Nord",), False),
        ((), False),
    ]


@pytest.mark.parametrize(
    ("source", "via"),
    [
        (
            "[s:{p:Jan Nowak}] [q:told] {o:Radio Nord} [c:it ends], the Coast News Agency reported.",
            ("Radio Nord", "Coast News Agency"),
        ),
        ("[s:{p:Jan Nowak}] [q:said] [c:it ends], as quoted by the Coast News Agency.", ("Coast News Agency",)),
        ("According to the Evening Herald, [s:{p:Jan Nowak}] [q:said] [c:it ends].", ("Evening Herald",)),
        ("State media quoted [s:{p:Jan Nowak}] [q:as saying] [c:it ends].", ("State media",)),
        ("Speaking to the Evening Herald, [s:{p:Jan Nowak}] [q:said] [c:it ends].", ("Evening Herald",)),
        ("Asked by the Evening Herald, [s:{p:Jan Nowak}] [q:said] [c:it ends].", ("Evening Herald",)),
        ("[s:{p:Jan Nowak}] [q:said] on Monday on {o:Radio Nord} [c:it ends].", ("Radio Nord",)),
        ("In a {o:Radio Nord} interview, [s:{p:Jan Nowak}] [q:said] [c:it ends].", ("Radio Nord",)),
        ("[s:{p:Jan Nowak}] [q:wrote] on Twitter [c:it ends].", ()),
        ("[s:{p:Jan Nowak}] [q:said] to the TV [c:it ends].", ()),
        ("[s:The Evening Herald] [q:reported] [c:it ends].", ()),
        ("[s:{p:Jan Nowak}] [q:said], after the Evening Herald reported on it, [c:it ends].", ()),
    ],
)
def test_the_chain_of_carriers_begins_nearest_to_the_speaker(source: str, via: tuple[str, ...]) -> None:
    assert only(source).via == via


@pytest.mark.parametrize(
    ("source", "venue", "kind"),
    [
        (
            "In an interview published Friday in the daily, Kurant, [s:{p:Nowak}] [q:said] [c:it ends].",
            "an interview published Friday in the daily, Kurant",
            Venue.INTERVIEW,
        ),
        (
            "The reply came in an interview printed Friday in the daily, Kurant, in which [s:he] [q:said] [c:it ends].",
            "an interview printed Friday in the daily, Kurant",
            Venue.INTERVIEW,
        ),
        ("[s:{p:Nowak}] [q:said in a letter] to parliament [c:it ends].", "a letter to parliament", Venue.MESSAGE),
        (
            "At a rally in {l:Gdynia}, {l:Poland}, [s:{p:Nowak}] [q:said] [c:it ends].",
            "a rally in Gdynia, Poland",
            Venue.RALLY,
        ),
        ("[s:{p:Nowak}] [q:issued a statement saying] [c:it ends].", "a statement", Venue.STATEMENT),
        ("[s:{p:Nowak}] [q:said] at a news conference [c:it ends].", "a news conference", Venue.BRIEFING),
        (
            "In testimony before the senate, [s:{p:Nowak}] [q:said] [c:it ends].",
            "testimony before the senate",
            Venue.TESTIMONY,
        ),
        ("[s:{p:Nowak}] [q:tweeted] [c:it ends].", "tweeted", Venue.POST),
        ("[s:{p:Nowak}] [q:said] via email [c:it ends].", "email", Venue.MESSAGE),
        ("On Monday’s episode, [s:{p:Nowak}] [q:said] [c:it ends].", "Monday’s episode", Venue.BROADCAST),
        ("[s:{p:Nowak}], after a meeting with crews, [q:said] [c:it ends].", None, None),
        ("[s:{p:Nowak}] [q:spoke] on the comments [c:that it ends].", None, None),
        ("[s:{p:Nowak}] [q:criticised] [c:the crews] over remarks [c:they made].", None, None),
    ],
)
def test_the_occasion_in_the_articles_words(source: str, venue: str | None, kind: Venue | None) -> None:
    found = only(source)
    assert (found.venue, found.venue_kind) == (venue, kind)


@pytest.mark.parametrize(
    ("source", "addressee"),
    [
        ("[s:{p:Jan Nowak}] [q:told] a meeting of harbour pilots [c:it ends].", "a meeting of harbour pilots"),
        (
            "[s:{p:Jan Nowak}] [q:told] {o:Radio Nord}’s “Morning Call” on Friday [c:it ends].",
            "Radio Nord’s “Morning Call”",
        ),
        ("[s:{p:Jan Nowak}] [q:told] the Port in View podcast [c:it ends].", "Port in View podcast"),
        ("Speaking to reporters in {l:Gdynia}, [s:{p:Nowak}] [q:said] [c:it ends].", "reporters"),
        ("[s:{p:Jan Nowak}], to Harbour Master {p:Ida Berg}, [q:said] [c:it ends].", "Harbour Master Ida Berg"),
        ("In a letter to {p:Ida Berg}, [s:{p:Nowak}] [q:said] [c:it ends].", "Ida Berg"),
        ("[s:{p:Jan Nowak}] [q:was told] by the crews [c:it ends].", None),
        ("[s:{p:Jan Nowak}] [q:told] me on Friday [c:it ends].", None),
        ("[s:{p:Jan Nowak}] [q:spoke] with a sense of purpose [c:it ends].", None),
    ],
)
def test_to_whom(source: str, addressee: str | None) -> None:
    assert only(source).addressee == addressee


@pytest.mark.parametrize(
    ("source", "when"),
    [
        ("[s:{p:Nowak}] [q:said] on Wednesday [c:it ends].", "on Wednesday"),
        ("Last week, [s:{p:Nowak}] [q:said] [c:it ends].", "Last week"),
        ("[c:It ends], [s:{p:Nowak}] [q:said] late on Monday.", "late on Monday"),
        ("And on Saturday night [s:he] [q:said] [c:it ends].", "on Saturday night"),
        ("In a 2013 memo, [s:{p:Nowak}] [q:said] [c:it ends].", "2013"),
        ("[s:A report] released last month [q:said] [c:it ends].", "last month"),
        ("[s:{p:Nowak}] [q:said] [c:it ends on Friday].", None),
        ("[s:{p:Nowak}] will [q:say] on Friday [c:it ends].", None),
        ("[s:{p:Nowak}], who stood down last month, [q:said] [c:it ends].", None),
        ("The crews struck on Monday, hours after [s:{p:Nowak}] [q:said] [c:it ends].", None),
        ("[s:{p:Nowak}] [q:said] [c:it ends] (Letters, 20 December).", None),
        ("[s:{p:Nowak}] [q:criticised] [c:the crews] over last week’s strike.", None),
        ("[s:{p:Nowak}] [q:said] before Monday’s vote [c:it ends].", None),
        ("[s:{p:Nowak}] [q:spoke] of Tuesday [c:as if it never ends].", None),
        ("In the days since Tuesday, [s:{p:Nowak}] [q:said] [c:it ends].", None),
        ("The event in June was held by Jan Roe, [s:who] [q:said] [c:it ends].", None),
    ],
)
def test_only_the_words_that_say_when_it_was_said(source: str, when: str | None) -> None:
    assert only(source).said_when == when


def test_days_are_resolved_and_stretches_have_an_end() -> None:
    article = Marked("[s1:{p:Nowak}] [q1:said] on Monday [c1:it ends]. Last week [s2:he] [q2:said] [c2:it goes on].")
    one, other = article.provenance(dt.date(2021, 3, 3))
    assert (one.said_on, one.said_until) == (dt.date(2021, 3, 1), None)
    assert (other.said_on, other.said_until) == (dt.date(2021, 2, 22), dt.date(2021, 2, 28))
    assert [given.said_on for given in article.provenance()] == [None, None]


PIECES = (
    "said told in an interview with on Monday last week the Evening Herald tweeted , . ( ) “ ” ’s to reporters as "
    "quoted by according who which after Jan Nowak a letter published 2019 and asked speaking on Radio Nord at Today "
    "podcast"
).split()


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60), st.data())
def test_any_words_around_any_spans_are_read(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    cuts = st.integers(0, len(text))

    def spans() -> tuple[Span, ...]:
        ends = sorted(data.draw(st.tuples(cuts, cuts)))
        return (Span(*ends),) if ends[0] < ends[1] else ()

    drafts = [Draft(spans() or (Span(0, 1),), spans(), spans()) for _ in range(3)]
    found = provenance_of(text, (), drafts, [None] * 3, (), published=dt.date(2021, 3, 3))
    flat = " ".join(text.split())
    for one in found:
        told = [*one.via, one.venue, one.addressee, one.said_when]
        assert all(words in flat for words in told if words is not None)
        assert all(words == words.strip() and words for words in told if words is not None)


@pytest.mark.parametrize(
    ("source", "via", "when"),
    [
        ("[s:{p:Jan Nowak}] [q:told] the {o:Mail} on Sunday [c:it ends].", "Mail on Sunday", None),
        ("[s:{p:Jan Nowak}] [q:told] the Sunday Herald [c:it ends].", "Sunday Herald", None),
        ("[s:{p:Jan Nowak}] [q:told] the {o:Herald} on Sunday [c:it ends].", "Herald", "on Sunday"),
        ("[s:{p:Jan Nowak}] [q:told] the {o:Mail} on Tuesday [c:it ends].", "Mail", "on Tuesday"),
        ("The Mail on Sunday quoted [s:port officials] [q:as saying] [c:it ends].", "Mail on Sunday", None),
        (
            "In an interview with the Sunday Herald on Monday, [s:{p:Jan Nowak}] [q:said] [c:no].",
            "Sunday Herald",
            "on Monday",
        ),
    ],
)
def test_a_day_in_a_papers_name_is_no_time(source: str, via: str, when: str | None) -> None:
    found = only(source)
    assert found.via == (via,)
    assert found.said_when == when


def test_a_paper_with_a_day_in_its_name_is_named_whole() -> None:
    assert Marked("[s:The {o:Mail} on Sunday] [q:reported] [c:it ends].").names() == ["Mail on Sunday"]
    assert Marked("[s:The Sunday {o:Herald}] [q:reported] [c:it ends].").names() == ["Sunday Herald"]


@pytest.mark.parametrize(
    ("before", "via", "kind", "when"),
    [
        (
            "{p:Jan Nowak} gave an interview to {o:Radio Nord} on Tuesday.",
            ("Radio Nord",),
            Venue.INTERVIEW,
            "on Tuesday",
        ),
        ("{p:Jan Nowak} spoke at a rally in {l:Gdynia} on Tuesday.", (), Venue.RALLY, "on Tuesday"),
        ("{p:Jan Nowak}, the mayor, held a news conference on Tuesday.", (), Venue.BRIEFING, "on Tuesday"),
    ],
)
def test_the_sentence_before_sets_the_scene(before: str, via: tuple[str, ...], kind: Venue, when: str) -> None:
    found = only(f"{before} [s:He] [q:said] [c:it ends].")
    assert (found.via, found.venue_kind, found.via_inferred) == (via, kind, True)
    assert when in (found.said_when or found.venue or "")


@pytest.mark.parametrize(
    "source",
    [
        "{p:Tom Berg} gave an interview to {o:Radio Nord}. [s:{p:Jan Nowak}] [q:said] [c:it ends].",
        "{p:Jan Nowak} gave an interview to {o:Radio Nord}. It rained. [s:{p:Jan Nowak}] [q:said] [c:it ends].",
        "{p:Jan Nowak} feared a rally in {l:Gdynia}. [s:He] [q:said] [c:it ends].",
    ],
)
def test_but_not_for_another_nor_for_long(source: str) -> None:
    assert only(source) == Provenance()


def test_what_the_statement_says_itself_counts_before_the_sentence_before() -> None:
    source = "{p:Jan Nowak} gave an interview to {o:Radio Nord}. [s:He] [q:told] reporters [c:it ends]."
    assert only(source).via == ()
