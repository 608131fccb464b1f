"""What matters, as it stands on the screen: text, which is read in a review as a reader reads the screen.

After a change that is meant: BRIEFING_GOLDEN=write pytest tests/tui/test_screens.py, and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from briefing.model.outlets import Outlets
from briefing.services.desk import Desk
from briefing.tui.app import BriefingApp
from briefing.tui.screens.review import ReviewScreen
from briefing.tui.widgets.evidence import EvidencePane
from tests.library.fakes import Bench
from tests.tui.steps import ready, shown, until
from tests.tui.test_deciding import ONE, TWO

KEPT = Path(__file__).with_name("screens")
WIDE, NORMAL, NARROW, NARROWEST = (120, 36), (80, 24), (60, 20), (40, 12)


class Case(NamedTuple):
    """A screen.

    Attributes:
        size: Columns and lines.
        keys: What is pressed to come to it.
        shows: Words that are seen once it is there.
    """

    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    shows: str = "Turkey"


SEARCH = ("slash", *"sanctions", "enter")
CASES = {
    "desk-wide": Case(WIDE),
    "desk-normal": Case(NORMAL),
    "desk-narrow": Case(NARROW),
    "desk-narrowest": Case(NARROWEST),
    "desk-too-small": Case((30, 8), shows="--plain"),
    "actor": Case(WIDE, ("1", "j", "j"), "STATEMENTS Ismail Demir"),
    "to-review": Case(WIDE, ("1", "j"), "TO REVIEW"),
    "by-speaker": Case(NORMAL, ("p",), "Ismail Demir"),
    "why-narrow": Case(NARROW, ("3",), "speaker"),
    "article-zoomed": Case(NORMAL, ("4", "z"), "Faizan Hashmi"),
    "search": Case(WIDE, SEARCH, "RESULTS 1/"),
    "search-narrow": Case(NARROW, SEARCH, "RESULTS 1/"),
    "search-nothing": Case(NORMAL, ("slash", *"жжжжж"), "No word begins so."),  # no letter of it finds anything,
    "articles": Case(NORMAL, ("slash",), "ARTICLES 2"),
    "help": Case(WIDE, ("question_mark",), "Statements"),
}
REVIEWS = {"review": WIDE, "review-narrowest": NARROWEST}


@pytest.mark.parametrize("name", CASES)
async def test_screen(app: BriefingApp, name: str) -> None:
    case = CASES[name]
    async with app.run_test(size=case.size) as pilot:
        await ready(pilot, app)
        await pilot.press(*case.keys)
        await settled(pilot, app, lambda: case.shows in shown(app))
        check(name, app)


@pytest.mark.parametrize(("name", "size"), REVIEWS.items())
async def test_screen_of_a_review(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    bench = Bench(tmp_path)
    bench.write("a.txt", ONE)
    bench.write("b.txt", TWO)
    desk = Desk(bench.run(), name="news", data_dir=tmp_path, threshold=0.5, outlets=Outlets({}))
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.query(EvidencePane))
        await settled(pilot, app, lambda: "SOURCE" in shown(app))
        check(name, app)
    bench.close()


async def settled(pilot: Pilot[None], app: BriefingApp, there: Callable[[], object]) -> None:
    """Wait until something is there, everything that was asked has been answered, and nothing moves any more."""
    await until(pilot, there)
    before = ""
    while before != (now := shown(app)):
        before = now
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)  # longer than what follows a key waits for the next one


def check(name: str, app: BriefingApp) -> None:
    """Compare what is on the screen with what is kept of it."""
    seen = "".join(f"{line.rstrip()}\n" for line in shown(app).split("\n"))
    kept = KEPT / f"{name}.txt"
    if os.environ.get("BRIEFING_GOLDEN") == "write":
        kept.write_text(seen, "utf-8")
    assert seen == kept.read_text("utf-8")


def test_every_kept_screen_belongs_to_a_case() -> None:
    assert {path.stem for path in KEPT.glob("*.txt")} == {*CASES, *REVIEWS}
