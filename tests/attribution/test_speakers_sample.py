"""How often a source is taken for the right speaker, on a sample that was judged by hand.

The articles are their publishers' and not kept here: set BRIEFING_GOLD to the gold file they stand in (one JSON object
a line: "id", "text", "statements") and run `pytest -m benchmark -s tests/attribution/test_speakers_sample.py`.

The fourth and fifth parts were drawn with `random.Random(20261129)` and judged before any answer to them was seen; the
rules were mended on the fourth, and the fifth was read once when they were done.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefing.attribution.antecedents import antecedents_of
from briefing.attribution.draft import Draft
from briefing.attribution.encoder import Encoder
from briefing.attribution.entities import entities_of
from briefing.attribution.speakers import resolve_speakers
from briefing.attribution.words import Words
from briefing.library.describe import paragraphs_of
from briefing.model import ActorKind, Span, Speaker
from tests.attribution.judged import Judged, sample, verdict

GOLD = Path(os.environ.get("BRIEFING_GOLD", "nowhere"))
PARTS = ("first", "second", "third", "fourth", "fifth")  # the last two were judged before any answer was seen


def speakers_of(article: dict[str, Any], encoder: Encoder) -> dict[tuple[Span, ...], Speaker | None]:
    """Who the sources that the annotators marked are."""
    text = article["text"]
    marked = [
        [tuple(Span(*span) for span in row[key] or ()) for key in ("content", "cue", "source")]
        for row in article["statements"]
    ]
    drafts = [Draft(content, cue, source) for content, cue, source in marked]
    reading, paragraphs = encoder.read(text), paragraphs_of(text)
    quotations = [Span(one.start, one.end) for one in reading.pieces.quotations]
    words = Words(text, paragraphs, quotations)
    found = resolve_speakers(
        text,
        paragraphs,
        drafts,
        entities_of(text, reading),
        quotations,
        words=words,
        antecedents=antecedents_of(words, reading),
    )
    speakers: dict[tuple[Span, ...], Speaker | None] = {}
    for draft, speaker in zip(drafts, found, strict=True):
        speakers.setdefault(draft.source, speaker)
    return speakers


@pytest.mark.benchmark
@pytest.mark.skipif(not GOLD.is_file(), reason="BRIEFING_GOLD names no gold file")
def test_the_judged_sample() -> None:
    articles = {row["id"]: row for row in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    wanted = {one.article for one in sample()}
    assert wanted <= articles.keys()
    encoder = Encoder()
    found = {name: speakers_of(articles[name], encoder) for name in sorted(wanted)}
    counts: Counter[tuple[str, str]] = Counter()
    for one in sample():
        said = verdict(articles[one.article]["text"], one, found[one.article][one.source])
        counts.update([(one.part, said), ("all", said)])
    for part in (*PARTS, "all"):
        total = sum(count for (name, _), count in counts.items() if name == part)
        shares = {said: counts[part, said] / total for said in ("right", "open", "wrong")}
        told = ", ".join(f"{share:.1%} {said}" for said, share in shares.items())
        sys.stdout.write(f"{part:7}{total:4} sources: {told}\n")
    total = sum(count for (name, _), count in counts.items() if name == "all")
    assert counts["all", "wrong"] <= 0.04 * total
    assert counts["all", "right"] >= 0.85 * total


def test_the_sample_is_large_and_holds_no_text() -> None:
    rows = list(sample())
    assert len(rows) >= 550
    assert {one.part for one in rows} == set(PARTS)
    assert len({(one.article, one.source) for one in rows}) == len(rows)
    assert all(one.answers or one.names or one.as_written for one in rows)


TEXT = "Jane Doe came. She and Ann Roe met an official."
SHE = Judged("a", (Span(15, 18),), (Span(0, 8),), (), as_written=False, part="first")
OFFICIAL = Judged("a", (Span(35, 46),), (), (), as_written=True, part="first")


@pytest.mark.parametrize(
    ("judged", "name", "probability", "wanted"),
    [
        (SHE, "Jane Doe", 0.9, "right"),
        (SHE, "Jane Doe", 0.4, "open"),
        (SHE, "Ann Roe", 0.4, "open"),
        (SHE, "Ann Roe", 0.9, "wrong"),
        (SHE, "Doe", 0.9, "open"),
        (SHE, None, 0.0, "open"),
        (OFFICIAL, "official (unnamed)", 0.9, "right"),
        (OFFICIAL, "Jane Doe", 0.9, "wrong"),
        (OFFICIAL, None, 0.0, "right"),
    ],
)
def test_verdicts(judged: Judged, name: str | None, probability: float, wanted: str) -> None:
    speaker = None if name is None else Speaker(name=name, kind=ActorKind.PERSON, probability=probability)
    assert verdict(TEXT, judged, speaker) == wanted
