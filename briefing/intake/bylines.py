"""Who wrote an article, and the other short lines about it that stand at its head and foot."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

from briefing.intake.clipping import Field
from briefing.intake.dates import find_date, find_date_words
from briefing.intake.names import EDGES, names_in
from briefing.intake.words import NAME_PARTICLES, NOT_NAMES, OUTLET_WORDS

_LONGEST = 160
_FEW_WORDS = 5
_KEYS: Final[dict[Field | Literal["other"], tuple[str, ...]]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "by", "byline", "written by", "words"),
    "published": ("date", "published", "published on", "publication date", "pubdate", "posted", "first published"),
    "updated": ("updated", "last updated", "last modified", "modified"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "site", "website"),
    "url": ("url", "link", "web address", "permalink"),
    "language": ("language", "lang"),
    "other": ("section", "category", "tags", "keywords", "copyright", "length", "word count"),
}
_FIELD_OF: Final = {key: field for field, keys in _KEYS.items() for key in keys}
_KEYED: Final = re.compile(
    rf"(?P<key>{'|'.join(sorted(_FIELD_OF, key=len, reverse=True))})\s*:\s*(?P<value>\S.*)", re.I
)
_DATE_LABEL: Final = re.compile(
    r"(?:date|(?:first\s+)?published|(?:last\s+)?(?P<again>updated|modified)|posted|issued)(?:\s+(?:on|at))?\s*:?", re.I
)
_AGO: Final = re.compile(
    r"\b(?:\d+|an?|one|few|a few)\s+(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\b", re.I
)
_READING_TIME: Final = re.compile(r"\b\d+\s*-?\s*min(?:ute)?s?\s+read\b", re.I)
_HOST: Final = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,12}/?", re.I)
_BY: Final = re.compile(r"(?:story\s+|report\s+|written\s+|words\s+)?by[:\s]\s*", re.I)
_SIGN_OFF: Final = re.compile(
    r"\((?P<role>(?:additional\s+)?(?:reporting|writing|compiled)\s+by\s+)(?P<names>[^;)]+)[^)]*\)\.?", re.I
)
_NOTICE: Final = re.compile(r"(?:©|\(c\)\s*\d{4}|copyright\b|all rights reserved\b|read (?:more|also|next)\s*:)", re.I)


@dataclass(frozen=True, slots=True)
class About:
    """What one line says about the article.

    Attributes:
        title: A title that is named as one.
        author: Who wrote it.
        outlet: Who published it.
        url: Where.
        language: In which language, as it says.
        published: The day of publication.
        published_from: The words for it.
        updated: The day is one of a later change.
        place: Where it was filed.
        agency: Whom a dateline credits.
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    updated: bool = False
    place: str | None = None
    agency: str | None = None


def read_about(line: str, *, after_title: bool) -> About | None:
    """What a short line at the head says about the article, or None when it is part of the article.

    Args:
        line: The paragraph.
        after_title: Whether the title has been seen: a name beside a day is the writer's below it and the outlet's
            above.
    """
    if len(line) > _LONGEST:
        return None
    keyed = _KEYED.fullmatch(line)
    if keyed:
        return field(_FIELD_OF[keyed["key"].lower()], keyed["value"])
    if url := web_address(line):
        return About(url=url)
    return _dated_line(line, after_title=after_title) or _by_line(line, after_title=after_title)


def read_foot(line: str) -> About | None:
    """What a line at the foot says about the article: who reported it, whose it is; None when it is part of it."""
    found = _SIGN_OFF.fullmatch(line)
    if found:
        return About(author=names_in(found["names"]))
    return About() if len(line) <= _LONGEST and _NOTICE.match(line) else None


def field(name: str, value: str) -> About:
    """What a named field says: title, author, published, updated, outlet, url or language."""
    if name in ("published", "updated"):
        dated = find_date(value)
        return About(
            published=dated.day if dated else None,
            published_from=dated.words if dated else None,
            updated=name == "updated",
        )
    if name == "url" or (name == "outlet" and web_address(value)):
        return About(url=web_address(value))
    if name == "author":
        value = _BY.sub("", value, count=1) if _BY.match(value) else value
    return About(
        title=value if name == "title" else None,
        author=value if name == "author" else None,
        outlet=value if name == "outlet" else None,
        language=value if name == "language" else None,
    )


def field_of(key: str) -> Field | None:
    """The field that a key in a file's front matter or a column's name means, or None."""
    known = _FIELD_OF.get(key.strip().lower().replace("_", " ").replace("-", " "))
    return None if known == "other" else known


def web_address(text: str) -> str | None:
    """The text when it is one whole web address (http or https), else None."""
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    whole = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s<>\"]", text)
    return text if whole else None


def _dated_line(line: str, *, after_title: bool) -> About | None:
    """A line that holds a day, and beside it a name or nothing."""
    where = find_date_words(line)
    ago = _AGO.search(line)
    if not where and not ago:
        return None
    dated = find_date(line)
    label = _DATE_LABEL.search(line)
    rest = line[: where[0]] + "\n" + line[where[1] :] if where else line
    for noise in (_AGO, _READING_TIME, _DATE_LABEL):
        rest = noise.sub("\n", rest)
    names = [part for piece in rest.split("\n") if (part := piece.strip(EDGES))]
    if len(names) > 1 or any(len(name.split()) > 8 for name in names):
        return None
    author = outlet = None
    if names:
        set_apart = bool(where and not rest.strip().strip("\n").endswith(names[0]))
        if _is_outlet(names[0], after_title=after_title, set_apart=set_apart and not ago):
            outlet = names[0]
        else:
            by = _BY.match(names[0])
            author = names_in(names[0][by.end() :] if by else names[0]) if by or ago or after_title else None
            if not author:
                return None
    return About(
        author=author,
        outlet=outlet,
        published=dated.day if dated else None,
        published_from=dated.words if dated else None,
        updated=bool(label and label["again"]),
    )


def _by_line(line: str, *, after_title: bool) -> About | None:
    """A line such as "By Jane Doe, Staff Writer"; under a title, also "By Gazette readers"."""
    by = _BY.match(line)
    if not by or line.endswith((".", "?", "!", ",", ":")):
        return None
    rest = line[by.end() :].strip()
    author = names_in(rest)
    if not author and after_title and 1 < len(rest.split()) <= _FEW_WORDS and rest[0].isupper():
        author = rest if rest.split()[0].lower() not in NOT_NAMES else None
    return About(author=author) if author else None


def _is_outlet(name: str, *, after_title: bool, set_apart: bool) -> bool:
    """Whether a name beside a day is the outlet's: not a person's, and not a title that ends in a day."""
    words = name.split()
    if _HOST.fullmatch(name):
        return True
    if _BY.match(name) or not all(word[:1].isupper() or word in NAME_PARTICLES for word in words):
        return False
    if OUTLET_WORDS & {word.lower() for word in words}:
        return True
    return set_apart and (not after_title or len(words) == 1)
