"""What changed between two versions of an article, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from briefing.counts import counted
from briefing.model import Span

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Article

_WORD: Final = re.compile(r"\w+|\S")
_MOST_PARAGRAPHS = 2_000  # beyond, and beyond so many words, comparing would take quadratic time: whole ones are shown
_MOST_WORDS = 800
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph, as it was and as it is.

    Attributes:
        before: Its words in the older version, or "" when it was not there.
        after: Its words in the newer version, or "" when it is there no longer.
        taken: Where in `before` the words stand that are there no longer.
        put: Where in `after` the words stand that are new.
    """

    before: str
    after: str
    taken: tuple[Span, ...] = ()
    put: tuple[Span, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing changed in it."""
        return self.before == self.after


def changes(older: Article, newer: Article) -> tuple[Change, ...]:
    """Compare two versions, in the order in which one reads them.

    Returns:
        Every paragraph of both, those that did not change included.
    """
    before, after = _paragraphs(older), _paragraphs(newer)
    if max(len(before), len(after)) > _MOST_PARAGRAPHS:
        return tuple(_without_order(before, after))
    found: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += (Change(text, text) for text in before[i:j])
        else:
            found += _paired(before[i:j], after[k:m])
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison.

    Attributes:
        mark: "-" for what was, "+" for what is, "" for how much did not change.
        text: The words.
        spans: Which of them differ.
    """

    mark: str
    text: str
    spans: tuple[Span, ...] = ()


def lines(compared: Sequence[Change]) -> Iterator[Line]:
    """A comparison to read: what was above what is, and of what did not change only how much it is."""
    same = 0
    for change in compared:
        if change.is_same:
            same += 1
            continue
        if same:
            yield _unchanged(same)
        same = 0
        if change.before:
            yield Line("-", change.before, change.taken)
        if change.after:
            yield Line("+", change.after, change.put)
    if same:
        yield _unchanged(same)


def _unchanged(number: int) -> Line:
    return Line("", f"{counted(number, 'paragraph')} unchanged")


def _paragraphs(article: Article) -> list[str]:
    """The words of each paragraph."""
    return [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs]


def _without_order(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Very long articles: what is gone, then the newer version with what is new in it."""
    old, new = frozenset(before), frozenset(after)
    yield from (_gone(text) for text in before if text not in new)
    yield from (Change(text, text) if text in old else _new(text) for text in after)


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Paragraphs that took the place of others: each beside the next one that is much like it."""
    at = 0
    for text in before:
        partner = next((n for n in range(at, min(at + 5, len(after))) if _alike(text, after[n])), None)
        if partner is None:
            yield _gone(text)
            continue
        yield from (_new(one) for one in after[at:partner])
        yield beside(text, after[partner])
        at = partner + 1
    yield from (_new(one) for one in after[at:])


def _alike(one: str, other: str) -> bool:
    """Whether two paragraphs have about half of their words in common."""
    first, second = set(_WORD.findall(one)), set(_WORD.findall(other))
    return len(first & second) >= _ALIKE * max(len(first), len(second), 1)


def beside(before: str, after: str) -> Change:
    """One paragraph beside another form of it, with the words that differ."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    if max(len(old), len(new)) > _MOST_WORDS:
        return Change(before, after, (Span(0, len(before)),), (Span(0, len(after)),))
    matcher = SequenceMatcher(None, [m.group() for m in old], [m.group() for m in new], autojunk=False)
    taken: list[Span] = []
    put: list[Span] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            taken += [Span(old[i].start(), old[j - 1].end())] if j > i else []
            put += [Span(new[k].start(), new[m - 1].end())] if m > k else []
    return Change(before, after, tuple(taken), tuple(put))


def _gone(text: str) -> Change:
    return Change(text, "", taken=(Span(0, len(text)),))


def _new(text: str) -> Change:
    return Change("", text, put=(Span(0, len(text)),))


__all__ = ["Change", "Line", "beside", "changes", "lines"]
