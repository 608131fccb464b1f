"""RSS, Atom and RDF feeds, the broken ones too: an article per entry."""

from __future__ import annotations

import codecs
import io
import re
import time
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw, Piece, given, pieces_of
from briefing.intake.dates import find_date
from briefing.intake.markup import pieces_of_html
from briefing.intake.records.record import ONLY_A_SUMMARY, Flaws, under_title
from briefing.intake.records.values import line_of, pieces_in
from briefing.intake.source import Source
from briefing.intake.xml import head_text, root_of
from briefing.model import Origin

MOST_TAGS: Final = 300_000
"""The most tags of a feed: some ten thousand entries."""

_ROOTS: Final = frozenset({"rss", "feed", "channel", "entry"})
_RDF: Final = re.compile(r"<(?:\w+:)?(?:channel|item)\b|purl\.org/(?:rss|net/rss)|my\.netscape\.com/rdf", re.I)
_BEGINS: Final = re.compile(r"<(?:rss|feed|channel|rdf:RDF)\b", re.I)
_MARKUP: Final = re.compile(r"html|xml", re.I)
_ADDRESS: Final = re.compile(r"[(<\[]?(?:mailto:)?[^\s@()<>\[\]]+@[^\s@()<>\[\]]+[)>\]]?")
_TAG: Final = re.compile(r"<[a-z!/]", re.I)
_PROSE: Final = 200  # characters that may stand before the root of a broken feed

_UTF32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

Entry = Mapping[str, Any]  # what feedparser makes: its own dictionaries, some of whose keys are traps


class FeedReader:
    """RSS 0.9 to 2.0, Atom, and RSS in RDF."""

    def recognises(self, source: Source) -> bool:
        """Whether its root is a feed's, or it begins like one, although it is no XML."""
        head = source.head
        if head.startswith(_UTF32):
            head = head.decode("utf-32", "ignore").encode()
        if b"<" not in head:
            return False
        root = root_of(head)
        if root is None:
            return bool(_BEGINS.search(head_text(head)[:_PROSE]))
        name = root.name.rpartition(":")[2].lower()
        return name in _ROOTS or (name == "rdf" and bool(_RDF.search(head_text(head))))

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read every entry."""
        feed = _parsed(source)
        entries = feed["entries"]
        if not entries:
            what = "is a feed without entries" if feed["version"] or feed["feed"] else "is no feed that can be read"
            raise IntakeError(f"{source.named} {what}; put articles into it or leave it out.")
        flaws = Flaws(source.named)
        for number, entry in enumerate(entries, start=1):
            clipping = _clipping(entry, feed["feed"], number)
            if clipping:
                yield from flaws.found()
                yield clipping
            else:
                flaws.add(Flaw(f"Entry {number} of {source.named} holds no text; fill it in or leave it out."))
        yield from flaws.rest()


def _parsed(source: Source) -> Entry:
    """A feed's dictionary; nothing is fetched, and nothing in the feed is taken for a file's name.

    Raises:
        IntakeError: The source cannot be read, or the library gives up.
    """
    import feedparser

    data = source.all()
    if data.count(b"<") > MOST_TAGS:  # a broken feed costs fifty microseconds for each
        raise IntakeError(
            f"{source.named} has more tags than a feed may have ({MOST_TAGS:,}); split it or leave it out."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the library's own ways with old feeds
        try:
            feed: Entry = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
        except _CRASHES as error:
            raise IntakeError(f"{source.named} is a feed too broken to read; get it again or leave it out.") from error
    return feed


_CRASHES: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What feedparser lets through from its parts when a feed is broken enough: it catches none of them itself."""


def _clipping(entry: Entry, feed: Entry, number: int) -> Clipping | None:
    """One entry; None when it has neither title nor text."""
    title = _title(entry)
    summary = _paragraphs(_get(entry, "summary_detail"))
    content = max((_paragraphs(part) for part in _get(entry, "content") or ()), key=_length, default=[])
    body = content or summary
    pieces = tuple(under_title(title, summary if content else (), body))
    if not pieces:
        return None
    origin = _get(entry, "source") or {}
    return Clipping(
        pieces=pieces,
        given=given(
            Origin.FEED,
            [
                ("title", title),
                ("author", _authors(entry) or _authors(feed)),
                ("outlet", _title(origin) or _title(feed) or line_of(_get(feed, "publisher"))),
                ("published", _day(entry, "published") or _day(entry, "created")),
                ("updated", _day(entry, "updated")),
                ("url", _address(entry)),
                ("language", _language(entry, feed)),
            ],
        ),
        part=f"entry {number}",
        caution=None if content else ONLY_A_SUMMARY if summary else "only a title",
    )


def _get(entry: Entry, key: str) -> Any:  # noqa: ANN401 - whatever feedparser found
    """A value under just this key: feedparser's own look-up takes some keys for others, with a warning."""
    return dict.get(entry, key) if isinstance(entry, dict) else None


def _title(entry: Entry) -> str:
    """The title of an entry or a feed."""
    detail = _get(entry, "title_detail")
    words = _get(entry, "title") or ""
    if isinstance(detail, dict) and not _MARKUP.search(_get(detail, "type") or ""):
        return " ".join(words.split())
    return " ".join(piece.text for piece in pieces_of_html(words)) if _TAG.search(words) else line_of(words)


def _paragraphs(detail: Entry | None) -> list[Piece]:
    """The paragraphs of a summary or of an entry's content."""
    words = (_get(detail, "value") or "") if detail else ""
    if not _MARKUP.search((_get(detail, "type") if detail else None) or "html"):
        return list(pieces_of(words))
    return list(pieces_of_html(words) if _TAG.search(words) else pieces_in(words, ""))


def _length(pieces: list[Piece]) -> int:
    """How much text it is."""
    return sum(len(piece.text) for piece in pieces)


def _authors(entry: Entry) -> str:
    """The writers' names; an address for letters is no name."""
    details = [detail for detail in _get(entry, "authors") or () if detail]
    if len(details) < 2:  # feedparser cuts addresses after four letters of ".museum", and takes the rest for a name
        alone = _ADDRESS.sub(" ", line_of(_get(entry, "author")))
        return " ".join(alone.split()).strip("()<>[],;: ")
    names = (line_of(_get(detail, "name")) for detail in details)
    return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name))


def _day(entry: Entry, field: str) -> str:
    """A day as it is written, or else as feedparser understands it, which is in UTC."""
    written = _get(entry, field) or ""
    if isinstance(written, str) and find_date(written[:200]):
        return written
    moment = _get(entry, f"{field}_parsed")
    return time.strftime("%Y-%m-%d", moment) if isinstance(moment, time.struct_time) else ""


def _address(entry: Entry) -> str:
    """Where an entry's article is: its link, or an identifier that is a web address."""
    found = (_get(entry, key) for key in ("link", "feedburner_origlink", "id"))
    return next((line for value in found if (line := line_of(value)).startswith(("http://", "https://"))), "")


def _language(entry: Entry, feed: Entry) -> str:
    """The language that an entry's text, its title or its feed is marked with."""
    parts = [*(_get(entry, "content") or ()), _get(entry, "summary_detail"), _get(entry, "title_detail"), feed]
    return next((str(code) for part in parts if part and (code := _get(part, "language"))), "")


__all__ = ["MOST_TAGS", "FeedReader"]
