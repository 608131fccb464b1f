"""Where an article was filed, by whom, when: "MOSCOW (Agency - 3rd March, 2021) …"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefing.intake.dates import YEARLESS, Dated, find_date, find_date_words
from briefing.intake.words import KICKERS, PLACE_PARTICLES

_HEAD = 200
_PLACE: Final = r"(?P<place>[^\W\d_][^\d()\n—–:;!?\"“”|]{1,60}?)"
_WHEN: Final = rf"(?P<when>{YEARLESS}(?:,?\s+\d{{4}})?)"
_CREDIT: Final = r"(?:\((?P<credit>[^()\n]{2,80})\)|/(?P<wire>\w[\w ]{1,40})/)"
_DASH: Final = r"\s*(?:--+|[—–-])\s*"
_LONE_DASH: Final = r"(?:\s+-\s+|\s*(?:--+|[—–])\s*)"  # without a credit, a bare hyphen may join two words
_REST: Final = r"(?=[\"“‘'«„\w])"

_DATED_CREDIT: Final = re.compile(rf"{_PLACE}\s*{_CREDIT}(?:{_DASH})?\s*{_REST}")
_CREDITED: Final = re.compile(rf"{_PLACE}(?:,\s+{_WHEN})?,?\s*{_CREDIT}{_DASH}{_REST}", re.IGNORECASE)
_DATED: Final = re.compile(rf"{_PLACE},\s+{_WHEN}{_LONE_DASH}{_REST}", re.IGNORECASE)
_BARE: Final = re.compile(rf"{_PLACE}{_LONE_DASH}{_REST}")


class Dateline(NamedTuple):
    """A dateline at the beginning of a paragraph.

    Attributes:
        place: As written ("KYIV, Ukraine").
        agency: Who is credited, or None.
        dated: The day, when it is written with its year; else None.
        end: Its length: where it ends in the paragraph, before the space that follows.
    """

    place: str
    agency: str | None
    dated: Dated | None
    end: int


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, or None."""
    head = paragraph[:_HEAD]
    for shape in (_DATED_CREDIT, _CREDITED, _DATED, _BARE):
        found = shape.match(head)
        if found and found.end() < len(paragraph) and _begins_a_sentence(paragraph[found.end()]):
            dateline = _read(shape, found)
            if dateline:
                return dateline
    return None


def _read(shape: re.Pattern[str], found: re.Match[str]) -> Dateline | None:
    """A match as a dateline, unless its words are not those of one."""
    parts = found.groupdict()
    credit = parts.get("credit") or parts.get("wire")
    where = find_date_words(credit) if credit else None
    if shape is _DATED_CREDIT and not where:
        return None
    place = parts["place"].strip()
    if not _is_place(place, shouted=shape is _BARE):
        return None
    agency = credit
    if credit and where:
        agency = (credit[: where[0]] + credit[where[1] :]).strip(" ,;|–—-") or None
    if agency and not (agency[0].isupper() or agency[0].isdigit()):
        return None
    dated = find_date(parts.get("when") or "") or (find_date(credit) if credit else None)
    return Dateline(place, agency, dated, len(found.group().rstrip()))


def _begins_a_sentence(char: str) -> bool:
    """Whether a text can begin so: in lower case it goes on."""
    return not char.islower()


def _is_place(place: str, *, shouted: bool) -> bool:
    """Whether words can be a place: "KYIV, Ukraine", "Ankara", but not "BREAKING".

    Args:
        place: The words.
        shouted: Only capital letters will do, because nothing but a dash follows.
    """
    city, *regions = (part.strip() for part in place.split(","))
    words = [word for word in re.split(r"[\s/-]+", city) if word and word.lower() not in PLACE_PARTICLES]
    if not 1 <= len(words) <= 4 or any(word.lower() in KICKERS for word in words) or len(regions) > 2:
        return False
    if not all(region[:1].isupper() for region in regions):
        return False
    if shouted:
        return all(word.isupper() and len(word) > 1 for word in words)
    return all(word[0].isupper() for word in words)
