"""The nouns of `briefing`: frozen, without I/O, known to every room.

All offsets everywhere are code points into `Article.text`, half open: `text[start:end]` is what the reader sees and
what is copied.
"""

from briefing.model.actor import Actor, ActorKind
from briefing.model.article import Article, Origin, Paragraph, ParagraphKind, Span
from briefing.model.statement import Kind, Mode, Polarity, Provenance, RunnerUp, Speaker, Statement, adds_to

__all__ = [
    "Actor",
    "ActorKind",
    "Article",
    "Kind",
    "Mode",
    "Origin",
    "Paragraph",
    "ParagraphKind",
    "Polarity",
    "Provenance",
    "RunnerUp",
    "Span",
    "Speaker",
    "Statement",
    "adds_to",
]
