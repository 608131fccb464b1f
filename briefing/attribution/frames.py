"""Around the words that report a statement: what stands in their clause, and in nobody's content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from briefing.attribution.draft import Draft
from briefing.attribution.lexicon import listed
from briefing.attribution.words import Words
from briefing.model import Span

# Words that open another clause: what stands behind them is told of something else than this saying.
STOPS = listed(
    "after before since until till unless when while as because if though although who whom whose which where that "
    "than following despite amid whether how why once but whereas ahead"
)
_SAYING = listed(
    "speaking talking appearing answering addressing writing campaigning testifying responding taking discussing"
)
_CARRYING = listed("quoted reported cited carried told")
_NEW_CLAUSE = listed(
    "he she they it we i then later also was were is are has have had said says told tells will would did does"
)
_IN = frozenset(["in", "during", "at", "on"])
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_CLOSING = frozenset("\"'”’»)")
_FARTHEST = 60  # words to either side that are read
_TAIL = 30  # and behind the content


class Frame:
    """The clause of one statement's cue and source, in pieces; content cuts it up.

    Attributes:
        pieces: Ranges of numbers of words, in order.
        anchors: Those of the cue and the source.
        cue: The number of the cue's first word, or the source's where there is none.
        left: The pieces before the first of cue and source.
    """

    __slots__ = ("_open", "_words", "anchors", "cue", "left", "pieces")

    def __init__(self, words: Words, pieces: list[range], anchors: list[range], cue: int, left: list[range]) -> None:
        self._words, self.pieces, self.anchors, self.cue, self.left = words, pieces, anchors, cue, left
        self._open: dict[int, bool] | None = None

    def among(self, numbers: Sequence[int]) -> Iterator[int]:
        """Those of some numbers of words, in order, that stand in the frame's own clause."""
        for piece in self.pieces:
            at = bisect_left(numbers, piece.start)
            while at < len(numbers) and numbers[at] < piece.stop:
                if self.is_open(numbers[at]):
                    yield numbers[at]
                at += 1

    def piece_of(self, number: int) -> range | None:
        """The piece that a word stands in."""
        return next((piece for piece in self.pieces if number in piece), None)

    def is_anchor(self, number: int) -> bool:
        """Whether a word is one of the cue's or the source's."""
        return any(number in anchor for anchor in self.anchors)

    def is_open(self, number: int) -> bool:
        """Whether no word before it has opened another clause."""
        if self._open is None:
            self._open = {}
            for piece in self.pieces:
                self._read(piece)
        return self._open.get(number, False)

    def _read(self, piece: range) -> None:
        words, opened = self._words.all, self._open
        assert opened is not None
        before = piece.stop <= self.cue or piece in self.left
        is_open, bracket = True, False
        begins = self._begins(piece)
        for n in piece:
            if n < begins:
                opened[n] = False
                continue
            if self.is_anchor(n):
                is_open = opened[n] = True
                bracket = False
                continue
            low = words[n].low
            if low in {"(", "["}:
                bracket = True
            elif low in {")", "]"}:
                bracket = False
            if before and low in {",", "–", "—", "-"}:
                is_open = True
            elif is_open and low in STOPS:
                after = words[n + 1].low if n + 1 < piece.stop else ""
                speaking = after in _SAYING and low in {"while", "when", "as"}
                is_open = speaking or (low == "as" and after in _CARRYING)
            elif is_open and low == "and" and not before and n + 1 < piece.stop:
                after = words[n + 1].low
                is_open = not (after in _NEW_CLAUSE or after.endswith(("ed", "ly")))
            opened[n] = is_open and not bracket

    def _begins(self, piece: range) -> int:
        """Where the clause of the statement begins, when another stands before it: "hours after he said"."""
        words = self._words.all
        first = next((anchor.start for anchor in self.anchors if anchor.start in piece), None)
        if first is None:
            return piece.start
        if words[first].low in _RELATIVE:
            return first
        if words[first - 1].low == ",":
            return piece.start
        for n in range(first - 1, piece.start - 1, -1):
            low = words[n].low
            if low == "," and n < first - 1:
                break
            if low in STOPS and not (n + 1 < piece.stop and words[n + 1].low in _SAYING):
                if low == "which" and n > piece.start + 1 and words[n - 1].low in _IN:  # the occasion stands before it
                    return next((k + 1 for k in range(n - 2, piece.start, -1) if words[k].low in STOPS), piece.start)
                return n + 1
        return piece.start


class Frames:
    """The frames of one article's statements.

    Args:
        words: The article's words.
        drafts: Its statements.
    """

    def __init__(self, words: Words, drafts: Sequence[Draft]) -> None:
        self._words = words
        size = len(words.all)
        steps = [0] * (size + 1)
        self._reports = bytearray(size)  # words of cues and sources
        for draft in drafts:
            for span in draft.content:
                held = words.within(*span)
                if held:
                    steps[held.start] += 1
                    steps[held.stop] -= 1
            for span in (*draft.cue, *draft.source):
                held = words.within(*span)
                self._reports[held.start : held.stop] = b"\1" * len(held)
        self._depth = list(accumulate(steps))

    def of(self, draft: Draft) -> Frame | None:
        """The frame of a statement; None when nothing reports it."""
        anchors = [held for span in (*draft.cue, *draft.source) if (held := self._words.within(*span))]
        if not anchors:
            return None
        cue = anchors[0].start
        anchors.sort(key=lambda held: held.start)
        content = [held for span in draft.content if (held := self._words.within(*span))]
        depth = self._depth[cue]
        pieces: list[range] = []
        left: list[range] = []
        for number, anchor in enumerate(anchors):
            first, hopped = self._leftwards(anchor.start, depth, content)
            last, tail = self._rightwards(anchor.stop, depth, content)
            if number == 0:
                left = [piece for piece in (hopped, range(first, anchor.start)) if piece]
            pieces += [piece for piece in (hopped, range(first, last), tail) if piece]
        return Frame(self._words, _joined(pieces), anchors, cue, left)

    def _leftwards(self, start: int, depth: int, content: Sequence[range]) -> tuple[int, range]:
        """How far the clause reaches to the left, and what stands before the statement's own content."""
        first = self._walk_left(start, depth)
        for held in content:
            if held.stop <= first <= held.stop + 2 and held.start:
                before = self._words.all[held.start - 1]
                if before.sentence == self._words.all[held.start].sentence:
                    return first, range(self._walk_left(held.start, depth), held.start)
        return first, range(0)

    def _walk_left(self, start: int, depth: int) -> int:
        words, at = self._words.all, start
        sentence = words[start].sentence if start < len(words) else -1
        least = max(0, start - _FARTHEST)
        while at > least and words[at - 1].sentence == sentence and self._is_free(at - 1, depth):
            at -= 1
        return at

    def _rightwards(self, stop: int, depth: int, content: Sequence[range]) -> tuple[int, range]:
        """How far the clause reaches to the right, and what stands behind the statement's own content."""
        last = self._walk_right(stop, depth, _FARTHEST)
        for held in content:
            if held.start - 2 <= last <= held.start and held.stop < len(self._words.all):
                within = self._words.all[held.stop - 1]
                if within.sentence == self._words.all[held.stop].sentence and not self._ends(held):
                    return last, range(held.stop, self._walk_right(held.stop, depth, _TAIL))
        return last, range(0)

    def _ends(self, held: range) -> bool:
        """Whether content ends its sentence, closing marks apart."""
        words, last = self._words.all, held.stop - 1
        while last > held.start and words[last].text in _CLOSING:
            last -= 1
        return words[last].text in {".", "!", "?"}

    def _walk_right(self, stop: int, depth: int, most: int) -> int:
        words, at = self._words.all, stop
        sentence = words[stop - 1].sentence
        end = min(len(words), stop + most)
        while at < end and words[at].sentence == sentence and self._is_free(at, depth):
            at += 1
        return at

    def _is_free(self, number: int, depth: int) -> bool:
        return self._depth[number] == depth and not self._reports[number]


def _joined(pieces: list[range]) -> list[range]:
    """Pieces in order, those that touch as one."""
    joined: list[range] = []
    for piece in sorted(pieces, key=lambda one: (one.start, one.stop)):
        if joined and piece.start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, piece.stop))
        else:
            joined.append(piece)
    return joined


def spans_in(words: Words, spans: Sequence[Span]) -> list[range]:
    """The numbers of the words that each span touches."""
    return [held for span in spans if (held := words.within(*span))]


__all__ = ["STOPS", "Frame", "Frames", "spans_in"]
