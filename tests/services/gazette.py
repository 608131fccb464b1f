"""A record of a few articles in which people and unnamed sources speak, with all that can be told of a statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from briefing.library.rows import FileRow, Reading
from briefing.library.store import Store
from briefing.model import Article, Statement
from tests.library.fakes import article

FERRER = {"name": "Ana Ferrer", "kind": "person"}
OFFICIALS = {"name": "senior officials (unnamed)", "kind": "unnamed"}
GAZETTE, HERALD = "Lugo Gazette", "Vigo Herald"
_LINES = (
    "The harbour of the old town opens again in the spring for every boat",
    "Nobody asked the fishermen about the price of their licences this year",
    "A second pier will be built beside the market before the winter comes",
    "Taxes on small houses are to fall by a tenth in all of the province",
)


def written(number: int, outlet: str | None, day: str | None) -> Article:
    """An article of four lines that no other article has."""
    dated = f"\ndate: {day}" if day else ""
    lines = "\n".join(f"{line}, number {number * 7919 % 1013} of {number}." for line in _LINES)
    one = article(f"Article {number}{dated}\n{lines}", f"/articles/{number}.txt", f"hash {number}")
    return one.model_copy(update={"outlet": outlet})


def said(one: Article, at: int, speaker: dict[str, Any], **facts: Any) -> Statement:
    """What somebody says in one of the lines of an article."""
    line = [part for part in one.paragraphs if one.text[part.start : part.end].endswith(".")][at]
    spans = {"content": [(line.start, line.end)], "source": [(line.start, line.start + 3)]}
    given = {"kind": "direct", "confidence": 0.9, **spans, **facts}
    return Statement.model_validate({**given, "speaker": speaker})


def put(store: Store, one: Article, statements: Sequence[Statement]) -> None:
    """Write an article and its statements."""
    store.keep([Reading(FileRow(one.path, len(one.text), 1, one.sha256), (one,))])
    store.findings.keep(one, statements, "1")


def fill(store: Store) -> None:
    """Ana Ferrer in three months and one article without a date; senior officials in two outlets."""
    mayor, minister = {**FERRER, "role": "Mayor of Lugo"}, {**FERRER, "role": "Minister of Fisheries"}
    first = written(1, GAZETTE, "2021-01-05")
    told = {"said_on": dt.date(2020, 12, 30), "said_when": "on Wednesday"}
    interview = {"venue": "an interview", "venue_kind": "interview", "via": ["Radio Lugo"]}
    put(
        store,
        first,
        [
            said(first, 0, mayor, provenance=told),
            said(first, 1, mayor, kind="indirect", polarity="denied", provenance=interview),
            said(first, 2, OFFICIALS, kind="indirect"),
        ],
    )
    second = written(2, GAZETTE, "2021-03-03")
    addressed = {"addressee": "Parliament"}
    put(store, second, [said(second, 0, minister, provenance=addressed), said(second, 1, OFFICIALS, confidence=0.3)])
    third = written(3, HERALD, "2021-03-09")
    put(store, third, [said(third, 0, minister, kind="mixed"), said(third, 1, FERRER, mode="attitude")])
    fourth = written(4, HERALD, None)
    put(store, fourth, [said(fourth, 0, FERRER)])
    store.findings.settle(lambda: False)
