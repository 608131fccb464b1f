"""What goes wrong while the app runs: told, or dropped, or let through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.css.query import NoMatches

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


@contextmanager
def told(app: BriefingApp) -> Iterator[None]:
    """Tell the reader an error of ours, and drop what was to fill panes that have closed; all else goes through.

    Args:
        app: Who tells it.
    """
    try:
        yield
    except BriefingError as error:
        app.tell(str(error), severity="error")
    except NoMatches:
        if app.is_running:  # else we are quitting, and the panes have gone before what was to fill them
            raise
