"""What stands before the colon of a headline says the rest only where the rest, or the article, bears it out."""

from __future__ import annotations

import pytest

from briefing.attribution.colons import UNSURE, borne_out
from briefing.model import Span
from tests.attribution.marked import Marked

REST = "\n\nIt was a day of storms. [s2:{p:Jane Doe}] [q2:said] [c2:the old harbour bridge must close before winter]."


def surest(headline: str, rest: str = REST) -> float:
    """How sure the headline's statement is, 0 when it is none."""
    marked = Marked(headline + rest)
    drafts = [draft._replace(confidence=0.95) for draft in marked.drafts]
    kept = borne_out(marked.text, marked.titled().paragraphs, drafts, marked.speakers())
    assert kept[-1] == drafts[-1], "what stands in the article itself stays"
    return kept[0].confidence if len(kept) == len(drafts) else 0.0


@pytest.mark.parametrize(
    "headline",
    [
        "[s1:{p:Jane Doe}][q1::] [c1:“It will not stand another year”]",
        "[s1:{p:Jane Doe}][q1::] [c1:'it will not stand another year']",
        "[s1:{p:Jane Doe}][q1::] [c1:I had to leave the council]",
        "[s1:{p:Jane Doe}][q1::] [c1:harbour bridge must be closed by winter]",
        "[s1:Senior officials][q1::] [c1:the tunnel can be saved]",
    ],
)
def test_who_is_quoted_or_borne_out_speaks(headline: str) -> None:
    assert surest(headline) == 0.95


@pytest.mark.parametrize(
    "headline",
    [
        "[s1:{p:Tom Hill}][q1::] [c1:man held over fire at the docks]",
        "[s1:{p:Jane Doe}][q1::] [c1:the quiet rise of a councillor]",
        "[s1:{p:Jane Doe}][q1::] [c1:will the harbour bridge close before winter?]",
        "[s1:{p:Jane Doe}][q1::] [c1:how the harbour bridge came to close before winter]",
        "[s1:{l:Norway}][q1::] [c1:harbour bridge must close before winter]",
        "[s1:Morning post][q1::] [c1:harbour bridge, storms and a missing cat]",
        "[s1:Meet the councillor][q1::] [c1:the bridge is her last fight]",
        "[s1:{p:Jane Doe}][q1::] [c1:My Old Harbour review – the bridge must close]",
        "[s1:{o:Acme}][q1::] [c1:we are what we eat]",
        "[s1:“He is old”][q1::] [c1:the bridge is his last fight]",
    ],
)
def test_what_the_rest_is_about_does_not_say_it(headline: str) -> None:
    assert surest(headline) == 0.0


def test_what_is_borne_out_in_part_is_for_the_reader_to_tell() -> None:
    assert surest("[s1:{p:Jane Doe}][q1::] [c1:bridge of the harbour a danger to all]") == UNSURE


def test_other_statements_are_left_as_they_are() -> None:
    said = "[s1:{p:Tom Hill}] [q1:said:] [c1:man held over fire]" + REST
    inside = "A headline.\n\n[s1:{p:Tom Hill}][q1::] [c1:man held over fire]" + REST
    ends = "[c1:man held over fire][q1: -] [s1:{p:Tom Hill}]" + REST
    for source in (said, inside, ends):
        marked = Marked(source)
        assert borne_out(marked.text, marked.titled().paragraphs, marked.drafts, marked.speakers()) == marked.drafts


def test_a_statement_without_any_source_is_left_alone() -> None:
    marked = Marked("[c1:“It will not stand”]" + REST)
    assert marked.drafts[0].content[0] == Span(0, len("“It will not stand”"))
    assert borne_out(marked.text, marked.titled().paragraphs, marked.drafts, marked.speakers()) == marked.drafts


def test_where_there_is_no_article_one_cannot_tell() -> None:
    marked = Marked("[s1:{p:Tom Hill}][q1::] [c1:man held over fire]")
    drafts = [draft._replace(confidence=0.95) for draft in marked.drafts]
    (kept,) = borne_out(marked.text, marked.titled().paragraphs, drafts, marked.speakers())
    assert kept.confidence == UNSURE
