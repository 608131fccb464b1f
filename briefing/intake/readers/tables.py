"""Tables: CSV in any of its dialects, and TSV; a record on each row."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.dates import find_date
from briefing.intake.decode import encoding_of
from briefing.intake.records.columns import columns_told, names_a_field
from briefing.intake.records.record import Numbered, clippings
from briefing.intake.source import Source

LARGEST_ROW: Final = 20_000_000
"""The most characters of one row."""
MOST_COLUMNS: Final = 2_000
"""The columns that are looked at; those after them hold no article's text."""

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE = 1 << 14
_SAMPLED_ROWS = 20
_LONGEST_NAME = 60
_MOST_REPAIRS = 100


class TableReader:
    """CSV and TSV."""

    def __init__(self, largest: int = LARGEST_ROW) -> None:
        """A reader with a bound on one row's characters."""
        self._largest = largest

    def recognises(self, source: Source) -> bool:
        """Never by content: commas stand in any text."""
        return False

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read every row.

        Raises:
            IntakeError: It is no table, or none of its columns holds articles' text.
        """
        encoding = encoding_of(source.head, source.path)
        with source.stream() as stream, io.TextIOWrapper(stream, encoding, "replace", newline="") as text:
            sample = source.head.decode(encoding, "ignore").removeprefix("\ufeff")
            dialect = _dialect(sample, "\t" if source.suffix == ".tsv" else None)
            yield from clippings(_records(_Rows(text, dialect, self._largest), source), source)


class _Dialect(csv.Dialect):
    """How a table is written."""

    quotechar = '"'
    doublequote = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL
    skipinitialspace = False

    def __init__(self, delimiter: str, escapechar: str | None, *, skips: bool) -> None:
        self.delimiter = delimiter
        self.escapechar = escapechar
        self.skips = skips
        super().__init__()


class _Rows:
    """The rows of a table, as cells; one that is broken costs no other."""

    def __init__(self, text: TextIO, dialect: _Dialect, largest: int) -> None:
        self._text = text
        self._dialect = dialect
        self._largest = largest
        self._pending: deque[str] = deque()
        self._taken: list[str] = []
        self._read = 0
        self._repairs = 0
        if dialect.skips:  # "sep=;", which spreadsheets write
            next(self._lines(), None)
            self._taken.clear()
        csv.field_size_limit(max(csv.field_size_limit(), largest))

    def rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each row's line, from 1, and its cells, or what is wrong with it."""
        width = 0
        while True:
            self._taken.clear()
            line = self._read - len(self._pending) + 1
            try:
                cells = next(csv.reader(self._lines(), self._dialect), None)
            except csv.Error as error:
                if not self._taken:
                    return
                yield line, str(error)
                self._give_back(self._taken[1:])
                continue
            except _TooLongError:
                yield line, f"it has more than {self._largest:,} characters"
                continue
            if cells is None:
                return
            if not cells:
                continue
            if width and len(self._taken) > 1 and self._is_open() and self._repairs < _MOST_REPAIRS:
                cells = self._repaired(cells, width)
            width = width or len(cells)
            yield line, cells

    def _is_open(self) -> bool:
        """Whether a quotation mark in the row was left open, so that it swallowed the rows after it."""
        return sum(line.count('"') for line in self._taken) % 2 == 1

    def _repaired(self, cells: list[str], width: int) -> list[str]:
        """The cells of a row's first line alone, when they are as many as they should be."""
        self._repairs += 1
        line = self._taken[0].rstrip("\r\n")
        for alone in (next(csv.reader([line], self._dialect)), line.split(self._dialect.delimiter)):
            if len(alone) == width:
                self._give_back(self._taken[1:])
                return [cell.strip('"') for cell in alone]
        return cells

    def _give_back(self, lines: Sequence[str]) -> None:
        """Read lines once more."""
        self._pending.extendleft(reversed(lines))

    def _lines(self) -> Iterator[str]:
        """The lines of one row, and no more than one row may have.

        Raises:
            _TooLongError: They are longer.
        """
        size = 0
        while line := self._pending.popleft() if self._pending else self._next_line():
            size += len(line)
            if size > self._largest:
                raise _TooLongError
            self._taken.append(line)
            yield line

    def _next_line(self) -> str:
        """The next line of the file, "" at its end.

        Raises:
            _TooLongError: It is longer than a row may be; it has been passed over.
        """
        line = self._text.readline(self._largest + 1)
        if line:
            self._read += 1
        if len(line) > self._largest:
            while line and not line.endswith("\n"):
                line = self._text.readline(self._largest + 1)
            raise _TooLongError
        return line.lstrip("\ufeff") if self._read == 1 else line


class _TooLongError(Exception):
    """A row is longer than a row may be."""


def _dialect(sample: str, delimiter: str | None) -> _Dialect:
    """How a table is written, by its first lines."""
    first, _, rest = sample.partition("\n")
    told = first.strip().strip('"').lower()
    skips = told.startswith("sep=") and len(told) <= 5
    if skips:
        sample, delimiter = rest, first.strip().strip('"')[4:] or "\t"
    escapes = sample.count('\\"') > sample.count('""')
    if delimiter is None or delimiter not in sample:
        delimiter = max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))
    return _Dialect(delimiter, "\\" if escapes else None, skips=skips)


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """How well a sign parts a sample into rows of equally many cells: the share of such rows, and how many cells."""
    lines = io.StringIO(sample, newline="")
    widths: list[int] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if cells:
                widths.append(len(cells))
            if len(widths) > _SAMPLED_ROWS:
                break
    except csv.Error:
        return 0, 0
    widths = widths[:-1] if len(widths) > 2 else widths  # the last may be cut
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]) / len(widths), widths[0]


def _records(rows: _Rows, source: Source) -> Iterator[Numbered | Flaw]:
    """The rows as records, under the names in the first row, or under numbers when there are no names."""
    names: list[str] = []
    number = 0
    for line, cells in rows.rows():
        if isinstance(cells, str):
            number += 1
            yield Flaw(
                f"Record {number} (line {line}) of {source.named} cannot be read ({cells.rstrip('.')}); "
                "correct it or leave it out."
            )
            continue
        if not names:
            is_header = _is_header(cells, source)
            names = _distinct(cells if is_header else [""] * len(cells))
            if is_header:
                continue
        number += 1
        yield Numbered(dict(zip(names, cells[:MOST_COLUMNS], strict=False)), number, line)
    if names and not number:
        raise IntakeError(f"{source.named} has a heading and no rows below it; put articles into it or leave it out.")


def _is_header(cells: Sequence[str], source: Source) -> bool:
    """Whether a first row holds names: one that is known or told, or nothing but short words, each only once."""
    told = columns_told(source.path)
    told_names = {key for columns in (told.columns.values() if told else ()) for column in columns for key in column}
    if any(names_a_field(cell) or cell.strip() in told_names for cell in cells[:MOST_COLUMNS]):
        return True
    words = [cell.strip() for cell in cells[:MOST_COLUMNS] if cell.strip()]
    short = all(len(word) <= _LONGEST_NAME and not word.replace(".", "").isdecimal() for word in words)
    return short and len({*words}) == len(words) > 0 and not any(find_date(word) for word in words)


def _distinct(cells: Sequence[str]) -> list[str]:
    """Names for columns, each only once: "column 3" for one without a name."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells[:MOST_COLUMNS], start=1):
        name = cell.strip() or f"column {number}"
        names.setdefault(name if name not in names else f"{name} ({number})")
    return list(names)


__all__ = ["LARGEST_ROW", "MOST_COLUMNS", "TableReader"]
