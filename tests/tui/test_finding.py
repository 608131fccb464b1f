"""Searching in the app: as one types, by what was found, and again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.bars import sparkline
from briefing.services.views import ArticleCard, Found, Hit, SavedSearch, Spread
from briefing.tui.app import BriefingApp
from briefing.tui.screens.ask import AskScreen
from briefing.tui.widgets import masthead
from briefing.tui.widgets.facets import FacetsPane, facet_rows
from briefing.tui.widgets.masthead import Asked, Masthead
from briefing.tui.widgets.statements import cards_of
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, shown, until


async def test_every_key_searches_and_stale_answers_are_dropped(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        desk.slow = 0.05
        await pilot.press("slash", *"sanctions")
        await until(pilot, lambda: screen.found is not None and screen.found.query == "sanctions")
        asked = [call for call in desk.calls if call.startswith("find ")]
        assert asked[0] == "find s"
        assert asked[-1] == "find sanctions"
        assert screen.results.rows


async def test_what_the_first_search_loads_is_loaded_when_the_reader_goes_to_the_box(
    app: BriefingApp, desk: FakeDesk
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        assert "prepare to find" not in desk.calls
        await pilot.press("slash")
        await until(pilot, lambda: "prepare to find" in desk.calls)
        assert not [call for call in desk.calls if call.startswith("find ")]


@pytest.mark.parametrize("height", [12, 36])
async def test_with_every_letter_only_what_is_seen_is_asked_for_and_the_rest_comes_in_a_pause(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, height: int
) -> None:
    monkeypatch.setattr("briefing.tui.screens.finding.SPREAD_AFTER", 60.0)
    async with app.run_test(size=(120, height)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", "e")
        await until(pilot, lambda: screen.found is not None and screen.found.query == "e")
        seen = list(screen.results.rows)
        assert screen.found is not None
        assert len(seen) < screen.found.records
        assert screen.results.line_count > screen.results.page_lines
        monkeypatch.setattr("briefing.tui.screens.finding.SPREAD_AFTER", 0.0)
        await pilot.press("backspace", "e")
        await until(pilot, lambda: len(screen.results.rows) > len(seen))
        assert screen.results.rows[: len(seen)] == seen
        assert screen.results.place_of_cursor()[0] == 1


async def test_what_no_time_was_left_for_is_looked_for_again_in_a_pause(app: BriefingApp, desk: FakeDesk) -> None:
    find, asked = desk.find, list[str]()

    def hurried(query: str, *, limit: int = 50, typing: bool = False) -> Found:
        asked.append(query)
        return find(query, limit=limit) if asked.count(query) > 1 else Found(query, "", (), 0, partial=True)

    desk.find = hurried  # type: ignore[method-assign]
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanc")
        await until(pilot, lambda: screen.results.rows and screen.found is not None and screen.found.query == "sanc")
        assert "not everything" not in shown(app)


async def test_dates_of_results_stand_under_each_other(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions")
        await until(pilot, lambda: len(screen.results.rows) > 3)
        hits = [row for row in screen.results.rows if isinstance(row, Hit)]
        assert {hit.article.published is None for hit in hits if hit.statement is None} == {True, False}
        facts = [screen.results.draw(hit, screen.results.columns, current=False)[0] for hit in hits]
        assert len({line.cell_length for line in facts}) == 1
        assert not any(line.plain.endswith(" ") for line in facts)
        for width, day in ((51, "03 Mar 2021"), (36, "03 Mar 21")):
            facts = [screen.results.draw(hit, width, current=False)[0] for hit in hits if hit.article.published]
            assert {bool(hit.statement) for hit in hits if hit.article.published} == {True, False}
            assert [line.plain.endswith(f" {day}") for line in facts] == [True] * len(facts), "all in one way"


async def test_a_letter_moves_nothing_on_the_screen(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash")
        await pilot.pause()
        masthead = screen.query_one(Masthead)
        before = masthead._layout_updates
        with screen.prevent_search():
            screen.search_box.insert_text_at_cursor("sanctions ")
            await pilot.pause()
            screen.search_box.insert_text_at_cursor("against a country with a long name, and against its banks too")
            await pilot.pause()
        assert masthead._layout_updates == before
        assert screen.search_box.scroll_x > 0


async def test_a_key_keeps_the_article_of_results_that_are_about_to_go_from_being_opened(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.tui.screens.finding.FOLLOW_AFTER", 60.0)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)

        def following() -> bool:
            return any(worker.group == "following" and worker.is_running for worker in screen.workers)

        await pilot.press("slash", "s")
        await until(pilot, following)
        desk.slow = 60.0
        screen.search_box.insert_text_at_cursor("a")
        await until(pilot, lambda: not following())
        assert screen.found is not None
        assert screen.found.query == "s"
        desk.slow = 0.0


async def test_a_search_from_elsewhere_goes_to_its_results(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.search_for("sanctions")
        await until(pilot, lambda: screen.found is not None and len(screen.results.rows) > 1)
        assert screen.focused is screen.results
        await pilot.press("down")
        assert screen.results.place_of_cursor()[0] == 2


async def test_statements_that_nobody_sees_are_listed_anew_when_they_are_seen_again(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions")
        await until(pilot, lambda: screen.found is not None and screen.found.query == "sanctions")
        before, every = list(screen.statements.rows), desk.statements
        monkeypatch.setattr(desk, "statements", lambda **asked: every(**asked)[1:])
        await screen.refresh_all()
        assert list(screen.statements.rows) == before
        await pilot.press("escape")
        await until(pilot, lambda: list(screen.statements.rows) == before[1:])


async def test_without_the_search_what_is_copied_is_what_shines_in_the_list(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.only = "statements"
        cards = cards_of(screen.statements.rows)
        found = next(card for card in cards if "sanctions" in card.content and not card.is_doubtful)
        other = next(card.actor_id or "" for card in cards if card.actor_id not in (None, found.actor_id))
        screen.choose_actor(other)
        await until(pilot, lambda: screen.card is not None and screen.card.actor_id == other)
        await pilot.press("slash", *"sanctions", "enter")
        await until(pilot, lambda: screen.found is not None and screen.results.has_focus)
        assert screen.results.select(found.id)
        screen.follow(found)
        await pilot.press("escape")
        await until(pilot, lambda: screen.statements.current_key == found.id)
        assert screen.card is not None
        assert (screen.card.id, screen.actor) == (found.id, found.actor_id)


async def test_articles_or_statements_alone(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions", "enter")
        await until(pilot, lambda: screen.found is not None and len(screen.results.rows) > 1)
        kinds = {isinstance(row, Hit) and row.statement is None for row in screen.results.rows}
        assert kinds == {True, False}
        assert "─ f articles only " in shown(app), "what the key does next"
        await pilot.press("f")
        await until(pilot, lambda: all(isinstance(row, Hit) and not row.statement for row in screen.results.rows))
        await until(pilot, lambda: " · articles only ─" in shown(app) and "─ f statements only " in shown(app))
        await pilot.press("f")
        await until(pilot, lambda: all(isinstance(row, Hit) and row.statement for row in screen.results.rows))
        assert screen.only == "statements"
        await until(pilot, lambda: " · statements only ─" in shown(app) and "─ f both " in shown(app))


async def test_another_engine_is_told_once(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        desk.current = replace(desk.current, news=("This library is searched with Whoosh from now on.",))
        app.watch_progress()
        await until(pilot, lambda: len(app._notifications) == 1)
        app._poll()
        app._poll()
        assert [(note.severity, note.timeout) for note in app._notifications] == [("information", 12)]
        app.begin_anew()  # another library, which has news of its own
        desk.current = replace(desk.current, news=("This library is searched with tantivy from now on.",))
        app._poll()
        await until(pilot, lambda: [note.message for note in app._notifications][1:] == list(desk.current.news))


async def test_what_is_found_in_several_places_stands_once(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions", "enter")
        await until(pilot, lambda: screen.found is not None and len(screen.results.rows) > 3)
        assert screen.found is not None
        said = [hit for hit in screen.found.hits if hit.statement is not None][:2]
        again = [
            replace(hit, statement=replace(hit.statement, saying=7, place=at, places=2))
            for at, hit in enumerate(said)
            if hit.statement is not None
        ]
        screen.show_found(replace(screen.found, hits=tuple(again)))
        await until(pilot, lambda: list(screen.results.rows) == again[:1])
        await until(pilot, lambda: "in 2 places" in shown(app))
        await pilot.press("c")
        await until(pilot, lambda: list(screen.results.rows) == again)
        await pilot.press("c")
        await until(pilot, lambda: list(screen.results.rows) == again[:1])


async def test_facets_stand_beside_the_results_and_narrow_them(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert not screen.query_one(FacetsPane).display
        await pilot.press("slash", *"sanctions", "enter")
        facets = screen.query_one(FacetsPane)
        await until(pilot, lambda: facets.rows)
        assert facets.display
        assert "SAID BY" in shown(app)
        assert "PUBLISHED IN" in shown(app)
        await pilot.press("1")
        await until(pilot, lambda: facets.has_focus)
        assert facets.current is not None, "it is seen where one is"
        await until(pilot, lambda: "⏎ narrow" in shown(app).splitlines()[-1])
        assert facets.select("date:2021-03")
        await pilot.press("enter")
        await until(pilot, lambda: screen.search_box.value == "sanctions date:2021-03")
        assert "find sanctions date:2021-03" in desk.calls
        await pilot.press("escape")
        await until(pilot, lambda: not facets.display)
        await pilot.press("slash")
        await until(pilot, lambda: "Nothing to narrow by." in shown(app))
        assert "enter narrows" not in shown(app)
        assert "speaker:akar" in shown(app), "how a search may be put"


async def test_the_query_is_said_back_under_the_box(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions")
        await until(pilot, lambda: screen.query_one(Asked).found is not None)
        line = shown(app).splitlines()[screen.query_one(Asked).region.y]
        assert 'articles and statements with "sanctions"' in line


async def test_what_was_meant_is_offered_and_taken(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        desk.searches.instead = "sanctions"
        await pilot.press("slash", *"sanctoins", "enter")
        await until(pilot, lambda: "did you mean sanctions" in shown(app))
        await pilot.press("d")
        await until(pilot, lambda: screen.search_box.value == "sanctions" and screen.results.rows)


async def test_another_spelling_is_offered_with_the_key_that_takes_it_there(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        desk.searches.instead = "sanctions"
        await pilot.press("slash", *"sanctoins")
        await until(pilot, lambda: "did you mean sanctions? tab ·" in shown(app))
        await pilot.press("down")
        await until(pilot, lambda: "did you mean sanctions? d ·" in shown(app))
        await pilot.press("slash")
        await until(pilot, lambda: "did you mean sanctions? tab ·" in shown(app))
        await pilot.press("tab")
        await until(pilot, lambda: screen.results.rows)
        assert screen.search_box.value == "sanctions"
        assert screen.search_box.has_focus, "one goes on typing"
        await pilot.press("s")
        await until(pilot, lambda: screen.search_box.meant == "sanctions")
        screen.search_box.value = "other words"
        assert not screen.search_box.meant, "before it is known what is meant by these"


async def test_what_was_asked_comes_back(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        box = screen.search_box
        desk.searches.asked = ["patriot", "sanctions"]
        await pilot.press("slash", *"dra")
        for key, value in (
            ("up", "patriot"),
            ("up", "sanctions"),
            ("up", "sanctions"),
            ("down", "patriot"),
            ("down", "dra"),
        ):
            await pilot.press(key)
            await until(pilot, lambda value=value: box.value == value)  # type: ignore[misc]
        await pilot.press("down")
        await until(pilot, lambda: screen.results.has_focus)
        await pilot.press("slash", "enter")
        await until(pilot, lambda: desk.searches.asked[0] == "dra")


async def test_tab_takes_what_is_offered_and_else_goes_on(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        desk.searches.offered = ("speaker:Hulusi_Akar",)
        await pilot.press("slash", *"spea")
        await until(pilot, lambda: screen.search_box._suggestion)
        await pilot.press("tab")
        await until(pilot, lambda: screen.search_box.value == "speaker:Hulusi_Akar")
        assert screen.search_box.has_focus
        await pilot.press("tab")
        await until(pilot, lambda: screen.results.has_focus)


async def test_tab_takes_what_would_be_offered_a_moment_later(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masthead, "GO_ON_AFTER", 60.0)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        desk.searches.offered = ("speaker:Hulusi_Akar",)
        await pilot.press("slash", *"spea", "tab")
        await until(pilot, lambda: screen.search_box.value == "speaker:Hulusi_Akar")
        assert screen.search_box.has_focus
        screen.search_box.value = ""
        await pilot.press("tab")
        await until(pilot, lambda: screen.results.has_focus)
        assert screen.search_box.value == ""


async def test_a_search_is_named_pinned_and_made_again(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "sanctions" in desk.searches.kept)
        await pilot.press("escape", "slash")
        await until(pilot, lambda: isinstance(screen.results.current, SavedSearch))
        assert "2 new of 3" in shown(app)
        assert any(isinstance(row, ArticleCard) for row in screen.results.rows)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.search_box.value == "sanctions" and screen.found is not None)
        await until(pilot, lambda: desk.searches.kept["sanctions"].new == 0)
        await pilot.press("asterisk")
        await until(pilot, lambda: desk.searches.kept["sanctions"].pinned)


def test_facets_are_grouped_and_narrow_to_themselves() -> None:
    spread = Spread(
        actors=(("person:akar", "Hulusi Akar", 4), ("person:demir", "Demir", 1)),
        outlets=(("The Gazette (online)", 2),),
        months=((dt.date(2020, 12, 1), 1), (dt.date(2021, 1, 1), 0), (dt.date(2021, 2, 1), 3)),
        undated=1,
    )
    rows = facet_rows(spread, 20)
    assert [row.narrows for row in rows if row.narrows] == [
        "actor:Hulusi_Akar",
        "actor:Demir",
        "outlet:The_Gazette_online",
        "date:2021-02",
        "date:2020-12",
    ]
    assert [row.name for row in rows if row.count is None and not row.chart] == [
        "SAID BY",
        "PUBLISHED BY",
        "PUBLISHED IN",
    ]
    (chart,) = [row.chart for row in rows if row.chart]
    assert len(chart) == 3
    assert chart[1] == " "


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=200), st.integers(1, 60))
def test_a_histogram_fits_and_shows_the_highest(counts: list[int], width: int) -> None:
    bars = sparkline(counts, width)
    assert len(bars) == min(width, len(counts))
    assert ("█" in bars) == any(counts)
