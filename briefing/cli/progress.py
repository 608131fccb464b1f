"""The line that says how far a command's work is."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from briefing.cli.output import counted, narrate
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from briefing.services.views import Progress

_TELL_AFTER = 0.5
_TELL_LOG_AFTER = 2.0
_TELL_ELSEWHERE_AFTER = 1.0
_ELSEWHERE = "elsewhere"
_DOING = {"reading": "reading", "indexing": "indexing", "attributing": "finding statements"}


class ProgressLine:
    """One line on stderr: redrawn on a terminal, else told once for each stage.

    Example:
        with ProgressLine() as line:
            while not desk.wait(0.1):
                line.show(desk.progress())
    """

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._told: set[str] = set()
        self._drawn = 0

    def __enter__(self) -> Self:
        """The line itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing of it on the screen."""
        if self._drawn:
            sys.stderr.write(f"\r{' ' * self._drawn}\r")
            sys.stderr.flush()

    def show(self, progress: Progress) -> None:
        """Show how far it is."""
        waited = time.monotonic() - self._begin
        on_screen = sys.stderr.isatty()
        patience = _TELL_AFTER if on_screen else _TELL_ELSEWHERE_AFTER if progress.elsewhere else _TELL_LOG_AFTER
        if progress.stage not in _DOING or waited < patience:
            return
        if on_screen:
            width = shutil.get_terminal_size().columns - 1
            text = clean_line(sentence(progress))[:width]
            sys.stderr.write(f"\r{text.ljust(self._drawn)}")
            sys.stderr.flush()
            self._drawn = len(text)
        elif progress.elsewhere and _ELSEWHERE not in self._told:
            self._told.add(_ELSEWHERE)
            narrate(sentence(progress))
        elif progress.total and not progress.elsewhere and progress.stage not in self._told:
            self._told.add(progress.stage)
            what = counted(progress.total, "file" if progress.stage == "reading" else "article")
            narrate(f"{_DOING[progress.stage]}, {what} …")


def sentence(progress: Progress) -> str:
    """How far it is, how fast and how long it will take, as far as that is known."""
    doing = _DOING[progress.stage]
    if progress.elsewhere:
        return f"waiting for another briefing that is at work on this library ({doing}); ctrl+c ends it …"
    if not progress.total:
        return f"{doing} …"
    if progress.stage == "reading":
        parts = [f"{progress.done:,} of {counted(progress.total, 'file')}", counted(progress.articles, "article")]
    else:
        parts = [f"{progress.done:,} of {counted(progress.total, 'article')}"]
    if progress.rate is not None:
        parts.append(f"{progress.rate:,.0f}/s" if progress.rate >= 10 else f"{progress.rate:.1f}/s")
    if progress.left is not None:
        parts.append(f"about {duration(progress.left)} left")
    return f"{doing}: {', '.join(parts)}"


def duration(seconds: float) -> str:
    """A length of time as one says it: "40 s", "3 min", "2 h"."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


__all__ = ["ProgressLine", "duration", "sentence"]
