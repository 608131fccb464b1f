"""A million rows in each of the lists, beside a bare scroll view of a million lines in the same run.

Run `pytest -m benchmark -s tests/tui/test_rows_scale.py`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.pilot import Pilot
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from briefing.model import ActorCard, ActorKind
from briefing.services.views import Hit
from briefing.tui.themes import DARK
from briefing.tui.widgets.actors import ActorsPane
from briefing.tui.widgets.results import ResultsPane
from briefing.tui.widgets.rows import RowList
from briefing.tui.widgets.statements import StatementsPane
from tests.tui.fake_desk import seed_views

MANY = 1_000_000
STEPS = 60
KEYS = ("pagedown", "j", "G", "pageup", "k", "g", "ctrl+d")
RATIO = 1.5
"""A key costs at most so many times what it costs in a view that does nothing but scroll; the middle one of many keys,
because others use the machine too."""


class Bare(ScrollView, can_focus=True):
    """Lines, and nothing else."""

    BINDINGS = [  # noqa: RUF012  # Textual's own annotation forbids ClassVar
        ("pagedown", "page_down", ""),
        ("pageup", "page_up", ""),
        ("j,ctrl+d", "scroll_down", ""),
        ("k", "scroll_up", ""),
        ("G", "scroll_end", ""),
        ("g", "scroll_home", ""),
    ]

    def on_mount(self) -> None:
        self.virtual_size = Size(100, MANY)

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"line {self.scroll_offset.y + y}")]).adjust_cell_length(self.size.width)


class Host(App[None]):
    """One list, or the bare view, and nothing else."""

    CSS_PATH = "../../briefing/tui/styles/desk.tcss"

    def __init__(self, shown: Widget) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.animation_level = "none"
        self.shown = shown

    def compose(self) -> ComposeResult:
        self.shown.styles.height = "1fr"
        yield self.shown

    def on_mount(self) -> None:
        self.shown.focus()


def cards(count: int) -> list[Any]:
    """Statements with names of their own, each a thousand times."""
    known = [card for view in seed_views() for card in view.statements]
    some = [replace(known[number % len(known)], id=f"{number}") for number in range(1000)]
    return some * (count // 1000)


def actors(count: int) -> list[Any]:
    some = [ActorCard(f"{n}", f"Speaker {n}", ActorKind.PERSON, n, n, hidden=False) for n in range(1000)]
    return some * (count // 1000)


def lists() -> list[tuple[str, RowList[Any], Sequence[Any]]]:
    said = cards(MANY)
    hits = [Hit(card.article, card, card.content, (), (), 1.0) for card in said[:1000]] * (MANY // 1000)
    return [
        ("statements", StatementsPane(id="statements"), said),
        ("results", ResultsPane(id="results"), hits),
        ("actors", ActorsPane(), actors(MANY)),
    ]


async def pressed(pilot: Pilot[None]) -> list[float]:
    """Seconds from a key to a screen at rest, key by key."""
    took = []
    for step in range(STEPS):
        began = time.perf_counter()
        await pilot.press(KEYS[step % len(KEYS)])
        took.append(time.perf_counter() - began)
    return took


def summed_up(seconds: list[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    median, most = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    return f"median {median * 1000:.1f} ms, p95 {most * 1000:.1f} ms"


async def measured(pane: Widget, fill: Callable[[], None]) -> tuple[float, list[float]]:
    """Seconds until it shows its rows, and for every key."""
    async with Host(pane).run_test(size=(120, 36)) as pilot:
        pane.display = True
        began = time.perf_counter()
        fill()
        await pilot.pause()
        filled = time.perf_counter() - began
        assert pane.region.area, "it is shown"
        return filled, await pressed(pilot)


@pytest.mark.benchmark
async def test_a_key_in_a_million_rows_costs_what_it_costs_in_a_bare_view() -> None:
    _, bare = await measured(Bare(), lambda: None)
    told = [f"bare scroll view: {summed_up(bare)} a key"]
    ratios = {}
    for name, pane, rows in lists():
        filled, took = await measured(pane, partial(pane.show, rows))
        assert len(pane.rows) == MANY
        ratios[name] = statistics.median(took) / statistics.median(bare)
        told.append(f"{name}: shown in {filled:.2f} s; {summed_up(took)} a key: {ratios[name]:.2f} x")
    sys.stdout.write("\n" + "\n".join(told) + "\n")
    assert max(ratios.values()) < RATIO, ratios
