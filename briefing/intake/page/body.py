"""The paragraphs of an article on a web page, apart from menus, links to other articles, boxes and notices.

Trafilatura tells which words of the page are the article's, and so does JSON-LD where a page has the text there too;
the page's own tree then gives the paragraphs, whole and in order, with what each of them is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from briefing.intake.clipping import Piece
from briefing.intake.kinds import same_words
from briefing.intake.markup import Block, blocks, kind_of
from briefing.intake.page.junk import is_junk_line, is_link, is_named_junk, is_post
from briefing.intake.page.main import Words, depth, is_usual, main_text, words_of
from briefing.intake.page.metadata import PageMetadata
from briefing.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAIN: Final = 0.8  # of the article's characters stand in its main element
_SMALL_PART: Final = 0.35  # a box that holds more of the article's characters than this is the article
_ALIKE_ONES: Final = 3
_OFTEN: Final = 0.25
_SHORT: Final = 200
_DEEPEST: Final = 200  # elements in one another: pages have fifty, what is made to do harm has thousands
_LARGEST: Final = 2_000_000  # characters of text
_NEAR: Final = 20
_CARD: Final = 0.1
_CARD_LINKED: Final = 0.45
_FEWEST_PROSE_WORDS: Final = 12
_HIDDEN: Final = re.compile(r"display:\s*none|visibility:\s*hidden", re.I)
_ASIDE: Final = re.compile(r"video|player|paywall|embed|widget|notice|offer", re.I)
_SET_APART: Final = frozenset({"figure", "form", "li", "table"})
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_STANDFIRST: Final = re.compile(
    r"stand-?first|sub-?(?:title|head|deck)|\bdek\b|(?:^|[-_ ])deck|summary|excerpt|tagline", re.I
)
_LONGEST_STANDFIRST: Final = 400
_CAPTION: Final = re.compile(r"caption|image-?desc|photo-?desc", re.I)
_CREDIT: Final = re.compile(r"credit|photo-?(?:by|grapher)|image-?source|(?:image|photo)-?copyright", re.I)


class Body:
    """The article's paragraphs on one page."""

    def __init__(self, root: HtmlElement, known: PageMetadata) -> None:
        """Find the article's words on a page.

        Args:
            root: The page.
            known: What it says about its article.
        """
        self._known = known
        self._blocks = list(blocks(root))
        self._deep = depth(root) > _DEEPEST
        self._kept = set() if self._deep else self._chosen(root)

    def pieces(self, place: str) -> list[Piece]:
        """The paragraphs with their kinds, without the title."""
        if self._deep:
            return self.everything(place)
        self._keep_alike()
        main = self._main()
        self._keep_prose(main)
        self._drop_cards()  # first, while their headings are there to tell them by
        self._drop_junk(main)
        self._drop_repeats()
        return self._trimmed(list(self._told(main, place)))

    def everything(self, place: str) -> list[Piece]:
        """All words of a page that has no article, but those of menus and boxes."""
        shown = (b for b in self._blocks if _haswords_of(b.text) and not is_link(b) and not is_junk_line(b))
        near = ((b, islice(_up(b.element), _NEAR)) for b in shown)
        kept = [b for b, above in near if not any(is_named_junk(e) for e in above if e.tag not in ("body", "html"))]
        kept = kept or [block for block in self._blocks if _haswords_of(block.text)]
        return [Piece(block.text, kind_of(block), place) for block in kept if not self._is_title_text(block.text)]

    def _chosen(self, root: HtmlElement) -> set[int]:
        """The numbers of the blocks whose words were found to be the article's."""
        size = sum(len(block.text) for block in self._blocks)
        if not is_usual(root, size):
            return {n for n, block in enumerate(self._blocks) if _is_prose(block)}
        known = Words([main_text(root), self._known.body[:_LARGEST]])
        return {n for n, block in enumerate(self._blocks) if known.holds(block.text) and _haswords_of(block.text)}

    def _keep_alike(self) -> None:
        """Keep the paragraphs that stand in the page as many kept ones do: an article in several boxes is one."""
        signs = _Signs()
        named = [signs.of(block.element) for block in self._blocks]
        here = Counter(named)
        kept = Counter(named[n] for n in self._kept)
        usual = {sign for sign, count in kept.items() if count >= _ALIKE_ONES and count >= _OFTEN * here[sign]}
        for n, block in enumerate(self._blocks):
            if named[n] in usual and not is_link(block) and _haswords_of(block.text):
                self._kept.add(n)

    def _keep_prose(self, main: HtmlElement | None) -> None:
        """Keep whole sentences between headline and end that stand in the main element, in nothing called junk."""
        if main is None:
            return
        last = max(self._kept)
        start = next((n for n in range(last, -1, -1) if self._is_title(n)), 0)
        for n in range(start, last):
            block = self._blocks[n]
            if is_post(block.element) and main in block.element.iterancestors():
                self._kept.add(n)
            elif n not in self._kept and _is_prose(block) and not _pictured(block):
                inner = list(takewhile(lambda e: e is not main, _up(block.element)))
                if main in block.element.iterancestors() and not any(is_named_junk(e) or _is_aside(e) for e in inner):
                    self._kept.add(n)

    def _drop_cards(self) -> None:
        """Leave out headings that are links, with what stands beside them: they lead to other articles."""
        weights = self._weights()
        total = weights[self._blocks[0].element.getroottree().getroot()] if self._blocks else 0
        cards = set()
        for n in self._kept:
            block = self._blocks[n]
            if kind_of(block) is ParagraphKind.HEADING and block.linked >= _CARD_LINKED * len(block.text):
                cards.add(block.element)
                cards.update(e for e in islice(block.element.iterancestors(), 3) if weights[e] <= _CARD * total)
        if (
            sum(weights[e] for e in cards if not any(above in cards for above in e.iterancestors()))
            > _SMALL_PART * total
        ):
            return
        for n in sorted(self._kept):
            if cards and any(e in cards for e in _up(self._blocks[n].element)):
                self._kept.discard(n)

    def _weights(self) -> Counter[HtmlElement]:
        """How many of the article's characters each element holds."""
        weights: Counter[HtmlElement] = Counter()
        for n in self._kept:
            block = self._blocks[n]
            weights[block.element] += len(block.text)
            for above in block.element.iterancestors():
                weights[above] += len(block.text)
        return weights

    def _main(self) -> HtmlElement | None:
        """The innermost element that holds nearly all of the article."""
        weights = self._weights()
        total = sum(len(self._blocks[n].text) for n in self._kept)
        large = [e for e, weight in weights.items() if weight >= _MAIN * total]
        return max(large, key=lambda e: sum(1 for _ in e.iterancestors()), default=None)

    def _drop_junk(self, main: HtmlElement | None) -> None:
        """Leave out what stands outside, what is called junk, and what asks or leads elsewhere."""
        weights = self._weights()
        total = sum(len(self._blocks[n].text) for n in self._kept)
        junk = {e for e, weight in weights.items() if weight <= _SMALL_PART * total and is_named_junk(e)}
        linked = sum(is_link(self._blocks[n]) for n in self._kept) > len(self._kept) / 2
        for n in sorted(self._kept):
            block = self._blocks[n]
            above = (block.element, *block.element.iterancestors())
            if (
                (main is not None and main not in above)
                or (any(e in junk for e in above) and not is_post(block.element))
                or is_junk_line(block)
                or (is_link(block) and not linked and not is_post(block.element))
                or self._is_title(n)
            ):
                self._kept.discard(n)

    def _drop_repeats(self) -> None:
        """Of a paragraph that stands there twice, keep the first."""
        seen: set[str] = set()
        for n in sorted(self._kept, key=lambda n: (_pictured(self._blocks[n]) is not None, n)):
            words = " ".join(words_of(self._blocks[n].text))
            if len(words) > 40 and words in seen:
                self._kept.discard(n)
            seen.add(words)

    def _told(self, main: HtmlElement | None, place: str) -> Iterator[Piece]:
        """The pieces: first what stands between headline and text, then the text with its captions."""
        if not self._kept:
            return
        first, last = min(self._kept), max(self._kept)
        yield from self._head(first, place)
        begun = False
        for n in range(first, last + 1):
            block = self._blocks[n]
            pictured = _pictured(block)
            inside = main is None or main in block.element.iterancestors()
            if pictured and (n in self._kept or inside):
                yield Piece(block.text, pictured, place)
            elif n in self._kept:
                kind = self._kind(block)
                if not begun and kind is not ParagraphKind.HEADING:
                    begun = True  # what is called the summary stands before the story, and is short
                    kind = ParagraphKind.STANDFIRST if self._opens_as_standfirst(block) else kind
                yield Piece(block.text, kind, place)

    def _head(self, first: int, place: str) -> Iterator[Piece]:
        """The standfirst and the byline above the text."""
        start = next((n for n in range(first - 1, -1, -1) if self._is_title(n)), first)
        for n in range(start + 1, first):
            block = self._blocks[n]
            if self._is_standfirst(block):
                yield Piece(block.text, ParagraphKind.STANDFIRST, place)
            elif self._is_byline(block):
                yield Piece(block.text, ParagraphKind.BYLINE, place)
            elif (pictured := _pictured(block)) and len(block.text) > 20:
                yield Piece(block.text, pictured, place)

    def _is_title(self, n: int) -> bool:
        """Whether the block of a number is the title."""
        return self._is_title_text(self._blocks[n].text)

    def _is_title_text(self, text: str) -> bool:
        """Whether a block is the title, in one of the forms that the page gives it."""
        return any(same_words(text, title) for title in self._known.titles)

    def _kind(self, block: Block) -> ParagraphKind | None:
        """What a block of the text is."""
        kind = kind_of(block)
        return ParagraphKind.STANDFIRST if kind is ParagraphKind.HEADING and self._is_standfirst(block) else kind

    def _is_standfirst(self, block: Block) -> bool:
        """Whether a block is the article's summary: called so, or the same as the page's own."""
        if any(_alike(block.text, words) for words in self._known.descriptions):
            return True
        return len(block.text) > 30 and any(_STANDFIRST.search(_name(e)) for e in islice(_up(block.element), 2))

    def _opens_as_standfirst(self, block: Block) -> bool:
        """Whether the first paragraph is the summary, by what the page calls it."""
        return len(block.text) <= _LONGEST_STANDFIRST and bool(_STANDFIRST.search(_name(block.element)))

    def _is_byline(self, block: Block) -> bool:
        """Whether a block above the text names the writers."""
        names = (self._known.authors or "").casefold().split(", ")
        text = block.text.casefold()
        return len(text) <= _SHORT and any(name and name in text for name in names)

    def _trimmed(self, pieces: list[Piece]) -> list[Piece]:
        """Credits in one line each, and no headings that nothing follows."""
        pieces = list(_joined(_once(pieces)))
        while pieces and pieces[-1].kind is ParagraphKind.HEADING:
            pieces.pop()
        return pieces


def _once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Without standfirsts and bylines that were there already."""
    seen: set[str] = set()
    for piece in pieces:
        words = " ".join(words_of(piece.text))
        if piece.kind not in (ParagraphKind.STANDFIRST, ParagraphKind.BYLINE) or words not in seen:
            yield piece
        seen.add(words)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Captions and credits whole: "Harbour (", "Image:", "Agency)" are one line on the page."""
    pictured = (ParagraphKind.CAPTION, ParagraphKind.CREDIT)
    before: Piece | None = None
    for piece in pieces:
        if before and before.kind in pictured and piece.kind in pictured and before.text.endswith((":", "(", "©")):
            before = replace(before, text=f"{before.text} {piece.text}")
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before


class _Signs:
    """Where elements stand in the page: the same for paragraphs that the page's makers treat alike."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, int] = {}

    def of(self, element: HtmlElement) -> int:
        """A number for the tags and classes of an element and of all that it stands in."""
        path: list[HtmlElement] = []
        current: HtmlElement | None = element
        while current is not None and current not in self._known:
            path.append(current)
            current = current.getparent()
        sign = 0 if current is None else self._known[current]
        for inner in reversed(path):
            sign = hash((sign, inner.tag, re.sub(r"\d+", "", inner.get("class") or "")))
            self._known[inner] = sign
        return sign


def _pictured(block: Block) -> ParagraphKind | None:
    """Whether a block stands under a picture, or says whose the picture is."""
    for element in islice(_up(block.element), 5):
        name = _name(element)
        if _CREDIT.search(name) and len(block.text) < _SHORT:
            return ParagraphKind.CREDIT
        if element.tag in ("figcaption", "figure") or _CAPTION.search(name):
            return ParagraphKind.CAPTION
    return None


def _is_prose(block: Block) -> bool:
    """Whether a block reads as whole sentences of its own."""
    enough = (
        block.element.tag == "p"
        and len(block.text.split()) >= _FEWEST_PROSE_WORDS
        and block.linked < 0.4 * len(block.text)
    )
    return enough and bool(_SENTENCE_END.search(block.text)) and not is_junk_line(block)


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element is not shown, or is about a video or a way to pay."""
    if element.tag in _SET_APART or _ASIDE.search(_name(element)):
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _up(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and all that it stands in."""
    yield element
    yield from element.iterancestors()


def _name(element: HtmlElement) -> str:
    """What the page's makers call an element."""
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))


def _alike(text: str, other: str) -> bool:
    """Whether two summaries are one, though one be cut off."""
    a, b = words_of(text), words_of(other)
    shorter = min(len(a), len(b))
    return shorter >= 5 and shorter >= 0.5 * len(a) and a[: shorter - 1] == b[: shorter - 1]


def _haswords_of(text: str) -> bool:
    return any(char.isalnum() for char in text)


__all__ = ["Body"]
