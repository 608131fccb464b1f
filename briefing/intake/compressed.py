"""Compressed files as streams of what is inside, which give what they can and say when they break off."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from struct import error as StructError
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from briefing.errors import IntakeError
from briefing.intake.source import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES: Final = 2_000_000_000
"""The most bytes that may come out of a compressed file."""
FREE_BYTES: Final = 10_000_000
"""So many bytes may come out of however few; beyond, a file that grows too much is no honest one."""
MOST_GROWTH: Final = 200
_CHUNK: Final = 1 << 16
_STEP: Final = 1 << 12  # what is read at once is lost when it breaks
_DICTIONARY: Final = 192 << 20  # bytes of memory; the strongest setting of xz asks for 65 MB
_BROKEN: Final = (zlib.error, lzma.LZMAError, EOFError, zipfile.BadZipFile, StructError)


@dataclass(slots=True)
class Damage:
    """Whether a stream ended before what is in it did.

    Attributes:
        found: It did.
    """

    found: bool = False

    @staticmethod
    def sentence(name: str) -> str:
        """What to say of it.

        Args:
            name: How a sentence names the file.
        """
        return f"{name} is damaged or cut off, and only what comes before that was read; get a whole copy of it."


class Decoder(Protocol):
    """What `bz2` and `lzma` call a decompressor."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gunzip:
    """`zlib` with the manners of `bz2` and `lzma`."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(31)  # 31 asks for the head and the checksum of gzip
        self._broken: zlib.error | None = None
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        """What follows the end."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most so many of the next bytes."""
        if self._broken:
            raise self._broken
        data = self._zlib.unconsumed_tail + data
        before = self._zlib.copy()
        try:
            out = self._zlib.decompress(data, max_length)
        except zlib.error as error:
            self._broken = error
            return self._up_to_the_break(before, data)[:max_length]
        self.needs_input = not self._zlib.unconsumed_tail and len(out) < max_length
        return out

    def _up_to_the_break(self, decoder: zlib._Decompress, data: bytes) -> bytes:
        """What comes before an error, which `zlib` throws away with it."""
        out = bytearray()
        self.needs_input = False
        with suppress(zlib.error):
            for at in range(len(data)):
                out += decoder.decompress(data[at : at + 1])
        if not out and self._broken:
            raise self._broken
        return bytes(out)


_DECODERS: Final[dict[bytes, Callable[[], Decoder]]] = {
    b"\x1f\x8b\x08": _Gunzip,
    b"\xfd7zXZ\0": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_DICTIONARY),
    b"BZh": bz2.BZ2Decompressor,
}


@dataclass(slots=True)
class _Members:
    """The members of a compressed file, one after the other: most have one, some that grew have many."""

    packed: BinaryIO
    name: str
    magic: bytes
    decoder: Decoder = field(init=False)
    taken: int = 0
    given: int = 0

    def __post_init__(self) -> None:
        self.decoder = _DECODERS[self.magic]()

    def read(self, most: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        while True:
            data = b""
            if self.decoder.eof and not (data := self._next_member()):
                return b""
            if self.decoder.needs_input and not data:
                data = self.packed.read(_CHUNK)
                self.taken += len(data)
                if not data:
                    raise EOFError
            try:
                out = self.decoder.decompress(data, most)
            except OSError as error:  # what bz2 says of damage; an error of the disk has a number
                raise error if error.errno else EOFError from error
            if out:
                self.given += len(out)
                refuse_growth(self.name, self.given, self.taken)
                return out

    def _next_member(self) -> bytes:
        """The first bytes of a further member; none when nothing but padding or rubbish follows."""
        rest = self.decoder.unused_data.lstrip(b"\0")
        while len(rest) < len(self.magic) and (more := self.packed.read(_CHUNK)):
            self.taken += len(more)
            rest = (rest + more).lstrip(b"\0")
        if not rest.startswith(self.magic):
            return b""
        self.decoder = _DECODERS[self.magic]()
        return rest


class _Careful(io.RawIOBase):
    """A stream that ends where it breaks, and notes that it did."""

    def __init__(self, packed: BinaryIO, read: Callable[[int], bytes], damage: Damage) -> None:
        self._packed = packed
        self._read = read
        self._damage = damage
        self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer with the next bytes."""
        room = memoryview(buffer)
        data = b""
        if not self._ended:
            try:
                data = self._read(len(room))
            except _BROKEN:
                self._damage.found = True
        self._ended = not data
        room[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file too."""
        if not self.closed:
            self._packed.close()
        super().close()


def refuse_growth(name: str, given: int, taken: int) -> None:
    """Turn away what is made to fill memory or disk.

    Args:
        name: How a sentence names the file.
        given: The bytes that came out of it.
        taken: The bytes of it that they came out of.

    Raises:
        IntakeError: There are too many.
    """
    if given > MOST_BYTES or given > max(FREE_BYTES, MOST_GROWTH * taken):
        raise IntakeError(
            f"{name} unpacks to more than can be read safely ({given / 1_000_000:,.0f} MB of {taken:,} bytes so far); "
            "unpack it yourself if you trust it."
        )


def careful(packed: BinaryIO, damage: Damage) -> BinaryIO:
    """A stream of an archive's member, which ends where it breaks.

    Args:
        packed: The member as `zipfile` opens it.
        damage: Notes that it broke.
    """
    return io.BufferedReader(_Careful(packed, lambda size: packed.read(min(size, _STEP)), damage), _CHUNK)


def decompressed(source: Source, damage: Damage) -> Source:
    """What is in a compressed file; the source itself when it is none.

    Args:
        source: Anything, of any name: its first bytes tell.
        damage: Notes that the file is cut off or broken, once that has been met.

    Raises:
        IntakeError: It cannot be read.
    """
    magic = next((magic for magic in _DECODERS if source.head.startswith(magic)), None)
    if magic is None:
        return source

    def opened() -> BinaryIO:
        # Its own stream, closed with what reads it.
        packed = source.open()
        members = _Members(packed, source.named, magic)
        return io.BufferedReader(_Careful(packed, members.read, damage), _CHUNK)

    return Source(source.path, source.part, opened, packed=True)


__all__ = ["FREE_BYTES", "MOST_BYTES", "MOST_GROWTH", "Damage", "careful", "decompressed", "refuse_growth"]
