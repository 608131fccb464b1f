"""HTML to paragraphs: pages, and what stands in a field of a feed, a record or a message, with no page around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.intake.clipping import Piece
from briefing.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG: Final = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|img|blockquote|table)\b[^<>]*>", re.I)
DROPPED: Final = frozenset(
    "script style noscript template svg math iframe object applet button select textarea input head title audio "
    "video canvas map datalist dialog noframes nav".split()
)
"""Elements whose words are no part of any article."""
_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre section summary table tbody tfoot thead tr "
    "ul".split()
)
_CELL: Final = " | "
_CELLS: Final = frozenset({"td", "th"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES: Final = frozenset({"span", "a", "time"})
_BOLD: Final = frozenset({"b", "strong"})
_SET_APART: Final = frozenset({"li", "blockquote", "tr", "dd", "dt", "pre"})
_LONG_TAG: Final = re.compile(r"<(?P<name>[a-zA-Z][a-zA-Z0-9-]{0,30})\s[^<>]{5000,}>")
_MOST_ATTRIBUTES: Final = 500
_LARGEST: Final = 5_000_000
_END: Final = 8
_LONGEST_HEADING: Final = 100
_SENTENCE_END: Final = re.compile(r"[.!?…:][\"'”’»)\]]*$")


@dataclass(slots=True)
class Block:
    """A stretch of text with no block's edge inside: a paragraph, a heading, an item of a list, a row of a table.

    Attributes:
        text: Its words, with single spaces between them.
        element: The innermost block that holds it.
        linked: How many characters of it stand in links.
        bold: All of it is bold.
    """

    text: str
    element: HtmlElement
    linked: int
    bold: bool


def looks_like_html(text: str) -> bool:
    """Whether text from a field is HTML rather than plain words."""
    return bool(_TAG.search(text[:20_000]))


def pieces_of_html(markup: str, *, place: str = "") -> Iterator[Piece]:
    """The paragraphs of a fragment of HTML; scripts, styles and forms are left out.

    Args:
        markup: The fragment.
        place: Where it stands in the file.
    """
    if markup.strip():
        root = parsed(f"<div>{markup[:_LARGEST]}</div>", fragment=True)
        yield from (Piece(block.text, kind_of(block), place) for block in blocks(root))


def parsed(markup: str, *, fragment: bool = False) -> HtmlElement:
    """The tree of a page or of a fragment, without comments.

    Args:
        markup: Its characters, of any number.
        fragment: It has one element around it, which the tree is to begin with, and no page.
    """
    from lxml.etree import ParserError
    from lxml.html import Element, HTMLParser, document_fromstring, fragment_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    data = _LONG_TAG.sub(_bared, markup.replace("\0", "")).encode("utf-8", "replace")
    try:
        return (fragment_fromstring if fragment else document_fromstring)(data, parser=parser)
    except ParserError:  # nothing but blanks and comments
        return Element("html")


def _bared(found: re.Match[str]) -> str:
    """A tag without its attributes when there are so many that looking for doubles among them takes quadratic time."""
    return f"<{found['name']}>" if found.group().count("=") > _MOST_ATTRIBUTES else found.group()


def blocks(root: HtmlElement, dropped: Collection[str] = DROPPED) -> Iterator[Block]:
    """The blocks of text in a tree, in the order they are read.

    Args:
        root: The tree's beginning.
        dropped: Elements to pass over, by their tags.
    """
    current = _Words(root)
    for opens, element in _walk(root, dropped):
        tag = element.tag
        if tag == "br" and opens:
            current.words.append("\n")
        elif tag in _CELLS and opens and current.words and current.words[-1] != _CELL:
            current.words.append(_CELL)
        elif tag in _BLOCKS:
            yield from current.flushed()
            above = element if opens else element.getparent()
            current.element = root if above is None else above
        current.enter(tag, 1 if opens else -1)
        current.add((element.text if opens else element.tail) or "")
        if not opens and element is root:
            break
    yield from current.flushed()


def kind_of(block: Block) -> ParagraphKind | None:
    """What a block's element says it is; None when nothing but its shape can tell."""
    element: HtmlElement | None = block.element
    for _ in range(4):
        if element is None:
            break
        if element.tag in HEADINGS:
            return ParagraphKind.HEADING
        if element.tag == "figcaption" or (element.tag == "caption" and block.element is element):
            return ParagraphKind.CAPTION
        if element.tag in _SET_APART:
            return ParagraphKind.BODY
        element = element.getparent()
    if block.bold and len(block.text) <= _LONGEST_HEADING and not _SENTENCE_END.search(block.text):
        return ParagraphKind.HEADING
    return None


class _Words:
    """The words since the last edge of a block."""

    def __init__(self, element: HtmlElement) -> None:
        self.element = element
        self.words: list[str] = []
        self._linked = self._bold = self._plain = 0
        self._links = self._bolds = self._kept_lines = 0
        self._apart = False

    def enter(self, tag: object, step: int) -> None:
        """Note the edges of links, of bold words and of boxes."""
        self._apart = self._apart or tag in _BOXES
        if tag == "a":
            self._links += step
        elif tag in _BOLD:
            self._bolds += step
        elif tag == "pre":
            self._kept_lines += step

    def add(self, text: str) -> None:
        """Take in some words."""
        if not self._kept_lines:
            text = text.replace("\n", " ").replace("\r", " ")
        if self._apart and text[:1].isupper() and self.words and self.words[-1][-1:].islower():
            self.words.append(" ")  # "Jane Doe" and "Reporter" in boxes that only the page's style sets apart
        self._apart = self._apart and not text
        self.words.append(text)
        length = len(text.strip())
        if self._links:
            self._linked += length
        if self._bolds:
            self._bold += length
        else:
            self._plain += length

    def flushed(self) -> Iterator[Block]:
        """What there is, in one block, or in more where empty lines or ends of sentences part it."""
        whole = "".join(self.words)
        self.words.clear()
        linked, bold = self._linked, bool(self._bold) and not self._plain
        self._linked = self._bold = self._plain = 0
        lines = [" ".join(line.split()) for line in whole.split("\n")]
        share = linked / max(1, sum(map(len, lines)))
        for text in _paragraphs(lines):
            if text := text.strip(" |") if _CELL in whole else text:
                yield Block(text, self.element, min(len(text), round(share * len(text))), bold)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines between line breaks as paragraphs: an empty line parts them, and so does a sentence's end."""
    joined: list[str] = []
    for line in lines:
        if joined and (not line or _SENTENCE_END.search(joined[-1][-_END:])):
            yield " ".join(joined)
            joined = []
        if line:
            joined.append(line)
    if joined:
        yield " ".join(joined)


def _walk(root: HtmlElement, dropped: Collection[str]) -> Iterator[tuple[bool, HtmlElement]]:
    """Every element as it opens and as it closes, without recursion: tags can be nested deeper than Python's stack."""
    stack: list[tuple[bool, HtmlElement]] = [(True, root)]
    while stack:
        opens, element = stack.pop()
        if opens and element.tag in dropped:
            opens = False
        yield opens, element
        if opens:
            stack.append((False, element))
            stack.extend((True, child) for child in reversed(element))


__all__ = ["DROPPED", "HEADINGS", "Block", "blocks", "kind_of", "looks_like_html", "parsed", "pieces_of_html"]
