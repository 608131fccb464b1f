"""Records become clippings: whatever their format, one after the other, with a bound on complaints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from briefing.errors import IntakeError
from briefing.intake.bylines import web_address
from briefing.intake.clipping import Clipping, Field, Flaw, Given, Piece
from briefing.intake.kinds import same_words
from briefing.intake.records.columns import ColumnField, ColumnMap, Record, columns_told, guess, no_text
from briefing.intake.records.values import day_of, line_of, people_of, pieces_in, words_of
from briefing.intake.source import Source
from briefing.model import Origin, ParagraphKind

SAMPLE: Final = 50
"""The records that tell which column is what."""

_MOST_FLAWS = 20
_TEXTS: Final[tuple[ColumnField, ...]] = ("text", "standfirst")
_LINES: Final[tuple[Field, ...]] = ("title", "outlet", "url", "language", "place", "agency")
_CUT: Final = re.compile(r"\s*\[\+\d+ char(?:acter)?s\]\s*$")
_ENDING: Final = re.compile(r"[\s.…\[\]]+$")
_COMPARED = 80
_LOOKED_THROUGH = 5_000
ONLY_A_SUMMARY: Final = "only a summary"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A record and where it stands.

    Attributes:
        record: The record.
        number: Which record of its file it is, from 1.
        line: Its line, from 1; 0 when that is not known.
    """

    record: Record
    number: int
    line: int


@dataclass
class Flaws:
    """What is wrong with a file's records: told one by one, up to a number, and then in one sentence.

    Attributes:
        name: How a sentence names the file.
    """

    name: str
    _held: list[Flaw] = field(default_factory=list)
    _told: int = 0
    _untold: int = 0
    _first: str = ""
    _found: bool = False

    def add(self, flaw: Flaw) -> None:
        """Note a record that cannot be read."""
        self._first = self._first or flaw.sentence
        if self._told + len(self._held) < _MOST_FLAWS:
            self._held.append(flaw)
        else:
            self._untold += 1

    def found(self) -> Iterator[Flaw]:
        """What is to be told now that a record was read."""
        self._found = True
        self._told += len(self._held)
        yield from self._held
        self._held.clear()

    def rest(self) -> Iterator[Flaw]:
        """What is to be told at the end.

        Raises:
            IntakeError: No record could be read.
        """
        if not self._found:
            raise IntakeError(self._first or f"{self.name} holds no records; put articles into it or leave it out.")
        yield from self.found()
        if self._untold:
            yield Flaw(f"{self._untold:,} more records of {self.name} cannot be read; look at them or leave them out.")


def clippings(
    found: Iterable[Numbered | Flaw], source: Source, special: Callable[[Numbered], Clipping | None] | None = None
) -> Iterator[Clipping | Flaw]:
    """Make clippings of records, after a look at the first of them.

    Args:
        found: The records, and what cannot be read of them.
        source: Their file.
        special: Reads a record that needs no columns because it follows a standard; None for any other.

    Raises:
        IntakeError: No record can be read, no column is an article's text, or a map of columns is wrong.
    """
    records = iter(found)
    first = list(islice(records, SAMPLE))
    sample = [item.record for item in first if isinstance(item, Numbered) and not (special and special(item))]
    columns = columns_for(sample, source)
    yield from clippings_by(columns, chain(first, records), source, special)


def columns_for(sample: Sequence[Record], source: Source) -> ColumnMap:
    """Which column of a file's records is what.

    Raises:
        IntakeError: None is an article's text, or a map of columns is wrong.
    """
    columns = guess(sample, columns_told(source.path))
    if sample and not any(_values(columns, field, record) for record in sample for field in _TEXTS):
        raise no_text(source.named, sample, source.path)
    return columns


def clippings_by(
    columns: ColumnMap,
    found: Iterable[Numbered | Flaw],
    source: Source,
    special: Callable[[Numbered], Clipping | None] | None = None,
) -> Iterator[Clipping | Flaw]:
    """Make clippings of records whose columns are known; the arguments are those of `clippings`.

    Raises:
        IntakeError: No record can be read.
    """
    flaws = Flaws(source.named)
    for item in found:
        if isinstance(item, Flaw):
            flaws.add(item)
            continue
        clipping = (special(item) if special else None) or clipping_of(columns, item)
        if clipping:
            yield from flaws.found()
            yield clipping
        else:
            flaws.add(Flaw(f"Record {item.number} of {source.named} holds no text; fill it in or leave it out."))
    yield from flaws.rest()


def clipping_of(columns: ColumnMap, item: Numbered) -> Clipping | None:
    """One record as a clipping; None when it holds no text.

    Args:
        columns: Which column is what.
        item: The record.
    """
    record, place = item.record, f"line {item.line}" if item.line else ""
    body = _body(columns, record, place)
    if not body:
        columns = guess(
            [record], columns.only_told()
        )  # its columns may have other names than those of the first records
        body = _body(columns, record, place)
    standfirst = [piece for value in _values(columns, "standfirst", record) for piece in pieces_in(value, place)]
    caution = None
    if not body:
        body, standfirst, caution = standfirst, [], ONLY_A_SUMMARY
    if not body:
        return None
    if cut := _CUT.search(body[-1].text):
        body[-1] = Piece(body[-1].text[: cut.start()], body[-1].kind, place)
        caution = "only its beginning"
    title = next(filter(None, map(line_of, columns.values("title", record))), "")
    return Clipping(
        pieces=tuple(under_title(title, standfirst, body, place)),
        given=tuple(_given(columns, record)),
        part=f"record {item.number}",
        caution=caution,
    )


def under_title(title: str, standfirst: Sequence[Piece], body: Sequence[Piece], place: str = "") -> Iterator[Piece]:
    """An article's paragraphs below its title and its standfirst, each of them once.

    Args:
        title: The title, or "".
        standfirst: The summary below it; left out where the text begins with it, too.
        body: The text.
        place: Where the title stands in the file.
    """
    if title:
        yield Piece(title, ParagraphKind.TITLE, place)
        if len(body) > 1 and same_words(body[0].text, title):
            body = body[1:]
    if standfirst and not _repeats(standfirst, body):
        for piece in standfirst:
            if not same_words(piece.text, title):
                yield Piece(piece.text, ParagraphKind.STANDFIRST, piece.place)
    yield from body


def _repeats(standfirst: Sequence[Piece], body: Sequence[Piece]) -> bool:
    """Whether the beginning of a summary stands in the text as well."""
    begins = _ENDING.sub("", " ".join(standfirst[0].text.split()))[:_COMPARED]
    return begins in " ".join(" ".join(piece.text for piece in body)[:_LOOKED_THROUGH].split())


def _body(columns: ColumnMap, record: Record, place: str) -> list[Piece]:
    """The paragraphs of a record's text."""
    return [
        piece for value in _values(columns, "text", record) for piece in pieces_in(value, place) if piece.text.strip()
    ]


def _values(columns: ColumnMap, field: ColumnField, record: Record) -> list[object]:
    """The values for a field: all those whose columns were told, or the first that holds words."""
    values = (value for value in columns.values(field, record) if words_of(value).strip())
    return list(values) if field in columns.told else list(islice(values, 1))


def _given(columns: ColumnMap, record: Record) -> Iterator[Given]:
    """What a record says about its article."""
    for name in _LINES:
        for value in columns.values(name, record):
            line = line_of(value)
            if line and (name != "url" or web_address(line)):
                yield Given(name, line, Origin.RECORD)
    people = list(filter(None, map(people_of, columns.values("author", record))))
    if people:
        yield Given("author", ", ".join(people) if "author" in columns.told else people[0], Origin.RECORD)
    for name in ("published", "updated"):
        for value in columns.values(name, record):
            yield Given(name, day_of(value, columns.order), Origin.RECORD)
    for always, words in columns.always.items():
        yield Given(always, words, Origin.RECORD)


__all__ = [
    "ONLY_A_SUMMARY",
    "SAMPLE",
    "Flaws",
    "Numbered",
    "clipping_of",
    "clippings",
    "clippings_by",
    "columns_for",
    "under_title",
]
