"""Quotation marks of every press, apostrophes, and quotations over paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said, "We will see." Then he left.', ['"We will see."']),
        ("“No,” she said, “never.”", ["“No,”", "“never.”"]),
        ("”No,” she said, ”never.”", ["”No,”", "”never.”"]),
        ("Sie sagte: „Nein“ und ging.", ["„Nein“"]),
        ("Il a dit : «Non» et il est parti.", ["«Non»"]),
        ("He called it ``a mess'' twice.", ["``a mess''"]),
        ("‘It was not ours,’ the minister’s aide said.", ["‘It was not ours,’"]),
        ("'It's the workers' choice,' she said.", ["'It's the workers' choice,'"]),
        ("The 'S-9' rocket.", ["'S-9'"]),
    ],
)
def test_marks_of_every_press(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' rights and the minister's plan aren't the boys' business.",
        "Rock 'n' roll in the '90s, 'tis said by none.",
        "The dogs’ home and James’ house.",
        "It is O’Neill’s and the Joneses’ turn.",
    ],
)
def test_apostrophes_are_not_quotation_marks(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_that_opens_again_in_the_next_paragraph_continues() -> None:
    text = "“We came first.\n\n“We left last,” the captain said."
    first, second = find_quotations(text)
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_a_quotation_closed_in_the_next_paragraph_without_opening_again_continues() -> None:
    text = '"We came first.\n\nWe left last," the captain said. "That is all."'
    assert quoted(text) == ['"We came first.', 'We left last,"', '"That is all."']
    assert [one.continues for one in find_quotations(text)] == [False, True, False]


def test_a_closed_quotation_does_not_continue() -> None:
    text = "“We came.”\n\n“They left.”"
    assert [one.continues for one in find_quotations(text)] == [False, False]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = 'He said "we will see.\n\nNothing more was heard.'
    assert quoted(text) == ['"we will see.']


@given(st.text(alphabet="ab ,.\n\"'“”‘’«»„s", max_size=200))
def test_quotations_lie_in_order_inside_one_paragraph(text: str) -> None:
    end = 0
    for one in find_quotations(text):
        assert end <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        end = one.end


def test_a_hundred_thousand_open_marks_take_linear_time() -> None:
    few, many = '" ' * 2_000, '" ' * 100_000
    assert len(find_quotations(many)) >= len(find_quotations(few))
    assert len(find_quotations("'a " * 100_000)) == 0
