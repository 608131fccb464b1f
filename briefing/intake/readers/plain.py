"""Plain text and Markdown: one article a file, its text as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.intake.bylines import field_of
from briefing.intake.clipping import Clipping, Given
from briefing.intake.decode import decode
from briefing.intake.frontmatter import split_front_matter
from briefing.intake.source import Source
from briefing.model import Origin
from briefing.model.clean import clean


class TextReader:
    """Plain text."""

    def recognises(self, source: Source) -> bool:
        """Never by content: whatever no other reader wants is read as text."""
        return False

    def read(self, source: Source) -> Iterator[Clipping]:
        """Read the one article."""
        yield Clipping(text=decode(source.all(), source.path))


class MarkdownReader:
    """Markdown, with or without front matter."""

    def recognises(self, source: Source) -> bool:
        """Never by content: Markdown is text like any other."""
        return False

    def read(self, source: Source) -> Iterator[Clipping]:
        """Read the one article."""
        whole = clean(decode(source.all(), source.path))
        pairs, text = split_front_matter(whole)
        fields = ((field_of(key), value) for key, value in pairs.items())
        given = tuple(Given(field, value, Origin.FRONT_MATTER) for field, value in fields if field)
        before = whole.count("\n", 0, len(whole) - len(text))
        yield Clipping(text=text, given=given, markdown=True, first_line=1 + before)


__all__ = ["MarkdownReader", "TextReader"]
