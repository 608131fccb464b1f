"""An article as words, sentences and paragraphs: what the rules for speakers walk over."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from briefing.attribution.titles import courtesy
from briefing.model import Paragraph, ParagraphKind, Span

# What is longer than any word is cut, so that no text is a single one.
_TOKEN = re.compile(r"(?:[A-Z]\.){2,12}|[^\W_]{1,100}(?:['’.&-][^\W_]{1,100}){0,15}|[^\w\s]|_")
_HEADLINES = frozenset([ParagraphKind.TITLE, ParagraphKind.HEADING])
_TOP = 3  # paragraphs among which a headline may stand that nobody marked as one
_LONGEST_LINE = 30  # words and marks of such a headline
_LONGER = 3  # letters of words that headlines write small
_ENOUGH = 3  # longer words that tell how a line is written
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = frozenset("\"'“‘«„([")
_ENDS = frozenset("!?…")
_CLOSING = frozenset("\"'”’»)]")


class Word(NamedTuple):
    """One word or mark.

    Attributes:
        start: The first code point.
        end: One past the last.
        text: As written.
        low: Folded case, typewriter apostrophe.
        base: Without a possessive ending.
        sentence: The number of its sentence.
        paragraph: The number of its paragraph, from 0.
    """

    start: int
    end: int
    text: str
    low: str
    base: str
    sentence: int
    paragraph: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, and not a mark."""
        return self.text[:1].isalnum()

    @property
    def is_possessive(self) -> bool:
        """Whether it ends in 's."""
        return self.text.endswith(("'s", "’s"))


class Words:
    """The words of one article.

    Attributes:
        text: The article's text.
        all: Every word and mark, in order.
        kinds: What each paragraph is, by its number.
        lines: Where each paragraph stands, by its number.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Span]) -> None:
        self.text = text
        self.all: list[Word] = []
        self.kinds: list[ParagraphKind] = []
        self.lines: list[Span] = []
        self._quotations = sorted(Span(*span) for span in quotations)
        self._quote_starts = [span.start for span in self._quotations]
        blocks = _blocks(text, paragraphs)
        sentence = 0
        self._headlines: set[int] = set()
        for number, (start, end, kind) in enumerate(blocks):
            self.kinds.append(kind)
            self.lines.append(Span(start, end))
            first = len(self.all)
            sentence = self._read(start, end, number, sentence) + 1
            if kind in _HEADLINES or (number < _TOP and _is_shouted(self.all[first:])):
                self._headlines.add(number)
        self.starts = [word.start for word in self.all]
        self.ends = [word.end for word in self.all]
        self._named: set[str] | None = None

    def _read(self, start: int, end: int, paragraph: int, sentence: int) -> int:
        """Add a paragraph's words; returns the number of its last sentence."""
        ended = False
        for match in _TOKEN.finditer(self.text, start, end):
            form = match.group()
            if ended and form not in _CLOSING:
                capital = form[0].isupper() or form[0].isdigit() or form in _OPENING
                sentence += capital
                ended = False
            at, stop = match.span()
            low, base = form.casefold(), form
            if "’" in form or "'" in form:
                low, base = low.replace("’", "'"), _POSSESSIVE.sub("", form)
            self.all.append(Word(at, stop, form, low, base, sentence, paragraph))
            if form in _ENDS or (form == "." and not self._abbreviated()):
                ended = True
        return sentence

    def _abbreviated(self) -> bool:
        """Whether the full stop just read belongs to the word before it ("Mr.", "J.", "No. 10")."""
        if len(self.all) < 2 or self.all[-2].end != self.all[-1].start:
            return False
        before = self.all[-2].text
        if before == "No":
            return self.text[self.all[-1].end : self.all[-1].end + 2].strip()[:1].isdigit()  # "No. 10"
        return (len(before) == 1 and before.isupper()) or (
            before[0].isupper() and courtesy(before) is not None and len(before) <= 4
        )

    def at(self, offset: int) -> int:
        """The number of the first word that ends after an offset; the number of words when none does."""
        return bisect_right(self.ends, offset)

    def within(self, start: int, end: int) -> range:
        """The numbers of the words that a span touches."""
        return range(self.at(start), bisect_left(self.starts, end))

    def quoted(self, offset: int) -> Span | None:
        """The quotation that holds an offset, or None."""
        at = bisect_right(self._quote_starts, offset) - 1
        if at >= 0 and offset < self._quotations[at].end:
            return self._quotations[at]
        return None

    def is_headline(self, number: int) -> bool:
        """Whether a word stands in a title or heading, where capitals mean little."""
        return self.all[number].paragraph in self._headlines

    def is_named(self, form: str) -> bool:
        """Whether a word stands with its capital where only names have one: within a sentence of the body."""
        if self._named is None:
            pairs = zip(self.all, self.all[1:], strict=False)
            inner = (b for a, b in pairs if a.is_word and a.sentence == b.sentence and b.is_capital)
            self._named = {word.text for word in inner if word.paragraph not in self._headlines}
        return form in self._named

    def slice(self, first: int, last: int) -> str:
        """The text from one word to before another, on one line."""
        if first >= last:
            return ""
        return " ".join(self.text[self.all[first].start : self.all[last - 1].end].split())


def _is_shouted(words: Sequence[Word]) -> bool:
    """Whether a line near the top is written as headlines are: short, and a capital on nearly every longer word."""
    longer = [word.is_capital for word in words[: _LONGEST_LINE + 1] if len(word.text) > _LONGER and word.is_word]
    return len(words) <= _LONGEST_LINE and len(longer) >= _ENOUGH and sum(longer) >= 0.8 * len(longer)


def _blocks(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int, ParagraphKind]]:
    """The paragraphs given, or the lines of the text when there are none."""
    if paragraphs:
        size = len(text)
        return [(min(p.start, size), min(p.end, size), p.kind) for p in paragraphs]
    return [(match.start(), match.end(), ParagraphKind.BODY) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
