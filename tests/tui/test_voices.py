"""Who speaks where in an article: letters that differ, and a column that holds the whole of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing.model import ActorKind, Kind, Span, Speaker, Statement
from briefing.services.views import ArticleView
from briefing.tui.app import BriefingApp
from briefing.tui.widgets.voices import cell_at, column_of, letters_of, line_in, quoted_in
from tests.tui.fake_desk import FakeDesk, article_from, card_of, statement_card
from tests.tui.steps import ready, until

NAMES = ("Ann Grey", "Bo Green", "Ann Grey", "the Ministry of Grain", "Bo Green")


def view_of(name: str, lines: int = 100, names: tuple[str, ...] = NAMES) -> ArticleView:
    """An article of short lines; every tenth, from the fifth, is said by one of some speakers."""
    text = "\n".join(f"Line {number} of the {name} is short." for number in range(lines))
    article = article_from(text, f"{name}.txt", title=name, day=dt.date(2021, 3, 3))
    cards = []
    for number, speaker in enumerate(names):
        start = text.index(f"Line {5 + 10 * number} ")
        kind = ActorKind.ORGANISATION if "Ministry" in speaker else ActorKind.PERSON
        statement = Statement(
            content=(Span(start, text.index("\n", start)),),
            speaker=Speaker(name=speaker, kind=kind),
            kind=(Kind.DIRECT, Kind.INDIRECT, Kind.MIXED)[number % 3],
            confidence=0.9,
        )
        cards.append(statement_card(article, statement, actor_id=speaker))
    return ArticleView(card_of(article, len(cards)), article, tuple(cards), "unchanged")


def test_every_speaker_has_a_letter_of_their_own() -> None:
    assert letters_of(view_of("a").statements) == {"Ann Grey": "G", "Bo Green": "B", "the Ministry of Grain": "M"}
    many = tuple(f"Ann Grey{'abcdefghijklmnopqrstuvwxyz'[n]}" for n in range(9))
    assert len(set(letters_of(view_of("a", names=many).statements).values())) == 9


def test_who_is_not_known_has_no_letter() -> None:
    doubtful = [replace(card, unsure=True) for card in view_of("a").statements]
    assert letters_of(doubtful) == {}


@pytest.mark.parametrize(("lines", "height"), [(10, 20), (20, 20), (100, 7), (1000, 33), (1, 1)])
def test_every_line_is_in_a_cell_and_every_cell_leads_to_a_line_in_it(lines: int, height: int) -> None:
    cells = [cell_at(line, lines, height) for line in range(lines)]
    assert cells == sorted(cells)
    assert set(cells) == set(range(min(lines, height)))
    assert all(cell_at(line_in(cell, lines, height), lines, height) == cell for cell in range(min(lines, height)))


def test_the_column_shows_where_each_begins_and_goes_on_and_where_hits_are() -> None:
    cards = view_of("a").statements
    places = {card.statement.content[0].start: 5 + 10 * number for number, card in enumerate(cards)}
    ends = {card.statement.content[0].end - 1: 7 + 10 * number for number, card in enumerate(cards)}
    cells = column_of(cards, [Span(3, 5)], lambda at: {**places, **ends}.get(at, 0), 100, 100)
    assert [number for number, cell in enumerate(cells) if cell.begins] == [5, 15, 25, 35, 45]
    assert [number for number, cell in enumerate(cells) if cell.card is cards[0]] == [5, 6, 7]
    assert [number for number, cell in enumerate(cells) if cell.hit] == [0]


def test_what_a_paraphrase_quotes() -> None:
    text = 'that it was “quite safe” and "dry'
    assert [text[a:b] for a, b in quoted_in(text, [Span(0, len(text))])] == ["“quite safe”", '"dry']


@pytest.fixture
def app() -> BriefingApp:
    return BriefingApp(lambda: FakeDesk([view_of("Gazette"), view_of("Herald")]))


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_a_click_on_a_letter_goes_to_the_statement(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("4")
        await pilot.pause()
        article = screen.article
        cells = article._speakers()
        number, cell = next((n, one) for n, one in enumerate(cells) if one.begins and one.card is not article.cards[0])
        edge = article.edge_of(number)
        assert edge is not None
        assert edge.plain.strip() in set(article.letters.values())
        await pilot.click("#article", offset=(article.columns, 1 + number))
        await until(pilot, lambda: screen.card is cell.card)
        assert cell.card is not None
        start = cell.card.statement.content[0].start
        assert article.seen.start <= start < article.seen.end


async def test_there_is_no_column_where_there_is_no_room(app: BriefingApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("4")
        await pilot.pause()
        assert screen.article.edge_of(0) is None


async def test_the_number_of_every_paragraph_is_told_whole() -> None:
    app = BriefingApp(lambda: FakeDesk([view_of("Record", lines=1200)]))
    async with app.run_test(size=(120, 36)) as pilot:
        article = (await ready(pilot, app)).article
        gutters = [article.gutter_of(line) for line in (0, 98, 998, 999, 1199)]
        assert [one.plain[:4].strip("▌ ") for one in gutters if one] == ["1", "99", "999", "1000", "1200"]
        assert {one.cell_length for one in gutters if one} == {7}


@pytest.mark.parametrize("no_color", [False, True])
async def test_speaker_and_kind_are_told_without_colours(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with app.run_test(size=(120, 60)) as pilot:
        screen = await ready(pilot, app)
        told = [screen.article.gutter_of(line).plain for line in range(screen.article.line_count)]  # type: ignore[union-attr]
        assert [line[4:6] for line in told if line[4:6].strip()] == ["G“", "B~", "G≈", "M“", "B~"]
        said = {card.statement.kind: card for card in screen.article.cards}
        assert screen.article._tint(said[Kind.INDIRECT], chosen=False).italic
        assert not screen.article._tint(said[Kind.DIRECT], chosen=False).italic


async def test_from_statement_to_statement_of_one_speaker_and_on_into_the_next_article(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = await ready(pilot, app)
        assert screen.card is not None
        visited = [screen.card.id]

        async def press(key: str) -> str:
            before = screen.card
            await pilot.press(key)
            await until(pilot, lambda: screen.card is not before and screen.article.card is screen.card)
            assert screen.card is not None
            assert screen.card.actor_id == "Ann Grey"
            return screen.card.id

        visited += [await press("right_curly_bracket") for _ in range(3)]
        assert len(set(visited)) == 4
        assert len({one.split(":")[0] for one in visited}) == 2, "both articles"
        await pilot.press("right_curly_bracket")
        await until(pilot, lambda: any("says nothing after this" in note.message for note in app._notifications))
        assert [await press("left_curly_bracket") for _ in range(3)] == visited[-2::-1]
