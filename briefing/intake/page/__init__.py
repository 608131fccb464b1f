"""A web page as it was saved: its article, apart from all that stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.intake.clipping import Clipping, Piece, pieces_of
from briefing.intake.markup import looks_like_html, parsed, pieces_of_html
from briefing.intake.page.body import Body
from briefing.intake.page.encoding import page_text
from briefing.intake.page.metadata import PageMetadata, page_metadata
from briefing.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST: Final = 10_000_000  # characters; the rest of a page is passed over
_MOST_ATTRIBUTES: Final = 200
_FEW_WORDS: Final = 25
_STUB_WORDS: Final = 150
_MOSTLY: Final = 0.6
_BODY: Final = frozenset({None, ParagraphKind.BODY, ParagraphKind.STANDFIRST})
_SENTENCE_ENDS: Final = (".", "!", "?", "…", '"', "”", "’", "»", ")")
_GOES_ON: Final = ("...", "…", "[…]", "[...]")
_HOVERING: Final = re.compile(r"tool-?tip|rollover|pop-?over|hover-?card", re.I)


def page(data: bytes | str, *, url: str | None = None, charset: str | None = None, place: str = "") -> Clipping:
    """Read the article on a web page.

    Args:
        data: The page.
        url: Where it was found, when what holds it says so.
        charset: Its encoding, when what holds it says so.
        place: Where it stands in the file.

    Returns:
        The article, with the page's title as its first piece; without pieces when the page shows no words at all.

    Raises:
        IntakeError: The bytes are no text.
    """
    markup = (data if isinstance(data, str) else page_text(data, charset=charset))[:_LARGEST]
    root = parsed(markup)
    _drop_hovering(root)
    _drop_attributes(root)
    known = page_metadata(root, url=url, markup=markup)
    pieces, caution = _text(root, known, place)
    title = [Piece(known.title, ParagraphKind.TITLE, place)] if known.title and pieces else []
    return Clipping(pieces=(*title, *pieces), given=known.given, caution=caution)


def _text(root: HtmlElement, known: PageMetadata, place: str) -> tuple[list[Piece], str | None]:
    """The article's text, and what a reader must know of it."""
    body = Body(root, known)
    pieces = body.pieces(place)
    found = _length(pieces)
    noted = list((pieces_of_html if looks_like_html(known.body) else pieces_of)(known.body, place=place))
    if _length(noted) >= max(_FEW_WORDS, 2 * found):
        return noted, "text from the page's metadata, which the page itself does not show"
    if found < _FEW_WORDS:
        whole = body.everything(place)
        if _length(whole) > found or not any(piece.text.endswith(_SENTENCE_ENDS) for piece in pieces):
            return whole, "no article was found on the page: these are all its words" if whole else None
    if not known.free and _is_stub(pieces, found, known.length):
        return pieces, "behind a paywall: only its beginning"
    return pieces, None


def _length(pieces: Sequence[Piece]) -> int:
    """How many words of text there are, apart from headings, bylines and captions."""
    return sum(len(piece.text.split()) for piece in pieces if piece.kind in _BODY)


def _is_stub(pieces: Sequence[Piece], found: int, length: int | None) -> bool:
    """Whether an article ends before it should."""
    text = [piece.text for piece in pieces if piece.kind in _BODY]
    return found < (_MOSTLY * length if length else _STUB_WORDS) or bool(text and text[-1].endswith(_GOES_ON))


def _drop_hovering(root: HtmlElement) -> None:
    """Take out what only shows while a pointer rests on a word, in the middle of sentences."""
    hovering = [e for e in root.iter("span", "div") if _HOVERING.search(e.get("class") or "")]
    for element in hovering:
        if len(element.text_content()) < 2_000 and element.getparent() is not None:
            element.drop_tree()


def _drop_attributes(root: HtmlElement) -> None:
    """Take an element's attributes away when there are thousands: each look at one goes through them all."""
    for element in root.iter():
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()


__all__ = ["page"]
