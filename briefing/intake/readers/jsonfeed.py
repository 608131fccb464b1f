"""JSON Feed: a feed's entries in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw, given
from briefing.intake.records.record import ONLY_A_SUMMARY, Flaws, under_title
from briefing.intake.records.values import day_of, line_of, people_of, pieces_in
from briefing.intake.source import Source
from briefing.model import Origin

_VERSION = "https://jsonfeed.org/version/"


def is_json_feed(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a value is a whole JSON Feed."""
    version = value.get("version") if isinstance(value, dict) else None
    return isinstance(version, str) and version.replace("http://", "https://").startswith(_VERSION)


def clippings_of_feed(feed: Mapping[str, object], source: Source) -> Iterator[Clipping | Flaw]:
    """Read every entry of a feed.

    Args:
        feed: The feed.
        source: Its file.

    Raises:
        IntakeError: No entry has any text.
    """
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise IntakeError(f"{source.named} is a feed without entries; put articles into it or leave it out.")
    flaws = Flaws(source.named)
    for number, item in enumerate(items, start=1):
        clipping = _clipping(item, feed, number) if isinstance(item, dict) else None
        if clipping:
            yield from flaws.found()
            yield clipping
        else:
            flaws.add(Flaw(f"Entry {number} of {source.named} holds no text; fill it in or leave it out."))
    yield from flaws.rest()


def _clipping(item: Mapping[str, object], feed: Mapping[str, object], number: int) -> Clipping | None:
    """One entry; None when it has neither title nor text."""
    body = list(pieces_in(item.get("content_html"), "")) or list(pieces_in(item.get("content_text"), ""))
    summary = list(pieces_in(item.get("summary"), ""))
    title = line_of(item.get("title"))
    pieces = tuple(under_title(title, summary if body else (), body or summary))
    if not pieces:
        return None
    people = next(filter(None, (people_of(who.get(key)) for who in (item, feed) for key in ("authors", "author"))), "")
    caution = None if body else ONLY_A_SUMMARY if summary else "only a title"
    return Clipping(
        pieces=pieces,
        given=given(
            Origin.FEED,
            [
                ("title", title),
                ("author", people),
                ("outlet", line_of(feed.get("title"))),
                ("published", day_of(item.get("date_published"))),
                ("updated", day_of(item.get("date_modified"))),
                ("url", line_of(item.get("url")) or line_of(item.get("external_url"))),
                ("language", line_of(item.get("language")) or line_of(feed.get("language"))),
            ],
        ),
        part=f"entry {number}",
        caution=caution,
    )


__all__ = ["clippings_of_feed", "is_json_feed"]
