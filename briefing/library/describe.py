"""What the paragraphs of a text that is in no library are to it."""

from __future__ import annotations

from briefing.intake.language import detect_language
from briefing.intake.metadata import describe
from briefing.intake.paragraphs import paragraph_spans
from briefing.model import Paragraph


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text with their kinds; none for a blank text."""
    spans = paragraph_spans(text)
    return describe(text, spans).paragraphs if spans else ()


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language most of a text is in, or None when that is not clear."""
    return detect_language(text)
