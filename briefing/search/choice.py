"""Which engine a library is searched with: the embedded one, or the one for large libraries where it is installed.

Each has a folder of its own beside the record. An engine that is new to a library makes its index from the record, like
any index that is missing; until that is whole the other's stays, so that nothing is lost when it comes to nothing. And
it stays while it is used: programs with different settings may take turns at one library, each with its own index.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from briefing.errors import UsageError
from briefing.search.engine import SearchEngine
from briefing.search.seal import is_used

Wanted = Literal["auto", "whoosh", "tantivy"]
Engine = Literal["whoosh", "tantivy"]

LARGE = 20_000
"""From so many articles on, the embedded engine's slowest answers are slower than one types."""
_STILL_LARGE = 15_000  # so few must be left before a library goes back, lest it go to and fro
_PACKAGE = "tantivy"
_INSTALL = "python -m pip install 'briefing[large]'"


def is_installed() -> bool:
    """Whether the engine for large libraries is there."""
    return importlib.util.find_spec(_PACKAGE) is not None


def check(wanted: Wanted) -> None:
    """Refuse a setting that cannot be followed.

    Raises:
        UsageError: The engine that it names is not installed.
    """
    if wanted == "tantivy" and not is_installed():
        raise UsageError(f'The setting "engine" names tantivy, which is not installed: run {_INSTALL}, or set auto.')


def chosen(wanted: Wanted, folder: Path, articles: Callable[[], int]) -> Engine:
    """The engine for a library.

    Args:
        wanted: The user's setting.
        folder: Where the library's index lives.
        articles: How many articles it holds; asked only when that decides.
    """
    if wanted != "auto":
        return wanted
    if not is_installed():
        return "whoosh"
    return "tantivy" if articles() >= (_STILL_LARGE if large_folder(folder).exists() else LARGE) else "whoosh"


def open_chosen(wanted: Wanted, folder: Path, articles: Callable[[], int]) -> SearchEngine:
    """The engine for a library; its module is loaded only now. See `chosen`."""
    if chosen(wanted, folder, articles) == "tantivy":
        from briefing.search.tantivy_engine import TantivyEngine

        return TantivyEngine(large_folder(folder))
    from briefing.search.whoosh_engine import WhooshEngine

    return WhooshEngine(folder)


def large_folder(folder: Path) -> Path:
    """Where the index for large libraries lives, beside the other."""
    return folder.with_name(f"{folder.name}-large")


def engine_of(folder: Path, engine: SearchEngine) -> Engine:
    """Which engine it is that a library is searched with.

    Args:
        folder: Where the library's index lives.
        engine: The engine.
    """
    return "tantivy" if engine.folder == large_folder(folder) else "whoosh"


def other_folder(folder: Path, engine: SearchEngine) -> Path:
    """Where the index of the engine that a library is not searched with would lie.

    Args:
        folder: Where the library's index lives.
        engine: The engine that it is searched with.
    """
    return folder if engine.folder == large_folder(folder) else large_folder(folder)


def drop_unused(folder: Path) -> None:
    """Remove the index of the engine that a library is not searched with, unless somebody has asked it lately."""
    if folder.is_dir() and not folder.is_symlink() and not is_used(folder):
        shutil.rmtree(folder, ignore_errors=True)  # what cannot be removed costs room, and nothing else


def changed(folder: Path, engine: SearchEngine) -> str:
    """A word on another engine than before, while its index is being made."""
    name, other = "tantivy, made for large libraries,", "Whoosh"
    if engine.folder != large_folder(folder):
        name, other = "Whoosh", "tantivy"
    return (
        f"This library is searched with {name} from now on: its index is being made, and finds more and more. "
        f"The one for {other} is removed when nobody has used it for a week."
    )


def told(wanted: Wanted, folder: Path, articles: int) -> str:
    """A word on the choice: which engine it is, and what would be quicker."""
    if chosen(wanted, folder, lambda: articles) == "tantivy":
        return "made for large libraries (tantivy)"
    return advice(wanted, articles)


def advice(wanted: Wanted, articles: int) -> str:
    """What would make searching quicker; "" when that is as quick as it can be, or as it is wanted."""
    if wanted != "auto" or articles < LARGE or is_installed():
        return ""
    return f"this library is large: it is searched quicker after {_INSTALL}"


__all__ = [
    "LARGE",
    "Engine",
    "Wanted",
    "advice",
    "changed",
    "check",
    "chosen",
    "drop_unused",
    "engine_of",
    "is_installed",
    "large_folder",
    "open_chosen",
    "other_folder",
    "told",
]
