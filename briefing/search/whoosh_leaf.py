"""One segment of the index, read a whole list at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise, repeat
from typing import Any, TypeVar

from briefing.search.vocabulary import Vocabulary
from briefing.search.whoosh_codec import NOTHING, WORDS, Postings, column, ids_at, read_postings, read_vocabulary
from briefing.search.whoosh_names import Segment, SegmentReader, TermInfo, TermsReader
from briefing.search.whoosh_schema import ARTICLE
from briefing.search.words import words

Records = frozenset[int] | set[int]
NONE: Records = frozenset()

_K1, _B = 1.2, 0.75
_USUAL_ARTICLE, _USUAL_STATEMENT, _USUAL = 500, 25, 100
"""Words in an article and in a statement, and how many of them a segment's own average is weighed against."""
_KEPT_LISTS = 96
_KEPT_SETS = 48
_KEPT_IDS = 512
_MOST_READ = 500

T = TypeVar("T")


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
        self._vocabulary: tuple[Vocabulary, array[int]] | None = None

    @cached_property
    def articles(self) -> Records:
        """The records of articles, as a set."""
        return frozenset(self.starts)

    @cached_property
    def ends(self) -> Mapping[int, int]:
        """Where the records of each article's statements end, by the article's own record."""
        return dict(pairwise([*self.starts, self.count]))

    @cached_property
    def everything(self) -> Records:
        """Every record."""
        return frozenset(range(self.count))

    @cached_property
    def article_of(self) -> array[int]:
        """For each record, the record of its article."""
        found = array("I")
        for start, end in pairwise([*self.starts, self.count]):
            found.extend(repeat(start, end - start))
        return found

    @cached_property
    def newest(self) -> list[int]:
        """Every record, those of the newest article first."""
        return sorted(range(self.count), key=lambda record: -self.days[self.article_of[record]])

    @cached_property
    def begins(self) -> array[int]:
        """Where each record's words begin, counted through all records."""
        return array("Q", accumulate(self.sizes, initial=0))

    @cached_property
    def norms(self) -> array[float]:
        """By how much each record's length damps the words in it: BM25's, articles and statements each by their own."""
        total = sum(map(self.sizes.__getitem__, self.starts))
        articles = len(self.starts)
        usual = (total + _USUAL * _USUAL_ARTICLE) / (articles + _USUAL)
        rest = sum(self.sizes) - total
        usual_statement = (rest + _USUAL * _USUAL_STATEMENT) / (self.count - articles + _USUAL)
        factor = _K1 * _B / usual_statement
        norms = array("f", [_K1 * (1 - _B) + factor * size for size in self.sizes])
        factor = _K1 * _B / usual
        for start in self.starts:
            norms[start] = _K1 * (1 - _B) + factor * self.sizes[start]
        return norms

    def names(self, reader: SegmentReader) -> Mapping[str, int]:
        """The articles' records by their ids."""
        if self._names is None:
            terms = reader._terms
            self._names = {
                word.decode("utf-8", "surrogatepass"): ids_at(terms._postfile, info.extent()[0])[0]
                for word, info in _words_from(terms, "article", b"")
            }
        return self._names

    def vocabulary(self, reader: SegmentReader) -> tuple[Vocabulary, array[int]]:
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
        self.deleted: Records = frozenset(segment.deleted_docs())
        self._lists: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._sets: OrderedDict[Hashable, Records] = OrderedDict()
        self._ids: OrderedDict[int, str] = OrderedDict()

    def postings(self, field: str, word: str) -> Postings:
        """Where a word stands."""
        return _kept(self._lists, (field, word), lambda: _postings(self.reader, field, word), _KEPT_LISTS)

    def ids(self, field: str, word: str) -> Records:
        """The records that hold a word."""
        return self.kept((field, word), lambda: frozenset(self.postings(field, word).ids))

    def kept(self, key: Hashable, make: Callable[[], Records]) -> Records:
        """A set of records, made once and kept for a while: what is typed next asks for most of it again."""
        return _kept(self._sets, key, make, _KEPT_SETS)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all texts."""
        return self.table.vocabulary(self.reader)[0]

    def any_of(self, places: Iterable[int]) -> Records:
        """The records that hold any of some words, which are given by their places in the vocabulary."""
        file, offsets = self.reader._terms._postfile, self.table.vocabulary(self.reader)[1]
        found: set[int] = set()
        for place in places:
            found.update(ids_at(file, offsets[place]))
        return found

    def beginning_in(self, field: str, letters: str) -> Records:
        """The records in one field of which a word begins so."""
        start = letters.encode("utf-8", "surrogatepass")
        terms = self.reader._terms
        found: set[int] = set()
        for word, info in _words_from(terms, field, start):
            if not word.startswith(start):
                break
            found.update(ids_at(terms._postfile, info.extent()[0]))
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
        return range(0) if start is None else range(start, self.table.ends[start])

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
        matched = set(self.beginning_in(field, letters[-1])) - self.deleted
        matched.intersection_update(*(self.ids(field, one) for one in letters[:-1]))
        if field == "via":
            return Counter(str(self.stored(record)["place"][4]) for record in islice(matched, _MOST_READ))
        numbers = list(map((self.table.by if field == "outlet" else self.table.who).__getitem__, matched))
        example = dict(zip(numbers, matched, strict=True))
        counted = Counter(numbers)
        counted.pop(0, None)
        found: dict[str, int] = {}
        for number, count in counted.most_common(most):
            stored = self.stored(example[number])
            found[stored["key"][1] if field == "outlet" else stored["place"][3]] = count
        return found

    def statements_at(self, start: int, place: int) -> list[int]:
        """The records of an article's statements that begin at a code point of it."""
        family = range(start + 1, self.table.ends[start])
        return [record for record in family if self.stored(record)["place"][0] == place]

    def in_articles(self, starts: Collection[int]) -> Records:
        """The records of some articles, each given once, and of all their statements."""
        if len(starts) == len(self.table.starts):
            return self.table.everything
        return frozenset(chain.from_iterable(map(range, starts, map(self.table.ends.__getitem__, starts))))

    def parted(self, records: Records) -> tuple[Records, Records, Records]:
        """Some records as those of articles, those of statements, and those of all articles that they are in."""
        articles = records & self.table.articles
        statements = records - articles if articles else records
        if len(articles) == len(self.table.starts):
            return articles, statements, articles
        return articles, statements, articles | set(map(self.table.article_of.__getitem__, statements))

    def stored(self, record: int) -> dict[str, Any]:
        """What was stored with a record."""
        found: dict[str, Any] = self.reader._perdoc.stored_fields(record)
        return found

    def row_of(self, row: list[str]) -> Records:
        """The records in which some words stand in a row."""
        held = [self.postings(WORDS, word).places for word in row]
        if not all(map(len, held)):
            return NONE
        order = sorted(range(len(held)), key=lambda at: len(held[at]))
        at = order[0]
        begins = set(map((-at).__add__, held[at]))
        for at in order[1:]:
            places = held[at]
            if len(begins) * 16 < len(places):
                begins = {begin for begin in begins if _holds(places, begin + at)}
            else:
                begins.intersection_update(map((-at).__add__, places))
        starts = self.table.begins
        return frozenset(bisect_right(starts, begin) - 1 for begin in begins)


def without(records: Records, unwanted: Records) -> Records:
    """Some records without others, of which there are seldom any among them."""
    return records if records.isdisjoint(unwanted) else records - unwanted


def _holds(places: array[int], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


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


__all__ = ["NONE", "Leaf", "Records", "Table", "without"]
