"""The index's files as the operating system maps them.

Whoosh itself copies each part of a segment into memory when it opens it: a search over a large index then begins by
reading all of it, and takes its size again for every thread. Here each part is a file of its own, mapped: only what a
question touches is read, and no process has to hold it.
"""

from __future__ import annotations

import mmap
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

_MANY_FILES = 4_096


class MappedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder of index files."""

    def open_file(self, name: str, **options: Any) -> StructFile:  # noqa: ANN401 - what Whoosh hands through
        """Open a file to read, mapped where it can be."""
        with Path(self._fpath(name)).open("rb") as file:
            try:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (ValueError, OSError):  # an empty file, or too many of them
                return super().open_file(name, **options)
        return _MappedFile(mapped, name, options.get("onclose"))


def allow_many_files() -> None:
    """Let this process have as many files open as an index in many pieces needs; some systems begin with 256."""
    with suppress(ImportError, OSError, ValueError):  # another system, or one that does not let us
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _MANY_FILES if hard == resource.RLIM_INFINITY else min(_MANY_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class _MappedFile(BufferFile):  # type: ignore[misc]
    """A mapped file, in the way that Whoosh reads files."""

    def __init__(self, mapped: mmap.mmap, name: str, onclose: Any) -> None:  # noqa: ANN401
        StructFile.__init__(self, mapped, name=name, onclose=onclose)
        self.is_real = False
        self._buf = mapped

    def subset(self, position: int, length: int, name: str | None = None) -> StructFile:
        """A part of it, that is read where it stands."""
        return StructFile.subset(self, position, length, name=name)


__all__ = ["MappedStorage", "allow_many_files"]
