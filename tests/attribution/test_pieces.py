"""Pieces with features, and windows that cover every piece once."""

from __future__ import annotations

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


def test_a_megabyte_on_one_line_is_cut_into_windows() -> None:
    pieces = cut("It said so. " * 85_000, tokenizer())
    assert sum(one.end - one.start for one in windows(pieces)) == len(pieces.ids)
