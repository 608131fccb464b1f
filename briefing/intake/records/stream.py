"""JSON values out of a stream of characters, one at a time, so that a long list need not be held."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TextIO

_CHUNK = 1 << 16
_LARGEST: Final = 20_000_000
"""The most characters of one value in a list."""
_CUT = 16  # an error this near to the end of what was read may be but the end of what was read
_BETWEEN: Final = re.compile(r"[\s,\ufeff\x1e]*")
_NEXT_RECORD: Final = re.compile(r"\}\s*,?\s*(?=\{)")


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that is no JSON.

    Attributes:
        why: What is wrong with it.
        line: Where it begins, from 1.
    """

    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value.

    Attributes:
        value: The value.
        line: Where it begins, from 1.
        listed: It is an item of a list.
    """

    value: object
    line: int
    listed: bool


def parsed(text: str | bytes) -> object:
    """One JSON value.

    Raises:
        ValueError: It is none, or is nested too deeply, or holds too long a number; the message says why.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


class JsonStream:
    """The values in a stream: the items of a list that is all there is, or else what follows one after the other."""

    def __init__(self, stream: TextIO, *, largest: int = _LARGEST, largest_alone: int | None = None) -> None:
        """Begin to read.

        Args:
            stream: The characters.
            largest: The most characters of one value.
            largest_alone: The most when it is no item of a list.
        """
        self._stream = stream
        self._largest = largest
        self._largest_alone = largest_alone or largest
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def __iter__(self) -> Iterator[Value | Broken]:
        """Every value; after a broken one, the next that begins like a record."""
        listed = False
        decoder = json.JSONDecoder()
        while self._skip(_BETWEEN):
            sign = self._buffer[self._at]
            if sign in "[]" and (sign == "]") == listed:
                listed = not listed
                self._at += 1
                continue
            line = self._line
            found = self._next(decoder, self._largest if listed else self._largest_alone)
            if isinstance(found, str):
                yield Broken(found, line)
                if not self._resume():
                    return
            else:
                yield Value(found[0], line, listed)

    def _next(self, decoder: json.JSONDecoder, largest: int) -> tuple[object] | str:
        """The value that begins here, or what is wrong with it."""
        while True:
            try:
                value, end = decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self._buffer) - _CUT
                if not cut or self._ended:
                    return error.msg[0].lower() + error.msg[1:]
                if len(self._buffer) - self._at > largest:
                    return _too_long(largest)
                self._read(max(_CHUNK, len(self._buffer) - self._at))
            except RecursionError:
                return "it is nested too deeply"
            except ValueError:
                return "it holds too long a number"
            else:
                if end - self._at > largest:
                    self._move(end - 1)
                    return _too_long(largest)
                self._move(end)
                return (value,)

    def _resume(self) -> bool:
        """Go to where the next record may begin; False when there is none."""
        while True:
            found = _NEXT_RECORD.search(self._buffer, self._at)
            if found:
                self._move(found.end())
                return True
            self._move(max(self._at, len(self._buffer) - _CUT))
            if self._ended:
                return False
            self._read(_CHUNK)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Pass over what stands between values; False at the end."""
        while True:
            found = pattern.match(self._buffer, self._at)
            self._move(found.end() if found else self._at)
            if self._at < len(self._buffer):
                return True
            if self._ended:
                return False
            self._read(_CHUNK)

    def _move(self, to: int) -> None:
        """Go forward, counting lines."""
        self._line += self._buffer.count("\n", self._at, to)
        self._at = to

    def _read(self, size: int) -> None:
        """Read more, and forget what has been passed."""
        more = self._stream.read(size)
        self._ended = not more
        self._buffer = self._buffer[self._at :] + more
        self._at = 0


def _too_long(largest: int) -> str:
    """Why a value is not read although it may be whole."""
    return f"it has more than {largest:,} characters"


__all__ = ["Broken", "JsonStream", "Value", "parsed"]
