"""What a message says: the better of its texts, without what newsletters add for machines and for the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefing.intake.clipping import Piece, pieces_of
from briefing.intake.mail.mime import DEEPEST, MOST_PARTS, Part, part_of
from briefing.intake.markup import blocks, kind_of, looks_like_html, parsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST: Final = 5_000_000
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)",
    re.I,
)
_PREVIEW: Final = re.compile(r"(?:^|[\s_-])(?:pre-?header|preview-?text)(?:$|[\s_-])", re.I)
_LONGEST_NOTICE: Final = 300
_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S", re.I)
_IN_A_BROWSER: Final = re.compile(
    r"\b(?:in|with) (?:your |a |the )?(?:web ?)?browser\b|\bweb(?:page)? version\b"
    r"|\b(?:view|read|see|open) (?:it |this )?(?:e-?mail |newsletter |message )?(?:online|on the web)\b"
    r"|\bim browser\b|\bonline-?(?:version|ansicht)\b|\bversion en ligne\b|\bdans (?:votre|le) navigateur\b"
    r"|\ben (?:el|tu|su) navegador\b|\bnel (?:tuo |suo )?browser\b|\b(?:no|em seu) navegador\b"
    r"|\bin (?:je|uw|de) browser\b",
    re.I,
)
_UNSUBSCRIBE: Final = re.compile(
    r"\bunsubscrib|\bopt[ -]?out\b"
    r"|\b(?:manage|update|change|edit) (?:your )?(?:e-?mail |newsletter )?"
    r"(?:preferences|subscriptions?|settings|profile)\b"
    r"|\bnewsletter abbestellen|\babmelden\b|\baustragen\b|\babbestellen\b|\bdésabonn|\bdésinscri"
    r"|\bdarse de baja\b|\bcancelar (?:la |tu |su )?suscripci|\bcancelar (?:a |sua )?(?:inscri|assinatura)"
    r"|\bdisiscri|\bannulla (?:la |l.)?iscrizione|\bafmelden\b|\buitschrijven\b",
    re.I,
)
_NOTICE: Final = re.compile(
    r"you(?:'re|’re| are| have)? (?:receiv|getting|subscribed)\w*\b.{0,60}"
    r"\b(?:because|e-?mail|newsletter|message|list)\b"
    r"|(?:this|the) (?:e-?mail|message|newsletter) (?:was|is|has been) (?:sent|intended)\b|sent to \S+@\S+"
    r"|was this (?:e-?mail|newsletter|message)? ?(?:forwarded|sent)\b"
    r"|(?:did someone )?forward(?:ed)? (?:this|to you)\b.{0,80}\b(?:sign|subscri)"
    r"|add (?:us|\S+@\S+) to your (?:address book|contacts|safe)|our (?:mailing|postal) address\b"
    r"|(?:having )?(?:trouble|problems) (?:viewing|reading|seeing)\b",
    re.I,
)


@dataclass(slots=True)
class Letter:
    """A message taken apart.

    Attributes:
        pieces: The paragraphs of what it says.
        messages: The messages attached to it.
        files: The other files attached to it.
        marked_up: Its text is HTML.
        encrypted: It, or a part of it, can be read with a key only.
    """

    pieces: list[Piece] = field(default_factory=list)
    messages: list[Part] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    marked_up: bool = False
    encrypted: bool = False

    @property
    def words(self) -> int:
        """How much it says."""
        return sum(len(piece.text.split()) for piece in self.pieces)

    def add(self, other: Letter) -> None:
        """Put a further part's text and files behind."""
        self.pieces += other.pieces
        self.messages += other.messages
        self.files += other.files
        self.marked_up |= other.marked_up
        self.encrypted |= other.encrypted


def letter_of(message: Part) -> Letter:
    """Take a message apart; parts beyond what honest messages hold are left out."""
    return _Opening().open(message, 0)


class _Opening:
    """One message while it is taken apart."""

    def __init__(self) -> None:
        self._parts = 0

    def open(self, part: Part, depth: int) -> Letter:
        """A part and all in it."""
        self._parts += 1
        kind = part.kind
        if depth > DEEPEST or self._parts > MOST_PARTS:
            return Letter()
        if kind in ("message/rfc822", "message/global") or _is_saved_message(part):
            return Letter(messages=[part_of(part.content())])
        if kind == "multipart/encrypted" or kind.endswith("/pkcs7-mime"):
            return Letter(encrypted=True)
        if kind.startswith("multipart/"):
            return self._opened_parts(part, kind, depth)
        if kind not in ("text/plain", "text/html") or part.is_attached or part.file_name:
            return Letter(files=[part] if part.file_name and not kind.startswith("message/") else [])
        return _text(part)

    def _opened_parts(self, part: Part, kind: str, depth: int) -> Letter:
        """The parts of a multipart, each as the multipart means it."""
        letters: list[Letter] = []
        for child in part.children():
            letters.append(self.open(child, depth + 1))
            if kind == "multipart/related" and letters[-1].pieces:
                return letters[-1]  # what follows are its pictures
            if self._parts > MOST_PARTS:
                break
        if not letters:
            return _text(part)
        if kind == "multipart/alternative":
            return _better(letters)
        whole = Letter()
        for letter in letters:
            whole.add(letter)
        return whole


def _is_saved_message(part: Part) -> bool:
    """Whether a file is a message that was saved before it was attached."""
    return part.file_name.lower().endswith(".eml")


def _better(letters: list[Letter]) -> Letter:
    """Of a message's versions the last, and so the richest, that does not say much less than another."""
    most = max(letter.words for letter in letters)
    return next(letter for letter in reversed(letters) if 2 * letter.words >= most)


def _text(part: Part) -> Letter:
    """The paragraphs of one text."""
    text = part.text()[:_LARGEST]
    if part.kind == "text/html" or (part.kind != "text/plain" and looks_like_html(text)):
        return Letter(pieces=list(_pieces_of_newsletter(text)), marked_up=True)
    if part.parameter("format").lower() == "flowed":
        text = _unflowed(text, joins=part.parameter("delsp").lower() == "yes")
    return Letter(pieces=[piece for piece in pieces_of(text) if not _is_notice(piece.text)])


def _pieces_of_newsletter(markup: str) -> Iterator[Piece]:
    """The paragraphs that a reader of HTML mail sees."""
    if not markup.strip():
        return
    root = parsed(f"<div>{markup[:_LARGEST]}</div>", fragment=True)
    for element in list(root.iter("*")):
        if _is_hidden(element) and element is not root:
            element.drop_tree()
    _loosen_layout(root)
    for block in blocks(root):
        seen = any(char.isalnum() for char in block.text)
        if seen and not _is_notice(block.text, linked=block.linked > 0):
            yield Piece(block.text, kind_of(block))


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element is there for the preview in a list of messages, or for some other screen."""
    if element.getparent() is None or element.tag in ("body", "html"):
        return False
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    return bool(hidden or _PREVIEW.search(element.get("class") or "") or _PREVIEW.search(element.get("id") or ""))


def _loosen_layout(root: HtmlElement) -> None:
    """Make blocks of the cells of tables that only place things, as nearly all tables of mails do."""
    told = {
        table for head in root.iter("th", "caption") for table in head.iterancestors("table") if _holds(table, head)
    }
    for cell in root.iter("td"):
        if next(cell.iterancestors("table"), None) not in told:
            cell.tag = "div"


def _holds(table: HtmlElement, head: HtmlElement) -> bool:
    """Whether a head of a column is of this table, and not of one inside."""
    return next(head.iterancestors("table"), None) is table


def _is_notice(text: str, *, linked: bool = False) -> bool:
    """Whether a paragraph is about the mail and not of it: how to see it elsewhere, how to get no more."""
    if len(text) > _LONGEST_NOTICE:
        return False
    if _NOTICE.match(text.lstrip(" *_–—-|")):
        return True
    points = linked or len(text.split()) <= 6 or bool(_ADDRESS.search(text))
    return points and bool(_IN_A_BROWSER.search(text) or _UNSUBSCRIBE.search(text))


def _unflowed(text: str, *, joins: bool) -> str:
    """Text whose lines that end in a blank go on in the next (RFC 3676).

    Args:
        text: The text.
        joins: That blank is no part of the text.
    """
    out: list[str] = []
    flows = False
    depth = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.lstrip(">")
        quoted = len(line) - len(words)
        words = words.removeprefix(" ")
        signs = words == "-- "
        if flows and quoted == depth and not signs:
            out[-1] += words
        else:
            out.append(f"{'>' * quoted} {words}" if quoted else words)
        flows, depth = words.endswith(" ") and not signs, quoted
        if flows and joins:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


__all__ = ["Letter", "letter_of"]
