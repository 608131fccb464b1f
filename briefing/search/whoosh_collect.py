"""Gathering the best articles and the best statements in one pass, within a time limit."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_right
from collections.abc import Callable
from heapq import heappush, heapreplace

from whoosh.collectors import Collector, TimeLimit

from briefing.search.whoosh_names import Searcher

_LOOK_AT_CLOCK_EVERY = 32

Scored = tuple[float, int]


class BestOfEach(Collector):  # type: ignore[misc]
    """Keeps the best articles and the best statements, and counts the articles that either stand in.

    When time runs out it raises `TimeLimit`, and what it has gathered stays. It looks at the clock itself: Whoosh's own
    time limit starts a thread for every search, which is too much for every key pressed.

    Attributes:
        articles: Best articles so far as (score, minus document number), a heap.
        statements: The same for statements.
        article_count: How many articles matched, by themselves or through a statement.
        total: How many records matched.
    """

    def __init__(self, limit: int, deadline: float, starts: Callable[[Searcher], array[int]]) -> None:
        super().__init__()
        self.limit = limit
        self.deadline = deadline
        self.articles: list[Scored] = []
        self.statements: list[Scored] = []
        self.article_count = 0
        self.total = 0
        self._starts = starts

    def collect_matches(self) -> None:
        """Step through one segment's matches."""
        if time.monotonic() > self.deadline:
            raise TimeLimit
        starts = self._starts(self.subsearcher)
        matcher = self.matcher
        last_group = -1
        while matcher.is_active():
            number = matcher.id()
            group = bisect_right(starts, number) - 1
            if group != last_group:
                self.article_count += 1
                last_group = group
            heap = self.articles if starts[group] == number else self.statements
            self._keep(heap, (matcher.score(), -(number + self.offset)))
            self.total += 1
            if not self.total % _LOOK_AT_CLOCK_EVERY and time.monotonic() > self.deadline:
                raise TimeLimit
            matcher.next()

    def _keep(self, heap: list[Scored], scored: Scored) -> None:
        if len(heap) < self.limit:
            heappush(heap, scored)
        elif heap and scored > heap[0]:
            heapreplace(heap, scored)

    def best(self) -> list[tuple[float, int, bool]]:
        """The best of both, as (score, document number, whether it is an article).

        Statements are short and score higher than articles, so each form's scores are measured by its own best; neither
        takes more than half of the places while the other could fill them.
        """
        articles, statements = sorted(self.articles, reverse=True), sorted(self.statements, reverse=True)
        half = self.limit // 2
        room_articles = max(self.limit - min(len(statements), half), half)
        articles = articles[: min(room_articles, self.limit)]
        statements = statements[: self.limit - len(articles)]
        ranked = [*_measured(articles, True), *_measured(statements, False)]
        return sorted(ranked, key=lambda one: (-one[0], not one[2], one[1]))


def _measured(scored: list[Scored], is_article: bool) -> list[tuple[float, int, bool]]:
    top = scored[0][0] if scored and scored[0][0] > 0 else 1.0
    return [(score / top, -negative, is_article) for score, negative in scored]
