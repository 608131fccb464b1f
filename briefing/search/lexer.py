"""From what was typed to marks and atoms, left to right; the parser puts them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from briefing.model.fields import CHOICES
from briefing.search.dates import is_month, read_dates
from briefing.search.fields import LIKE_A_FIELD, choice, meant_field
from briefing.search.tree import Dated, FieldName, Filter, Marked, Phrase, Term
from briefing.search.vocabulary import slips_forgiven
from briefing.search.words import words

MAX_WORDS_IN_PHRASE = 24
_MAX_LETTERS = 60
_SHORTEST_FUZZY = 3

_QUOTES = '"“”„‟«»'
_SEPARATORS = ",;"


class Mark(Enum):
    """What holds atoms together."""

    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


Atom: TypeAlias = Term | Phrase | Filter | Dated | Marked
Token: TypeAlias = Mark | Atom

_OPERATORS = {"OR": Mark.OR, "|": Mark.OR, "||": Mark.OR, "AND": None, "&&": None, "NOT": Mark.NOT}
_IN_CAPITALS = {
    "or": "“or” was taken for a word, and OR in capitals means either",
    "not": "“not” was taken for a word, and NOT in capitals takes away",
}
_FIELD = re.compile(rf"({'|'.join(FieldName)})[:=]", re.IGNORECASE)
_GROUP = re.compile(r"\(([^()]*)(\)|$)")
_EITHER = re.compile(r"[,|]|\sOR\s")
_OPENED = re.compile(r"['‘](?!(?:\d\ds?|em|n|til|tis|twas)\b)(?=[^\s'’‘])", re.IGNORECASE)  # not “the '90s”
_CLOSED = re.compile(r"(?<=\S)['’](?=[\s(),;]|$)")
_OPENED_NEXT = re.compile(rf"(?<=[\s(:=-]){_OPENED.pattern}", re.IGNORECASE)
_WEIGHT = re.compile(r"\^\d+(?:\.\d+)?$")  # of a word, in other query languages
_NEARNESS = re.compile(r"~\d*")  # of the words of a phrase, in others
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$", re.IGNORECASE)
_RUN = re.compile(rf"[^\s(){_QUOTES}]+")
_FUZZY = re.compile(r"~([012]?)$")


@dataclass
class Lexer:
    """Reads a query from left to right.

    Attributes:
        text: As it was typed.
        typing: The last word may be unfinished.
        notes: What was left out or mended so far, in words.
    """

    text: str
    typing: bool
    notes: list[str] = field(default_factory=list)
    _at: int = 0

    def tokens(self) -> Iterator[Token]:
        """Everything that was typed."""
        while self._skip():
            char = self.text[self._at]
            if char in "-!":
                self._at += 1
                if self._at < len(self.text) and not self.text[self._at].isspace():
                    yield Mark.NOT  # "a - b": a dash between spaces takes nothing away
            elif char in "()":
                self._at += 1
                yield Mark.OPEN if char == "(" else Mark.CLOSE
            elif named := _FIELD.match(self.text, self._at):
                self._at = named.end()
                yield from self._field(FieldName(named[1].lower()), named[0])
            elif self._quotation_begins():
                yield from self._quotation()
            else:
                yield from self._run()

    @property
    def at_end(self) -> bool:
        """Whether everything was read, and the last word may go on."""
        return self.typing and self._at >= len(self.text)

    def _skip(self) -> bool:
        """Go to the next thing to read; whether there is one."""
        text, end = self.text, len(self.text)
        while self._at < end and (text[self._at].isspace() or text[self._at] in _SEPARATORS):
            self._at += 1
        return self._at < end

    def _quotation_begins(self) -> bool:
        """Whether a quotation mark stands here; a single one is an apostrophe unless another closes it after a word."""
        if self._at >= len(self.text):
            return False
        return self.text[self._at] in _QUOTES or _single_quoted(self.text, self._at) is not None

    def _quoted(self) -> tuple[str, bool]:
        """The words between quotation marks, and whether they are closed; to the end when they are not."""
        if single := _single_quoted(self.text, self._at):
            self._at = single.stop + 1
            return self.text[single], True
        begin = self._at + 1
        end = next((at for at in range(begin, len(self.text)) if self.text[at] in _QUOTES), -1)
        if end < 0 and not self.typing:
            self.notes.append("a quotation mark was closed at its end")
        self._at = len(self.text) if end < 0 else end + 1
        return self.text[begin : None if end < 0 else end], end >= 0

    def _quotation(self) -> Iterator[Atom]:
        quoted, closed = self._quoted()
        if nearness := closed and _NEARNESS.match(self.text, self._at):
            self._at = nearness.end()
            self._note(f"“{nearness[0]}” after a phrase was left out, for its words stand together")
        if "*" in quoted:
            self._note("“*” was left out, for in a phrase words stand whole")
        found = list(words(quoted))
        if not found:
            if not self.typing:
                self.notes.append("empty quotation marks were left out")
        elif len(found) > MAX_WORDS_IN_PHRASE:
            self.notes.append(f"only the first {MAX_WORDS_IN_PHRASE} words of a phrase were used")
            yield Phrase(text=shown(quoted[: found[MAX_WORDS_IN_PHRASE - 1].end], 8 * _MAX_LETTERS))
        elif self.at_end and not closed and quoted[-1:].strip():
            yield from self._growing(shown(quoted, 8 * _MAX_LETTERS))
        else:
            yield Phrase(text=shown(quoted, 8 * _MAX_LETTERS))

    def _growing(self, phrase: str) -> Iterator[Atom]:
        """A phrase whose last word is still being typed."""
        found = list(words(phrase))
        if not found:
            return
        if len(found) > 1:
            yield Phrase(text=phrase[: found[-2].end])
        yield Term(text=phrase[found[-1].start : found[-1].end], unfinished=True)

    def _run(self) -> Iterator[Token]:
        run = _RUN.match(self.text, self._at)
        assert run is not None
        self._at = run.end()
        if run[0] in _OPERATORS:
            mark = _OPERATORS[run[0]]
            if mark is not None:
                yield mark
            return
        if run[0] in _IN_CAPITALS and self.text[: run.start()].strip() and self.text[run.end() :].strip():
            self._note(_IN_CAPITALS[run[0]])
        if odd := LIKE_A_FIELD.match(run[0]):
            near = meant_field(odd[1])
            there_is = f" ({near} there is)" if near else ""
            self._note(f"there is no “{shown(odd[1].lower(), 24)}:”{there_is}, so its words are searched for")
        yield from self._word(run[0])

    def _note(self, note: str) -> None:
        """Say what was left out or mended, but not to somebody who is still typing."""
        if not self.typing:
            self.notes.append(note)

    def _without_weight(self, run: str) -> str:
        weight = _WEIGHT.search(run)
        if weight is None:
            return run
        self._note(f"“{weight[0]}” was left out, for every word counts alike")
        return run[: weight.start()]

    def _word(self, run: str) -> Iterator[Atom]:
        run = self._without_weight(run)
        written, fuzzy = run, _FUZZY.search(run)
        run = run[: fuzzy.start()] if fuzzy else run
        found = list(words(run[: 4 * _MAX_LETTERS]))
        if not found:
            if not self.typing:
                self.notes.append(f"“{shown(written, 12)}” holds no word and was left out")
            return
        if "*" in run[: found[-1].start]:
            self._note("“*” was left out, for only a word's ending can vary")
        bare = _POSSESSIVE.sub("", shown(run[found[0].start : found[-1].end], _MAX_LETTERS))
        found = list(words(bare))
        unfinished = self.at_end and run[-1:].isalnum()
        if len(found) > 1 and unfinished:
            yield from self._growing(bare)
        elif len(found) > 1:
            yield Phrase(text=bare)
        elif fuzzy:
            yield Term(text=bare, edits=_edits(bare, fuzzy[1]))
        else:
            prefix = run.endswith("*")
            yield Term(text=bare, prefix=prefix, unfinished=unfinished and not prefix)

    def _field(self, name: FieldName, written: str) -> Iterator[Token]:
        values, closed = self._field_values()
        growing = self.at_end and not closed
        found = [list(self._value(name, value, growing and at == len(values))) for at, value in enumerate(values, 1)]
        kept = [tokens for tokens in found if tokens]
        if not kept and not growing:
            yield from self._refuse(name, ", ".join(filter(str.strip, values)), written)
            return
        for value, tokens in zip(values, found, strict=True):
            if not tokens and value.strip():
                self._note(f"“{shown(value, 24)}” is nothing that “{written}” asks for and was left out")
        if len(kept) > 1:
            yield Mark.OPEN
        for at, tokens in enumerate(kept):
            if at:
                yield Mark.OR
            yield from tokens
        if len(kept) > 1:
            yield Mark.CLOSE

    def _field_values(self) -> tuple[list[str], bool]:
        """What stands after a field's colon, any of which will do, and whether nothing can follow it."""
        if group := _GROUP.match(self.text, self._at):
            self._at = group.end()
            if not group[2]:
                self._note("a parenthesis was closed at its end")
            return _EITHER.split(group[1]), bool(group[2])
        if self._quotation_begins():
            value, closed = self._quoted()
            return [value], closed
        run = _RUN.match(self.text, self._at)
        self._at = run.end() if run else self._at
        return _EITHER.split(self._without_weight(run[0] if run else "")), False

    def _refuse(self, name: FieldName, value: str, written: str) -> Iterator[Token]:
        """Say that a field's value means nothing, and search for its words instead."""
        said = f"“{shown(value, 24)}”"
        instead = list(self._plainly(value))
        then = "so it is searched for as a word" if instead else "and was left out"
        if not value.strip():
            self.notes.append(f"“{written}” has nothing after it and was left out")
        elif name in (FieldName.DATE, FieldName.SAID) and is_month(value):
            self.notes.append(f"{said} has no year (write {value.strip().capitalize()}_2021), {then}")
        elif name in (FieldName.DATE, FieldName.SAID):
            self.notes.append(f"{said} is no date (write 2021, 2021-03 or 2021-03-01), {then}")
        elif name in CHOICES:
            self.notes.append(f"{said} is no {name} (one of {', '.join(sorted(CHOICES[name]))}), {then}")
        else:
            self.notes.append(f"{said} holds no word and was left out")
        yield from instead

    def _plainly(self, value: str) -> Iterator[Atom]:
        found = list(words(value[: 4 * _MAX_LETTERS]))
        if len(found) == 1:
            yield Term(text=shown(value[found[0].start : found[0].end], _MAX_LETTERS))
        elif found:
            yield Phrase(text=shown(value[found[0].start : found[min(len(found), MAX_WORDS_IN_PHRASE) - 1].end], 480))

    def _value(self, name: FieldName, value: str, growing: bool) -> Iterator[Atom]:
        if name in (FieldName.DATE, FieldName.SAID):
            dated = read_dates(value, name)
            if dated is not None:
                yield dated
        elif name in CHOICES:
            chosen = choice(name, value.strip().lower())
            if chosen is not None:
                yield Filter(field=name, text=chosen)
        else:
            value = value.replace("_", " ")  # a name can be written so, without quotation marks
            found = list(words(value[: 4 * _MAX_LETTERS]))
            if not found:
                return
            end = found[-1].end
            end += value[end : end + 1] == ")" and "(" in value[found[0].start : end]  # “officials (unnamed)”
            text = shown(value[found[0].start : end], 2 * _MAX_LETTERS)
            if name in (FieldName.IS, FieldName.TAG):
                yield Marked(field=name, text=" ".join(word.folded for word in words(text)), unfinished=growing)
            else:
                yield Filter(field=name, text=text, unfinished=growing)


def _single_quoted(text: str, at: int) -> slice | None:
    """What stands between single marks, the first of which is here; None when that one is an apostrophe.

    After an s, a mark may be an apostrophe too: “'the workers' strike'” goes on to the mark that can be no other thing.
    """
    if not _OPENED.match(text, at):
        return None
    another = _OPENED_NEXT.search(text, at + 1)
    closed = [one.start() for one in _CLOSED.finditer(text, at + 2)]
    near = [end for end in closed if another is None or end < another.start()] or closed[:1]
    sure = (end for end in near if text[end - 1] not in "sS")
    end = next(sure, near[0] if near else None)
    return None if end is None else slice(at + 1, end)


def _edits(word: str, written: str) -> int:
    """How many slips are forgiven; short words would be like too many others."""
    folded = next(word.folded for word in words(word))
    if len(folded) < _SHORTEST_FUZZY:
        return 0
    return min(int(written), slips_forgiven(folded)) if written else slips_forgiven(folded)


def shown(text: str, most: int) -> str:
    """Text from outside, fit to be shown: one line, no control characters, at most so long."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


__all__ = ["Atom", "Lexer", "Mark", "Token", "shown"]
