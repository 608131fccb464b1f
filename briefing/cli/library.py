"""Opening a library for one command, and bringing it up to date while the reader is told how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.options import Where
from briefing.cli.output import narrate
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from briefing.services.desk import Desk
    from briefing.services.views import Progress

_LOOK_EVERY = 0.1
_TELL_AFTER = 0.5
_TELL_LOG_AFTER = 2.0
_SHOWN_PROBLEMS = 5
_DOING = {"reading": "reading", "indexing": "indexing", "attributing": "finding statements"}


def open_desk(where: Where, paths: Sequence[Path] = ()) -> Desk:
    """Open the library that is meant."""
    from briefing.services.desk import Desk

    return Desk.open(tuple(paths), name=where.library, data_dir=where.data_dir)


@contextmanager
def up_to_date(where: Where, paths: Sequence[Path] = (), *, attribute: bool) -> Iterator[Desk]:
    """An open library that has read what changed on disk, and has found the statements in it if it is to wait for that.

    Args:
        where: Which library.
        paths: Files or folders it is to hold.
        attribute: Wait until statements have been found everywhere.
    """
    with open_desk(where, paths) as desk:
        bring_up_to_date(desk, attribute=attribute)
        yield desk


def bring_up_to_date(desk: Desk, *, attribute: bool, until: Callable[[], bool] = lambda: False) -> bool:
    """Read, index and, if asked, attribute; tell when it is done what could not be read and was not told before.

    Args:
        desk: The library.
        attribute: Also find statements.
        until: Asked now and then; True ends the waiting early.

    Returns:
        Whether there was something to tell.
    """
    known = frozenset(desk.progress().problems)
    desk.start(attribute=False)
    _wait(desk, until)
    summary = desk.summary()
    if attribute and summary.attributed_articles < summary.articles:
        desk.start(attribute=True)
        _wait(desk, until)
    return _tell([problem for problem in desk.progress().problems if problem not in known])


def _tell(problems: list[str]) -> bool:
    """Tell which files could not be read, the first few and how many more; whether there are any."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        narrate(problem)
    if len(problems) > _SHOWN_PROBLEMS:
        narrate(f"and {len(problems) - _SHOWN_PROBLEMS} more files or folders that could not be read.")
    return bool(problems)


def _wait(desk: Desk, until: Callable[[], bool]) -> None:
    """Wait until the background work is idle; what takes longer than a moment is told."""
    line = _ProgressLine()
    try:
        while not desk.wait(_LOOK_EVERY) and not until():
            line.show(desk.progress())
    finally:
        line.clear()


class _ProgressLine:
    """One line on stderr that says how far it is: redrawn on a terminal, else told once for each stage."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._told: set[str] = set()
        self._drawn = 0

    def show(self, progress: Progress) -> None:
        """Show how far it is."""
        doing = _DOING.get(progress.stage)
        waited = time.monotonic() - self._begin
        on_screen = sys.stderr.isatty()
        if doing is None or not progress.total or waited < (_TELL_AFTER if on_screen else _TELL_LOG_AFTER):
            return
        if on_screen:
            text = clean_line(f"{doing}: {progress.done} of {progress.total} articles")
            sys.stderr.write(f"\r{text.ljust(self._drawn)}")
            sys.stderr.flush()
            self._drawn = len(text)
        elif progress.stage not in self._told:
            self._told.add(progress.stage)
            narrate(f"{doing}, {progress.total} articles …")

    def clear(self) -> None:
        """Leave nothing of it on the screen."""
        if self._drawn:
            sys.stderr.write(f"\r{' ' * self._drawn}\r")
            sys.stderr.flush()
