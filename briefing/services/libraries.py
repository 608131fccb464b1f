"""The libraries there are."""

from __future__ import annotations

from pathlib import Path

from briefing import paths
from briefing.counts import counted
from briefing.library.known import LibraryRow, libraries
from briefing.model.clean import clean_path


def known_libraries(data_dir: Path | None = None) -> list[LibraryRow]:
    """Every library, the one that was opened last first; none is opened.

    Args:
        data_dir: Where libraries live; None for the setting, or the platform's data directory.
    """
    if data_dir is None:
        from briefing.settings import load_settings

        data_dir = load_settings().data_dir or paths.default_data_dir()
    return libraries(data_dir.expanduser().absolute())


def made_of(row: LibraryRow) -> str:
    """What a library is made of, in one line."""
    roots = [_short(root) for root in row.roots]
    return f"{roots[0]} and {len(roots) - 1} more" if len(roots) > 1 else "".join(roots)


def described(row: LibraryRow) -> str:
    """How much is in a library and when it was opened last, in one line."""
    if row.problem:
        return row.problem
    opened = f"opened {row.opened.astimezone():%d %b %Y}" if row.opened else "not opened yet"
    return f"{counted(row.articles, 'article')} · {counted(row.statements, 'statement')} · {opened}"


def _short(path: Path) -> str:
    """A path that begins at home where it can."""
    home = Path.home()
    return clean_path(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else clean_path(path)


__all__ = ["LibraryRow", "described", "known_libraries", "made_of"]
