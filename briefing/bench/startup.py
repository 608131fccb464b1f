"""First frame and search, beside a bare Textual app and a bare Python in the same run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from briefing.bench import bare_app
from briefing.bench.processes import cost_of
from briefing.bench.terminal import Terminal

QUERY = "sanctions"
BRIEFING = (sys.executable, "-m", "briefing")
_PYTHON = (sys.executable, "-c", "pass")
BARE_APP = (sys.executable, "-m", "briefing.bench.bare_app")
_FRAMES = re.compile(rb"(?s)briefing.*ACTORS.*STATEMENTS.*WHY.*ARTICLE.*\xe2\x95\xaf")  # to the last one's corner
_STATEMENTS = re.compile(rb"\bstatement \d")  # which one the article stands at


@dataclass(frozen=True, slots=True)
class Startup:
    """Seconds, one figure a round; in each round everything was measured once.

    Attributes:
        python: `python -c pass`.
        bare_app: A Textual app of one widget, to its first frame.
        app: The app, to its first frame, which holds the frames of all its panes.
        desk: The app, until its panes are filled and the article stands at a statement.
        quitting: The app, from ctrl+q to its end.
        search: `briefing search QUERY`, the whole process.
    """

    python: Sequence[float]
    bare_app: Sequence[float]
    app: Sequence[float]
    desk: Sequence[float]
    quitting: Sequence[float]
    search: Sequence[float]

    def lines(self) -> Iterator[str]:
        """Medians, as text."""
        yield f"python -c pass            {median(self.python):6.3f} s"
        yield f"a bare Textual app        {median(self.bare_app):6.3f} s to its first frame"
        yield (
            f"briefing                  {median(self.app):6.3f} s to its first frame: {self._ratios(self.app)};"
            f" {median(self.quitting):.3f} s to quit"
        )
        yield f"briefing                  {median(self.desk):6.3f} s to its statements: {self._ratios(self.desk)}"
        yield f"briefing search {QUERY:9} {median(self.search):6.3f} s: {self._ratios(self.search)}"

    def _ratios(self, times: Sequence[float]) -> str:
        """Medians of each round's own ratio: what slows one round slows both halves of it."""
        apps = median(mine / theirs for mine, theirs in zip(times, self.bare_app, strict=True))
        pythons = median(mine / theirs for mine, theirs in zip(times, self.python, strict=True))
        return f"{apps:.2f} bare apps, {pythons:.1f} bare Pythons"


def measure(runs: int, data_dir: Path, told: Callable[[str], None]) -> Startup:
    """Measure in turns, so that whatever else the machine does slows all alike.

    Args:
        runs: How often each.
        data_dir: A folder for the library: an empty one, or one whose last library is opened.
        told: Hears what is being done.
    """
    environment = surroundings(data_dir)
    told("opening the library")
    cost_of([*BRIEFING, "search", QUERY], environment)
    series: dict[str, list[float]] = {name: [] for name in ("python", "bare_app", "app", "desk", "quitting", "search")}
    for run in range(1, runs + 1):
        told(f"start-up, round {run} of {runs}")
        series["python"].append(cost_of(_PYTHON, environment).seconds)
        series["bare_app"] += _showing(BARE_APP, environment, bare_app.MARKER)[:1]
        first_frame, statements, quitting = _showing(BRIEFING, environment, _FRAMES, _STATEMENTS)
        series["app"].append(first_frame)
        series["desk"].append(statements)
        series["quitting"].append(quitting)
        series["search"].append(cost_of([*BRIEFING, "search", QUERY], environment).seconds)
    return Startup(**series)


def _showing(
    command: Sequence[str], environment: Mapping[str, str], *marks: str | re.Pattern[bytes]
) -> tuple[float, ...]:
    """Seconds until an app has drawn each of some marks, one after the other, and then from ctrl+q to its end."""
    with Terminal(command, environment) as terminal:
        return (*[terminal.wait_for(mark) for mark in marks], terminal.end())


def surroundings(data_dir: Path) -> Mapping[str, str]:
    """An environment in which nothing of the user's is read or written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFING_", "XDG_", "TEXTUAL"))}
    return {**kept, "BRIEFING_DATA_DIR": str(data_dir), "XDG_CONFIG_HOME": str(data_dir / "config")}


__all__ = ["BARE_APP", "BRIEFING", "Startup", "measure", "surroundings"]
