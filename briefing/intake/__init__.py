"""Files flow in, articles come out: readers, metadata, cleaning.

A new format is a new `Reader` in `READERS`; nothing else needs to know.
"""

from __future__ import annotations

from pathlib import Path

from briefing.intake.files import MAX_BYTES, read_bytes
from briefing.intake.folders import scan
from briefing.intake.problems import IntakeProblem
from briefing.intake.readers import READERS, SUFFIXES, Reader, article_id, reader_for
from briefing.model import Article

__all__ = ["MAX_BYTES", "READERS", "SUFFIXES", "IntakeProblem", "Reader", "article_id", "read", "scan"]


def read(path: Path, *, limit: int = MAX_BYTES) -> tuple[Article, ...]:
    """Read the articles in one file.

    Args:
        path: The file, whatever its suffix.
        limit: The most bytes it may have; a larger one is not read at all.

    Raises:
        IntakeError: It is missing, unreadable, empty, binary, too large or no ordinary file; the message is one
            sentence.
    """
    return tuple(reader_for(path).read(read_bytes(path, limit), path))
