"""What the shipped weights make of short texts of our own, one construction each, none of them in the training texts.

A piece passes when every statement marked in it is found with its content and its source, and nothing else is said with
a confidence at which a reader would take it for a fact. What is not right yet is named in `constructions/not-yet.txt`:
those pieces must fail, so that the list says what is true.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from briefing.attribution.attribute import Attributor, Page, lines_of
from briefing.attribution.training.gold import GoldArticle
from briefing.attribution.training.marked import own_articles, read_marked
from briefing.model import ParagraphKind, Statement

FOLDER = Path(__file__).parent / "constructions"
NOT_YET = frozenset((FOLDER / "not-yet.txt").read_text("utf-8").split())
FACT = 0.5  # the confidence under which a statement is shown as one to review
OVERLAP = 0.5
PIECES = [
    pytest.param(
        piece,
        id=f"{file.stem}-{piece.id}",
        marks=[pytest.mark.xfail(strict=True, reason="not right yet")] if f"{file.stem}-{piece.id}" in NOT_YET else [],
    )
    for file in sorted(FOLDER.glob("*.txt"))
    if file.stem != "not-yet"
    for piece in read_marked(file)
]


@cache
def attributor() -> Attributor:
    return Attributor()


def points(spans: tuple[tuple[int, int], ...]) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}


def overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def said(piece: GoldArticle) -> tuple[Statement, ...]:
    lines = list(lines_of(piece.text))
    if "headline" in piece.id:
        lines[0] = lines[0].model_copy(update={"kind": ParagraphKind.TITLE})
    return attributor().attribute(Page(piece.text, lines)).statements


@pytest.mark.parametrize("piece", PIECES)
def test_a_construction(piece: GoldArticle) -> None:
    found = list(said(piece))
    for wanted in piece.statements:
        content, source = points(wanted.content), points(wanted.source)
        best = max(found, key=lambda one: overlap(content, points(one.content)), default=None)
        words = " … ".join(piece.text[a:b] for a, b in wanted.content)
        assert best is not None, words
        assert overlap(content, points(best.content)) >= OVERLAP, words
        assert bool(points(best.source) & source) == bool(source), (words, [piece.text[a:b] for a, b in best.source])
        found.remove(best)
    extra = [" … ".join(piece.text[a:b] for a, b in one.content) for one in found if one.confidence >= FACT]
    assert not extra


def test_the_pieces_are_enough_and_are_not_trained_on() -> None:
    names = [f"{parameter.id}" for parameter in PIECES]
    assert len(names) == len(set(names)) >= 100
    assert set(names) >= NOT_YET
    trained = {line for article in own_articles() for line in article.text.split("\n") if line.strip()}
    held_back = {line for parameter in PIECES for line in parameter.values[0].text.split("\n")}  # type: ignore[union-attr]
    assert not trained & held_back
