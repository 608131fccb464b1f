"""Reading, tagging and noting at the desk: what the keys do is there afterwards, and is seen without colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from briefing.model.outlets import Outlets
from briefing.services.desk import Desk
from briefing.tui.app import BriefingApp
from briefing.tui.screens import marking
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.remark import NoteScreen, TagScreen
from briefing.tui.widgets.statements import cards_of
from tests.library.fakes import Bench
from tests.tui.steps import ready, shown, until

SIZES = [(120, 36), (80, 24), (60, 20)]
ONE = 'Harbour\n\n"The harbour is [sic] open," said Anna Berg. "It closes," said Tom Hill.'
TWO = 'Market\n\n"Prices fall," said Maria Lind. "They rise," said Anna Berg.'


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    bench.write("a.txt", ONE)
    bench.write("b.txt", TWO)
    yield bench
    bench.close()


@pytest.fixture
def desk(bench: Bench, tmp_path: Path) -> Desk:
    return Desk(bench.run(), name="news", data_dir=tmp_path, threshold=0.5, outlets=Outlets({}))


@pytest.fixture
def app(desk: Desk) -> BriefingApp:
    return BriefingApp(lambda: desk)


def tags_on(desk: Desk) -> dict[str, list[str]]:
    return {
        place: [tag.name for tag in beside.tags.values()] for place, beside in desk.marking.margin().remarks.items()
    }


def said(app: BriefingApp) -> list[str]:
    """What was told, the last thing last."""
    return [one.message for one in app._notifications]


async def tag_screen(pilot: Pilot[None], app: BriefingApp) -> TagScreen:
    await pilot.press("T")
    await until(pilot, lambda: isinstance(app.screen, TagScreen) and app.screen.query(Input))
    assert isinstance(app.screen, TagScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_a_statement_is_tagged_found_and_taken_back(
    app: BriefingApp, desk: Desk, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        card = screen.card
        assert card is not None
        await tag_screen(pilot, app)
        assert card.content[:12] in shown(app)
        await pilot.press(*"Sea, ships", "enter")
        await until(pilot, lambda: tags_on(desk) == {card.id: ["Sea", "ships"]})
        await until(pilot, lambda: "#Sea #ships" in shown(app) or "#2" in shown(app))
        await pilot.press("slash", *"tag:s")
        await until(pilot, lambda: len(screen.search_box._suggestion) > len("tag:s"))
        await pilot.press("tab")
        await until(pilot, lambda: screen.search_box.value == "tag:sea")
        await until(pilot, lambda: screen.found is not None and screen.found.records == 1)
        await pilot.press("escape", "u")
        await until(pilot, lambda: tags_on(desk) == {})
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and "#" not in shown(app))


async def test_tags_are_completed_changed_and_left(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        first = screen.card
        assert first is not None
        desk.marking.tag(desk.statements()[1], ["harbour news"])
        await tag_screen(pilot, app)
        assert "harbour news 1" in shown(app)
        await pilot.press(*"ships, har", "tab")
        await until(pilot, lambda: app.screen.query_one(Input).value == "ships, harbour news, ")
        await pilot.press("enter")
        await until(pilot, lambda: tags_on(desk).get(first.id) == ["ships", "harbour news"])
        await tag_screen(pilot, app)
        assert app.screen.query_one(Input).value == "ships, harbour news, "
        await pilot.press("ctrl+u", *"ships", "enter")
        await until(pilot, lambda: tags_on(desk).get(first.id) == ["ships"])
        await tag_screen(pilot, app)
        await pilot.press(*"more", "escape")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert tags_on(desk)[first.id] == ["ships"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_on_the_article_is_written_and_seen(app: BriefingApp, desk: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("4", "i")
        await until(pilot, lambda: not isinstance(app.screen, DeskScreen))
        await pilot.press("q")  # what another screen looks like must not be how this one does
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen) and app.screen.query(TextArea))
        assert "NOTE ON THE ARTICLE" in shown(app)
        page, frame = app.screen.query_one(TextArea), app.screen.query_one("#note")
        assert page.region.right == frame.content_region.right, "one writes on the whole page"
        assert page.region.bottom == frame.content_region.bottom
        await pilot.press(*"ask [sic]", "enter", *"twice", "ctrl+s")
        view = screen.article.view
        assert view is not None
        await until(pilot, lambda: desk.marking.margin().beside(view.card).note is not None)
        note = desk.marking.margin().beside(view.card).note
        assert note is not None
        assert note.text == "ask [sic]\ntwice"
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and "note" in str(screen.article.border_subtitle))
        await pilot.press("3")

        def why() -> list[str]:
            return [screen.why.line(number).plain.rstrip() for number in range(screen.why.line_count)]

        await until(pilot, lambda: " note     ask [sic]" in why())
        assert "twice (on the article)" in " ".join(" ".join(why()).split()), "and not on the statement"
        assert ("", "") not in list(pairwise(why())), "one blank line is enough"


async def test_what_is_tagged_or_noted_on_says_where_it_is_cut(app: BriefingApp, desk: Desk, bench: Bench) -> None:
    words = "the harbour is open and will stay open as long as there are ships that can sail into it"
    bench.write("a.txt", f'Harbour\n\n"So far {words}, and as long as there are fish," said Anna Berg.')
    desk.start()
    assert desk.wait(30)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await ready(pilot, app)
        while screen.card is None or words not in screen.card.content:
            await pilot.press("j")
        for key in ("T", "M"):
            await pilot.press(key)
            await until(pilot, lambda: app.screen.query("#about") and "THE STATEMENT" in shown(app))
            lines = shown(app).splitlines()
            first = 1 + next(number for number, line in enumerate(lines) if "THE STATEMENT" in line)
            assert lines[first + 1].rstrip(" │").endswith("…")
            assert not lines[first + 2].strip(" │"), "two lines of it, and a blank one"
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, DeskScreen))


async def test_a_note_that_is_not_kept_is_asked_about_once(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen) and app.screen.query(TextArea))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen) and app.screen.query(TextArea))
        await pilot.press(*"half", "escape")
        await until(pilot, lambda: "not kept yet" in shown(app))
        await pilot.press(*" a")
        await until(pilot, lambda: "not kept yet" not in shown(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert not desk.marking.margin().remarks


async def test_an_article_is_read_when_one_was_in_it_or_said_so(
    app: BriefingApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "READ_AFTER", 0.01)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await until(pilot, lambda: "2 unread" in shown(app))
        assert shown(app).count("•") >= 4, "a dot before each of the statements"
        await pilot.press("j", "j", "j", "k")
        assert desk.marking.margin().read == frozenset(), "going through the list reads nothing"
        await pilot.press("enter")
        await until(pilot, lambda: "1 unread" in shown(app))
        assert screen.article.view is not None
        assert desk.marking.margin().read == {screen.article.view.card.id}
        await pilot.press("full_stop")
        await until(pilot, lambda: "2 unread" in shown(app))
        screen.mark_shown(read=True)
        await until(pilot, lambda: "unread" not in shown(app))
        assert len(desk.marking.margin().read) == 2
        await pilot.press("2", "full_stop")
        await until(pilot, lambda: "1 unread" in shown(app))
        await pilot.press("slash", *"is:unread", "enter")
        await until(pilot, lambda: screen.found is not None and screen.found.articles == 1)
        assert "in articles that you have not read" in shown(app)


async def test_a_whole_list_is_read_and_taken_back(app: BriefingApp, desk: Desk, bench: Bench) -> None:
    bench.write("c.txt", "Weather\n\nIt rained on the pier all day, and nobody spoke.")
    desk.start()
    assert desk.wait(30)

    def read() -> frozenset[str]:
        return desk.marking.margin().read

    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await until(pilot, lambda: "3 unread" in shown(app))
        await pilot.press("1", *"jjjj")
        await until(pilot, lambda: screen.actors.current is not None and screen.actor != "" and screen.statements.rows)
        of_actor = {card.article.id for card in cards_of(screen.statements.rows)}
        assert 0 < len(of_actor) < 3
        await pilot.press("C")
        await until(pilot, lambda: read() == of_actor)
        await pilot.press("g")
        await until(pilot, lambda: len(cards_of(screen.statements.rows)) == 4)
        await pilot.press("C")
        await until(pilot, lambda: len(read()) == 3 and "unread" not in shown(app))
        number = 3 - len(of_actor)
        assert f"{number} article" in said(app)[-1], "the one in which nobody speaks is read too"
        await pilot.press("u")
        await until(pilot, lambda: read() == of_actor and f"{number} unread" in shown(app))
        await pilot.press("u")
        await until(pilot, lambda: not read() and "3 unread" in shown(app))
        await pilot.press("U", "U")
        await until(pilot, lambda: len(read()) == 3)
        await pilot.press("C")
        await until(pilot, lambda: "read already" in said(app)[-1])
        await pilot.press("u", "2", "full_stop", "u")
        await until(pilot, lambda: read() == of_actor)


async def test_what_was_marked_stays_when_something_was_decided_since(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("C")
        await until(pilot, lambda: len(desk.marking.margin().read) == 2)
        await tag_screen(pilot, app)
        await pilot.press(*"sea", "enter")
        await until(pilot, lambda: tags_on(desk))
        await pilot.press("u")
        await until(pilot, lambda: not tags_on(desk))
        assert len(desk.marking.margin().read) == 2
        await pilot.press("slash", *"prices", "enter")
        await until(pilot, lambda: screen.finding and screen.found is not None)
        await pilot.press("u")
        await until(pilot, lambda: "nothing was taken back" in said(app)[-1])
        assert len(desk.marking.margin().read) == 2


async def test_what_the_text_has_left_is_seen_to_be_so(app: BriefingApp, desk: Desk, bench: Bench) -> None:
    filler = " ".join(f"The pilots met on pier {number} and agreed on little." for number in range(40))
    bench.write("a.txt", f"{ONE}\n\n{filler}")
    desk.start()
    assert desk.wait(30)
    desk.marking.tag(next(card for card in desk.statements() if "harbour" in card.content), ["sea"])
    bench.write("a.txt", f"{ONE}\n\n{filler} They went home.")
    desk.start()
    assert desk.wait(30)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await until(pilot, lambda: re.search(r"#(sea|1)\?", shown(app)))
        while screen.card is None or "harbour" not in screen.card.content:
            await pilot.press("j")
        await until(pilot, lambda: "changed since)" in shown(app))
        await tag_screen(pilot, app)
        assert "given before the text changed" in shown(app)
        await pilot.press(*"se", "tab", "enter")
        await until(pilot, lambda: re.search(r"#(sea|1) ", shown(app)))
