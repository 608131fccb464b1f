"""What guards an index folder: whose it is, which format it has, and whether its files are as they were written.

An index holds pickles, so whoever can write its folder can run code: it is opened only when the folder is the user's
own and closed to everybody else.
"""

from __future__ import annotations

import json
import os
import stat
import time
import zlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

_SEAL = "seal.json"
_STAMP = "stamp"
_BLOCK = 1 << 20
_KEPT = frozenset({".toc", ".trm", ".pst", ".voc", ".col"})
_KEPT_BY_TANTIVY = frozenset({".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", ".del"})
_CHECKED_BYTES = 32 << 20
_LATELY = 7 * 24 * 60 * 60  # seconds


def is_ours(folder: Path) -> bool:
    """Whether the folder is a real one that nobody but the user can write to; closes it to others when it can."""
    try:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode):
            return False
        if os.name == "nt":
            return True
        if found.st_uid != os.geteuid():
            return False
        if stat.S_IMODE(found.st_mode) & 0o022:
            return False
        if stat.S_IMODE(found.st_mode) & 0o077:
            folder.chmod(0o700)
    except OSError:
        return False
    return True


def write_seal(
    folder: Path, version: int | str, commits: Sequence[int] = (), segments: Collection[str] | None = None
) -> None:
    """Note each index file's size and checksum; files noted before were written once and are not read again.

    Args:
        folder: The index.
        version: Its format.
        commits: Which commits of its parts belong together.
        segments: The segments that are in use, when files of others may still be growing; None for all.
    """
    known = _files(read_seal(folder))
    paths = {path.relative_to(folder).as_posix(): path for path in _index_files(folder)}
    wanted = {name: path for name, path in paths.items() if segments is None or name.partition(".")[0] in segments}
    files = {name: known.get(name) or _measure(path) for name, path in wanted.items()}
    _write(folder / _SEAL, json.dumps({"format": version, "commits": list(commits), "files": files}))


def seal_of(folder: Path) -> Path:
    """The file that is replaced whenever the index has changed."""
    return folder / _SEAL


def read_seal(folder: Path) -> dict[str, object]:
    """The seal as written; empty when there is none or it cannot be understood."""
    try:
        found = json.loads((folder / _SEAL).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_unbroken(folder: Path) -> bool:
    """Whether every sealed file that is still there is as it was written.

    Sizes are always compared; checksums only while that is quick, smallest files first: a search must not have to wait
    for hundreds of megabytes to be read.

    A file without a seal is one that another process is writing, or whose writer was killed: the engine itself will
    find out whether it can be read.
    """
    left = _CHECKED_BYTES
    for name, sealed in sorted(_files(read_seal(folder)).items(), key=lambda file: file[1]):
        path = folder / name
        try:
            size = path.stat().st_size
            left -= size
            if [size] != sealed[:1] or (left >= 0 and _measure(path) != sealed):
                return False
        except FileNotFoundError:
            continue
        except OSError:
            return False
    return True


def is_whole(folder: Path, segments: Iterable[str]) -> bool:
    """Whether no sealed file of some segments is missing.

    Args:
        folder: The index.
        segments: The names of the segments that are in use.
    """
    in_use = frozenset(segments)
    sealed = (name for name in _files(read_seal(folder)) if name.partition(".")[0] in in_use)
    return all((folder / name).exists() for name in sealed)


def read_stamp(folder: Path) -> str:
    """What the library noted about the index; "" when nothing."""
    try:
        return (folder / _STAMP).read_text("utf-8")
    except (OSError, ValueError):
        return ""


def write_stamp(folder: Path, value: str) -> None:
    """Note something about the index."""
    _write(folder / _STAMP, value)


def note_use(folder: Path) -> None:
    """Note that somebody asks the index now."""
    with suppress(OSError):  # one that has no stamp yet is being made
        os.utime(folder / _STAMP)


def is_used(folder: Path) -> bool:
    """Whether somebody has asked the index lately: another program may be about to ask it again."""
    try:
        return time.time() - (folder / _STAMP).stat().st_mtime < _LATELY
    except OSError:
        return False


def _index_files(folder: Path) -> list[Path]:
    kept = _KEPT | _KEPT_BY_TANTIVY
    return [path for path in sorted(folder.rglob("*")) if path.suffix in kept and path.is_file()]


def _measure(path: Path) -> list[int]:
    """A file's size and checksum."""
    checksum = size = 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
            size += len(block)
    return [size, checksum]


def _files(seal: dict[str, object]) -> dict[str, list[int]]:
    files = seal.get("files")
    return files if isinstance(files, dict) else {}


def _write(path: Path, text: str) -> None:
    """Replace a small file whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)
