"""Web pages that a browser saved whole, in one file, as a message with parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.errors import IntakeError
from briefing.intake.bylines import web_address
from briefing.intake.clipping import Clipping
from briefing.intake.mail.mime import Part, part_of
from briefing.intake.source import Source

_LARGEST: Final = 100_000_000  # bytes: pages are saved with their pictures
_HEAD: Final = re.compile(rb"\A(?:\xef\xbb\xbf|\s)*(?:[A-Za-z][A-Za-z0-9-]*:.*(?:\r?\n[ \t]+.*)*\r?\n)+")
_SAVED: Final = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s*[\"<]{0,2}Saved by )", re.M | re.I)
_SENT: Final = re.compile(rb"^(?:To|Received|Message-ID|Delivered-To|Return-Path|List-Id):", re.M | re.I)


class MhtmlReader:
    """A page with its pictures, as browsers save it."""

    def recognises(self, source: Source) -> bool:
        """Whether its head says that a browser saved it, or that it is a page and no mail."""
        head = _HEAD.match(source.head)
        if not head or b"multipart/related" not in head[0].lower():
            return False
        return bool(_SAVED.search(head[0]) or not _SENT.search(head[0]))

    def read(self, source: Source) -> Iterator[Clipping]:
        """Read the page; the day it was saved is not the day it was published."""
        from briefing.intake.page import page

        message = part_of(source.all(_LARGEST).lstrip(b"\xef\xbb\xbf\r\n"))
        root = _root(message, 0)
        if root is None:
            raise IntakeError(f"{source.named} holds no web page; save the page again, as HTML.")
        places = (root.header("content-location"), message.header("snapshot-content-location"))
        url = next((url for place in places if (url := web_address(place))), None)
        yield page(root.text() if root.charset else root.content(), url=url)


def _root(part: Part, depth: int) -> Part | None:
    """The page among the parts: the one that the head names, or the first that is HTML."""
    if part.kind in ("text/html", "application/xhtml+xml"):
        return part
    if depth > 3:
        return None
    start = part.parameter("start")
    first = None
    for child in part.children():
        found = _root(child, depth + 1)
        if found and (not start or child.values.get("content-id", "") == start):
            return found
        first = first or found
    return first


__all__ = ["MhtmlReader"]
