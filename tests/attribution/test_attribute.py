"""The whole way from text to statements, with the shipped weights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.attribution.attribute import Attributor, Page, kind_of, lines_of
from briefing.attribution.encoder import Encoder
from briefing.attribution.quotations import find_quotations
from briefing.attribution.worker import serve
from briefing.errors import AttributionError
from briefing.model import Kind, Mode, Span, Statement

TEXT = (
    "The harbour will close for a month, the port authority said on Monday.\n\n"
    "“We have no choice,” said Ines Okafor, its director. “The quay is sinking.”\n\n"
    "Okafor denied that ships would be turned away. The weather was fine."
)


@pytest.fixture(scope="module")
def attributor() -> Attributor:
    return Attributor()


@pytest.fixture(scope="module")
def statements(attributor: Attributor) -> tuple[Statement, ...]:
    return attributor.attribute(Page(TEXT)).statements


def words(spans: tuple[Span, ...], text: str = TEXT) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def test_every_statement_has_its_source(statements: tuple[Statement, ...]) -> None:
    spoken = {words(one.content): words(one.source) for one in statements}
    assert spoken["The harbour will close for a month"] == "the port authority"
    assert "Okafor" in spoken["“We have no choice,” … “The quay is sinking.”"]
    assert spoken["that ships would be turned away"] == "Okafor"


def test_a_surname_is_resolved_to_the_full_name(statements: tuple[Statement, ...]) -> None:
    denied = next(one for one in statements if words(one.cue) == "denied")
    assert denied.speaker is not None
    assert denied.speaker.name == "Ines Okafor"
    assert denied.polarity == "denied"


@pytest.mark.parametrize(
    ("headline", "says"),
    [
        ("Ines Okafor: quay workers held over fire", []),
        ("Ines Okafor: ‘We had no choice at all’", ["Ines Okafor"]),
    ],
)
def test_a_headline_about_somebody_is_not_what_they_say(attributor: Attributor, headline: str, says: list[str]) -> None:
    found = attributor.attribute(Page(f"{headline}\n\n{TEXT}")).statements
    first = [one.speaker.name for one in found if one.speaker and one.content[0].start < len(headline)]
    assert first == says
    assert len(found) >= 3


def test_reasons_show_the_words(statements: tuple[Statement, ...]) -> None:
    denied = next(one for one in statements if words(one.cue) == "denied")
    assert any("“denied”" in reason for reason in denied.reasons)
    assert any("“Okafor”" in reason for reason in denied.reasons)


def test_the_quoted_are_direct_and_the_rest_is_not(statements: tuple[Statement, ...]) -> None:
    kinds = {words(one.content): one.kind for one in statements}
    assert kinds["“We have no choice,” … “The quay is sinking.”"] is Kind.DIRECT
    assert kinds["that ships would be turned away"] is Kind.INDIRECT
    assert all(one.mode is Mode.SPEECH for one in statements if one.kind is Kind.DIRECT)


def test_an_article_does_not_depend_on_the_one_before(attributor: Attributor) -> None:
    alone = attributor.attribute(Page(TEXT))
    attributor.attribute(Page("“It is raining,” she said.\n\n" * 60))
    assert attributor.attribute(Page(TEXT)) == alone


@pytest.mark.parametrize("text", ["", "\n\n", "“", "a", "\u202e\u200b", "“ ” " * 200, "no end " * 2_000])
def test_odd_texts_are_no_trouble(attributor: Attributor, text: str) -> None:
    found = attributor.attribute(Page(text))
    for one in found.statements:
        assert all(0 <= start < end <= len(text) for start, end in one.content)


def test_a_text_in_another_language_is_left_alone_and_says_so(attributor: Attributor) -> None:
    found = attributor.attribute(Page(TEXT, language="de"))
    assert found.statements == ()
    assert found.unread == "The text is not English but German: statements are found in English only."
    assert all(attributor.attribute(Page(TEXT, language=code)).unread is None for code in ("en", None))


def test_missing_weights_are_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AttributionError, match=r"is missing; install briefing again\.$"):
        Encoder(tmp_path)


def test_broken_weights_are_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"no model at all")
    with pytest.raises(AttributionError, match=r"cannot be read; install briefing again\.$"):
        Encoder(tmp_path)


class Answers(list[str]):
    """A file that keeps what is written to it."""

    def write(self, text: str) -> int:
        self.append(text)
        return len(text)

    def flush(self) -> None:
        self.append("flushed")


def served(lines: Iterator[str], attributor: Attributor) -> list[str]:
    answers = Answers()
    serve(lines, answers, attributor)  # type: ignore[arg-type]
    return answers


def test_the_worker_answers_line_by_line_and_flushes(attributor: Attributor) -> None:
    answers = served(iter([json.dumps({"id": "a", "text": TEXT}) + "\n"]), attributor)
    assert answers[1] == "flushed"
    row = json.loads(answers[0])
    assert row["id"] == "a"
    assert row["unread"] is None
    assert [Statement.model_validate(one) for one in row["statements"]]


def test_the_worker_passes_on_why_a_text_is_not_read(attributor: Attributor) -> None:
    answers = served(iter([json.dumps({"id": "a", "text": TEXT, "language": "de"}) + "\n"]), attributor)
    row = json.loads(answers[0])
    assert row["statements"] == []
    assert row["unread"].startswith("The text is not English but German")


def test_the_worker_survives_a_line_that_makes_no_sense(attributor: Attributor) -> None:
    answers = served(iter(["{\n", '{"id": "b"}\n', json.dumps({"id": "c", "text": "Rain."}) + "\n"]), attributor)
    rows = [json.loads(line) for line in answers if line != "flushed"]
    assert [("error" in row, row["id"]) for row in rows] == [(True, ""), (True, "b"), (False, "c")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [([(0, 14)], Kind.DIRECT), ([(18, 30)], Kind.INDIRECT), ([(0, 30)], Kind.MIXED)],
)
def test_kind_by_how_much_is_quoted(content: list[tuple[int, int]], expected: Kind) -> None:
    text = '"We are ready" or they are'
    spans = [Span(start, min(end, len(text))) for start, end in content]
    assert kind_of(text, spans, [Span(0, 14)]) is expected


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('it would sell the "S-9" to nobody', (0, 33), Kind.INDIRECT),
        ("he had read “The Long Way Home” twice", (0, 37), Kind.INDIRECT),
        ('it was "a mess" all along', (0, 25), Kind.MIXED),
        ('"Never"', (0, 7), Kind.DIRECT),
        ('"Never," he said', (0, 8), Kind.DIRECT),
    ],
)
def test_a_name_in_quotation_marks_is_no_quotation(text: str, content: tuple[int, int], expected: Kind) -> None:
    quotations = [Span(one.start, one.end) for one in find_quotations(text)]
    assert kind_of(text, [Span(*content)], quotations) is expected


def test_every_line_is_a_paragraph() -> None:
    assert [(one.start, one.end) for one in lines_of("  a b \n\nc\n")] == [(2, 5), (8, 9)]
