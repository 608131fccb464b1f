"""Labels over everything that is seen: typing one goes there."""

from __future__ import annotations

import pytest
from textual.geometry import Size
from textual.pilot import Pilot
from textual.strip import Strip

from briefing.tui.app import BriefingApp
from briefing.tui.screens.jump import LETTERS, JumpScreen, labels_for
from briefing.tui.widgets.lines import Target
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import frame, ready, until


@pytest.mark.parametrize("count", [0, 1, 26, 27, 60, 300, 676, 900])
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    labels = labels_for(count)
    assert len(labels) == len(set(labels)) == min(count, len(LETTERS) ** 2)
    assert not [one for one in labels for other in labels if one != other and other.startswith(one)]


async def jumping(pilot: Pilot[None], app: BriefingApp) -> JumpScreen:
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(app.screen, JumpScreen) and app.screen.size)
    assert isinstance(app.screen, JumpScreen)
    return app.screen


@pytest.mark.parametrize("size", [(160, 50), (120, 36), (80, 24), (60, 20), (40, 12)])
async def test_every_label_is_drawn_where_it_leads(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        screen = await jumping(pilot, app)
        lines = frame(app)
        assert len(screen._targets) > 4
        for label, target in screen._targets.items():
            assert lines[target.y].crop(target.x, target.x + len(label)).text == label


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_labels_and_what_they_lead_to_are_seen_in_the_terminal_s_own_colours(desk: FakeDesk, theme: str) -> None:
    app = BriefingApp(lambda: desk, theme=theme)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        below = [strip.text for strip in frame(app)]
        screen = await jumping(pilot, app)
        lines = frame(app)
        for label, target in screen._targets.items():
            assert lines[target.y].crop(target.x, target.x + len(label)).text == label
        unlabelled = set(range(36)) - {target.y for target in screen._targets.values()}
        assert all(lines[y].text == below[y] for y in unlabelled)
        assert any(segment.style and segment.style.dim for segment in lines[0])


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_row_a_statement_in_the_article_and_a_pane(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        desk = await ready(pilot, app)
        screen = await jumping(pilot, app)
        x, y = desk.statements.content_region.offset
        label = next(one for one, target in screen._targets.items() if (target.x, target.y) == (x, y + 3))
        await pilot.press(*label)
        await until(pilot, lambda: app.screen is desk and desk.statements.current is desk.statements.rows[1])
        await until(pilot, lambda: desk.card is desk.statements.rows[1] and desk.article.card is desk.card)

        screen = await jumping(pilot, app)
        within = desk.article.content_region
        label = next(one for one, target in screen._targets.items() if within.contains(target.x, target.y))
        place = (screen._targets[label].x, screen._targets[label].y)
        await pilot.press(*label)
        await until(pilot, lambda: app.screen is desk and desk.pane == "article")
        assert desk.card is not None
        assert desk.article.cell_of(desk.card.statement.content[0].start) == place

        await jumping(pilot, app)
        await pilot.press("1")
        await until(pilot, lambda: app.screen is desk and desk.focused is desk.actors)


async def test_a_hit_is_gone_to(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        desk = await ready(pilot, app)
        await pilot.press("slash", *"the", "enter")
        await until(pilot, lambda: len(desk.article.hits) > 2)
        cells = {desk.article.cell_of(card.statement.content[0].start) for card in desk.article.cards}
        seen = [n for n, span in enumerate(desk.article.hits) if desk.article.cell_of(span.start)]
        number = next(n for n in reversed(seen) if desk.article.cell_of(desk.article.hits[n].start) not in cells)
        cell = desk.article.cell_of(desk.article.hits[number].start)
        screen = await jumping(pilot, app)
        await pilot.press(*next(one for one, to in screen._targets.items() if (to.x, to.y) == cell))
        await until(pilot, lambda: app.screen is desk and desk.article.hit == number)


async def test_two_letters_narrow_the_labels_and_escape_stays(app: BriefingApp) -> None:
    async with app.run_test(size=(160, 60)) as pilot:
        desk = await ready(pilot, app)
        before = (desk.pane, desk.statements.current_key)
        screen = await jumping(pilot, app)
        long = next((one for one in screen._targets if len(one) == 2), None)
        if long is not None:
            await pilot.press(long[0])
            await pilot.pause()
            assert 0 < len(screen.labels) < len(screen._targets)
            lines = frame(app)
            for label, target in screen._targets.items():
                drawn = lines[target.y].crop(target.x, target.x + len(label)).text == label
                assert drawn or label not in screen.labels
        await pilot.press("at", "escape")
        await until(pilot, lambda: app.screen is desk)
        assert (desk.pane, desk.statements.current_key) == before


@pytest.mark.parametrize("size", [(60, 12), (160, 50)])
async def test_in_another_terminal_the_labels_go(
    app: BriefingApp, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        labels = await jumping(pilot, app)
        monkeypatch.setattr(labels, "_in", Size(*size))
        few = [Strip.blank(20)]
        assert labels.drawn_over(list(few)) == few, "nothing is where it was"
        monkeypatch.undo()
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: app.screen is screen)
        assert app.size == size


async def test_what_stands_outside_of_a_terminal_that_has_become_smaller_has_no_label(app: BriefingApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await ready(pilot, app)
        places = [(3, 4), (3, 20), (60, 4), (90, 35)]
        app.push_screen(JumpScreen([Target(x, y, screen.refresh) for x, y in places], screen.size))
        await until(pilot, lambda: isinstance(app.screen, JumpScreen) and app.screen.size)
        labels = app.screen
        assert isinstance(labels, JumpScreen)
        assert [(one.x, one.y) for one in labels.labels.values()] == [(3, 4)]
        assert next(iter(labels.labels)) in frame(app)[4].text
