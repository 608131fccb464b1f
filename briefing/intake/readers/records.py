"""Records in JSON: one a line (JSON Lines), a list, or one object around a list.

A file with a record on each line is read the newest first: one quick pass notes when each record was published and
where it stands, which takes 32 bytes a record, and a second reads them in that order. Undated records come last, and
records of one moment as they stand in the file.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, Final, TextIO

from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.decode import encoding_of
from briefing.intake.readers.jsonfeed import clippings_of_feed, is_json_feed
from briefing.intake.readers.ninjs import clipping_of_ninjs
from briefing.intake.records.columns import guess
from briefing.intake.records.lines import Lines
from briefing.intake.records.nested import records_in
from briefing.intake.records.record import SAMPLE, Numbered, clippings, clippings_by, columns_for
from briefing.intake.records.stream import Broken, JsonStream, Value
from briefing.intake.source import Source

LARGEST_RECORD: Final = 20_000_000
"""The most bytes of one record."""
LARGEST_OBJECT: Final = 100_000_000
"""The most characters of one object around a list, which has to be held whole."""

_ENDINGS: Final = frozenset({".jsonl", ".ndjson"})
_LOOKS_LIKE_RECORDS: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:')
_WIDE: Final = ("utf-16", "utf-32")


class JsonLinesReader:
    """JSON Lines: a record on each line."""

    def __init__(self, largest: int = LARGEST_RECORD) -> None:
        """A reader with a bound on one record's bytes."""
        self._largest = largest

    def recognises(self, source: Source) -> bool:
        """Whether it begins with a record and is named so, or its first two lines are records of their own."""
        first, _, rest = source.head.partition(b"\n")
        if source.suffix in _ENDINGS:
            return bool(_LOOKS_LIKE_RECORDS.match(first))
        return bool(_LOOKS_LIKE_RECORDS.match(first) and first.rstrip().endswith(b"}") and rest.startswith(b'{"'))

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read every record: the newest first where the file can be read in any order, else as they stand."""
        encoding = encoding_of(source.head, source.path)
        if not encoding.startswith(_WIDE) and _is_laid_out(source.head):
            yield from JsonReader(self._largest).read(source)
            return
        with source.stream() as stream:
            if encoding.startswith(_WIDE):
                narrow = io.BufferedReader(_Narrow(io.TextIOWrapper(stream, encoding, "replace")))
                yield from clippings(Lines(narrow, source, self._largest).records(), source, clipping_of_ninjs)
            elif _moves_freely(stream):
                yield from _newest_first(Lines(stream, source, self._largest), source)
            else:
                yield from clippings(Lines(stream, source, self._largest).records(), source, clipping_of_ninjs)


class JsonReader:
    """JSON: a list of records, an object around one, or one article."""

    def __init__(self, largest: int = LARGEST_RECORD, largest_object: int = LARGEST_OBJECT) -> None:
        """A reader with bounds on the characters of one record and of an object around records."""
        self._largest = largest
        self._largest_object = largest_object

    def recognises(self, source: Source) -> bool:
        """Whether it begins with an object, or a list of them; Markdown may have its front matter in JSON."""
        return source.suffix not in (".md", ".markdown") and bool(_LOOKS_LIKE_RECORDS.match(source.head))

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read every record; a list is streamed, an object around a list is held."""
        encoding = encoding_of(source.head, source.path)
        with source.stream() as stream:
            text = io.TextIOWrapper(stream, encoding, "replace")
            values = iter(JsonStream(text, largest=self._largest, largest_alone=self._largest_object))
            first = next(values, None)
            if isinstance(first, Value) and is_json_feed(first.value):
                yield from clippings_of_feed(first.value, source)
            else:
                found = chain([first] if first else [], values)
                yield from clippings(_numbered(found, source), source, clipping_of_ninjs)


class _Narrow(io.RawIOBase):
    """The UTF-8 of what is in UTF-16 or UTF-32, whose lines cannot be told by a byte."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._left = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with what comes next."""
        self._left = self._left or self._text.read(len(buffer)).encode("utf-8", "replace")
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _newest_first(lines: Lines, source: Source) -> Iterator[Clipping | Flaw]:
    """The records of a file that can be read in any order."""
    sample = [item for item in islice(lines.records(), SAMPLE) if isinstance(item, Numbered)]
    columns = columns_for([item.record for item in sample if not clipping_of_ninjs(item)], source)
    dated = guess([item.record for item in sample], columns.only_told())
    days = (*dated.columns.get("published", ()), *dated.columns.get("updated", ()))
    found = lines.newest_first(days, dated.order) if days else lines.from_the_start()
    yield from clippings_by(columns, found, source, clipping_of_ninjs)


def _numbered(values: Iterator[Value | Broken], source: Source) -> Iterator[Numbered | Flaw]:
    """The records among values, and what is wrong with the others."""
    number = 0
    for value in values:
        found = [] if isinstance(value, Broken) else [value.value] if value.listed else records_in(value.value)
        if not found:
            number += 1
            why = f"is no JSON ({value.why})" if isinstance(value, Broken) else "holds no fields"
            yield Flaw(f"Record {number} (line {value.line}) of {source.named} {why}; correct it or leave it out.")
        for record in found:
            number += 1
            if isinstance(record, dict):
                yield Numbered(record, number, value.line if len(found) == 1 else 0)
            else:
                yield Flaw(f"Record {number} of {source.named} holds no fields; correct it or leave it out.")


def _is_laid_out(head: bytes) -> bool:
    """Whether it is no JSON Lines after all, but a list, or objects over several lines."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return start.startswith(b"[") or start.partition(b"\n")[0].strip() == b"{"


def _moves_freely(stream: BinaryIO) -> bool:
    """Whether any place of a stream can be gone to at no cost, which is not so in a compressed file."""
    return isinstance(stream, io.BytesIO) or (
        isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO)
    )


__all__ = ["LARGEST_OBJECT", "LARGEST_RECORD", "JsonLinesReader", "JsonReader"]
