"""The nouns of `briefing`: frozen, without I/O, known to every room.

All offsets everywhere are code points into `Article.text`, half open: `text[start:end]` is what the reader sees and
what is copied.
"""

from briefing.model.actor import Actor, ActorCard, ActorKind, Reliance, RoleHeld, SourceSort, UnnamedSource
from briefing.model.article import Article, Origin, Paragraph, ParagraphKind, Span
from briefing.model.statement import (
    Kind,
    Mode,
    Polarity,
    Provenance,
    RunnerUp,
    Speaker,
    Statement,
    Step,
    Venue,
    adds_to,
)

__all__ = [
    "Actor",
    "ActorCard",
    "ActorKind",
    "Article",
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
