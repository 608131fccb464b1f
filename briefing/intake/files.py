"""A file's bytes, without ever hanging, following a device or filling the memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from briefing.errors import IntakeError
from briefing.intake.problems import named, why

MAX_BYTES = 20_000_000

_CHUNK = 1 << 20
# Opening a FIFO without O_NONBLOCK waits for a writer who may never come.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """All of a regular file.

    Args:
        path: The file.
        limit: The most bytes it may have; a larger one is not read at all.

    Raises:
        IntakeError: It is missing, unreadable, empty, too large or no regular file, or it went away meanwhile.
    """
    try:
        _refuse_unreadable(path, path.stat(), limit)
        descriptor = os.open(path, _FLAGS)
        try:
            _refuse_unreadable(path, os.fstat(descriptor), limit)
            data = _all_of(descriptor, limit)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise IntakeError(f"There is no file {named(path)}; check the path, or whether it was moved.") from error
    except PermissionError as error:
        raise IntakeError(f"{named(path)} may not be read; give yourself permission to read it.") from error
    except OSError as error:
        raise IntakeError(f"{named(path)} cannot be read ({why(error)}); check the path and the disk.") from error
    except ValueError as error:  # a NUL in the name
        raise IntakeError(f"{named(path)} is no possible file name; check the path.") from error
    if len(data) > limit:
        raise _too_large(path, len(data), limit)
    if not data:
        raise IntakeError(f"{named(path)} is empty; put an article's text into it or leave it out.")
    return data


def _refuse_unreadable(path: Path, status: os.stat_result, limit: int) -> None:
    """Turn away what is no regular file or too large, before a byte is read."""
    if stat.S_ISDIR(status.st_mode):
        raise IntakeError(f"{named(path)} is a folder, not a file; name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise IntakeError(f"{named(path)} is no ordinary file (a pipe, socket or device); copy its text into a file.")
    if status.st_size > limit:
        raise _too_large(path, status.st_size, limit)


def _all_of(descriptor: int, limit: int) -> bytes:
    """The bytes to the end, or just past the limit when the file grows meanwhile."""
    data = bytearray()
    while len(data) <= limit and (chunk := os.read(descriptor, _CHUNK)):
        data += chunk
    return bytes(data)


def _too_large(path: Path, size: int, limit: int) -> IntakeError:
    """The sentence for a file over the limit."""
    return IntakeError(
        f"{named(path)} is larger than an article may be ({_megabytes(size)}, at most {_megabytes(limit)}); "
        "split it or leave it out."
    )


def _megabytes(size: int) -> str:
    """A size in the unit that suits it."""
    return f"{size / 1_000_000:.0f} MB" if size >= 10_000_000 else f"{size:,} bytes"
