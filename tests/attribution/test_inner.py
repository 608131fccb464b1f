"""Statements inside a quotation, in texts whose writers speak for themselves."""

from __future__ import annotations

import pytest

from briefing.attribution.attribute import LEAST_INNER, Attributor, Page
from briefing.attribution.draft import Draft
from briefing.attribution.inner import Inner, chained, claims, insides, outer_of, with_inner
from briefing.attribution.quotations import find_quotations
from briefing.attribution.repeats import duplicates
from briefing.attribution.shapes import SURE
from briefing.attribution.speakers import resolve_speakers
from briefing.attribution.training.gold import GoldArticle
from briefing.attribution.training.marked import marked
from briefing.model import ActorKind, Kind, Mode, Provenance, Span, Speaker, Statement
from tests.attribution.readings import reading_of

TALK = """We asked you what you make of the new bridge, and you told us. I was not surprised by what we heard.

Ines Okafor, who runs the ferry, was the first of our guests. I met her on the quay. "I think that the bridge will \
ruin us," said Ines Okafor. "The mayor says that it will pay for itself."

“My mother told me that the river always wins,” said Sam Roe, who fishes here.
"""
NEWS = """Readers make much of the new bridge.

Ines Okafor, who runs the ferry, was the first to come. "I think that the bridge will ruin us," said Ines Okafor. \
"The mayor says that it will pay for itself."
"""


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.fixture(scope="module")
def attributor() -> Attributor:
    return Attributor()


@pytest.fixture(scope="module")
def found(attributor: Attributor) -> dict[str, Statement]:
    return {words(TALK, one.content): one for one in attributor.attribute(Page(TALK)).statements}


def test_a_statement_within_a_quotation_stands_beside_the_whole_quotation(found: dict[str, Statement]) -> None:
    whole = found['"I think that the bridge will ruin us," … "The mayor says that it will pay for itself."']
    inner = found["that it will pay for itself"]
    assert words(TALK, whole.source) == "Ines Okafor"
    assert (words(TALK, inner.source), words(TALK, inner.cue)) == ("The mayor", "says")
    assert inner.confidence >= LEAST_INNER


def test_whoever_is_quoted_carries_what_others_say_there(found: dict[str, Statement]) -> None:
    inner = found["that the river always wins"]
    assert inner.provenance.via == ("Sam Roe",)
    assert inner.reasons[0] == "it stands inside a quotation of Sam Roe"


def test_whoever_is_quoted_does_not_carry_himself(found: dict[str, Statement]) -> None:
    inner = found["that the bridge will ruin us"]
    assert inner.speaker is not None
    assert inner.speaker.name == "Ines Okafor"
    assert inner.provenance.via == ()


def test_marks_around_the_whole_do_not_make_the_inner_one_direct(found: dict[str, Statement]) -> None:
    assert found["that it will pay for itself"].kind is Kind.INDIRECT
    assert found["that the bridge will ruin us"].mode is Mode.ATTITUDE


def test_news_gives_the_whole_quotation_to_who_is_quoted(attributor: Attributor) -> None:
    statements = attributor.attribute(Page(NEWS)).statements
    assert [words(NEWS, one.source) for one in statements] == ["Ines Okafor"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we know that it rains" again', ["we know that it rains"]),
        ("“ We know: ‘It rains.’ ” he said", ["We know: ‘It rains.’"]),
        ("``We know that it rains,'' he said", ["We know that it rains,"]),
        ("“We know that it rains\n\n“And it pours, they say.”", ["We know that it rains", "And it pours, they say."]),
        ("“It rains,” he said of “The Long Way”", []),
    ],
)
def test_a_quotation_is_read_without_its_own_marks(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in insides(text, find_quotations(text))] == expected


def inner_of(text: str, markup: str) -> Inner:
    """What an encoder would say that reads a marked part of a text, and is right."""
    article = marked(markup)
    at = text.index(article.text)
    return Inner(Span(at, at + len(article.text)), reading_of(article))


def added(outer: GoldArticle, markup: str) -> list[str]:
    """The contents that reading a part by itself adds."""
    drafts = [Draft(_spans(one.content), _spans(one.cue), _spans(one.source)) for one in outer.statements]
    both = with_inner(outer.text, [(draft, SURE) for draft in drafts], [inner_of(outer.text, markup)])
    starts = [draft.content[0].start for draft, _ in both]
    assert starts == sorted(starts)
    return [words(outer.text, draft.content) for draft, _ in both if draft.within is not None]


def _spans(spans: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in spans)


def test_what_nests_is_added_in_its_place() -> None:
    outer = marked("{c1|“They say that it is late,”} {s1|Ida} {u1|said}.")
    assert added(outer, "{s1|They} {u1|say} {c1|that it is late}") == ["that it is late"]


def test_what_holds_all_of_another_content_is_added() -> None:
    outer = marked("“They say {c1|that it} is late,” {s1|Ida} {u1|said}.")
    assert added(outer, "{s1|They} {u1|say} {c1|that it is late}") == ["that it is late"]


def test_what_lies_across_another_content_is_left_out() -> None:
    outer = marked("{c1|“They say that it} is late,” {s1|Ida} {u1|said}.")
    assert added(outer, "{s1|They} {u1|say} {c1|that it is late}") == []


def test_one_cue_reports_once() -> None:
    outer = marked("“{s1|They} {u1|say} {c1|that it is late},” and left.")
    assert added(outer, "{s1|They} {u1|say} {c1|that it is late}") == []


def test_a_wish_or_an_object_within_a_quotation_is_no_statement() -> None:
    outer = marked("{c1|“They want to leave the old harbour,”} {s1|Ida} {u1|said}.")
    assert added(outer, "{s1|They} {u1|want} {c1|to leave the old harbour}") == []
    outer = marked("{c1|“They praised the old harbour,”} {s1|Ida} {u1|said}.")
    assert added(outer, "{s1|They} {u1|praised} {c1|the old harbour}") == []


def nested() -> tuple[str, list[Draft]]:
    text = "“I say the ferry never ran late,” said Ida Berg. “You know it.”"
    at = text.index
    whole = Draft((Span(0, at(" said")),), (Span(at("said"), at(" Ida")),), (Span(at("Ida"), at(". “")),))
    inner = Draft((Span(at("the ferry"), at(",”")),), (Span(at("say"), at(" the ferry")),), (Span(1, 2),))
    after = Draft((Span(at("“You"), len(text)),))
    return text, [whole, inner._replace(within=Span(1, at(",”"))), after]


def test_the_outer_statement_of_an_inner_one_is_found() -> None:
    _, drafts = nested()
    assert outer_of(drafts) == [None, 0, None]
    assert outer_of(drafts[1:]) == [None, None]


def test_an_inner_statement_repeats_nothing() -> None:
    text, drafts = nested()
    assert duplicates(text, drafts) == [None, None, None]
    apart = [drafts[0], drafts[1]._replace(within=None)]
    assert duplicates(text, apart) == [None, 0]


def test_a_quotation_goes_on_with_the_one_before_and_not_with_what_stands_inside_it() -> None:
    text, drafts = nested()
    at = drafts[1].content[0].start - 4  # as if "they" had said it
    told = drafts[1]._replace(source=(Span(at, at + 3),))
    quotations = [Span(one.start, one.end) for one in find_quotations(text)]
    first, _, last = resolve_speakers(text, (), [drafts[0], told, drafts[2]], (), quotations)
    assert first is not None
    assert last is not None
    assert last.name == first.name


def test_a_chain_keeps_an_outlet_that_its_own_sentence_names() -> None:
    ida, roe = (Speaker(name=name, kind=ActorKind.PERSON) for name in ("Ida Berg", "Sam Roe"))
    herald = Provenance(via=("the Herald",))
    assert chained(Provenance(), roe, ida).via == ("Ida Berg",)
    assert chained(Provenance(), None, ida).via == ("Ida Berg",)
    assert chained(herald, roe, ida).via == ("the Herald", "Ida Berg")
    assert chained(Provenance(), roe, ida, herald).via == ("Ida Berg", "the Herald")
    assert chained(herald, roe, ida, herald).via == ("the Herald", "Ida Berg")
    assert chained(Provenance(), ida, ida, herald).via == ()
    assert chained(Provenance(), roe, None).via == ()


REPORTED = """Mayor Jan Nowak told reporters that the union had warned that its members would walk out on Friday.

Nowak said that he thinks it will rain.
"""


def test_what_another_is_reported_to_have_said_is_a_statement_carried_by_who_reports_it(attributor: Attributor) -> None:
    found = {words(REPORTED, one.content): one for one in attributor.attribute(Page(REPORTED)).statements}
    inner = found["that its members would walk out on Friday"]
    assert (words(REPORTED, inner.source), words(REPORTED, inner.cue)) == ("the union", "had warned")
    assert inner.provenance.via == ("Jan Nowak",)
    outer = found["that the union had warned that its members would walk out on Friday"]
    assert outer.speaker is not None
    assert (outer.speaker.name, outer.provenance.via) == ("Jan Nowak", ())
    assert len(found) == 3  # what he thinks himself is his one statement


def test_a_quotation_and_what_holds_no_verb_of_saying_are_not_read_again() -> None:
    text = 'Nowak said that it rains. Nowak said that Berg claims it will. "They said that it rains," said Nowak.'
    said = ("that it rains", "that Berg claims it will", '"They said that it rains,"')
    contents = [Span(text.index(one), text.index(one) + len(one)) for one in said]
    drafts = [(Draft((span,), (Span(6, 10),), (Span(0, 5),)), SURE) for span in contents]
    assert [words(text, (span,)) for span in claims(text, drafts, contents[2:])] == ["Berg claims it will"]
