"""A file's bytes, without ever hanging, following a device or filling the memory."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

from briefing.errors import IntakeError
from briefing.intake.problems import named, why

MAX_BYTES = 20_000_000
"""The most bytes of a file that is read whole; files of many articles are streamed, and may be larger."""

# Opening a FIFO without O_NONBLOCK waits for a writer who may never come.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_file(path: Path) -> BufferedReader:
    """Open a regular file for reading.

    Raises:
        IntakeError: It is missing, unreadable or no regular file.
    """
    try:
        _refuse_irregular(path, path.stat())
        descriptor = os.open(path, _FLAGS)
        try:
            _refuse_irregular(path, os.fstat(descriptor))
            return os.fdopen(descriptor, "rb")
        except BaseException:
            os.close(descriptor)
            raise
    except FileNotFoundError as error:
        raise IntakeError(f"There is no file {named(path)}; check the path, or whether it was moved.") from error
    except PermissionError as error:
        raise IntakeError(f"{named(path)} may not be read; give yourself permission to read it.") from error
    except OSError as error:
        raise IntakeError(f"{named(path)} cannot be read ({why(error)}); check the path and the disk.") from error
    except ValueError as error:  # a NUL in the name
        raise IntakeError(f"{named(path)} is no possible file name; check the path.") from error


def too_large(name: str, size: int, limit: int) -> IntakeError:
    """The error for something over the limit.

    Args:
        name: How a sentence names it.
        size: Its bytes.
        limit: The most bytes it may have.
    """
    return IntakeError(
        f"{name} is larger than an article may be ({_megabytes(size)}, at most {_megabytes(limit)}); "
        "split it or leave it out."
    )


def _refuse_irregular(path: Path, status: os.stat_result) -> None:
    """Turn away what is no regular file, before a byte is read."""
    if stat.S_ISDIR(status.st_mode):
        raise IntakeError(f"{named(path)} is a folder, not a file; name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise IntakeError(f"{named(path)} is no ordinary file (a pipe, socket or device); copy its text into a file.")


def _megabytes(size: int) -> str:
    """A size in the unit that suits it."""
    return f"{size / 1_000_000:.0f} MB" if size >= 10_000_000 else f"{size:,} bytes"
