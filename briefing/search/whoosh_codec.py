"""How the places of a word lie on disk: whole lists, as the machine holds them.

Whoosh's own format is made to be stepped through one place at a time, which costs a Python call each. Here one read
gives all of a word's places as an array, and queries are answered by joining and cutting whole sets. Everything else
(segments, the table of terms, columns, commits) is Whoosh's.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.system import pack_ushort

from briefing.search.whoosh_names import Segment, SegmentReader, Storage, StructFile, TermInfo, TermsReader

WORDS = "words"
VOCABULARY = ".voc"

_HEAD = struct.Struct("<IBI")
_COUNTED, _WIDE, _PLACED = 1, 2, 4
_BIG_ENDIAN = sys.byteorder == "big"


class Postings(NamedTuple):
    """Where a word stands.

    Attributes:
        ids: The records that hold it, in order.
        counts: How often each of them does; empty when that is not kept.
        places: Every place, counted through all records of the segment; empty when they are not kept.
    """

    ids: array[int]
    counts: bytes | array[int] = b""
    places: array[int] = array("I")

    def packed(self) -> bytes:
        """As bytes."""
        flags = 0
        counts = b""
        if len(self.counts):
            flags |= _COUNTED
            if max(self.counts) < 256:
                counts = array("B", self.counts).tobytes()
            else:
                flags |= _WIDE
                counts = _out(array("I", self.counts))
        places = _out(self.places) if len(self.places) else b""
        flags |= _PLACED if places else 0
        return _HEAD.pack(len(self.ids), flags, len(self.places)) + _out(self.ids) + counts + places


def unpacked(data: bytes) -> Postings:
    """The postings that were packed."""
    count, flags, placed = _HEAD.unpack_from(data)
    at = _HEAD.size
    ids = _in(data[at : (at := at + 4 * count)])
    counts: bytes | array[int] = b""
    if flags & _COUNTED:
        wide = 4 if flags & _WIDE else 1
        raw = data[at : (at := at + wide * count)]
        counts = _in(raw) if wide == 4 else raw
    places = _in(data[at : at + 4 * placed]) if flags & _PLACED else array("I")
    return Postings(ids, counts, places)


NOTHING = Postings(array("I"))


def ids_at(file: StructFile, offset: int) -> array[int]:
    """The records in the packed postings that begin there in a file."""
    count, _, _ = _HEAD.unpack(file.get(offset, _HEAD.size))
    return _in(file.get(offset + _HEAD.size, 4 * count))


def read_postings(terms: TermsReader, info: TermInfo) -> Postings:
    """The postings of a word, from what the table of terms says of it."""
    offset, (length,) = info.extent()  # Whoosh hands the length back as it was unpacked
    return unpacked(terms._postfile.get(offset, length))


class ListCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's format with whole lists in place of blocks."""

    length_stats = False

    def field_writer(self, storage: Storage, segment: Segment) -> ListFieldWriter:
        """What writes the words of a segment."""
        return ListFieldWriter(self, storage, segment)


class ListFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes words in order with their postings, and lists the words of the text apart."""

    def __init__(self, codec: ListCodec, storage: Storage, segment: Segment) -> None:
        super().__init__(codec, storage, segment)
        self._words: list[bytes] = []
        self._frequencies = array("I")
        self._offsets = array("Q")

    def write(self, word: bytes, postings: Postings) -> None:
        """Write one word of the field that was started last."""
        data = postings.packed()
        offset = self._postfile.tell()
        self._postfile.write(data)
        info = W3TermInfo()
        info._df = len(postings.ids)
        info.set_extent(offset, len(data))
        self._tindex.add(pack_ushort(self._fieldid) + word, info.to_bytes())
        if self._fieldname == WORDS:
            self._words.append(word)
            self._frequencies.append(info._df)
            self._offsets.append(offset)

    def close(self) -> None:
        """Write what is left."""
        with self._create_file(VOCABULARY) as file:
            file.write(struct.pack("<I", len(self._words)))
            file.write(_out(self._frequencies) + _out(self._offsets) + b"\n".join(self._words))
        super().close()


def read_vocabulary(storage: Storage, segment: Segment) -> tuple[list[str], array[int], array[int]]:
    """The words in the texts of a segment, in order; in how many records each stands; where its postings begin."""
    name = segment.make_filename(VOCABULARY)
    with storage.open_file(name) as file:
        data: bytes = file.get(0, storage.file_length(name))
    (count,) = struct.unpack_from("<I", data)
    end = 4 + 12 * count
    offsets = array("Q", data[4 + 4 * count : end])
    if _BIG_ENDIAN:
        offsets.byteswap()
    text = data[end:].decode("utf-8")
    return text.split("\n") if text else [], _in(data[4 : 4 + 4 * count]), offsets


def column(reader: SegmentReader, name: str) -> array[int]:
    """A number for each record of a segment; 0 where none was given."""
    count: int = reader.doc_count_all()
    if not reader.has_column(name):
        return array("I", bytes(4 * count))
    storage, file_name = reader.storage(), W3Codec.column_filename(reader.segment(), name)
    with storage.open_file(file_name) as file:
        data = file.get(0, storage.file_length(file_name))
    numbers = array("I")
    numbers.frombytes(data[: 4 * count])
    if not _BIG_ENDIAN:  # columns are Whoosh's, and written the other way round
        numbers.byteswap()
    numbers.frombytes(bytes(4 * (count - len(numbers))))
    return numbers


def every_list(reader: SegmentReader) -> Iterator[tuple[str, bytes, Postings]]:
    """Every word of every field of a segment with its postings, in order of the fields' names and the words' bytes."""
    terms = reader._terms  # its fields were written in the order of their names
    for (field, word), info in terms.items():
        yield field, word, read_postings(terms, info)


def _out(numbers: array[int]) -> bytes:
    if _BIG_ENDIAN:
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _in(data: bytes | memoryview) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    if _BIG_ENDIAN:
        numbers.byteswap()
    return numbers
