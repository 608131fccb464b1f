"""What LexisNexis handed out as plain text: "1 of 10 DOCUMENTS", then each article with its fields, wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefing.intake.clipping import Clipping, Flaw, Piece
from briefing.intake.dates import find_date
from briefing.intake.decode import decode
from briefing.intake.readers.nexis import fields_of
from briefing.intake.source import Source
from briefing.model import ParagraphKind

_START: Final = re.compile(
    r"[ \t\u00a0]*(?:FOCUS - )?(?:(?:\d{1,6} (?:of|von) \d{1,6} (?:DOCUMENTS?|DOKUMENTE?N?))"
    r"|(?:Dokument \d{1,6} von \d{1,6})|(?:Document \d{1,6} (?:de|of) \d{1,6}))[ \t\u00a0]*"
)
_TOLD: Final = re.compile(rb"(?m)^[ \t\xa0\xc2]*(?:FOCUS - )?\d{1,6} of \d{1,6} DOCUMENTS?\s*$")
_TOLD_ELSEWHERE: Final = re.compile(rb"(?m)^[ \t\xa0\xc2]*(?:Dokument \d+ von \d+|Document \d+ de \d+)\s*$")
_LENGTHS: Final = (b"LENGTH:", b"L\xc3\x84NGE:", b"L\xc4NGE:", b"LONGUEUR:")
_KEY: Final = re.compile(r"(?P<key>[A-ZÄÖÜÉ][A-ZÄÖÜÉ-]{3,24}):(?:\s+(?P<value>.*))?", re.DOTALL)
_HEAD_KEYS: Final = {
    "BYLINE": "author",
    "AUTOR": "author",
    "AUTEUR": "author",
    "SECTION": "",
    "RUBRIK": "",
    "RUBRIQUE": "",
    "LENGTH": "",
    "LÄNGE": "",
    "LONGUEUR": "",
    "DATELINE": "place",
    "HEADLINE": "title",
    "HIGHLIGHT": "standfirst",
    "SERIES": "",
    "DISTRIBUTION": "",
    "COLUMN": "",
    "TYPE": "",
    "BODY": "body",
    "TEXT": "body",
}
_FOOT_KEYS: Final = frozenset(
    "LOAD-DATE LANGUAGE GRAPHIC PUBLICATION-TYPE JOURNAL-CODE SUBJECT ORGANIZATION COMPANY TICKER INDUSTRY PERSON"
    " GEOGRAPHIC COUNTRY CITY STATE ACC-NO DOCUMENT-TYPE SPRACHE LANGUE PUBLIKATIONSTYP UPDATE CORRECTION-DATE"
    " NOTES NAME DATE-CREATED".split()
)
_COPYRIGHT: Final = re.compile(r"(?:copyright\b|©|all rights reserved\b)", re.I)
_WRAPPED_AT, _SHORTEST_WIDTH = 100, 50


@dataclass(slots=True)
class _Block:
    """Lines between blank lines.

    Attributes:
        number: The first one's number in the file, from 1.
        lines: Without the blanks around them.
    """

    number: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)

    @property
    def place(self) -> str:
        """Where it stands in the file."""
        return f"line {self.number}"


class NexisTextReader:
    """Plain text from LexisNexis, many articles in one file."""

    def recognises(self, source: Source) -> bool:
        """Whether a line counts the documents, and an article's length is told."""
        head = source.head.replace(b"\0", b"")  # UTF-16 reads alike then
        counted = _TOLD.search(head) or _TOLD_ELSEWHERE.search(head)
        return bool(counted) and any(key in head for key in _LENGTHS)

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read every article."""
        lines = decode(source.all(), source.path).splitlines()
        wide = sorted(length for line in lines if _SHORTEST_WIDTH < (length := len(line.rstrip())) <= _WRAPPED_AT)
        width = wide[len(wide) * 95 // 100] if wide else _WRAPPED_AT
        starts = [number for number, line in enumerate(lines) if _START.fullmatch(line)]
        for count, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), start=1):
            yield _article(_blocks(lines, start + 1, end), f"document {count}", width)


def _blocks(lines: Sequence[str], start: int, end: int) -> list[_Block]:
    """What stands between blank lines."""
    blocks: list[_Block] = []
    after_blank = True
    for number in range(start, end):
        line = lines[number].strip()
        if line and after_blank:
            blocks.append(_Block(number + 1))
        if line:
            blocks[-1].lines.append(line)
        after_blank = not line
    return blocks


def _article(blocks: Sequence[_Block], part: str, width: int) -> Clipping:
    """One article of its blocks."""
    values: dict[str, str] = {}
    pieces: list[Piece] = []
    start = _read_top(blocks, values, pieces)
    end = _read_fields(blocks, start, values, pieces)
    pieces.sort(key=lambda piece: _ORDER[piece.kind])
    pieces.extend(_body(blocks[end:], width))
    return Clipping(pieces=tuple(pieces), given=fields_of(values), part=part)


_ORDER: Final = {ParagraphKind.TITLE: 0, ParagraphKind.STANDFIRST: 1, ParagraphKind.BYLINE: 2, None: 3}


def _read_top(blocks: Sequence[_Block], values: dict[str, str], pieces: list[Piece]) -> int:
    """Read outlet, day and title, which stand in this order; the number of the first block after them."""
    for number, block in enumerate(blocks):
        if _key(block)[0] in _HEAD_KEYS:
            return number
        if "outlet" not in values:
            _read_outlet(block, values)
        elif _COPYRIGHT.match(block.text):
            continue
        elif "published" not in values:
            values["published"] = block.lines[0]
        elif "title" not in values:
            values["title"] = block.text
            pieces.append(Piece(block.text, ParagraphKind.TITLE, block.place))
        elif any(_key(later)[0] in _HEAD_KEYS for later in blocks[number:]):
            pieces.append(Piece(block.text, ParagraphKind.STANDFIRST, block.place))
        else:
            return number
    return len(blocks)


def _read_outlet(block: _Block, values: dict[str, str]) -> None:
    """Read the outlet, which may stand right below a notice of copyright and right above the day."""
    named = [line for line in block.lines if not _COPYRIGHT.match(line)]
    dated = next((number for number, line in enumerate(named) if number and find_date(line)), None)
    if dated is not None:
        values["published"] = named[dated]
        named = named[:dated]
    if named:
        values["outlet"] = named[-1] if len(named) < len(block.lines) else named[0]


_PIECE_KINDS: Final = {
    "title": ParagraphKind.TITLE,
    "standfirst": ParagraphKind.STANDFIRST,
    "author": ParagraphKind.BYLINE,
}


def _read_fields(blocks: Sequence[_Block], start: int, values: dict[str, str], pieces: list[Piece]) -> int:
    """Read the fields at the head; the number of the block at which the body begins."""
    for number in range(start, len(blocks)):
        block = blocks[number]
        key, value = _key(block)
        name = _HEAD_KEYS.get(key)
        if name is None and not (key == "GRAPHIC" or _COPYRIGHT.match(block.text)):
            return number
        if name == "body":
            if value:
                block.lines[0] = block.lines[0].partition(":")[2].strip()
                return number
            return number + 1
        if name and value and name not in values:
            values[name] = value
            if name in _PIECE_KINDS:
                pieces.append(Piece(value, _PIECE_KINDS[name], block.place))
        if key == "GRAPHIC":
            return number
    return len(blocks)


def _body(blocks: Sequence[_Block], width: int) -> Iterator[Piece]:
    """The paragraphs, and what the article says of its pictures; other fields below them are left out."""
    ended = False
    for block in blocks:
        key, value = _key(block)
        if key == "GRAPHIC" and value:
            yield Piece(value, ParagraphKind.CAPTION, block.place)
        if key in _FOOT_KEYS:
            ended = True
        elif not ended:
            if _COPYRIGHT.match(block.text) and len(block.lines) < 4 and block is blocks[-1]:
                return
            yield from _paragraphs(block, width)


def _paragraphs(block: _Block, width: int) -> Iterator[Piece]:
    """A block's paragraphs: a line goes on in the next when that one's first word would not have fitted."""
    joined = block.lines[0]
    place = block.number
    last = joined
    for number, line in enumerate(block.lines[1:], start=block.number + 1):
        first_word = line.split(maxsplit=1)[0]
        if line[0].islower() or (len(last) <= _WRAPPED_AT and len(last) + len(first_word) >= width - 2):
            joined += f" {line}"
        else:
            yield Piece(joined, None, f"line {place}")
            joined, place = line, number
        last = line
    yield Piece(joined, None, f"line {place}")


def _key(block: _Block) -> tuple[str, str]:
    """The key and the value of a block such as "BYLINE: Ann Lee"; ("", "") when it is no field."""
    found = _KEY.match(block.text)
    return (found["key"], (found["value"] or "").strip()) if found else ("", "")


__all__ = ["NexisTextReader"]
