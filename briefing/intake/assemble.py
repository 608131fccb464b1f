"""Clippings become articles: cleaned once, with their metadata and the kinds of their paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Piece
from briefing.intake.language import detect_language
from briefing.intake.metadata import Metadata, describe
from briefing.intake.paragraphs import paragraph_spans
from briefing.intake.problems import named
from briefing.model import Article, Paragraph, Span
from briefing.model.clean import clean, clean_line

_BETWEEN = "\n\n"


def article_from(clipping: Clipping, path: Path, sha256: str) -> Article:
    """Make an article of what a reader found.

    Args:
        clipping: What the reader found.
        path: The file it was found in.
        sha256: The hash of the file's bytes.

    Raises:
        IntakeError: There is nothing but blanks.
    """
    pieces: tuple[Piece, ...]
    if clipping.text is not None:
        text, pieces = clean(clipping.text), ()
        spans = paragraph_spans(text)
    else:
        text, spans, pieces = _joined(clipping.pieces)
    if not spans:
        where = f"{clean_line(clipping.part)} of {named(path)}" if clipping.part else named(path)
        raise IntakeError(f"{where} holds no text, only blanks; put an article into it or leave it out.")
    known = describe(
        text,
        spans,
        given=clipping.given,
        kinds=[piece.kind for piece in pieces] or None,
        markdown=clipping.markdown,
        file_name=path.name if "://" in clipping.part else f"{clipping.part} {path.name}",
    )
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
        language=detect_language(text) or language_code(known.language),  # pages often say it wrongly
        url=known.url,
        text=text,
        paragraphs=_placed(known, pieces) if pieces else _numbered(known, text, clipping.first_line),
        sha256=sha256,
        part=clean_line(clipping.part),
        origins=known.origins,
        caution=clipping.caution,
    )


def article_id(text: str, outlet: str | None) -> str:
    """An article's stable name: the same words from two outlets are two articles."""
    return hashlib.sha256(f"{text}\0{outlet or ''}".encode()).hexdigest()[:16]


def language_code(language: str | None) -> str | None:
    """A language as two letters, when it is given so ("en", "en-GB")."""
    code = (language or "").lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _joined(pieces: Sequence[Piece]) -> tuple[str, list[Span], tuple[Piece, ...]]:
    """The text of pieces, each on a line of its own, with the spans of those that are not blank."""
    spans: list[Span] = []
    kept: list[Piece] = []
    parts: list[str] = []
    length = 0
    for piece in pieces:
        words = " ".join(clean(piece.text).split())
        if words:
            start = length + len(_BETWEEN) if parts else 0
            length = start + len(words)
            parts.append(words)
            spans.append(Span(start, length))
            kept.append(piece)
    text = _BETWEEN.join(parts)
    # Each piece is composed already, and nothing composes over a line break.
    return text, spans, tuple(kept)


def _placed(known: Metadata, pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """The paragraphs with the places in the file that their reader knows."""
    pairs = zip(known.paragraphs, pieces, strict=True)
    return tuple(paragraph.model_copy(update={"place": piece.place}) for paragraph, piece in pairs)


def _numbered(known: Metadata, text: str, line: int) -> tuple[Paragraph, ...]:
    """The paragraphs of a text that stands in the file as it is, with the lines that they begin on."""
    found: list[Paragraph] = []
    at = 0
    for paragraph in known.paragraphs:
        line += text.count("\n", at, paragraph.start)
        at = paragraph.start
        found.append(paragraph.model_copy(update={"place": f"line {line}"}))
    return tuple(found)


def _recorded(path: Path) -> str:
    """The path as given, unless it has bytes that no database or screen can hold: those are written out."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return str(path)


__all__ = ["article_from", "article_id", "language_code"]
