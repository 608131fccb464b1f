"""Where things stand on disk.

<data>/last-library                       which library was open last
<data>/last-copy.txt                      what was copied last
<data>/last-theme                         which theme was chosen last
<data>/last-layout                        how the panes shared the screen last
<data>/libraries/<name>/record.sqlite3    the record
<data>/libraries/<name>/index/            the search index: derived, disposable
<data>/libraries/<name>/session.json      where the reader was
<data>/libraries/<name>/opened            empty; its date is when the library was opened last
"""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from briefing.errors import LibraryError

_LONGEST_NAME = 60
_UNSAFE = re.compile(r"[^\w.+-]+")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


def default_data_dir() -> Path:
    """The platform's place for a program's data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("briefing", appauthor=False))


def last_theme(data: Path) -> str | None:
    """The name of the theme that was chosen last, or None."""
    return _noted(data / "last-theme")


def remember_theme(data: Path, name: str) -> None:
    """Note which theme was chosen; one that cannot be noted is chosen again."""
    _note(data / "last-theme", name)


def last_layout(data: Path) -> str | None:
    """How the panes shared the screen last, as it was written down; or None."""
    return _noted(data / "last-layout")


def remember_layout(data: Path, written: str) -> None:
    """Note how the panes share the screen; what cannot be noted is set again."""
    _note(data / "last-layout", written)


def themes_folder() -> Path:
    """Where themes of the user's own stand, one TOML file each."""
    return config_dir() / "themes"


def config_dir() -> Path:
    """The platform's place for a program's settings."""
    import platformdirs

    return Path(platformdirs.user_config_dir("briefing", appauthor=False))


def config_file() -> Path:
    """Where the settings file stands, whether or not there is one."""
    return config_dir() / "config.toml"


def make_private(folder: Path) -> Path:
    """Make a folder, and those above it, for this user's eyes alone.

    A folder that is there already keeps its permissions: it is the user's.

    Raises:
        LibraryError: It cannot be made.
    """
    try:
        for part in reversed([folder, *folder.parents]):
            if not part.is_dir():
                part.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryError(
            f"The data folder {folder} cannot be made ({reason}): name another with --data-dir or BRIEFING_DATA_DIR."
        ) from error
    return folder


def packaged_seeds() -> Path:
    """The articles that come with the program: in the installed package, or beside it in a source checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def safe_name(name: str) -> str:
    """A library's name as the name of one folder, on every platform.

    Different names stay different: what had to be changed is told apart by a few digits of its hash.
    """
    plain = unicodedata.normalize("NFC", name)
    safe = _UNSAFE.sub("-", plain).strip("-. ")[:_LONGEST_NAME].rstrip("-. ")
    if safe and safe == name and not _DEVICES.match(safe):
        return safe
    import hashlib

    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{safe or 'library'}-{digest}" if not _DEVICES.match(safe) else f"library-{digest}"


def library_folder(data: Path, name: str) -> Path:
    """The folder of one library."""
    return data / "libraries" / safe_name(name)


def record_file(folder: Path) -> Path:
    """The record of the library in a folder."""
    return folder / "record.sqlite3"


def index_folder(folder: Path) -> Path:
    """The search index of the library in a folder."""
    return folder / "index"


def last_copy_file(data: Path) -> Path:
    """What was copied last, for when no clipboard would take it."""
    return data / "last-copy.txt"


def last_library(data: Path) -> str | None:
    """The name of the library that was open last, or None."""
    return _noted(data / "last-library")


def remember_library(data: Path, name: str) -> None:
    """Note which library is open, and since when; a note that cannot be written is no reason not to open it."""
    _note(data / "last-library", name)
    with suppress(OSError):
        (library_folder(data, name) / "opened").touch()


def opened(folder: Path) -> dt.datetime | None:
    """When the library in a folder was opened last, or None when nobody noted it."""
    try:
        return dt.datetime.fromtimestamp((folder / "opened").stat().st_mtime, dt.UTC)
    except (OSError, ValueError):
        return None


def session_file(folder: Path) -> Path:
    """Where the reader was in the library in a folder."""
    return folder / "session.json"


def _noted(file: Path) -> str | None:
    """A hint, not a record: without it things begin as the first time."""
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def _note(file: Path, name: str) -> None:
    write_whole(file, name + "\n")


def write_whole(file: Path, text: str) -> None:
    """Write a hint in place of the one there is, whole or not at all; one that cannot be written is let go."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(file)
    except (OSError, UnicodeEncodeError):
        with suppress(OSError):
            new.unlink(missing_ok=True)


__all__ = [
    "config_dir",
    "config_file",
    "default_data_dir",
    "index_folder",
    "last_copy_file",
    "last_layout",
    "last_library",
    "last_theme",
    "library_folder",
    "make_private",
    "opened",
    "packaged_seeds",
    "record_file",
    "remember_layout",
    "remember_library",
    "remember_theme",
    "safe_name",
    "session_file",
    "themes_folder",
    "write_whole",
]
