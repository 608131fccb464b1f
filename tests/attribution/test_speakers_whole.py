"""Sources taken whole: whom words lead up to, of how many a source is a part, where a body's name ends."""

from __future__ import annotations

import pytest

from briefing.attribution.draft import Entity
from briefing.attribution.longnames import with_whole_names
from briefing.model import ActorKind, Speaker
from tests.attribution.marked import Marked


def only(source: str) -> Speaker | None:
    return Marked(source).speakers()[-1]


def name_of(source: str) -> str | None:
    speaker = only(f"[s:{source}] [q:said] [c:no].")
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("{o:Royal Bank of Norland} chief economist {p:Ida Berg}", "Royal Bank of Norland chief economist"),
        ("{o:Ministry} of Works spokesman {p:Ida Berg}", None),
        ("Silence of The {o:Moor} author {p:Ida Berg}", None),
        ("The {o:Norland Council for Harbours} chief executive {p:Ida Berg}", None),
        ("Chief of Staff {p:Ida Berg}", None),
        ("Head of news {p:Ida Berg}", None),
        ("US Secretary of State {p:Ida Berg}", None),
        ("US Sen. {p:Ida Berg}", None),
        ("{p:Herons} QB {p:Ida Berg}", None),
        ("{p:Herons QB Ida Berg}", None),
        ("{p:New Home Secretary Ida Berg}", None),
        ("{o:University of Norland} at {l:Holm} professor {p:Ida Berg}", None),
    ],
)
def test_words_lead_up_to_a_name(source: str, role: str | None) -> None:
    speaker = only(f"[s:{source}] [q:said] [c:no].")
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Ida Berg", ActorKind.PERSON)
    assert role is None or speaker.role == role


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Friends of author {p:Ida Berg}", "Friends (unnamed)"),
        ("Critics of former minister {p:Ida Berg}", "Critics (unnamed)"),
        ("Parents of murdered teenager {p:Ida Berg}", "Parents (unnamed)"),
        ("Lawyers for singer {p:Ida Berg}", "Lawyers (unnamed)"),
        ("The later inquiry into {p:Ida Berg}", "later inquiry"),
        ("{p:Ida Berg}'s lawyer {p:Jan Falk}", "Jan Falk"),
        ("Mayor {p:Ida Berg} supporters", "Mayor Ida Berg supporters (unnamed)"),
    ],
)
def test_others_who_belong_to_somebody_are_not_them(source: str, name: str) -> None:
    assert name_of(source) == name


@pytest.mark.parametrize("name", ["Martin Luther King Jr", "Hunter Berg", "AJ Berg", "Ida HW Berg", "James Baker Berg"])
def test_what_only_looks_like_an_office_stays_in_a_name(name: str) -> None:
    expected = "Berg" if name.startswith("James") else name
    assert (name_of(f"{{p:{name}}}") or "").endswith(expected)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("One third of teachers", "teachers (unnamed)"),
        ("Two-thirds of the teachers", "teachers (unnamed)"),
        ("More than 20% of teachers", "teachers (unnamed)"),
        ("Hundreds of thousands of teachers", "teachers (unnamed)"),
        ("A large number of the teachers", "teachers (unnamed)"),
        ("Nine in 10 teachers", "teachers (unnamed)"),
        ("Fifty nine percent of teachers", "teachers (unnamed)"),
        ("Four out of 5 teachers", "teachers (unnamed)"),
        ("A majority of the committee", "committee"),
        ("Half of {o:Acme}", "Acme"),
        ("Twenty-five per cent", "Twenty-five per cent (unnamed)"),
        ("Some 72%", "Some 72% (unnamed)"),
    ],
)
def test_a_part_of_some_people_is_people(source: str, name: str) -> None:
    assert name_of(source) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The third man", "third man (unnamed)"),
        ("The 34-year-old", "34-year-old (unnamed)"),
        ("The rest", "rest (unnamed)"),
        ("A friend of the teachers", "friend (unnamed)"),
        ("A group of ministers", "group of ministers (unnamed)"),
        ("A group of ministers and peers", "group of ministers (unnamed)"),
        ("The group of companies", "group"),
    ],
)
def test_who_is_no_part_of_others_stays(source: str, name: str) -> None:
    assert name_of(source) == name


def test_one_who_may_be_anybody_is_nobody_and_another_is_no_name() -> None:
    assert only("[s:One] [q:can only wonder] [c:why it rained].") is None
    assert only("[s:One] [q:said] [c:that it rained].") is not None
    another = only("[s:Another] [q:said] [c:that it rained].")
    assert another is not None
    assert another.kind is ActorKind.UNNAMED


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A study published last year", "study (unnamed)"),
        ("The statement issued by the embassy", "statement (unnamed)"),
        ("Figures released Tuesday", "statistics (unnamed)"),
        ("A second person briefed on the call", "second person (unnamed)"),
        ("The newly published report", "newly published report (unnamed)"),
    ],
)
def test_when_and_how_a_thing_was_made_is_no_part_of_its_name(source: str, name: str) -> None:
    assert name_of(source) in (name, name.replace("statistics", "Figures"))


def test_a_country_in_capitals_is_no_pronoun() -> None:
    assert name_of("US political operatives") == "US political operatives (unnamed)"
    assert name_of("IT experts") == "IT experts (unnamed)"
    assert only('[s1:{p:Ida Berg}] [q1:said]: [c1:"[s2:Us two] [q2:said] [c2:no]."]') is not None


def test_a_noun_for_people_with_the_capital_that_it_has_to_have_is_no_body() -> None:
    for source in ("[s:{o:MPs}] [q:criticise] [c:the board].", "[s:{o:Doctors}] [q:warn] [c:of flu]."):
        speaker = Marked(source).titled().speakers()[-1]
        assert speaker is not None
        assert speaker.kind is ActorKind.UNNAMED
    club = only("They met {o:Rangers} in May. [s:{o:Rangers}] [q:said] [c:no].")
    assert club is not None
    assert club.kind is not ActorKind.UNNAMED


def test_several_in_a_headline_are_not_the_one_who_says_so_below() -> None:
    below = "[s2:{p:Ida Berg}, chair of the board,] [q2:said] [c2:the quay was sinking fast]."
    several = Marked(f"[s1:Engineers] [q1:say] [c1:quay was sinking fast]\n{below}").titled().speakers()[0]
    assert several is not None
    assert several.name == "Engineers (unnamed)"
    one = Marked(f"[s1:Official] [q1:says] [c1:quay was sinking fast]\n{below}").titled().speakers()[0]
    assert one is not None
    assert one.name == "Ida Berg"


def test_who_is_called_a_man_has_no_role() -> None:
    speaker = only("{p:Jan Falk}, the man behind the site, came. [s:{p:Falk}] [q:said] [c:no].")
    assert speaker is not None
    assert speaker.role is None


def test_the_government_is_no_institute_for_it() -> None:
    source = "[s1:The {o:Institute for Government}] [q1:said] [c1:no]. [s2:The government] [q2:said] [c2:yes]."
    speaker = only(source)
    assert speaker is not None
    assert speaker.name != "Institute for Government"
    ministry = only("[s1:The {o:Norland Government}] [q1:said] [c1:no]. [s2:The government] [q2:said] [c2:yes].")
    assert ministry is not None
    assert ministry.name == "Norland Government"


def test_somebody_described_by_a_body_is_not_the_body() -> None:
    speaker = only("[s:A {o:Department for Works} spokesperson] [q:said] [c:no].")
    assert speaker is not None
    assert speaker.name == "Department for Works spokesperson (unnamed)"
    assert speaker.speaks_for == "Department for Works"


def test_a_house_that_goes_by_its_number_is_a_government_for_which_somebody_speaks() -> None:
    speaker = only("[s:A No 10 spokesman] [q:said] [c:no].")
    assert speaker is not None
    assert speaker.speaks_for == "UK government"


def whole(text: str, name: str, kind: str = "organisation", *others: tuple[str, str]) -> str:
    entities = [(name, kind), *others]
    found = with_whole_names(
        text, [Entity(text.index(one), text.index(one) + len(one), sort, 0.9) for one, sort in entities]
    )
    return text[found[0].start : found[0].end]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Royal Society for the Prevention of Cruelty to Herons said no.", "Royal Society"),
        ("The Royal Society for the Prevention of Cruelty to Herons said no.", "Royal Society for the Prevention"),
        ("The Bank of Norland said no.", "Bank"),
        ("The Office for Harbour Responsibility, set up in May, said no.", "Office"),
        ("He left the Ministry of Works.", "Ministry"),
    ],
)
def test_the_name_of_a_body_goes_on_over_its_small_words(text: str, name: str) -> None:
    start = text.index(name)
    end = min(at for mark in (" said", ",", ".") if (at := text.find(mark, start)) >= 0)
    assert whole(text, name, "person" if name == "Bank" else "organisation") == text[start:end]


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        (
            "In the end the Committee of Mayor Ida Berg said that it would not pay.",
            "Committee",
            [("Ida Berg", "person")],
        ),
        ("In the end the Campaign for Ida Berg said that it would not pay.", "Campaign", [("Ida Berg", "person")]),
        ("Ida of Norland said no.", "Ida", []),
        ("The Ministry in Holm said no.", "Ministry", []),
        ("Bank of Norland Cuts Rate Again", "Bank", []),
    ],
)
def test_and_over_nothing_else(text: str, name: str, others: list[tuple[str, str]]) -> None:
    assert whole(text, name, "organisation", *others) == name
