"""Which library to open, and where."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import paths
from briefing.errors import IntakeError, LibraryError
from briefing.library.library import Library
from briefing.library.survey import holds_an_article, scan
from briefing.model.clean import clean_path
from briefing.model.outlets import Outlets
from briefing.search.choice import check

if TYPE_CHECKING:  # loading it takes longer than all the rest of opening
    from briefing.settings import Settings

SEEDS = "seeds"


def open_library(data: Path, settings: Settings, roots: Sequence[Path], name: str | None) -> tuple[str, Library]:
    """Open the library on some paths, the one of a name, or the last one; the seeds' when there has been none.

    Args:
        data: Where libraries live.
        settings: What the user has set.
        roots: Absolute paths that the library is to hold.
        name: Its name, or None.

    Raises:
        LibraryError: There is no such library, or it cannot be opened.
    """
    wanted = name or settings.library
    if roots:
        return _on(data, settings, roots, wanted)
    wanted = wanted or _last(data)
    folder = paths.library_folder(data, wanted)
    fresh = not paths.record_file(folder).exists()
    if fresh and wanted != SEEDS:
        raise LibraryError(_no_library(data, wanted))
    library = _open(folder, settings)
    if wanted == SEEDS:
        _plant(library)
    return str(library.store.meta("name") or wanted), _named(library, wanted)


def absolute(given: Sequence[Path]) -> list[Path]:
    """Paths that stay good when the working directory changes.

    Raises:
        IntakeError: One of them does not exist or cannot be reached, or there is no article in any of them.
    """
    roots = []
    for path in given:
        full = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - resolve() would forget the name as given
        try:
            full.stat()
        except FileNotFoundError as error:
            raise IntakeError(f"There is no file or folder {clean_path(full)}: check the name.") from error
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise IntakeError(f"{clean_path(full)} cannot be reached ({reason}): check it.") from error
        roots.append(full)
    _check(roots)
    return roots


def _check(roots: Sequence[Path]) -> None:
    """Refuse paths of which none holds an article, so that no library is made of them or burdened with them."""
    problem = ""
    for root in roots:
        for found in scan([root]):
            if not isinstance(found, Path):
                problem = problem or found.sentence
            elif root.is_dir():
                return
            else:
                try:
                    if holds_an_article(found):
                        return
                except IntakeError as error:
                    problem = problem or str(error)
    if problem:
        raise IntakeError(problem)


def _open(folder: Path, settings: Settings) -> Library:
    check(settings.engine)
    outlets = Outlets(settings.outlets)
    workers, engine = settings.workers, settings.engine
    return Library(folder, workers=workers, outlets=outlets, metonyms=settings.metonyms, engine=engine)


def _on(data: Path, settings: Settings, roots: Sequence[Path], name: str | None) -> tuple[str, Library]:
    """The library of a name, else the one that holds these paths already, else a new one called after the first."""
    if name:
        library = _open(paths.library_folder(data, name), settings)
        if name == SEEDS:
            _plant(library)
        library.store.add_roots(roots)
        return name, _named(library, name)
    first = roots[0]
    base = (first.name if first.is_dir() else first.stem) or "library"
    base = "my-seeds" if base == SEEDS and first != paths.packaged_seeds() else clean_path(base)
    for number in count(1):
        candidate = base if number == 1 else f"{base}-{number}"
        folder = paths.library_folder(data, candidate)
        fresh = not paths.record_file(folder).exists()
        library = _open(folder, settings)
        if fresh or set(roots) <= set(library.store.roots()):
            library.store.add_roots(roots)
            return candidate, _named(library, candidate)
        library.close()
    raise AssertionError("unreachable")


def _named(library: Library, name: str) -> Library:
    if library.store.meta("name") is None:
        library.store.set_meta("name", name)
    return library


def _last(data: Path) -> str:
    name = paths.last_library(data)
    return name if name and paths.record_file(paths.library_folder(data, name)).exists() else SEEDS


def _plant(library: Library) -> None:
    """Put the packaged articles into the seeds' library, and follow them when the package has moved."""
    seeds = paths.packaged_seeds()
    before = library.store.meta("seeds")
    fresh = before is None and not library.store.roots()  # or what made it was interrupted
    if fresh:
        library.store.add_roots([seeds])
    elif before is not None and before != str(seeds):
        library.store.move_root(Path(str(before)), seeds)
    if before != str(seeds) and (fresh or before is not None):
        library.store.set_meta("seeds", str(seeds))


def _no_library(data: Path, name: str) -> str:
    folders = sorted((data / "libraries").glob("*/record.sqlite3"))
    known = ", ".join(clean_path(record.parent.name) for record in folders[:8])
    others = f" (there are: {known})" if known else ""
    return (
        f"There is no library “{clean_path(name)}” in {clean_path(data)}{others}: "
        "name another, or give the articles it is to hold."
    )


__all__ = ["SEEDS", "absolute", "open_library"]
