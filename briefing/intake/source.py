"""A file, or one part of an archive, as readers see it: its first bytes, all of them, or a stream."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from briefing.errors import IntakeError
from briefing.intake.files import MAX_BYTES, open_file, too_large
from briefing.intake.problems import named

HEAD: Final = 1 << 14
PACKED: Final = frozenset({".gz", ".xz", ".bz2"})
"""Endings of compressed single files: the ending before one says what is inside."""


class Source:
    """Something that may hold articles.

    Attributes:
        path: The file on disk that it is, or is a part of.
        part: Which part of the file ("letters/3.html"), or "" for all of it.
    """

    def __init__(self, path: Path, part: str, opened: Callable[[], BinaryIO], *, packed: bool = False) -> None:
        """Describe something without opening it.

        Args:
            path: The file on disk.
            part: Which part of it, or "".
            opened: Gives a stream of its bytes, from the beginning, each time it is called.
            packed: The bytes come out of a compressed file, whose own ending no longer says what they are.
        """
        self.path = path
        self.part = part
        self._opened = opened
        self._packed = packed

    @classmethod
    def of_file(cls, path: Path) -> Source:
        """A file on disk."""
        return cls(path, "", lambda: open_file(path))

    @classmethod
    def of_bytes(cls, data: bytes, path: Path, part: str = "") -> Source:
        """Bytes at hand, such as a part of a message or of an archive."""
        return cls(path, part, lambda: io.BytesIO(data))

    @property
    def name(self) -> str:
        """The last name of the part, or else of the file, without the ending of a compressed file."""
        name = PurePosixPath(self.part).name if self.part else self.path.name
        stem, dot, ending = name.rpartition(".")
        return stem if self._packed and dot and f".{ending.lower()}" in PACKED else name

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with the dot, or ""."""
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first 16 KB.

        Raises:
            IntakeError: It cannot be read.
        """
        with self.stream() as stream:
            return stream.read(HEAD)

    def all(self, limit: int = MAX_BYTES) -> bytes:
        """Every byte.

        Args:
            limit: The most bytes it may have.

        Raises:
            IntakeError: It cannot be read, is empty, or is larger.
        """
        with self.stream() as stream:
            if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
                size = os.fstat(stream.fileno()).st_size
                if size > limit:
                    raise too_large(self.named, size, limit)
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise too_large(self.named, len(data), limit)
        if not data:
            raise IntakeError(f"{self.named} is empty; put an article's text into it or leave it out.")
        return data

    def open(self) -> BinaryIO:
        """The bytes from the beginning, in a stream for the caller to close.

        Raises:
            IntakeError: It cannot be opened.
        """
        return self._opened()

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The bytes from the beginning, one after the other, for what is too large to hold.

        Raises:
            IntakeError: It cannot be opened.
        """
        stream = self.open()
        try:
            yield stream
        finally:
            stream.close()

    @property
    def named(self) -> str:
        """How a sentence names it."""
        whole = named(self.path)
        return f"{named(Path(self.part))} in {whole}" if self.part else whole


__all__ = ["HEAD", "PACKED", "Source"]
