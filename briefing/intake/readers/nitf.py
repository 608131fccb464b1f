"""NITF, the markup in which agencies and archives keep the text of news: one article for each `nitf` element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw, Given, Piece, given
from briefing.intake.source import Source
from briefing.intake.xml import (
    DAMAGED,
    child,
    children,
    descendants,
    head_text,
    iso_date,
    local,
    parse_xml,
    pieces_of_tree,
    root_of,
    words_of,
)
from briefing.model import Origin, ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_BY: Final = re.compile(r"by[:\s]\s*", re.I)
_OTHER_FORMATS: Final = frozenset({"html", "rss", "feed", "rdf", "NewsML"})


class NitfReader:
    """NITF 2 and 3, with or without its namespace, alone or in a sender's envelope."""

    def recognises(self, source: Source) -> bool:
        """By its root, or by its namespace in the envelope of another."""
        root = root_of(source.head)
        if root is None or root.name in _OTHER_FORMATS or "iptc.org/std/nar/" in root.attributes:
            return False
        return root.name == "nitf" or "iptc.org/std/NITF/" in head_text(source.head)

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read each article.

        Raises:
            IntakeError: It is no XML, or the only article in it has no text.
        """
        root, damaged = parse_xml(source)
        found = [root] if local(root) == "nitf" else list(descendants(root, "nitf"))
        if not found:
            raise IntakeError(f"{source.named} holds no article in NITF; export it again.")
        for number, nitf in enumerate(found, start=1):
            part = f"document {number}" if len(found) > 1 else ""
            pieces = nitf_pieces(nitf)
            if any(piece.kind is not ParagraphKind.TITLE for piece in pieces):
                yield Clipping(pieces, given=nitf_given(nitf), part=part, caution=DAMAGED if damaged else None)
            elif pieces:
                yield Clipping(pieces, given=nitf_given(nitf), part=part, caution="only a headline")
            elif part:
                yield Flaw(f"{part} of {source.named} is an article in NITF without text; export it again.")
            else:
                raise IntakeError(f"{source.named} is an article in NITF without text; export it again.")


def nitf_pieces(nitf: _Element) -> tuple[Piece, ...]:
    """An article's paragraphs: headlines, byline, dateline, abstract, text, sign-off."""
    body = child(nitf, "body")
    head = child(body, "body.head")
    content = child(body, "body.content")
    story = list(_story(content)) if content is not None else []
    end = child(body, "body.end")
    return (*_head_pieces(head, story), *story, *(pieces_of_tree(end) if end is not None else ()))


def nitf_given(nitf: _Element) -> tuple[Given, ...]:
    """What an article's head and docdata say.

    The day of publication is that of the edition (`pubdata`), else of issue, else of release, else the dateline's.
    """
    head = child(nitf, "head")
    docdata = child(head, "docdata")
    pubdata = child(head, "pubdata")
    top = child(nitf, "body", "body.head")
    dateline = child(top, "dateline")
    distributor = words_of(child(top, "distributor"))
    return given(
        Origin.NEWS_METADATA,
        (
            ("title", words_of(child(top, "hedline", "hl1")) or words_of(child(head, "title"))),
            ("author", _author(top)),
            ("outlet", _attribute(pubdata, "name")),
            ("outlet", distributor),
            ("outlet", _attribute(child(docdata, "doc.copyright"), "holder")),
            ("agency", distributor),
            ("published", iso_date(_attribute(pubdata, "date.publication"))),
            ("published", iso_date(_attribute(child(docdata, "date.issue"), "norm"))),
            ("published", iso_date(_attribute(child(docdata, "date.release"), "norm"))),
            ("published", iso_date(_attribute(child(dateline, "story.date"), "norm"))),
            ("url", _attribute(pubdata, "ex-ref")),
            ("language", nitf.get("{http://www.w3.org/XML/1998/namespace}lang")),
            ("place", words_of(child(dateline, "location"))),
        ),
    )


def _attribute(element: _Element | None, name: str) -> str:
    """An attribute's value; "" when there is none."""
    return "" if element is None else (element.get(name) or "")


def _author(head: _Element | None) -> str:
    """Who wrote it, without "By" and without what they are ("Staff Reporter")."""
    bylines = _bylines(head)
    people = [words_of(person) for byline in bylines for person in descendants(byline, "person")]
    if people:
        return ", ".join(filter(None, people))
    return ", ".join(filter(None, (_name(byline) for byline in bylines)))


def _name(byline: _Element) -> str:
    """The name in a byline."""
    parts = [byline.text or ""]
    for inner in byline:
        parts.append("" if local(inner) == "byttl" else "".join(inner.itertext()))
        parts.append(inner.tail or "")
    words = " ".join("".join(parts).split()).strip(" ,;:")
    by = _BY.match(words)
    return words[by.end() :] if by else words


def _bylines(head: _Element | None) -> list[_Element]:
    """The bylines, without one that only sorts the names of the one before ("Doe, Jane")."""
    kept: list[_Element] = []
    for byline in children(head, "byline"):
        if not kept or _sorted_words(byline) != _sorted_words(kept[-1]):
            kept.append(byline)
    return kept


def _sorted_words(byline: _Element) -> list[str]:
    """A byline's words in alphabetical order."""
    return sorted(re.findall(r"\w+", _name(byline).lower()))


def _head_pieces(head: _Element | None, story: list[Piece]) -> Iterator[Piece]:
    """What stands above the text; a dateline that the text repeats stands there only."""
    found: list[tuple[_Element, ParagraphKind]] = []
    hedline = child(head, "hedline")
    found += ((line, ParagraphKind.TITLE) for line in children(hedline, "hl1"))
    found += ((line, ParagraphKind.STANDFIRST) for line in children(hedline, "hl2"))
    found += ((line, ParagraphKind.BYLINE) for line in _bylines(head))
    dateline = words_of(child(head, "dateline"))
    if dateline and not (story and story[0].text.casefold().startswith(dateline.casefold())):
        found += ((line, ParagraphKind.DATELINE) for line in children(head, "dateline"))
    for element, kind in found:
        yield Piece(words_of(element), kind, f"line {element.sourceline}")
    for abstract in children(head, "abstract"):
        yield from (Piece(piece.text, ParagraphKind.STANDFIRST, piece.place) for piece in pieces_of_tree(abstract))


def _story(content: _Element) -> Iterator[Piece]:
    """The text, without a block that the next one only begins again: archives set the lead apart so."""
    blocks = [(part, [piece.text for piece in pieces_of_tree(part)]) for part in children(content, "block")]
    again = {part for (part, words), (_, longer) in pairwise(blocks) if words and words == longer[: len(words)]}
    for part in again:
        content.remove(part)
    yield from pieces_of_tree(content)


__all__ = ["NitfReader", "nitf_given", "nitf_pieces"]
