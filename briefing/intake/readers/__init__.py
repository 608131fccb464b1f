"""A reader per format: a source in, clippings out, one at a time.

A new format is one line in `READERS` and a module with a reader; nothing else needs to know. A reader is loaded when it
is first asked: to tell which files of a folder are of interest, their endings are mostly enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Final, Protocol, cast

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.source import PACKED, Source


class Reader(Protocol):
    """Knows one format. One file may hold many articles, so they come lazily."""

    def recognises(self, source: Source) -> bool:
        """Whether the first bytes (`source.head`) are surely of this format, whatever the name."""
        ...

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read every article, and say which parts cannot be read.

        Raises:
            IntakeError: The bytes are not of this format, or hold no article.
        """
        ...


class Format:
    """A format, and the reader that knows it.

    Attributes:
        name: The format in a sentence: "“x.pdf” is …".
        suffixes: The endings of its files' names, in lower case, with the dot.
        extra: The extra of the package that installs what it needs, or None when the package itself does.
        modules: The modules that it needs from there.
    """

    def __init__(
        self, reader: str, name: str, suffixes: str = "", *, extra: str | None = None, modules: tuple[str, ...] = ()
    ) -> None:
        """Note a format.

        Args:
            reader: The module here and the class in it: "pdf:PdfReader".
            name: The format in a sentence.
            suffixes: The endings, with blanks between.
            extra: The extra of the package that installs what it needs.
            modules: The modules that it needs from there.
        """
        self.name = name
        self.suffixes = frozenset(suffixes.split())
        self.extra = extra
        self.modules = modules
        self._where = reader

    @cached_property
    def reader(self) -> Reader:
        """The reader, loaded now."""
        module, name = self._where.split(":")
        return cast(Reader, getattr(import_module(f"{__name__}.{module}"), name)())


# Those that know their format by its content come first, the particular before the general.
READERS: Final = (
    Format("docx:DocxReader", "a Word document", ".docm .docx .dotm .dotx"),
    Format("odt:OdtReader", "an OpenDocument text", ".odt .ott"),
    Format("rtf:RtfReader", "an RTF document", ".rtf"),
    Format("pdf:PdfReader", "a PDF", ".pdf", extra="pdf", modules=("pypdf",)),
    Format("old_office:OldOfficeReader", "an old office document", ".doc .dot"),
    Format("nexis_text:NexisTextReader", "a download from LexisNexis"),
    Format("web_archives:WaczReader", "a web archive", ".wacz", extra="archives", modules=("warcio",)),
    Format("web_archives:WarcReader", "a web archive", ".arc .warc", extra="archives", modules=("warcio",)),
    Format("mhtml:MhtmlReader", "a web page saved as MHTML", ".mht .mhtml"),
    Format("mail:MailboxReader", "a mailbox", ".mbox .mbx"),
    Format("mail:MailReader", "an e-mail message", ".eml .emlx"),
    Format("newsml:NewsmlReader", "NewsML-G2", ".newsml"),
    Format("newsml1:Newsml1Reader", "NewsML"),
    Format("nitf:NitfReader", "NITF", ".nitf"),
    Format("factiva:FactivaReader", "a Factiva export"),
    Format("feeds:FeedReader", "a feed", ".atom .rdf .rss"),
    Format("records:JsonLinesReader", "a file of JSON records", ".jsonl .ndjson"),
    Format("records:JsonReader", "a JSON file", ".json"),
    Format("tables:TableReader", "a table", ".csv .tsv"),
    Format("html:HtmlReader", "a web page", ".htm .html .shtml .xhtml"),
    Format("xml:XmlReader", "XML", ".xml"),
    Format("plain:MarkdownReader", "Markdown", ".markdown .md"),
    Format("plain:TextReader", "plain text", ".txt"),
)
SUFFIXES: Final = frozenset(suffix for known in READERS for suffix in known.suffixes) | PACKED | {".zip"}


def recognised(source: Source) -> Format | None:
    """The format that the first bytes are surely of, or None."""
    return next((known for known in READERS if known.reader.recognises(source)), None)


def format_of(source: Source) -> Format:
    """The format that the first bytes are of, or else the one that the name's ending says, or else plain text.

    Raises:
        IntakeError: The file cannot be read, or what its reader needs is not installed.
    """
    suffix = source.suffix
    by_name = next((known for known in READERS if suffix in known.suffixes), READERS[-1])
    found = recognised(source) or by_name
    if any(find_spec(module) is None for module in found.modules):
        raise IntakeError(
            f"{source.named} is {found.name}, whose reader is not installed; "
            f"run: python -m pip install 'briefing[{found.extra}]'."
        )
    return found


__all__ = ["READERS", "SUFFIXES", "Format", "Reader", "format_of", "recognised"]
