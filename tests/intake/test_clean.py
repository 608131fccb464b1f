"""Nothing that a terminal would obey gets past the front door."""

from __future__ import annotations

import os
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.clean import clean, clean_line, clean_path

OBEYED = (
    {chr(code) for code in range(0x20)}
    | {chr(code) for code in range(0x7F, 0xA0)}
    | {chr(code) for code in range(0x202A, 0x202F)}
    | {chr(code) for code in range(0x2066, 0x2070)}
    | {chr(code) for code in range(0xE0000, 0xE0080)}
) - {"\n"}

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # lone surrogates included
NASTY_ALPHABET = st.text(
    st.sampled_from([*sorted(OBEYED), "a", "\u0301", "\u0344", "\u0316", "\u200d", "\u845b", "\U000e0100", "\n", "\r"])
)


@given(ANY_TEXT | NASTY_ALPHABET)
def test_nothing_that_is_obeyed_survives(text: str) -> None:
    assert not OBEYED & set(clean(text))
    assert not OBEYED & set(clean_line(text))
    assert "\n" not in clean_line(text)
    clean(text).encode()


@given(ANY_TEXT | NASTY_ALPHABET)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.just("\n")))
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("a\r\nb\rc\u2028d\u2029e\vf\fg", "a\nb\nc\nd\ne\nf\ng"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]52;c;cm0gLXJm\x07", "␛]52;c;cm0gLXJm␇"),
        ("\x1bP1$r0m\x1b\\", "␛P1$r0m␛\\"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("\x93Yes,\x94 he said\x85", "“Yes,” he said…"),
        ("\x9b2J", "›2J"),
        ("\x81", "\ufffd"),
        ("one\ttwo", "one two"),
        ("safe\u202egpj.exe", "safe<U+202E>gpj.exe"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("hi\U000e0041\U000e007f", "hi<U+E0041><U+E007F>"),
        ("sanc\xadtions\u200b\ufeff", "sanctions"),
        ("Cafe\u0301", "Café"),
        ("\ud800", "\ufffd"),
        ("\u845b\U000e0100\U000e0101", "\u845b\U000e0100<U+E0101>"),
    ],
)
def test_what_is_shown_instead(dirty: str, shown: str) -> None:
    assert clean(dirty) == shown


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👩\u200d👧",  # a family is joined
        "می\u200cخواهم",  # Persian needs the non-joiner
        "\u05d0\u200f!",
        "[sic] [/ [@click=app.bell] *not* <b>this</b>",
        "\u00a0leading and 𝔘nusual 😀",
    ],
)
def test_what_people_write_is_kept(text: str) -> None:
    assert clean(text) == text


def test_endless_combining_marks_cost_linear_time() -> None:
    started = time.process_time()
    once = clean("a" + "\u0301\u0316" * 200_000)
    assert time.process_time() - started < 10  # minutes, without the guard
    assert clean(once) == once


def test_a_line_is_one_line() -> None:
    assert clean_line("two\r\nlines\u2028more") == "two lines more"


def test_a_path_that_is_no_utf8_can_be_shown() -> None:
    path = Path(os.fsdecode(b"/news/caf\xe9\x1b[2J\n.txt"))
    assert clean_path(path) == "/news/caf\\xe9␛[2J .txt"
