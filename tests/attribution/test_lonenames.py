"""Names of one word: whose they are not, and first names that belong to them."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.attribution.draft import Draft
from briefing.attribution.entities import entities_of
from briefing.attribution.lonenames import is_nobodys
from briefing.attribution.training.gold import GoldArticle
from briefing.model import ActorKind, Span
from tests.attribution.marked import Marked
from tests.attribution.readings import reading_of


def named(text: str, beginnings: dict[str, str]) -> list[tuple[str, str]]:
    """The names in a text of whose words each begins a name of its own, as the encoder would have it."""
    reading = reading_of(GoldArticle("a", text, ()))
    kinds = ("person", "organisation", "place", "group")
    for word, kind in beginnings.items():
        start = text.index(word)
        for piece in np.nonzero((reading.pieces.starts >= start) & (reading.pieces.ends <= start + len(word)))[0]:
            first = reading.pieces.starts[piece] == start
            reading.entities[piece] = 0.0
            reading.entities[piece, 1 + 2 * kinds.index(kind) + (not first)] = 0.9
    return [(text[one.start : one.end], one.kind) for one in entities_of(text, reading)]


def test_a_first_name_belongs_to_what_follows_however_much_both_look_like_beginnings() -> None:
    assert named("Asked if Ruvik Tarsel would stay.", {"Ruvik": "person", "Tarsel": "person"}) == [
        ("Ruvik Tarsel", "person")
    ]


def test_what_begins_behind_a_whole_name_or_a_body_is_another() -> None:
    assert named("The Acme Tarsel left.", {"Acme": "organisation", "Tarsel": "person"}) == [
        ("Acme", "organisation"),
        ("Tarsel", "person"),
    ]


@pytest.mark.parametrize(
    ("before", "name", "kind"),
    [
        ("Some Greshams have left. ", "Greshams", ActorKind.GROUP),
        ("The Greshams, a guild, met. ", "Greshams", ActorKind.GROUP),
        ("The Velund has a new hall. ", "Velund", ActorKind.ORGANISATION),
        ("A {p:Velund} MP resigned. ", "Velund", ActorKind.ORGANISATION),
        ("{o:Velund Energy} drills here. ", "Velund", ActorKind.ORGANISATION),
        ("It rained. ", "Labour", ActorKind.ORGANISATION),
        ("It rained. ", "Velundites", ActorKind.GROUP),
        ("It rained. ", "Velund", ActorKind.PERSON),
        ("The {p:Velund} project failed. Senate {p:Velund} Leader Roe left. ", "Velund", ActorKind.PERSON),
        ("{p:Velund} came. {p:Velund} sang. Alone, the {p:Velund} was tired. ", "Velund", ActorKind.PERSON),
        ("The {p:Donald} was tired. ", "Donald", ActorKind.PERSON),
        ("Some Greshams stayed, and Mr. {p:Greshams} left. ", "Greshams", ActorKind.PERSON),
    ],
)
def test_the_articles_own_use_tells_a_party_from_a_person(before: str, name: str, kind: ActorKind) -> None:
    marked = before.replace(f" {name} ", f" {{p:{name}}} ").replace(f" {name},", f" {{p:{name}}},")
    speaker = Marked(f"{marked}[s:{{p:{name}}}] [q:said] [c:no].").speakers()[-1]
    assert speaker is not None
    assert speaker.kind is kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("[s:{p:Velund}] [q:said] [c:it will close the mill].", ActorKind.ORGANISATION),
        ("[s:{p:Velund}] [q:said] [c:that it sold the mill in May].", ActorKind.ORGANISATION),
        ("[s:{p:Velund}] [q:said] [c:it will be late].", ActorKind.PERSON),
        ("[s:{p:Velund}] [q:said] [c:it was late].", ActorKind.PERSON),
        ("Jane {p:Velund} came. [s:{p:Velund}] [q:said] [c:it will close the mill].", ActorKind.PERSON),
        ("On Monday [s:{p:VRO}] [q:said] [c:that prices rose].", ActorKind.ORGANISATION),
        ("{p:Vera Roe-Oslo} came. On Monday [s:{p:VRO}] [q:said] [c:that prices rose].", ActorKind.PERSON),
        ("ON MONDAY [s:{p:VRO}] [q:SAID] [c:THAT PRICES ROSE].", ActorKind.PERSON),
        ("[s:{p:Velund Roe Inc}] [q:said] [c:no].", ActorKind.ORGANISATION),
        ("[s:{p:Velund Roe}] [q:said] [c:it will close the mill].", ActorKind.PERSON),
    ],
)
def test_a_firm_says_what_it_does_and_has_its_letters_or_its_ending(source: str, kind: ActorKind) -> None:
    source = source.replace("Jane {p:Velund}", "{p:Jane Velund}")
    speaker = Marked(source).speakers()[-1]
    assert speaker is not None
    assert speaker.kind is kind


def test_he_is_whoever_is_surely_somebody() -> None:
    source = "{p:Ana Petrov} saw {p:Moonlight}. [s:She] [q:said] [c:it was long]."
    assert Marked(source).names() == ["Ana Petrov"]


def test_a_first_name_before_a_surname_of_the_article_makes_a_place_a_person() -> None:
    source = "{l:Theresa Vaun} came. [s:{p:Vaun}] [q:said] [c:no]."
    assert Marked(source).names() == ["Theresa Vaun"]


def test_an_adjective_in_a_headline_is_no_first_name() -> None:
    source = "{p:Derelict Vaun} Away Again\n\n[s:{p:Vaun}] [q:said] [c:no]."
    assert Marked(source).titled().names() == ["Vaun"]


def test_an_affair_says_nothing() -> None:
    text = "Brexit: the plan to leave. Analysis shows it. The letter: we leave."

    def draft(source: str, cue: str) -> Draft:
        at, q = text.index(source), text.index(cue)
        return Draft((Span(0, 6),), (Span(q, q + len(cue)),), (Span(at, at + len(source)),))

    assert is_nobodys(text, draft("Brexit", ":"))
    assert is_nobodys(text, draft("Analysis", ":"))
    assert not is_nobodys(text, draft("Analysis", "shows"))
    assert not is_nobodys(text, draft("The letter", ":"))


def test_what_he_never_goes_back_to() -> None:
    source = "{p:Ana Petrov} spoke of {p:Brexit}. [s:She] [q:said] [c:it was long]. [s1:The report] [q1:said] [c1:no]."
    she, report = Marked(source).speakers()
    assert she is not None
    assert (she.name, she.runners_up) == ("Ana Petrov", ())
    assert report is not None
    assert report.kind is ActorKind.UNNAMED
