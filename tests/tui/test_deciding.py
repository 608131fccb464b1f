"""Reviewing and deciding who is who, on a real desk: what the keys do is there afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from briefing.library import identities
from briefing.model import ActorCard, Span
from briefing.model.outlets import Outlets
from briefing.services.desk import Desk
from briefing.services.review import Evidence, OnStatement
from briefing.tui.app import BriefingApp
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.pick import PickScreen
from briefing.tui.screens.review import ReviewScreen
from briefing.tui.widgets.evidence import EvidencePane, QuestionPane
from briefing.tui.widgets.hints import Hints, fitting
from tests.library.fakes import Bench
from tests.tui.steps import ready, shown, until

SIZES = [(120, 36), (80, 24), (60, 20)]
ONE = (
    'Harbour\n\n"The harbour is [sic] open," said Anna Berg. "It perhaps closes," said Tom Hill.\n\n'
    '"Perhaps it is perhaps sold," said Otto Krug.'
)
TWO = 'Market\n\n"Prices fall," said Maria Lind. "They perhaps rise," said Anna Berg.'


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


async def review(pilot: Pilot[None], app: BriefingApp) -> ReviewScreen:
    await ready(pilot, app)
    await pilot.press("r")
    await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.query(EvidencePane))
    screen = app.screen
    assert isinstance(screen, ReviewScreen)
    await until(pilot, lambda: "SOURCE" in str(screen.query_one("#source", EvidencePane).border_title))
    return screen


def unsure(desk: Desk) -> list[str]:
    return sorted(card.content for card in desk.statements() if card.unsure)


def told(app: BriefingApp, words: str) -> bool:
    return any(words in note.message for note in app._notifications)


@pytest.mark.parametrize("size", SIZES)
async def test_reviewing_to_the_end_with_one_key_each(app: BriefingApp, desk: Desk, size: tuple[int, int]) -> None:
    assert len(unsure(desk)) == 3
    async with app.run_test(size=size) as pilot:
        screen = await review(pilot, app)
        assert "1 of 3" in str(screen.query_one(QuestionPane).border_title)
        name = screen.question.card.statement.speaker.name  # type: ignore[union-attr]
        assert f"Did {name} say this?" in shown(app)
        await pilot.press("y")
        await until(pilot, lambda: "2 of 3" in str(screen.query_one(QuestionPane).border_title))
        await pilot.press("h")
        await until(pilot, lambda: "3 of 3" in str(screen.query_one(QuestionPane).border_title))
        await pilot.press("y")
        await until(pilot, lambda: told(app, "That was the last of 3."))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert len(unsure(desk)) == 1
        await until(
            pilot, lambda: app.desk_screen.overview is not None and app.desk_screen.overview.summary.unsure == 1
        )


@pytest.mark.parametrize("size", SIZES)
async def test_the_sentences_stand_beside_or_below_each_other(
    app: BriefingApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await review(pilot, app)
        panes = [screen.query_one(name, EvidencePane) for name in ("#source", "#name")]
        screen.query_one("#sentences").remove_class("-alone")
        await pilot.pause()
        source, name = (pane.region for pane in panes)
        assert source.height >= 3
        assert name.height >= 3
        assert (source.y == name.y) is (size[0] >= 80)
        assert screen.query_one("#question").region.height >= 5


async def test_where_a_sentence_does_not_fit_the_words_that_count_are_seen(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await review(pilot, app)
        pane = screen.query_one("#source", EvidencePane)
        before = "The ministers talked about tariffs, about ships and about fish for most of a long day, and then "
        words = f"{before * 12}an official said so."
        start = words.index("an official")
        pane.show("THE SOURCE", Evidence(words, (Span(start, start + 11),), 1, "a.txt"))
        await until(pilot, lambda: "an official" in shown(app))
        pane.show("THE SOURCE", Evidence(words, (Span(4, 13),), 1, "a.txt"))
        await until(pilot, lambda: "The ministers" in shown(app))
        await pilot.resize_terminal(50, 20)
        await until(pilot, lambda: "The ministers" in shown(app))


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
async def test_wrong_picks_the_speaker_by_typing(app: BriefingApp, desk: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await review(pilot, app)
        card = screen.question.card  # type: ignore[union-attr]
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and app.screen.choices.rows)
        await pilot.press(*"lind")
        await until(pilot, lambda: app.screen.choices.rows[0].name == "Maria Lind")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and screen._answers)
        await until(pilot, lambda: "Maria Lind" in screen._answers[f"statement {card.id}"])
        (decided,) = [one for one in desk.statements() if one.id == card.id]
        assert decided.actor_id == "person:maria lind"
        assert decided.decided is not None


async def test_wrong_takes_a_name_that_is_written(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot, app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and app.screen.choices.rows)
        await pilot.press(*"Nina Voss", "enter")
        await until(pilot, lambda: any("Nina Voss" in answer for answer in screen._answers.values()))
        assert [actor.said for actor in desk.actors() if actor.name == "Nina Voss"] == [1]


async def test_what_can_be_no_name_is_not_offered(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot, app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and app.screen.choices.rows)
        picking = app.screen
        assert isinstance(picking, PickScreen)
        app.post_message(Paste("x" * 500))
        await until(pilot, lambda: not picking.choices.rows)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: app.screen is screen)
        assert not desk.deciding.journal()
        assert not told(app, "A name has")


async def test_leaving_the_list_decides_nothing(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot, app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PickScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert not screen._answers
        assert not desk.deciding.journal()


async def test_undo_asks_again(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot, app)
        first = screen.question.key
        await pilot.press("y", "y", "u", "u")
        await until(pilot, lambda: len(unsure(desk)) == 3 and len(desk.deciding.journal()) == 2)
        assert screen.question.key == first
        assert told(app, "Taken back: Right:")


async def test_keys_pressed_faster_than_the_record_writes_lose_nothing(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await review(pilot, app)
        await pilot.press("y", "y", "y")
        await until(pilot, lambda: not unsure(desk))
        assert len(desk.deciding.journal()) == 3


async def test_enter_reads_the_article(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await review(pilot, app)
        card = screen.question.card  # type: ignore[union-attr]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and app.desk_screen.pane == "article")
        assert app.desk_screen.card is not None
        assert app.desk_screen.card.id == card.id


async def test_doubtful_merges_are_asked_first_from_the_actors(app: BriefingApp, desk: Desk, bench: Bench) -> None:
    pair = ("person:otto krug", "person:maria lind", "they share a flat", 0.5, "", "")
    with desk._library.store._connections.writing() as connection:
        identities.doubt(connection, [pair])
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await pilot.press("1", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and "THERE Maria Lind" in shown(app))
        assert "Are Otto Krug and Maria Lind one?" in shown(app)
        assert "they share a flat" in shown(app)
        await pilot.press("y")
        await until(pilot, lambda: [actor.name for actor in desk.actors() if actor.said == 2][:1])
        assert "Otto Krug" not in {actor.name for actor in desk.actors()}


async def _at_actor(pilot: Pilot[None], app: BriefingApp, key: str) -> DeskScreen:
    screen = await ready(pilot, app)
    await pilot.press("1")
    screen.choose_actor(key)
    await until(pilot, lambda: screen.actors.current_key == key)
    return screen


@pytest.mark.parametrize("size", SIZES[1:])
async def test_an_actor_is_another(app: BriefingApp, desk: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await _at_actor(pilot, app, "person:otto krug")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and app.screen.choices.rows)
        await pilot.press(*"mar")
        await until(pilot, lambda: app.screen.choices.rows[0].name == "Maria Lind")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: screen.actor == "person:maria lind")
        assert told(app, "“Otto Krug” is “Maria Lind”.")
        await until(pilot, lambda: not screen.actors.has("person:otto krug"))
        await pilot.press("u")
        await until(pilot, lambda: screen.actors.has("person:otto krug"))
        assert told(app, "Taken back: “Otto Krug” is “Maria Lind”.")


async def test_an_actor_has_another_name(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await _at_actor(pilot, app, "person:otto krug")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, PickScreen))
        await pilot.press(*"the professor", "enter")
        await until(pilot, lambda: told(app, "is also “the professor”"))
        assert desk.deciding.actor("the professor").id == "person:otto krug"


async def test_renaming(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await _at_actor(pilot, app, "person:otto krug")
        await pilot.press("R")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one(Input).value = "O. [Krug]"
        await pilot.press("enter")
        await until(pilot, lambda: "O. [Krug]" in shown(app) and isinstance(app.screen, DeskScreen))
        await until(pilot, lambda: any(row.name == "O. [Krug]" for row in screen.actors.rows))


async def test_another_kind(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await _at_actor(pilot, app, "person:otto krug")
        await pilot.press("K")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and app.screen.choices.rows)
        await pilot.press(*"gov", "enter")
        await until(pilot, lambda: isinstance(row := screen.actors.current, ActorCard) and row.kind == "government")


async def test_hiding_and_showing_the_hidden(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await _at_actor(pilot, app, "person:otto krug")
        await pilot.press("x")
        await until(pilot, lambda: not screen.actors.has("person:otto krug"))
        await until(pilot, lambda: screen.actor == screen.actors.current_key)
        await until(pilot, lambda: screen.card is not None and screen.card.actor_id == screen.actor)
        await pilot.press("X")
        await until(pilot, lambda: screen.actors.has("person:otto krug"))
        assert "× Otto Krug" in shown(app)
        screen.choose_actor("person:otto krug")
        await pilot.press("x", "X")
        await until(pilot, lambda: not any(isinstance(row, ActorCard) and row.hidden for row in screen.actors.rows))
        assert screen.actors.has("person:otto krug")


async def test_taking_names_apart(app: BriefingApp, desk: Desk) -> None:
    desk.deciding.merge(desk.deciding.actor("Otto Krug"), desk.deciding.actor("Maria Lind"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _at_actor(pilot, app, "person:maria lind")
        await pilot.press("S")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and app.screen.choices.rows)
        await pilot.press("enter")
        await until(pilot, lambda: screen.actors.has("person:otto krug"))


async def test_what_has_one_name_cannot_be_taken_apart(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _at_actor(pilot, app, "person:otto krug")
        await pilot.press("S")
        await until(pilot, lambda: "Otto Krug goes by no other name." in shown(app))


async def test_without_an_actor_one_is_told_to_select_one(app: BriefingApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("1", "x")
        await until(pilot, lambda: told(app, "Select an actor first"))


async def test_nothing_doubtful_is_said(bench: Bench, tmp_path: Path) -> None:
    desk = Desk(bench.run(), name="news", data_dir=tmp_path, threshold=0.0, outlets=Outlets({}))
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("r")
        await until(pilot, lambda: told(app, "Nothing is doubtful"))
        await pilot.press("u")
        await until(pilot, lambda: told(app, "nothing was taken back"))


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_footer_hints_at_no_more_than_eight_keys(app: BriefingApp, desk: Desk, size: tuple[int, int]) -> None:
    def hints() -> int:
        return len(fitting(app.screen.query_one(Hints).hints, 10_000))

    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await pilot.press("1")
        assert 6 <= hints() <= 8
        await review(pilot, app)
        assert 6 <= hints() <= 8


async def test_an_answer_for_every_place_is_taken_back_at_once(bench: Bench, tmp_path: Path) -> None:
    again = '"The ferry perhaps sails again before the long winter storms close the northern route," said Anna Berg.'
    bench.write("c.txt", f"Ferry\n\n{again}")
    bench.write("d.txt", f"Boats\n\nIt was cold. {again}")
    desk = Desk(bench.run(), name="news", data_dir=tmp_path, threshold=0.5, outlets=Outlets({}))
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await review(pilot, app)
        await until(pilot, lambda: isinstance(screen.question, OnStatement))
        while screen.question.card.places == 1:  # type: ignore[union-attr]
            await pilot.press("]")
            await pilot.pause()
        assert "said in 2 places: your answer counts for this one; a for all of them" in " ".join(shown(app).split())
        await pilot.press("a")
        await until(pilot, lambda: "your answer counts for all of them" in " ".join(shown(app).split()))
        await pilot.press("y")
        await until(pilot, lambda: any("in 1 other place" in answer for answer in screen._answers.values()))
        assert not any("ferry" in card.content for card in desk.statements(copies=True) if card.unsure)
        await pilot.press("u")
        await until(pilot, lambda: not screen._answers)
        assert sum("ferry" in card.content for card in desk.statements(copies=True) if card.unsure) == 2
