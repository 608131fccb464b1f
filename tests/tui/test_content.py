"""The door for text from outside, and breaking lines by cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.tui import content
from briefing.tui.content import cells, column, cut, is_even, outside, visible, wrap

PLAIN_LINE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


@pytest.mark.parametrize("text", ["[sic]", "[/", "[@click=app.quit]x[/]", "[He]", "[b]bold[/b]", "\\[sic]"])
def test_markup_is_text(text: str) -> None:
    assert outside(text).plain == text
    assert not outside(text).spans


@pytest.mark.parametrize("code", ["\x1b", "\x00", "\x07", "\x0d", "\x7f", "\x9b", "\u202e", "\u2066", "\U000e0041"])
def test_what_a_terminal_obeys_is_shown_and_keeps_its_place(code: str) -> None:
    shown = visible(f"a{code}b")
    assert code not in shown
    assert len(shown) == 3
    assert shown[0] + shown[2] == "ab"


@given(st.text())
def test_every_code_point_stays_one(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert len(visible(text, lines=True)) == len(text)


@given(PLAIN_LINE, st.integers(2, 60))
@example("00000000\u2f00\U000e0080", 9)
def test_rows_are_the_whole_line_and_fit(text: str, width: int) -> None:
    text = visible(text)
    rows = wrap(text, width)
    assert "".join(text[start:end] for start, end in rows) == text
    assert all(before[1] == after[0] for before, after in pairwise(rows))
    assert all(cell_len(text[start:end].rstrip(" ")) <= width for start, end in rows)


@given(PLAIN_LINE, st.integers(-3, 1))
def test_where_there_is_no_room_each_row_holds_something(text: str, width: int) -> None:
    text = visible(text)
    rows = wrap(text, width)
    assert "".join(text[start:end] for start, end in rows) == text
    assert len(rows) <= max(1, len(text))


@given(st.text())
@example("“No,” he said – ‘never’ … 5 €, naïve, Київ")
@example("e\u0301 安倍 \u200d \ufe0f \u00ad \u2028 \u200b")
def test_a_text_takes_the_cells_it_is_drawn_in(text: str) -> None:
    assert cells(text) == cell_len(text)
    if is_even(text) and not text.isascii():
        assert [cell_len(one) for one in text] == [1] * len(text)


def test_what_is_not_measured_takes_one_cell_each(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = [chr(code) for code in range(0x10000) if content._ONE_CELL.fullmatch(chr(code))]
    assert set("“”‘’–—…€éß") <= set(narrow)
    assert [one for one in narrow if cell_len(one) != 1] == []
    monkeypatch.setattr(content, "cell_len", lambda text: pytest.fail(f"{text} was measured"))
    assert cells("“No,” he said – never") == 21
    assert is_even("“No,” he said – never")
    assert outside("“No,”\n")._cell_length == 6, "Textual would measure it"
    assert outside("安")._cell_length is None


def test_wide_characters_break_by_cells() -> None:
    assert wrap("安倍晋三首相", 4) == [(0, 2), (2, 4), (4, 6)]
    assert wrap("go 安倍 now", 6) == [(0, 3), (3, 6), (6, 9)]


@pytest.mark.parametrize(
    ("text", "expected"), [("short", "short   "), ("安倍晋三首相", "安倍晋 …"), ("a b c d e f", "a b c d…")]
)
def test_columns_are_as_wide_as_they_say(text: str, expected: str) -> None:
    line = column(outside(text), 8)
    assert line.cell_length == 8
    assert line.plain.rstrip() == expected.rstrip()
    assert cut(outside(text), 0).plain == ""
