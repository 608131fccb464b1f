"""Files flow in, articles come out: readers, metadata, cleaning."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from briefing.errors import IntakeError
from briefing.intake.assemble import article_from, article_id
from briefing.intake.clipping import Flaw
from briefing.intake.files import open_file
from briefing.intake.folders import scan
from briefing.intake.packed import clippings_in
from briefing.intake.problems import IntakeProblem, named, why
from briefing.intake.readers import READERS, SUFFIXES
from briefing.intake.source import Source
from briefing.model import Article

__all__ = ["READERS", "SUFFIXES", "IntakeProblem", "Source", "article_id", "articles_in", "read", "scan"]


def articles_in(path: Path) -> Iterator[Article | IntakeProblem]:
    """Read the articles in one file, one at a time.

    Args:
        path: The file, whatever its suffix.

    Yields:
        An article, or the problem with a part of the file that cannot be read while others can.

    Raises:
        IntakeError: The file is missing, unreadable, empty, binary, too large or no ordinary file, or nothing in it
            can be read; the message is one sentence.
    """
    source = Source.of_file(path)
    sha256 = ""
    try:
        for found in clippings_in(source):
            if isinstance(found, Flaw):
                yield IntakeProblem(path, found.sentence)
                continue
            sha256 = sha256 or _hash_of(path)
            try:
                yield article_from(found, path, sha256)
            except IntakeError as error:
                if not found.part:
                    raise
                yield IntakeProblem(path, str(error))
    except OSError as error:
        raise IntakeError(f"{named(path)} cannot be read ({why(error)}); check the path and the disk.") from error


def read(path: Path) -> tuple[Article, ...]:
    """Every article in one file, without those that cannot be read.

    Raises:
        IntakeError: As `articles_in`.
    """
    return tuple(found for found in articles_in(path) if isinstance(found, Article))


def _hash_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
