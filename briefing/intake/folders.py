"""Which files under some folders are articles, streamed, whatever else lies about."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.errors import IntakeError
from briefing.intake.passed_over import NO_ARTICLES, is_leftover, is_of_programs
from briefing.intake.problems import IntakeProblem, named, why
from briefing.intake.readers import SUFFIXES, recognised
from briefing.intake.source import PACKED, Source

_Entry = tuple[Path, os.stat_result | None]  # a folder comes with its status, a file with None
_Place = tuple[int, int]  # device and inode: what a folder is, whatever path leads to it


def scan(roots: Sequence[Path]) -> Iterator[Path | IntakeProblem]:
    """Find the article files under files and folders.

    Files come sorted within their folder, one folder at a time, so a hundred thousand of them stream. A file is taken
    for its ending, or else, when that tells nothing, because a reader recognises its first bytes. Skipped are hidden
    files and folders, what belongs to a saved page, halves of downloads, and what is well known to be no article. A
    folder is walked once, however many links lead to it.

    Args:
        roots: Folders to walk, and files, which are taken whatever their suffix.

    Yields:
        A file to read, or a problem with a place that was passed over.
    """
    walk = _Walk()
    for root in roots:
        yield from walk.root(root)


class _Walk:
    """What has been visited so far."""

    def __init__(self) -> None:
        self._folders: set[_Place] = set()
        self._files: set[_Place] = set()
        self._met_again = 0  # folders and files passed over because they came before

    def root(self, root: Path) -> Iterator[Path | IntakeProblem]:
        """One root: a file is taken as it is, a folder is walked."""
        try:
            status = root.stat()
        except (OSError, ValueError) as error:
            yield _unreachable(root, error)
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._root_folder(root, _place(status))
        elif not stat.S_ISREG(status.st_mode):
            yield _no_file(root)
        elif _place(status) not in self._files:
            self._files.add(_place(status))
            yield root

    def _root_folder(self, root: Path, place: _Place) -> Iterator[Path | IntakeProblem]:
        """A folder the reader named: say so when it holds nothing to read."""
        if place in self._folders:
            return
        empty, met_again = True, self._met_again
        for found in self._folder(root, place):
            empty = False
            yield found
        if empty and met_again == self._met_again:
            yield IntakeProblem(
                root,
                f"{named(root)} holds no article in any format that is known; "
                "name another folder, or let “briefing read --formats” list the formats.",
            )

    def _folder(self, top: Path, place: _Place) -> Iterator[Path | IntakeProblem]:
        """Walk a folder without recursion: folders can be nested deeper than Python's stack."""
        self._folders.add(place)
        trail = [(place, self._entries(top))]
        while trail:
            found = next(trail[-1][1], None)
            if found is None:
                trail.pop()
            elif isinstance(found, IntakeProblem):
                yield found
            else:
                path, status = found
                if status is None:
                    yield path
                elif _place(status) in (above for above, _ in trail):
                    yield IntakeProblem(path, f"{named(path)} leads back to a folder above it; remove the link.")
                elif _place(status) in self._folders:
                    self._met_again += 1
                else:
                    self._folders.add(_place(status))
                    trail.append((_place(status), self._entries(path)))

    def _entries(self, folder: Path) -> Iterator[_Entry | IntakeProblem]:
        """A folder's articles and folders in order, each looked at only when it is its turn."""
        try:
            with os.scandir(folder) as listing:
                entries = sorted((e for e in listing if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield _unreachable(folder, error)
            return
        for entry in entries:
            found = self._entry(folder / entry.name, entry)
            if found is not None:
                yield found

    def _entry(self, path: Path, entry: os.DirEntry[str]) -> _Entry | IntakeProblem | None:
        """What one directory entry is to us; None when it is nothing."""
        wanted = _is_wanted(entry.name)
        try:
            if entry.is_dir():
                return None if is_of_programs(path) else (path, entry.stat())
            if wanted is False:
                return None
            if entry.is_file():
                return (path, None) if self._is_new(entry) and (wanted or _is_recognised(path)) else None
            if wanted:
                entry.stat()  # a broken link tells itself apart here
        except OSError as error:
            return _unreachable(path, error) if wanted or entry.is_symlink() else None
        return _no_file(path) if wanted else None

    def _is_new(self, entry: os.DirEntry[str]) -> bool:
        """Whether a file was not named itself, and taken then."""
        if self._files and _place(entry.stat()) in self._files:
            self._met_again += 1
            return False
        return True


def _is_wanted(name: str) -> bool | None:
    """Whether a file of this name is one to read; None when its name does not tell."""
    if is_leftover(name):
        return False
    stem, ending = _parted(name)
    if ending in SUFFIXES:
        inner = _parted(stem)[1] if ending in PACKED else ""
        return inner in SUFFIXES or inner not in NO_ARTICLES
    return False if ending in NO_ARTICLES else None


def _parted(name: str) -> tuple[str, str]:
    """A name and its ending, as `Source` sees them; in a large folder a path for each would cost too much."""
    stem, dot, ending = name.rpartition(".")
    return (stem, f".{ending.lower()}") if stem and dot and ending else (name, "")


def _is_recognised(path: Path) -> bool:
    """Whether a reader knows what a file's first bytes are."""
    source = Source.of_file(path)
    try:
        return recognised(source) is not None
    except IntakeError:
        return False  # nobody said that it is an article


def _place(status: os.stat_result) -> _Place:
    """What tells one folder or file from all others."""
    return status.st_dev, status.st_ino


def _unreachable(path: Path, error: OSError | ValueError) -> IntakeProblem:
    """Why a place could not be looked at."""
    match error:
        case FileNotFoundError() if path.is_symlink():
            sentence = f"{named(path)} is a link to nothing; mend or remove it."
        case FileNotFoundError():
            sentence = f"There is nothing at {named(path)}; check the path."
        case PermissionError():
            sentence = f"{named(path)} may not be read; give yourself permission to read it."
        case OSError(errno=errno.ELOOP):
            sentence = f"{named(path)} is a link that leads back to itself; remove it."
        case OSError():
            sentence = f"{named(path)} cannot be read ({why(error)}); check the path and the disk."
        case _:
            sentence = f"{named(path)} is no possible path; check it."
    return IntakeProblem(path, sentence)


def _no_file(path: Path) -> IntakeProblem:
    """Why a pipe, a socket or a device is passed over."""
    return IntakeProblem(path, f"{named(path)} is no ordinary file (a pipe, socket or device); leave it out.")
