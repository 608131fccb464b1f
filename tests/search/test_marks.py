"""What is found is what is marked, and the quick way of looking finds what the slow one does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Span
from briefing.search.glance import beginning_of
from briefing.search.marks import Wanted, in_article, snippet, wanted
from briefing.search.query import parse
from briefing.search.vocabulary import is_like
from briefing.search.words import FUNCTION_WORDS, fold, stem, words

SEEDS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))]
ALPHABET = st.sampled_from(list("aAbsiıİnoğŞçßæe.’'-_ \n1中́"))


def plainly(asked: Wanted, text: str) -> set[Span]:
    """Single words, found by reading every word of the text."""
    return {
        Span(start, end)
        for start, end, folded in words(text)
        if folded in asked.exact
        or stem(folded) in asked.stems
        or folded.startswith(asked.prefixes)
        or (folded.startswith(asked.begun) and folded not in FUNCTION_WORDS)
    }


@given(st.text(ALPHABET, max_size=80), st.text(ALPHABET, min_size=1, max_size=4))
@settings(max_examples=600, deadline=None)
def test_the_quick_way_finds_what_the_slow_way_finds(text: str, query: str) -> None:
    for asked in (wanted(parse(query)), wanted(parse(query, typing=True)), wanted(parse(f'"{query}"'))):
        if not asked.phrases:
            assert set(asked.find(text)) == plainly(asked, text)


@pytest.mark.parametrize("text", SEEDS)
def test_every_word_of_an_article_is_found_where_it_stands(text: str) -> None:
    for word in words(text):
        asked = wanted(parse(text[word.start : word.end]))
        assert set(asked.find(text)) == plainly(asked, text)
        assert any(span.start <= word.start and word.end <= span.end for span in asked.find(text))


@given(st.text(ALPHABET, max_size=200))
@settings(max_examples=300, deadline=None)
def test_words_stand_in_order_and_are_never_empty(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end
        assert word.folded
        end = word.end


def test_words_are_folded() -> None:
    assert [word.folded for word in words("ERDOĞAN Çavuşoğlu İzmir ırmak Łódź straße U.S. S-400 it’s")] == [
        "erdogan", "cavusoglu", "izmir", "irmak", "lodz", "strasse", "us", "s", "400", "it", "s",
    ]  # fmt: skip
    assert [word.folded for word in words("北京说")] == ["北", "京", "说"]
    assert fold("e\u0301") == "e"


@pytest.mark.parametrize("word", ["dying", "skies", "policies", "police", "news", "agencies", "hoping", "us"])
def test_a_stem_says_how_its_words_begin(word: str) -> None:
    assert word.startswith(beginning_of(stem(word)))


def test_phrases_are_marked_whole_and_only_where_exact() -> None:
    text = "Air defense, air-defense and AIR\nDEFENSE, not air defenses."
    spans = wanted(parse('"air defense"')).find(text)
    assert [text[span.start : span.end] for span in spans] == ["Air defense", "air-defense", "AIR\nDEFENSE"]


def test_a_few_letters_are_marked_where_a_text_begins_and_never_in_words_that_nobody_means() -> None:
    text = "The thaw: this and that" + " nothing" * 200 + " thaw"
    marked = [text[span.start : span.end] for span in wanted(parse("th", typing=True)).find(text)]
    assert marked == ["thaw"]
    assert [span.start for span in wanted(parse("thaw", typing=True)).find(text)] == [4, len(text) - 4]
    assert wanted(parse("th*")).find("the thaw") == (Span(0, 3), Span(4, 8))
    assert wanted(parse("the", typing=True)).find("the thaw") == (Span(0, 3),)
    assert wanted(parse("nothing th", typing=True)).find(text)[-1].end == len(text) - 5


@given(st.lists(st.text("aé", min_size=2, max_size=6), min_size=4).map("_".join), st.text("ae", min_size=3, max_size=5))
@settings(max_examples=300, deadline=None)
def test_words_with_slips_are_marked_wherever_they_stand(text: str, query: str) -> None:
    asked = wanted(parse(f"{query}~"))
    near = {one for one in words(text) if any(is_like(one.folded, *each) for each in asked.fuzzy)}
    assert set(asked.find(text)) == plainly(asked, text) | {Span(one.start, one.end) for one in near}


def test_the_second_word_of_a_phrase_tells_whether_it_may_be_one() -> None:
    text = "the U.S. navy, the  us (navy), the Ús, the ‘us’ and the use"
    spans = wanted(parse('"the us"')).find(text)
    assert [text[span.start : span.end] for span in spans] == ["the U.S.", "the  us", "the Ús", "the ‘us"]


def test_spans_in_a_content_become_spans_in_the_article() -> None:
    content = [Span(100, 110), Span(200, 210)]  # "0123456789 … 0123456789"
    assert list(in_article([Span(2, 4), Span(15, 17)], content, 3)) == [Span(102, 104), Span(202, 204)]
    assert list(in_article([Span(8, 15)], content, 3)) == [Span(108, 110), Span(200, 202)]


def test_a_letter_of_an_acronym_is_no_word() -> None:
    assert wanted(parse("s")).find("The U.S. and s") == (Span(13, 14),)
    assert wanted(parse("then")).find("The end.Then") == (Span(8, 12),)
    assert wanted(parse("cc")).find("c.cc") == (Span(2, 4),)
    assert wanted(parse("1")).find("A.1") == (Span(2, 3),)
    assert wanted(parse("navy")).find("U.S.Navy") == (Span(4, 8),)


def test_a_snippet_shows_where_the_words_stand_together() -> None:
    text = "Blair spoke. Blair, Blair! " + "Nothing. " * 60 + "Then Blair met the minister. " + "Nothing. " * 60
    shown, marks = snippet(text, wanted(parse("blair minister")).find(text))
    assert [shown[mark.start : mark.end] for mark in marks] == ["Blair", "minister"]


@given(st.text(max_size=900), st.integers(0, 800), st.integers(1, 20))
@settings(max_examples=300, deadline=None)
def test_a_snippet_shows_its_marks(text: str, at: int, length: int) -> None:
    spans = [Span(at, at + length)] if at + length <= len(text) else []
    shown, marks = snippet(text, spans)
    assert len(shown) <= 244
    assert all(char.isprintable() for char in shown)
    assert len(marks) == len(spans)
    for mark, span in zip(marks, spans, strict=True):
        original = "".join(char if char.isprintable() else " " for char in text[span.start : span.end])
        assert shown[mark.start : mark.end] == original


def test_a_single_letter_that_is_being_typed_is_no_word_in_the_middle_of_a_text() -> None:
    text = f"Talks: a T.\n{'and so on ' * 40}t, T"
    assert [text[start:end] for start, end in wanted(parse("t", typing=True)).find(text)] == ["Talks", "T"]
    assert [text[start:end] for start, end in wanted(parse("t")).find(text)] == ["T", "t", "T"]


@given(st.lists(st.sampled_from(["talks", "port", "minister", "of", "harbour"]), min_size=40, max_size=90))
@settings(max_examples=200, deadline=None)
def test_a_snippet_begins_where_most_different_words_follow(said: list[str]) -> None:
    text = " ".join(said)
    spans = wanted(parse("talks port minister")).find(text)
    shown, _ = snippet(text, spans)

    def worth(start: int) -> tuple[int, int]:
        near = [text[one.start : one.end] for one in spans if start <= one.start < start + 150]
        return len(set(near)), len(near)

    if spans and len(text) > 240:
        best = max(worth(one.start) for one in spans[:80])
        begins = text.index(shown.strip("… "))
        assert best in {worth(one.start) for one in spans if begins <= one.start <= begins + 60}


def test_an_acronym_is_found_with_and_without_its_dots() -> None:
    text = "The U.S. and the US, the u.s.a and us"
    assert [text[start:end] for start, end in wanted(parse("US")).find(text)] == ["U.S.", "US", "us"]
