"""Saved web pages: one article a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping
from briefing.intake.source import Source

_OPENING: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|frameset)\b", re.I)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENDS: Final = {b"<!--": b"-->", b"<?": b">"}
_MOST_BEFORE: Final = 50


class HtmlReader:
    """A web page that a browser or a tool has saved."""

    def recognises(self, source: Source) -> bool:
        """Whether it opens as pages of HTML do, after comments and declarations."""
        head = source.head
        for mark in _MARKS:
            head = head.removeprefix(mark)
        head = head.replace(b"\0", b"").lstrip()  # every second byte of UTF-16
        for _ in range(_MOST_BEFORE):
            end = next((end for start, end in _ENDS.items() if head.startswith(start)), None)
            if end is None:
                break
            head = head.partition(end)[2].lstrip()
        return bool(_OPENING.match(head))

    def read(self, source: Source) -> Iterator[Clipping]:
        """Read the one article.

        Raises:
            IntakeError: The page is no text, or shows none.
        """
        from briefing.intake.page import page
        from briefing.intake.page.encoding import page_text

        found = page(page_text(source.all(), path=source.path))
        if not found.pieces:
            raise IntakeError(
                f"{source.named} is a web page without text of its own, such as one of frames or scripts; "
                "open it in a browser and save what it shows."
            )
        yield found


__all__ = ["HtmlReader"]
