"""OpenDocument texts (.odt), read from their XML: what is deleted, hidden or a comment stays out of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.readers import nexis
from briefing.intake.readers.document import Block, Properties, clipping_from, numbered
from briefing.intake.readers.package import SIGNATURE, Package, forget, locked, opened, small_xml
from briefing.intake.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SUFFIXES: Final = frozenset({".odt", ".ott"})
_TOLD: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_DROPPED: Final = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "note", "hidden-text", "hidden-paragraph", "ruby-text", "desc"}
)
_SIGNS: Final = {"tab": " ", "line-break": "\n"}
_ESCAPED: Final = re.compile(r"_([0-9a-f]{2})_")
_MOST_BLANKS = 100
_LONGEST_CHAIN = 12


class OdtReader:
    """OpenDocument texts, as LibreOffice writes them."""

    def recognises(self, source: Source) -> bool:
        """Whether it is a ZIP archive that says so in its first part, or is named so."""
        head = source.head
        return head.startswith(SIGNATURE) and (_TOLD in head[:200] or source.suffix in _SUFFIXES)

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read the one article, or the many of a news database.

        Raises:
            IntakeError: It is damaged, locked, too large when unpacked, or no OpenDocument text.
        """
        with opened(source) as package:
            if b"encryption-data" in package.bytes_of("META-INF/manifest.xml"):
                raise locked(source.named)
            if not package.has("content.xml"):
                raise IntakeError(f"{source.named} is no OpenDocument text; save it as .odt and try again.")
            blocks = tuple(numbered(_blocks(package)))
            properties = _properties(package)
        if nexis.is_download(blocks):
            yield from nexis.articles(blocks, source.named)
        else:
            yield clipping_from(blocks, properties)


def _properties(package: Package) -> Properties:
    """What the file says about itself."""
    root = small_xml(package.bytes_of("meta.xml"))
    if root is None:
        return Properties()
    values = {_local(element): element.text or "" for group in root for element in group}
    return Properties(title=values.get("title", ""), author=values.get("initial-creator", ""))


def _blocks(package: Package) -> Iterator[Block]:
    """Every paragraph and heading of the body, in tables and text boxes too."""
    parents = _parents_of_styles(small_xml(package.bytes_of("styles.xml")))
    for element in package.elements("content.xml", f"{_TEXT}p", f"{_TEXT}h", f"{_STYLE}style"):
        if element.tag == f"{_STYLE}style":
            _learn_style(element, parents)
            continue
        ancestors = {_local(ancestor) for ancestor in element.iterancestors()}
        if ancestors & {"p", "h"}:
            continue  # it stands in a frame, and is read with the paragraph that holds it
        if not ancestors & _DROPPED:
            boxes: list[_Element] = []
            listed = bool(ancestors & {"list-item", "table-cell"})
            yield _styled(element, "".join(_words(element, boxes)), parents, listed=listed)
            for box in boxes:
                yield _styled(box, "".join(_words(box, [])), parents, listed=False)
        forget(element)


def _words(paragraph: _Element, boxes: list[_Element]) -> Iterator[str]:
    """The words of a paragraph; paragraphs in frames are set aside."""
    stack: list[_Element | str] = [*reversed(paragraph), paragraph.text or ""]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            yield element
            continue
        stack.append(element.tail or "")
        local = _local(element)
        if not local or local in _DROPPED:
            continue
        if local in ("p", "h"):
            boxes.append(element)
        elif local == "s":
            count = element.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isascii() and count.isdecimal() else 1, _MOST_BLANKS)
        elif local in _SIGNS:
            yield _SIGNS[local]
        else:
            stack.extend([*reversed(element), element.text or ""])


def _styled(element: _Element, text: str, parents: dict[str, str], *, listed: bool) -> Block:
    """A paragraph with what its style and its tag say it is."""
    style = element.get(f"{_TEXT}style-name", "")
    for _ in range(_LONGEST_CHAIN):
        if not re.fullmatch(r"[PT]\d+", style) or style not in parents:
            break
        style = parents[style]  # "P1" is what the program called a style that the writer changed by hand
    level = element.get(f"{_TEXT}outline-level", "1") if _local(element) == "h" else "0"
    return Block(text, style=_name(style), level=int(level) if re.fullmatch(r"\d{1,2}", level) else 1, listed=listed)


def _parents_of_styles(root: _Element | None) -> dict[str, str]:
    """The style that each style is made from."""
    parents: dict[str, str] = {}
    for element in root.iter(f"{_STYLE}style") if root is not None else ():
        _learn_style(element, parents)
    return parents


def _learn_style(element: _Element, parents: dict[str, str]) -> None:
    """Note which style a style is made from."""
    parents[element.get(f"{_STYLE}name", "")] = element.get(f"{_STYLE}parent-style-name", "")


def _name(style: str) -> str:
    """A style's name as the writer sees it, in lower case: "Text_20_body" is "text body"."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), style).strip().lower()


def _local(element: _Element) -> str:
    """A tag without its namespace; "" for a comment or the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


__all__ = ["OdtReader"]
