"""How the places of a word lie on disk: whole lists, as the machine holds them.

Whoosh's own format is made to be stepped through one place at a time, which costs a Python call each. Here one read
gives all of a word's places as an array, and queries are answered by joining and cutting whole sets. Everything else
(segments, the table of terms, columns, commits) is Whoosh's.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.system import pack_ushort

from briefing.search.whoosh_names import WORDS, Segment, SegmentReader, Storage, StructFile, TermInfo, TermsReader

VOCABULARY = ".voc"

_HEAD = struct.Struct("<IBI")
_COUNTED, _WIDE, _PLACED = 1, 2, 4
_ON_DISK, _IN_COLUMNS = np.dtype("<u4"), np.dtype(">u4")  # columns are Whoosh's, and written the other way round

Numbers: TypeAlias = NDArray[np.uint32]
_NO_NUMBERS: Numbers = np.zeros(0, np.uint32)


class Postings(NamedTuple):
    """Where a word stands.

    Attributes:
        ids: The records that hold it, in order.
        counts: How often each of them does; empty when that is not kept.
        places: Every place, counted through all records of the segment, in order; empty when they are not kept.
    """

    ids: Numbers
    counts: NDArray[np.uint8] | Numbers = _NO_NUMBERS
    places: Numbers = _NO_NUMBERS

    def packed(self) -> bytes:
        """As bytes."""
        flags = 0
        counts = b""
        if len(self.counts):
            flags |= _COUNTED
            if self.counts.max() < 256:
                counts = self.counts.astype(np.uint8).tobytes()
            else:
                flags |= _WIDE
                counts = _out(self.counts)
        places = _out(self.places) if len(self.places) else b""
        flags |= _PLACED if places else 0
        return _HEAD.pack(len(self.ids), flags, len(self.places)) + _out(self.ids) + counts + places


def unpacked(data: bytes) -> Postings:
    """The postings that were packed."""
    count, flags, placed = _HEAD.unpack_from(data)
    at = _HEAD.size
    ids = _in(data[at : (at := at + 4 * count)])
    counts: NDArray[np.uint8] | Numbers = _NO_NUMBERS
    if flags & _COUNTED:
        wide = 4 if flags & _WIDE else 1
        raw = data[at : (at := at + wide * count)]
        counts = _in(raw) if wide == 4 else np.frombuffer(raw, np.uint8)
    places = _in(data[at : at + 4 * placed]) if flags & _PLACED else _NO_NUMBERS
    return Postings(ids, counts, places)


NOTHING = Postings(_NO_NUMBERS)


def ids_at(file: StructFile, offset: int) -> Numbers:
    """The records in the packed postings that begin there in a file."""
    count, _, _ = _HEAD.unpack(file.get(offset, _HEAD.size))
    return _in(file.get(offset + _HEAD.size, 4 * count))


def read_postings(terms: TermsReader, info: TermInfo) -> Postings:
    """The postings of a word, from what the table of terms says of it."""
    offset, (length,) = info.extent()  # Whoosh hands the length back as it was unpacked
    return unpacked(terms._postfile.get(offset, length))


class ListFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes words in order with their postings, and lists the words of the text apart."""

    def __init__(self, codec: W3Codec, storage: Storage, segment: Segment) -> None:
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
            file.write(_out(np.array(self._frequencies)) + np.array(self._offsets, "<u8").tobytes())
            file.write(b"\n".join(self._words))
        super().close()


def read_vocabulary(storage: Storage, segment: Segment) -> tuple[list[str], array[int], NDArray[np.uint64]]:
    """The words in the texts of a segment, in order; in how many records each stands; where its postings begin."""
    name = segment.make_filename(VOCABULARY)
    with storage.open_file(name) as file:
        data: bytes = file.get(0, storage.file_length(name))
    (count,) = struct.unpack_from("<I", data)
    end = 4 + 12 * count
    frequencies = array("I", _in(data[4 : 4 + 4 * count]).tobytes())
    offsets = np.frombuffer(data[4 + 4 * count : end], "<u8").astype(np.uint64, copy=False)
    text = data[end:].decode("utf-8")
    return text.split("\n") if text else [], frequencies, offsets


def column(reader: SegmentReader, name: str) -> Numbers:
    """A number for each record of a segment; 0 where none was given."""
    count: int = reader.doc_count_all()
    numbers = np.zeros(count, np.uint32)
    if reader.has_column(name):
        storage, file_name = reader.storage(), W3Codec.column_filename(reader.segment(), name)
        with storage.open_file(file_name) as file:
            data = file.get(0, storage.file_length(file_name))
        written = np.frombuffer(data[: 4 * count], _IN_COLUMNS)
        numbers[: len(written)] = written
    return numbers


def every_list(reader: SegmentReader) -> Iterator[tuple[str, bytes, Postings]]:
    """Every word of every field of a segment with its postings, in order of the fields' names and the words' bytes."""
    terms = reader._terms  # its fields were written in the order of their names
    for (field, word), info in terms.items():
        yield field, word, read_postings(terms, info)


def _out(numbers: NDArray[np.uint8] | Numbers) -> bytes:
    return numbers.astype(_ON_DISK, copy=False).tobytes()


def _in(data: bytes) -> Numbers:
    return np.frombuffer(data, _ON_DISK).astype(np.uint32, copy=False)
