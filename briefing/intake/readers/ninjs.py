"""ninjs, the press agencies' JSON (IPTC), in its versions 1, 2 and 3: a news item is one record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.intake.clipping import Clipping, Piece, given
from briefing.intake.records.record import Numbered, under_title
from briefing.intake.records.values import day_of, line_of, people_of, pieces_in
from briefing.model import Origin, ParagraphKind

_TYPES: Final = frozenset("text audio video picture graphic composite planning event component".split())
_TELLING: Final = frozenset(
    "versioncreated firstcreated contentcreated headlines bodies body_xhtml body_text body_html descriptions bylines "
    "description_text description_html".split()
)
_ROLES: Final = ("richtext", "main", "text", "")
_MARKED_UP: Final = re.compile(r"html|xml", re.I)
_CAPTIONED: Final = frozenset({"picture", "photo", "image", "graphic", "video"})
_DEEPEST = 3

Item = Mapping[str, object]


def is_ninjs(item: Item) -> bool:
    """Whether a record is a news item: it names the standard, or has its address, its type and fields of its own."""
    schema = f"{item.get('$schema', '')} {_standard(item)}"
    if "ninjs" in schema.lower():
        return True
    own = {key.lower() for key in item if key.lower() in _TELLING}
    return isinstance(item.get("uri"), str) and (str(item.get("type")) in _TYPES or len(own) > 1) and bool(own)


def clipping_of_ninjs(numbered: Numbered) -> Clipping | None:
    """A news item as a clipping; None for any other record, and for one without words.

    Args:
        numbered: The record.
    """
    record = numbered.record
    if not is_ninjs(record):
        return None
    item = {key.lower(): value for key, value in record.items()}
    place = f"line {numbered.line}" if numbered.line else ""
    title = line_of(_best(item, "headline", "title"))
    body = _body(item, place)
    captions = [
        Piece(caption, ParagraphKind.CAPTION, place) for caption in dict.fromkeys(_captions(item, _DEEPEST)) if caption
    ]
    described = list(pieces_in(_best(item, "description"), place))
    standfirst = list(pieces_in(_best(item, "standfirst", "abstract", "subheadline"), place))
    caution = None
    if not body and described:
        body, caution = described, "only a description"
        described = []
    pieces = (*under_title(title, standfirst or described, body, place), *captions)
    if not body and not captions:
        return None
    return Clipping(
        pieces=pieces,
        given=given(
            Origin.NEWS_METADATA,
            [
                ("title", title),
                ("author", line_of(_best(item, "byline")) or people_of(item.get("by"))),
                ("outlet", _outlet(item)),
                ("published", day_of(item.get("firstcreated")) or day_of(item.get("versioncreated"))),
                ("published", day_of(item.get("contentcreated"))),
                ("language", line_of(item.get("language"))),
                ("place", line_of(item.get("located"))),
                ("url", line_of(item.get("altids")) or line_of(item.get("uri"))),
            ],
        ),
        part=f"record {numbered.number}",
        caution=caution,
    )


def _standard(item: Item) -> str:
    """The name of the standard that an item says it follows."""
    standard = item.get("standard")
    return line_of(standard.get("name")) if isinstance(standard, dict) else ""


def _best(item: Item, *names: str) -> object:
    """The value under a name: in a list of them by role (version 2 and 3), bare, or with its form behind it (1)."""
    for name in names:
        for plural in (f"{name}s", f"{name[:-1]}ies"):
            listed = item.get(plural)
            if isinstance(listed, list) and listed:
                return _by_role(listed)
        for key in (f"{name}_xhtml", f"{name}_html", f"{name}_text", name):
            if item.get(key):
                return item[key]
    return None


def _by_role(listed: list[object]) -> object:
    """One of several forms of the same words: marked up before plain, since that has paragraphs."""
    forms = [form for form in listed if isinstance(form, dict)] or [{"value": form} for form in listed]

    def rank(form: Mapping[str, object]) -> tuple[bool, int]:
        role = str(form.get("role") or "")
        plain = not _MARKED_UP.search(str(form.get("contentType") or form.get("contenttype") or ""))
        return plain, _ROLES.index(role) if role in _ROLES else len(_ROLES)

    best = min(forms, key=rank)
    return best.get("value") or best.get("text") or best.get("name")


def _body(item: Item, place: str) -> list[Piece]:
    """The paragraphs of an item's text, whatever form it is in."""
    body = list(pieces_in(_best(item, "body"), place))
    if body:
        return body
    return next(
        (found for key, value in item.items() if key.startswith("body_") and (found := list(pieces_in(value, place)))),
        [],
    )


def _outlet(item: Item) -> str:
    """Who published an item."""
    sources = item.get("infosources") or item.get("infosource")
    listed = [source for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    first = next((line_of(source) for source in listed if line_of(source)), "")
    return line_of(item.get("source")) or line_of(item.get("provider")) or first


def _captions(item: Item, depth: int) -> Iterator[str]:
    """The captions of an item's pictures and films."""
    associated = item.get("associations")
    found = associated.values() if isinstance(associated, dict) else associated
    for one in found if depth and isinstance(found, list | type({}.values())) else ():
        if isinstance(one, dict):
            lowered = {str(key).lower(): value for key, value in one.items()}
            if str(lowered.get("type")) in _CAPTIONED:
                yield line_of(_best(lowered, "description", "caption", "body"))
            yield from _captions(lowered, depth - 1)


__all__ = ["clipping_of_ninjs", "is_ninjs"]
