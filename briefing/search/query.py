"""The query language: one grammar, whatever engine answers.

Plain words must all occur; "quoted words" stand next to each other; `-` or NOT before anything takes it away; OR joins
its two neighbours; parentheses hold together; `*` after a word means any ending, `~` forgives slips; `speaker:`,
`actor:`, `outlet:`, `via:`, `title:`, `kind:`, `polarity:`, `date:`, `said:`, `is:` and `tag:` narrow the answer.
Naming one field twice means either, except for titles, dates, marks and tags, which all apply. Any text is a query:
what is not understood is searched for as words or left out, and said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing.search.lexer import Lexer, Mark, Token, shown
from briefing.search.tree import (
    Both,
    Either,
    FieldName,
    Filter,
    Not,
    Part,
    Phrase,
    Query,
    Term,
    alternatives,
)
from briefing.search.words import FUNCTION_WORDS, fold

MAX_CHARACTERS = 4_000
MAX_PARTS = 48
MAX_DEPTH = 8
_END: Final = None


def parse(text: str, *, typing: bool = False) -> Query:
    """Understand a query; never fails.

    Args:
        text: As the reader typed it.
        typing: The last word may be unfinished.
    """
    lexer = Lexer(text[:MAX_CHARACTERS], typing and len(text) <= MAX_CHARACTERS)
    if len(text) > MAX_CHARACTERS:
        lexer.notes.append(f"only its first {MAX_CHARACTERS} characters were read")
    parser = _Parser(lexer)
    return Query(parts=parser.sequence(0), notes=tuple(dict.fromkeys(lexer.notes)))


class _Parser:
    """Puts tokens together."""

    def __init__(self, lexer: Lexer) -> None:
        self._lexer = lexer
        self._tokens: Iterator[Token] = lexer.tokens()
        self._count = 0

    def sequence(self, depth: int) -> tuple[Part, ...]:
        """What stands up to the end, or up to the parenthesis that closes this depth."""
        line = _Line()
        for token in self._tokens:
            match token:
                case Mark.OR:
                    line.join = True
                case Mark.NOT:
                    line.negate = not line.negate
                case Mark.CLOSE if depth:
                    return self._finished(line)
                case Mark.CLOSE:
                    self._note("a parenthesis that closes nothing was left out")
                case Mark.OPEN:
                    negate, join = line.negate, line.join
                    group = _grouped(self.sequence(depth + 1)) if depth < MAX_DEPTH else None
                    line.negate, line.join = negate, join
                    if depth >= MAX_DEPTH:
                        self._note("parentheses within more than eight others were not heeded")
                    elif group is None:
                        line.negate = False
                        self._note("empty parentheses were left out")
                    else:
                        self._take(line, group)
                case _:
                    if self._count >= MAX_PARTS:
                        self._note(f"only its first {MAX_PARTS} words were used")
                        return self._finished(line)
                    self._count += 1
                    self._take(line, token)
        if depth:
            self._note("a parenthesis was closed at its end")
        return self._finished(line)

    def _note(self, note: str) -> None:
        if not self._lexer.typing:
            self._lexer.notes.append(note)

    def _take(self, line: _Line, part: Part) -> None:
        if line.join and not line.parts:
            self._note("OR at its beginning was left out")
        line.take(part)

    def _finished(self, line: _Line) -> tuple[Part, ...]:
        if line.join or line.negate:
            self._note("an operator at its end was left out")
        return _meant(_gathered(line.parts))


class _Line:
    """Parts side by side, and the operators that wait for the next one."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.join = False
        self.negate = False

    def take(self, part: Part) -> None:
        """Add a part with the operators that stood before it."""
        whole: Part = Not(part=part) if self.negate else part
        if self.join and self.parts:
            choices = alternatives(self.parts[-1])
            if whole not in choices:
                self.parts[-1] = Either(parts=(*choices, whole))
        else:
            self.parts.append(whole)
        self.join = self.negate = False


def _grouped(parts: tuple[Part, ...]) -> Part | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return Both(parts=parts)


def _gathered(parts: list[Part]) -> tuple[Part, ...]:
    """Join values of one field into "either": nobody is two speakers at once."""
    kept: list[Part] = []
    places: dict[FieldName, int] = {}
    for part in parts:
        named = _field_of(part)
        if named is not None and named in places:
            choices = dict.fromkeys(alternatives(kept[places[named]]) + alternatives(part))
            kept[places[named]] = Either(parts=tuple(choices)) if len(choices) > 1 else part
        elif part not in kept:
            if named is not None:
                places[named] = len(kept)
            kept.append(part)
    return tuple(kept)


def _field_of(part: Part) -> FieldName | None:
    """The one field that a part asks about, if asking twice means either."""
    fields = {one.field if isinstance(one, Filter) else None for one in alternatives(part)}
    only = fields.pop() if len(fields) == 1 else None
    return None if only is FieldName.TITLE else only


def _meant(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Without the words that nobody means ("the"), unless there are no others."""
    kept = tuple(part for part in parts if not _is_function_word(part))
    return kept if any(isinstance(part, Term | Phrase | Either | Both) for part in kept) else parts


def _is_function_word(part: Part) -> bool:
    plain = isinstance(part, Term) and not (part.prefix or part.unfinished or part.edits)
    return plain and isinstance(part, Term) and fold(part.text) in FUNCTION_WORDS


__all__ = ["MAX_CHARACTERS", "MAX_PARTS", "parse", "shown"]
