"""What holds for every text, however odd, and whatever the encoder makes of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.attribution.attribute import Attribution, Attributor, Page, lines_of
from briefing.attribution.confidence import Calibration
from briefing.attribution.encoder import BEST, NONE, Reading
from briefing.attribution.inner import Inner, insides
from briefing.attribution.pieces import cut
from briefing.attribution.statements import Figures
from briefing.model import Paragraph, ParagraphKind, Statement
from tests.attribution.readings import tokenizer

CERTAIN = Calibration(tuple(0.0 for _ in Figures._fields), 3.0)  # nothing is too unlikely to be kept
REACH = 40  # pieces that a pointer may be away from its target

PROSE = (
    "the official said that of Smith Jane Smith’s Ankara he she they I we who minister Ms. Mr. president Turkey and "
    "Turkish report , . : ; — - ? “ ” \" ' ‘ ’ « » ( ) it was told Reuters quoted officials as saying on Monday former "
    "according to NATO 12 U.S. don’t \n \n\n"
).split(" ")
ODD = (
    *("\u200b", "\u200d", "\u202e", "\u2066", "\u0301", "\ufeff", "\x00", "\x1b[2J", "\u2028", "\x85", "\u00a0"),
    *("שלום", "مرحبا", "नमस्ते", "你好", "ﬁ", "ſ", "İ", "ß", "Ǆ", "👩\u200d👧", "🇹🇷", "Z\u0338a\u0335"),
    *("１２", "ª", "_", "\\", "''", "``"),
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def prose(seed: int, size: int, odd: float) -> str:
    """So many words of articles in any order, some of them odd, mostly with blanks between."""
    chance = np.random.default_rng(seed)
    words = [str(chance.choice(ODD if chance.random() < odd else PROSE)) for _ in range(size)]
    return "".join(word + ("" if chance.random() < odd else " ") for word in words)


def texts() -> st.SearchStrategy[str]:
    """Something like prose, with odd things in it, or nothing like prose."""
    like = st.builds(prose, st.integers(0, 9_999), st.integers(0, 150), st.sampled_from([0.0, 0.05, 0.4]))
    marks = st.lists(st.sampled_from(["“", "”", '"', "'", "‘", "’", "\n", " ", "a", ".", "—"]), max_size=60)
    return like | st.builds("".join, marks) | st.builds("".join, st.tuples(ANYTHING, like, ANYTHING))


def reading_of(text: str, seed: int, *, period: int = 10_000) -> Reading:
    """What an encoder might say that knows nothing: roles in short runs, pointers to anywhere near.

    It says the same again after some pieces.
    """
    chance = np.random.default_rng(seed)
    pieces = cut(text, tokenizer())
    count = len(pieces.ids)
    tags, entities = chance.random((period, 7)) ** 6, chance.random((period, 9)) ** 6
    tags[np.arange(period), np.repeat(chance.choice([0, 1, 2, 3, 5, 6], size=period // 2), 2)] += 20

    def repeated(weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
        odds = (weights + 1e-6) / (weights + 1e-6).sum(axis=1, keepdims=True)
        return np.resize(odds, (count, weights.shape[1])).astype(np.float32)

    def pointers() -> npt.NDArray[np.int64]:
        away = np.resize(chance.integers(-REACH, REACH + 1, (period, BEST)), (count, BEST))
        targets = np.arange(count)[:, None] + away
        return np.where((targets < 0) | (targets >= count), NONE, targets)

    odds = [np.resize(chance.random((period, BEST)) / BEST, (count, BEST)).astype(np.float32) for _ in range(2)]
    cues, sources = pointers(), pointers()
    return Reading(pieces, repeated(tags), repeated(entities), cues, odds[0], sources, odds[1])


class Guessing(Attributor):
    """An attributor whose encoder guesses; the same text with the same seed is guessed the same."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._calibration = CERTAIN

    def attribute(self, page: Page) -> Attribution:
        reading = reading_of(page.text, self._seed)
        return self._of(page, reading, inner_of(page.text, reading, self._seed), talk=True)


def inner_of(text: str, reading: Reading, seed: int) -> list[Inner]:
    """What such an encoder might say of each quotation by itself."""
    alone = insides(text, reading.pieces.quotations)
    return [Inner(where, reading_of(text[where.start : where.end], seed + 1)) for where in alone]


def paragraphs_of(text: str, kinds: list[ParagraphKind]) -> tuple[Paragraph, ...]:
    """Lines, each of some kind."""
    return tuple(
        line.model_copy(update={"kind": kinds[number % len(kinds)]}) for number, line in enumerate(lines_of(text))
    )


def check_spans(text: str, found: Attribution) -> None:
    """Every span lies in the text and holds something; those of one statement stand in order and apart."""
    for one in found.statements:
        assert one.content
        speaker = one.speaker.mentions if one.speaker else ()
        assert all(0 <= start < end <= len(text) for start, end in (*one.content, *one.cue, *one.source, *speaker))
        for spans in (one.content, one.cue, one.source):
            assert all(before.end <= after.start for before, after in pairwise(spans))
    for name in found.entities:
        assert 0 <= name.start < name.end <= len(text)


def overlap(one: Statement, other: Statement) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.content for b in other.content)


def holds(one: Statement, other: Statement) -> bool:
    return all(any(a.start <= b.start and b.end <= a.end for a in one.content) for b in other.content)


def check_nesting(found: Attribution) -> None:
    """What two statements share, one of them has whole."""
    for number, one in enumerate(found.statements):
        for other in found.statements[number + 1 :]:
            assert not overlap(one, other) or holds(one, other) or holds(other, one), (one.content, other.content)


def check_order(found: Attribution) -> None:
    starts = [one.content[0].start for one in found.statements]
    assert starts == sorted(starts)
    for number, one in enumerate(found.statements):
        assert one.duplicate_of is None or 0 <= one.duplicate_of < len(starts)
        assert one.duplicate_of != number


QUICKLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICKLY
@given(texts(), st.integers(0, 9), st.lists(st.sampled_from(ParagraphKind), min_size=1, max_size=4))
def test_whatever_is_read_becomes_sound_statements(text: str, seed: int, kinds: list[ParagraphKind]) -> None:
    found = Guessing(seed).attribute(Page(text, paragraphs_of(text, kinds)))
    check_spans(text, found)
    check_nesting(found)
    check_order(found)


@QUICKLY
@given(st.lists(texts(), min_size=2, max_size=3), st.integers(0, 9))
def test_a_text_is_read_the_same_again_and_beside_others(several: list[str], seed: int) -> None:
    attributor = Guessing(seed)
    together = [attributor.attribute(Page(text)) for text in several]
    assert together == [Guessing(seed).attribute(Page(text)) for text in several]
    assert together[::-1] == [attributor.attribute(Page(text)) for text in several[::-1]]


@pytest.fixture(scope="module")
def attributor() -> Attributor:
    return Attributor()


STORY = (
    "“We have no choice,” said Ines Okafor, its director. “The quay is sinking.”\n\n"
    "Okafor denied that ships would be turned away, and Sam Roe said that “nobody” had asked him."
)
ODD_TEXTS = [
    " ".join(ODD),
    "\n".join(ODD),
    "“".join(ODD),
    STORY.replace(" ", "\u200b "),
    STORY.replace("“", "„").replace("”", "“"),
    "\u202e" + STORY,
    STORY.upper(),
    STORY.replace(" ", "\n"),
    "קצין אמר כי “הכול בסדר”, said Roe.",
    "“" * 300,
    "\n" * 300,
    "'\"’" * 100,
]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_the_model_reads_odd_texts_soundly(attributor: Attributor, text: str) -> None:
    found = attributor.attribute(Page(text))
    check_spans(text, found)
    check_nesting(found)
    check_order(found)


def test_the_model_reads_a_text_the_same_beside_others(attributor: Attributor) -> None:
    alone = attributor.attribute(Page(STORY))
    assert alone.statements
    for text in (ODD_TEXTS[0], STORY * 30, ""):
        attributor.attribute(Page(text))
        assert attributor.attribute(Page(STORY)) == alone
