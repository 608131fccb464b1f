"""Selecting with the keys: a cursor that steps over whole characters, words, rows and paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.content import graphemes, wrap
from briefing.tui.stretch import _WORD, Stretch, Walk, line_of, whole, word_at

TEXT = "“We won’t,” she said.\n\nZu\u0308rich 安倍晋三 👩\u200d🚀 rose [sic] 🇹🇷.\nEnd"


def rows_of(text: str, width: int) -> list[tuple[int, int]]:
    rows, start = [], 0
    for line in text.split("\n"):
        rows += [(start + first, start + last) for first, last in wrap(line, width)]
        start += len(line) + 1
    return rows


def walk(width: int = 80) -> Walk:
    return Walk(TEXT, rows_of(TEXT, width))


def at(words: str) -> int:
    return TEXT.index(words)


def test_characters_are_whole_as_a_reader_sees_them() -> None:
    cells = {TEXT[start:end]: wide for start, end, wide in graphemes(TEXT)}
    assert cells["u\u0308"] == 1
    assert cells["安"] == 2
    assert "👩\u200d🚀" in cells
    assert "🇹🇷" in cells


@pytest.mark.parametrize(
    ("start", "end"), [("u\u0308", "u\u0308"), ("安", "安"), ("👩", "👩\u200d🚀"), ("🇹🇷", "🇹🇷"), ("[", "[")]
)
def test_a_stretch_takes_the_whole_of_both_its_ends(start: str, end: str) -> None:
    span = Stretch(at(start), at(start)).span(TEXT)
    assert TEXT[span.start : span.end] == end
    assert whole(TEXT, at(end) + len(end) - 1) == (at(end), at(end) + len(end))


def test_going_right_and_left_comes_by_the_same_places() -> None:
    ways, place = [walk().first()], walk().first()
    while (after := walk().character(place, 1)) != place:
        ways.append(after)
        place = after
    assert place == walk().last()
    assert "\n" not in {TEXT[one] for one in ways}
    back = [place]
    while (before := walk().character(place, -1)) != place:
        back.append(before)
        place = before
    assert back[::-1] == ways


def test_words() -> None:
    place, seen = 0, []
    while True:
        seen.append(TEXT[place])
        after = walk().word(place, 1)
        if after == place or after == walk().last():
            break
        place = after
    assert seen == ["“", "W", "w", ",", "s", "s", ".", "Z", "安", "👩", "r", "[", "s", "]", "🇹", "E"]
    assert walk().word_end(at("won")) == at("won’t") + 4
    assert walk().word_end(at("won’t") + 4) == at("” she")
    assert walk().word(at("安倍"), -1) == at("Zu")
    assert walk().word(at("Zu"), -1) == at(".\n")
    assert walk().word(0, -1) == 0


def test_rows_keep_the_column_and_pass_over_empty_ones() -> None:
    down = walk().row(at("she"), 1, walk().column(at("she")))
    assert TEXT[down] == "晋", "twelve cells along, with wide characters among them"
    assert walk().row(down, -1, 12) == at("she")
    assert walk().row(at("End"), 5, 0) == at("End")
    assert walk().row(at("End"), 0, 99) == len(TEXT) - 1, "a shorter row ends before the column"


def test_edges_and_paragraphs() -> None:
    assert walk().edge(at("she"), -1) == 0
    assert walk().edge(at("she"), 1) == at(".\n")
    assert walk().paragraph(0, 1) == at(".\n")
    assert walk().paragraph(at(".\n"), 1) == TEXT.rindex(".")
    assert walk().paragraph(at("rose"), -1) == at("Zu")
    assert walk().paragraph(at("Zu"), -1) == 0
    assert walk().paragraph(walk().last(), 1) == walk().last()


def test_letting_go_and_beginning_elsewhere() -> None:
    stretch = Stretch(0, 5)
    assert stretch.turned() == Stretch(5, 0)
    assert stretch.moved(7) == Stretch(0, 7)
    loose = stretch.anew()
    assert loose.moved(9) == Stretch(9, 9, holds=False)
    assert loose.moved(9).anew().moved(12) == Stretch(9, 12)


@given(st.text(alphabet="ab “”\n\u0301安👩\u200d🚀🇹🇷", min_size=1, max_size=40), st.integers(2, 12), st.data())
def test_every_way_leads_to_a_whole_character(text: str, width: int, data: st.DataObject) -> None:
    if not text.strip():
        return
    going = Walk(text, rows_of(text, width))
    place = going.first()
    for _ in range(6):
        by = data.draw(st.sampled_from([-1, 1]))
        ways = (going.character, going.word, going.edge, going.paragraph, lambda at, by: going.row(at, by, 3))
        place = data.draw(st.sampled_from(ways))(place, by)
        assert 0 <= place < len(text)
        assert text[place] != "\n"
        assert whole(text, place)[0] == place


@given(st.text(alphabet="ab éя “”’-\n\u0301安が\u3099👩\u200d🚀🇹🇷\ufe0f", min_size=1, max_size=120), st.data())
def test_a_few_characters_around_a_place_tell_as_much_as_its_whole_line(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    first, last = line_of(text, place)
    lines = [(first + start, first + end) for start, end, _ in graphemes(text[first:last])]
    assert whole(text, place) == next((one for one in lines if one[0] <= place < one[1]), (place, place))
    words = [found.span() for found in _WORD.finditer(text)]
    word = next((one for one in words if one[0] <= place < one[1]), None)
    assert word_at(text, place) == word
    walking = Walk(text, rows_of(text, 20))
    assert walking.word(place, 1) == next(
        (whole(text, start)[0] for start, _ in words if start > place), walking.last()
    )
    assert walking.word(place, -1) == next(
        (whole(text, start)[0] for start, _ in reversed(words) if start < place), walking.first()
    )


def test_a_letter_after_a_joiner_belongs_to_what_it_is_joined_to() -> None:
    assert [whole("a\u200dab", place) for place in range(4)] == [(0, 3), (0, 3), (0, 3), (3, 4)]


def test_in_a_line_without_end_only_what_stands_around_the_cursor_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []

    def counted(text: str) -> list[tuple[int, int, int]]:
        looked_at.append(len(text))
        return graphemes(text)

    monkeypatch.setattr("briefing.tui.stretch.graphemes", counted)
    text = "“We won’t,” she said. " * 10_000
    middle = text.index("“", len(text) // 2)
    walking = Walk(text, rows_of(text, 80))
    for way in (walking.character, walking.word):
        assert way(middle, 1) > middle > way(middle, -1)
    assert walking.word_end(middle) > middle
    assert 0 < max(looked_at) < 200
