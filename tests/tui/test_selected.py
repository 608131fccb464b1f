"""What is selected in a list is what is shown, and what is copied."""

from __future__ import annotations

import pytest

from briefing.services.views import ArticleCard, Hit, SavedSearch
from briefing.tui.app import BriefingApp
from briefing.tui.widgets.statements import cards_of
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, shown, until


async def test_more_like_this(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        card = screen.card
        assert card is not None
        await pilot.press("l")
        await until(pilot, lambda: f"like {card.article.id} {card.id}" in desk.calls and screen.results.rows)
        await until(pilot, lambda: "articles like this one" in shown(app))
        row = screen.results.current
        assert isinstance(row, Hit)
        assert row.statement is None
        await until(pilot, lambda: screen.card is None)
        await pilot.press("y")
        assert app.clipboard == "", "an article is selected, and not the statement that it is like"


async def test_what_is_selected_in_the_list_of_articles_is_what_is_shown(app: BriefingApp, desk: FakeDesk) -> None:
    desk.searches.kept["sanctions"] = SavedSearch("sanctions", "Embargo", False, 3, 2)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert screen.card is not None
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(screen.results.current, SavedSearch))
        await pilot.press("down")
        await until(pilot, lambda: not screen.search_box.has_focus)
        assert screen.card is None, "a search says nothing that could be copied"
        await pilot.press("y")
        assert app.clipboard == ""
        await pilot.press("down")
        row = screen.results.current
        assert isinstance(row, ArticleCard)
        await until(pilot, lambda: screen.article.view is not None and screen.article.view.card.id == row.id)


async def test_whoever_comes_back_to_the_results_sees_what_is_selected_there(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions", "enter", "down")
        await until(pilot, lambda: screen.card is not None and not screen.search_box.has_focus)
        row = screen.results.current
        assert isinstance(row, Hit)
        await until(pilot, lambda: screen.card == row.statement)
        other = next(card for card in cards_of(screen.statements.rows) if card != screen.card)
        await pilot.press("4")
        screen.pick(other)
        assert screen.card == other
        await pilot.press("2")
        await until(pilot, lambda: screen.results.has_focus and screen.card == row.statement)


async def test_a_list_that_one_is_in_shows_what_is_copied_when_the_other_is_no_more_in_it(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        cards = cards_of(screen.statements.rows)
        other = next(card for card in cards if card.actor_id != cards[0].actor_id)
        assert cards[0].actor_id is not None
        screen.choose_actor(cards[0].actor_id)
        await until(pilot, lambda: screen.statements.rows and not screen.statements.holds(other))
        await pilot.press("2")
        screen.card = other  # as after a decision that makes it another's
        await screen.refresh_all()
        assert screen.card == screen.statements.current
        await pilot.press("1")
        screen.card = other
        await screen.refresh_all()
        assert screen.card == other, "who is elsewhere stays there"
        await pilot.press("2")
        await until(pilot, lambda: screen.card == screen.statements.current)


async def test_where_nothing_is_found_nothing_is_selected(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"qzx", "enter")
        await until(pilot, lambda: screen.found is not None and not screen.found.hits and screen.card is None)
        assert screen.article.card is None
        await pilot.press("escape")
        await until(pilot, lambda: screen.card is not None and screen.card == screen.statements.current)


async def test_results_that_others_are_about_to_replace_are_not_followed(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or an article that nobody asked for would be opened first."""
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions", "enter")
        await until(pilot, lambda: screen.results.has_focus and screen.found is not None)
        await pilot.press("4")
        other = next(card for card in cards_of(screen.statements.rows) if card != screen.card)
        screen.pick(other)
        await pilot.press("slash")
        followed: list[str] = []
        monkeypatch.setattr(screen, "_follow_result", lambda: followed.append(screen.found.query))  # type: ignore[union-attr]
        screen.search_for("akar")
        await until(pilot, lambda: followed and screen.results.has_focus)
        assert set(followed) == {"akar"}
