"""PDFs: text by page, with paragraphs guessed from where the lines stand."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping
from briefing.intake.files import too_large
from briefing.intake.readers.document import Properties, clipping_from
from briefing.intake.readers.package import locked
from briefing.intake.readers.pdf_lines import Line, blocks_of
from briefing.intake.source import Source

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf import PdfReader as Document

_LARGEST: Final = 200_000_000  # pages with pictures on them; only their text is held
_MOST_PAGES: Final = 1_000
_MOST_CONTENT: Final = 6_000_000  # bytes of drawing in all, once unpacked: each million takes seconds
_LARGEST_PAGE: Final = 2_000_000  # the same, for one page: above it, it is a map
_GUESSED: Final = "from a PDF: paragraphs and line ends are guessed"
# pypdf says that broken files may raise other exceptions than its own; these are those that its code can come to.
_BROKEN: Final = (
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    ZeroDivisionError,
    struct.error,
    zlib.error,
)


class PdfReader:
    """PDFs that hold text, not only pictures of it."""

    def recognises(self, source: Source) -> bool:
        """Whether the signature stands near the beginning, where programs look for it."""
        return b"%PDF-" in source.head[:1024]

    def read(self, source: Source) -> Iterator[Clipping]:
        """Read the one article.

        Raises:
            IntakeError: It is locked, damaged, without pages, or holds only pictures of them.
        """
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

        _keep_quiet()
        if not self.recognises(source):
            raise IntakeError(f"{source.named} is no PDF; save it from its program again, as .pdf or .docx.")
        try:
            yield _clipping(io.BytesIO(_whole(source)), source.named)
        except (DependencyError, FileNotDecryptedError) as error:
            raise locked(source.named) from error
        except (PyPdfError, *_BROKEN) as error:
            raise IntakeError(
                f"{source.named} is damaged or cut short; fetch it again, or print it to a new PDF."
            ) from error


def _keep_quiet() -> None:
    """Keep the library's warnings off the screen, where Python writes what no handler takes."""
    logger = logging.getLogger("pypdf")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _whole(source: Source) -> bytes:
    """Every byte, more than other files may have."""
    with source.stream() as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise too_large(source.named, len(data), _LARGEST)
    return data


def _clipping(stream: io.BytesIO, named: str) -> Clipping:
    """The one article of a PDF."""
    from pypdf import PdfReader as Document

    document = Document(stream, strict=False)
    if document.is_encrypted and not document.decrypt(""):
        raise locked(named)
    count = document.get_num_pages()
    if not count:
        raise IntakeError(f"{named} has no pages; fetch it again, or print it to a new PDF.")
    pages = _pages(document)
    blocks = blocks_of(pages)
    if not blocks and len(pages) < count:
        raise IntakeError(f"{named} has pages too full of drawing to be read; save its text as .docx or .txt.")
    if not blocks:
        raise IntakeError(
            f"{named} holds only pictures of pages, no text; run OCR over it, such as ocrmypdf, and try again."
        )
    caution = _GUESSED
    if len(pages) < count:
        caution = f"from a PDF, only {len(pages):,} of its {count:,} pages: paragraphs and line ends are guessed"
    return clipping_from(blocks, _properties(document), caution=caution)


def _pages(document: Document) -> list[list[Line]]:
    """The lines of each page that is read: not those after there was too much, nor one that is too full itself."""
    pages: list[list[Line]] = []
    content = 0
    for number, page in enumerate(document.pages, start=1):
        drawn = page.get_contents()
        size = len(drawn.get_data()) if drawn is not None else 0
        content += size
        if number > _MOST_PAGES or content > _MOST_CONTENT:
            break
        if size <= _LARGEST_PAGE:
            pages.append(_lines(page, number))
    return pages


def _lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page, with where they stand where that is known."""
    lines: list[Line] = []
    words: list[str] = []
    at = (0.0, 0.0, 0.0)

    def keep(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        nonlocal at
        for count, part in enumerate(text.split("\n")):
            if count and words:
                lines.append(Line("".join(words), number, *at))
                words.clear()
            if part.strip() and not words:
                at = _place(outer, inner, size)
            if part.strip() or words:
                words.append(part)

    text = page.extract_text(visitor_text=keep)
    if words:
        lines.append(Line("".join(words), number, *at))
    if sum(len("".join(line.text.split())) for line in lines) == len("".join(text.split())):
        return lines
    return [Line(line, number) for line in text.split("\n") if line.strip()]


def _place(outer: list[float], inner: list[float], size: float) -> tuple[float, float, float]:
    """Where text stands on the page, and how large it is: x, y and size."""
    x, y = inner[4], inner[5]
    scale = abs(inner[3] or inner[1]) * abs(outer[3] or outer[1])
    return outer[0] * x + outer[2] * y + outer[4], outer[1] * x + outer[3] * y + outer[5], size * scale


def _properties(document: Document) -> Properties:
    """What the file says about itself; when it was made is not asked."""
    about = document.metadata
    if about is None:
        return Properties()
    title, author = about.title, about.author
    return Properties(title=str(title or ""), author=str(author or ""))


__all__ = ["PdfReader"]
