"""Pieces with features, and windows that cover every piece once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.pieces import CLOSING, CORE, INSIDE, LEFT, MARK, OPENING, OUTSIDE, RIGHT, SEP, cut, windows
from tests.attribution.readings import tokenizer


def test_a_paragraph_end_stands_after_every_line() -> None:
    pieces = cut("One.\n\nTwo, three.\n", tokenizer())
    assert (pieces.ids == SEP).sum() == 2
    assert pieces.ids[pieces.breaks].tolist() == [SEP, SEP]


def test_pieces_know_whether_they_are_quoted() -> None:
    text = "‘We go,’ he said."
    pieces = cut(text, tokenizer())
    places = dict(
        zip((text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)), pieces.features % 4, strict=True)
    )
    assert places["‘"] == OPENING
    assert places["’"] == CLOSING
    assert places["go"] == INSIDE
    assert places["said"] == OUTSIDE


def test_marks_of_every_press_look_alike_to_the_encoder() -> None:
    plain, french = (cut(text, tokenizer()) for text in ('"We go," he said.', "«We go,» he said."))
    assert plain.ids.tolist() == french.ids.tolist()
    assert (plain.ids == MARK).sum() == 2


def test_pieces_know_their_case() -> None:
    text = "The UN met 40 men."
    pieces = cut(text, tokenizer())
    cases = {text[a:b]: f // 4 for a, b, f in zip(pieces.starts, pieces.ends, pieces.features, strict=True) if a < b}
    assert (cases["The"], cases["UN"], cases["met"], cases["40"]) == (1, 2, 0, 3)


def test_offsets_are_code_points() -> None:
    text = "👩‍🚀 İstanbul 🇳🇴 said naïve"
    pieces = cut(text, tokenizer())
    assert "said" in {text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)}


@given(st.lists(st.integers(min_value=1, max_value=700), max_size=12))
def test_windows_cover_every_piece_once(lengths: list[int]) -> None:
    pieces = cut("\n".join("word " * length for length in lengths), tokenizer())
    packed = windows(pieces)
    assert [piece for one in packed for piece in range(one.start, one.end)] == list(range(len(pieces.ids)))
    for one in packed:
        assert one.end - one.start <= CORE
        assert one.start - one.left <= LEFT
        assert one.right - one.end <= RIGHT


def test_a_window_rather_begins_outside_quotation_marks() -> None:
    plain, quoted = "The council met and talked. " * 10, "“We shall build it, and soon.” " * 6
    pieces = cut("\n".join([plain, plain, plain, quoted]), tokenizer())
    packed = windows(pieces)
    third = int(pieces.breaks[1]) + 1
    assert third > CORE // 2
    assert int(pieces.breaks[2]) < CORE < int(pieces.breaks[3])
    assert [one.start for one in packed] == [0, third]  # three go in, but the quotation keeps what is before it
    assert all(one.left == one.start and one.right == one.end for one in packed)  # and nothing is read twice


def test_a_window_that_begins_in_a_quotation_sees_what_stands_before_it() -> None:
    quoted = "“" + "We shall build it, and soon, and well. " * 14 + "”"
    pieces = cut("\n".join([quoted, quoted]), tokenizer())
    _, second = windows(pieces)
    assert second.start == int(pieces.breaks[0]) + 1
    assert second.left == second.start - LEFT


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence() -> None:
    text = "The mayor of the town said that the bridge would open again. " * 60
    pieces = cut(text, tokenizer())
    packed = windows(pieces)
    for one, after in pairwise(packed):
        assert text[pieces.ends[one.end - 1] - 1] == "."
        assert one.right == min(len(pieces.ids), one.end + RIGHT)
        assert after.left == after.start - LEFT


def test_the_mark_that_closes_a_quotation_stays_with_its_sentence() -> None:
    text = "“The bridge of the town will open again this year.” " * 60
    pieces = cut(text, tokenizer())
    assert {text[pieces.ends[one.end - 1] - 1] for one in windows(pieces)[:-1]} == {"”"}


@given(st.lists(st.text(alphabet="a.”“ \n", max_size=60), max_size=20), st.integers(min_value=1, max_value=30))
def test_windows_of_any_size_cover_every_piece_once(parts: list[str], core: int) -> None:
    pieces = cut("".join(parts), tokenizer())
    packed = windows(pieces, core)
    assert [piece for one in packed for piece in range(one.start, one.end)] == list(range(len(pieces.ids)))
    assert all(0 < one.end - one.start <= core for one in packed)


def test_a_megabyte_on_one_line_is_cut_into_windows() -> None:
    pieces = cut("It said so. " * 85_000, tokenizer())
    assert sum(one.end - one.start for one in windows(pieces)) == len(pieces.ids)
