"""What is said in several places: once in the list, all its places in the panel, its wordings beside each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing.model import ActorKind, Kind, Span, Speaker, Statement
from briefing.services.views import ArticleView, StatementCard
from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.text import WordingsScreen
from briefing.tui.widgets.actors import EVERYONE
from briefing.tui.widgets.statements import cards_of, facts
from tests.tui.fake_desk import FakeDesk, article_from, card_of, statement_card
from tests.tui.steps import ready, shown, until

WORDS = "The lighthouse [sic] will be lit again before the first snow"
SHORTER = "will be lit again before the first snow"


def view_of(name: str, words: str, day: int, place: int, extra: str = "") -> ArticleView:
    """An article in which Ann Grey says something."""
    text = f"{words}\n{extra or 'Nothing else was said.'}"
    article = article_from(text, f"{name}.txt", title=name, outlet=f"The {name}", day=dt.date(2021, 3, day))
    speaker = Speaker(name="Ann Grey", kind=ActorKind.PERSON)
    said = [Statement(content=(Span(0, len(words)),), speaker=speaker, kind=Kind.DIRECT, confidence=0.9)]
    if extra:
        said.append(
            Statement(content=(Span(len(words) + 1, len(text)),), speaker=speaker, kind=Kind.DIRECT, confidence=0.9)
        )
    cards = [statement_card(article, one, actor_id="person:ann grey") for one in said]
    cards[0] = replace(cards[0], saying=7, place=place, places=2)
    return ArticleView(card_of(article, len(cards)), article, tuple(cards), "unchanged")


@pytest.fixture
def app() -> BriefingApp:
    later = view_of("Herald", SHORTER, 5, 1, "Nobody asked me about the keeper's house")
    first = view_of("Gazette", WORDS, 3, 0)
    places = {7: (first.statements[0], later.statements[0])}
    views = [replace(view, places=places) for view in (later, first)]
    return BriefingApp(lambda: FakeDesk(views))


def listed(app: BriefingApp) -> list[str]:
    rows = app.desk_screen.statements.rows
    return [row.content for row in rows if isinstance(row, StatementCard)]


def explained(screen: DeskScreen) -> str:
    """The panel's words, however they are broken into lines."""
    why = screen.why
    return " ".join(" ".join(why.line(number).plain for number in range(why.line_count)).split())


async def test_one_row_stands_for_all_places_until_asked_for_each(app: BriefingApp) -> None:
    async with app.run_test(size=(180, 40)) as pilot:
        await ready(pilot, app)
        assert listed(app) == ["Nobody asked me about the keeper's house", WORDS]
        assert "in 2 places" in shown(app)
        await pilot.press("c")
        await until(pilot, lambda: len(listed(app)) == 3)
        assert "place 2 of 2" in shown(app)
        await pilot.press("c")
        await until(pilot, lambda: len(listed(app)) == 2)


@pytest.mark.parametrize(
    ("width", "name", "places"),
    [
        (80, "to review: Ann Grey?", "in 2 places"),
        (54, "to review: Ann Grey?", "×2"),
        (44, "Ann Grey?", "×2"),
    ],
)
async def test_the_name_has_room_before_the_places_and_that_it_is_to_review(
    app: BriefingApp, width: int, name: str, places: str
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await ready(pilot, app)
        card = next(row for row in cards_of(screen.statements.rows) if row.places == 2)
        line = facts(screen.statements, replace(card, unsure=True), width).plain
        assert f" {name} " in line
        assert f" {places} " in line
        assert len(line) == width


async def test_a_blank_stands_between_the_rows_and_the_edge(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await ready(pilot, app)
        for width in (40, 46, 52, 80):
            for row in screen.statements.rows:
                lines = screen.statements.draw(row, width, current=True)
                assert len(lines) <= screen.statements.measure(row, width)
                assert max(line.cell_length for line in lines) < width


async def test_the_panel_lists_the_places_and_a_key_their_wordings(app: BriefingApp) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("2", "j")
        await until(pilot, lambda: screen.card is not None and screen.card.places == 2)
        await until(pilot, lambda: "05 Mar 2021 The Herald ¶1" in explained(screen))
        assert "2 places; w shows their words" in explained(screen)
        assert "03 Mar 2021 The Gazette ¶1, the earliest, here" in explained(screen)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WordingsScreen))
        frame = shown(app)
        assert "SAID IN 2 PLACES, IN 2 WORDINGS" in frame
        assert f"· {WORDS}" in frame
        assert f"+ {SHORTER}" in frame
        await pilot.press("w")
        await until(pilot, lambda: app.screen is screen)


async def test_a_place_that_is_not_in_the_list_is_at_the_row_that_stands_for_it(app: BriefingApp) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        screen = await ready(pilot, app)
        await until(pilot, lambda: screen.article.view is not None)
        assert screen.article.view is not None
        screen.pick(screen.article.view.statements[0])
        await pilot.pause()
        row = screen.statements.current
        assert isinstance(row, StatementCard)
        assert row.content == WORDS
        assert screen.card is not None
        assert screen.card.content == SHORTER
        assert screen.actor == EVERYONE, "the list has it already, and need not be another"
        assert "here" in shown(app)


async def test_what_stands_in_one_place_has_no_wordings_to_compare(app: BriefingApp) -> None:
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        screen = await ready(pilot, app)
        assert screen.card is not None
        assert screen.card.places == 1
        await pilot.press("w")
        await pilot.pause()
        assert app.screen is screen
        await until(pilot, lambda: "one place only" in shown(app))


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (40, 12)])
async def test_how_sure_it_is_stays_in_sight_beside_the_places(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        pane = (await ready(pilot, app)).statements
        for key in (None, "c"):
            if key is not None:
                await pilot.press(key)
                await until(pilot, lambda: len(listed(app)) == 3)
            told = [pane.line(number).plain.rstrip() for number in range(pane.line_count)]
            several = [line for line in told if "Ann" in line]
            assert len(several) == len(listed(app))
            assert all(line.endswith("90\u00a0%") for line in several)
