"""What a web page says about its article: title, authors, outlet, days, address and language.

JSON-LD counts before the metadata in the page's head, and that before what the page shows; of the days that htmldate
finds by itself only those that it need not guess are taken, and last.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from briefing.intake.bylines import web_address
from briefing.intake.clipping import Field, Given
from briefing.intake.dates import find_date
from briefing.intake.page.authors import authors_of
from briefing.intake.page.json_ld import linked_data, text_of, words
from briefing.intake.page.main import silence
from briefing.intake.page.marks import Marks
from briefing.intake.page.meta_tags import HeadField, meta_tags
from briefing.model import Origin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEPARATOR: Final = re.compile(r"\s+[-–—|•·*»:]+\s+|\s*\|\s*")
_WORD: Final = re.compile(r"\w+")
_LONGEST_TITLE: Final = 1_000
_SAME_HEADLINE: Final = 0.5
_STAMP: Final = re.compile(r"(?P<seconds>1\d{9})(?P<thousandths>\d{3})?")
_PACKED_DAY: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_DAY_IN_PATH: Final = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d?|[a-z]{3})[/-](?P<day>\d\d?)(?=[/-]|$)")
_FIRST_YEAR: Final = 1990
_SAVED_FROM: Final = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S{1,2000})|<!--\s*Page saved with[^>]{0,80}?url:\s*(\S{1,2000})"
)


@dataclass(frozen=True)
class PageMetadata:
    """What a page says about its article.

    Attributes:
        given: The values, from the most to the least trustworthy.
        title: The headline.
        titles: All the forms that the page gives it.
        headline: The element that shows it, or None.
        descriptions: The page's summaries.
        body: The article's text as JSON-LD has it, or "".
        length: How many words the page says the article has, or None.
        free: False when the page says that the article is behind a paywall.
        authors: The writers' names.
    """

    given: tuple[Given, ...]
    title: str
    titles: tuple[str, ...]
    headline: HtmlElement | None
    descriptions: tuple[str, ...]
    body: str
    length: int | None
    free: bool
    authors: str | None


def page_metadata(root: HtmlElement, *, url: str | None = None, markup: str = "") -> PageMetadata:
    """Read what a page says about its article.

    Args:
        root: The page.
        url: Where it was found, when that is known apart from the page.
        markup: The page's characters, whose comments may say where it was saved from.
    """
    return _Reading(root, url, markup).metadata()


class _Reading:
    """One page while its metadata is read."""

    def __init__(self, root: HtmlElement, url: str | None, markup: str) -> None:
        self._root = root
        self._data = linked_data(root)
        self._tags = meta_tags(root)
        self._marks = Marks(root)
        self._found_at = url
        self._markup = markup
        self._address = next(self._addresses(), None)
        self._article: Mapping[str, Any] = self._main_article()
        self._page: Mapping[str, Any] = self._data.pages[0] if self._data.pages else {}

    def metadata(self) -> PageMetadata:
        """Everything."""
        stated = self._stated_titles()
        title, origin, headline = self._title(stated)
        near = self._marks.near(headline)
        given = [Given("title", title, origin)] if title else []
        authors, wrote = self._authors(near)
        given += [Given("author", authors, wrote)] if authors else []
        given += self._outlet()
        given += self._published(near)
        given += _dates("updated", [words(self._article.get("dateModified"))], Origin.JSON_LD)
        given += _dates("updated", self._tags.get("updated", []), Origin.PAGE_METADATA)
        given += [Given("url", address, Origin.PAGE_METADATA) for address in self._addresses()][:1]
        given += self._languages()
        return PageMetadata(
            given=tuple(given),
            title=title,
            titles=tuple(dict.fromkeys(filter(None, (title, *(text for text, _ in stated))))),
            headline=headline,
            descriptions=tuple(filter(None, (words(self._article.get("description")), *self._tag("description")))),
            body=text_of(self._article.get("articleBody")),
            length=_number(words(self._article.get("wordCount"))),
            free=str(self._article.get("isAccessibleForFree", True)).strip().lower() not in ("false", "no", "0"),
            authors=authors,
        )

    def _tag(self, field: HeadField) -> list[str]:
        """What the page's head gives for a field."""
        return [words(value) for value in self._tags.get(field, [])]

    def _main_article(self) -> Mapping[str, Any]:
        """The node of the page's own article."""
        titles = [*self._tag("title"), words(self._root.findtext(".//title"))]

        def rank(node: Mapping[str, Any]) -> tuple[bool, float, bool]:
            headline = words(node.get("headline") or node.get("name"))
            here = bool(self._address) and any(_same_page(a, self._address or "") for a in _node_addresses(node))
            return here, max((_alike(headline, title) for title in titles), default=0.0), bool(headline)

        return max(self._data.articles, key=rank, default={})

    def _addresses(self) -> Iterator[str]:
        """Where the page says it is published, the best first; http and https only."""
        base = self._found_at or next(
            (b.get("href") for b in self._root.iter("base") if _absolute(b.get("href") or "", "")), ""
        )
        canonical = [
            link.get("href")
            for link in self._root.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ]
        saved = _SAVED_FROM.search(self._markup[:20_000])
        named = [*canonical, *self._tags.get("url", [])]
        named += [a for node in self._data.articles[:1] for a in _node_addresses(node)]
        named += [self._found_at, (saved[1] or saved[2]) if saved else None]
        known = [address for name in named if name and (address := _absolute(name, base))]
        deep = [address for address in known if urlsplit(address).path.strip("/")]
        yield from dict.fromkeys(deep or known)

    def _sites(self) -> list[str]:
        """The names that the outlet goes by."""
        host = (urlsplit(self._address or "").hostname or "").removeprefix("www.")
        publisher = self._data.names(self._article.get("publisher"))
        names = [*self._tag("outlet"), *publisher, host, host.split(".")[0]]
        return [name for name in names if name]

    def _stated_titles(self) -> list[tuple[str, Origin]]:
        """The title in the forms that the page gives apart from its text."""
        stated = [(words(self._article.get("headline")), Origin.JSON_LD)]
        stated += [(title, Origin.PAGE_METADATA) for title in self._tag("title")]
        stated += [(words(self._root.findtext(".//title")), Origin.PAGE_METADATA)]
        sites = self._sites()
        return [(without_outlet(title, sites), origin) for title, origin in stated if title]

    def _title(self, stated: list[tuple[str, Origin]]) -> tuple[str, Origin, HtmlElement | None]:
        """The headline as the page shows it, or else as it says."""
        shown = [(text, element) for text, element in self._marks.headlines if text]
        best = max(shown, key=lambda h: max((_alike(h[0], title) for title, _ in stated), default=0.0), default=None)
        if best and (not stated or max(_alike(best[0], title) for title, _ in stated) >= _SAME_HEADLINE):
            return best[0], Origin.PAGE, best[1]
        return (*stated[0], None) if stated else ("", Origin.PAGE, None)

    def _authors(self, near: list[HtmlElement]) -> tuple[str | None, Origin]:
        """Who wrote it."""
        for key in ("author", "creator"):
            if authors := authors_of(self._data.names(self._article.get(key))):
                return authors, Origin.JSON_LD
        if authors := authors_of(self._tag("author")) or authors_of(self._tag("catalogue"), surname_first=True):
            return authors, Origin.PAGE_METADATA
        if authors := authors_of(self._marks.authors(near), shown=True):
            return authors, Origin.PAGE
        return authors_of(self._data.names(self._page.get("author"))), Origin.JSON_LD

    def _outlet(self) -> Iterator[Given]:
        """Who published it: the site's own name before its company's."""
        sites = [name.split(" | ")[0] for name in self._tag("outlet") if not re.fullmatch(r"\S+\.[a-z]{2,}", name)]
        yield from (Given("outlet", name, Origin.PAGE_METADATA) for name in sites[:1])
        publisher = self._data.names(self._article.get("publisher"))
        yield from (Given("outlet", name, Origin.JSON_LD) for name in publisher[:1])

    def _published(self, near: list[HtmlElement]) -> Iterator[Given]:
        """When it was published."""
        known = list(self._said())
        known += [] if known else _dates("published", self._marks.days(near), Origin.PAGE)
        yield from known
        if known:
            return
        if day := _day_in_path(self._address or ""):
            yield Given("published", day, Origin.ADDRESS)
        elif day := _day_by_htmldate(self._root):
            yield Given("published", day, Origin.PAGE)

    def _said(self) -> Iterator[Given]:
        """The day of publication in so many words."""
        yield from _dates(
            "published", [words(self._article.get(key)) for key in ("datePublished", "dateCreated")], Origin.JSON_LD
        )
        yield from _dates("published", self._tags.get("published", []), Origin.PAGE_METADATA)
        yield from _dates("published", [words(self._page.get("datePublished"))], Origin.JSON_LD)

    def _languages(self) -> Iterator[Given]:
        """In which language it says it is."""
        yield from _some("language", [words(self._article.get("inLanguage"))], Origin.JSON_LD)
        yield from _some(
            "language",
            [self._root.get("lang") or self._root.get("xml:lang") or "", *self._tags.get("language", [])],
            Origin.PAGE_METADATA,
        )


def without_outlet(title: str, sites: Iterable[str]) -> str:
    """A title without the outlet's name, which pages put behind it or before it."""
    names = {folded for site in sites for folded in _name_forms(site)}
    title = title[:_LONGEST_TITLE]
    while True:
        parts = list(_SEPARATOR.finditer(title))
        if parts and _fold(title[parts[-1].end() :]) in names:
            title = title[: parts[-1].start()]
        elif parts and _fold(title[: parts[0].start()]) in names:
            title = title[parts[0].end() :]
        else:
            return title


def _name_forms(site: str) -> Iterator[str]:
    """A site's name with and without its article."""
    folded = _fold(site)
    if len(folded) > 1:
        yield folded
        yield folded.removeprefix("the")
        yield "the" + folded


def _number(text: str) -> int | None:
    """A number of words that is one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _fold(text: str) -> str:
    """Letters and digits only, without case."""
    return "".join(_WORD.findall(text.casefold()))


def _alike(one: str, other: str) -> float:
    """The share of the shorter title's words that the other has."""
    a, b = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _node_addresses(node: Mapping[str, Any]) -> list[str]:
    """The addresses that a node gives for its article."""
    page = node.get("mainEntityOfPage")
    named = [node.get("url"), page.get("@id") or page.get("url") if isinstance(page, dict) else page, node.get("@id")]
    return [name for name in named if isinstance(name, str)]


def _same_page(one: str, other: str) -> bool:
    """Whether two addresses differ only in what leads to the same page."""
    first, second = (re.split(r"[#?]", address, maxsplit=1)[0].rstrip("/") for address in (one, other))
    return first == second


def _absolute(name: str, base: str) -> str | None:
    """A whole web address, or None: "javascript:" and "data:" lead nowhere."""
    try:
        return web_address(urljoin(base, name.strip()))
    except ValueError:
        return None


def _some(field: Field, values: Iterable[str], origin: Origin) -> Iterator[Given]:
    """The values that are there."""
    yield from (Given(field, value, origin) for value in values if value and value.strip())


def _dates(field: Field, values: Iterable[str], origin: Origin) -> Iterator[Given]:
    """The first value that names a day."""
    for value in values:
        day = _readable(value)
        if day:
            yield Given(field, day, origin)
            return


def _readable(value: str) -> str | None:
    """A day in a form that can be read, or None."""
    value = value.strip()
    if stamp := _STAMP.fullmatch(value):
        return dt.datetime.fromtimestamp(int(stamp["seconds"]), dt.UTC).isoformat()
    if packed := _PACKED_DAY.fullmatch(value):
        value = "-".join(packed.groups())
    found = find_date(value[:200])
    return value[:200] if found and found.day.year >= _FIRST_YEAR else None


def _day_by_htmldate(root: HtmlElement) -> str | None:
    """The first day that htmldate finds in what is marked as a day; it reads no running text."""
    from htmldate import find_date as find_in_page

    silence("htmldate")
    found: str | None = find_in_page(copy(root), extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    return _readable(found) if found else None


def _day_in_path(address: str) -> str | None:
    """The day in an address ("/2024/04/30/")."""
    found = _DAY_IN_PATH.search(urlsplit(address).path.lower())
    if not found:
        return None
    year, month, day = found.groups()
    named = f"{day} {month} {year}" if month.isalpha() else f"{year}-{month:0>2}-{day:0>2}"
    return named if find_date(named) else None


__all__ = ["PageMetadata", "page_metadata", "without_outlet"]
