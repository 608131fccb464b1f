"""Decoding: from what the encoder says to statements, with what quotation marks say for certain."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.draft import Draft
from briefing.attribution.statements import decode
from briefing.attribution.training.marked import marked
from tests.attribution.readings import reading_of


def decoded(markup: str, *, unlinked: Iterable[str] = (), untagged: Iterable[str] = ()) -> list[tuple[str, str, str]]:
    article = marked(markup)
    reading = reading_of(article, unlinked=unlinked, untagged=untagged)

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(article.text[start:end] for start, end in spans)

    return [(words(one.source), words(one.cue), words(one.content)) for one, _ in decode(article.text, reading)]


def test_a_plain_report() -> None:
    assert decoded("{s1|The minister} {u1|said} {c1|that the dam was safe}.") == [
        ("The minister", "said", "that the dam was safe")
    ]


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("{s1|The} old harbour council {u1|said} {c1|that the dam was safe}.", "The old harbour council"),
        ("{s1|The} council. Nobody {u1|said} {c1|that the dam was safe}.", "The"),
        ("{s1|Some} {u1|said} {c1|that the dam was safe}.", "Some"),
    ],
)
def test_an_article_is_no_source_without_its_noun(markup: str, source: str) -> None:
    assert [found[0] for found in decoded(markup)] == [source]


def test_an_interrupted_quotation_is_one_statement() -> None:
    assert decoded('{c1|"It is late,"} {s1|she} {u1|said}, {c1|"and we are tired."}') == [
        ("she", "said", '"It is late," … "and we are tired."')
    ]


def test_two_reports_in_one_sentence_stay_apart() -> None:
    found = decoded("{s1|Oslo} {u1|said} {c1|it would wait}, while {s2|the union} {u2|said} {c2|it would not}.")
    assert found == [("Oslo", "said", "it would wait"), ("the union", "said", "it would not")]


def test_a_quotation_is_content_whole() -> None:
    found = decoded(
        '{s1|She} {u1|said}, {c1|"The river rose in the night and nobody slept."}', untagged=["nobody slept"]
    )
    assert found == [("She", "said", '"The river rose in the night and nobody slept."')]


def test_a_quotation_of_which_hardly_a_word_is_content_is_left_alone() -> None:
    found = decoded(
        'He read "The Long Way Home and other stories" and {u1|said} {c1|it was good}.',
    )
    assert found == [("", "said", "it was good")]


def test_a_quotation_closed_only_in_the_next_paragraph_belongs_together() -> None:
    markup = '{c1|"There was no warning.\n\nWe ran,"} {s1|Ida Berg} {u1|stated}.'
    assert decoded(markup, untagged=["There was no warning"]) == [
        ("Ida Berg", "stated", '"There was no warning.\n\nWe ran,"')
    ]


def test_a_quotation_opened_again_continues_with_its_speaker() -> None:
    markup = "{c1|“We waited,”} {s1|he} {u1|said}. {c1|“Then it came.}\n\n“It was over in a minute or so.”"
    assert decoded(markup) == [("he", "said", "“We waited,” … “Then it came.\n\n“It was over in a minute or so.”")]


def test_a_paragraph_that_is_one_quotation_goes_on_with_the_same_speaker() -> None:
    markup = "{c1|“We waited,”} {s1|he} {u1|said}.\n\n“It was over in a minute or so.”"
    assert decoded(markup) == [("he", "said", "“We waited,” … “It was over in a minute or so.”")]


def test_a_quotation_after_an_unquoted_paragraph_goes_on_with_nobody() -> None:
    markup = "{c1|“We waited,”} {s1|he} {u1|said}.\n\nNight fell.\n\n“It was over in a minute or so.”"
    assert decoded(markup) == [("he", "said", "“We waited,”")]


def test_a_name_in_quotation_marks_is_no_statement() -> None:
    markup = "{c1|“We waited,”} {s1|he} {u1|said}.\n\n“The Anchor”"
    assert decoded(markup) == [("he", "said", "“We waited,”")]


def test_unquoted_words_of_another_paragraph_are_not_taken_along() -> None:
    markup = "{s1|Vega}: {u1|:} {c1|we are ready to talk}\n\n{c1|A new} chapter"
    assert decoded(markup) == [("Vega", ":", "we are ready to talk")]


def test_content_that_points_nowhere_takes_the_nearest_cue() -> None:
    assert decoded("{s1|He} {u1|said} {c1|it rained}.", unlinked=["it rained"]) == [("He", "said", "it rained")]


def test_a_cue_without_content_says_nothing() -> None:
    assert decoded("{s1|He} {u1|said} {c1|nothing}.", untagged=["nothing"]) == []


def test_nothing_in_nothing_out() -> None:
    assert decoded("") == []
    assert decoded("\n \n") == []


@pytest.mark.parametrize("text", ["a", "“", "\n“\n”\n", "x" * 3000, "he said " * 700])
def test_odd_texts_decode_to_nothing_without_complaint(text: str) -> None:
    article = marked(text)
    assert decode(article.text, reading_of(article)) == []


@given(
    st.lists(
        st.sampled_from(["{s1|Ada}", "{u1|said}", "{c1|it rained}", '"', "“", "”", "\n", "{c1|no}", "dogs,"]),
        max_size=25,
    )
)
def test_every_span_lies_inside_the_article_and_none_overlap(parts: list[str]) -> None:
    article = marked(" ".join(parts))
    taken: list[tuple[int, int]] = []
    drafts: list[Draft] = [draft for draft, _ in decode(article.text, reading_of(article))]
    for draft in drafts:
        for start, end in (*draft.content, *draft.cue, *draft.source):
            assert 0 <= start < end <= len(article.text)
        taken += draft.content
    assert all(a[1] <= b[0] for a, b in zip(sorted(taken), sorted(taken)[1:], strict=False))


def test_what_is_not_quoted_ends_with_its_sentence() -> None:
    found = decoded(
        "{c1|The tide was early.} {s1|Ida Berg} {u1|said} {c1|that the boats were late}. {c1|Nobody waited}."
    )
    assert found == [("Ida Berg", "said", "that the boats were late")]


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    found = decoded('{c1|"It rained,"} {s1|Ida Berg} {u1|said}. {c1|"The boats were late."}')
    assert found == [("Ida Berg", "said", '"It rained," … "The boats were late."')]


def test_a_cue_with_nothing_in_its_sentence_keeps_what_it_points_to() -> None:
    found = decoded("{s1|The mayor} {u1|was clear}. {c1|There would be no bridge}.")
    assert found == [("The mayor", "was clear", "There would be no bridge")]


def test_an_abbreviation_ends_no_sentence() -> None:
    found = decoded("{s1|She} {u1|said} {c1|that Gov. Berg and the U.S. Navy had come}.")
    assert found == [("She", "said", "that Gov. Berg and the U.S. Navy had come")]


def test_a_word_that_stands_apart_is_dropped_and_a_pronoun_is_kept() -> None:
    stray = "{c1|Often} in that winter {s1|she} had {u1|said} {c1|that the ice was thin and the road was closed}."
    assert decoded(stray) == [("she", "said", "that the ice was thin and the road was closed")]
    split = "It was {c1|what} in that winter {s1|she} had {u1|called} {c1|a promise that nobody could keep at all}."
    assert decoded(split) == [("she", "called", "what … a promise that nobody could keep at all")]


def test_a_quotation_belongs_to_the_cue_that_introduces_it_with_a_colon() -> None:
    first = "{s1|A source} {u1|said:} {c2|“There are no easy answers at all.”} "
    assert decoded(first + "{s2|The minister} {u2|said:} {c2|“We waited for them.”}") == [
        ("A source", "said:", "“There are no easy answers at all.”"),
        ("The minister", "said:", "“We waited for them.”"),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "{s1|She} {u1|listed:} {c2|“It is late and we are tired,”} {s2|he} {u2|said}.",
            ("he", "said", "“It is late and we are tired,”"),
        ),
        (
            "{s1|He} {u1|told} the court{u2|:} {c1|“It was late and we were tired.”}",
            ("He", "told", "“It was late and we were tired.”"),
        ),
        (
            "{s1|She} {u1|came:} it was night. {c2|“It is late and we are tired.”} {s2|He} {u2|smiled}.",
            ("He", "smiled", "“It is late and we are tired.”"),
        ),
    ],
)
def test_but_not_where_its_own_cue_is_nearer(markup: str, expected: tuple[str, str, str]) -> None:
    assert decoded(markup) == [expected]


def test_a_quotation_goes_on_after_its_cue_though_nothing_says_so() -> None:
    markup = "{c1|“It rained all day,”} {s1|Ida Berg} {u1|said}. “The boats were late and nobody waited.”"
    assert decoded(markup) == [("Ida Berg", "said", "“It rained all day,” … “The boats were late and nobody waited.”")]


@pytest.mark.parametrize(
    "rest",
    [
        " In May “the boats were late and nobody waited.”",
        " “The boats were late and nobody waited,” read a board.",
        " “The Anchor”",
        " at the quay. “The boats were late and nobody waited.”",
    ],
)
def test_but_not_after_other_words_or_before_a_cue_of_its_own(rest: str) -> None:
    stop = "" if rest.startswith(" at") else "."
    markup = f"{{c1|“It rained all day,”}} {{s1|Ida Berg}} {{u1|said}}{stop}{rest}"
    assert decoded(markup) == [("Ida Berg", "said", "“It rained all day,”")]


@pytest.mark.parametrize("hole", ["year", "last year", "-coming"])
def test_content_has_no_hole_of_a_word_or_two(hole: str) -> None:
    markup = "{s1|She} {u1|said} {c1|that the late-coming tide last year hindered all of the boats}."
    whole = ("She", "said", "that the late-coming tide last year hindered all of the boats")
    assert decoded(markup, untagged=[hole]) == [whole]


@pytest.mark.parametrize("hole", ["tide last year", ", then,"])
def test_but_of_more_or_between_marks(hole: str) -> None:
    markup = "{s1|She} {u1|said} {c1|that the tide last year hindered, then, all of the boats}."
    ((_, _, content),) = decoded(markup, untagged=[hole])
    assert hole not in content


def test_a_hole_that_is_filled_makes_nothing_less_sure() -> None:
    article = marked("{s1|She} {u1|said} {c1|that the tide last year hindered all of the boats}.")
    ((_, figures),) = decode(article.text, reading_of(article, untagged=["last year"]))
    ((_, whole),) = decode(article.text, reading_of(article))
    assert figures.content == pytest.approx(whole.content)
