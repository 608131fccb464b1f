"""Everything that can go wrong in a way the reader should hear of, in one small tree.

An error's message is one sentence: what happened, where, and what to do. Its exit code is part of the command line's
interface and never changes its meaning.
"""

from __future__ import annotations

from typing import ClassVar


class BriefingError(Exception):
    """Something the reader should be told in one sentence.

    Attributes:
        exit_code: What `briefing` exits with when this ends it.
    """

    exit_code: ClassVar[int] = 1


class UsageError(BriefingError):
    """The command cannot be carried out as it was given (exit 2)."""

    exit_code = 2


class NothingFoundError(BriefingError):
    """The question was good and the answer is empty (exit 3)."""

    exit_code = 3


class IntakeError(BriefingError):
    """A file or folder cannot be read as articles (exit 4)."""

    exit_code = 4


class LibraryError(BriefingError):
    """The library's record cannot be opened, read or written (exit 5)."""

    exit_code = 5


class NewerLibraryError(LibraryError):
    """The library was written by a newer `briefing` (exit 5)."""


class TerminalError(BriefingError):
    """There is no terminal, or not one that the app can draw on (exit 6)."""

    exit_code = 6


class AttributionError(BriefingError):
    """The language model or its worker process failed (exit 7)."""

    exit_code = 7
