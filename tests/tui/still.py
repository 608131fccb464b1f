"""The app on the gazette, which stands in the record and nowhere on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.model.outlets import Outlets
from briefing.services.desk import Desk
from briefing.tui.app import BriefingApp
from tests.library.fakes import Bench
from tests.services import gazette


class StillDesk(Desk):
    """A desk that reads nothing from disk: what it holds was put there."""

    def start(self, *, attribute: bool = True) -> None: ...

    def watch(self, changed: Callable[[], None] = lambda: None) -> None: ...


@contextmanager
def gazette_app(folder: Path) -> Iterator[BriefingApp]:
    """The app, until it is no longer needed."""
    bench = Bench(folder)
    library = bench.open()
    gazette.fill(library.store)
    yield BriefingApp(lambda: StillDesk(library, name="news", data_dir=folder, threshold=0.5, outlets=Outlets({})))
    bench.close()
