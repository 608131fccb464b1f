"""The nouns of `briefing`: frozen, without I/O, known to every room.

All offsets everywhere are code points into `Article.text`, half open: `text[start:end]` is what the reader sees and
what is copied.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from briefing.model.kinds import (
    ENOUGH,
    ActorCard,
    ActorKind,
    ArticleCard,
    Day,
    Kind,
    Mode,
    Origin,
    ParagraphKind,
    Polarity,
    SourceSort,
    Span,
    Venue,
)

if TYPE_CHECKING:
    from briefing.model.actor import Actor, Reliance, RoleHeld, UnnamedSource
    from briefing.model.article import Article, Paragraph
    from briefing.model.statement import Provenance, RunnerUp, Speaker, Statement, Step, adds_to
else:
    _CHECKED: Final = {
        "Actor": "actor",
        "Reliance": "actor",
        "RoleHeld": "actor",
        "UnnamedSource": "actor",
        "Article": "article",
        "Paragraph": "article",
        "Provenance": "statement",
        "RunnerUp": "statement",
        "Speaker": "statement",
        "Statement": "statement",
        "Step": "statement",
        "adds_to": "statement",
    }

    def __getattr__(name: str) -> object:
        """Load a noun that checks what it is made of when it is first asked for: a first frame needs none of them."""
        if name not in _CHECKED:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = found = getattr(importlib.import_module(f"{__name__}.{_CHECKED[name]}"), name)
        return found


__all__ = [
    "ENOUGH",
    "Actor",
    "ActorCard",
    "ActorKind",
    "Article",
    "ArticleCard",
    "Day",
    "Kind",
    "Mode",
    "Origin",
    "Paragraph",
    "ParagraphKind",
    "Polarity",
    "Provenance",
    "Reliance",
    "RoleHeld",
    "RunnerUp",
    "SourceSort",
    "Span",
    "Speaker",
    "Statement",
    "Step",
    "UnnamedSource",
    "Venue",
    "adds_to",
]
