"""RTF documents: one article, or the many of a news database."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.readers import nexis
from briefing.intake.readers.document import clipping_from, numbered
from briefing.intake.source import Source


class RtfReader:
    """RTF documents."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins as RTF must."""
        return source.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read the one article, or the many of a news database.

        Raises:
            IntakeError: It is no RTF, or its groups are nested deeper than any program nests them.
        """
        from briefing.intake.readers.rtf_text import NestedTooDeeplyError, RtfText

        if not self.recognises(source):
            raise IntakeError(f"{source.named} is no RTF document; open it in its program and save it as .docx.")
        try:
            document = RtfText(source.all())
        except NestedTooDeeplyError as error:
            raise IntakeError(
                f"{source.named} has groups nested {error.depth:,} deep, which no document has; leave it out."
            ) from error
        blocks = tuple(numbered(document.blocks))
        if nexis.is_download(blocks):
            yield from nexis.articles(blocks, source.named)
        else:
            yield clipping_from(blocks, document.properties)


__all__ = ["RtfReader"]
