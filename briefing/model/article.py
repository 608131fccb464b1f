"""An article as it is read, searched, highlighted and cited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pydantic import BaseModel

from briefing.model.kinds import Origin, ParagraphKind


class Paragraph(BaseModel, frozen=True):
    """One paragraph of an article.

    Attributes:
        kind: What it is to the article.
        start: First code point in `Article.text`.
        end: One past the last code point; the line break is outside.
        dateline: Where a leading dateline ("MOSCOW (Agency - 3rd March, 2021)") ends, or `start` when there is none.
        place: Where it stands in the file ("line 12", "page 3"), or "" when the file has no such places.
    """

    kind: ParagraphKind
    start: int
    end: int
    dateline: int = -1
    place: str = ""


class Article(BaseModel, frozen=True):
    r"""One article, normalised once: NFC, line ends `\n`, no terminal codes.

    Attributes:
        id: Stable name: the first 16 hexadecimal digits of a hash of text and outlet.
        path: The file it was read from, as given.
        title: Its headline, or its first sentence when it has none.
        title_is_own: False when the title is only the first sentence standing in; faces mark it.
        outlet: Who published it, or None.
        author: As the byline writes it, or None.
        published: The day of publication, or None: undated stays undated.
        published_from: The words that the date was read from ("Wed 03rd March 2021 | 05:00 PM").
        place: The dateline's place ("MOSCOW"), or None.
        agency: Who the dateline credits ("UrduPoint News / Sputnik"), or None.
        language: ISO 639-1 code, or None when unknown.
        url: Where it was published, or None.
        text: The whole normalised text, headlines and bylines included.
        paragraphs: Every non-blank paragraph, in order.
        sha256: Hash of the file's bytes.
        part: Which part of the file it is ("record 12", "letters/3.html"), or "" when it is all of it.
        origins: Where title, outlet, author, published, language and url were read; what is not known is missing.
        caution: What a reader must know before trusting the text ("only a summary"), or None.
    """

    id: str
    path: str
    title: str
    title_is_own: bool = True
    outlet: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    place: str | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    sha256: str = ""
    part: str = ""
    origins: Mapping[str, Origin] = {}
    caution: str | None = None

    def paragraph_at(self, offset: int) -> int:
        """The number, from 1, of the paragraph that holds a code point; 0 when none does."""
        for number, paragraph in enumerate(self.paragraphs, start=1):
            if paragraph.start <= offset < paragraph.end:
                return number
        return 0
