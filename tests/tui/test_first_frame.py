"""The first frame waits for nothing; quitting neither."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace

import pytest
from textual.css.query import NoMatches

from briefing.errors import LibraryError
from briefing.services.desk import Desk
from briefing.services.views import ArticleView, Progress
from briefing.tui.app import BriefingApp
from briefing.tui.reader import Overview
from briefing.tui.screens import looking, marking
from briefing.tui.widgets.masthead import Standing
from tests.tui.fake_desk import FakeDesk, seed_views
from tests.tui.steps import ready, shown, until


async def test_first_frame_is_out_before_the_desk_is_open(desk: FakeDesk) -> None:
    asked, may_open = threading.Event(), threading.Event()

    def open_desk() -> Desk:
        asked.set()
        may_open.wait(10)
        return desk

    app = BriefingApp(open_desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, asked.is_set)
        text = shown(app)
        assert "opening" in text
        assert "ACTORS" in text
        assert "STATEMENTS" in text
        await pilot.press("z")  # the app listens meanwhile
        assert app.desk_screen.zoomed
        await pilot.press("z")
        may_open.set()
        await ready(pilot, app)
        assert "22 statements" not in shown(app)
        assert "24 statements" in shown(app)


@pytest.mark.parametrize(
    ("name", "top"),
    [("", "briefing  opening"), ("news [sic]", "briefing news [sic]   opening")],
    ids=["unknown", "known"],
)
async def test_the_library_has_its_name_from_the_first_frame_on(desk: FakeDesk, name: str, top: str) -> None:
    may_open = threading.Event()

    def open_desk() -> Desk:
        may_open.wait(10)
        return desk

    app = BriefingApp(open_desk)
    app.opening = name
    beginnings: dict[str, str] = {}

    def has_desk() -> bool:
        beginnings[type(app.screen).__name__] = shown(app).split("…")[0]
        return app.has_desk

    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, has_desk)
        has_desk()
        may_open.set()
        await ready(pilot, app)
    assert "DeskScreen" in beginnings
    assert {one.strip() for one in beginnings.values()} - {""} == {top}


async def test_quits_at_once_while_the_desk_is_still_being_opened() -> None:
    asked, may_open, desk = threading.Event(), threading.Event(), FakeDesk()

    def open_desk() -> Desk:
        asked.set()
        may_open.wait(10)
        return desk

    app = BriefingApp(open_desk)
    async with app.run_test() as pilot:
        await until(pilot, asked.is_set)
        began = time.monotonic()
        await pilot.press("ctrl+q")
    assert time.monotonic() - began < 1
    may_open.set()
    assert desk.closed.wait(5), "a desk that comes too late is closed all the same"


async def test_quits_at_once_during_a_slow_search(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test() as pilot:
        await ready(pilot, app)
        desk.slow = 5.0
        await pilot.press("slash", *"turkey")
        await until(pilot, lambda: any(call.startswith("find") for call in desk.calls))
        began = time.monotonic()
        await pilot.press("ctrl+q")
    assert time.monotonic() - began < 1
    assert desk.closed.is_set()


async def test_a_desk_that_cannot_be_opened_ends_the_app_with_its_sentence() -> None:
    def open_desk() -> Desk:
        raise LibraryError("The library cannot be opened: its disk is gone.")

    app = BriefingApp(open_desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert str(app.failure) == "The library cannot be opened: its disk is gone."
    assert app.return_code == LibraryError.exit_code


async def test_statements_fill_in_and_the_reader_is_not_disturbed(desk: FakeDesk) -> None:
    whole = seed_views()
    empty = [ArticleView(replace(view.card, statements=None), view.article, (), "unchanged") for view in whole]
    desk.views = [whole[0], empty[1]]
    desk.current = Progress("attributing", 1, 2, (), 1)
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await until(pilot, lambda: "finding statements" in shown(app))
        assert "1/2" in shown(app)
        await pilot.press("j", "j")
        await until(pilot, lambda: screen.article.card is not None and screen.article.card.id == screen.card.id)  # type: ignore[union-attr]
        chosen, sight = screen.card, screen.article.scroll_offset
        assert chosen is not None
        desk.views = [whole[0], whole[1]]
        desk.current = Progress("idle", 2, 2, (), 2)
        await until(pilot, lambda: len(screen.statements.rows) == 22)
        assert screen.card is not None
        assert screen.card.id == chosen.id
        assert screen.statements.current_key == chosen.id
        assert screen.article.scroll_offset == sight
        assert "finding statements" not in shown(app)


async def test_a_library_that_is_not_read_yet_shows_its_article_at_once(desk: FakeDesk) -> None:
    desk.views = [
        ArticleView(replace(view.card, statements=None), view.article, (), "unchanged") for view in desk.views
    ]
    desk.current = Progress("attributing", 0, 2, (), 1)
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.has_desk)
        await until(pilot, lambda: "Faizan Hashmi" in shown(app))
        await until(pilot, lambda: "appear here as they are" in shown(app))
        assert any(call.startswith("prefer") for call in desk.calls), "what is open is read before all else"


async def test_files_that_cannot_be_read_are_told_once(app: BriefingApp, desk: FakeDesk) -> None:
    desk.current = Progress("idle", 1, 1, ("one.txt cannot be read [sic].", "two.txt is empty: fill it."), 1)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: len(app._notifications) == 1)
        assert "two.txt is empty" in next(iter(app._notifications)).message
        assert app.problems == desk.current.problems


async def test_a_last_look_at_the_progress_after_quitting_is_no_error(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
    app._poll()  # the timer's last tick may come when the screen is gone


async def test_a_look_at_the_progress_draws_only_what_changed(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        app._poll()
        drawn: list[None] = []
        monkeypatch.setattr(screen.query_one(Standing), "refresh", lambda: drawn.append(None))
        app._poll()
        app._poll()
        assert not drawn
        desk.current = replace(desk.current, stage="reading")
        app._poll()
        assert drawn


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (120, "finding statements ━━━━╌╌╌╌ 5,000/9,999 · 3 min left"),
        (70, "S-400 desk   finding statements ━━━━╌╌╌╌ 5,000/9,999"),
        (60, "S-400 desk   finding statements 50\u00a0%"),
        (40, "finding statements 50\u00a0%"),
    ],
)
async def test_how_far_it_is_is_seen_whole(app: BriefingApp, desk: FakeDesk, columns: int, said: str) -> None:
    desk.current = Progress("attributing", 5_000, 9_999, (), 1, left=180.0)
    async with app.run_test(size=(columns, 20)) as pilot:
        screen = await ready(pilot, app)
        app._poll()
        await pilot.pause()
        assert said in screen.query_one(Standing).render_line(0).text


async def test_what_was_asked_first_is_not_shown_last(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert screen.reader is not None
        told, old, come = screen.reader.overview, await screen.reader.overview("said"), asyncio.Event()
        newer = replace(old, actors=old.actors[1:])
        asked = iter([old, newer])

        async def overview(order: str) -> Overview:
            answer = next(asked, None) or await told(order)
            if answer is old:
                await come.wait()
            return answer

        monkeypatch.setattr(screen.reader, "overview", overview)
        both = [asyncio.create_task(screen.refresh_all()) for _ in range(2)]
        await pilot.pause()
        come.set()
        await asyncio.gather(*both)
        assert screen.overview is not None
        assert screen.overview.actors == newer.actors


async def test_what_comes_after_the_panes_are_gone_is_dropped(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test() as pilot:
        screen = await ready(pilot, app)
        with pytest.raises(NoMatches), screen.told():
            raise NoMatches("a pane that should be there")
        with monkeypatch.context() as quitting:
            quitting.setattr(BriefingApp, "is_running", False)
            with screen.told():
                raise NoMatches("a pane of a screen that is closing")


async def test_work_that_wakes_when_the_panes_are_gone_is_no_error(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_PAUSE", 0.0)
    monkeypatch.setattr(marking, "READ_AFTER", 0.0)
    async with app.run_test() as pilot:
        screen = await ready(pilot, app)
        with monkeypatch.context() as quitting:
            quitting.setattr(BriefingApp, "is_running", False)
            woken = [screen._picture_actors(), screen._read_soon()]
            await screen.query("ActorsPane, ArticlePane").remove()
            for worker in woken:
                await worker.wait()
