"""Words that hedge or negate a report, as the article has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.draft import Draft
from briefing.attribution.hedges import hedge_of
from briefing.attribution.reasons import reasons_for
from briefing.attribution.training.marked import marked
from briefing.model import Kind, Provenance, Span


def hedge(markup: str) -> str | None:
    article = marked(markup)
    (one,) = article.statements
    content, cue, source = (tuple(Span(*span) for span in spans) for spans in _roles(one))
    return hedge_of(article.text, Draft(content, cue, source))


def _roles(one: object) -> list[tuple[tuple[int, int], ...]]:
    return [getattr(one, role) for role in ("content", "cue", "source")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("{s1|The airline} {u1|did not rule out} {c1|a return to propellers}.", "did not rule out"),
        ("{s1|The airline} did not {u1|rule out} {c1|a return to propellers}.", "did not rule out"),
        ("{s1|The union} {u1|wouldn’t say} {c1|whether it would strike}.", "wouldn’t say"),
        ("{s1|The mayor} appeared to {u1|concede} {c1|that the bridge was late}.", "appeared to"),
        ("{s1|The mayor} {u1|seemed to suggest} {c1|that the bridge was late}.", "seemed to"),
        ("{s1|The mayor} reportedly {u1|said} {c1|that the bridge was late}.", "reportedly"),
        ("{s1|The mayor}, allegedly, {u1|told} aides {c1|that the bridge was late}.", "allegedly"),
        ("{s1|The mayor} is said to have {u1|promised} {c1|a second bridge}.", "is said to have"),
        ("{s1|The mayor} stopped short of {u1|saying} {c1|that anybody would resign}.", "stopped short of"),
        ("{c1|“It is late,”} {s1|she} apparently {u1|said}.", "apparently"),
        ("{u1|According to} {s1|unconfirmed reports}, {c1|the bridge has moved}.", "unconfirmed"),
        ("{s1|She} apparently {u1|would not confirm} {c1|that it was late}.", "apparently … would not confirm"),
    ],
)
def test_the_words_that_hedge_a_report(markup: str, expected: str) -> None:
    assert hedge(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "{s1|The mayor} {u1|said} {c1|that the bridge may be late}.",
        "{s1|The Herald} {u1|reported} {c1|that the bridge was late}.",
        "Nobody had allegedly seen it, but {s1|the mayor} {u1|said} {c1|the bridge was late}.",
        "The bridge was not late, and {s1|the mayor} {u1|said} {c1|so}.",
        "{c1|“We may never know,”} {s1|she} {u1|said}.",
        "{s1|A suspected smuggler} {u1|said} {c1|that it was late}.",
        "{s1|The mayor}: {c1|the bridge is apparently late}",
    ],
)
def test_what_hedges_something_else(markup: str) -> None:
    assert hedge(markup) is None


def test_the_reasons_say_it() -> None:
    text = "She did not deny it."
    draft = Draft((Span(17, 19),), (Span(4, 16),), (Span(0, 3),))
    found = hedge_of(text, draft)
    lines = reasons_for(text, draft, Kind.INDIRECT, None, Provenance(), hedge=found)
    assert "the report is negated: “did not deny”" in lines


@given(st.text(alphabet="not may.,“” did\n", max_size=80), st.lists(st.integers(0, 80), min_size=6, max_size=6))
def test_hedges_are_words_of_the_text_before_the_cue_ends(text: str, cuts: list[int]) -> None:
    source, cue, content = (Span(*sorted(pair)) for pair in zip(cuts[::2], cuts[1::2], strict=True))
    found = hedge_of(text, Draft((content,), (cue,), (source,)))
    for part in (found or "").split(" … "):
        assert part in " ".join(text.split()) or not part
