"""Where sentences begin."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.sentences import sentence_starts


def sentences(text: str) -> list[str]:
    starts = [0, *sentence_starts(text).tolist(), len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "Nobody came!", "Why?", "12 did…", "So?"],
        ['"It rained."', '"Nobody came," she said.', "(They could not.)", "‘Never.’", "Then he left."],
        ["Gov. Berg met Dr. Okoye and J. Doe of the U.S. Navy on Jan. 5.", "They spoke."],
        ["It cost 3.5 million, or 40%.", "It was about 4 p.m. when she left."],
        ["Élan won.", "Ådne lost."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize("text", ["", "no end at all", "x.com and y.org", "he said. then left", "......" * 50])
def test_what_ends_no_sentence(text: str) -> None:
    assert sentence_starts(text).tolist() == []


@given(st.text(alphabet='aB. ?!…"”)\n', max_size=300))
def test_starts_are_in_order_and_inside(text: str) -> None:
    starts = sentence_starts(text).tolist()
    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) and not text[start].isspace() for start in starts)
