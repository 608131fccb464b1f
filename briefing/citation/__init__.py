"""A statement as text that can be pasted and checked."""

from briefing.citation.forms import FORMS, cite
from briefing.citation.words import extract_words, paragraph_numbers

__all__ = ["FORMS", "cite", "extract_words", "paragraph_numbers"]
