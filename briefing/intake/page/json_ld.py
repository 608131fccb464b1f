"""What a page says about its article in JSON-LD, in the words of schema.org."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST: Final = 2_000_000  # characters of one script
_MOST_SCRIPTS: Final = 40
_MOST_NODES: Final = 20_000
_MOST_NAMES: Final = 40
_OPENINGS: Final = ("//", "/*", "<!--", "<![CDATA[", "*/")
_CLOSINGS: Final = (";", "*/", "//", "/*", "-->", "]]>")
_LOOSE_COMMA: Final = re.compile(r",(?=\s*[}\]])")
_LONE_FIELD: Final = re.compile(
    r'"(headline|datePublished|dateModified|inLanguage|isAccessibleForFree)"\s*:\s*"((?:[^"\\\n]|\\.){1,1000})"'
)
_ARTICLES: Final = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|CreativeWork|NewsStory|OpinionPiece)")
_PAGES: Final = frozenset({"WebPage", "ItemPage", "AboutPage"})
_OTHER_WORKS: Final = frozenset(
    "itemListElement mentions citation relatedLink comment hasPart isBasedOn review liveBlogUpdate suggestedAnswer "
    "acceptedAnswer isPartOf associatedMedia video image potentialAction breadcrumb subjectOf about significantLink "
    "containsSeason workExample recordedIn".split()
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


@dataclass
class LinkedData:
    """The nodes on a page that describe articles.

    Attributes:
        articles: Those of a kind of article, in the order of the page.
        pages: Those that describe the page as a whole.
        by_id: Every node that has a name of its own, for references.
    """

    articles: list[Mapping[str, Any]] = field(default_factory=list)
    pages: list[Mapping[str, Any]] = field(default_factory=list)
    by_id: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def names(self, value: object) -> list[str]:
        """The names of the people or organisations that a property names or refers to."""
        found: list[str] = []
        waiting = deque([value])
        for _ in range(_MOST_NODES):
            if not waiting or len(found) >= _MOST_NAMES:
                break
            item = waiting.popleft()
            if isinstance(item, str):
                found.append(words(item))
            elif isinstance(item, list):
                waiting.extendleft(reversed(item[:_MOST_NAMES]))
            elif isinstance(item, dict):
                waiting.appendleft(self._name(item))
        return [name for name in dict.fromkeys(found) if name]

    def _name(self, node: Mapping[str, Any]) -> object:
        """A node's name, or that of the node it refers to."""
        known = node if node.get("name") else {**self.by_id.get(_text(node.get("@id")), {}), **node}
        parts = [_text(known.get(key)) for key in ("givenName", "familyName")]
        name = known.get("name") or " ".join(filter(None, parts))
        return (
            name if isinstance(name, str) or (isinstance(name, list) and all(isinstance(n, str) for n in name)) else ""
        )


def linked_data(root: HtmlElement) -> LinkedData:
    """Read every script of JSON-LD on a page; what is broken beyond mending is passed over."""
    data = LinkedData()
    scripts = (s for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower())
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        for node in _nodes(_loaded(script.text or "")):
            identity = node.get("@id")
            if isinstance(identity, str) and len(node) > 1:
                data.by_id.setdefault(identity, node)
            kinds = _kinds(node)
            if any(_ARTICLES.fullmatch(kind) for kind in kinds):
                data.articles.append(node)
            elif kinds & _PAGES:
                data.pages.append(node)
    return data


def words(value: object) -> str:
    """A property's text without the markup and the escapes that some pages leave in it; "" when it is no text."""
    return " ".join(_TAG.sub(" ", unescape(unescape(_text(value)))).split())


def text_of(value: object) -> str:
    """A property's text as it stands, lines and all; "" when it is no text."""
    return unescape(_text(value))


def _text(value: object) -> str:
    """A property's text; that of the first when there are several."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value", "")
    return value if isinstance(value, str) else str(value) if isinstance(value, (int, bool)) else ""


def _loaded(text: str) -> object:
    """A script's data; mended where the same faults are often made, else the few fields that can be told apart."""
    if len(text) > _LARGEST:
        return None
    text = _unwrapped(text)
    attempts: Iterable[str] = (text, _LOOSE_COMMA.sub("", text), unescape(text))
    for attempt in attempts:
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt.strip())[0]
        except (ValueError, RecursionError):
            continue
    fields = dict(reversed(_LONE_FIELD.findall(text)))
    return {"@type": "Article", **fields} if "Article" in text else None


def _unwrapped(text: str) -> str:
    """A script without the marks of comments that once hid it from old programs."""
    text = text.strip()
    for _ in range(3):
        for opening in _OPENINGS:
            text = text.removeprefix(opening).lstrip()
        for closing in _CLOSINGS:
            text = text.removesuffix(closing).rstrip()
    return text


def _nodes(data: object) -> Iterator[Mapping[str, Any]]:
    """Every node that is about this page's article, not about those it lists or mentions."""
    waiting = deque([data])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(v for k, v in item.items() if isinstance(v, (dict, list)) and k not in _OTHER_WORKS)


def _kinds(node: Mapping[str, Any]) -> set[str]:
    """What a node is, without the vocabulary's address."""
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in named if isinstance(kind, str)}


__all__ = ["LinkedData", "linked_data", "text_of", "words"]
