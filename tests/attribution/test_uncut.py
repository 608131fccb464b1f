"""A source has all words of a name, or none."""

from __future__ import annotations

import pytest

from briefing.attribution.draft import Draft, Entity
from briefing.attribution.uncut import uncut
from briefing.model import Span


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def made_whole(text: str, source: str, cue: str, content: list[str], *names: str) -> tuple[str, list[str]]:
    draft = Draft(tuple(span_of(text, words) for words in content), (span_of(text, cue),), (span_of(text, source),))
    whole = uncut(text, draft, [Entity(*span_of(text, name), kind="organisation") for name in names])
    assert whole.cue == draft.cue
    return text[whole.source[0].start : whole.source[-1].end], [text[a:b] for a, b in whole.content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "names", "whole", "left"),
    [
        (
            "the Harbour Alliance said that the quay sinks",
            "the Harbour",
            "said",
            ["Alliance", "that the quay sinks"],
            ["Harbour Alliance"],
            "the Harbour Alliance",
            ["that the quay sinks"],
        ),
        ("Ana Vega said it sinks", "Vega", "said", ["it sinks"], ["Ana Vega"], "Ana Vega", ["it sinks"]),
        (
            "Foreign Minister Ana de la Vega said it sinks",
            "Foreign",
            "said",
            ["Minister Ana de la Vega", "it sinks"],
            ["Ana de la Vega"],
            "Foreign Minister Ana de la Vega",
            ["it sinks"],
        ),
    ],
)
def test_a_source_cut_off_in_a_name_gets_the_rest(
    text: str, source: str, cue: str, content: list[str], names: list[str], whole: str, left: list[str]
) -> None:
    assert made_whole(text, source, cue, content, *names) == (whole, left)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "names"),
    [
        ("the port in Lisbon. No minister said it sinks", "No minister", "said", ["it sinks"], ["Lisbon. No minister"]),
        (
            "Harbour Alliance Rejects New Quay As Too Deep",
            "Harbour",
            "Rejects",
            ["New Quay As Too Deep"],
            ["Harbour Alliance"],
        ),
        (
            "the Harbour says Alliance of old is sinking",
            "the Harbour",
            "says",
            ["Alliance of old"],
            ["Harbour says Alliance"],
        ),
        ("the Harbour, which Alliance ships use, said no", "the Harbour", "said", ["no"], ["Alliance"]),
        ("the Harbour Alliance sinks, it said", "it", "said", ["the Harbour Alliance sinks"], ["Harbour Alliance"]),
    ],
)
def test_what_is_no_rest_of_a_name_stays(
    text: str, source: str, cue: str, content: list[str], names: list[str]
) -> None:
    assert made_whole(text, source, cue, content, *names) == (source, content)


def test_a_source_without_words_stays_so() -> None:
    draft = Draft((Span(0, 5),))
    assert uncut("Quays", draft, []) == draft
