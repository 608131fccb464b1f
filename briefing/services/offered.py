"""Names that a shell completes: of libraries, actors, saved searches, files and settings.

A shell asks at a key and waits, so nothing is opened and nothing heavy is loaded.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

from briefing import paths
from briefing.library import offered
from briefing.model.clean import clean_line
from briefing.model.fields import FieldName
from briefing.services.completion import complete

_NAMES = {
    FieldName.SPEAKER: offered.actors,
    FieldName.ACTOR: offered.actors,
    FieldName.OUTLET: offered.outlets,
    FieldName.VIA: offered.outlets,
    FieldName.TAG: offered.tags,
}
"""Who knows what may stand after a field."""
_SEEDS = "seeds"


def libraries(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """Names of libraries."""
    folders = sorted(record.parent for record in (_data(data_dir) / "libraries").glob("*/record.sqlite3"))
    return [name for name in map(offered.named, folders) if name.startswith(beginning)]


def actors(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """Names of actors, who says most first."""
    return _shown(offered.actors, beginning, data_dir, library)


def searches(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """Names of saved searches."""
    return _shown(offered.searches, beginning, data_dir, library)


def files(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """Names of files that hold articles."""
    return _shown(offered.files, beginning, data_dir, library)


def outlets(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """Names of outlets, who published most first."""
    return _shown(offered.outlets, beginning, data_dir, library)


def tags(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """Tags, those that are on most first."""
    return _shown(offered.tags, beginning, data_dir, library)


def queries(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """A query, or the word of one, gone on with: the names of fields, and what may stand after them."""
    if not beginning or (beginning.isalpha() and len(beginning) == 1):  # who asks so wants to see what there is
        return [f"{name}:" for name in FieldName if name.startswith(beginning.lower())]

    def names(field: str, typed: str) -> list[str]:
        known = _NAMES.get(FieldName(field))
        return _shown(known, typed, data_dir, library) if known is not None else []

    return list(complete(beginning, names))


def settings(beginning: str, *, data_dir: Path | None = None, library: str | None = None) -> list[str]:
    """Names of settings."""
    from briefing.settings import Settings

    return [name for name in Settings.model_fields if name.startswith(beginning)]


def _shown(
    names: Callable[[Path, str], list[str]], beginning: str, data_dir: Path | None, library: str | None
) -> list[str]:
    """Names in the library that is meant, but for those that would not be typed as they are."""
    data = _data(data_dir)
    wanted = library or _set("library") or paths.last_library(data) or _SEEDS
    found = names(paths.record_file(paths.library_folder(data, wanted)), beginning)
    return [name for name in found if name == clean_line(name)]


def _data(data_dir: Path | None) -> Path:
    return Path(data_dir or _set("data_dir") or paths.default_data_dir()).expanduser().absolute()


def _set(name: str) -> str | None:
    """One setting without the trouble that reading them all takes."""
    if written := os.environ.get(f"BRIEFING_{name.upper()}"):
        return written
    try:
        value = tomllib.loads(paths.config_file().read_text("utf-8")).get(name)
    except (OSError, ValueError):
        return None
    return value if isinstance(value, str) else None


__all__ = ["actors", "files", "libraries", "outlets", "searches", "settings"]
