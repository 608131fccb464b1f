"""The query language: one grammar, whatever engine answers.

Plain words must all occur; "quoted words" stand next to each other; `-` or NOT before anything takes it away; OR joins
its two neighbours; `*` after a word means any ending; `speaker:`, `outlet:`, `title:`, `kind:`, `polarity:` and `date:`
narrow the answer. Naming one field twice means either, except for dates and titles, which both apply. Any text is a
query: what cannot be understood is left out, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from briefing.model import Kind, Polarity
from briefing.search.dates import Dated, read_dates
from briefing.search.words import FUNCTION_WORDS, fold, words

MAX_CHARACTERS = 4_000
MAX_PARTS = 48
MAX_WORDS_IN_PHRASE = 24
SHORTEST_PREFIX = 3
"""Fewer letters before a `*` are looked for in names and titles only."""
_MAX_LETTERS = 60

_QUOTES = '"“”„‟«»'
_OPERATORS = {"OR": "OR", "|": "OR", "||": "OR", "AND": "AND", "&&": "AND", "NOT": "NOT"}


class Field(StrEnum):
    """What a query can ask about by name."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    TITLE = "title"
    KIND = "kind"
    POLARITY = "polarity"
    DATE = "date"


STATEMENT_FIELDS = frozenset({Field.SPEAKER, Field.KIND, Field.POLARITY})
"""Fields that only statements have: asking for one asks for statements."""
_CHOICES = {Field.KIND: frozenset(Kind), Field.POLARITY: frozenset(Polarity)}


@dataclass(frozen=True, slots=True)
class Term:
    """One word.

    Attributes:
        text: As typed.
        prefix: Any ending will do.
        unfinished: The reader is still typing it.
    """

    text: str
    prefix: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A field's value: a name, a word of the title, a kind.

    Attributes:
        field: Which field; never DATE.
        text: As typed.
        unfinished: The reader is still typing it.
    """

    field: Field
    text: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Without this."""

    part: Atom


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these; two or more of them."""

    parts: tuple[Atom | Not, ...]


Atom: TypeAlias = Term | Phrase | Filter | Dated
Part: TypeAlias = Atom | Not | Either


@dataclass(frozen=True, slots=True)
class Query:
    """What a query means.

    Attributes:
        parts: All of them must hold.
        notes: What was left out or mended, in words.
        corrected: True when the query was mended.
    """

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def statements_only(self) -> bool:
        """Whether it asks for something that only statements have."""
        return any(_asks_for_statements(part) for part in self.parts)


def parse(text: str, *, typing: bool = False) -> Query:
    """Understand a query; never fails.

    Args:
        text: As the reader typed it.
        typing: The last word may be unfinished.
    """
    reader = _Reader(text, typing)
    reader.read()
    if reader.parts and typing and text[-1:].strip():
        reader.parts[-1] = _unfinished(reader.parts[-1])
    return Query(_meant(_gathered(reader.parts)), tuple(dict.fromkeys(reader.notes)), reader.corrected)


def _asks_for_statements(part: Part) -> bool:
    if isinstance(part, Not):
        return _asks_for_statements(part.part)
    if isinstance(part, Either):
        return all(_asks_for_statements(one) for one in part.parts)
    return isinstance(part, Filter) and part.field in STATEMENT_FIELDS


def _unfinished(part: Part) -> Part:
    """The same part, its last word still being typed."""
    if isinstance(part, Term) and not part.prefix:
        return replace(part, unfinished=True)
    if isinstance(part, Filter):
        return replace(part, unfinished=True)
    if isinstance(part, Either):
        last = part.parts[-1]
        return Either((*part.parts[:-1], last if isinstance(last, Not) else _as_atom(_unfinished(last))))
    return part


def _as_atom(part: Part) -> Atom:
    assert not isinstance(part, Not | Either)
    return part


def _gathered(parts: list[Part]) -> tuple[Part, ...]:
    """Join values of one field into "either": nobody is two speakers at once."""
    kept: list[Part] = []
    places: dict[Field, int] = {}
    for part in parts:
        named = _field_of(part)
        if named is not None and named in places:
            kept[places[named]] = Either(tuple(dict.fromkeys(_choices(kept[places[named]]) + _choices(part))))
        elif part not in kept:
            if named is not None:
                places[named] = len(kept)
            kept.append(part)
    return tuple(part.parts[0] if isinstance(part, Either) and len(part.parts) == 1 else part for part in kept)


def _meant(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Without the words that nobody means ("the"), unless there are no others."""
    kept = tuple(part for part in parts if not _is_function_word(part))
    return kept if any(isinstance(part, Term | Phrase | Either) for part in kept) else parts


def _is_function_word(part: Part) -> bool:
    return isinstance(part, Term) and not part.prefix and not part.unfinished and fold(part.text) in FUNCTION_WORDS


def _field_of(part: Part) -> Field | None:
    """The one field that a part asks about, if asking twice means either."""
    fields = {one.field if isinstance(one, Filter) else None for one in _choices(part)}
    only = fields.pop() if len(fields) == 1 else None
    return None if only is Field.TITLE else only


def _choices(part: Part) -> tuple[Atom | Not, ...]:
    return part.parts if isinstance(part, Either) else (part,)


_FIELD = re.compile(rf"({'|'.join(Field)}):", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$", re.IGNORECASE)
_RUN = re.compile(rf"[^\s{_QUOTES}]+")


@dataclass
class _Reader:
    """Reads a query from left to right."""

    text: str
    typing: bool
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    corrected: bool = False
    _at: int = 0
    _join: bool = False
    _negate: bool = False
    _count: int = 0

    def read(self) -> None:
        """Read it all."""
        if len(self.text) > MAX_CHARACTERS:
            self.text = self.text[:MAX_CHARACTERS]
            self._mend(f"only its first {MAX_CHARACTERS} characters were read")
        for atom in self._atoms():
            if self._count >= MAX_PARTS:
                self._mend(f"only its first {MAX_PARTS} words were used")
                return
            self._take(atom)
        if (self._join or self._negate) and not self.typing:
            self._mend("an operator at its end was left out")

    def _mend(self, note: str) -> None:
        self.notes.append(note)
        self.corrected = True

    def _take(self, atom: Atom) -> None:
        """Add an atom with the operators that stood before it."""
        self._count += 1
        part: Atom | Not = Not(atom) if self._negate else atom
        if self._join and self.parts:
            alternatives = _choices(self.parts[-1])
            self.parts[-1] = Either((*alternatives, part)) if part not in alternatives else self.parts[-1]
        else:
            if self._join:
                self._mend("OR at its beginning was left out")
            self.parts.append(part)
        self._join = self._negate = False

    def _atoms(self) -> Iterator[Atom]:
        while self._skip():
            if self.text[self._at] == "-":
                self._at += 1
                self._negate = True
                continue
            named = _FIELD.match(self.text, self._at)
            if named:
                self._at = named.end()
                yield from self._field(Field(named[1].lower()), named[0])
            elif self.text[self._at] in _QUOTES:
                yield from self._words_of(self._quoted())
            else:
                yield from self._run()

    def _skip(self) -> bool:
        """Go to the next thing to read; whether there is one."""
        begin = self._at
        while self._at < len(self.text) and (self.text[self._at].isspace() or self.text[self._at] in "(),;"):
            self._at += 1
        if self._negate and self.text[begin : begin + 1].isspace() and self.text[:begin].endswith("-"):
            self._negate = False  # "a - b": a dash between spaces takes nothing away
        return self._at < len(self.text)

    def _quoted(self) -> str:
        """The words between quotation marks; to the end when they are not closed."""
        begin = self._at + 1
        end = next((at for at in range(begin, len(self.text)) if self.text[at] in _QUOTES), -1)
        if end < 0:
            if not self.typing:
                self._mend("a quotation mark was closed at its end")
            end = len(self.text)
        self._at = min(end + 1, len(self.text))
        return self.text[begin:end]

    def _words_of(self, quoted: str) -> Iterator[Atom]:
        found = list(words(quoted))
        if not found:
            self._negate = False
            if not self.typing:
                self._mend("empty quotation marks were left out")
        elif len(found) > MAX_WORDS_IN_PHRASE:
            self._mend(f"only the first {MAX_WORDS_IN_PHRASE} words of a phrase were used")
            yield Phrase(shown(quoted[: found[MAX_WORDS_IN_PHRASE - 1].end], 4 * _MAX_LETTERS))
        else:
            yield Phrase(shown(quoted, 4 * _MAX_LETTERS))

    def _run(self) -> Iterator[Atom]:
        run = _RUN.match(self.text, self._at)
        assert run is not None
        self._at = run.end()
        operator = _OPERATORS.get(run[0])
        if operator == "OR":
            self._join = True
        elif operator == "NOT":
            self._negate = True
        elif operator is None:
            yield from self._word(run[0])

    def _word(self, run: str) -> Iterator[Atom]:
        found = list(words(run[: 4 * _MAX_LETTERS]))
        if not found:
            self._negate = False
            if not self.typing:
                self._mend(f"“{shown(run, 12)}” holds no word and was left out")
            return
        prefix = run.rstrip(")").endswith("*")
        bare = _POSSESSIVE.sub("", shown(run[found[0].start : found[-1].end], _MAX_LETTERS))
        found = list(words(bare))
        if len(found) > 1:
            yield Phrase(bare)
        else:
            yield Term(bare, prefix=prefix)

    def _field(self, name: Field, written: str) -> Iterator[Atom]:
        if self._at < len(self.text) and self.text[self._at] in _QUOTES:
            value = self._quoted()
        else:
            run = _RUN.match(self.text, self._at)
            value = run[0] if run else ""
            self._at = run.end() if run else self._at
        before = self._count
        yield from self._values(name, value)
        if self._count == before:
            self._negate = False
            self._refuse(name, value, written)

    def _refuse(self, name: Field, value: str, written: str) -> None:
        """Say that a field's value means nothing, unless it is still being typed."""
        if self.typing and self._at >= len(self.text):
            return
        if not value.strip():
            self._mend(f"“{written}” has nothing after it and was left out")
        elif name is Field.DATE:
            self._mend(f"“{shown(value, 24)}” is no date and was left out")
        elif name in _CHOICES:
            self._mend(
                f"“{shown(value, 24)}” is no {name} (one of {', '.join(sorted(_CHOICES[name]))}) and was left out"
            )
        else:
            self._mend(f"“{shown(value, 12)}” holds no word and was left out")

    def _values(self, name: Field, value: str) -> Iterator[Atom]:
        if name is Field.DATE:
            dated = read_dates(value)
            if dated is not None:
                yield dated
        elif name in _CHOICES:
            negated = self._negate
            wanted = [one for one in re.split(r"[,|]", value.lower()) if one in _CHOICES[name]]
            for place, one in enumerate(wanted):
                self._negate = negated
                self._join = self._join or (place > 0 and not negated)
                yield Filter(name, one)
        else:
            found = list(words(value[: 4 * _MAX_LETTERS]))
            if found:
                yield Filter(name, shown(value[found[0].start : found[-1].end], 2 * _MAX_LETTERS))


def shown(text: str, most: int) -> str:
    """Text from outside, fit to be shown: one line, no control characters, at most so long."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


__all__ = ["Dated", "Either", "Field", "Filter", "Not", "Part", "Phrase", "Query", "Term", "parse", "shown"]
