"""What is drawn from the very same things is not drawn again."""

from __future__ import annotations

from copy import copy

import pytest

from briefing.model import Span
from briefing.services.views import StatementCard
from briefing.tui.app import BriefingApp
from briefing.tui.widgets.kept import MOST, Kept
from tests.tui.steps import ready, shown, until


def test_a_thing_is_made_anew_when_a_part_is_another_one() -> None:
    made: list[int] = []
    kept = Kept[list[int]]()

    def make() -> list[int]:
        made.append(len(made))
        return made

    article, other = ["said"], ["said"]
    for parts in ((article, 1), (article, 1), (article, 2), (article, 2), (other, 2), (other, 2, None)):
        kept.of(7, parts, make)
    assert made == [0, 1, 2, 3], "equal is not the same, but for numbers"


def test_no_more_is_kept_than_a_screen_can_show() -> None:
    kept = Kept[int]()
    for number in range(3 * MOST):
        kept.of(number, (), lambda: 0)
    assert len(kept._kept) <= MOST


async def test_statements_are_not_compared_field_by_field(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        article = (await ready(pilot, app)).article
        before = [article.line(number) for number in range(30)]
        copies = [copy(card) for card in article.cards]
        compared: list[object] = []
        # Nothing is waited for from here on: lists that follow the library meanwhile may compare what they show.
        monkeypatch.setattr(StatementCard, "__eq__", lambda self, other: compared.append(other))
        article.show(article.view, copies)  # type: ignore[arg-type]
        after = [article.line(number) for number in range(30)]
        assert not compared
        assert [one for one in range(30) if after[one] is before[one]] == []


async def test_what_is_shown_in_a_line_is_seen_at_once(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        article = screen.article
        await pilot.press("4", "g")
        before = [article.line(number) for number in range(5)]
        number = next(number for number in range(5) if before[number].plain.strip())
        start, end = article._lines[number]
        article.show_hits([Span(start, end)], go=False)
        after = [article.line(number) for number in range(5)]
        assert [at for at in range(5) if after[at].spans != before[at].spans] == [number]
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: article.card is screen.card)
        assert "statement 2/" in shown(app)
