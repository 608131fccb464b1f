"""Writing a segment: whole lists are gathered in memory, and small segments are joined list by list."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader as OpenSegment
from whoosh.writing import SegmentWriter

from briefing.search.records import GAP
from briefing.search.whoosh_codec import ListCodec
from briefing.search.whoosh_lists import Numbers, Postings, column, every_list
from briefing.search.whoosh_names import WORDS, Index, Segment, SegmentReader
from briefing.search.whoosh_schema import Row

_MOST_OF_A_SIZE = 6
_SIZES = 4
_MOST_RECORDS = 4_000  # joined in one step, unless a few segments hold more

List = tuple[str, bytes, Postings]
T = TypeVar("T")


class _Moved(NamedTuple):
    """A segment that is being joined to the one being written.

    Attributes:
        reader: Reads it.
        is_whole: Whether none of its records was deleted.
        stays: For each of its records, whether it was not.
        numbers: The new number of each of its records, if it stays.
        begins: Where each record's words began in it.
        shifts: How far each record's words move.
    """

    reader: SegmentReader
    is_whole: bool
    stays: NDArray[np.bool_]
    numbers: Numbers
    begins: NDArray[np.int64]
    shifts: NDArray[np.int64]


class ListWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer, gathering lists of records instead of single places.

    Args:
        index: The index.
        timeout: Seconds to wait for another process that writes.
    """

    def __init__(self, index: Index, *, timeout: float) -> None:
        super().__init__(index, timeout=timeout, codec=ListCodec(), compound=False)
        self._counted: dict[str, tuple[array[int], array[int]]] = {}
        self._placed: dict[str, tuple[array[int], array[int]]] = {}
        self._sets: defaultdict[str, dict[str, array[int]]] = defaultdict(dict)
        self._moved: list[_Moved] = []
        self._words = 0

    def add_row(self, row: Row) -> None:
        """Add one record after those that were added."""
        number = self.docnum
        for word, count in Counter(row.stems).items():
            if (held := self._counted.get(word)) is None:
                held = self._counted[word] = (array("I"), array("I"))
            held[0].append(number)
            held[1].append(count)
        for place, word in enumerate(row.words, self._words):
            if word == GAP:
                continue
            if (held := self._placed.get(word)) is None:
                held = self._placed[word] = (array("I"), array("I"))
            if not held[0] or held[0][-1] != number:
                held[0].append(number)
            held[1].append(place)
        for field, values in row.sets.items():
            lists = self._sets[field]
            for value in values:
                if (ids := lists.get(value)) is None:
                    ids = lists[value] = array("I")
                ids.append(number)
        self._words += len(row.words)
        self._write_values(row.stored, row.numbers)

    def _write_values(self, stored: Mapping[str, Any], numbers: Mapping[str, int]) -> None:
        values, schema = self.perdocwriter, self.schema
        values.start_doc(self.docnum)
        for name, value in stored.items():
            values.add_field(name, schema[name], value, 0)
        for name, value in numbers.items():
            values.add_column_value(name, schema[name].column_type, value)
        values.finish_doc()
        self._added = True
        self.docnum += 1

    def join(self, segment: Segment) -> None:
        """Move a segment's records into the one being written, after those that are there."""
        reader = OpenSegment(self.storage, self.schema, segment)
        sizes = column(reader, "size").astype(np.int64)
        stays = np.ones(len(sizes), np.bool_)
        stays[list(segment.deleted_docs())] = False
        begins = np.cumsum(sizes) - sizes
        kept = np.where(stays, sizes, 0)
        shifts = self._words + np.cumsum(kept) - kept - begins
        numbers = (self.docnum + np.cumsum(stays) - stays).astype(np.uint32)
        self._words += int(kept.sum())
        self._move_values(reader, np.flatnonzero(stays))
        self._moved.append(_Moved(reader, bool(stays.all()), stays, numbers, begins, shifts))
        self._added = True

    def _move_values(self, reader: SegmentReader, stay: NDArray[np.intp]) -> None:
        """Write what is stored of some records; Whoosh's own looks for a file for each field of each record."""
        names = [name for name, field in self.schema.items() if field.column_type]
        rows = zip(*(column(reader, name)[stay].tolist() for name in names), strict=True)
        for number, row in zip(stay.tolist(), rows, strict=True):
            self._write_values(reader._perdoc.stored_fields(number), dict(zip(names, row, strict=True)))

    def _flush_segment(self) -> None:
        """Write all lists in the order of fields and words."""
        self.perdocwriter.close()
        streams = [self._own_lists(), *(_moved_lists(moved) for moved in self._moved)]
        ordered = merge(*streams, key=itemgetter(0, 1)) if self._moved else streams[0]
        for field, lists in groupby(ordered, itemgetter(0)):
            self.fieldwriter.start_field(field, self.schema[field])
            for word, same in groupby(lists, itemgetter(1)):
                self.fieldwriter.write(word, _joined([one[2] for one in same]))
            self.fieldwriter.finish_field()
        self.fieldwriter.close()
        for moved in self._moved:
            moved.reader.close()

    def _own_lists(self) -> Iterator[List]:
        held = {**self._sets, "stems": self._counted, WORDS: self._placed}
        for field in sorted(held):
            if field == "stems":
                for word, (ids, counts) in _in_order(self._counted):
                    yield field, word, Postings(np.array(ids), np.array(counts))
            elif field == WORDS:
                for word, (ids, places) in _in_order(self._placed):
                    yield field, word, Postings(np.array(ids), places=np.array(places))
            else:
                for word, ids in _in_order(self._sets[field]):
                    yield field, word, Postings(np.array(ids))


def to_join(segments: Iterable[Segment]) -> list[Segment]:
    """The segments to join next: several of about one size, the smallest there are, and not very many records."""
    by_size: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_size[max(_alive(segment), 1).bit_length() // _SIZES].append(segment)
    for size in sorted(by_size):
        same = by_size[size]
        if len(same) >= _MOST_OF_A_SIZE:
            few = sum(records <= _MOST_RECORDS for records in accumulate(map(_alive, same)))
            return same[: max(_MOST_OF_A_SIZE, few)]
    return []


def _alive(segment: Segment) -> int:
    """How many records of a segment were not deleted."""
    alive: int = segment.doc_count_all() - segment.deleted_count()
    return alive


def _in_order(lists: dict[str, T]) -> Iterator[tuple[bytes, T]]:
    """Words as bytes, in the bytes' order, which is that of their code points."""
    for word in sorted(lists):
        yield word.encode("utf-8", "surrogatepass"), lists[word]


def _moved_lists(moved: _Moved) -> Iterator[List]:
    """A segment's lists with the numbers that its records have now; words that nobody uses any more are left out."""
    for field, word, held in every_list(moved.reader):
        fresh = _renumbered(held, moved)
        if len(fresh.ids):
            yield field, word, fresh


def _renumbered(held: Postings, moved: _Moved) -> Postings:
    """The lists of a segment without what was deleted in it."""
    if moved.is_whole:  # most are, and then all moves as far
        places = held.places + moved.shifts[0] if len(held.places) else held.places
        return Postings(held.ids + moved.numbers[0], held.counts, places.astype(np.uint32))
    stays = moved.stays[held.ids]
    counts = held.counts[stays] if len(held.counts) else held.counts
    records = np.searchsorted(moved.begins, held.places, "right") - 1
    places = (held.places + moved.shifts[records])[moved.stays[records]]
    return Postings(moved.numbers[held.ids][stays], counts, places.astype(np.uint32))


def _joined(lists: list[Postings]) -> Postings:
    return lists[0] if len(lists) == 1 else Postings(*map(np.concatenate, zip(*lists, strict=True)))
