"""Opening a library for one command, and bringing it up to date while the reader is told how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.options import Where
from briefing.cli.output import narrate
from briefing.cli.progress import ProgressLine

if TYPE_CHECKING:
    from briefing.services.desk import Desk
    from briefing.services.views import ArticleView

_LOOK_EVERY = 0.1
_SHOWN_PROBLEMS = 5
_LOOKS_ON_SECONDS = 1.0


def open_desk(where: Where, paths: Sequence[Path] = (), *, on_screen: bool = False) -> Desk:
    """Open the library that is meant.

    Args:
        where: Which library.
        paths: Files or folders it is to hold.
        on_screen: For the app, on whose screen nothing else may be written.
    """
    from briefing.services.desk import Desk

    desk = Desk.open(tuple(paths), name=where.library, data_dir=where.data_dir)
    if not on_screen:
        desk.on_waiting(_tell_of_waiting)
    return desk


@contextmanager
def up_to_date(where: Where, paths: Sequence[Path] = (), *, attribute: bool) -> Iterator[Desk]:
    """An open library that has read what changed on disk, and has found the statements in it if it is to wait for that.

    Args:
        where: Which library.
        paths: Files or folders it is to hold.
        attribute: Wait until statements have been found everywhere.
    """
    with open_desk(where, paths) as desk:
        onlooker = _Onlooker(desk)
        bring_up_to_date(desk, attribute=attribute, until=(lambda: False) if attribute else onlooker.has_seen_enough)
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


def read_article(desk: Desk, article: str, *, wait: bool = True) -> ArticleView:
    """An article, read again if its file has changed, and with its statements if they are to be waited for.

    Another briefing that is reading is not waited for: it may take hours.

    Args:
        desk: The library.
        article: An id or a file's name, or the beginning of one.
        wait: Find statements in it, before all others, if nobody has looked yet.
    """
    bring_up_to_date(desk, attribute=False, until=_Onlooker(desk).has_seen_enough)
    card = desk.article(article).card
    if wait and card.statements is None:
        desk.prefer(card.id)
        bring_up_to_date(desk, attribute=True, until=lambda: desk.article(card.id).card.statements is not None)
    return desk.article(card.id)


def _tell_of_waiting() -> None:
    narrate("waiting for another briefing that is writing to this library; ctrl+c ends it …")


class _Onlooker:
    """Somebody who asks while another process reads into the library: what is there already is answer enough."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._since: float | None = None
        self._told = False

    def has_seen_enough(self) -> bool:
        """Whether another process has been at it for more than a moment; that is told once."""
        progress = self._desk.progress()
        now = time.monotonic()
        if not progress.elsewhere:
            self._since = None
            return False
        self._since = self._since or now
        if now - self._since < _LOOKS_ON_SECONDS:
            return False
        if not self._told:
            self._told = True
            narrate("Another briefing is still reading into this library: what it has not read is not in the answer.")
        return True


def _tell(problems: list[str]) -> bool:
    """Tell which files could not be read, the first few and how many more; whether there are any."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        narrate(problem)
    if len(problems) > _SHOWN_PROBLEMS:
        narrate(f"and {len(problems) - _SHOWN_PROBLEMS} more files or folders that could not be read.")
    return bool(problems)


def _wait(desk: Desk, until: Callable[[], bool]) -> None:
    """Wait until the background work is idle; what takes longer than a moment is told."""
    try:
        with ProgressLine() as line:
            while not desk.wait(_LOOK_EVERY) and not until():
                line.show(desk.progress())
    except KeyboardInterrupt:
        if desk.progress().elsewhere:
            narrate("Not waited for: another briefing goes on with this library; --no-wait shows what is known by now.")
        raise
