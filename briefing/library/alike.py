"""Whether two articles are one: read twice, from two files, or before and after the outlet changed it.

Candidates share a value of a small sketch of their words: the least hash of their four-word shingles in each of sixteen
bins (one-permutation hashing: Li, Owen and Zhang, "One Permutation Hashing", NIPS 2012, after Broder, "On the
resemblance and containment of documents", 1997). Two texts that share a third of their shingles share one of sixteen
values in 99.8 % of cases. Candidates are then compared in full.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefing.model import Article, ParagraphKind

_BINS = 16
_FEWEST_SHINGLES = 20  # shorter texts say the same by chance: a caption, a line of a list
_MIX: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_MASK: Final = (1 << 64) - 1
_WORD: Final = re.compile(r"\w+")
_STORY: Final = frozenset([ParagraphKind.BODY, ParagraphKind.HEADING, ParagraphKind.STANDFIRST])
_MARKER: Final = re.compile(
    r"\s*(?:update|correct(?:ed|ion)|refile|re-?cast|writethru|wrap-?up|adds|urgent|breaking)\s*\d*\s*[-–—:]\s*", re.I
)
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|cmp(?:id)?|ref(?:_?src)?|source|share|smid|ito|xtor", re.I
)

_NEARLY_ALL = 0.85
_ALL = 0.97
_SOME = 0.3
_FEW_DAYS = 7


class Likeness(NamedTuple):
    """How much two texts have in common, by their four-word shingles.

    Attributes:
        resemblance: The share of all shingles that both have, 0 to 1.
        containment: The share of the shorter one's shingles that the longer one has, 0 to 1.
        shingles: How many different ones the shorter text has.
    """

    resemblance: float
    containment: float
    shingles: int


def sketch(article: Article) -> tuple[int, ...]:
    """Up to sixteen numbers, by which articles with much the same words find each other.

    The story counts, without title, byline and captions: files of different formats have those or not. Too short a
    story has no sketch.

    Returns:
        Numbers that fit into 64 bits with a sign; the last four bits say which bin.
    """
    shingles = _shingles(article)
    if len(shingles) < _FEWEST_SHINGLES:
        return ()
    least: dict[int, int] = {}
    for shingle in shingles:
        place = shingle & (_BINS - 1)
        if shingle < least.get(place, _MASK):
            least[place] = shingle
    return tuple(sorted(value >> 1 & ~(_BINS - 1) | place for place, value in least.items()))


def likeness(one: Article, other: Article) -> Likeness:
    """How much the stories of two articles have in common."""
    first, second = _shingles(one), _shingles(other)
    smaller = min(len(first), len(second))
    if not smaller:
        return Likeness(0.0, 0.0, 0)
    common = len(first & second)
    return Likeness(common / (len(first) + len(second) - common), common / smaller, smaller)


def is_same(one: Article, other: Article, *, outlets: tuple[str, str]) -> bool:
    """Whether two articles are versions of one.

    They are when they have one address and some words in common, or nearly the same words on nearly the same day. The
    same words from two outlets are two articles: who spread them is part of what is to be known. A report that differs
    in its figures only (markets, weather) and has another day and title is another report.

    Args:
        one: An article.
        other: Another.
        outlets: The names of their outlets, brought into one form; "" when unknown.
    """
    if all(outlets) and outlets[0] != outlets[1]:
        return False
    alike = likeness(one, other)
    titled = _bare_title(one.title) == _bare_title(other.title)
    if one.url and other.url and address_key(one.url) == address_key(other.url):
        return titled or alike.containment >= _SOME
    if alike.shingles < _FEWEST_SHINGLES:
        return False
    if one.published and other.published:
        apart = abs((one.published - other.published).days)
        if apart > _FEW_DAYS or (apart and not titled):
            return alike.resemblance >= _ALL and titled
    return alike.resemblance >= _NEARLY_ALL or (titled and alike.containment >= _NEARLY_ALL)


def address_key(url: str) -> str:
    """A web address without what does not tell pages apart: scheme, "www.", fragment, tracking, a slash at the end."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
        asked = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0]))
    except ValueError:
        return url
    path = parts.path.rstrip("/").removesuffix("/amp")
    return f"{host}{path}{'?' if asked else ''}{urlencode(asked)}"


def _shingles(article: Article) -> frozenset[int]:
    """The hashes of every four words in a row."""
    codes = [zlib.crc32(word.encode("utf-8", "replace")) for word in _words(article)]
    first, second, third, fourth = _MIX
    rows = zip(codes, codes[1:], codes[2:], codes[3:], strict=False)
    sums = ((a * first + b * second + c * third + d * fourth) & _MASK for a, b, c, d in rows)
    return frozenset((value ^ value >> 31) * first & _MASK for value in sums)


def _words(article: Article) -> Iterable[str]:
    """The words of the story, without case."""
    for paragraph in article.paragraphs:
        if paragraph.kind in _STORY:
            yield from _WORD.findall(article.text[paragraph.start : paragraph.end].casefold())


def _bare_title(title: str) -> str:
    """A title's letters and digits, without case and without what a wire puts before that of a later version."""
    return "".join(_WORD.findall(_MARKER.sub("", title).casefold()))


__all__ = ["Likeness", "address_key", "is_same", "likeness", "sketch"]
