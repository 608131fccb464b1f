"""NewsML-G2: news items, alone or in a message, with their text as XHTML, NITF or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw, Given, Piece, given
from briefing.intake.markup import pieces_of_html
from briefing.intake.readers.nitf import nitf_given, nitf_pieces
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
    plain_pieces,
    root_of,
    words_of,
)
from briefing.model import Origin, ParagraphKind
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_ITEMS: Final = {
    "newsitem": "a news item",
    "packageitem": "a package, which only lists other items",
    "conceptitem": "an entry of a vocabulary",
    "knowledgeitem": "a vocabulary",
    "planningitem": "a plan of coverage",
    "catalogitem": "a catalogue of vocabularies",
}
_ROOTS: Final = frozenset(
    {"newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
)
_OTHER_FORMATS: Final = frozenset({"html", "rss", "feed", "RDF", "NewsML"})
_TEXTLESS: Final = {
    "picture": "a picture",
    "graphic": "a graphic",
    "video": "a video",
    "audio": "a recording",
    "animated": "an animation",
}
_WITHDRAWN: Final = frozenset({"canceled", "withheld"})
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAIN_TYPES: Final = frozenset({"", "text/plain"})


class NewsmlReader:
    """NewsML-G2 of any version."""

    def recognises(self, source: Source) -> bool:
        """By its root, or by its namespace in the envelope of another."""
        root = root_of(source.head)
        if root is None or root.name in _OTHER_FORMATS:
            return False
        return root.name in _ROOTS or "iptc.org/std/nar/" in head_text(source.head)

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read each news item.

        Raises:
            IntakeError: It is no XML, or the only item in it has no text.
        """
        root, damaged = parse_xml(source)
        items = [root] if local(root) in _ITEMS else list(descendants(root, *_ITEMS))
        if not items:
            raise IntakeError(f"{source.named} is a NewsML-G2 message without news items; export it again.")
        for number, item in enumerate(items, start=1):
            part = f"item {number}" if len(items) > 1 else ""
            found = _clipping(item, part, DAMAGED if damaged else None)
            if isinstance(found, Clipping):
                yield found
            elif part:
                yield Flaw(f"{part} of {source.named} is {found}; look for the text in another item.")
            else:
                raise IntakeError(f"{source.named} is {found}; export the items that hold the text.")


def _clipping(item: _Element, part: str, caution: str | None) -> Clipping | str:
    """An item's article, or what the item is when it holds no text."""
    if local(item) != "newsitem":
        return _ITEMS[local(item)] + " and has no text"
    pieces, values = _content(item)
    about = (*values, *_given(item))
    title = next((value.value for value in about if value.field == "title"), "")
    story = [piece for piece in pieces if piece.kind is not ParagraphKind.TITLE]
    if not story:
        kind = _code(child(item, "itemmeta", "itemclass"))
        if what := _TEXTLESS.get(kind):
            return f"the description of {what} and has no text"
        if not title:
            return "a news item without text"
        pieces = [Piece(title, ParagraphKind.TITLE), *_summary(item)]
        caution = "only a headline" if len(pieces) == 1 else "only a summary"
    elif len(story) == len(pieces):
        pieces = [*_heading(item, title, story), *story]
    if _code(child(item, "itemmeta", "pubstatus")) in _WITHDRAWN:
        caution = "withdrawn by its provider"
    return Clipping(tuple(pieces), given=about, part=part, caution=caution)


def _heading(item: _Element, title: str, story: list[Piece]) -> Iterator[Piece]:
    """Title, byline and dateline for a text that has them only in the item's metadata."""
    meta = child(item, "contentmeta")
    if title:
        yield Piece(title, ParagraphKind.TITLE)
    kinds = {piece.kind for piece in story}
    begins = story[0].text.casefold()
    for name, kind in (("by", ParagraphKind.BYLINE), ("dateline", ParagraphKind.DATELINE)):
        words = words_of(child(meta, name))
        if words and kind not in kinds and not begins.startswith(words.casefold()):
            yield Piece(words, kind, f"line {item.sourceline}")


def _summary(item: _Element) -> Iterator[Piece]:
    """The description that stands in for a text."""
    descriptions = children(child(item, "contentmeta"), "description")
    yield from (Piece(words_of(found), ParagraphKind.STANDFIRST, f"line {found.sourceline}") for found in descriptions)


def _content(item: _Element) -> tuple[list[Piece], tuple[Given, ...]]:
    """The first rendition of the content that has text, and what it says about itself."""
    content = child(item, "contentset")
    for rendition in () if content is None else content:
        if local(rendition) == "inlinexml":
            pieces, values = _inline_xml(rendition)
        elif local(rendition) == "inlinedata":
            pieces, values = list(_inline_data(rendition)), ()
        else:
            continue
        if any(piece.kind is not ParagraphKind.TITLE for piece in pieces):
            return pieces, values
    return [], ()


def _inline_xml(rendition: _Element) -> tuple[list[Piece], tuple[Given, ...]]:
    """NITF or XHTML; other XML in there, such as a list of events, is data and no text."""
    nitf = next(descendants(rendition, "nitf"), None)
    if nitf is not None:
        return list(nitf_pieces(nitf)), nitf_given(nitf)
    pages = [element for element in rendition if local(element) in ("html", "body", "div", "article", "section", "p")]
    return [piece for page in pages for piece in pieces_of_tree(page)], ()


def _inline_data(rendition: _Element) -> Iterator[Piece]:
    """HTML or plain text; anything packed or of another type is no text."""
    kind = (rendition.get("contenttype") or "").partition(";")[0].strip().lower()
    text = "".join(rendition.itertext())
    if rendition.get("encoding"):
        return
    if kind in ("text/html", "application/xhtml+xml"):
        yield from pieces_of_html(text, place=f"line {rendition.sourceline}")
    elif kind in _PLAIN_TYPES:
        yield from plain_pieces(text, place=f"line {rendition.sourceline}")


def _given(item: _Element) -> tuple[Given, ...]:
    """What an item's metadata say.

    An item is published when its embargo ends, or else when its provider made its first version (`firstCreated`). An
    item without these is dated by `versionCreated` if that is its first version, and else by `contentCreated`, since
    `versionCreated` is then the day of a change.
    """
    meta, content = child(item, "itemmeta"), child(item, "contentmeta")
    embargoed, first, version = (
        iso_date(words_of(child(meta, name))) for name in ("embargoed", "firstcreated", "versioncreated")
    )
    created = iso_date(words_of(child(content, "contentcreated")))
    original = (item.get("version") or "1").strip() in ("0", "1")
    return given(
        Origin.NEWS_METADATA,
        (
            *(("title", words_of(line)) for line in _in_language(children(content, "headline"), item)),
            ("author", words_of(child(content, "by"))),
            ("author", ", ".join(filter(None, map(_name, children(content, "creator"))))),
            *(("outlet", outlet) for outlet in _outlets(item)),
            ("agency", _name(child(content, "infosource"))),
            *(("published", date) for date in (embargoed, first, *((version, created) if original else (created,)))),
            ("updated", "" if original else version),
            ("language", _attribute(child(content, "language"), "tag") or item.get(_LANGUAGE)),
            ("place", _name(child(content, "located"))),
        ),
    )


def _in_language(lines: list[_Element], item: _Element) -> list[_Element]:
    """Headlines in the item's own language before translations."""
    own = item.get(_LANGUAGE)
    return sorted(lines, key=lambda line: line.get(_LANGUAGE) not in (None, own))


def _outlets(item: _Element) -> Iterator[str]:
    """Who published an item, the surest first: the provider by name or code, the owner of the rights, a host."""
    provider = child(item, "itemmeta", "provider")
    yield _name(provider)
    code = _code(provider)
    yield code if re.search(r"[A-Za-z]{2}", code) else ""
    yield _name(child(item, "rightsinfo", "copyrightholder"))
    yield (urlsplit(_address(provider)).hostname or "").removeprefix("www.")
    yield _name(child(item, "contentmeta", "infosource"))


def _address(element: _Element | None) -> str:
    """An element's URI, when it is a web address that can be taken apart."""
    uri = _attribute(element, "uri")
    return uri if re.match(r"https?://[\w.-]+(?:[/:?#]|$)", uri) else ""


def _name(element: _Element | None) -> str:
    """The name in an element, or the literal that stands for it."""
    return words_of(child(element, "name")) or _attribute(element, "literal")


def _code(element: _Element | None) -> str:
    """A code without the alias of its vocabulary: "nprov:AFP" is "AFP"."""
    return clean_line(_attribute(element, "qcode").partition(":")[2]).strip().removeprefix("www.")


def _attribute(element: _Element | None, name: str) -> str:
    """An attribute's value; "" when there is none."""
    return "" if element is None else (element.get(name) or "")


__all__ = ["NewsmlReader"]
