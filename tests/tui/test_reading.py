"""What the app shows while files are read, of files that change, and of those that are gone."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from briefing.services.views import ArticleView, Progress
from briefing.tui.app import QUIET_POLLS, BriefingApp
from tests.tui.fake_desk import FakeDesk, seed_views
from tests.tui.steps import ready, shown, until


async def test_reading_tells_articles_and_the_time_that_is_left(desk: FakeDesk) -> None:
    desk.current = Progress("reading", 0, 1, (), 1, 4512, 310.0, 45.2, 0.5)
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(160, 36)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: "reading ━━━━╌╌╌╌ 4,512 articles · 45 s left" in shown(app))
        desk.current = Progress("reading", 3, 12, (), 1, 5)
        await until(pilot, lambda: "reading ━━╌╌╌╌╌╌ 3/12" in shown(app))
        desk.current = Progress("indexing", 3, 12, (), 1, left=200.0)
        await until(pilot, lambda: "indexing ━━╌╌╌╌╌╌ 3/12 · 3 min left" in shown(app))
        await pilot.resize_terminal(50, 20)
        await until(pilot, lambda: "3/12" in shown(app) and "min" not in shown(app).splitlines()[0])
        assert "…" not in shown(app).splitlines()[0], "what does not fit is left out whole"


async def test_a_file_that_changes_wakes_an_app_that_has_fallen_silent(desk: FakeDesk) -> None:
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: app._quiet > QUIET_POLLS)
        assert desk.watcher is not None
        desk.current = Progress("reading", 0, 2, (), 1)
        desk.watcher()
        await until(pilot, lambda: "reading" in shown(app))
    desk.watcher()  # the watcher may outlive the app


async def test_an_article_whose_file_is_gone_is_marked_in_a_list(desk: FakeDesk) -> None:
    first, second = seed_views()
    desk.views = [replace(first, card=replace(first.card, gone=True)), second]
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(160, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press("slash", *"turkey", "enter")
        await until(pilot, lambda: "file is gone" in shown(app))


async def test_refreshing_what_is_shown_drops_no_article_that_is_being_opened(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        view = screen.article.view
        assert view is not None
        other = next(one.card.id for one in seed_views() if one.card.id != view.card.id)
        gate, plain = threading.Event(), FakeDesk.article

        def held(desk: FakeDesk, key: str) -> ArticleView:
            gate.wait(10)
            return plain(desk, key)

        monkeypatch.setattr(FakeDesk, "article", held)
        screen.open_article(view.card.id, None, ())
        await pilot.pause()
        screen.open_article(other, None, ())
        await pilot.pause()
        screen.run_worker(screen._reload_article())
        await pilot.pause()
        gate.set()
        await until(pilot, lambda: screen.article.view is not None and screen.article.view.card.id == other)


async def test_where_nobody_looks_for_statements_any_more_none_are_promised(app: BriefingApp, desk: FakeDesk) -> None:
    desk.views = [replace(view, card=replace(view.card, statements=None), statements=()) for view in desk.views]
    desk.current = replace(desk.current, stage="attributing")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Statements appear here as they are found." in shown(app))
        desk.current = replace(desk.current, stage="idle", problems=("Finding statements was given up.",))
        await until(pilot, lambda: "problems may say why" in shown(app))


async def test_an_article_that_is_written_anew_is_shown_anew_at_the_same_words(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await until(pilot, lambda: screen.card is not None and screen.article.view is not None)
        before, card = screen.article.view, screen.card
        assert before is not None
        assert card is not None
        new = replace(before.card, id="new")
        found = tuple(replace(one, id=f"new:{number}", article=new) for number, one in enumerate(before.statements))
        versions = (new, before.card)
        reading = replace(before, card=replace(new, statements=None), statements=(), versions=versions)
        views = [reading]
        monkeypatch.setattr(FakeDesk, "article", lambda self, key: views[-1])
        await screen._reload_article()
        assert screen.article.view is reading
        assert screen.card is card, "what it says now is only being found"
        views.append(replace(reading, card=new, statements=found))
        await screen._reload_article()
        assert screen.card in found
        assert screen.card.content == card.content
        assert screen.article.card is screen.card
        others = tuple(one for one in found if one.content != card.content)
        views.append(replace(reading, card=new, statements=others))
        await screen._reload_article()
        assert screen.card is None, "it does not say so any more"
