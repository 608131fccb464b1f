"""Numbers of things."""

from __future__ import annotations

import pytest

from briefing.counts import counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 articles"), (1, "1 article"), (2000, "2,000 articles")])
def test_one_is_one(number: int, words: str) -> None:
    assert counted(number, "article") == words
