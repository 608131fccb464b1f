"""The parts of reading pages: writers' names, titles without the outlet, fragments of HTML."""

from __future__ import annotations

import logging

import pytest

from briefing.intake.markup import blocks, looks_like_html, parsed, pieces_of_html
from briefing.intake.page import page
from briefing.intake.page.authors import authors_of
from briefing.intake.page.json_ld import linked_data
from briefing.intake.page.metadata import without_outlet
from briefing.model import ParagraphKind


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Jo Tide"], "Jo Tide"),
        (["By Jo Tide and Cy Roe in Paris"], "Jo Tide, Cy Roe"),
        (["Jo Tide, Staff Writer"], "Jo Tide"),
        (["Jo Tide, Cy Roe, Ann Lee"], "Jo Tide, Cy Roe, Ann Lee"),
        (["Jo Tide; Cy Roe"], "Jo Tide, Cy Roe"),
        (["Jo Tide, PhD"], "Jo Tide"),
        (["jo@courier.example (Jo Tide)"], "Jo Tide"),
        (["Jo Tide <jo@courier.example>"], "Jo Tide"),
        (["https://courier.example/jo"], None),
        (["Staff", "admin", ""], None),
        (["Courier staff reporter"], "Courier staff reporter"),
        (["Jo Tide", "jo-tide"], "Jo Tide"),
        (["Written by: Jo Tide"], "Jo Tide"),
        (["Jo Tide Published 3 March 2021"], "Jo Tide"),
        (["Image: Ann Lee"], None),
        (["Sam Vane Jr."], "Sam Vane Jr."),
    ],
)
def test_cleans_authors(values: list[str], names: str | None) -> None:
    assert authors_of(values) == names


def test_takes_catalogues_and_lines_of_the_page_for_what_they_are() -> None:
    assert authors_of(["Tide, Jo", "Roe, Cy"], surname_first=True) == "Jo Tide, Cy Roe"
    assert authors_of(["Jo Tide | The Quay Courier"], shown=True) == "Jo Tide"
    assert authors_of(["What our readers wrote about this and that"], shown=True) is None


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Quay to close - The Quay Courier", "Quay to close"),
        ("Quay to close | courier.example", "Quay to close"),
        ("The Quay Courier: Quay to close", "The Quay Courier: Quay to close"),
        ("The Quay Courier | Quay to close", "Quay to close"),
        ("Budget 3.0 | Quay to close", "Budget 3.0 | Quay to close"),
        ("The Quay Courier", "The Quay Courier"),
    ],
)
def test_drops_the_outlets_name_and_nothing_else(title: str, bare: str) -> None:
    assert without_outlet(title, ["Quay Courier", "courier.example"]) == bare


def test_names_in_json_ld_are_bounded_and_follow_references() -> None:
    root = parsed(
        '<script type="application/ld+json">['
        '{"@type": ["NewsArticle"], "author": [{"@id": "#a"}, "Cy Roe", {"name": 3}]},'
        '{"@id": "#a", "givenName": "Jo", "familyName": "Tide"}, {"@id": "#b", "author": {"@id": "#b"}}]</script>'
    )
    data = linked_data(root)
    assert data.names(data.articles[0]["author"]) == ["Jo Tide", "Cy Roe"]
    assert data.names([{"@id": "#b"}]) == []
    assert len(data.names([f"Name {n}" for n in range(1000)])) <= 40


def test_parts_paragraphs_at_blocks_and_line_breaks() -> None:
    markup = "<p>One <b>bold</b> word</p>Loose<br>line<br><br>After<div>Deep<p>Inner</p>tail</div><script>no</script>"
    assert [piece.text for piece in pieces_of_html(markup)] == [
        "One bold word", "Loose line", "After", "Deep", "Inner", "tail",
    ]  # fmt: skip


def test_a_sentence_ends_at_a_line_break() -> None:
    assert [piece.text for piece in pieces_of_html("The quay is shut.<br>Boats wait.")] == [
        "The quay is shut.",
        "Boats wait.",
    ]


def test_tells_headings_captions_items_and_rows() -> None:
    markup = (
        "<h2>Tides</h2><figure><figcaption>The pier</figcaption></figure><ul><li>High at noon</li></ul>"
        "<p><strong>What comes next</strong></p><table><tr><td>Noon</td><td>4 m</td></tr></table><p>Plain words.</p>"
    )
    assert [(piece.text, piece.kind) for piece in pieces_of_html(markup, place="record 2")] == [
        ("Tides", ParagraphKind.HEADING),
        ("The pier", ParagraphKind.CAPTION),
        ("High at noon", ParagraphKind.BODY),
        ("What comes next", ParagraphKind.HEADING),
        ("Noon | 4 m", ParagraphKind.BODY),
        ("Plain words.", None),
    ]


def test_keeps_lines_of_preformatted_text() -> None:
    assert [piece.text for piece in pieces_of_html("<pre>One line\nof two.\n\nAnother</pre>")] == [
        "One line of two.",
        "Another",
    ]


def test_knows_html_from_plain_words() -> None:
    assert looks_like_html("<p>Hello")
    assert not looks_like_html("3 < 4 and 5 > 4")


def test_bears_deep_and_empty_fragments() -> None:
    assert list(pieces_of_html(" ")) == []
    assert list(pieces_of_html("<!-- nothing -->")) == []
    assert len(list(pieces_of_html("<b>" * 5_000 + "word"))) <= 1
    assert [block.text for block in blocks(parsed("<p>One<p>Two"))] == ["One", "Two"]


def test_libraries_stay_quiet(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        page("<html><body></body></html>")
        page("<html><body><p>Short.</p></body></html>")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_tag_of_very_many_attributes_costs_no_more_than_its_length() -> None:
    many = " ".join(f"a{number}='b'" for number in range(200_000))
    root = parsed(f"<html><body><p {many}>The ferry sailed.</p><p>It came back.</p></body></html>")
    assert [words.text for words in blocks(root)] == ["The ferry sailed.", "It came back."]
    picture = f"<img alt='A ferry' src='data:image/png;base64,{'A' * 9_000}=='>"
    assert parsed(f"<p>{picture}</p>").find(".//img").get("alt") == "A ferry"
