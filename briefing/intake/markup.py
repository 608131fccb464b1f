"""Pieces of HTML to paragraphs: what stands in a field of a feed, a record or a message, where no page is around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.intake.clipping import Piece
from briefing.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG: Final = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|img|blockquote|table)\b[^<>]*>", re.I)
_DROPPED: Final = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "form", "head"})
_BLOCKS: Final = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LARGEST: Final = 5_000_000


def looks_like_html(text: str) -> bool:
    """Whether text from a field is HTML rather than plain words."""
    return bool(_TAG.search(text[:20_000]))


def pieces_of_html(markup: str, *, place: str = "") -> Iterator[Piece]:
    """The paragraphs of a fragment of HTML; scripts, styles and forms are left out.

    Args:
        markup: The fragment.
        place: Where it stands in the file.
    """
    from lxml.html import HTMLParser, fromstring

    if not markup.strip():
        return
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = fromstring(f"<div>{markup[:_LARGEST]}</div>".encode("utf-8", "replace"), parser=parser)
    words: list[str] = []
    kind: ParagraphKind | None = None

    def flushed() -> Iterator[Piece]:
        text = " ".join("".join(words).split())
        words.clear()
        if text:
            yield Piece(text, kind, place)

    for opens, element in _walk(root):
        tag = element.tag
        if tag == "br" or tag in _BLOCKS:
            yield from flushed()
            kind = None
            if opens and tag in _HEADINGS:
                kind = ParagraphKind.HEADING
            elif opens and tag == "figcaption":
                kind = ParagraphKind.CAPTION
        words.append((element.text if opens else element.tail) or "")
    yield from flushed()


def _walk(root: HtmlElement) -> Iterator[tuple[bool, HtmlElement]]:
    """Every element as it opens and as it closes, without recursion: tags can be nested deeper than Python's stack."""
    stack: list[tuple[bool, HtmlElement]] = [(True, root)]
    while stack:
        opens, element = stack.pop()
        if opens and element.tag in _DROPPED:
            opens = False
        yield opens, element
        if opens:
            stack.append((False, element))
            stack.extend((True, child) for child in reversed(element))


__all__ = ["looks_like_html", "pieces_of_html"]
