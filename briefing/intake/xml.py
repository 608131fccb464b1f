"""XML from outside: told apart by its root, read without entities or network, and walked without recursion."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.errors import IntakeError
from briefing.intake.clipping import Piece, pieces_of
from briefing.intake.decode import decode
from briefing.intake.files import MAX_BYTES
from briefing.intake.source import Source
from briefing.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

DAMAGED: Final = "damaged XML: words may be missing"
"""The caution for an article out of XML that is not well-formed."""

_MOST_TAGS = 500_000  # an element takes some hundred times the memory that its tags take in the file
_START_TAG: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*?)?)/?>")
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DECLARED: Final = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_ENTITY: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_][\w.:-]{0,60});")
_REFERENCE: Final = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BASIC_DATE: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(.*))?")
_INDENTED: Final = re.compile(r"^[ \t]{2,}(?=\S)", re.M)
_FLUSH_LEFT: Final = re.compile(r"^\S", re.M)

_BLOCKS: Final = frozenset(
    # XHTML
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer h1 "
    "h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul "
    # NITF
    "bq bibliography block body.content body.end credit fn hl1 hl2 media media-caption media-producer nitf-table note "
    "tagline".split()
)
_DROPPED: Final = frozenset(
    "script style noscript template svg iframe object form head media-metadata media-reference media-object "
    "nitf-table-metadata postaddr note ed-msg".split()
)
_CELLS: Final = frozenset({"td", "th"})
_KINDS: Final = {
    "h1": ParagraphKind.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "hl2"), ParagraphKind.HEADING),
    **dict.fromkeys(("caption", "figcaption", "media-caption"), ParagraphKind.CAPTION),
    **dict.fromkeys(("media-producer", "credit"), ParagraphKind.CREDIT),
}


class Root(NamedTuple):
    """How an XML document begins.

    Attributes:
        name: Its root's local name.
        attributes: The rest of the root's start tag, as written.
    """

    name: str
    attributes: str


class Tree(NamedTuple):
    """A document as read.

    Attributes:
        root: Its root.
        damaged: It is not well-formed, and some of it may be missing.
    """

    root: _Element
    damaged: bool


def head_text(head: bytes) -> str:
    """The first bytes as text in which at least ASCII is right, whatever the encoding."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.translate(None, b"\0").decode("latin-1").lstrip()


def root_of(head: bytes) -> Root | None:
    """The root of an XML document, from its first bytes; None when they are no XML or the root comes later."""
    text = head_text(head)
    start = 0
    while text.startswith(("<?", "<!"), start):
        end = _end_of_markup(text, start)
        if end is None:
            return None
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    found = _START_TAG.match(text, start)
    return Root(found[1], found[2]) if found else None


def _end_of_markup(text: str, start: int) -> int | None:
    """Where a comment, an instruction or a document type ends, the entities in it included; None when it does not."""
    if text.startswith("<!--", start):
        ending = "-->"
    elif text.startswith("<?", start):
        ending = "?>"
    else:
        ending = ">"
        subset = text.find("[", start, text.find(">", start) + 1)
        start = text.find("]", subset) if subset >= 0 else start
    end = text.find(ending, start) if start >= 0 else -1
    return end + len(ending) if end >= 0 else None


def parse_xml(source: Source, limit: int = MAX_BYTES) -> Tree:
    """Read a document: as it declares itself, or else as what its bytes look like, or else what is left of it.

    No entity is resolved but those of HTML, which are characters; others stay as they are written. No DTD is loaded,
    and nothing is asked of the network. Elements more than about 250 deep and text over 10 MB are cut off.

    Raises:
        IntakeError: The source cannot be read, there is no element in it, or there are too many.
    """
    from lxml import etree

    data = _ENTITY.sub(_character, source.all(limit).lstrip(b" \t\r\n"))
    refuse_too_many_tags(data, source)
    complaint = "it has no root element"
    for content, encoding, recover in _attempts(data, source):
        parser = etree.XMLParser(
            encoding=encoding,
            recover=recover,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            complaint = f"it breaks off in line {error.lineno}" if error.lineno else complaint
            continue
        if root is not None:
            return Tree(root, recover)
    raise IntakeError(f"{source.named} is not well-formed XML ({complaint}); export it again.")


def refuse_too_many_tags(data: bytes, source: Source) -> None:
    """Turn away a document whose tree would fill the memory.

    Raises:
        IntakeError: It has more than half a million tags.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise IntakeError(f"{source.named} has more than half a million tags; split it or leave it out.")


def _attempts(data: bytes, source: Source) -> Iterator[tuple[bytes, str | None, bool]]:
    """What to parse, as which encoding, and whether to make do with what is left."""
    yield data, "utf-8" if _is_surely_utf8(data) else None, False
    text = _XML_DECLARATION.sub("", _decoded(data, source), count=1)
    mended = _ENTITY.sub(_character, _ILLEGAL.sub("\ufffd", _REFERENCE.sub(_legal, text)).encode())
    yield mended, "utf-8", False
    yield mended, "utf-8", True


def _is_surely_utf8(data: bytes) -> bool:
    """Whether bytes beyond ASCII are all UTF-8, which no other encoding's are by chance, whatever is declared."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, source: Source) -> str:
    """The characters, in the declared encoding where that yields a document, else in the one they look like."""
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    if declared:
        try:
            text = data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            text = ""
        if text.lstrip("\ufeff").startswith("<"):
            return text.lstrip("\ufeff")
    return decode(data, source.path).lstrip("\ufeff \t\r\n")


def _character(found: re.Match[bytes]) -> bytes:
    """A named entity of HTML by its number, which XML does not know and agencies write all the same; others as text."""
    code = name2codepoint.get(found[1].decode("ascii"))
    return b"&#%d;" % code if code else b"&amp;%s;" % found[1]


def _legal(found: re.Match[str]) -> str:
    """A numbered character, or U+FFFD for one that XML does not allow."""
    code = int(found[1], 16) if found[1] else int(found[2])
    allowed = code <= 0x10FFFF and not _ILLEGAL.match(chr(code)) and code
    return found[0] if allowed else "\ufffd"


def local(element: _Element) -> str:
    """An element's name without its namespace, in lower case; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def descendants(element: _Element, *names: str) -> Iterator[_Element]:
    """Every element of these local names (in lower case) within another, in order, but none that is within one."""
    return outermost(element, lambda found: found is not element and local(found) in names)


def outermost(root: _Element, is_wanted: Callable[[_Element], bool]) -> Iterator[_Element]:
    """Every wanted element that is not within another: what is nested is not read again for each level."""
    stack = [iter((root,))]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif is_wanted(element):
            yield element
        else:
            stack.append(iter(element))


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first element down a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element


def children(element: _Element | None, name: str) -> list[_Element]:
    """The children of a local name."""
    return [] if element is None else [found for found in element if local(found) == name]


def words_of(element: _Element | None) -> str:
    """All words in an element on one line; "" when there is none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def iso_date(value: str | None) -> str:
    """A day written without signs ("20210303T120000Z") with them; anything else as it is."""
    value = " ".join((value or "").split())
    found = _BASIC_DATE.fullmatch(value)
    if not found:
        return value
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"T{hour}:{minute}" + (f":{second}" if second else "") + (zone or "") if hour else ""
    return f"{year}-{month}-{day}{clock}"


def pieces_of_tree(root: _Element) -> Iterator[Piece]:
    """The paragraphs of XHTML or of NITF's body, with the lines they begin in.

    Args:
        root: The element around them; of its own kind are none.
    """
    words: list[str] = []
    kinds: list[ParagraphKind | None] = [None]
    line = root.sourceline or 0

    def flushed() -> Iterator[Piece]:
        text = " ".join("".join(words).split())
        words.clear()
        if text:
            yield Piece(text, kinds[-1], f"line {line}" if line else "")

    for opens, element in _walk(root):
        name = local(element)
        if name in _BLOCKS:
            yield from flushed()
            line = element.sourceline or line
            if opens:
                kinds.append(_KINDS.get(name, kinds[-1]))
            else:
                kinds.pop()
        elif name in _CELLS:
            words.append(" ")
        if name == "pre" and opens:
            yield from plain_pieces("".join(element.itertext()), place=f"line {line}" if line else "")
        elif opens and name not in _DROPPED:
            words.append(element.text or "")
        elif not opens and element is not root:
            words.append(element.tail or "")
    yield from flushed()


def _walk(root: _Element) -> Iterator[tuple[bool, _Element]]:
    """Every element as it opens and as it closes; what is dropped and what keeps its lines without what is in it."""
    yield True, root
    stack = [(root, iter(root))]
    while stack:
        element, inside = stack[-1]
        inner = next(inside, None)
        if inner is None:
            stack.pop()
            yield False, element
        else:
            yield True, inner
            name = local(inner)
            stack.append((inner, iter(() if not name or name == "pre" or name in _DROPPED else inner)))


def plain_pieces(text: str, *, place: str = "") -> Iterator[Piece]:
    """The paragraphs of plain text, in which wires begin each with an indented line, or part them with blank ones."""
    if _INDENTED.search(text) and _FLUSH_LEFT.search(text):
        for paragraph in re.split(r"\n(?=[ \t]{2,}\S|\s*\n)", text):
            yield from [Piece(paragraph, None, place)] if paragraph.strip() else []
    else:
        yield from pieces_of(text, place=place)


__all__ = [
    "DAMAGED",
    "Root",
    "Tree",
    "child",
    "children",
    "descendants",
    "head_text",
    "iso_date",
    "local",
    "outermost",
    "parse_xml",
    "pieces_of_tree",
    "plain_pieces",
    "refuse_too_many_tags",
    "root_of",
    "words_of",
]
