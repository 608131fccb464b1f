"""Two articles of our own with their gold statements, and an extraction that is wrong in every way there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.model import Kind, Span, Statement

TEXT = (
    "Mayor Ada Quill said the old bridge would reopen in spring. “We have mended every arch,” she told\n"
    "reporters, “and every rail.” Critics want a ferry instead. The clerk denied that tolls would rise."
)
SHORT = "Ferries are slow, Tom Reed wrote. Nobody asked him. Advertisement: Reed says buy a boat."

Roles = tuple[tuple[str, ...], str, str]  # the words of the content, the source and the cue

GOLD: dict[str, tuple[Roles, ...]] = {
    TEXT: (
        (("the old bridge would reopen in spring",), "Mayor Ada Quill", "said"),
        (("“We have mended every arch,”", "“and every rail.”"), "she", "told"),
        (("a ferry instead",), "Critics", "want"),
        (("that tolls would rise",), "The clerk", "denied"),
    ),
    SHORT: ((("Ferries are slow",), "Tom Reed", "wrote"),),
}
FOUND: dict[str, tuple[Roles, ...]] = {
    TEXT: (
        (("the old bridge would reopen in spring",), "Ada Quill", "said"),
        (("“We have mended every arch,”", "“and every rail.”"), "Critics", "told"),
    ),
    SHORT: (
        (("Ferries are slow",), "Reed", "wrote"),
        (("him",), "Nobody", "asked"),
        (("buy a boat",), "", "says"),
    ),
}


def spans(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(word), text.index(word) + len(word)) for word in words if word)


def gold_lines() -> str:
    """The gold as a file of JSON lines."""
    rows: list[dict[str, Any]] = [
        {
            "id": f"{number}.txt",
            "text": text,
            "statements": [
                {"content": spans(text, *content), "cue": spans(text, cue), "source": spans(text, source)}
                for content, source, cue in gold
            ],
            "discard": spans(text, *(word for word in ("Advertisement: Reed says buy a boat.",) if word in text)),
        }
        for number, (text, gold) in enumerate(GOLD.items(), 1)
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def extract(texts: Iterable[tuple[str, str]], *, threads: int = 1) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """What stands in FOUND."""
    for identity, text in texts:
        yield (
            identity,
            tuple(
                Statement(
                    content=spans(text, *content),
                    cue=spans(text, cue),
                    source=spans(text, source),
                    kind=Kind.INDIRECT,
                    confidence=0.75,
                )
                for content, source, cue in FOUND.get(text, ())
            ),
        )


def build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the gold into a folder, go there, and let the extraction be ours."""
    monkeypatch.setattr("briefing.services.extract.extract", extract)
    monkeypatch.chdir(folder)
    file = folder / "bridge.jsonl"
    file.write_text(gold_lines(), "utf-8")
    return file
