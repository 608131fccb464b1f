"""A statement as text that can be pasted and checked."""

from briefing.citation.forms import FORMS, cite, cite_words, head
from briefing.citation.words import extract_words, paragraph_numbers

__all__ = ["FORMS", "cite", "cite_words", "extract_words", "head", "paragraph_numbers"]
