"""The reader's process: paths in on standard input, what is in the files out on standard output, in lines.

A line in is {"path"} as JSON. A line out is "R" when it is ready, "A" with an article as JSON, "P" with a sentence on a
part that cannot be read, or "E" at the end of a file, with a pair: why it could not be read, or not to its end, or
null, and whether this process will read no other. It ends when its standard input does, so it never outlives the app.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from briefing.library.reading import pieces_of
from briefing.library.rows import FileRow
from briefing.library.survey import Read, read

MOST_MEMORY = 1 << 30
_FRESH_AFTER = 300 << 20
_PATIENCE_SECONDS = 120
_SLOWEST = 500_000  # bytes a second


def serve(asked: BinaryIO, answers: BinaryIO, read: Read) -> None:
    """Read every file that is asked for until there are no more, or this process has grown too large.

    Args:
        asked: One path a line.
        answers: Several lines for each, flushed as they come.
        read: What reads a file.
    """
    say = _Mouth(answers)
    say.line(b"R", "null")
    for line in asked:
        leaves = False
        path: str = json.loads(line)["path"]
        say.hurry(_PATIENCE_SECONDS + _size(path) // _SLOWEST)
        for piece in pieces_of(FileRow(path, 0, 0, ""), read):
            for article in piece.articles:
                say.line(b"A", article.model_dump_json())
            for sentence in piece.problems:
                say.line(b"P", json.dumps(sentence))
            if piece.last:
                leaves = _memory() > _FRESH_AFTER
                say.line(b"E", json.dumps([piece.file.problem, leaves]))
        if leaves:
            return


class _Mouth:
    """Says lines, and ends the process when there is nothing to say for too long.

    Whoever listens does so too, unless it was itself ended meanwhile; an expression that never ends would then go on
    for ever, as nothing in Python can interrupt it. The system can.
    """

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._alarm: Callable[[int], int] = getattr(signal, "alarm", lambda seconds: 0)
        self._patience = 0

    def hurry(self, seconds: int) -> None:
        """Allow so much time until the next line, and between lines from now on."""
        self._patience = seconds
        self._alarm(seconds)

    def line(self, kind: bytes, what: str) -> None:
        """Say something; who listens may take all the time in the world."""
        self._alarm(0)
        self._answers.write(kind + what.encode() + b"\n")
        self._answers.flush()
        self._alarm(0 if kind in (b"R", b"E") else self._patience)


def _size(path: str) -> int:
    with suppress(OSError, ValueError):
        return os.stat(path).st_size  # noqa: PTH116 - the path may not be text
    return 0


def _memory() -> int:
    """The most memory that this process has held, in bytes; 0 where nobody can tell."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


def _bound_memory() -> None:
    """Let what fills the memory fail here, and not bring down the machine."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):  # a narrower bound is set already
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def main(read: Read = read) -> int:
    """Serve standard input.

    Args:
        read: What reads a file.
    """
    _bound_memory()
    from briefing import intake  # noqa: F401 - loaded before the first file, on which no time is to be lost

    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 16) as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints is no answer
        serve(sys.stdin.buffer, answers, read)
    return 0


if __name__ == "__main__":
    sys.exit(main())
