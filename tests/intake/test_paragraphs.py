"""Every word is in one paragraph, whatever the habits of the file."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.intake.paragraphs import paragraph_spans
from briefing.model.clean import clean

PROSE = (
    "The harbour board will dredge the northern channel before winter, its chair said on Monday, and the crews that "
    "had asked for the work since spring were told to keep their boats out of it until the last barge has left."
)
OTHER = (
    "Nobody on the quay believed it. Two earlier plans were dropped when money ran short, and the board has not said "
    "where the sum for the third one is to come from, although the mayor promised a loan."
)


def paragraphs(text: str) -> list[str]:
    """The words of each paragraph."""
    return [text[start:end] for start, end in paragraph_spans(text)]


@given(st.text(st.sampled_from("ab .\n\u00a0-#>A") | st.characters(exclude_categories=["Cs"])).map(clean))
def test_every_code_point_is_in_one_paragraph(text: str) -> None:
    spans = paragraph_spans(text)
    held = [offset for start, end in spans for offset in range(start, end)]
    assert held == sorted(set(held))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    outside = set(range(len(text))) - set(held)
    assert all(text[offset].isspace() for offset in outside)
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


def test_one_line_is_one_paragraph() -> None:
    assert paragraphs(f" Title\n{PROSE}\n\n\n{OTHER}\n") == ["Title", PROSE, OTHER]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_lines_wrapped_by_hand_are_one_paragraph(width: int) -> None:
    wrapped = [textwrap.fill(PROSE, width), textwrap.fill(OTHER, width)]
    assert paragraphs("\n\n".join(["Harbour board to dredge", *wrapped])) == ["Harbour board to dredge", *wrapped]


def test_wrapped_paragraphs_without_blank_lines_part_at_short_lines() -> None:
    first, second = textwrap.fill(PROSE, 64), textwrap.fill(OTHER, 64)
    assert len(first.split("\n")[-1]) < 50
    assert paragraphs(f"{first}\n{second}") == [first, second]


def test_lists_and_headings_end_a_wrapped_paragraph() -> None:
    first, second = "\n".join(textwrap.wrap(PROSE, 64)[:2]), textwrap.fill(OTHER, 64)
    assert paragraphs(f"{first}\none thing\n\n{second}")[0] == f"{first}\none thing"
    items = "- One thing\n- Another thing"
    assert paragraphs(f"{first}\n{items}\n\n# Heading\n{second}") == [
        first,
        "- One thing",
        "- Another thing",
        "# Heading",
        second,
    ]


def test_a_quoted_line_is_not_drawn_into_the_paragraph_above() -> None:
    first, second = "\n".join(textwrap.wrap(PROSE, 64)[:2]), textwrap.fill(OTHER, 64)
    assert paragraphs(f"{first}\n>whereupon they left\n\n{second}") == [first, ">whereupon they left", second]


def test_short_lines_are_not_wrapped_text() -> None:
    poem = "The harbour froze\nthe boats were still\nno barge came up\nno wind came down"
    assert paragraphs(poem) == poem.split("\n")


def test_long_files_cost_linear_time() -> None:
    started = time.process_time()
    assert len(paragraph_spans("x" * 1_000_000)) == 1
    assert len(paragraph_spans("word " * 200_000)) == 1
    assert len(paragraph_spans("\n".join(f"line {number}" for number in range(100_000)))) == 100_000
    wrapped = textwrap.fill(" ".join([PROSE, OTHER] * 2_000), 72)
    assert len(paragraph_spans(wrapped)) < 10
    assert len(paragraph_spans("\n" * 1_000_000)) == 0
    assert time.process_time() - started < 10
