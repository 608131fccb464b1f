"""Word documents (.docx), read from their XML: what is deleted, hidden or a comment stays out of the article.

The document is walked as a stream and not through a model of it, because content controls, text boxes and tracked
changes all hold text that such a model passes over or mixes up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.readers import nexis
from briefing.intake.readers.document import Block, Properties, clipping_from, numbered
from briefing.intake.readers.package import SIGNATURE, Package, forget, opened, small_xml
from briefing.intake.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MAIN: Final = "word/document.xml"
_SUFFIXES: Final = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_TOLD: Final = re.compile(
    rb"word/(?:document\.xml|_rels/|styles\.xml|settings\.xml|fontTable\.xml|theme/|header|footer)"
)
_DROPPED: Final = frozenset({"del", "moveFrom", "Fallback", "rt", "instrText", "pPr", "rPr", "tblPr", "sectPr"})
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF: Final = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 12


class _Style(NamedTuple):
    """A paragraph style: its name in lower case, the level of heading it makes, and the style it is based on."""

    name: str
    level: int
    base: str


class DocxReader:
    """Word documents, the many articles of a news database's download among them."""

    def recognises(self, source: Source) -> bool:
        """Whether it is a ZIP archive that is named as a document, or whose first parts are a document's."""
        head = source.head
        return head.startswith(SIGNATURE) and (source.suffix in _SUFFIXES or bool(_TOLD.search(head)))

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read the one article, or the many of a news database.

        Raises:
            IntakeError: It is damaged, locked, too large when unpacked, or no Word document.
        """
        with opened(source) as package:
            main = _main_part(package)
            if not package.has(main):
                raise IntakeError(f"{source.named} is no Word document; save it as .docx and try again.")
            blocks = tuple(numbered(_blocks(package, main)))
            properties = _properties(package)
        if nexis.is_download(blocks):
            yield from nexis.articles(blocks, source.named)
        else:
            yield clipping_from(blocks, properties)


def _main_part(package: Package) -> str:
    """The name of the part that holds the text."""
    if package.has(_MAIN):
        return _MAIN
    root = small_xml(package.bytes_of("_rels/.rels"))
    for relation in root if root is not None else ():
        if isinstance(relation.tag, str) and relation.get("Type", "").endswith("/officeDocument"):
            target: str = relation.get("Target", "")
            return target.lstrip("/")
    return _MAIN


def _properties(package: Package) -> Properties:
    """What the file says about itself."""
    root = small_xml(package.bytes_of("docProps/core.xml"))
    if root is None:
        return Properties()
    values = {_local(child): child.text or "" for child in root}
    return Properties(title=values.get("title", ""), author=values.get("creator", ""))


def _blocks(package: Package, main: str) -> Iterator[Block]:
    """Every paragraph of the body, in tables and text boxes too."""
    styles = _styles(package)
    pending = ""
    for paragraph in package.elements(main, f"{_WORD}p", f"{_STRICT}p"):
        ancestors = {_local(ancestor) for ancestor in paragraph.iterancestors()}
        if "p" in ancestors:
            continue  # it stands in a text box, and is read with the paragraph that holds the box
        if not ancestors & _DROPPED:
            boxes: list[_Element] = []
            text = pending + "".join(_words(paragraph, boxes))
            pending = ""
            if _mark_is_deleted(paragraph):
                pending = text  # with its mark deleted, a paragraph runs on into the next
            else:
                yield _styled(paragraph, text, styles, in_table="tc" in ancestors)
            for box in boxes:
                yield _styled(box, "".join(_words(box, [])), styles, in_table=False)
        forget(paragraph)
    if pending:
        yield Block(pending)


def _words(paragraph: _Element, boxes: list[_Element]) -> Iterator[str]:
    """The words of a paragraph as it stands when every change is accepted; paragraphs in text boxes are set aside."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        local = _local(element)
        if not local or local in _DROPPED or (local == "r" and _is_hidden(element)):
            continue
        if local == "p":
            boxes.append(element)
        elif local == "t":
            yield element.text or ""
        elif local in _SIGNS:
            yield _SIGNS[local]
        else:
            stack.extend(reversed(element))


def _styled(paragraph: _Element, text: str, styles: Mapping[str, _Style], *, in_table: bool) -> Block:
    """A paragraph with what its properties say it is."""
    settings = _child(paragraph, "pPr")
    style = _style_of(_value(settings, "pStyle"), styles)
    outline = _value(settings, "outlineLvl")
    level = _level(outline) if outline else style.level
    listed = in_table or _child(settings, "numPr") is not None or style.name.startswith("list")
    return Block(text, style=style.name, level=level, listed=listed)


def _styles(package: Package) -> dict[str, _Style]:
    """Every paragraph style by its identifier."""
    root = small_xml(package.bytes_of("word/styles.xml"))
    styles: dict[str, _Style] = {}
    for element in root if root is not None else ():
        if _local(element) != "style":
            continue
        name = _value(element, "name").strip().lower()
        heading = re.fullmatch(r"heading ([1-9])", name)
        level = int(heading[1]) if heading else _level(_value(_child(element, "pPr"), "outlineLvl"))
        styles[_attribute(element, "styleId")] = _Style(name, level, _value(element, "basedOn"))
    return styles


def _style_of(identifier: str, styles: Mapping[str, _Style]) -> _Style:
    """A style, with the level of heading that it may have from the styles it is based on."""
    found = own = styles.get(identifier, _Style(identifier.lower(), 0, ""))
    for _ in range(_LONGEST_CHAIN):
        if found.level or found.base not in styles:
            break
        found = styles[found.base]
    return _Style(own.name, found.level, "")


def _level(outline: str) -> int:
    """An outline level from 0 to 8 as a heading's level from 1 to 9; 0 for body text."""
    return int(outline) + 1 if len(outline) == 1 and "0" <= outline <= "8" else 0


def _is_hidden(run: _Element) -> bool:
    """Whether a run is set in hidden text."""
    vanish = _child(_child(run, "rPr"), "vanish")
    return vanish is not None and _attribute(vanish, "val") not in _OFF


def _mark_is_deleted(paragraph: _Element) -> bool:
    """Whether the paragraph's mark was deleted under tracked changes."""
    return _child(_child(_child(paragraph, "pPr"), "rPr"), "del") is not None


def _local(element: _Element) -> str:
    """A tag without its namespace; "" for a comment or the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: _Element | None, local: str) -> _Element | None:
    """The first child of that name."""
    if element is None:
        return None
    return next((child for child in element if _local(child) == local), None)


def _attribute(element: _Element, local: str) -> str:
    """A word processor's attribute, in either edition of the standard."""
    return element.get(f"{_WORD}{local}") or element.get(f"{_STRICT}{local}") or ""


def _value(element: _Element | None, local: str) -> str:
    """The value of a child of that name, or ""."""
    found = _child(element, local)
    return "" if found is None else _attribute(found, "val")


__all__ = ["DocxReader"]
