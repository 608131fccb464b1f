"""Where the reader was comes back, and another library opens without leaving the app."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events

from briefing.model import Mode
from briefing.model.outlets import Outlets
from briefing.services.desk import Desk
from briefing.services.session import Session
from briefing.tui import libraries
from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.pick import PickScreen
from tests.library.fakes import WORKER, Bench
from tests.tui.steps import ready, shown, until

LONG = "Harbour\n\n" + "\n\n".join(
    f'"Pier {n} is open," said Anna Berg. "Pier {n} closes," said Tom Hill.' for n in range(40)
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    bench.write("a.txt", LONG)
    bench.write("b.txt", 'Market\n\n"Prices fall," said Maria Lind. "They rise," thinks Anna Berg.')
    yield bench
    bench.close()


@pytest.fixture
def open_desk(bench: Bench, tmp_path: Path) -> Callable[[], Desk]:
    return lambda: Desk(bench.run(), name="news", data_dir=tmp_path, threshold=0.5, outlets=Outlets({}))


@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
async def test_the_statement_its_actor_and_the_place_come_back(
    open_desk: Callable[[], Desk], size: tuple[int, int]
) -> None:
    app = BriefingApp(open_desk)
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        screen.choose_actor("person:tom hill")
        await until(pilot, lambda: len(screen.statements.rows) == 40)
        await pilot.press("2", *("j" * 20), "m", "p")
        await until(pilot, lambda: screen.grouped and Mode.ATTITUDE in screen.modes)
        await pilot.press("4", *("j" * 3))
        await until(pilot, lambda: screen.article.card is not None and screen.article.card.id == screen.card.id)  # type: ignore[union-attr]
        card, at = screen.card, screen.article.seen.start
        assert at > 0
        await pilot.press("ctrl+q")
    again = BriefingApp(open_desk)
    async with again.run_test(size=size) as pilot:
        screen = await ready(pilot, again)
        assert card is not None
        await until(pilot, lambda: screen.card is not None and screen.card.id == card.id)
        assert screen.statements.current_key == card.id
        assert screen.actor == screen.actors.current_key == "person:tom hill"
        assert (screen.grouped, screen.modes) == (True, (Mode.SPEECH, Mode.ATTITUDE))
        await until(pilot, lambda: screen.article.seen.start == at)
        assert screen.focused is screen.article


async def test_a_search_comes_back_at_the_same_result(open_desk: Callable[[], Desk]) -> None:
    app = BriefingApp(open_desk)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"closes", "enter")
        await until(pilot, lambda: screen.found is not None and len(screen.results.rows) > 10)
        await pilot.press("f", "f")
        await until(pilot, lambda: screen.only == "statements")
        await pilot.press(*("j" * 5))
        key = screen.results.current_key
        await until(pilot, lambda: screen.card is not None and screen.card.id == key)
        await pilot.press("ctrl+q")
    again = BriefingApp(open_desk)
    async with again.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(again.screen, DeskScreen) and again.desk_screen.found is not None)
        screen = again.desk_screen
        await until(pilot, lambda: screen.results.current_key == key)
        assert (screen.search_box.value, screen.only, screen.finding) == ("closes", "statements", True)
        await until(pilot, lambda: screen.card is not None and screen.card.id == key)
        assert again.reader is not None
        assert again.reader.desk.finding.history() == ["closes"]


async def test_whoever_has_moved_already_is_left_where_they_are(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    cards = desk.statements()
    desk.session.keep(Session(statement=cards[30].id, article=cards[30].article.id, at=500, grouped=True))
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("z")
        screen = await ready(pilot, app)
        assert screen.card is not None
        assert screen.card.id == cards[0].id
        assert not screen.grouped


async def test_what_is_no_more_there_gives_way_to_the_beginning(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    desk.session.keep(
        Session(statement="gone:1", article="gone", actor="person:gone", order="odd", only="odd", pane="odd", at=9)
    )
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert screen.statements.rows
        assert screen.card is not None


async def test_it_is_written_after_a_pause_too(open_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "KEEP_EVERY", 0.05)
    app = BriefingApp(open_desk)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("j", "j")
        assert app.reader is not None
        desk = app.reader.desk
        await until(pilot, lambda: screen.card is not None and desk.session.load()[0].statement == screen.card.id)


async def test_another_library_is_opened_in_place_of_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.workers.WORKER", WORKER)
    for name, text in (("one", '"It opens," said Anna Berg.'), ("two", '"It closes," said Tom Hill.')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Harbour {name}\n\n{text}\n", encoding="utf-8")
        with Desk.open([tmp_path / name], data_dir=tmp_path / "data") as desk:
            desk.start()
            assert desk.wait(30)
    app = BriefingApp(lambda: Desk.open(name="one", data_dir=tmp_path / "data"))
    async with app.run_test(size=(120, 36)) as pilot:
        first = await ready(pilot, app)
        before = app.reader
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and len(app.screen.choices.rows) == 2)
        much = f"1 article · 1 statement · opened {dt.date.today():%d %b %Y} "
        assert much in shown(app), "whole: there is room"
        for width in (60, 56):
            await pilot.resize_terminal(width, 20)
            await until(pilot, lambda: f"   {much}" in shown(app))
            lines = shown(app).splitlines()
            assert len([line for line in lines if much in line and "one" not in line and "two" not in line]) == 2
        await pilot.resize_terminal(120, 36)
        await pilot.press(*"two", "enter")
        await until(pilot, lambda: app.reader is not None and app.reader is not before)
        second = await ready(pilot, app)
        assert second is not first
        assert "two" in shown(app)
        assert second.card is not None
        assert second.card.content == "It closes"
        assert before is not None
        assert "closed" in str(before.desk.progress().problems), "the first is closed"
        await pilot.press("slash", *"closes")
        await until(pilot, lambda: second.found is not None and second.found.articles == 1)
        shutil.copytree(tmp_path / "data" / "libraries" / "one", tmp_path / "data" / "libraries" / "broken")
        (tmp_path / "data" / "libraries" / "broken" / "record.sqlite3").write_bytes(b"no record " * 500)
        await pilot.press("escape", "L")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and len(app.screen.choices.rows) == 3)
        assert "cannot be opened: enter says why" in shown(app), "and not the first words of it"
        await pilot.press(*"broken", "enter")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await until(pilot, lambda: any("is damaged or is no library" in note.message for note in app._notifications))
        await pilot.press("ctrl+q")


async def test_a_query_too_long_to_be_kept_is_not(open_desk: Callable[[], Desk]) -> None:
    app = BriefingApp(open_desk)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash")
        pasted = " ".join(f"word{number}" for number in range(10_000))
        screen.search_box.post_message(events.Paste(pasted))
        await until(pilot, lambda: screen.found is not None and screen.search_box.value == pasted)
        await pilot.press("enter")
        await until(pilot, lambda: not screen.search_box.has_focus)
        kept = screen.where()
        assert kept is not None
        assert (kept.finding, kept.query) == (False, "")
