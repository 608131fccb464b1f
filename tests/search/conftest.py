"""An index of a handful of articles, made afresh for each test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.model import Span
from briefing.search import Document, SearchEngine, StatementDocument, open_engine

AKAR = "Akar said Turkey is ready to negotiate the air defense systems. Erdoğan’s office denied it."
SANCTIONS = "Sanctions hurt nobody, Demir stated. The U.S. sanctioned an agency; air defenses were not touched."
OTHER = "Fishing quotas were agreed in Brussels. Nobody spoke of sanctions or of air and defense."


def documents() -> list[Document]:
    """Three articles, two of them with statements."""
    return [
        Document(
            "a1",
            "Akar ready to negotiate",
            ("Hurriyet",),
            dt.date(2021, 3, 2),
            "Faizan Hashmi",
            AKAR,
            (
                StatementDocument(
                    10,
                    AKAR[10:62],
                    "Hulusi Akar",
                    ("Akar", "the Turkish minister"),
                    "indirect",
                    "said",
                    actor="person:hulusi akar",
                    via="Anadolu Agency",
                    said_on=dt.date(2021, 3, 1),
                ),
                StatementDocument(
                    64,
                    "Erdoğan’s office denied it",
                    "Turkish government",
                    ("Ankara",),
                    "mixed",
                    "denied",
                    actor="government:turkey",
                ),
            ),
        ),
        Document(
            "a2",
            "Sanctions without impact",
            ("UrduPoint.com", "urdupoint"),
            dt.date(2021, 3, 3),
            None,
            SANCTIONS,
            (
                StatementDocument(
                    0,
                    "Sanctions hurt nobody … sanctioned an agency",
                    "Ismail Demir",
                    ("Demir",),
                    "direct",
                    "said",
                    (Span(0, 21), Span(SANCTIONS.index("sanctioned"), SANCTIONS.index("sanctioned") + 20)),
                    actor="person:ismail demir",
                ),
            ),
        ),
        Document("a3", "Fish", (), None, None, OTHER),
    ]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[SearchEngine]:
    """The three articles, indexed."""
    found = open_engine(tmp_path / "index")
    assert found.clear()
    assert found.add(documents())
    yield found
    found.close()
