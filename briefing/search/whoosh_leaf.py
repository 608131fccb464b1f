"""One segment of the index, read a whole list at a time."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from briefing.search.vocabulary import Vocabulary
from briefing.search.whoosh_lists import (
    NOTHING,
    Numbers,
    Postings,
    column,
    ids_at,
    read_postings,
    read_vocabulary,
)
from briefing.search.whoosh_names import WORDS, Segment, SegmentReader, TermInfo, TermsReader
from briefing.search.whoosh_schema import ARTICLE
from briefing.search.words import words

Ids: TypeAlias = NDArray[np.intp]
Records: TypeAlias = NDArray[np.bool_]
"""A set of a segment's records: for each of them whether it is in the set. Two are joined and cut in microseconds."""

_K1, _B = 1.2, 0.75
_USUAL_ARTICLE, _USUAL_STATEMENT, _USUAL = 500, 25, 100
"""Words in an article and in a statement, and how many of them a segment's own average is weighed against."""
_KEPT_LISTS = 96
_KEPT_SETS = 48
_KEPT_IDS = 512
_MOST_READ = 500

T = TypeVar("T")


class Coded(NamedTuple):
    """A column of large numbers, of which there are few different ones.

    Attributes:
        numbers: The different ones.
        codes: For each record, the place of its number among them.
    """

    numbers: Numbers
    codes: NDArray[np.intp]

    @classmethod
    def of(cls, numbers: Numbers) -> Coded:
        """A column as such a one."""
        return cls(*np.unique(numbers, return_inverse=True))

    def counted(self, ids: Ids) -> Counter[int]:
        """How often each number stands in some records."""
        counts = np.bincount(self.codes[ids], minlength=len(self.numbers))
        held = np.flatnonzero(counts)
        return Counter(dict(zip(self.numbers[held].tolist(), counts[held].tolist(), strict=True)))


class Table:
    """What never changes in a segment: read once, and used by all threads.

    Attributes:
        count: How many records there are, deleted ones included.
        starts: The records of articles; each is followed by those of its statements.
        sizes: How many words each record holds, gaps included.
        days: For an article's record, the number of the day it was published.
        said: For a statement's record, the number of the first day on which it may have been said.
        until: The same of the last day.
        who: For a statement's record, the number of who said it.
        by: For an article's record, the number of who published it.
    """

    def __init__(self, reader: SegmentReader) -> None:
        self.count: int = reader.doc_count_all()
        self.starts = _postings(reader, "form", ARTICLE).ids
        self.sizes = column(reader, "size")
        self.days = column(reader, "day")
        self.said = column(reader, "said")
        self.until = column(reader, "until")
        self.who = column(reader, "who")
        self.by = column(reader, "by")
        self._names: dict[str, int] | None = None
        self._vocabulary: tuple[Vocabulary, NDArray[np.uint64]] | None = None

    def records(self, ids: Numbers | Ids) -> Records:
        """Some records as a set."""
        found = np.zeros(self.count, np.bool_)
        found[ids] = True
        return found

    @cached_property
    def articles(self) -> Records:
        """The records of articles."""
        return _fixed(self.records(self.starts))

    @cached_property
    def nothing(self) -> Records:
        """No record."""
        return _fixed(np.zeros(self.count, np.bool_))

    @cached_property
    def ends(self) -> Numbers:
        """Where the records of each article's statements end."""
        return np.append(self.starts[1:], np.uint32(self.count))

    @cached_property
    def article_of(self) -> Numbers:
        """For each record, the record of its article."""
        return np.repeat(self.starts, self.ends - self.starts)

    @cached_property
    def newest(self) -> NDArray[np.intp]:
        """Every record, those of the newest article first."""
        return np.argsort(-self.days[self.article_of].astype(np.int64), kind="stable")

    @cached_property
    def begins(self) -> NDArray[np.int64]:
        """Where each record's words begin, counted through all records."""
        return np.concatenate(([0], np.cumsum(self.sizes, dtype=np.int64)))

    @cached_property
    def norms(self) -> NDArray[np.float64]:
        """By how much each record's length damps the words in it: BM25's, articles and statements each by their own."""
        total, articles = int(self.sizes[self.starts].sum()), len(self.starts)
        rest = int(self.sizes.sum()) - total
        usual = (total + _USUAL * _USUAL_ARTICLE) / (articles + _USUAL)
        usual_statement = (rest + _USUAL * _USUAL_STATEMENT) / (self.count - articles + _USUAL)
        return _K1 * (1 - _B) + _K1 * _B * self.sizes / np.where(self.articles, usual, usual_statement)

    @cached_property
    def speakers(self) -> Coded:
        """Who said each statement."""
        return Coded.of(self.who)

    @cached_property
    def outlets(self) -> Coded:
        """Who published each article."""
        return Coded.of(self.by)

    @cached_property
    def dates(self) -> Coded:
        """On which day each article was published."""
        return Coded.of(self.days)

    def names(self, reader: SegmentReader) -> Mapping[str, int]:
        """The articles' records by their ids."""
        if self._names is None:
            terms = reader._terms
            self._names = {
                word.decode("utf-8", "surrogatepass"): int(ids_at(terms._postfile, info.extent()[0])[0])
                for word, info in _words_from(terms, "article", b"")
            }
        return self._names

    def vocabulary(self, reader: SegmentReader) -> tuple[Vocabulary, NDArray[np.uint64]]:
        """The words of all texts, and where the postings of each begin."""
        if self._vocabulary is None:
            words, frequencies, offsets = read_vocabulary(reader.storage(), reader.segment())
            self._vocabulary = Vocabulary(words, frequencies), offsets
        return self._vocabulary


class Leaf:
    """One segment as one thread reads it.

    Args:
        reader: The segment, opened by this thread.
        segment: The segment as the latest commit has it: what was deleted in it.
        table: What never changes in it.
    """

    def __init__(self, reader: SegmentReader, segment: Segment, table: Table) -> None:
        self.reader = reader
        self.table = table
        self.deleted: frozenset[int] = frozenset(segment.deleted_docs())
        self.alive = ~table.records(np.fromiter(self.deleted, np.uint32))
        self._lists: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._sets: OrderedDict[Hashable, Records] = OrderedDict()
        self._ids: OrderedDict[int, str] = OrderedDict()

    def postings(self, field: str, word: str) -> Postings:
        """Where a word stands."""
        return _kept(self._lists, (field, word), lambda: _postings(self.reader, field, word), _KEPT_LISTS)

    def ids(self, field: str, word: str) -> Records:
        """The records that hold a word."""
        return self.kept((field, word), lambda: self.table.records(self.postings(field, word).ids))

    def kept(self, key: Hashable, make: Callable[[], Records]) -> Records:
        """A set of records, made once and kept for a while: what is typed next asks for most of it again."""
        return _kept(self._sets, key, lambda: _fixed(make()), _KEPT_SETS)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all texts."""
        return self.table.vocabulary(self.reader)[0]

    def any_of(self, places: Collection[int]) -> Records:
        """The records that hold any of some words, which are given by their places in the vocabulary."""
        file, offsets = self.reader._terms._postfile, self.table.vocabulary(self.reader)[1]
        found = np.zeros(self.table.count, np.bool_)
        for offset in offsets[list(places)].tolist():
            found[ids_at(file, offset)] = True
        return found

    def beginning_in(self, field: str, letters: str) -> Records:
        """The records in one field of which a word begins so."""
        start = letters.encode("utf-8", "surrogatepass")
        terms = self.reader._terms
        found = np.zeros(self.table.count, np.bool_)
        for word, info in _words_from(terms, field, start):
            if not word.startswith(start):
                break
            found[ids_at(terms._postfile, info.extent()[0])] = True
        return found

    def article(self, article_id: str) -> int | None:
        """An article's record, or None when it is not in this segment, or no longer."""
        found = self.table.names(self.reader).get(article_id)
        return None if found in self.deleted else found

    def article_id(self, start: int) -> str:
        """The id of the article with this record."""
        return _kept(self._ids, start, lambda: str(self.stored(start)["key"][0]), _KEPT_IDS)

    def family(self, article_id: str) -> range:
        """The records of an article and its statements; none when it is not here."""
        start = self.article(article_id)
        return range(0) if start is None else range(start, self._end_of(start))

    def text_of(self, article_id: str, statement: int | None) -> str | None:
        """The text of an article, or the content of its statement that begins there."""
        start = self.article(article_id)
        if start is None:
            return None
        records = [start] if statement is None else self.statements_at(start, statement)
        return str(self.stored(records[0])["body"]) if records else None

    def names_beginning(self, field: str, beginning: str, most: int) -> dict[str, int]:
        """The commonest names in a field that hold words beginning so, and in how many records each stands."""
        letters = [word.folded for word in words(beginning)]
        matched = self.beginning_in(field, letters[-1]) & self.alive
        for one in letters[:-1]:
            matched = matched & self.ids(field, one)
        ids = np.flatnonzero(matched)
        if field == "via":
            return Counter(str(self.stored(record)["place"][4]) for record in ids[:_MOST_READ].tolist())
        numbers = self.table.by if field == "outlet" else self.table.who
        found: dict[str, int] = {}
        for number, example, count in _commonest(numbers[ids], most):
            if number:
                stored = self.stored(int(ids[example]))
                found[stored["key"][1] if field == "outlet" else stored["place"][3]] = count
        return found

    def statements_at(self, start: int, place: int) -> list[int]:
        """The records of an article's statements that begin at a code point of it."""
        family = range(start + 1, self._end_of(start))
        return [record for record in family if self.stored(record)["place"][0] == place]

    def in_articles(self, records: Records) -> Records:
        """The records of the articles among some, and of all their statements."""
        return records[self.table.article_of]

    def parted(self, records: Records) -> tuple[Ids, Ids, Ids]:
        """Some records as those of articles, those of statements, and those of all articles that they are in."""
        table, ids = self.table, np.flatnonzero(records)
        are_articles = table.articles[ids]
        starts = table.records(table.article_of[ids])
        return ids[are_articles], ids[~are_articles], np.flatnonzero(starts)

    def stored(self, record: int) -> dict[str, Any]:
        """What was stored with a record."""
        found: dict[str, Any] = self.reader._perdoc.stored_fields(record)
        return found

    def row_of(self, row: list[str]) -> Records:
        """The records in which some words stand in a row."""
        held = [self.postings(WORDS, word).places for word in row]
        table = self.table
        if not all(map(len, held)):
            return table.nothing
        order = sorted(range(len(held)), key=lambda at: len(held[at]))
        begins = held[order[0]].astype(np.int64) - order[0]
        for at in order[1:]:
            begins = begins[_holds(held[at], begins + at)]
        return table.records(np.searchsorted(table.begins, begins, "right") - 1)

    def _end_of(self, start: int) -> int:
        """Where the records of an article's statements end."""
        return int(self.table.ends[np.searchsorted(self.table.starts, start)])


def _fixed(records: Records) -> Records:
    """A set that nobody changes any more, as others will see it."""
    records.flags.writeable = False
    return records


def _holds(places: Numbers, wanted: NDArray[np.int64]) -> Records:
    """For each wanted place, whether it is among some, which are in order."""
    at = np.searchsorted(places, wanted)
    at[at == len(places)] = 0
    found: Records = places[at] == wanted
    return found


def _commonest(numbers: Numbers, most: int) -> list[tuple[int, int, int]]:
    """The numbers that stand most often, each with where it stands first, and how often."""
    held, first, counts = np.unique(numbers, return_index=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")[: most + 1]  # one more, as nobody's number is left out
    return list(zip(held[order].tolist(), first[order].tolist(), counts[order].tolist(), strict=True))


def _postings(reader: SegmentReader, field: str, word: str) -> Postings:
    terms = reader._terms
    written = word.encode("utf-8", "surrogatepass")
    if field not in terms._fieldmap or (field, written) not in terms:
        return NOTHING
    return read_postings(terms, terms.term_info(field, written))


def _words_from(terms: TermsReader, field: str, start: bytes) -> Iterator[tuple[bytes, TermInfo]]:
    """The words of a field from one on, in order."""
    if field not in terms._fieldmap:
        return
    for (name, word), info in terms.items_from(field, start):
        if name != field:
            break
        yield word, info


def _kept(cache: OrderedDict[Any, T], key: Hashable, make: Callable[[], T], most: int) -> T:
    found = cache.get(key)
    if found is None:
        found = cache[key] = make()
        if len(cache) > most:
            cache.popitem(last=False)
    else:
        cache.move_to_end(key)
    return found


__all__ = ["Coded", "Ids", "Leaf", "Records", "Table"]
