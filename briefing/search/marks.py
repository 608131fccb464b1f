"""Where in a text the words of a query stand, and a snippet around them.

The words are looked up in the stored text itself, so the index need not keep a place for every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from briefing.model import Span
from briefing.search.glance import beginning_of, flattened, glance
from briefing.search.tree import (
    SHORTEST_UNFINISHED,
    SHORTEST_WORD,
    Both,
    Either,
    FieldName,
    Filter,
    Part,
    Phrase,
    Query,
    Term,
)
from briefing.search.vocabulary import is_like
from briefing.search.words import FUNCTION_WORDS, Word, different_words, fold, stem, words

_SNIPPET = 200
_BEFORE = 50
_WHOLE = 240
_LOOKED_AT = 80
_MOST_MARKS = 2_000
_BEGUN_WITHIN = 300


@dataclass(frozen=True)
class Wanted:
    """The words of a query, ready to be looked for.

    Attributes:
        stems: Stems of plain words.
        exact: Words that must stand as written.
        prefixes: Beginnings of words.
        phrases: Words in a row, folded.
        fuzzy: Words with the slips that are forgiven in each.
        begun: Beginnings so short that they are looked up in titles and names: marked where a text begins, and never in
            a word like “the”, which nobody means by its first letters.
    """

    stems: frozenset[str]
    exact: frozenset[str]
    prefixes: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    fuzzy: tuple[tuple[str, int], ...] = ()
    begun: tuple[str, ...] = ()

    def find(self, text: str) -> tuple[Span, ...]:
        """Where the words stand, in order and without overlaps."""
        asked = self.stems or self.exact or self.prefixes or self.phrases or self.fuzzy
        spans = self._places(text) if asked else []
        if self.begun:
            spans = list(_apart(sorted({*spans, *self._begun_in(text[: _word_end(text, _BEGUN_WITHIN)])})))
        return tuple(spans[:_MOST_MARKS])

    def _begun_in(self, text: str) -> Iterator[Span]:
        likely = glance(text, self.begun)
        for word in words(text) if likely is None else likely:
            if word.folded.startswith(self.begun) and word.folded not in FUNCTION_WORDS:
                yield Span(word.start, word.end)

    def _places(self, text: str) -> list[Span]:
        like = self._like(text) if self.fuzzy else frozenset[str]()
        likely = glance(text, [*self._beginnings(), *like])
        read = list(words(text)) if likely is None else likely
        wanted = {folded for folded in {word.folded for word in read} if folded in like or self._is_wanted(folded)}
        spans = [Span(word.start, word.end) for word in read if word.folded in wanted]
        if self.phrases:
            spans = list(_apart(sorted({*spans, *(row for word in read for row in self._rows_at(text, word))})))
        return spans

    def _like(self, text: str) -> frozenset[str]:
        """The words of a text that are like those wanted with slips."""
        flat = flattened(text)
        if flat is None:
            said = different_words(text)
        else:
            said = frozenset[str]().union(*(letters.findall(flat) for letters in self._as_long))
        return frozenset(one for wanted, edits in self.fuzzy for one in said if is_like(one, wanted, edits))

    @cached_property
    def _as_long(self) -> tuple[re.Pattern[str], ...]:
        """What finds the words of a flat text that are about as long as one wanted with slips: few of them."""
        sizes = {(max(1, len(wanted) - edits), len(wanted) + edits) for wanted, edits in self.fuzzy}
        return tuple(
            re.compile(rf"(?<![a-z0-9])[a-z0-9]{{{least},{most}}}(?![a-z0-9])") for least, most in sorted(sizes)
        )

    def _is_wanted(self, folded: str) -> bool:
        return (
            (bool(self.prefixes) and folded.startswith(self.prefixes))  # before stemming, which costs more
            or folded in self.exact
            or stem(folded) in self.stems
        )

    def _beginnings(self) -> set[str]:
        """How a word must begin to be worth a look."""
        return {*map(beginning_of, self.stems), *self.exact, *self.prefixes, *(phrase[0] for phrase in self.phrases)}

    def _rows_at(self, text: str, word: Word) -> Iterator[Span]:
        """The phrases that begin at a word."""
        for phrase in self.phrases:
            if word.folded == phrase[0] and _may_follow(text[word.end + 1 : word.end + 2], phrase[1]):
                row = list(islice(words(text, word.start), len(phrase)))
                if tuple(one.folded for one in row) == phrase:
                    yield Span(word.start, row[-1].end)


def _may_follow(char: str, word: str) -> bool:
    """Whether a word may begin with a character: most words that stand there are told from it at once."""
    return not (char.isascii() and char.isalnum()) or char.lower() == word[0]


def wanted(query: Query) -> Wanted:
    """The words that a query asks for; what it excludes is not marked."""
    stems: set[str] = set()
    exact: set[str] = set()
    prefixes: set[str] = set()
    phrases: set[tuple[str, ...]] = set()
    fuzzy: set[tuple[str, int]] = set()
    begun: set[str] = set()
    for part in _asked(query.parts):
        folded = tuple(word.folded for word in words(part.text))
        if isinstance(part, Phrase):
            if len(folded) > 1:
                phrases.add(folded)
            exact.update(folded if len(folded) == 1 else ())
            continue
        if not (isinstance(part, Term) and part.unfinished and len(folded[0]) < SHORTEST_WORD):
            stems.update(map(stem, folded))  # a single letter is no word yet
        if isinstance(part, Term):
            fuzzy.update((word, part.edits) for word in folded if part.edits)
            short = part.unfinished and not part.prefix and len(folded[0]) < SHORTEST_UNFINISHED
            (begun if short else prefixes).update(folded if part.prefix or part.unfinished else ())
        elif part.unfinished:
            prefixes.update(folded[-1:])
    return Wanted(
        frozenset(stems),
        frozenset(exact),
        tuple(sorted(prefixes)),
        tuple(sorted(phrases)),
        tuple(sorted(fuzzy)),
        tuple(sorted(begun)),
    )


def _asked(parts: Iterable[Part]) -> Iterator[Term | Phrase | Filter]:
    for part in parts:
        if isinstance(part, Either | Both):
            yield from _asked(part.parts)
        elif isinstance(part, Term | Phrase) or (isinstance(part, Filter) and part.field is FieldName.TITLE):
            yield part


def snippet(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Words around the place where most of the spans stand together, on one line, and where they stand in it."""
    start, end = _window(text, spans)
    shown = text[start:end].replace("\n", " ")
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else " " for char in shown)
    lead = "… " if start > 0 else ""
    shown_end = " …" if end < len(text) else ""
    shift = len(lead) - start
    marks = tuple(Span(one.start + shift, one.end + shift) for one in spans if start <= one.start and one.end <= end)
    return f"{lead}{shown}{shown_end}", marks


def in_article(spans: Iterable[Span], content: Sequence[Span], joint: int) -> Iterator[Span]:
    """Spans in a statement's content as spans in its article; the content's pieces are `joint` characters apart."""
    pieces = list(_pieces(content, joint))
    for span in spans:
        for begin, piece in pieces:
            start = max(span.start - begin, 0) + piece.start
            end = min(span.end - begin + piece.start, piece.end)
            if start < end and span.end > begin:
                yield Span(start, end)


def _pieces(content: Sequence[Span], joint: int) -> Iterator[tuple[int, Span]]:
    """Each piece of a content with where it begins in the joined words."""
    at = 0
    for piece in content:
        yield at, piece
        at += piece.end - piece.start + joint


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans joined where they overlap."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _window(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """The stretch of text to show: the one that begins just before the span after which most others follow."""
    if len(text) <= _WHOLE:
        return 0, len(text)
    if not spans:
        return 0, _word_end(text, _SNIPPET)
    first = _densest(text, spans[:_LOOKED_AT])
    start = _word_start(text, max(0, first.start - _BEFORE), first.start)
    return start, max(_word_end(text, start + _SNIPPET), first.end)


def _densest(text: str, spans: Sequence[Span]) -> Span:
    """The span within whose reach most different words stand, then most words, then the first."""
    said = [stem(fold(text[start:end])) for start, end in spans]
    starts = [start for start, _ in spans]
    within = dict.fromkeys(said, 0)
    last = different = 0
    most, densest = (0, 0), spans[0]
    for at, word in enumerate(said):
        while last < len(spans) and starts[last] < starts[at] + _SNIPPET - _BEFORE:
            different += not within[said[last]]
            within[said[last]] += 1
            last += 1
        if (different, last - at) > most:
            most, densest = (different, last - at), spans[at]
        within[word] -= 1
        different -= not within[word]
    return densest


def _word_start(text: str, at: int, before: int) -> int:
    """The first beginning of a word at or after `at`, but before `before`; a paragraph's beginning when one is near."""
    paragraph = text.rfind("\n", at, before)
    if paragraph >= 0:
        return paragraph + 1
    space = text.find(" ", at, before) if at > 0 else -1
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    """The last end of a word at or before `at`."""
    if at >= len(text):
        return len(text)
    space = max(text.rfind(" ", max(0, at - 30), at), text.rfind("\n", max(0, at - 30), at))
    return space if space > 0 else at
