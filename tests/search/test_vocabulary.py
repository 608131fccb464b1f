"""Words that are alike are all found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.search.ask import ask
from briefing.search.engine import Document
from briefing.search.query import parse
from briefing.search.vocabulary import Vocabulary, distance, meant
from tests.search.brute import apart
from tests.search.conftest import documents
from tests.search.engines import ENGINES

words = st.text("abcé", min_size=1, max_size=11)


@given(st.sets(words, max_size=30), words, st.integers(0, 2))
@example({"ba"}, "ab", 1)
@example({"abdcefgh", "badcefgh"}, "abcdefgh", 2)
@settings(max_examples=400, deadline=None)
def test_near_words_are_those_within_so_many_slips(known: set[str], word: str, edits: int) -> None:
    held = sorted(known)
    near = {held[one.place]: one.edits for one in Vocabulary(held, [1] * len(held)).near(word, edits)}
    assert near == {one: apart(word, one) for one in held if apart(word, one) <= edits}


@given(st.sets(words, max_size=30), words, st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_near_words_are_the_same_among_any_number_of_letters(known: set[str], word: str, edits: int) -> None:
    many = [chr(letter) for letter in range(0x4E00, 0x4E00 + 400)]  # more than can be tried out one by one
    held = sorted({*known, *many})
    near = {held[one.place] for one in Vocabulary(held, [1] * len(held)).near(word, edits)}
    assert near == {one for one in held if apart(word, one) <= edits}


@given(words, words, st.integers(0, 4))
@settings(max_examples=400, deadline=None)
def test_the_distance_is_right_as_far_as_it_is_counted(one: str, other: str, most: int) -> None:
    assert min(distance(one, other, most), most + 1) == min(apart(one, other), most + 1)


def test_the_beginning_and_the_commonest() -> None:
    known = Vocabulary(["air", "airs", "airy", "bay"], [5, 9, 1, 3])
    assert list(known.beginning("air")) == [0, 1, 2]
    assert known.commonest("air", 2) == [("airs", 9), ("air", 5)]
    assert known.frequency("bay") == 3
    assert known.frequency("nay") == 0


def test_what_was_meant_is_near_then_frequent() -> None:
    known = Vocabulary(["minister", "ministers", "minuter", "sinister"], [5, 3, 1, 80])
    assert meant("minsiter", [known]) == "minister"
    assert meant("ministe", [known, Vocabulary(["ministers"], [90])]) == "minister"
    assert meant("zzzzzzzzz", [known]) is None


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ("speaker:Demri sanctions", "speaker:Demir sanctions"),
        ("actor:Hulusi_Akra", "actor:Hulusi_Akar"),
        ("speaker:dmeir", "speaker:demir"),
        ("speaker:demur", "speaker:demir"),
        ("speaker:sanctoins", ""),
        ("speaker:sanctions", ""),
        ("speaker:akar zebras", ""),
        ("sanctoins speaker:Akra", "sanctions speaker:Akar"),
        ("by:akar", "speaker:akar"),
        ("kind:direkt speaker:Akra", "kind:direct speaker:Akar"),
    ],
)
@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_name_is_put_right_by_names(tmp_path: Path, name: str, query: str, instead: str) -> None:
    engine = ENGINES[name](tmp_path / "index")
    engine.clear()
    engine.add([*documents(), Document("d", "T", (), None, None, "a demur")])
    answer = ask(engine, parse(query), text=query)
    assert not answer.records
    assert answer.instead == instead
    engine.close()


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("sanctoins", "sanctions"),
        ("akar sanctoins", "akar sanctions"),
        ("zebras sanction", ""),
        ("sax", ""),
        ("title:sanctoins", "title:sanctions"),
        ("speaker:Demri", "speaker:Demir"),
        ("zebras speaker:Hulus", ""),
        ("zebras title:Tur", ""),
    ],
)
@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_word_that_is_being_typed_is_mended_when_none_begins_so(
    tmp_path: Path, name: str, typed: str, instead: str
) -> None:
    engine = ENGINES[name](tmp_path / "index")
    engine.clear()
    engine.add([*documents(), Document("d", "T", (), None, None, "sad zones")])
    answer = ask(engine, parse(typed, typing=True), text=typed)
    assert not answer.records
    assert answer.instead == instead
    engine.close()
