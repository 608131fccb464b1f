"""XML of no kind that any reader knows: said, instead of read as tags and all."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping
from briefing.intake.source import Source
from briefing.intake.xml import head_text


class XmlReader:
    """Whatever ends in `.xml` and was not recognised."""

    def recognises(self, source: Source) -> bool:
        """Never by content: XML that somebody knows has been recognised before."""
        return False

    def read(self, source: Source) -> Iterator[Clipping]:
        """Refuse it.

        Raises:
            IntakeError: Always.
        """
        what = "ends in .xml, but is no XML"
        if head_text(source.head).startswith("<"):
            what = "is XML, but of no kind that is known (NewsML-G2, NewsML, NITF, RSS, Atom, Factiva)"
        raise IntakeError(f"{source.named} {what}; export it as one of the known kinds, or save its text as .txt.")
        yield  # a reader is a generator, even one that has nothing to give


__all__ = ["XmlReader"]
