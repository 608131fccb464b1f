"""What changed on disk since the last time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from briefing.errors import IntakeError
from briefing.library.rows import FileRow
from briefing.model import Article
from briefing.model.clean import clean_path

_BLOCK = 1 << 20
_QUICKLY_READ = 1 << 20


class Problem(Protocol):
    """Something below the roots that cannot be looked at."""

    @property
    def path(self) -> Path:
        """Where."""
        ...

    @property
    def sentence(self) -> str:
        """What it is, and what to do."""
        ...


Scan = Callable[[Sequence[Path]], Iterable[Path | Problem]]
Read = Callable[[Path], Iterable[Article | Problem]]


def scan(roots: Sequence[Path]) -> Iterable[Path | Problem]:
    """The intake's own scan, loaded only when it is needed."""
    from briefing import intake

    return intake.scan(roots)


def read(path: Path) -> Iterable[Article | Problem]:
    """The intake's own reader, loaded only when it is needed."""
    from briefing import intake

    return intake.articles_in(path)


def holds_an_article(path: Path) -> bool:
    """Whether a file holds at least one article; one that may take long to read is taken to.

    Raises:
        IntakeError: It cannot be read, or none of its parts can.
    """
    with contextlib.suppress(OSError):  # reading it will say what is wrong
        if path.stat().st_size > _QUICKLY_READ:
            return True
    sentence = ""
    for found in read(path):
        if isinstance(found, Article):
            return True
        sentence = sentence or found.sentence
    if sentence:
        raise IntakeError(sentence)
    return False


@dataclass(slots=True)
class Survey:
    """How the files on disk differ from what was read.

    Attributes:
        changed: Files to read, as they are now, the newest first.
        touched: Files with a new date but the same bytes.
        back: Files that were gone and are there again with the same bytes.
        vanished: Paths of files that are there no longer, and were at the last time.
        problems: One sentence for each place that could not be looked at.
    """

    changed: list[FileRow] = field(default_factory=list)
    touched: list[FileRow] = field(default_factory=list)
    back: list[FileRow] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def survey(roots: Sequence[Path], known: Mapping[str, FileRow], scan: Scan, stop: Callable[[], bool]) -> Survey | None:
    """Compare what is on disk with what was read; None when told to stop.

    A file counts as unchanged when its size and date are the same, or else its bytes. Files in a place that cannot be
    looked at now, such as a drive that is not there, do not count as vanished.
    """
    found = Survey()
    seen: set[str] = set()
    closed: list[str] = []
    for thing in scan(roots):
        if stop():
            return None
        if not isinstance(thing, Path):
            found.problems.append(thing.sentence)
            if not _can_be_listed(thing.path):
                closed.append(str(thing.path))
            continue
        path = str(thing)
        if path in seen:
            continue
        seen.add(path)
        try:
            now = thing.stat()
        except OSError:
            seen.discard(path)  # it went away between two looks
            continue
        _compare(found, known.get(path), FileRow(path, now.st_size, now.st_mtime_ns, ""), stop)
    missing = [str(root) for root in roots if not os.path.lexists(root)]
    found.problems += [_missing(root) for root in missing if root not in closed]
    found.vanished = [
        path for path, file in known.items() if not (file.gone or path in seen or _below(path, [*closed, *missing]))
    ]
    found.changed.sort(key=lambda file: -file.mtime_ns)
    return found


def hash_of(path: str, stop: Callable[[], bool] = lambda: False) -> str:
    """The hash of a file's bytes; "" when it cannot be read or when told to stop."""
    digest = hashlib.sha256()
    try:
        # Opening must not wait for a writer, should the file have become a named pipe.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return ""
            while block := stream.read(_BLOCK):
                if stop():
                    return ""
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def state_of(path: str, known: FileRow | None) -> str:
    """How a file on disk compares with what was read: "unchanged", "changed" or "missing"."""
    try:
        now = os.stat(path)  # noqa: PTH116 - the path may not be text
    except OSError:
        return "missing"
    if known is None or known.problem is not None:
        return "changed"  # an article that is still shown of a file that cannot be read now is of what it was
    if (now.st_size, now.st_mtime_ns) == (known.size, known.mtime_ns):
        return "unchanged"
    same = now.st_size == known.size and known.sha256 != "" and hash_of(path) == known.sha256
    return "unchanged" if same else "changed"


def _compare(found: Survey, before: FileRow | None, now: FileRow, stop: Callable[[], bool]) -> None:
    if before is None or before.unfinished:
        found.changed.append(now)
    elif before.gone or (before.size, before.mtime_ns) != (now.size, now.mtime_ns):
        same = before.size == now.size and before.sha256 != "" and before.problem is None
        if not (same and hash_of(now.path, stop) == before.sha256):
            found.changed.append(now)
        else:
            (found.back if before.gone else found.touched).append(now)


def _can_be_listed(folder: Path) -> bool:
    """Whether what is in a folder can be told, so that what is not in it has gone."""
    try:
        with os.scandir(folder):
            return True
    except OSError:
        return False


def _missing(root: str) -> str:
    return f"{clean_path(root)} is not there now: what was read from it is still shown; bring it back to see changes."


def _below(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place.rstrip(os.sep) + os.sep) for place in places)


__all__ = ["Problem", "Read", "Scan", "Survey", "hash_of", "holds_an_article", "read", "scan", "state_of", "survey"]
