"""Factiva: many articles in one page or one XML document, with field codes or with bare lines for their data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw, Piece, given
from briefing.intake.dates import find_date
from briefing.intake.decode import decode
from briefing.intake.source import Source
from briefing.intake.xml import (
    DAMAGED,
    child,
    children,
    descendants,
    head_text,
    outermost,
    parse_xml,
    plain_pieces,
    refuse_too_many_tags,
    root_of,
    words_of,
)
from briefing.model import Origin, ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLE: Final = re.compile(r"<title>\s*(?:Dow Jones\s+)?Factiva\s*</title>", re.I)
_LANGUAGES: Final = (
    "ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|"
    "zhcn|zhtw|zh"
)
_ARTICLE_CLASS: Final = re.compile(rf"(?:^|\s)({_LANGUAGES})Article(?:\s|$)")
_ARTICLE_TAG: Final = re.compile(rf"<div\b[^<>]*\bclass=[\"']article (?:{_LANGUAGES})Article[\"']")
_COUNT: Final = re.compile(r"\d[\d.,\s]*[^\W\d]+")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d\b.*")
_AUTHORS_APART: Final = re.compile(r"\s*;\s*")
_MOST_FIELDS: Final = 40
_LONGEST_DAY: Final = 40
_FAR: Final = 1 << 20

# The page's own words are in the language of whoever saved it, so days are too. The first letters of the months in
# German, French, Spanish, Italian, Portuguese and Russian; English is read like everywhere else.
_MONTHS: Final = (
    "jan gen ene янв",
    "feb fev fév фев",
    "mar mär mrz мар",
    "apr abr avr апр",
    "mai may mag мая май",
    "jun giu juin июн",
    "jul lug juil июл",
    "aug aoû aou ago авг",
    "sep set сен",
    "okt oct ott out окт",
    "nov ноя",
    "dez dec dic déc дек",
)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\.?(?:º|er)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")


class _Record(NamedTuple):
    """An article's data and text, however they are laid out."""

    title: str
    author: str
    credit: str
    date: str
    outlet: str
    language: str
    story: list[Piece]


class FactivaReader:
    """Factiva's articles as saved from its pages ("Article Format", "Display Format") or as XML."""

    def recognises(self, source: Source) -> bool:
        """By the page's title, the class of its articles, or the namespace of the XML."""
        text = head_text(source.head)
        if not text.startswith("<"):
            return False
        if _TITLE.search(text) or _ARTICLE_TAG.search(text) or _is_xml(source.head):
            return True
        return "factiva" in text.lower() and _has_article_tag(source)

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read each article.

        Raises:
            IntakeError: There is none.
        """
        damaged = False
        if _is_xml(source.head):
            root, damaged = parse_xml(source)
            records = [_record_of_xml(article) for article in descendants(root, "article")]
        else:
            records = [_record_of_page(article, found[1][:2]) for article, found in _articles(source)]
        if not records:
            raise IntakeError(f"{source.named} is a page of Factiva without an article; save the articles themselves.")
        for number, record in enumerate(records, start=1):
            part = f"document {number}" if len(records) > 1 else ""
            if record.title or record.story:
                yield _clipping(record, part, DAMAGED if damaged else None)
            elif part:
                yield Flaw(f"{part} of {source.named} has neither a headline nor text; save it again from Factiva.")
            else:
                raise IntakeError(f"{source.named} has neither a headline nor text; save it again from Factiva.")


def _has_article_tag(source: Source) -> bool:
    """Whether an article begins in the first megabyte: saved pages carry long scripts and styles in their head."""
    with source.stream() as stream:
        return bool(_ARTICLE_TAG.search(head_text(stream.read(_FAR))))


def _is_xml(head: bytes) -> bool:
    """Whether a document is Factiva's XML."""
    root = root_of(head)
    if root is None or root.name in ("html", "rss", "feed", "RDF"):
        return False
    return root.name.lower().startswith("pps") or "factiva.com/pps" in head_text(head)


def _clipping(record: _Record, part: str, caution: str | None) -> Clipping:
    """The article in a record."""
    author = ", ".join(filter(None, _AUTHORS_APART.split(record.author)))
    head = (
        (record.title, ParagraphKind.TITLE),
        (record.author, ParagraphKind.BYLINE),
        (record.credit, ParagraphKind.CREDIT),
    )
    return Clipping(
        (*(Piece(words, kind) for words, kind in head if words), *record.story),
        given=given(
            Origin.ARCHIVE,
            (
                ("title", record.title),
                ("author", author),
                ("outlet", record.outlet),
                ("published", record.date),
                ("language", record.language),
            ),
        ),
        part=part,
        caution=caution if record.story else "only a headline",
    )


def _articles(source: Source) -> Iterator[tuple[_Element, re.Match[str]]]:
    """The elements that hold an article each, with the class that tells its language."""
    from lxml.html import HTMLParser, fromstring

    data = source.all()
    refuse_too_many_tags(data, source)
    text = decode(data, source.path)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = fromstring(f"<div>{text}</div>".encode("utf-8", "replace"), parser=parser)
    for article in outermost(root, lambda element: bool(_ARTICLE_CLASS.search(element.get("class") or ""))):
        if found := _ARTICLE_CLASS.search(article.get("class")):
            yield article, found


def _record_of_page(article: _Element, language: str) -> _Record:
    """An article of a page: a table of field codes, or lines in the order of these fields without the codes."""
    fields = _coded(article) or _uncoded(article)
    story = [
        *_paragraphs(fields.get("LP", []), None),
        *_paragraphs(fields.get("TD", []), None),
        *_paragraphs(fields.get("CX", []), None),
        *_paragraphs(fields.get("ART", []), ParagraphKind.CAPTION),
    ]
    told = {code: words_of(elements[0]) for code, elements in fields.items() if elements}
    return _Record(
        title=told.get("HD", ""),
        author=told.get("BY", ""),
        credit=told.get("CR", ""),
        date=_day(told.get("PD", "")),
        outlet=told.get("SN", ""),
        language=language,
        story=[replace(piece, place=f"paragraph {number}") for number, piece in enumerate(story, start=1)],
    )


def _coded(article: _Element) -> dict[str, list[_Element]]:
    """The fields of a table with a row for each, its code in the first cell."""
    fields: dict[str, list[_Element]] = {}
    for row in article.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) == 2 and "index" in (cells[0].get("class") or "").split():
            fields.setdefault(words_of(cells[0]).upper(), []).append(cells[1])
    return fields if "HD" in fields or "LP" in fields else {}


def _uncoded(article: _Element) -> dict[str, list[_Element]]:
    """The fields of bare lines: headline, writer, credit, count of words, day, time, source, its code, and so on.

    The day is what tells the others apart, since it can be told by its shape.
    """
    paragraphs = [found for found in article.iter() if "articleParagraph" in (found.get("class") or "").split()]
    first = paragraphs[0] if paragraphs else None
    lines: list[_Element] = []
    for line in article:
        if line is first or len(lines) == _MOST_FIELDS:
            break
        if words_of(line):
            lines.append(line)
    fields: dict[str, list[_Element]] = {"TD": paragraphs}
    headline = next((number for number, line in enumerate(lines) if _is_headline(line)), -1)
    dated = next(
        (number for number, line in enumerate(lines) if number > headline and _day(words_of(line))), len(lines)
    )
    if headline >= 0:
        fields["HD"] = [lines[headline]]
    for line in lines[headline + 1 : dated]:
        words = words_of(line)
        if "author" in (line.get("class") or "").split():
            fields["BY"] = [line]
        elif not _COUNT.fullmatch(words):
            fields.setdefault("CR", []).append(line)
    fields["PD"] = lines[dated : dated + 1]
    after = [line for line in lines[dated + 1 :] if not _CLOCK.fullmatch(words_of(line))]
    fields["SN"] = after[:1]
    return fields


def _is_headline(line: _Element) -> bool:
    """Whether a line is the headline."""
    marked = [line, *line.iter("span", "b")]
    return any(found.get("id") == "hd" or (found.get("class") or "").endswith("Headline") for found in marked)


def _paragraphs(elements: list[_Element], kind: ParagraphKind | None) -> Iterator[Piece]:
    """The paragraphs in a field, or the field itself when there are none in it."""
    for element in elements:
        inner = [found for found in element.iter() if "articleParagraph" in (found.get("class") or "").split()]
        for paragraph in inner or [element]:
            if words := words_of(paragraph):
                yield Piece(words, kind)


def _day(line: str) -> str:
    """The day in a line as the rest of the intake reads it, or "" when the line is no day."""
    if len(line) > _LONGEST_DAY:
        return ""
    if find_date(line):
        return line
    if found := _YEAR_FIRST.search(line):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    found = _DAY_FIRST.search(unicodedata.normalize("NFC", line))
    if not found:
        return ""
    name = found[2].lower()
    month = next((number for number, begins in enumerate(_MONTHS, 1) if name.startswith(tuple(begins.split()))), 0)
    return f"{found[3]}-{month:02}-{int(found[1]):02}" if month else ""


def _record_of_xml(article: _Element) -> _Record:
    """An article in XML."""
    story: list[Piece] = []
    for name in ("leadparagraph", "tailparagraphs", "corrections", "artwork"):
        kind = ParagraphKind.CAPTION if name == "artwork" else None
        for field in children(article, name):
            paragraphs = list(descendants(field, "paragraph"))
            place = f"line {field.sourceline}"
            if paragraphs:
                story += (Piece(words_of(found), kind, f"line {found.sourceline}") for found in paragraphs)
            else:
                story += plain_pieces("".join(field.itertext()), place=place)
    published = child(article, "publicationdate")
    return _Record(
        title=words_of(child(article, "headline")),
        author=words_of(child(article, "byline")),
        credit=words_of(child(article, "credit")),
        date=words_of(child(published, "datetime")) or words_of(child(published, "date")),
        outlet=words_of(child(article, "sourcename")),
        language=words_of(child(article, "baselanguage")),
        story=[piece for piece in story if piece.text.strip()],
    )


__all__ = ["FactivaReader"]
