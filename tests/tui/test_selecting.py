"""Words selected in the article, with the keys and with the mouse, are copied as they stand in the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model import ActorKind, Kind, Span, Speaker, Statement
from briefing.services.views import ArticleView
from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.stretch import whole
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.prose import GUTTER
from tests.tui.fake_desk import FakeDesk, article_from, card_of, statement_card
from tests.tui.steps import ready, shown, until

TEXT = (
    "She said that the tower [sic] of Zm\u0303rich would be lit again before the first snow fell on its roof.\n"
    "\n"
    "Crew 👩\u200d🚀安倍晋三 rose 🇹🇷 at dawn.\n"
    "The end."
)
SAID = "that the tower [sic] of Zm\u0303rich would be lit again before the first snow fell on its roof"
SIZES = [(120, 36), (80, 24), (60, 20), (40, 12)]


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    article = article_from(TEXT, "tower.txt", title="The tower")
    start = TEXT.index(SAID)
    statement = Statement(
        content=(Span(start, start + len(SAID)),),
        speaker=Speaker(name="Ann Grey", kind=ActorKind.PERSON),
        kind=Kind.INDIRECT,
        confidence=0.9,
    )
    card = statement_card(article, statement, actor_id="person:ann grey")
    view = ArticleView(card_of(article, 1), article, (card,), "unchanged")
    return FakeDesk([view], last_copy=tmp_path / "last-copy.txt")


async def copied(app: BriefingApp, desk: FakeDesk) -> str:
    """What stands in the file of the last copy, once it does."""
    return desk.copy_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_v_begins_with_the_statement_and_y_copies_its_words(
    app: BriefingApp, desk: FakeDesk, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("v")
        assert screen.pane == "article"
        assert screen.article.selected == Span(TEXT.index(SAID), TEXT.index(SAID) + len(SAID))
        await pilot.press("y")
        await until(pilot, desk.copy_file.exists)
        assert await copied(app, desk) == SAID
        assert not screen.article.selecting


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("h h b", SAID[: SAID.index("roof")] + "r"),
        ("o w w", SAID[SAID.index("tower") :]),
        ("o b b", "She said " + SAID[:0] + SAID),
        ("}", SAID + "."),
        ("l down down 0 l", TEXT[TEXT.index(SAID) : TEXT.index("安")]),
        ("v g v w e", "She said"),
        ("v G 0 v $", "The end."),
        ("v G { { v w l l", "Crew 👩\u200d🚀安倍"),
        ("v g v $", None),
        ("g", "She said t"),
    ],
)
async def test_the_keys_carry_one_end(
    app: BriefingApp, desk: FakeDesk, size: tuple[int, int], keys: str, words: str | None
) -> None:
    names = {"}": "right_curly_bracket", "{": "left_curly_bracket", "$": "dollar_sign"}
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("v", *[names.get(key, key) for key in keys.split()])
        span = screen.article.selected
        assert span is not None
        if words is None:  # the first row ends where the width has it end
            words = TEXT[slice(*screen.article._lines[0])].rstrip()
        if "down" in keys:
            assert TEXT[span.start : span.end].startswith(SAID)
            words = TEXT[span.start : span.end]
        assert TEXT[span.start : span.end] == words
        await pilot.press("y")
        await until(pilot, desk.copy_file.exists)
        assert await copied(app, desk) == words


async def test_with_its_citation_a_part_of_a_paraphrase_is_one(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("v", "b", "Y")
        await until(pilot, desk.copy_file.exists)
        told = await copied(app, desk)
        assert told.startswith("> (paraphrase) that the tower [sic] of")
        assert "— Ann Grey" in told


async def test_keys_that_are_typed_on_belong_to_the_article_already(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.action_pane("middle")
        screen.action_select()
        assert screen.focused is screen.article
        await pilot.pause()
        assert screen.focused is screen.article


async def test_leaving_gives_the_keys_back(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        for leave in ("escape", "q", "2", "tab"):
            await pilot.press("v")
            assert screen.article.selecting
            assert "18 words selected" in shown(app)
            assert {hint.action for hint in screen.query_one(Hints).hints} >= {"copy('verbatim')", "leave"}
            await pilot.press(leave)
            assert not screen.article.selecting
        await pilot.press("4", "w")
        assert not screen.article.selecting
        assert screen.article.selected is None


async def test_a_narrower_terminal_keeps_what_is_selected(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("v", "l")
        before = screen.article.selected
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert screen.article.selected == before
        assert screen.article.stretch is not None
        assert screen.article.seen.start <= screen.article.stretch.cursor < screen.article.seen.end


@pytest.mark.parametrize("colours", ["", "NO_COLOR", "ansi-dark"])
async def test_what_is_selected_is_seen_without_colours(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, colours: str
) -> None:
    if colours == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    app = BriefingApp(lambda: desk, theme=colours if "ansi" in colours else None)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("v", "v", "g", "v", "dollar_sign")
        await pilot.pause()
        rows = (screen.article.render_line(0), screen.article.render_line(2))
        chosen, plain = (next(iter(row.crop(GUTTER + 1, GUTTER + 2))).style for row in rows)
        assert chosen is not None
        assert plain is not None
        assert chosen.reverse if colours else chosen.bgcolor != plain.bgcolor
        looks = [style for _, style in screen.article.styles_of_stretch()]
        beyond = [span for number in range(1, screen.article.line_count) for span in screen.article.line(number).spans]
        assert not [span for span in beyond if span.style in looks], "the lines below are not selected"


def cell_of(screen: DeskScreen, words: str) -> tuple[int, int]:
    """The column and row in the pane of the first cell of some words."""
    from rich.cells import cell_len

    place = TEXT.index(words)
    line = screen.article._line_at(place)
    start = screen.article._lines[line][0]
    return 1 + GUTTER + cell_len(TEXT[start:place]), 1 + line - screen.article.scroll_offset.y


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("said", "snow"),
        ("tower", "rose"),
        ("👩", "三"),
        ("Crew", "👩"),
        ("倍", " rose"),
        ("m\u0303rich", " would"),
        ("🇹🇷", " at"),
        ("at", "end"),
    ],
)
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_the_mouse_selects_what_stands_under_it(
    app: BriefingApp, desk: FakeDesk, size: tuple[int, int], first: str, last: str
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("4")
        screen.article.jump(0)
        await pilot.pause()
        await pilot.mouse_down("#article", offset=cell_of(screen, first))
        await pilot.hover("#article", offset=cell_of(screen, last))
        await pilot.mouse_up("#article", offset=cell_of(screen, last))
        expected = TEXT[TEXT.index(first) : whole(TEXT, TEXT.index(last))[1]]
        assert screen.get_selected_text() == expected
        await pilot.press("y")
        await until(pilot, desk.copy_file.exists)
        assert await copied(app, desk) == expected


@pytest.mark.parametrize(("on", "word"), [("tower", "tower"), ("👩", "👩\u200d🚀"), ("m\u0303rich", "Zm\u0303rich")])
async def test_a_second_click_selects_the_word_and_the_keys_go_on(
    app: BriefingApp, desk: FakeDesk, on: str, word: str
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.click("#article", offset=cell_of(screen, on), times=2)
        assert screen.article.selected is not None
        assert TEXT[slice(*screen.article.selected)] == word
        assert not screen.selections, "and not the whole article"
        await pilot.press("l", "y")
        await until(pilot, desk.copy_file.exists)
        assert (await copied(app, desk)).startswith(word)


async def test_what_was_selected_is_forgotten_when_another_statement_is(app: BriefingApp, desk: FakeDesk) -> None:
    article = desk.views[0].article
    said = Statement(content=(Span(len(TEXT) - 8, len(TEXT)),), kind=Kind.DIRECT, confidence=0.9)
    second = statement_card(article, said, actor_id=None)
    desk.views = [replace(desk.views[0], statements=(*desk.views[0].statements, second))]
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.article.jump(0)
        await pilot.pause()
        await pilot.mouse_down("#article", offset=cell_of(screen, "said"))
        await pilot.hover("#article", offset=cell_of(screen, "snow"))
        await pilot.mouse_up("#article", offset=cell_of(screen, "snow"))
        assert screen.article.selected is not None
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: screen.card is not None and screen.card.id == second.id)
        await pilot.press("y")
        await until(pilot, desk.copy_file.exists)
        assert await copied(app, desk) == "The end."


async def test_a_drag_from_the_gutter_begins_with_the_line(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.article.jump(0)
        await pilot.pause()
        await pilot.mouse_down("#article", offset=(2, 1))
        await pilot.hover("#article", offset=cell_of(screen, "that"))
        await pilot.mouse_up("#article", offset=cell_of(screen, "that"))
        assert screen.get_selected_text() == "She said t"


async def test_a_desk_that_is_being_taken_down_offers_none_of_its_keys(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        assert screen.check_action("review", ())
        await screen.article.remove()
        assert not screen.check_action("review", ())
