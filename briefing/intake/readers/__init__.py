"""A reader per format: a source in, clippings out, one at a time.

A new format is a new `Reader` in `READERS`; nothing else needs to know. The modules here import nothing heavy at the
top: the list of them is asked for each file of a folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final, Protocol

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.readers.docx import DocxReader
from briefing.intake.readers.factiva import FactivaReader
from briefing.intake.readers.feeds import FeedReader
from briefing.intake.readers.html import HtmlReader
from briefing.intake.readers.mail import MailboxReader, MailReader
from briefing.intake.readers.mhtml import MhtmlReader
from briefing.intake.readers.newsml import NewsmlReader
from briefing.intake.readers.newsml1 import Newsml1Reader
from briefing.intake.readers.nexis_text import NexisTextReader
from briefing.intake.readers.nitf import NitfReader
from briefing.intake.readers.odt import OdtReader
from briefing.intake.readers.old_office import OldOfficeReader
from briefing.intake.readers.pdf import PdfReader
from briefing.intake.readers.plain import MarkdownReader, TextReader
from briefing.intake.readers.records import JsonLinesReader, JsonReader
from briefing.intake.readers.rtf import RtfReader
from briefing.intake.readers.tables import TableReader
from briefing.intake.readers.web_archives import WaczReader, WarcReader
from briefing.intake.readers.xml import XmlReader
from briefing.intake.source import PACKED, Source


class Reader(Protocol):
    """Knows one format. One file may hold many articles, so they come lazily.

    Attributes:
        name: The format in a sentence: "“x.pdf” is …".
        suffixes: The endings of its files' names, in lower case, with the dot.
        extra: The extra of the package that installs what it needs, or None when the package itself does.
        modules: The modules that it needs from there.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - an attribute, which a protocol lets a class fill in with a constant
    @property
    def suffixes(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def extra(self) -> str | None: ...  # noqa: D102
    @property
    def modules(self) -> tuple[str, ...]: ...  # noqa: D102

    def recognises(self, source: Source) -> bool:
        """Whether the first bytes (`source.head`) are surely of this format, whatever the name."""
        ...

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read every article, and say which parts cannot be read.

        Raises:
            IntakeError: The bytes are not of this format, or hold no article.
        """
        ...


# Those that know their format by its content come first, the particular before the general.
READERS: Final[tuple[Reader, ...]] = (
    DocxReader(),
    OdtReader(),
    RtfReader(),
    PdfReader(),
    OldOfficeReader(),
    NexisTextReader(),
    WaczReader(),
    WarcReader(),
    MhtmlReader(),
    MailboxReader(),
    MailReader(),
    NewsmlReader(),
    Newsml1Reader(),
    NitfReader(),
    FactivaReader(),
    FeedReader(),
    JsonLinesReader(),
    JsonReader(),
    TableReader(),
    HtmlReader(),
    XmlReader(),
    MarkdownReader(),
    TextReader(),
)
SUFFIXES: Final = frozenset(suffix for reader in READERS for suffix in reader.suffixes) | PACKED | {".zip"}


def reader_for(source: Source) -> Reader:
    """The reader that knows the first bytes, or else the one that the name's ending asks for, or else plain text.

    Raises:
        IntakeError: The file cannot be read, or what its reader needs is not installed.
    """
    known = next((reader for reader in READERS if reader.recognises(source)), None)
    suffix = source.suffix
    found = known or next((reader for reader in READERS if suffix in reader.suffixes), READERS[-1])
    if any(find_spec(module) is None for module in found.modules):
        raise IntakeError(
            f"{source.named} is {found.name}, whose reader is not installed; "
            f"run: python -m pip install 'briefing[{found.extra}]'."
        )
    return found


__all__ = ["READERS", "SUFFIXES", "Reader", "reader_for"]
