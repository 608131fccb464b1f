"""The same five tasks end alike in every size, without colour and in the terminal's own colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from briefing.model.outlets import Outlets
from briefing.services.desk import Desk
from briefing.services.review import OnStatement
from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.review import ReviewScreen
from tests.library.fakes import Bench
from tests.tui.steps import ready, shown, until
from tests.tui.test_deciding import ONE, TWO

SIZES = [(120, 36), (80, 24), (60, 20), (40, 12)]
LOOKS = ["plain", "no colour", "ansi-dark"]
SPEAKER = "Anna Berg"
LAST = "Perhaps it is perhaps sold"


class Ends(NamedTuple):
    """How the tasks ended.

    Attributes:
        found: Where searching and opening led: the article, and the words marked in it.
        copied: The clipboard's text, after copying a statement of the actor chosen.
        decided: The statements that are left to review, after one was said to be right.
        why: The evidence for the selected statement, without the breaks that the width makes.
        at: Pane, statement and zoom at the end, after going round the panes.
    """

    found: tuple[str, list[str]]
    copied: str
    decided: list[str]
    why: str
    at: tuple[str, str, bool]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    bench = Bench(tmp_path)
    bench.write("a.txt", ONE)
    bench.write("b.txt", TWO)
    yield Desk(bench.run(), name="news", data_dir=tmp_path, threshold=0.5, outlets=Outlets({}))
    bench.close()


@pytest.mark.parametrize(("size", "look"), list(product(SIZES, LOOKS)))
async def test_the_tasks_end_alike(
    desk: Desk, size: tuple[int, int], look: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if look == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    app = BriefingApp(lambda: desk, theme="ansi-dark" if look == "ansi-dark" else None)
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        ends = Ends(
            found=await search(pilot, screen),
            copied=await copy(pilot, screen, desk),
            why=await why(pilot, screen),
            at=await around(pilot, screen),
            decided=await decide(pilot, app, desk),
        )
        first, *_ = [card for card in desk.statements(actor=SPEAKER) if not card.unsure]
        assert ends.found == ("Harbour", ["harbour"])
        assert ends.copied == desk.cite(first, "markdown")
        assert ends.copied.startswith("> ")
        assert SPEAKER.replace(" ", "") in ends.why
        assert "said" in ends.why
        assert ends.at == ("middle", first.id, False)
        assert ends.decided == ["It perhaps closes", "They perhaps rise"]
        assert not app._exception


async def search(pilot: Pilot[None], screen: DeskScreen) -> tuple[str, list[str]]:
    """Search, and open the article at the words."""
    await pilot.press("slash", *"harbour")
    await until(pilot, lambda: screen.results.rows and screen.article.hits)
    await pilot.press("enter")
    await until(pilot, lambda: screen.pane == "middle")
    await pilot.press("g", "enter")
    await until(pilot, lambda: screen.pane == "article" and screen.article.region.area)
    view = screen.article.view
    assert view is not None
    assert "harbour" in shown(screen.briefing).lower(), "the words are in sight"
    words = view.article.text[slice(*screen.article.hits[0])].lower()
    await pilot.press("q", "q")
    await until(pilot, lambda: not screen.finding)
    return view.card.title, [words]


async def copy(pilot: Pilot[None], screen: DeskScreen, desk: Desk) -> str:
    """Choose an actor, and copy their first statement with its citation."""
    await pilot.press("1", "g")
    for _ in screen.actors.rows:
        if screen.actors.current is not None and screen.actors.current.name == SPEAKER:
            break
        await pilot.press("j")
    assert screen.actors.current is not None
    assert screen.actors.current.name == SPEAKER
    await until(pilot, lambda: screen.actor == screen.actors.current_key)
    await pilot.press("enter", "g")
    await until(pilot, lambda: screen.card and screen.card.actor_id == screen.actor and screen.pane == "middle")
    await pilot.press("Y")
    await until(pilot, desk.last_copy.exists)
    return desk.last_copy.read_text(encoding="utf-8")


async def why(pilot: Pilot[None], screen: DeskScreen) -> str:
    """Read why the statement is theirs."""
    await pilot.press("3")
    await until(pilot, lambda: screen.why.region.area and screen.why._lines)
    return "".join("".join(line.plain.split()) for line in screen.why._lines)


async def around(pilot: Pilot[None], screen: DeskScreen) -> tuple[str, str, bool]:
    """Zoom, go round the panes, and come back."""
    await pilot.press("4", "z")
    assert screen.article.region.area
    await pilot.press("tab", "shift+tab", "z", "1", "2", "tab", "tab", "q")
    await until(pilot, lambda: screen.pane == "middle" and screen.statements.region.area)
    assert screen.card is not None
    return screen.pane, screen.card.id, screen.zoomed


async def decide(pilot: Pilot[None], app: BriefingApp, desk: Desk) -> list[str]:
    """Say of the last doubtful statement that it is right."""
    await pilot.press("r")
    await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
    review = app.screen
    assert isinstance(review, ReviewScreen)
    for _ in range(2):
        question = review.question
        if not isinstance(question, OnStatement) or question.card.content != LAST:
            await pilot.press("right_square_bracket")
    assert isinstance(review.question, OnStatement)
    assert review.question.card.content == LAST
    await pilot.press("y")
    await until(pilot, lambda: sum(card.unsure for card in desk.statements()) == 2)
    await pilot.press("q")
    await until(pilot, lambda: isinstance(app.screen, DeskScreen))
    return sorted(card.content for card in desk.statements() if card.unsure)
