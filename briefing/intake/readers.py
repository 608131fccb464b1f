"""A reader per format: bytes and path in, articles out, one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from briefing.errors import IntakeError
from briefing.intake.decode import decode
from briefing.intake.frontmatter import split_front_matter
from briefing.intake.language import detect_language
from briefing.intake.metadata import describe
from briefing.intake.paragraphs import paragraph_spans
from briefing.intake.problems import named
from briefing.model import Article
from briefing.model.clean import clean


class Reader(Protocol):
    """Knows one format. One file may hold many articles, so they come lazily.

    Attributes:
        suffixes: The endings of its files' names, in lower case, with the dot.
    """

    suffixes: frozenset[str]

    def read(self, data: bytes, path: Path) -> Iterator[Article]:
        """Read every article in a file.

        Args:
            data: The file's bytes.
            path: Where they came from; nothing is read from it.

        Raises:
            IntakeError: The bytes are not of this format, or hold no article.
        """
        ...


class TextReader:
    """Plain text: one article a file."""

    suffixes = frozenset({".txt"})

    def read(self, data: bytes, path: Path) -> Iterator[Article]:
        """Read the one article."""
        yield article_from(clean(decode(data, path)), data, path)


class MarkdownReader:
    """Markdown, with or without front matter: one article a file, its text as it was written."""

    suffixes = frozenset({".md", ".markdown"})

    def read(self, data: bytes, path: Path) -> Iterator[Article]:
        """Read the one article."""
        given, text = split_front_matter(clean(decode(data, path)))
        yield article_from(text, data, path, given=given, markdown=True)


READERS: Final[tuple[Reader, ...]] = (TextReader(), MarkdownReader())
SUFFIXES: Final = frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def reader_for(path: Path) -> Reader:
    """The reader that a file's suffix asks for; plain text when none does."""
    suffix = path.suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), READERS[0])


def article_from(
    text: str, data: bytes, path: Path, *, given: Mapping[str, str] | None = None, markdown: bool = False
) -> Article:
    """Make an article of cleaned text.

    Args:
        text: The cleaned text, which becomes the article's, unchanged.
        data: The file's bytes, for their hash.
        path: The file.
        given: What the file says about itself.
        markdown: Lines may be headings in Markdown.

    Raises:
        IntakeError: There is nothing but blanks.
    """
    spans = paragraph_spans(text)
    if not spans:
        raise IntakeError(f"{named(path)} holds no text, only blanks; put an article into it or leave it out.")
    known = describe(text, spans, given=given, markdown=markdown)
    return Article(
        id=article_id(text, known.outlet),
        path=_recorded(path),
        title=known.title,
        title_is_own=known.title_is_own,
        outlet=known.outlet,
        author=known.author,
        published=known.published,
        published_from=known.published_from,
        place=known.place,
        agency=known.agency,
        language=detect_language(text) or _code(known.language),  # pages often say it wrongly, their words never do
        url=known.url,
        text=text,
        paragraphs=known.paragraphs,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def article_id(text: str, outlet: str | None) -> str:
    """An article's stable name: the same words from two outlets are two articles."""
    return hashlib.sha256(f"{text}\0{outlet or ''}".encode()).hexdigest()[:16]


def _recorded(path: Path) -> str:
    """The path as given, unless it has bytes that no database or screen can hold: those are written out."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return str(path)


def _code(language: str | None) -> str | None:
    """A language as two letters, when it is given so ("en", "en-GB")."""
    code = (language or "").lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
