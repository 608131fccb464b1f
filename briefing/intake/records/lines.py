"""JSON Lines: a record on each line, in the file's order or the newest first."""

from __future__ import annotations

import codecs
import json
import re
from array import array
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Flaw
from briefing.intake.decode import decode
from briefing.intake.records.columns import Column, value_at
from briefing.intake.records.record import Numbered
from briefing.intake.records.stream import parsed
from briefing.intake.records.values import DayOrder, moment_of
from briefing.intake.source import Source
from briefing.model.clean import clean_line

_MOST_IN_ORDER: Final = 5_000_000
"""The records that are put in order; those after them follow as they stand."""
_UNDATED: Final = -(1 << 62)
_CHUNK = 1 << 16


class Lines:
    """The lines of a stream that are not blank, each of them a record."""

    def __init__(self, stream: BinaryIO, source: Source, largest: int, most_in_order: int = _MOST_IN_ORDER) -> None:
        """Begin to read.

        Args:
            stream: The bytes, in an encoding in which a line's end is one byte.
            source: Named in sentences.
            largest: The most bytes of a line.
            most_in_order: The most records to put in order.
        """
        self._stream = stream
        self._source = source
        self._largest = largest
        self._most_in_order = most_in_order
        self._line = 0
        self._number = 0

    def records(self) -> Iterator[Numbered | Flaw]:
        """The records that follow, and what cannot be read of them."""
        for line in self._lines():
            yield self._record(line, self._number, self._line)

    def from_the_start(self) -> Iterator[Numbered | Flaw]:
        """Every record in the file's order, whatever has been read before."""
        self._go_to(0)
        return self.records()

    def newest_first(self, days: Sequence[Column], order: DayOrder | None) -> Iterator[Numbered | Flaw]:
        """Every record, the newest first; the stream must be one that can be read in any order.

        Args:
            days: The columns that may say when a record was published, the best first.
            order: What the first number of a day such as "03/04/2021" is.
        """
        self._go_to(0)
        moments, offsets, numbers = array("q"), array("q"), array("q")
        dates = _Dates(days, order)
        offset = 0
        for line in self._lines():
            moments.append(_UNDATED if line is None else dates.moment_in(line))
            offsets.append(self._began)
            numbers.append(self._line)
            offset = self._stream.tell()
            if len(moments) == self._most_in_order:
                break
        for place in sorted(range(len(moments)), key=lambda place: -moments[place]):
            self._stream.seek(offsets[place])
            yield self._record(self._one_line(), place + 1, numbers[place])
        self._go_to(offset, line=numbers[-1] if numbers else 0, number=len(numbers))
        yield from self.records()

    def _go_to(self, offset: int, *, line: int = 0, number: int = 0) -> None:
        """Go on reading elsewhere, after a line and a record of these numbers."""
        self._stream.seek(offset)
        self._line, self._number = line, number

    def _lines(self) -> Iterator[bytes | None]:
        """The lines that are not blank; None for one that is too long."""
        self._began = self._stream.tell() if self._stream.seekable() else 0
        while True:
            began = self._began
            line = self._one_line()
            if line == b"":
                return
            self._line += 1
            if line is None:
                self._skip_line()
            following = self._stream.tell() if self._stream.seekable() else 0
            if line is None or line.strip():
                self._number += 1
                self._began = began
                yield line
            self._began = following

    def _one_line(self) -> bytes | None:
        """The next line, b"" at the end, or None when it is too long."""
        line = self._stream.readline(self._largest + 1)
        return None if len(line) > self._largest else line

    def _skip_line(self) -> None:
        """Pass over what is left of a line."""
        while (piece := self._stream.readline(_CHUNK)) and not piece.endswith(b"\n"):
            pass

    def _record(self, line: bytes | None, number: int, line_number: int) -> Numbered | Flaw:
        """The record on a line, or what is wrong with it."""
        where = f"Record {number} (line {line_number}) of {self._source.named}"
        if line is None:
            return Flaw(f"{where} has more than {self._largest:,} bytes; shorten it or leave it out.")
        try:
            value = parsed(self._text(line))
        except (ValueError, IntakeError) as error:
            why = "it is binary" if isinstance(error, IntakeError) else _why(error)
            return Flaw(f"{where} is no JSON ({why}); correct it or leave it out.")
        if isinstance(value, dict):
            return Numbered(value, number, line_number)
        return Flaw(f"{where} holds no fields; correct it or leave it out.")

    def _text(self, line: bytes) -> str:
        """A line's characters, without a comma behind it, which some programs leave there."""
        line = line.removeprefix(codecs.BOM_UTF8).strip().rstrip(b",\x1e").lstrip(b"\x1e")
        try:
            return line.decode()
        except UnicodeDecodeError:
            return decode(line, self._source.path)


class _Dates:
    """Finds when a record was published without reading all of it."""

    def __init__(self, days: Sequence[Column], order: DayOrder | None) -> None:
        self._days = days
        self._order = order
        key = re.escape(json.dumps(days[0][-1], ensure_ascii=False).encode("utf-8", "replace"))
        self._value = re.compile(key + rb'\s*:\s*("(?:[^"\\]|\\.){1,100}"|\d{8,19}(?=[\s,}]))')

    def moment_in(self, line: bytes) -> int:
        """When the record on a line was published, or what stands for never."""
        found = self._value.search(line)
        try:
            moment = moment_of(parsed(found[1]), self._order) if found else None
            return self._thorough(line) if moment is None else moment
        except ValueError:
            return _UNDATED

    def _thorough(self, line: bytes) -> int:
        """The same by reading all of the record.

        Raises:
            ValueError: It is no JSON.
        """
        record = parsed(line.removeprefix(codecs.BOM_UTF8).strip().rstrip(b",\x1e"))
        if not isinstance(record, dict):
            return _UNDATED
        for column in self._days:
            moment = moment_of(value_at(record, column), self._order)
            if moment is not None:
                return moment
        return _UNDATED


def _why(error: ValueError) -> str:
    """Why a line is no JSON, in lower case and safe to show."""
    message = clean_line(str(getattr(error, "msg", error)))
    return message[:1].lower() + message[1:80]


__all__ = ["Lines"]
