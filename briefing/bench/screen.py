"""Keys, memory and quitting of the app, on whatever library: met in a terminal, beside a bare Textual app."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from briefing.bench import bare_app
from briefing.bench.folder import copies
from briefing.bench.processes import Standing, tree_of
from briefing.bench.startup import BARE_APP, BRIEFING
from briefing.bench.terminal import Repaint, Terminal

_DOWN, _UP, _LEFT, _PAGE_DOWN, _PAGE_UP = b"\x1b[B", b"\x1b[A", b"\x7f", b"\x1b[6~", b"\x1b[5~"
_HALF_DOWN, _HALF_UP, _ENTER, _ESCAPE, _TAB = b"\x04", b"\x15", b"\r", b"\x1b", b"\t"
_PALETTE, _JUMP = b"\x10", b"\x0f"  # ctrl+p, ctrl+o


def _letters(text: str) -> list[bytes]:
    return [letter.encode() for letter in text]


_MOVING: Final = [*[b"j"] * 8, _HALF_DOWN, _PAGE_DOWN, b"G", *[b"k"] * 4, _HALF_UP, _PAGE_UP, b"g", _DOWN, _UP]
PANES: Final[Mapping[str, tuple[bytes, Sequence[bytes]]]] = {
    "actors": (b"1", _MOVING),
    "statements": (b"2", [*_MOVING, b"p", *_MOVING, b"p"]),
    "why": (b"3", [b"j", b"k", b"G", b"g"] * 2),
    "article": (b"4", [*_MOVING, *[b"]", b"["] * 4]),
    "search box": (b"/", [*_letters("sanctions minister"), *[_LEFT] * 9]),
    "results": (_ENTER, [*_MOVING, *[b"n"] * 4]),
    "all panes": (_ESCAPE, [b"z", b"z", *[_TAB] * 4, *_letters("?j?1234}{/"), _ESCAPE]),
    "over the desk": (b"2", [key for way in (*_letters("itAwTML"), _PALETTE, _JUMP) * 2 for key in (way, _ESCAPE)]),
}
"""Keys for each pane and for what lies over them, and the one that leads there."""
_FIGURES: Final = re.compile(rb"\d statements|unread|to review")
_READ: Final = re.compile(rb"\d+ to review|100 % attributed|0 statements")
_MANY: Final = 300  # articles: so many are under way long enough to quit meanwhile


@dataclass(frozen=True, slots=True)
class Screen:
    """What came of the keys, and how the app ended.

    Attributes:
        repaints: By pane, what followed each key.
        bare: What followed a key in a Textual app of one widget.
        tree: The app and what it had started, once all was done.
        quitting: Seconds from ctrl+q to the end, by what was going on.
    """

    repaints: Mapping[str, Sequence[Repaint]]
    bare: Sequence[Repaint]
    tree: Sequence[Standing]
    quitting: Mapping[str, Sequence[float]]

    def lines(self) -> Iterator[str]:
        """Medians and 95th percentiles, as text."""
        yield "from a key to the first frame it changes, with others on the machine and (without waiting for them)"
        yield f"a bare Textual app         {_frames(self.bare)}"
        for pane, repaints in self.repaints.items():
            follow = _percentiles([repaint.last for repaint in repaints])
            yield f"{pane:26} {_frames(repaints)}; until all has followed {follow}"
        yield f"every pane                 {_frames([one for some in self.repaints.values() for one in some])}"
        own, others = self.tree[0].resident_bytes, sum(one.resident_bytes for one in self.tree[1:])
        yield f"memory once attribution has ended  {own >> 20} MB, and {others >> 20} MB in {len(self.tree) - 1} more"
        for moment, seconds in self.quitting.items():
            yield f"quitting {moment:25} {median(seconds):.2f} s, at most {max(seconds):.2f} s"


def measure(
    texts: Sequence[str], environment: Mapping[str, str], place: Path, *, rounds: int, told: Callable[[str], None]
) -> Screen:
    """Press keys in every pane of the app on the library of an environment, and quit it at every moment.

    Args:
        texts: Articles, of which a second library is made to quit in while it is read.
        environment: The app's; it says where the library is.
        place: An empty folder, for that second library.
        rounds: How often it is quit at each moment.
        told: Hears what is being done.
    """
    told("keys in a bare Textual app")
    with Terminal(BARE_APP, environment) as terminal:
        terminal.wait_for(bare_app.MARKER)
        terminal.settle()
        bare = [terminal.repaint(b"j") for _ in range(40)]
        terminal.end()
    repaints: dict[str, list[Repaint]] = {}
    with Terminal(BRIEFING, environment, patience=600.0) as terminal:
        terminal.wait_for(_READ)
        terminal.settle(2.0, 120.0)  # attribution has ended, and its last results are shown
        for pane, (way, pressed) in PANES.items():
            told(f"keys in {pane}")
            terminal.press(way)
            terminal.settle()
            repaints[pane] = [terminal.repaint(key) for key in pressed]
        tree = tree_of(terminal.pid)
        terminal.end()
    told("quitting")
    folder = copies(texts, place / "articles", _MANY)
    quitting: dict[str, list[float]] = {}
    for number in range(rounds):
        reading = {**environment, "BRIEFING_DATA_DIR": str(place / f"data {number}")}
        for moment, seconds in _quit(environment, reading, folder):
            quitting.setdefault(moment, []).append(seconds)
    return Screen(repaints, bare, tree, quitting)


def _quit(environment: Mapping[str, str], reading: Mapping[str, str], folder: Path) -> Iterator[tuple[str, float]]:
    """Quit at one moment after the other."""
    with Terminal(BARE_APP, environment) as terminal:
        terminal.wait_for(bare_app.MARKER)
        yield "a bare Textual app", terminal.end()
    with Terminal(BRIEFING, environment) as terminal:
        terminal.wait_for("ACTORS")
        yield "at the first frame", terminal.end()
    with Terminal(BRIEFING, environment) as terminal:
        terminal.wait_for(_FIGURES)
        terminal.settle()
        yield "idle", terminal.end()
    with Terminal(BRIEFING, environment) as terminal:
        terminal.wait_for(_FIGURES)
        terminal.settle()
        terminal.press(b"/minister said")
        yield "while searching", terminal.end()
    with Terminal([*BRIEFING, str(folder)], reading) as terminal:
        terminal.wait_for(re.compile(rb"reading|indexing"))
        yield "while reading files", terminal.end()
    with Terminal([*BRIEFING, str(folder)], reading) as terminal:
        terminal.wait_for("finding statements")
        terminal.settle()
        yield "while finding statements", terminal.end()


def _frames(repaints: Sequence[Repaint]) -> str:
    """Percentiles of what was drawn for keys, as text."""
    drawn = [(repaint.first, repaint.queued) for repaint in repaints if repaint.first is not None]
    if not drawn:
        return "nothing drawn"
    alone = _percentiles([first - queued for first, queued in drawn])
    return f"{_percentiles([first for first, _ in drawn])} ({alone}), {len(drawn)} keys"


def _percentiles(seconds: Sequence[float]) -> str:
    p95 = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return f"median {1000 * median(seconds):.0f} ms, p95 {1000 * p95:.0f} ms"


__all__ = ["PANES", "Screen", "measure"]
