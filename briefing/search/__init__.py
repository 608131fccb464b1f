"""Finding articles and statements: one query language, and the engine behind one protocol."""

from __future__ import annotations

from pathlib import Path

from briefing.search.engine import (
    Document,
    EngineAnswer,
    EngineHit,
    Facets,
    Only,
    Picked,
    SearchEngine,
    State,
    StatementDocument,
    Suggestion,
)

__all__ = [
    "Document",
    "EngineAnswer",
    "EngineHit",
    "Facets",
    "Only",
    "Picked",
    "SearchEngine",
    "State",
    "StatementDocument",
    "Suggestion",
    "open_engine",
]


def open_engine(folder: Path) -> SearchEngine:
    """The search engine whose index lives in `folder`; the folder is made at the first `clear`.

    The folder must be in the user's own data directory: an index can hold code, so none is taken from elsewhere.
    """
    from briefing.search.whoosh_engine import WhooshEngine

    return WhooshEngine(folder)
