"""Headlines and captions that carry a claim and its source."""

from __future__ import annotations

import pytest

from briefing.attribution.draft import Draft, Entity
from briefing.attribution.headlines import with_headlines
from briefing.attribution.shapes import SURE
from briefing.model import Paragraph, ParagraphKind, Span


def claims(line: str, kind: ParagraphKind, *names: str) -> list[tuple[str, str, str]]:
    entities = [Entity(line.index(name), line.index(name) + len(name), "person") for name in names]
    found = with_headlines(line, [Paragraph(kind=kind, start=0, end=len(line))], [], entities)
    return [tuple(line[slice(*spans[0])] for spans in (one.source, one.cue, one.content)) for one, _ in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("line", "kind", "names", "expected"),
    [
        (
            "Ferry Sinks Off Northern Coast - Officials",
            ParagraphKind.TITLE,
            (),
            ("Officials", "-", "Ferry Sinks Off Northern Coast"),
        ),
        (
            "Well-Known Singer Leaves Her Band – Ministry",
            ParagraphKind.TITLE,
            (),
            ("Ministry", "–", "Well-Known Singer Leaves Her Band"),
        ),
        (
            "Vega: We are ready to talk to anybody (Press Agency)",
            ParagraphKind.CAPTION,
            ("Vega",),
            ("Vega", ":", "We are ready to talk to anybody"),
        ),
        (
            "Moscow: no talks before the end of winter",
            ParagraphKind.TITLE,
            (),
            ("Moscow", ":", "no talks before the end of winter"),
        ),
        (
            "Ferry sank within eight minutes, say survivors",
            ParagraphKind.TITLE,
            (),
            ("survivors", "say", "Ferry sank within eight minutes"),
        ),
        (
            "Ferry sank within eight minutes, officials say",
            ParagraphKind.TITLE,
            (),
            ("officials", "say", "Ferry sank within eight minutes"),
        ),
        ("New ferry unsafe, rules court", ParagraphKind.TITLE, (), ("court", "rules", "New ferry unsafe")),
    ],
)
def test_a_claim_and_its_source(
    line: str, kind: ParagraphKind, names: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    assert claims(line, kind, *names) == [expected]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Paris - Roubaix: a hundred years of mud and stones", ParagraphKind.TITLE),
        ("Analysis: why the ferry sank so fast", ParagraphKind.TITLE),
        ("The ferry that sank - and the winter after", ParagraphKind.TITLE),
        ("Live - Officials", ParagraphKind.TITLE),
        ("Moscow: an interview with the last lamplighter", ParagraphKind.TITLE),
        ("Ferry sinks within eight minutes, killing sailors", ParagraphKind.TITLE),
        ("Ferry and harbour, says official", ParagraphKind.BODY),
        ("Old ferry: officials", ParagraphKind.TITLE),
        ("Ferry sinks within eight minutes, survivors swim", ParagraphKind.TITLE),
        ("Ferry Sinks Off Northern Coast - Officials", ParagraphKind.BODY),
    ],
)
def test_other_dashes_and_colons_claim_nothing(line: str, kind: ParagraphKind) -> None:
    assert claims(line, kind) == []


def test_the_shape_takes_the_place_of_what_was_decoded_there_and_nowhere_else() -> None:
    text = "Ferry Sinks Off Northern Coast - Officials\nIt sank, she said."
    lines = [
        Paragraph(kind=ParagraphKind.TITLE, start=0, end=42),
        Paragraph(kind=ParagraphKind.BODY, start=43, end=len(text)),
    ]
    wrong = Draft((Span(0, 11),), (Span(6, 11),), ())
    other = Draft((Span(43, 50),), (Span(56, 60),), (Span(52, 55),))
    found = with_headlines(text, lines, [(wrong, SURE), (other, SURE)], [])
    assert [one.content for one, _ in found] == [((0, 30),), ((43, 50),)]


@pytest.mark.parametrize(
    ("label", "said"), [("Letters", 0), ("Brief letters", 0), ("Opinion", 0), ("Ana Vega", 1), ("Harbour officials", 1)]
)
def test_a_part_of_the_paper_says_no_headline(label: str, said: int) -> None:
    line = f"Why the quay must close | {label}"
    bar = line.index("|")
    draft = Draft((Span(0, bar - 1),), (Span(bar, bar + 1),), (Span(bar + 2, len(line)),))
    paragraphs = [Paragraph(kind=ParagraphKind.TITLE, start=0, end=len(line))]
    assert len(with_headlines(line, paragraphs, [(draft, SURE)], [])) == said
