"""NewsML 1, and the simpler `newsitem` in which agencies' archives were given to researchers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw, Given, Piece, given
from briefing.intake.readers.nitf import nitf_given, nitf_pieces
from briefing.intake.source import Source
from briefing.intake.xml import (
    DAMAGED,
    child,
    descendants,
    iso_date,
    local,
    parse_xml,
    pieces_of_tree,
    plain_pieces,
    root_of,
    words_of,
)
from briefing.model import Origin, ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINES = (
    ("headline", ParagraphKind.TITLE),
    ("subheadline", ParagraphKind.STANDFIRST),
    ("byline", ParagraphKind.BYLINE),
    ("dateline", ParagraphKind.DATELINE),
)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Newsml1Reader:
    """NewsML 1.0 to 1.2, and `newsitem`."""

    def recognises(self, source: Source) -> bool:
        """By its root."""
        root = root_of(source.head)
        return root is not None and root.name in ("NewsML", "newsitem")

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read each item.

        Raises:
            IntakeError: It is no XML, or the only item in it has no text.
        """
        root, damaged = parse_xml(source)
        items = [root] if local(root) == "newsitem" else list(descendants(root, "newsitem"))
        for number, item in enumerate(items, start=1):
            part = f"item {number}" if len(items) > 1 else ""
            found = _clipping(item, part, DAMAGED if damaged else None)
            if found:
                yield found
            elif part:
                yield Flaw(f"{part} of {source.named} has no text; look for it in another item.")
        if not items or (len(items) == 1 and not found):
            raise IntakeError(f"{source.named} is NewsML without text; export the items that hold it.")


def _clipping(item: _Element, part: str, caution: str | None) -> Clipping | None:
    """An item's article; None when it has no text."""
    story: list[Piece] = []
    values: tuple[Given, ...] = ()
    for content in descendants(item, "datacontent", "text"):
        nitf = next(descendants(content, "nitf"), None)
        if nitf is not None:
            story, values = list(nitf_pieces(nitf)), nitf_given(nitf)
        else:
            story = list(pieces_of_tree(content) if len(content) else plain_pieces("".join(content.itertext())))
        if story:
            break
    if not story:
        return None
    told = {piece.kind for piece in story}
    head = [
        Piece(words_of(line), kind, f"line {line.sourceline}")
        for name, kind in _LINES
        for line in [next(descendants(item, name), None)]
        if line is not None and kind not in told
    ]
    return Clipping((*head, *story), given=(*values, *_given(item)), part=part, caution=caution)


def _given(item: _Element) -> tuple[Given, ...]:
    """What an item says; its first version is its publication, and a day without one is that of its identifier."""
    management = child(item, "newsmanagement")
    party = next((found for name in ("provider", "source") for found in descendants(item, name)), None)
    provider = child(party, "party")
    language = next(descendants(item, "language"), None)
    created = iso_date(words_of(child(management, "firstcreated")))
    revised = iso_date(words_of(child(management, "thisrevisioncreated")))
    return given(
        Origin.NEWS_METADATA,
        (
            ("title", words_of(next(descendants(item, "headline"), None))),
            ("author", words_of(next(descendants(item, "byline"), None))),
            ("outlet", "" if provider is None else provider.get("FormalName")),
            ("outlet", _core(item, "dc.publisher") or _core(item, "dc.source")),
            ("outlet", words_of(child(item, "identification", "newsidentifier", "providerid"))),
            ("published", created or _core(item, "dc.date.published") or item.get("date")),
            ("published", iso_date(words_of(child(item, "identification", "newsidentifier", "dateid")))),
            ("updated", revised if created and revised[:10] != created[:10] else ""),
            ("language", "" if language is None else language.get("FormalName")),
            ("language", item.get(_LANGUAGE)),
            ("place", _core(item, "dc.creator.location")),
        ),
    )


def _core(item: _Element, name: str) -> str:
    """A value of the Dublin Core in an item's metadata."""
    return next((found.get("value") or "" for found in descendants(item, "dc") if found.get("element") == name), "")


__all__ = ["Newsml1Reader"]
