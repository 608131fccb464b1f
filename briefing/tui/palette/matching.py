"""What was typed, compared with names: Textual's fuzzy matching, kept from taking seconds.

Textual looks for the letters in every way in which they may be found in order. In a headline that is many thousands of
ways, and there are many thousands of headlines: so what cannot match is left out at once, and in a long name whole
words count instead.
"""

from __future__ import annotations

import asyncio
import heapq
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, TypeVar

from textual.fuzzy import Matcher

MOST: Final = 15
"""So many of one sort are offered."""
_WEIGHED: Final = 400
"""So many of those that may match are weighed, the likeliest first."""
_WAYS: Final = 2_000
"""In so many ways at most are letters looked for in one name."""
_SCATTERED: Final = 0.4
"""What letters weigh that stand in no word together: less than the word itself in what somebody said."""
_WHOLE: Final = 1.5
"""What typed words weigh that are a name's own, and no mere beginnings or insides of them."""
_TALKING: Final = 0.1
"""What it weighs that somebody says e times as much."""
_BREATH: Final = 2_000
"""After so many names the keyboard is listened to."""

Thing = TypeVar("Thing")


class Weighed(NamedTuple):
    """How well a name matches.

    Attributes:
        score: Comparable among names; 0 when it does not match.
        letters: Where in the name the letters stand.
    """

    score: float
    letters: Sequence[int]

    def times(self, factor: float) -> Weighed:
        """The same, counting so many times as much."""
        return Weighed(self.score * factor, self.letters)


class Typed:
    """What was typed into the palette."""

    def __init__(self, matcher: Matcher) -> None:
        """Get ready to compare.

        Args:
            matcher: Textual's, for the whole of what was typed.
        """
        self._matcher = matcher
        self._text = matcher.query.lower()
        self._words = self._text.split()
        passed = "".join(f"[^{re.escape(letter)}]*+{re.escape(letter)}" for letter in self._text)
        self._whole = re.compile(rf"(?<!\w){re.escape(self._text)}(?!\w)")
        self._in_order = re.compile(passed, re.DOTALL)

    def may_match(self, name: str) -> int:
        """How likely a name is to match, by a quick look at it in lower case; 0 when it cannot."""
        if self._text in name:
            return 3
        if all(word in name for word in self._words):
            return 2
        return 1 if self._in_order.match(name) else 0

    def weigh(self, name: str) -> Weighed:
        """Compare with one name, however long it is."""
        lowered = name.lower()
        quick = self.may_match(lowered)
        if quick == 3:
            score, letters = self._matcher.fuzzy_search.match(self._matcher.query, name)
            return Weighed(score, letters).times(_WHOLE if self._whole.search(lowered) else 1.0)
        if quick == 1 and self._ways(lowered) <= _WAYS:
            score, letters = self._matcher.fuzzy_search.match(self._matcher.query, name)
            return Weighed(score, letters).times(_SCATTERED)
        if quick == 2:
            starts = {word: lowered.find(word) for word in self._words}
            letters = sorted({at for word, start in starts.items() for at in range(start, start + len(word))})
            return Weighed(self._matcher.fuzzy_search.score(lowered, letters), letters)
        return Weighed(0.0, ())

    def _ways(self, lowered: str) -> int:
        """At most in how many ways the letters may be found in a name."""
        counted = Counter(lowered)
        return math.prod(counted[letter] for letter in self._text)

    async def best(
        self,
        things: Iterable[Thing],
        name_of: Callable[[Thing], str],
        said_by: Callable[[Thing], int] = lambda thing: 0,
    ) -> list[tuple[Weighed, Thing]]:
        """The things whose names match best, the best first.

        Args:
            things: In the order in which those that match alike are to stand.
            name_of: What a thing is called.
            said_by: How much it says: whoever says a thousand things is meant sooner than a namesake who says one.
        """
        likely: list[tuple[int, int, Thing]] = []
        for number, thing in enumerate(things):
            if quick := self.may_match(name_of(thing).lower()):
                likely.append((-quick, number, thing))
            if number % _BREATH == _BREATH - 1:
                await asyncio.sleep(0)
        chosen = heapq.nsmallest(_WEIGHED, likely, key=lambda one: one[:2])
        weighed = [
            (self.weigh(name_of(thing)).times(1 + _TALKING * math.log1p(said_by(thing))), thing)
            for _, _, thing in chosen
        ]
        return heapq.nlargest(MOST, (one for one in weighed if one[0].score > 0), key=lambda one: one[0].score)


__all__ = ["MOST", "Typed", "Weighed"]
