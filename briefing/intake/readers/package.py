"""Office files that are ZIP archives of XML, opened so that no bomb, entity or lying header costs much."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from briefing.errors import IntakeError
from briefing.intake.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

SIGNATURE: Final = b"PK\x03\x04"
_LARGEST_PART: Final = 25_000_000  # the XML of five hundred long articles is less
_FREE_SIZE: Final = 5_000_000  # below it, any ratio is harmless
_HIGHEST_RATIO = 100  # text in XML shrinks to a tenth, seldom to a fortieth
_ENCRYPTED = 0x1


class Package:
    """An opened office file.

    Attributes:
        named: How a sentence names the file.
    """

    def __init__(self, packed: ZipFile, named: str) -> None:
        """Describe an archive that is open."""
        self._packed = packed
        self.named = named

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._packed.NameToInfo

    def bytes_of(self, name: str) -> bytes:
        """All of a small part, or b"" when there is none.

        Raises:
            IntakeError: It unpacks to more than it may, or is locked.
        """
        if not self.has(name):
            return b""
        with self._opened(name) as stream:
            return stream.read()

    def elements(self, name: str, *tags: str) -> Iterator[_Element]:
        """The elements of a part as they end, each with what it contains; what is behind is forgotten.

        Raises:
            IntakeError: The part is missing, unpacks to more than it may, or is locked.
        """
        from lxml.etree import iterparse

        if not self.has(name):
            raise IntakeError(f"{self.named} lacks its text ({name}); save it again from its program.")
        with self._opened(name) as stream:
            ended = iterparse(
                stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            yield from (element for _, element in ended)

    def _opened(self, name: str) -> IO[bytes]:
        """A part's stream, once it is known that it may be unpacked."""
        info = self._packed.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise locked(self.named)
        if _is_bomb(info):
            raise IntakeError(
                f"{self.named} unpacks to {info.file_size / 1_000_000:,.0f} MB of text, more than any article; "
                "leave it out, or save its text as .txt."
            )
        return self._packed.open(info)


@contextmanager
def opened(source: Source) -> Iterator[Package]:
    """An office file, open as long as its parts are read.

    Raises:
        IntakeError: It is damaged, or one of its parts is, or is not what it must be.
    """
    from lxml.etree import XMLSyntaxError

    try:
        with source.stream() as stream:
            whole: IO[bytes] = stream if stream.seekable() else io.BytesIO(source.all())
            with ZipFile(whole) as packed:
                yield Package(packed, source.named)
    except (BadZipFile, EOFError, NotImplementedError, ValueError, XMLSyntaxError, struct.error, zlib.error) as error:
        raise IntakeError(
            f"{source.named} is damaged or cut short; fetch it again, or open it and save it anew."
        ) from error


def locked(name: str) -> IntakeError:
    """The error for a file that only its password opens."""
    return IntakeError(f"{name} is locked with a password; open it, save it without the password and try again.")


def forget(element: _Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def small_xml(data: bytes) -> _Element | None:
    """The root of a small part, or None when it is empty or broken: properties are worth no error."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return fromstring(data, parser) if data else None
    except XMLSyntaxError:
        return None


def _is_bomb(info: ZipInfo) -> bool:
    """Whether a part unpacks to more than a document's text can be; what is read never exceeds what it declares."""
    ratio = info.file_size / max(info.compress_size, 1)
    return info.file_size > _LARGEST_PART or (info.file_size > _FREE_SIZE and ratio > _HIGHEST_RATIO)


__all__ = ["SIGNATURE", "Package", "forget", "locked", "opened", "small_xml"]
