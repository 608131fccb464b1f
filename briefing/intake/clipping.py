"""What a reader hands over: an article's paragraphs as the file has them, and what the file says about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.intake.paragraphs import paragraph_spans
from briefing.model import Origin, ParagraphKind
from briefing.model.clean import clean

Field = Literal["title", "author", "outlet", "published", "updated", "url", "language", "place", "agency"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as it stands in a file.

    Attributes:
        text: Its words; blanks and line breaks in it are evened out when the article is made.
        kind: What it is to the article, where the file says so; None leaves it to its shape.
        place: Where in the file ("line 12", "page 3"), or "".
    """

    text: str
    kind: ParagraphKind | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A value that a file gives in so many words.

    Attributes:
        field: The field of `Article`, or "updated" for the day of a later change.
        value: As it is written; a day may be in any form, with or without a time.
        origin: Where it stands.
    """

    field: Field
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Clipping:
    """One article as a reader found it, before cleaning.

    Attributes:
        pieces: Its paragraphs in reading order; a title, standfirst or byline that the reader wants to see again in
            the article is one of them.
        text: Instead of pieces, a text that becomes the article's as it stands, and whose paragraphs are to be found.
        given: What the file says about it; of two values for a field the first counts.
        part: Which part of the file it is ("record 12"), or "".
        markdown: Lines of the text may be headings in Markdown.
        first_line: The number, from 1, of the line of the file that the text begins with.
        caution: What a reader must know before trusting the text ("only a summary"), or None.
    """

    pieces: tuple[Piece, ...] = ()
    text: str | None = None
    given: tuple[Given, ...] = ()
    part: str = ""
    markdown: bool = False
    first_line: int = 1
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """A part of a file that cannot be read, while others can.

    Attributes:
        sentence: What, where and what to do, in one sentence that is safe to show.
    """

    sentence: str


def pieces_of(text: str, *, place: str = "", title: str | None = None) -> Iterator[Piece]:
    """The paragraphs of plain text, under its title.

    Args:
        text: Text whose lines or blank lines part paragraphs.
        place: Where it stands in the file.
        title: Its title, when that is not in the text.
    """
    if title:
        yield Piece(title, ParagraphKind.TITLE, place)
    cleaned = clean(text)
    yield from (Piece(cleaned[start:end], None, place) for start, end in paragraph_spans(cleaned))


def given(origin: Origin, pairs: Iterable[tuple[Field, str | None]]) -> tuple[Given, ...]:
    """The values that are there, all from one place."""
    return tuple(Given(field, value, origin) for field, value in pairs if value and value.strip())


__all__ = ["Clipping", "Field", "Flaw", "Given", "Piece", "given", "pieces_of"]
