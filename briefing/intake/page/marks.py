"""What a page shows about its article: headline, byline and day, by the marks that HTML and its habits give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.intake.dates import find_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEAR: Final = 400  # elements after the headline among which its byline stands
_SHORT: Final = 200
_BYLINE: Final = re.compile(r"\bby-?line|author|writer\b|contributor", re.I)
_NOT_BYLINE: Final = re.compile(
    r"bio|avatar|image|photo|comment|social|follow|desc|related|role|title|email|twitter", re.I
)
_DATE: Final = re.compile(
    r"publi[sc]|\bdate|-date|_date|Date|time-?stamp|posted|byline|article-?meta|entry-?meta|post-?meta"
)
_APART: Final = frozenset({"nav", "aside", "footer", "script", "style", "template", "noscript"})


class Marks:
    """The part of a page where its headline is, and what stands beside it."""

    def __init__(self, root: HtmlElement) -> None:
        """Find the page's headlines."""
        self._root = root
        self.headlines = [(" ".join(h.text_content().split()), h) for h in root.iter("h1")][:20]

    def near(self, headline: HtmlElement | None) -> list[HtmlElement]:
        """The elements that follow the headline; the page's first ones when there is none."""
        start = self._root if headline is None else headline
        found = []
        walk = start.iter() if headline is None else _following(start)
        for element in walk:
            if isinstance(element.tag, str) and element.tag not in _APART:
                found.append(element)
            if len(found) >= _NEAR:
                break
        return found

    def authors(self, near: list[HtmlElement]) -> list[str]:
        """The names that are marked as the authors'."""
        marked = [e for e in near if e.get("rel") == "author" or "author" in (e.get("itemprop") or "").split()]
        if not marked:
            marked = [e for e in near if _is_byline(e)]
        return list(dict.fromkeys(text for e in _outermost(marked) if 3 < len(text := _text(e)) < _SHORT))

    def days(self, near: list[HtmlElement]) -> Iterator[str]:
        """The days that are marked as such, those of publication first."""
        for prop in ("datePublished", "dateCreated"):
            for element in self._root.iter():
                if prop in (element.get("itemprop") or "").split() and element.tag != "meta":
                    yield element.get("content") or element.get("datetime") or _text(element)
        times = [e for e in near if e.tag in ("time", "abbr") and (e.get("datetime") or e.get("title"))]
        published = [
            e for e in times if e.get("pubdate") is not None or re.search("publi|posted|entry-date", _names(e))
        ]
        for element in published + [e for e in times if not re.search("updat|modif", _names(e))]:
            yield element.get("datetime") or element.get("title") or ""
        for element in near:
            if element.tag == "time" or _DATE.search(_names(element)):
                text = _text(element)
                if len(text) < _SHORT and find_date(text):
                    yield text


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements after one, in the order of the page."""
    current: HtmlElement | None = element
    while current is not None:
        following = current.getnext()
        while following is not None:
            if isinstance(following.tag, str) and following.tag not in _APART:
                yield from following.iter()
            following = following.getnext()
        current = current.getparent()


def _is_byline(element: HtmlElement) -> bool:
    """Whether an element's names say that it holds the writers' names."""
    names = _names(element)
    return bool(_BYLINE.search(names)) and not _NOT_BYLINE.search(names)


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Elements without those that stand inside another one of them."""
    known = set(elements)
    return [e for e in elements if not any(above in known for above in e.iterancestors())]


def _names(element: HtmlElement) -> str:
    """What the page's makers call an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"


def _text(element: HtmlElement) -> str:
    """An element's words."""
    return " ".join(" ".join(element.itertext()).split())


__all__ = ["Marks"]
