"""What Nexis Uni and Lexis Advance hand out as a document: many articles in one file, after a list of them.

Each article is its title, outlet and day, a copyright notice, fields ("Section: …", "Length: …", "Byline: …"), the
word "Body", its paragraphs, more fields that classify it, and "End of Document".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.intake.clipping import Clipping, Flaw, Given, Piece, given
from briefing.intake.dates import find_date
from briefing.intake.names import names_in
from briefing.intake.readers.document import Block
from briefing.model import Origin, ParagraphKind

_END: Final = frozenset({"end of document", "ende des dokuments", "fin du document"})
_BODY: Final = frozenset({"body", "full text", "text", "volltext"})
_HEAD_FIELDS: Final = {
    "section": "",
    "length": "",
    "byline": "author",
    "dateline": "place",
    "highlight": "standfirst",
    "headline": "title",
    "series": "",
    "distribution": "",
    "column": "",
    "rubrik": "",
    "länge": "",
    "autor": "author",
    "longueur": "",
    "auteur": "author",
}
_FOOT_FIELDS: Final = frozenset(
    "load-date|language|publication-type|publication type|journal-code|journal code|subject|organization|company|ticker"
    "|industry|person|geographic|acc-no|correction-date|document-type|sprache|langue|publikationstyp".split("|")
)
_FIELD: Final = re.compile(r"(?P<key>[^\W\d_][\w -]{2,22}?)\s*:\s*(?P<value>\S.*)?", re.DOTALL)
_COPYRIGHT: Final = re.compile(r"(?:copyright\b|©|all rights reserved\b)", re.I)
_COUNT: Final = re.compile(r"Documents? \((\d{1,5})\)")
_COVER: Final = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|Sources?)\b"
    r".{0,300}|Documents? \(\d{1,5}\)|Narrowed by|News|\d{1,5}\. .*",
    re.DOTALL,
)
_APOLOGY: Final = "there is an error in this document and it is not possible to display it"
_BY: Final = re.compile(r"(?:by|von|par)\s+", re.I)
_BRACKETED: Final = re.compile(r"\s*\([^()]{0,80}\)")
_LENGTH: Final = re.compile(r"(?:length|länge|longueur)\s*:\s*[\d.,]+\s+\w+", re.I)
_WRAPPED_AT, _OFTEN, _SHORT = 90, 0.3, 0.75
_STOPS: Final = re.compile(r"[.!?:…][\"”’')\]]*$")
_FEW = 8  # paragraphs within which an abstract ends


class _Line(NamedTuple):
    """A paragraph without the blanks around it."""

    text: str
    block: Block


def is_download(blocks: Sequence[Block]) -> bool:
    """Whether a document's paragraphs are those of such a download: the marks of its beginning and end are there."""
    ends = lengths = bodies = 0
    for block in blocks:
        text = _flat(block.text).casefold() if len(block.text) < 200 else ""
        ends += text in _END
        bodies += text == "body"
        lengths += bool(_LENGTH.fullmatch(text))
    return ends > 0 and (bodies > 0 or lengths > 0)


def articles(blocks: Sequence[Block], named: str) -> Iterator[Clipping | Flaw]:
    """The articles of a download, in their order.

    Args:
        blocks: The document's paragraphs.
        named: How a sentence names the file.
    """
    found = 0
    lines: list[_Line] = []
    announced = 0
    for block in blocks:
        text = _flat(block.text)
        count = _COUNT.fullmatch(text) if not found else None
        announced = int(count[1]) if count else announced
        if text.casefold() in _END:
            found += 1
            yield _article(lines, found, named)
            lines = []
        else:
            lines.append(_Line(text, block))
    if any(line.text == "Body" for line in lines):
        found += 1
        yield _article(lines, found, named)
    if found < announced:
        yield Flaw(
            f"{named} announces {announced} documents on its first page and holds {found}; "
            "compare it with that list, and download the missing ones."
        )


def author_of(byline: str) -> str | None:
    """The names in a byline as the database writes it: "BY ANN LEE; Staff Reporter", "Ann Lee (now), Bo Kim (then)"."""
    by = _BY.match(byline)
    words = " ".join(_BRACKETED.sub("", byline[by.end() :] if by else byline).split())
    listed = [name for part in words.split(", ") if (name := names_in(part))]
    if len(listed) > 1 and listed == words.split(", ") and all(len(name.split()) > 1 for name in listed):
        return ", ".join(listed)
    return names_in(words)


def fields_of(values: dict[str, str]) -> tuple[Given, ...]:
    """What the database says about an article: title, outlet, published, author and place, as far as they are there."""
    byline = values.get("author", "")
    return given(
        Origin.ARCHIVE,
        (
            ("title", values.get("title")),
            ("outlet", values.get("outlet", "").rstrip(".")),
            ("published", values.get("published")),
            ("author", author_of(byline) if byline else None),
            ("place", values.get("place")),
        ),
    )


def _article(lines: Sequence[_Line], number: int, named: str) -> Clipping | Flaw:
    """One article of its lines, or why there is none."""
    part = f"document {number}"
    if any(_APOLOGY in line.text for line in lines):
        return Flaw(f"{part} of {named} could not be shown by the database; download it again.")
    start = _body_start(lines)
    head, rest = lines[:start], lines[start:]
    pieces, values = _head(head)
    pieces.extend(_body([line for line in rest if line.text]))
    return Clipping(pieces=tuple(pieces), given=fields_of(values), part=part)


def _body_start(lines: Sequence[_Line]) -> int:
    """Where the body begins: after the word "Body", or else after the last field at the head."""
    for number, line in enumerate(lines):
        if line.text.casefold() in _BODY and line.text.istitle():
            return number + 1
    last = 0
    for number, line in enumerate(lines):
        if _field(line.text)[0] in _HEAD_FIELDS:
            last = number + 1
    return last


def _head(lines: Sequence[_Line]) -> tuple[list[Piece], dict[str, str]]:
    """The paragraphs to keep of an article's head, and its values."""
    values: dict[str, str] = {}
    places: dict[str, Block] = {}
    top: list[_Line] = []
    for line in lines:
        key, value = _field(line.text)
        if key in _HEAD_FIELDS:
            name = _HEAD_FIELDS[key]
            if name and value and name not in values:
                values[name], places[name] = value, line.block
        elif not values and not _COPYRIGHT.match(line.text):
            top.append(line)
    _read_top(_without_cover(top), values, places)
    kinds = (
        ("title", ParagraphKind.TITLE),
        ("standfirst", ParagraphKind.STANDFIRST),
        ("author", ParagraphKind.BYLINE),
    )
    return [Piece(values[name], kind, places[name].place) for name, kind in kinds if values.get(name)], values


def _without_cover(lines: Sequence[_Line]) -> Sequence[_Line]:
    """What stands after the list of articles on the first pages."""
    last = max((number for number, line in enumerate(lines) if _COVER.fullmatch(line.text)), default=-1)
    # An article's own title may read like an entry of that list; it is set as a heading, which entries are not.
    first = next((number for number, line in enumerate(lines) if line.block.level == 1), last + 1)
    return lines[first:] if first <= last else lines[last + 1 :]


def _read_top(lines: Sequence[_Line], values: dict[str, str], places: dict[str, Block]) -> None:
    """Read title, outlet and day, which stand in this order above the notice of copyright."""
    dated = next((n for n, line in enumerate(lines) if n and _is_dated(line.text)), None)
    titled = next((n for n, line in enumerate(lines) if line.block.level == 1), None)
    if titled is None:
        titled = 0 if dated is None else max(dated - 2, 0)
    outlet = titled + 1 if dated is None else dated - 1
    for name, number in (("title", titled), ("outlet", outlet), ("published", outlet + 1)):
        if number < len(lines) and name not in values and not (name == "outlet" and number == titled):
            values[name], places[name] = lines[number].text, lines[number].block


def _is_dated(text: str) -> bool:
    """Whether a line is a day, perhaps with a time and an edition."""
    dated = find_date(text)
    return bool(dated) and len(text) < 120 and len(text[: dated.start].split()) < 2 if dated else False


def _body(lines: Sequence[_Line]) -> Iterator[Piece]:
    """The paragraphs of an article, then what it says of its pictures; what classifies it is left out."""
    story: list[_Line] = []
    captions: list[_Line] = []
    kept = story
    for line in lines:
        if _field(line.text)[0] in _FOOT_FIELDS or line.text == "Classification":
            break
        if line.text == "Graphic" and story:
            kept = captions
        else:
            kept.append(line)
    start = _abstract_end(story)
    if start:
        yield from (Piece(line.text, ParagraphKind.STANDFIRST, line.block.place) for line in story[1 : start - 1])
    yield from _unwrapped(story[start:])
    yield from (Piece(line.text, ParagraphKind.CAPTION, line.block.place) for line in captions)


def _abstract_end(lines: Sequence[_Line]) -> int:
    """Where the text begins that an abstract stands above: after "FULL TEXT"; 0 when there is no abstract."""
    texts = [line.text for line in lines[:_FEW]]
    return texts.index("FULL TEXT") + 1 if texts[:1] == ["ABSTRACT"] and "FULL TEXT" in texts else 0


def _unwrapped(lines: Sequence[_Line]) -> Iterator[Piece]:
    """The paragraphs of an article; in old ones, each of the lines that they were wrapped in is a paragraph here."""
    longest = max((len(line.text) for line in lines), default=0)
    in_sentence = sum(line.text[:1].islower() for line in lines)
    wrapped = longest <= _WRAPPED_AT and in_sentence > _OFTEN * len(lines)
    text = place = last = ""
    for line in lines:
        ended = not wrapped or (len(last) < _SHORT * longest and _STOPS.search(last)) if text else True
        if ended:
            yield from (Piece(text, None, place),) if text else ()
            text, place = line.text, line.block.place
        else:
            text = f"{text} {line.text}"
        last = line.text
    yield from (Piece(text, None, place),) if text else ()


def _field(text: str) -> tuple[str, str]:
    """The key in lower case and the value of "Section: NEWS; Pg. 3"; ("", "") when it is no field."""
    found = _FIELD.match(text)
    return (found["key"].casefold(), (found["value"] or "").strip()) if found else ("", "")


def _flat(text: str) -> str:
    """Text on one line; blanks that do not break count as blanks."""
    return " ".join(text.split())


__all__ = ["articles", "author_of", "fields_of", "is_download"]
